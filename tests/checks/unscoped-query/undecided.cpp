// requires: libpq-fe.h
// requires: mysql.h
// config: owned.yaml
// What cannot be decided is not told by default.
#include <libpq-fe.h>
#include <mysql.h>

void undecided(PGconn *c) {
  PQclear(PQexec(c, "SELECT * FROM imports"));
  PQclear(PQexec(c, "DO $$ BEGIN DELETE FROM todos; END $$"));
  PQclear(PQexec(c, "CALL archive_todos()"));
  PQclear(PQexec(c, "SELECT FROM WHERE todos"));
}

void ofAnotherDialect(MYSQL *db) {
  mysql_query(db, "SHOW TABLES LIKE 'todo%'");
  mysql_query(db, "REPLACE INTO todos (id, title) VALUES (1, 'a')");
}
