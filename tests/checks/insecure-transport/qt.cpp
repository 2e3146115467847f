// requires: QtSql/QSqlDatabase
// flags: -fPIC
// config: only.yaml
// Qt SQL: the settings are made one by one.
#include <QSqlDatabase>
#include <QString>

bool plain() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setHostName("db.todo.internal"); // expect[dbsafe-insecure-transport]: nothing insists on TLS
  db.setDatabaseName("todo");
  return db.open();
}

bool verified() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setHostName("db.todo.internal");
  db.setConnectOptions("sslmode=verify-full;connect_timeout=3");
  return db.open();
}

bool here() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setHostName("localhost");
  return db.open();
}

bool given(const QString &host) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL");
  db.setHostName(host);
  return db.open();
}

bool file() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE");
  db.setDatabaseName("todo.sqlite");
  return db.open();
}
