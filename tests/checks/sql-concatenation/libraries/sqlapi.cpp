// requires: SQLAPI.h
// config: ../only.yaml
// SQLAPI++: << binds.
#include <SQLAPI.h>

void constructed(SAConnection &c, const SAString &name) {
  SACommand s(&c, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: Param(1).setAsString()
  s.Execute();
}

void bound(SAConnection &c, const char *name) {
  SACommand s(&c, "DELETE FROM users WHERE name = :1");
  s << name;
  s.Execute();
}

void boundByName(SAConnection &c, const SAString &name) {
  SACommand s(&c);
  s.setCommandText("DELETE FROM users WHERE name = :1");
  s.Param(1).setAsString() = name;
  s.Execute();
}

void set(SACommand &s, const SAString &table) {
  SAString sql("DELETE FROM ");
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  sql += " WHERE id = :1";
  s.setCommandText(sql);
}

void formatted(SACommand &s, const char *name) {
  SAString sql;
  sql.Format("DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  s.setCommandText(sql);
}

void formattedNumber(SACommand &s, int id) {
  SAString sql;
  sql.Format("DELETE FROM users WHERE id = %d", id);
  s.setCommandText(sql);
}

void again(SACommand &rows, SACommand &s) {
  while (rows.FetchNext()) {
    s.setCommandText("DELETE FROM posts WHERE author = '" +
                     rows.Field(1).asString() + // expect[dbsafe-sql-concatenation]: text from the database
                     "'");
    s.Execute();
  }
}

void againNumber(SACommand &rows, SACommand &s) {
  SAString sql;
  while (rows.FetchNext()) {
    sql.Format("DELETE FROM posts WHERE author = %ld", rows.Field(1).asLong());
    s.setCommandText(sql);
    s.Execute();
  }
}
