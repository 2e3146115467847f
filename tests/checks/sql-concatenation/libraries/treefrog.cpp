// requires: QtSql/QSqlQuery
// flags: -fPIC
// config: ../only.yaml
// The TreeFrog framework.
#include <QString>
#include <QVariant>
#include <treefrog/TSqlQuery>

bool constructed(const QString &name) {
  TSqlQuery query("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: bind(":value", value)
  return query.isActive();
}

bool constructedOfLiteral() {
  TSqlQuery query("DELETE FROM users");
  return query.isActive();
}

bool executed(const THttpRequest &request) {
  TSqlQuery query;
  return query.exec("DELETE FROM users WHERE name = '" +
                    request.formItemValue("name") + "'"); // expect-error[dbsafe-sql-concatenation]: text from the request
}

bool executedNumber(const THttpRequest &request) {
  TSqlQuery query;
  return query.exec(QString("DELETE FROM users WHERE id = %1")
                        .arg(request.queryItemValue("id").toInt()));
}

bool bound(const THttpRequest &request) {
  TSqlQuery query;
  query.prepare("DELETE FROM users WHERE name = :name")
      .bind(":name", request.parameter("name"));
  return query.exec();
}

bool boundByPlace(const QString &name, int age) {
  TSqlQuery query;
  query.prepare("INSERT INTO users (name, age) VALUES (?, ?)");
  query.addBind(name).addBind(age);
  return query.exec();
}

bool preparedSpliced(const QString &table, int id) {
  TSqlQuery query;
  query.prepare("DELETE FROM " + table + " WHERE id = ?").addBind(id); // expect[dbsafe-sql-concatenation]: TSqlQuery::escapeIdentifier
  return query.exec();
}

bool quoted(const QString &table, int id) {
  TSqlQuery query;
  query.prepare("DELETE FROM " +
                TSqlQuery::escapeIdentifier(table, QSqlDriver::TableName) +
                " WHERE id = ?");
  query.addBind(id);
  return query.exec();
}

bool formatted(const QString &name) {
  TSqlQuery query;
  return query.exec("DELETE FROM users WHERE name = " +
                    TSqlQuery::formatValue(name));
}

bool formattedTwice(const QString &name) {
  TSqlQuery query;
  return query.exec("DELETE FROM users WHERE name = '" +
                    TSqlQuery::formatValue(name) + "'"); // expect[dbsafe-sql-concatenation]: quoted twice
}

bool nameAsValue(const QString &name) {
  TSqlQuery query;
  return query.exec("DELETE FROM users WHERE name = " +
                    TSqlQuery::escapeIdentifier(name)); // expect[dbsafe-sql-concatenation]: quoted as a name
}

// A file of queries that the program brings along.
bool loaded(int id) {
  TSqlQuery query;
  query.load("delete_user.sql");
  query.addBind(id);
  return query.exec();
}

// What the base class runs is run all the same.
bool throughBase(QSqlQuery &query, const QString &name) {
  return query.exec("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

bool secondOrder() {
  TSqlQuery users("SELECT name FROM users"), query;
  return query.exec("DELETE FROM mails WHERE owner = '" +
                    users.getNextValue().toString() + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
}

bool secondOrderNumber() {
  TSqlQuery users("SELECT id FROM users"), query;
  return query.exec("DELETE FROM mails WHERE owner = " +
                    QString::number(users.getNextValue().toLongLong()));
}

bool ordered(const THttpRequest &request) {
  QString order = request.queryItemValue("order");
  if (order != "name" && order != "age")
    order = "id";
  TSqlQuery query;
  return query.exec("SELECT * FROM users ORDER BY " + order);
}
