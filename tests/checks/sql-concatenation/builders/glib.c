// requires: libpq-fe.h
// requires: glib.h
// config: ../only.yaml
// GLib's strings and buffers.
#include <glib.h>
#include <libpq-fe.h>

void printed(PGconn *c, const char *name) {
  gchar *sql = g_strdup_printf("SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void printedNumbers(PGconn *c, gint64 id) {
  gchar *sql =
      g_strdup_printf("DELETE FROM todos WHERE id = %" G_GINT64_FORMAT, id);
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void concatenated(PGconn *c, const char *table) {
  gchar *sql = g_strconcat("TRUNCATE ", table, ";", NULL); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void concatenatedLiterals(PGconn *c, gboolean all) {
  gchar *sql =
      g_strconcat("SELECT id FROM todos", all ? "" : " WHERE NOT done", NULL);
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void joined(PGconn *c, const char *a, const char *b) {
  gchar *columns = g_strjoin(", ", a, b, NULL);
  gchar *sql = g_strdup_printf("SELECT %s FROM users", columns); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql));
  g_free(sql);
  g_free(columns);
}

void joinedVector(PGconn *c, char **names) {
  gchar *list = g_strjoinv("','", names);
  gchar *sql =
      g_strconcat("SELECT id FROM users WHERE name IN ('", list, "')", NULL); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
  g_free(sql);
  g_free(list);
}

void buffered(PGconn *c, const char *name, int limit) {
  GString *sql = g_string_new("SELECT id FROM users");
  g_string_append(sql, " WHERE name = '");
  g_string_append(sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  g_string_append_c(sql, '\'');
  g_string_append_printf(sql, " LIMIT %d", limit);
  PQclear(PQexec(c, sql->str));
  g_string_free(sql, TRUE);
}

void bufferedNumbers(PGconn *c, const int *ids, int count) {
  GString *sql = g_string_new("DELETE FROM todos WHERE id IN (0");
  for (int i = 0; i < count; i++)
    g_string_append_printf(sql, ",%d", ids[i]);
  g_string_append_c(sql, ')');
  PQclear(PQexec(c, sql->str));
  g_string_free(sql, TRUE);
}

void freed(PGconn *c, const char *name) {
  GString *text = g_string_new(NULL);
  g_string_printf(text, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  gchar *sql = g_string_free(text, FALSE);
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void emptied(PGconn *c, const char *name) {
  GString *text = g_string_new(name);
  g_string_truncate(text, 0);
  g_string_append(text, "SELECT 1");
  PQclear(PQexec(c, text->str));
  g_string_free(text, TRUE);
}

void inFront(PGconn *c, const char *condition) {
  GString *sql = g_string_new(condition);
  g_string_prepend(sql, "SELECT id FROM users WHERE "); // expect[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql->str));
  g_string_free(sql, TRUE);
}

// Backslashes for C, entities for XML: PostgreSQL reads neither.
void escapedForC(PGconn *c, const char *name) {
  gchar *escaped = g_strescape(name, NULL);
  gchar *sql = g_strdup_printf("SELECT 1 FROM users WHERE name = '%s'", escaped); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
  g_free(sql);
  g_free(escaped);
}

void escapedForXml(PGconn *c, const char *name) {
  gchar *sql = g_markup_printf_escaped("SELECT 1 FROM users WHERE name = '%s'",
                                       name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
  g_free(sql);
}

void filledIn(PGconn *c, const char *table) {
  GString *sql = g_string_new("SELECT count(*) FROM @table WHERE active");
  g_string_replace(sql, "@table", table, 0); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql->str));
  g_string_free(sql, TRUE);
}

void fromEnvironment(PGconn *c) {
  gchar *sql = g_strconcat("SET search_path = ", g_getenv("TENANT"), NULL); // expect-error[dbsafe-sql-concatenation]:
  PQclear(PQexec(c, sql));
  g_free(sql);
}
