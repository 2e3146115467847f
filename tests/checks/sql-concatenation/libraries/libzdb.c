// requires: zdb.h
// config: ../only.yaml
// libzdb: the format of a query is filled in before it is sent.
#include <zdb.h>
#include <stdio.h>
#include <stdlib.h>

void executed(Connection_T c, const char *name) {
  Connection_execute(c, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: PreparedStatement_setString
}

void executedNumber(Connection_T c, int id) {
  Connection_execute(c, "DELETE FROM users WHERE id = %d", id);
}

ResultSet_T queried(Connection_T c, const char *order) {
  return Connection_executeQuery(c, "SELECT id FROM users ORDER BY %s", order); // expect[dbsafe-sql-concatenation]: an identifier
}

ResultSet_T queriedConstant(Connection_T c, int byName) {
  return Connection_executeQuery(c, "SELECT id FROM users ORDER BY %s", byName ? "name" : "id");
}

void bound(Connection_T c, const char *name) {
  PreparedStatement_T s = Connection_prepareStatement(c, "DELETE FROM users WHERE name = ?");
  PreparedStatement_setString(s, 1, name);
  PreparedStatement_execute(s);
}

PreparedStatement_T preparedSpliced(Connection_T c, const char *table) {
  return Connection_prepareStatement(c, "DELETE FROM %s WHERE name = ?", table); // expect[dbsafe-sql-concatenation]: an identifier
}

// The text is a format as well.
void built(Connection_T c, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  Connection_execute(c, "%s", sql);
}

void builtNumber(Connection_T c, const char *id) {
  char sql[256];
  snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", atoi(id));
  Connection_execute(c, "%s", sql);
}

void again(Connection_T c, ResultSet_T rows) {
  while (ResultSet_next(rows))
    Connection_execute(c, "DELETE FROM posts WHERE author = '%s'", ResultSet_getString(rows, 1)); // expect[dbsafe-sql-concatenation]: text from the database
}

void againNumber(Connection_T c, ResultSet_T rows) {
  while (ResultSet_next(rows))
    Connection_execute(c, "DELETE FROM posts WHERE author = %d", ResultSet_getInt(rows, 1));
}
