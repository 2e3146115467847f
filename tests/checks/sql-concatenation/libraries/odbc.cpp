// requires: sqlext.h
// config: ../only.yaml
// ODBC from C++: the text is a std::string until the call.
#include <sql.h>
#include <sqlext.h>
#include <string>

SQLCHAR *text(const std::string &s) {
  return reinterpret_cast<SQLCHAR *>(const_cast<char *>(s.c_str()));
}

SQLRETURN cast(SQLHSTMT s, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return SQLExecDirect(s, (SQLCHAR *)sql.c_str(), SQL_NTS);
}

SQLRETURN castNumber(SQLHSTMT s, unsigned id) {
  std::string sql = "SELECT id FROM users WHERE id = " + std::to_string(id);
  return SQLExecDirect(s, (SQLCHAR *)sql.c_str(), SQL_NTS);
}

SQLRETURN reinterpreted(SQLHSTMT s, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return SQLExecDirect(s, reinterpret_cast<SQLCHAR *>(&sql[0]),
                       static_cast<SQLINTEGER>(sql.size()));
}

SQLRETURN helped(SQLHSTMT s, const std::string &name) {
  return SQLPrepare(s, text("SELECT id FROM users WHERE name = '" + name + "'"), SQL_NTS); // expect[dbsafe-sql-concatenation]: a quoted value
}

SQLRETURN helpedConstant(SQLHSTMT s) {
  return SQLPrepare(s, text("SELECT id FROM users WHERE name = ?"), SQL_NTS);
}

SQLRETURN wide(SQLHSTMT s, const std::u16string &name) {
  std::u16string sql = u"SELECT id FROM users WHERE name = '" + name + u"'"; // expect[dbsafe-sql-concatenation]: a quoted value
  return SQLExecDirectW(s, (SQLWCHAR *)sql.c_str(), SQL_NTS);
}

SQLRETURN wideConstant(SQLHSTMT s, bool all) {
  std::u16string sql = u"SELECT id FROM users";
  if (!all)
    sql += u" WHERE active = 1";
  return SQLExecDirectW(s, (SQLWCHAR *)sql.c_str(), SQL_NTS);
}
