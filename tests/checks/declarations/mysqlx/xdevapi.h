// MySQL's X DevAPI for C++, as documented: what the samples call.
#ifndef MYSQLX_XDEVAPI_H
#define MYSQLX_XDEVAPI_H
#include <string>

namespace mysqlx {

class string : public std::u16string {
public:
  string();
  string(const char *text);
  string(const std::string &text);
  operator std::string() const;
};

class Value {
public:
  template <class T> T get() const;
  operator std::string() const;
};
class Row {
public:
  Value &operator[](unsigned column);
};
class RowResult {
public:
  Row fetchOne();
};
class SqlStatement {
public:
  template <class... T> SqlStatement &bind(const T &...values);
  RowResult execute();
};
template <class Derived> class Statement {
public:
  template <class T> Derived &bind(const string &name, const T &value);
  RowResult execute();
};

namespace internal {
template <class Derived> class Order_by : public Statement<Derived> {
public:
  template <class... T> Derived &orderBy(const T &...columns);
};
} // namespace internal

class TableSelect : public internal::Order_by<TableSelect> {
public:
  TableSelect &where(const string &condition);
};
class TableRemove : public Statement<TableRemove> {
public:
  TableRemove &where(const string &condition);
};
class Table {
public:
  template <class... T> TableSelect select(const T &...columns);
  TableRemove remove();
};
class CollectionFind : public Statement<CollectionFind> {};
class Collection {
public:
  CollectionFind find(const string &condition);
};
class Schema {
public:
  Table getTable(const string &name);
};
class Session {
public:
  explicit Session(const string &uri);
  SqlStatement sql(const string &query);
  Schema getSchema(const string &name);
};

} // namespace mysqlx
#endif
