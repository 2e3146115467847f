// requires: QtSql/QSqlQuery
// flags: -fPIC -DQT_USE_QSTRINGBUILDER
// config: ../only.yaml
// QStringBuilder: % and, here, + make no string until they must.
#include <QSqlQuery>
#include <QString>
#include <QStringBuilder>
#include <QWidget>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>

bool percent(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM users WHERE name = '" % name % "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool percentOfKinds(QSqlQuery &q, const QString &name) {
  return q.exec(QLatin1String("SELECT * FROM users WHERE name = ") %
                QLatin1Char('\'') % name.trimmed() % QLatin1Char('\'')); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool percentConstants(QSqlQuery &q, bool old) {
  return q.exec(QStringLiteral("SELECT * FROM ") %
                (old ? QLatin1String("users_old") : QLatin1String("users")));
}

bool percentNumber(QSqlQuery &q, int id) {
  return q.exec(QStringLiteral("SELECT * FROM users WHERE id = ") %
                QString::number(id));
}

bool percentKept(QSqlQuery &q, const QString &table) {
  QString sql = QLatin1String("SELECT count(*) FROM ") % table; // expect[dbsafe-sql-concatenation]: an identifier
  return q.exec(sql);
}

bool plus(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool plusConstants(QSqlQuery &q, bool all) {
  QString sql = QString("SELECT * FROM users") + (all ? "" : " WHERE active");
  return q.exec(sql + " ORDER BY " + QChar('1'));
}

bool appendedBuilder(QSqlQuery &q, const QString &name) {
  QString sql = "SELECT * FROM users";
  sql += " WHERE name = '" % name % "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec(sql);
}

bool appendedNumber(QSqlQuery &q, int limit) {
  QString sql = "SELECT * FROM users";
  sql += " LIMIT " % QString::number(limit);
  return q.exec(sql);
}

bool bytes(QSqlQuery &q, const QByteArray &name) {
  QByteArray sql = "SELECT * FROM users WHERE name = '" % name % "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec(QString::fromLatin1(sql));
}

bool convertedInCall(QSqlQuery &q, const QString &name) {
  return q.exec(QString("SELECT * FROM users WHERE name = '%1'")
                    .arg(name % "@example.org")); // expect[dbsafe-sql-concatenation]: a quoted value
}

// --- widgets

bool lineEdit(QSqlQuery &q, QLineEdit *edit) {
  return q.exec("SELECT * FROM users WHERE name = '" + edit->text() + "'"); // expect-error[dbsafe-sql-concatenation]: text from an input field
}

bool lineEditBound(QSqlQuery &q, QLineEdit *edit) {
  q.prepare("SELECT * FROM users WHERE name = ?");
  q.addBindValue(edit->text());
  return q.exec();
}

bool lineEditNumber(QSqlQuery &q, QLineEdit *edit) {
  bool ok = false;
  int id = edit->text().toInt(&ok);
  return ok && q.exec(QString("SELECT * FROM users WHERE id = %1").arg(id));
}

bool comboBox(QSqlQuery &q, QComboBox *box) {
  return q.exec("SELECT * FROM " + box->currentText()); // expect-error[dbsafe-sql-concatenation]: text from an input field
}

bool comboBoxIndex(QSqlQuery &q, QComboBox *box) {
  static const char *const tables[] = {"users", "groups"};
  return q.exec(QString("SELECT * FROM ") + tables[box->currentIndex()]);
}

bool dialog(QSqlQuery &q, QWidget *parent) {
  QString name = QInputDialog::getText(parent, "Name", "Whose?");
  return q.exec(QString("DELETE FROM users WHERE name = '%1'").arg(name)); // expect-error[dbsafe-sql-concatenation]: text from an input dialog
}

bool dialogChecked(QSqlQuery &q, QWidget *parent) {
  QString column = QInputDialog::getText(parent, "Order", "By?");
  if (column != QLatin1String("name"))
    column = "id";
  return q.exec("SELECT * FROM users ORDER BY " + column);
}
