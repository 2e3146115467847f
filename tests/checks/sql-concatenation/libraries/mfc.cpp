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

// What a record set is opened with stands in its fields.
void filter(CRecordset &rows, const CString &name) {
  rows.m_strFilter = "name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  rows.m_strSort = "name";
  rows.Open();
}

void formattedFilter(CRecordset &rows, const char *name, int id) {
  rows.m_strFilter.Format("name = '%s' AND id = %d", name, id); // expect[dbsafe-sql-concatenation]: a quoted value
  rows.Open();
  rows.m_strFilter.Format("id = %d", id);
  rows.Open();
}

// What is added is judged by itself, what was there where it was stored.
void growingFilter(CRecordset &rows, const CString &name) {
  rows.m_strFilter += " AND state = 1";
  rows.m_strFilter += " AND name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
}

void sort(CRecordset &rows, const CString &column) {
  rows.m_strSort = column + " DESC"; // expect[dbsafe-sql-concatenation]: 'column' is concatenated
}

class Users : public CRecordset {
public:
  void byName(const CString &name) {
    m_strFilter = "name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
    Open();
  }
  void byParameter(const CString &name) {
    m_strFilter = "name = ?";
    m_strName = name;
    Open();
  }
  CString m_strName;
};

// A helper that stores what it is given: its callers are told.
static void setFilter(CRecordset &rows, const CString &condition) {
  rows.m_strFilter = condition;
}
void filterByHelper(CRecordset &rows, const CString &name) {
  setFilter(rows, "name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  setFilter(rows, "state = 1");
}

void doubledQuotes(CRecordset &rows, CString name) {
  name.Replace("'", "''");
  rows.m_strFilter = "name = '" + name + "'";
}
