// requires: libpq-fe.h
// config: nothing.yaml
// Without a schema, a file's statements are compared with each other.
#include <libpq-fe.h>


void habit(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM todos WHERE user_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "DELETE FROM todos WHERE user_id = $1 AND id = $2", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "UPDATE todos SET done = true WHERE user_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT count(*) FROM todos WHERE user_id = $1 AND done", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "INSERT INTO todos (title) VALUES ($1)", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT title FROM todos WHERE id = $1", 1, nullptr, v, nullptr, nullptr, 0)); // expect[dbsafe-unscoped-query]: 4 of 5 statements on 'todos' require 'user_id'; this one does not
}

// No habit: a key of its own, and too few.
void noHabit(PGconn *c, const char *const *v) {
  PQclear(PQexecParams(c, "SELECT id FROM tags WHERE tag_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT 1 FROM tags WHERE tag_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT 2 FROM tags WHERE tag_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT 3 FROM tags WHERE tag_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT 4 FROM tags", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT id FROM notes WHERE user_id = $1", 1, nullptr, v, nullptr, nullptr, 0));
  PQclear(PQexecParams(c, "SELECT id FROM notes", 1, nullptr, v, nullptr, nullptr, 0));
}
