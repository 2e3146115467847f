// requires: QtSql/QSqlQuery
// flags: -fPIC
// config: ../only.yaml
// How Qt programs build text.
#include <QByteArray>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QSettings>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QTextStream>
#include <QUuid>
#include <QVariant>
#include <string>

// --- arg

bool oneArgument(QSqlQuery &q, const QString &name) {
  return q.exec(QString("SELECT id FROM users WHERE name = '%1'").arg(name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool numberArgument(QSqlQuery &q, int id) {
  return q.exec(QString("SELECT name FROM users WHERE id = %1").arg(id));
}

bool paddedNumber(QSqlQuery &q, int month) {
  return q.exec(QString("SELECT * FROM log_%1").arg(month, 2, 10, QChar('0')));
}

bool realArgument(QSqlQuery &q, double price) {
  return q.exec(QString("SELECT * FROM items WHERE price < %1").arg(price, 0, 'f', 2));
}

// The second call fills in what the first has left open.
bool chained(QSqlQuery &q, int id, const QString &name) {
  return q.exec(QString("UPDATE users SET name = '%2' WHERE id = %1")
                    .arg(id)
                    .arg(name)); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
}

bool chainedNumbers(QSqlQuery &q, int id, qint64 size) {
  return q.exec(QString("UPDATE files SET size = %2 WHERE id = %1").arg(id).arg(size));
}

// By number, not by order: the table is the constant, the name is not.
bool crossed(QSqlQuery &q, const QString &name) {
  return q.exec(QString("SELECT * FROM %2 WHERE name = '%1'")
                    .arg(name) // expect[dbsafe-sql-concatenation]: a quoted value
                    .arg("users"));
}

bool repeatedPlaceholder(QSqlQuery &q, const QString &word) {
  return q.exec(QString("SELECT * FROM notes WHERE a = '%1' OR b = '%1'").arg(word)); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool several(QSqlQuery &q, const QString &table, const QString &name) {
  return q.exec(QString("SELECT * FROM %1 WHERE name = '%2'")
                    .arg(table, // expect[dbsafe-sql-concatenation]: an identifier
                         name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool severalConstants(QSqlQuery &q, bool asc) {
  return q.exec(QString("SELECT * FROM %1 ORDER BY name %2")
                    .arg(QString("users"), asc ? "ASC" : "DESC"));
}

// A percent sign is no placeholder without a number.
bool percentSigns(QSqlQuery &q, int id) {
  return q.exec(QString("SELECT * FROM notes WHERE word LIKE 'a%' AND id = %1").arg(id));
}

bool inSteps(QSqlQuery &q, const QString &name, bool active) {
  QString sql = "SELECT * FROM users WHERE name = '%1'";
  if (active)
    sql += " AND active = 1";
  sql = sql.arg(name); // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec(sql);
}

// The format is the caller's, and a constant.
static QString count(const char *format, int id) {
  return QString(format).arg(id);
}

bool formatHandedOn(QSqlQuery &q, int id) {
  return q.exec(count("SELECT count(*) FROM users WHERE team = %1", id));
}

static const char *const deleteUser = "DELETE FROM users WHERE name = '%1'";

bool formatElsewhere(QSqlQuery &q, const QString &name) {
  return q.exec(QString(deleteUser).arg(name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

// --- printf

bool printed(QSqlQuery &q, const QString &name) {
  return q.exec(QString::asprintf("SELECT * FROM users WHERE name = '%s'",
                                  qPrintable(name))); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool printedNumber(QSqlQuery &q, int id) {
  return q.exec(QString::asprintf("SELECT * FROM users WHERE id = %d", id));
}

// --- +, +=, append, prepend, insert

bool added(QSqlQuery &q, const QString &name) {
  QString sql("SELECT * FROM users WHERE name = '");
  sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  sql += QLatin1Char('\'');
  return q.exec(sql);
}

bool appended(QSqlQuery &q, const QString &where) {
  QString sql = QStringLiteral("SELECT * FROM users");
  sql.append(" WHERE ").append(where); // expect[dbsafe-sql-concatenation]: a clause
  return q.exec(sql);
}

bool appendedConstants(QSqlQuery &q, bool all) {
  QString sql = QStringLiteral("SELECT * FROM users");
  if (!all)
    sql.append(QLatin1String(" WHERE active")).append(" = ").append(QChar('1'));
  return q.exec(sql);
}

bool prepended(QSqlQuery &q, QString name) {
  name.prepend("SELECT * FROM users WHERE name = '"); // expect[dbsafe-sql-concatenation]:
  name.append("'");
  return q.exec(name);
}

bool inserted(QSqlQuery &q, const QString &column) {
  QString sql = " FROM users";
  sql.insert(0, column); // expect[dbsafe-sql-concatenation]:
  sql.insert(0, "SELECT ");
  return q.exec(sql);
}

bool pushed(QSqlQuery &q, int limit) {
  QString sql("SELECT * FROM users LIMIT ");
  sql.push_back(QString::number(limit));
  sql.push_front("EXPLAIN ");
  return q.exec(sql);
}

bool setNumber(QSqlQuery &q, int id) {
  QString text;
  text.setNum(id);
  return q.exec("SELECT * FROM users WHERE id = " + text);
}

bool cleared(QSqlQuery &q, const QString &name) {
  QString sql = "SELECT '" + name + "'";
  sql.clear();
  sql += "SELECT 1";
  return q.exec(sql);
}

// --- literals and encodings

bool literal(QSqlQuery &q) {
  return q.exec(QStringLiteral("SELECT 1") + QLatin1String(" FROM users"));
}

bool literalArgument(QSqlQuery &q, const QString &name) {
  return q.exec(QStringLiteral("SELECT * FROM users WHERE name = '%1'").arg(name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool utf16Literal(QSqlQuery &q, const QString &name) {
  return q.exec(QStringView(u"SELECT * FROM users WHERE name = '").toString() +
                name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool fromStd(QSqlQuery &q, const std::string &name) {
  return q.exec(QString::fromStdString("SELECT * FROM users WHERE name = '" + name + "'")); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool fromStdConstant(QSqlQuery &q) {
  static const std::string sql = "SELECT * FROM users";
  return q.exec(QString::fromStdString(sql));
}

bool throughBytes(QSqlQuery &q, const QString &name) {
  QByteArray sql = "SELECT * FROM users WHERE name = '";
  sql += name.toUtf8(); // expect[dbsafe-sql-concatenation]: a quoted value
  sql.append("'");
  return q.exec(QString::fromUtf8(sql));
}

bool bytesOfNumber(QSqlQuery &q, int id) {
  return q.exec("SELECT * FROM users WHERE id = " + QByteArray::number(id));
}

bool hexadecimal(QSqlQuery &q, const QByteArray &blob) {
  return q.exec("INSERT INTO blobs VALUES (X'" + blob.toHex() + "')");
}

// --- QTextStream

bool streamed(QSqlQuery &q, const QString &name) {
  QString sql;
  QTextStream out(&sql);
  out << "SELECT * FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec(sql);
}

bool streamedNumbers(QSqlQuery &q, int id) {
  QString sql;
  QTextStream(&sql) << "SELECT * FROM users WHERE id = " << id;
  return q.exec(sql);
}

// --- lists

bool joined(QSqlQuery &q, const QStringList &names) {
  return q.exec("SELECT * FROM users WHERE name IN ('" + names.join("','") + "')"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool joinedPlaceholders(QSqlQuery &q, const QStringList &names) {
  QStringList marks;
  for (int i = 0; i < names.size(); ++i)
    marks << "?";
  q.prepare("SELECT * FROM users WHERE name IN (" + marks.join(", ") + ")");
  for (const QString &name : names)
    q.addBindValue(name);
  return q.exec();
}

bool joinedConditions(QSqlQuery &q, bool active, bool adult) {
  QStringList conditions;
  if (active)
    conditions << "active = 1";
  if (adult)
    conditions.append(QStringLiteral("age >= 18"));
  return q.exec("SELECT * FROM users WHERE " + conditions.join(" AND "));
}

bool joinedSpliced(QSqlQuery &q, const QString &name) {
  QStringList conditions;
  conditions << "active = 1";
  conditions << "name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec("SELECT * FROM users WHERE " + conditions.join(" AND "));
}

// --- quoting by hand

bool doubledQuotes(QSqlQuery &q, QString name) {
  name.replace("'", "''");
  return q.exec("SELECT * FROM users WHERE name = '" + name + "'");
}

bool doubledQuotesOfCopy(QSqlQuery &q, const QString &name) {
  return q.exec(QString("SELECT * FROM users WHERE name = '%1'")
                    .arg(QString(name).replace(QChar('\''), QLatin1String("''"))));
}

// Doubled quotes protect only between quotes,
bool doubledOutside(QSqlQuery &q, QString id) {
  id.replace("'", "''");
  return q.exec("SELECT * FROM users WHERE id = " + id); // expect[dbsafe-sql-concatenation]: not inside quotes
}

// and only the copy that was doubled.
bool doubledUnused(QSqlQuery &q, const QString &name) {
  QString safe = name;
  safe.replace("'", "''");
  return q.exec("SELECT * FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool otherReplaced(QSqlQuery &q, QString name) {
  name.replace(" ", "_");
  return q.exec("SELECT * FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// --- templates with marks of the program's own

bool mark(QSqlQuery &q, const QString &name) {
  QString sql = "SELECT * FROM users WHERE name = '$name'";
  sql.replace("$name", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return q.exec(sql);
}

bool markConstant(QSqlQuery &q, bool old) {
  QString sql = "SELECT * FROM $table WHERE id = $id";
  sql.replace("$table", old ? "users_old" : "users").replace("$id", QString::number(7));
  return q.exec(sql);
}

// --- parts

bool trimmed(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM users WHERE name = '" + name.trimmed().toLower() + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool leftPart(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM users WHERE name = '" + name.left(3) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool convertedPart(QSqlQuery &q, const QString &id) {
  return q.exec("SELECT * FROM users WHERE id = " + QString::number(id.mid(2).toInt()));
}

bool choppedConstant(QSqlQuery &q, int n) {
  QString sql = "SELECT * FROM users WHERE ";
  for (int i = 0; i < n; ++i)
    sql += "x > " + QString::number(i) + " OR ";
  sql.chop(4);
  return q.exec(sql);
}

bool today(QSqlQuery &q) {
  return q.exec("SELECT * FROM log WHERE day = '" +
                QDate::currentDate().toString(Qt::ISODate) + "'");
}

bool byUuid(QSqlQuery &q, const QUuid &id) {
  return q.exec("SELECT * FROM log WHERE id = '" + id.toString() + "'");
}

bool ofVariant(QSqlQuery &q, const QVariant &v) {
  return q.exec("SELECT * FROM log WHERE id = '" + v.toString() + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// --- allow-lists

bool allowed(QSqlQuery &q, const QString &column) {
  if (column != "name" && column != QLatin1String("age"))
    return false;
  return q.exec("SELECT * FROM users ORDER BY " + column);
}

bool allowedByList(QSqlQuery &q, const QString &column) {
  static const QStringList columns = {"name", "age"};
  if (!columns.contains(column))
    return false;
  return q.exec("SELECT * FROM users ORDER BY " + column);
}

bool allowedBySet(QSqlQuery &q, const QString &column) {
  static const QSet<QString> columns{"name", "age"};
  return columns.contains(column) &&
         q.exec(QString("SELECT * FROM users ORDER BY %1").arg(column));
}

bool allowedByCompare(QSqlQuery &q, const QString &order) {
  if (order.compare("desc", Qt::CaseInsensitive) != 0)
    return false;
  return q.exec("SELECT * FROM users ORDER BY name " + order);
}

bool refused(QSqlQuery &q, const QString &column) {
  if (column == "password")
    return false;
  return q.exec("SELECT * FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]: an identifier
}

bool looked(QSqlQuery &q, const QString &key) {
  static const QHash<QString, QString> columns{{"n", "name"}, {"a", "age"}};
  return q.exec("SELECT * FROM users ORDER BY " + columns.value(key));
}

// --- sources

bool fromSettings(QSqlQuery &q, QSettings &settings) {
  return q.exec("SELECT * FROM " + settings.value("table").toString()); // expect-error[dbsafe-sql-concatenation]: text from the settings
}

bool fromArguments(QSqlQuery &q) {
  return q.exec("SELECT * FROM users WHERE name = '" +
                QCoreApplication::arguments().at(1) + "'"); // expect-error[dbsafe-sql-concatenation]: text from the command line
}

bool fromEnvironment(QSqlQuery &q) {
  return q.exec("SET ROLE " + QString::fromLocal8Bit(qgetenv("ROLE"))); // expect-error[dbsafe-sql-concatenation]: text from the environment
}

// A migration is a file's whole text.
bool migrated(QSqlQuery &q) {
  QFile file(":/schema.sql");
  return file.open(QIODevice::ReadOnly) && q.exec(QString(file.readAll()));
}

bool lineOfFile(QSqlQuery &q, QFile &file) {
  QTextStream in(&file);
  return q.exec("INSERT INTO words VALUES ('" + in.readLine() + "')"); // expect-error[dbsafe-sql-concatenation]: a file or the network
}

bool translated(QSqlQuery &q) {
  return q.exec("INSERT INTO words VALUES ('" +
                QCoreApplication::translate("Main", "hello") + "')");
}

// --- What Qt makes of no text

bool datesAndHashes(QSqlQuery &q, const QDateTime &when, const QByteArray &data) {
  q.exec("SELECT * FROM log WHERE at < '" + when.toString(Qt::ISODate) + "'");
  q.exec("CREATE TABLE log_" + when.toString("yyyyMMdd") + "(line text)");
  q.exec("SELECT * FROM files WHERE key = '" + data.toBase64() + "'");
  return q.exec("SELECT * FROM files WHERE hash = '" +
                QCryptographicHash::hash(data, QCryptographicHash::Md5).toHex() + "'");
}

bool dateAsName(QSqlQuery &q, const QDate &day) {
  return q.exec("DROP TABLE " + day.toString(Qt::ISODate)); // expect[dbsafe-sql-concatenation]: is a date or a time
}

bool dateOfAnyFormat(QSqlQuery &q, const QDate &day, const QString &format) {
  return q.exec("SELECT * FROM log WHERE day = '" + day.toString(format) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool base64Unquoted(QSqlQuery &q, const QByteArray &data) {
  return q.exec("SELECT * FROM files WHERE id = " + data.toBase64()); // expect[dbsafe-sql-concatenation]: can't end a string but is not inside quotes
}

bool hexUnquoted(QSqlQuery &q, const QByteArray &data) {
  return q.exec("SELECT * FROM files WHERE id = " + data.toHex()); // expect[dbsafe-sql-concatenation]: may be any word here
}

// The bytes of a hash may be quotes.
bool rawHash(QSqlQuery &q, const QByteArray &data) {
  return q.exec("SELECT * FROM files WHERE hash = '" +
                QCryptographicHash::hash(data, QCryptographicHash::Md5) + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool quotesDoubled(QSqlQuery &q, QString name, QString note) {
  name.replace("'", "''");
  note.replace(QChar('\''), "''");
  return q.exec("INSERT INTO notes VALUES('" + name + "', '" + note + "')");
}

bool quotesRemade(QSqlQuery &q, QString name) {
  name.replace("'", "\"");
  return q.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

// --- A class of the program's own whose name begins like Qt's

class Query {
public:
  explicit Query(int limit) : Limit(limit) {}
  int Limit;
  QString text() const { return QString("SELECT id FROM users LIMIT %1").arg(Limit); }
};
Query operator+(const Query &a, int more) { return Query(a.Limit + more); }
bool operator==(const Query &a, const QString &b) { return a.text().size() < b.size(); }

bool ownQuery(QSqlQuery &q, int more) { return q.exec((Query(10) + more).text()); }

bool ownComparison(QSqlQuery &q, const Query &a, const QString &name) {
  if (a == QString("users"))
    return q.exec("SELECT id FROM " + name); // expect[dbsafe-sql-concatenation]: an identifier
  return false;
}

// --- tables of constants

static const QHash<QString, QString> views = {
    {QStringLiteral("unread"), QStringLiteral("v_unread")},
    {QStringLiteral("starred"), QStringLiteral("v_starred")},
};

bool fromTable(QSqlQuery &q, const QString &name) {
  const auto it = views.constFind(name);
  if (it == views.constEnd())
    return false;
  return q.exec("SELECT * FROM " + it.value());
}

bool fromTableOrNone(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM " + views.value(name, QStringLiteral("v_all")));
}

bool fromTableOrAsIs(QSqlQuery &q, const QString &name) {
  return q.exec("SELECT * FROM " + views.value(name, name)); // expect[dbsafe-sql-concatenation]: as an identifier
}

// --- Values on their way through a list: what they are put into comes later

QStringList rows(QSqlQuery &q) {
  QStringList names;
  while (q.next())
    names << q.value(0).toString();
  return names;
}

bool ofAList(QSqlQuery &q) {
  QStringList names = rows(q);
  return q.exec(QString("SELECT id FROM users WHERE name = '%1'")
                    .arg(names.at(0))); // expect[dbsafe-sql-concatenation]: 'names.at(0)' (text from the database) is concatenated into SQL as a quoted value
}

bool ofALocalList(QSqlQuery &q, const QString &name, const QString &other) {
  QStringList names;
  names << name << other;
  QString first = names.first();
  return q.exec("SELECT id FROM users WHERE name = '" + first + "'"); // expect[dbsafe-sql-concatenation]: 'first' is concatenated into SQL as a quoted value
}

bool ofNumbers(QSqlQuery &q, int id) {
  QStringList ids;
  ids << QString::number(id);
  return q.exec("SELECT id FROM users WHERE id = " + ids.at(0));
}
