// requires: sql.h
// config: only.yaml
// What an ODBC driver does depends on which it is.
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>

static SQLRETURN open(SQLHDBC db, const char *text) {
  return SQLDriverConnect(db, NULL, (SQLCHAR *)text, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT);
}

SQLRETURN postgres(SQLHDBC db) {
  return open(db, "Driver={PostgreSQL Unicode};Server=db.todo.internal;Database=todo"); // expect[dbsafe-insecure-transport]: the driver does not by itself
}

SQLRETURN postgresVerified(SQLHDBC db) {
  return open(db, "Driver={PostgreSQL Unicode};Server=db.todo.internal;SSLmode=verify-full");
}

SQLRETURN postgresPreferred(SQLHDBC db) {
  return open(db, "Driver={PostgreSQL Unicode};Server=db.todo.internal;SSLmode=prefer"); // expect[dbsafe-insecure-transport]: sslmode=prefer
}

SQLRETURN postgresHere(SQLHDBC db) {
  return open(db, "Driver={PostgreSQL Unicode};Server=localhost;Database=todo");
}

SQLRETURN microsoft(SQLHDBC db) {
  return open(db, "Driver={ODBC Driver 17 for SQL Server};Server=tcp:db.todo.internal,1433;Encrypt=no"); // expect[dbsafe-insecure-transport]: write encrypt=yes
}

SQLRETURN microsoftTrusting(SQLHDBC db) {
  return open(db, "Driver={ODBC Driver 18 for SQL Server};Server=db.todo.internal;Encrypt=yes;TrustServerCertificate=yes"); // expect[dbsafe-insecure-transport]: TrustServerCertificate
}

SQLRETURN microsoftDefault(SQLHDBC db) {
  return open(db, "Driver={ODBC Driver 18 for SQL Server};Server=db.todo.internal");
}

SQLRETURN mysqlDisabled(SQLHDBC db) {
  return open(db, "Driver={MySQL ODBC 8.0 Driver};Server=db.todo.internal;SSLMODE=DISABLED"); // expect[dbsafe-insecure-transport]: VERIFY_IDENTITY
}

SQLRETURN mysqlVerified(SQLHDBC db) {
  return open(db, "Driver={MySQL ODBC 8.0 Driver};Server=db.todo.internal;SSLMODE=VERIFY_IDENTITY");
}

// A data source and an unknown driver have settings of their own.
SQLRETURN source(SQLHDBC db) { return open(db, "DSN=todo;Server=db.todo.internal"); }
SQLRETURN unknown(SQLHDBC db) { return open(db, "Driver={Todo};Server=db.todo.internal"); }
