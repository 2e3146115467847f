// DuckDB for C++, as documented: what the samples call.
#ifndef DUCKDB_HPP
#define DUCKDB_HPP
#include <memory>
#include <string>

namespace duckdb {
using std::string;
using std::unique_ptr;

class Value {
public:
  Value(string text);
  Value(int number);
  string ToString() const;
  string ToSQLString() const;
};
class MaterializedQueryResult {
public:
  Value GetValue(unsigned long column, unsigned long row);
};
class PreparedStatement {
public:
  template <class... T> unique_ptr<MaterializedQueryResult> Execute(T... values);
};
struct KeywordHelper {
  static string WriteQuoted(const string &text, char quote = '\'');
  static string WriteOptionallyQuoted(const string &text, char quote = '"',
                                      bool allowCaps = true);
};
class Connection {
public:
  unique_ptr<MaterializedQueryResult> Query(const string &sql);
  template <class... T>
  unique_ptr<MaterializedQueryResult> Query(const string &sql, T... values);
  unique_ptr<PreparedStatement> Prepare(const string &sql);
};
} // namespace duckdb
#endif
