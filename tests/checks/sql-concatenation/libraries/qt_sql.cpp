// requires: QtSql/QSqlQuery
// flags: -fPIC
// config: ../only.yaml
// Qt SQL: every call that takes a text, and what makes it safe.
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlQueryModel>
#include <QSqlRecord>
#include <QSqlRelationalTableModel>
#include <QSqlTableModel>
#include <QVariant>

bool constructed(const QString &name) {
  QSqlQuery query("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: bind it, without the quotes: query.prepare("... :value ...")
  return query.next();
}

bool constructedOfLiteral(QSqlDatabase db) {
  QSqlQuery query("SELECT id FROM users", db);
  return query.next();
}

bool executed(const QString &name) {
  QSqlQuery query;
  return query.exec("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool executedWithNumber(int id) {
  QSqlQuery query;
  return query.exec("DELETE FROM users WHERE id = " + QString::number(id));
}

// To prepare a spliced text is to run it.
bool preparedSpliced(const QString &name, int age) {
  QSqlQuery query;
  query.prepare("UPDATE users SET age = :age WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  query.bindValue(":age", age);
  return query.exec();
}

bool bound(const QString &name, int age) {
  QSqlQuery query;
  query.prepare("UPDATE users SET age = :age WHERE name = :name");
  query.bindValue(":age", age);
  query.bindValue(":name", name);
  return query.exec();
}

bool boundByPlace(const QString &name, const QString &mail) {
  QSqlQuery query;
  query.prepare("INSERT INTO users (name, mail) VALUES (?, ?)");
  query.addBindValue(name);
  query.addBindValue("mailto:" + mail);
  return query.exec();
}

bool boundBatch(const QVariantList &names) {
  QSqlQuery query;
  query.prepare("INSERT INTO users (name) VALUES (?)");
  query.addBindValue(names);
  return query.execBatch();
}

bool batchOfSpliced(const QString &table, const QVariantList &names) {
  QSqlQuery query;
  query.prepare("INSERT INTO " + table + " (name) VALUES (?)"); // expect[dbsafe-sql-concatenation]: escapeIdentifier
  query.addBindValue(names);
  return query.execBatch();
}

void executedByDatabase(QSqlDatabase db, const QString &name) {
  db.exec("DROP USER " + name); // expect[dbsafe-sql-concatenation]:
}

void pragma(QSqlDatabase db) { db.exec("PRAGMA foreign_keys = ON"); }

void shown(QSqlQueryModel &model, const QString &city) {
  model.setQuery("SELECT name FROM users WHERE city = '" + city + "'"); // expect[dbsafe-sql-concatenation]: model.setQuery(query)
}

void shownBound(QSqlQueryModel &model, const QString &city) {
  QSqlQuery query;
  query.prepare("SELECT name FROM users WHERE city = ?");
  query.addBindValue(city);
  query.exec();
  model.setQuery(query);
}

void filtered(QSqlTableModel &model, const QString &city) {
  model.setFilter("city = '" + city + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  model.select();
}

void filteredByNumber(QSqlTableModel &model, int year) {
  model.setFilter(QString("year >= %1 AND year < %2").arg(year).arg(year + 1));
  model.select();
}

void filteredByLike(QSqlTableModel &model, const QString &word) {
  model.setFilter(QString("name LIKE '%%1%'").arg(word)); // expect[dbsafe-sql-concatenation]: 
}

void filteredConstant(QSqlTableModel &model, bool all) {
  model.setFilter(all ? QString() : QString("deleted = 0"));
}

void tabled(QSqlTableModel &model, const QString &suffix) {
  model.setTable("log_" + suffix); // expect[dbsafe-sql-concatenation]: a name can't be bound
}

void tabledConstant(QSqlTableModel &model) {
  model.setTable("users");
  model.setSort(2, Qt::AscendingOrder);
}

void related(QSqlRelationalTableModel &model) {
  model.setTable("employee");
  model.setRelation(2, QSqlRelation("city", "id", "name"));
}

// The driver's quoters.
bool formatted(QSqlDatabase db, const QString &name) {
  QSqlField field("name", QVariant::String);
  field.setValue(name);
  QSqlQuery query(db);
  return query.exec("SELECT id FROM users WHERE name = " +
                    db.driver()->formatValue(field));
}

// It brings quotes of its own.
bool formattedTwice(QSqlDatabase db, const QString &name) {
  QSqlField field("name", QVariant::String);
  field.setValue(name);
  QSqlQuery query(db);
  return query.exec("SELECT id FROM users WHERE name = '" +
                    db.driver()->formatValue(field) + "'"); // expect[dbsafe-sql-concatenation]: quoted twice
}

bool quotedTable(QSqlDatabase db, const QString &table) {
  QSqlQuery query(db);
  return query.exec("SELECT count(*) FROM " + db.driver()->escapeIdentifier(
                                                  table, QSqlDriver::TableName));
}

// A name's quotes protect no value.
bool nameAsValue(QSqlDatabase db, const QString &name) {
  QSqlQuery query(db);
  return query.exec("DELETE FROM users WHERE name = " +
                    db.driver()->escapeIdentifier(name, QSqlDriver::FieldName)); // expect[dbsafe-sql-concatenation]: 
}

// What was read from the database may be hostile too.
bool secondOrder(QSqlQuery &users) {
  QSqlQuery query;
  bool ok = true;
  while (users.next())
    ok &= query.exec("DELETE FROM mails WHERE owner = '" +
                     users.value(0).toString() + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
  return ok;
}

bool secondOrderNumber(QSqlQuery &users) {
  QSqlQuery query;
  bool ok = true;
  while (users.next())
    ok &= query.exec(QString("DELETE FROM mails WHERE owner = %1")
                         .arg(users.value("id").toInt()));
  return ok;
}

// A wrapper hands its text on, and is told of by its callers.
static bool run(const QString &sql) {
  QSqlQuery query;
  if (!query.exec(sql)) {
    qWarning("%s", qPrintable(sql));
    return false;
  }
  return true;
}

bool throughWrapper(const QString &name) {
  return run("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool throughWrapperConstant(bool drop) {
  return run(drop ? "DROP TABLE users" : "DELETE FROM users");
}

class Store {
public:
  explicit Store(const QString &prefix) : prefix(prefix) {}
  bool clear() {
    QSqlQuery query;
    return query.exec(QString("DELETE FROM %1_items").arg(prefix)); // expect[dbsafe-sql-concatenation]: 
  }
  bool count() {
    QSqlQuery query;
    return query.exec(QString("SELECT count(*) FROM %1").arg(table));
  }

private:
  QString prefix;
  const QString table = "items";
};
