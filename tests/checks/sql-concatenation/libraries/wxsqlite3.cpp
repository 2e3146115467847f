// requires: wx/wxsqlite3.h
// requires: wx/setup.h
// flags: -D__WXGTK__
// config: ../only.yaml
// wxSQLite3 and wxWidgets' strings.
#include <wx/arrstr.h>
#include <wx/datetime.h>
#include <wx/string.h>
#include <wx/utils.h>
#include <wx/wxsqlite3.h>

int added(wxSQLite3Database &db, const wxString &name) {
  return db.ExecuteUpdate(wxT("DELETE FROM users WHERE name = '") + name + // expect[dbsafe-sql-concatenation]: bind it, without the quotes: db.PrepareStatement
                          wxT("'"));
}

int addedNumber(wxSQLite3Database &db, int id) {
  wxString sql("DELETE FROM users WHERE id = ");
  sql << id;
  return db.ExecuteUpdate(sql);
}

int formatted(wxSQLite3Database &db, const wxString &name) {
  return db.ExecuteUpdate(
      wxString::Format("DELETE FROM users WHERE name = '%s'", name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

int formattedOldStyle(wxSQLite3Database &db, const wxString &name) {
  return db.ExecuteUpdate(wxString::Format(
      wxT("DELETE FROM users WHERE name = '%s'"), name.c_str())); // expect[dbsafe-sql-concatenation]: a quoted value
}

int formattedNumber(wxSQLite3Database &db, int id, long size) {
  return db.ExecuteUpdate(wxString::Format(
      "UPDATE files SET size = %ld WHERE id = %d", size, id));
}

int printed(wxSQLite3Database &db, const wxString &table) {
  wxString sql;
  sql.Printf("DROP TABLE %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  return db.ExecuteUpdate(sql);
}

int appended(wxSQLite3Database &db, const wxString &name) {
  wxString sql = "DELETE FROM users";
  sql.Append(" WHERE name = '");
  sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  sql.Append('\'');
  return db.ExecuteUpdate(sql);
}

int appendedConstants(wxSQLite3Database &db, bool old) {
  wxString sql = "DELETE FROM users";
  if (old)
    sql += wxS(" WHERE age > 100");
  sql.Prepend("EXPLAIN ");
  return db.ExecuteUpdate(sql);
}

// The buffer's %q, %Q and %w quote, %s does not.
int buffered(wxSQLite3Database &db, const wxString &name) {
  wxSQLite3StatementBuffer sql;
  sql.Format("DELETE FROM users WHERE name = '%q'", (const char *)name.utf8_str());
  return db.ExecuteUpdate(sql);
}

int bufferedWhole(wxSQLite3Database &db, const wxString &name) {
  wxSQLite3StatementBuffer sql;
  sql.Format("DELETE FROM users WHERE name = %Q", (const char *)name.utf8_str());
  return db.ExecuteUpdate(sql);
}

int bufferedRaw(wxSQLite3Database &db, const char *name) {
  wxSQLite3StatementBuffer sql;
  sql.Format("DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  return db.ExecuteUpdate(sql);
}

int bufferedOutside(wxSQLite3Database &db, const char *id) {
  wxSQLite3StatementBuffer sql;
  return db.ExecuteUpdate(sql.Format("DELETE FROM users WHERE id = %q", id)); // expect[dbsafe-sql-concatenation]: not inside quotes
}

wxSQLite3ResultSet queried(wxSQLite3Database &db, const wxString &city) {
  return db.ExecuteQuery("SELECT * FROM users WHERE city = '" + city + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

int scalar(wxSQLite3Database &db, const wxString &table) {
  return db.ExecuteScalar("SELECT count(*) FROM " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

int scalarConstant(wxSQLite3Database &db) {
  static const wxString table = "users";
  return db.ExecuteScalar("SELECT count(*) FROM " + table);
}

wxSQLite3Table table(wxSQLite3Database &db, const std::string &city) {
  return db.GetTable(("SELECT * FROM users WHERE city = '" + city + "'").c_str()); // expect[dbsafe-sql-concatenation]: a quoted value
}

int bound(wxSQLite3Database &db, const wxString &name) {
  wxSQLite3Statement statement =
      db.PrepareStatement("DELETE FROM users WHERE name = ?");
  statement.Bind(1, name);
  return statement.ExecuteUpdate();
}

int preparedSpliced(wxSQLite3Database &db, const wxString &column, int id) {
  wxSQLite3Statement statement = db.PrepareStatement(
      "UPDATE users SET " + column + " = NULL WHERE id = ?"); // expect[dbsafe-sql-concatenation]:
  statement.Bind(1, id);
  return statement.ExecuteUpdate();
}

int doubled(wxSQLite3Database &db, wxString name) {
  name.Replace("'", "''");
  return db.ExecuteUpdate("DELETE FROM users WHERE name = '" + name + "'");
}

int doubledCopyUnused(wxSQLite3Database &db, const wxString &name) {
  wxString safe = name;
  safe.Replace("'", "''");
  return db.ExecuteUpdate("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

int allowed(wxSQLite3Database &db, const wxString &column) {
  if (column != "name" && column != "age")
    return 0;
  return db.ExecuteScalar("SELECT count(" + column + ") FROM users");
}

int allowedBySame(wxSQLite3Database &db, const wxString &order) {
  if (!order.IsSameAs("DESC"))
    return 0;
  return db.ExecuteScalar("SELECT id FROM users ORDER BY name " + order);
}

int secondOrder(wxSQLite3Database &db) {
  wxSQLite3ResultSet users = db.ExecuteQuery("SELECT name FROM users");
  int count = 0;
  while (users.NextRow())
    count += db.ExecuteUpdate("DELETE FROM mails WHERE owner = '" +
                              users.GetString(0) + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
  return count;
}

int secondOrderNumber(wxSQLite3Database &db) {
  wxSQLite3ResultSet users = db.ExecuteQuery("SELECT id FROM users");
  int count = 0;
  while (users.NextRow())
    count += db.ExecuteUpdate(
        wxString::Format("DELETE FROM mails WHERE owner = %d", users.GetInt(0)));
  return count;
}

int dated(wxSQLite3Database &db) {
  return db.ExecuteUpdate("DELETE FROM log WHERE day < '" +
                          wxDateTime::Now().FormatISODate() + "'");
}
