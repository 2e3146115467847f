// requires: libpq-fe.h
// requires: wx/string.h
// requires: wx/setup.h
// config: ../only.yaml
// flags: -std=c++17 -DwxUSE_GUI=0 -D__WXGTK__
// wxWidgets' strings.
#include <libpq-fe.h>
#include <wx/string.h>

void formatted(PGconn *c, const wxString &name, int id) {
  wxString sql = wxString::Format("DELETE FROM t WHERE id = %d", id);
  PQclear(PQexec(c, sql.mb_str()));
  sql = wxString::Format("DELETE FROM t WHERE n = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.mb_str()));
}

void printed(PGconn *c, const wxString &name) {
  wxString sql;
  sql.Printf("DELETE FROM t WHERE n = '%s'", name.c_str()); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.utf8_str()));
}

void summed(PGconn *c, const wxString &name) {
  wxString sql = "DELETE FROM t WHERE n = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.ToStdString().c_str()));
}

void streamed(PGconn *c, const wxString &table, int limit) {
  wxString sql("SELECT id FROM ");
  sql << table; // expect[dbsafe-sql-concatenation]: an identifier
  sql << " LIMIT " << limit;
  PQclear(PQexec(c, sql.ToUTF8()));
}

void streamedNumbers(PGconn *c, int id) {
  wxString sql;
  sql << "DELETE FROM t WHERE id = " << id;
  PQclear(PQexec(c, sql.c_str()));
}

void replaced(PGconn *c, const wxString &table) {
  wxString sql = "SELECT count(*) FROM @table WHERE active";
  sql.Replace("@table", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql.mb_str(wxConvUTF8)));
}

void fromNarrow(PGconn *c, const char *name, bool all) {
  wxString sql = wxString::FromUTF8("DELETE FROM t");
  if (!all)
    sql += " WHERE done";
  PQclear(PQexec(c, sql.mb_str()));
  sql = "DELETE FROM t WHERE n = '" + wxString::FromUTF8(name) + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.mb_str()));
}
