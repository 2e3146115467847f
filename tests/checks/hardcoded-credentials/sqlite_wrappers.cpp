// requires: SQLiteCpp/SQLiteCpp.h
// requires: wx/wxsqlite3.h
// requires: wx/setup.h
// flags: -D__WXGTK__
// config: only.yaml
// How the wrappers of SQLite set an encrypted database's key. All keys are
// invented.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite_modern_cpp/sqlite_modern_cpp.h>
#include <string>
#include <wx/string.h>
#include <wx/utils.h>
#include <wx/wxsqlite3.h>

void sqliteCpp(SQLite::Database &db) {
  db.key("k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void sqliteCppAgain(SQLite::Database &db) {
  db.rekey("k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void sqliteCppGiven(SQLite::Database &db, const std::string &key) { db.key(key); }

void sqliteCppRemoved(SQLite::Database &db) { db.rekey(""); }

void modern(sqlite::database &db) {
  db.set_key("k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void modernGiven(sqlite::database &db, const std::string &key) { db.rekey(key); }

void wx(wxSQLite3Database &db) {
  db.Open("todo.sqlite", wxString("k7mQ-trZ")); // expect[dbsafe-hardcoded-credentials]:
}

void wxWithout(wxSQLite3Database &db) { db.Open("todo.sqlite"); }

void wxGiven(wxSQLite3Database &db, const wxString &key) {
  db.Open("todo.sqlite", key);
}

void wxAgain(wxSQLite3Database &db) {
  db.ReKey("k7mQ-trZ"); // expect[dbsafe-hardcoded-credentials]:
}

void wxFromEnvironment(wxSQLite3Database &db) {
  wxString key;
  if (wxGetEnv("TODO_KEY", &key))
    db.ReKey(key);
}
