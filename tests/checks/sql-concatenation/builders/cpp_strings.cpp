// requires: libpq-fe.h
// config: ../only.yaml
// flags: -std=c++20
// What the C++ standard library has beside operator+.
#include <array>
#include <charconv>
#include <codecvt>
#include <cstdio>
#include <iomanip>
#include <libpq-fe.h>
#include <locale>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <syncstream>
#include <vector>

void run(PGconn *c, const std::string &sql) {
  PQclear(PQexec(c, sql.c_str()));
}

// The last comma is cut off.
void lastComma(PGconn *c, const std::vector<int> &ids) {
  std::string sql = "DELETE FROM todos WHERE id IN (";
  for (int id : ids)
    sql += std::to_string(id) + ",";
  sql = sql.substr(0, sql.size() - 1) + ")";
  run(c, sql);
}

void lastCommaOfTexts(PGconn *c, const std::vector<std::string> &names) {
  std::string list;
  for (const auto &name : names)
    list += "'" + name + "',"; // expect[dbsafe-sql-concatenation]: a quoted value
  list.erase(list.size() - 1);
  run(c, "DELETE FROM users WHERE name IN (" + list + ")");
}

void popped(PGconn *c, const std::vector<int> &ids) {
  std::string sql = "DELETE FROM todos WHERE id IN (";
  for (int id : ids)
    sql.append(std::to_string(id)).push_back(',');
  sql.pop_back();
  sql.push_back(')');
  run(c, sql);
}

void inserted(PGconn *c, const std::string &condition) {
  std::string sql = condition; // expect[dbsafe-sql-concatenation]: a clause
  sql.insert(0, "SELECT id FROM users WHERE ");
  run(c, sql);
}

void replaced(PGconn *c, const std::string &table) {
  std::string sql = "SELECT id FROM @table WHERE active";
  sql.replace(sql.find("@table"), 6, table); // expect[dbsafe-sql-concatenation]:
  run(c, sql);
}

void replacedByNumber(PGconn *c, int id) {
  std::string sql = "SELECT id FROM users WHERE id = @id";
  sql.replace(sql.find("@id"), 3, std::to_string(id));
  run(c, sql);
}

void regexReplaced(PGconn *c, const std::string &table) {
  std::string sql = std::regex_replace(std::string("SELECT id FROM T"), std::regex("T$"), table); // expect[dbsafe-sql-concatenation]:
  run(c, sql);
}

// std::quoted writes "..." with backslashes: that is no SQL value.
void quotedForStreams(PGconn *c, const std::string &name) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE name = " << std::quoted(name, '\''); // expect[dbsafe-sql-concatenation]: a value
  run(c, sql.str());
}

void written(PGconn *c, const std::string &name) {
  std::ostringstream sql;
  sql.write("SELECT id FROM users WHERE name = '", 35);
  sql.write(name.data(), std::streamsize(name.size())); // expect[dbsafe-sql-concatenation]: a quoted value
  sql.put('\'');
  run(c, sql.str());
}

void synchronised(PGconn *c, const std::string &name) {
  std::ostringstream sql;
  {
    std::osyncstream out(sql);
    out << "SELECT id FROM users WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  }
  run(c, sql.str());
}

void digits(PGconn *c, long id) {
  std::array<char, 32> buffer{};
  auto [end, error] = std::to_chars(buffer.data(), buffer.data() + 31, id);
  run(c, "DELETE FROM todos WHERE id = " + std::string(buffer.data(), end));
}

// Buffers that C++ owns.
void vectorBuffer(PGconn *c, const char *name) {
  std::vector<char> sql(256);
  std::snprintf(sql.data(), sql.size(), "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.data()));
}

void vectorBufferOfNumbers(PGconn *c, int id) {
  std::vector<char> sql(256);
  std::snprintf(&sql[0], sql.size(), "DELETE FROM todos WHERE id = %d", id);
  PQclear(PQexec(c, &sql[0]));
}

void uniqueBuffer(PGconn *c, const char *name) {
  std::unique_ptr<char[]> sql(new char[256]);
  std::snprintf(sql.get(), 256, "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.get()));
}

void stringBuffer(PGconn *c, const char *name) {
  std::string sql(256, '\0');
  std::snprintf(sql.data(), sql.size(), "SELECT id FROM users WHERE name = '%s'", name); // expect[dbsafe-sql-concatenation]: a quoted value
  PQclear(PQexec(c, sql.c_str()));
}

// Wide text.
void wide(PGconn *c, const std::wstring &name) {
  std::wstring sql = L"SELECT id FROM users WHERE name = '" + name + L"'"; // expect[dbsafe-sql-concatenation]: a quoted value
  std::wstring_convert<std::codecvt_utf8<wchar_t>> convert;
  run(c, convert.to_bytes(sql));
}

void wideNumbers(PGconn *c, int id) {
  std::wstring sql = L"DELETE FROM todos WHERE id = " + std::to_wstring(id);
  std::wstring_convert<std::codecvt_utf8<wchar_t>> convert;
  run(c, convert.to_bytes(sql));
}

void timeStamp(PGconn *c, const std::tm *when) {
  std::ostringstream sql;
  sql << "DELETE FROM log WHERE at < '" << std::put_time(when, "%F") << "'";
  run(c, sql.str());
}
