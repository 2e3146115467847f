// requires: libpq-fe.h
// requires: sqlite3.h
// The nearest misses.
#include <cstdio>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <string>

void bounded(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexec(c, "UPDATE todos SET done = true WHERE NOT done"));
  PQclear(PQexec(c, "DELETE FROM todos WHERE false"));
  PQclear(PQexec(c, "DELETE FROM todos WHERE 1 = 0"));
  PQclear(PQexec(c, "DELETE FROM todos WHERE id = user_id"));
  PQclear(PQexec(c, "DELETE FROM todos WHERE true AND done"));
}

// The server stops it at the cursor's row.
void atCursor(PGconn *c) { PQclear(PQexec(c, "DELETE FROM todos WHERE CURRENT OF c")); }

void noWrites(PGconn *c) {
  PQclear(PQexec(c, "SELECT 'DELETE FROM todos'"));
  PQclear(PQexec(c, "SELECT id FROM todos FOR UPDATE"));
  PQclear(PQexec(c, "INSERT INTO todos (user_id, title) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET done = true"));
  puts("DELETE FROM todos");
}

// Only this session sees it.
void temporary(PGconn *c) {
  PQclear(PQexec(c, "CREATE TEMP TABLE staging (id int)"));
  PQclear(PQexec(c, "TRUNCATE staging"));
  PQclear(PQexec(c, "DELETE FROM staging"));
}

void meant(PGconn *c) {
  PQclear(PQexec(c, "DELETE FROM cache /* dbsafe:global reason=\"emptied at start\" */"));
  PQclear(PQexec(c, "TRUNCATE cache")); // NOLINT(dbsafe-unbounded-write): emptied at start
}

// Replaced as a whole, and a new column's first values.
void replaced(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "DELETE FROM totals"));
  PQclear(PQexec(c, "INSERT INTO totals SELECT user_id, count(*) FROM todos GROUP BY user_id"));
  PQclear(PQexec(c, "COMMIT"));
}
void upgrade(PGconn *c, int version) {
  if (version < 7) {
    PQclear(PQexec(c, "ALTER TABLE todos ADD COLUMN label text"));
    PQclear(PQexec(c, "UPDATE todos SET label = title"));
  }
}

// What follows is not known here.
void clause(PGconn *c, const std::string &where) {
  PQclear(PQexec(c, ("DELETE FROM todos " + where).c_str())); // NOLINT(dbsafe-sql-concatenation)
}

// MySQL's and SQLite's LIMIT: not read, not judged.
void limited(sqlite3 *db) {
  sqlite3_exec(db, "DELETE FROM todos ORDER BY id LIMIT 10", nullptr, nullptr, nullptr);
}
