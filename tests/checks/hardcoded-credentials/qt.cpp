// requires: QtSql/QSqlDatabase
// flags: -fPIC
// config: only.yaml
// Qt SQL's ways to hand over a secret. All secrets are invented.
#include <QCoreApplication>
#include <QSettings>
#include <QSqlDatabase>
#include <QString>

void setPassword(QSqlDatabase db) {
  db.setHostName("db.todo.internal");
  db.setUserName("todo");
  db.setPassword("k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void setPasswordLiteral(QSqlDatabase db) {
  db.setPassword(QStringLiteral("k7mQ-trZ")); // expect[dbsafe-hardcoded-credentials]:
}

void setPasswordFromEnvironment(QSqlDatabase db) {
  db.setPassword(qEnvironmentVariable("TODO_PASSWORD"));
}

void setPasswordFromSettings(QSqlDatabase db, const QSettings &settings) {
  db.setPassword(settings.value("database/password").toString());
}

void setNoPassword(QSqlDatabase db) { db.setPassword(""); }

bool open(QSqlDatabase db) {
  return db.open("todo", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

bool openGiven(QSqlDatabase db, const QString &password) {
  return db.open("todo", password);
}

bool openWithout(QSqlDatabase db) { return db.open(); }

// ODBC takes a whole connection string for the database's name.
void odbc(QSqlDatabase db) {
  db.setDatabaseName("DRIVER={PostgreSQL Unicode};SERVER=db.todo.internal;"
                     "UID=todo;PWD=k7mQ-trZ"); // expect@-1[dbsafe-hardcoded-credentials]:
}

void odbcFormatted(QSqlDatabase db, const QString &password) {
  db.setDatabaseName(QString("DRIVER={PostgreSQL Unicode};SERVER=db.todo.internal;"
                             "UID=todo;PWD=%1")
                         .arg(password));
}

void file(QSqlDatabase db) { db.setDatabaseName("todo.sqlite"); }

void options(QSqlDatabase db) {
  db.setConnectOptions("sslmode=verify-full;connect_timeout=3");
}

void environment() {
  qputenv("PGPASSWORD", "k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void otherEnvironment() { qputenv("PGSSLMODE", "verify-full"); }
