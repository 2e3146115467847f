// requires: libpq-fe.h
// requires: atlstr/windows.h
// config: ../only.yaml
// Windows: the C runtime's own functions, StringSafe, CString.
#include <atlstr/windows.h>
#include <libpq-fe.h>

void runtime(PGconn *c, const char *name, int id) {
  char sql[256];
  _snprintf(sql, sizeof sql, "DELETE FROM t WHERE id = %d", id);
  PQclear(PQexec(c, sql));
  _snprintf(sql, sizeof sql, "DELETE FROM t WHERE n = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void checkedRuntime(PGconn *c, const char *name, const char *table, int id) {
  char sql[256];
  sprintf_s(sql, sizeof sql, "DELETE FROM t WHERE id = %I64d", (long long)id);
  PQclear(PQexec(c, sql));
  sprintf_s(sql, "TRUNCATE %s", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql));
  strcpy_s(sql, sizeof sql, "DELETE FROM t WHERE n = '");
  strcat_s(sql, sizeof sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  strcat_s(sql, sizeof sql, "'");
  PQclear(PQexec(c, sql));
}

void stringSafe(PGconn *c, const char *name, int id) {
  char sql[256];
  StringCbPrintfA(sql, sizeof sql, "DELETE FROM t WHERE id = %d", id);
  StringCchCatA(sql, sizeof sql, " AND n = '");
  StringCchCatA(sql, sizeof sql, name); // expect[dbsafe-sql-concatenation]: a quoted value
  StringCchCatA(sql, sizeof sql, "'");
  PQclear(PQexec(c, sql));
}

void toBytes(PGconn *c, const wchar_t *name) {
  wchar_t wide[256];
  char sql[512];
  StringCbPrintfW(wide, sizeof wide, L"DELETE FROM t WHERE n = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  WideCharToMultiByte(65001, 0, wide, -1, sql, sizeof sql, nullptr, nullptr);
  PQclear(PQexec(c, sql));
}

void digits(PGconn *c, int id) {
  char number[16];
  char sql[256];
  sprintf_s(sql, sizeof sql, "DELETE FROM t WHERE id = %s",
            _itoa(id, number, 10));
  PQclear(PQexec(c, sql));
}

void cstring(PGconn *c, const CStringA &name, int id) {
  CStringA sql;
  sql.Format("DELETE FROM t WHERE id = %d", id);
  PQclear(PQexec(c, sql));
  sql.Format("DELETE FROM t WHERE n = '%s'", name.GetString()); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql));
}

void cstringSum(PGconn *c, const CStringA &name, bool all) {
  PQclear(PQexec(c, "DELETE FROM t WHERE n = '" + name + "'")); // expect[dbsafe-sql-concatenation]: a quoted value
  CStringA sql("DELETE FROM t");
  if (!all)
    sql += " WHERE done";
  PQclear(PQexec(c, sql));
}

void cstringAppended(PGconn *c, const CStringA &table, int limit) {
  CStringA sql = "SELECT id FROM ";
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  sql.AppendFormat(" LIMIT %d", limit);
  PQclear(PQexec(c, sql.GetString()));
}

void cstringWide(PGconn *c, const CStringW &name) {
  CStringW sql;
  sql.Format(L"DELETE FROM t WHERE n = '%s'", name.GetString()); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, ATL::CW2A(sql)));
}

void cstringReplaced(PGconn *c, const CStringA &table) {
  CStringA sql = "SELECT count(*) FROM @table WHERE active";
  sql.Replace("@table", table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, sql));
}
