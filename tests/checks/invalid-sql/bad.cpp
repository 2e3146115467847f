// requires: pqxx/pqxx
// requires: libpq-fe.h
// Constant statements that PostgreSQL refuses to parse.
#include <libpq-fe.h>
#include <pqxx/pqxx>

void mistakes(pqxx::work &txn, long user) {
  txn.exec("SELECT id FORM todos"); // expect[dbsafe-invalid-sql]:28: PostgreSQL cannot parse this statement: syntax error at or near "todos"
  txn.exec("SELECT id, FROM todos"); // expect[dbsafe-invalid-sql]:24: at or near "FROM"
  txn.exec_params("SELECT id FROM todos"
                  " WHERE user_id == $1 AND", // expect[dbsafe-invalid-sql]: at end of input
                  user);
  txn.exec("INSERT INTO todos (id, title VALUES (1, 'a')"); // expect[dbsafe-invalid-sql]: at or near "VALUES"
  txn.exec("SELECT id FROM todos WHERE title = 'it's'"); // expect[dbsafe-invalid-sql]:
}

void unclosed(PGconn *c) {
  PQclear(PQexec(c, "SELECT 'a FROM todos")); // expect[dbsafe-invalid-sql]: ends inside quotes
}

// The second of two.
void several(PGconn *c) {
  PQclear(PQexec(c, "BEGIN; SELEC 1; COMMIT")); // expect[dbsafe-invalid-sql]:29: at or near "SELEC"
}

// Pieces without a space between them.
void joined(PGconn *c) {
  PQclear(PQexec(c, "SELECT id FROM todos WHERE done"
                    "ORDER BY id")); // expect[dbsafe-invalid-sql]: at or near "BY"
}
