// requires: afxdb.h
// config: ../only.yaml
// MFC's database classes and its CString.
#include <afxdb.h>

void formatted(CDatabase &db, const char *name) {
  CString sql;
  sql.Format("DELETE FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  db.ExecuteSQL(sql);
}

void formattedNumber(CDatabase &db, int id) {
  CString sql;
  sql.Format("DELETE FROM users WHERE id = %d", id);
  db.ExecuteSQL(sql);
}

void formattedFurther(CDatabase &db, const CString &city) {
  CString sql;
  sql.Format("DELETE FROM users WHERE id = %d", 7);
  sql.AppendFormat(" AND city = '%s'", city.GetString()); // expect[dbsafe-sql-concatenation]: a quoted value
  db.ExecuteSQL(sql);
}

void added(CDatabase &db, const CString &name) {
  CString sql = "DELETE FROM users WHERE name = '";
  sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  db.ExecuteSQL(sql.GetString());
}

void joined(CDatabase &db, const CString &table) {
  db.ExecuteSQL("DROP TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

void joinedConstant(CDatabase &db, bool old) {
  CString table = old ? "users_old" : "users";
  db.ExecuteSQL("DROP TABLE " + table);
}

void opened(CDatabase &db, const CString &order) {
  CRecordset users(&db);
  users.Open(0, "SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]: an identifier
}

void openedConstant(CDatabase &db) {
  CRecordset users(&db);
  users.Open(0, "SELECT id FROM users");
}

void again(CDatabase &db, CRecordset &rows) {
  CString name, sql;
  while (!rows.IsEOF()) {
    rows.GetFieldValue(0, name);
    sql.Format("DELETE FROM posts WHERE author = '%s'", name.GetString()); // expect[dbsafe-sql-concatenation]: text from the database
    db.ExecuteSQL(sql);
    rows.MoveNext();
  }
}
