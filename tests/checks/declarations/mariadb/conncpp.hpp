// MariaDB Connector/C++, as documented: what the samples call.
#ifndef MARIADB_CONNCPP_HPP
#define MARIADB_CONNCPP_HPP
#include <cstdint>
#include <memory>
#include <string>

namespace sql {

class SQLString {
public:
  SQLString();
  SQLString(const char *text);
  SQLString(const std::string &text);
  SQLString(const SQLString &other);
  ~SQLString();
  SQLString &operator=(const SQLString &other);
  SQLString &append(const SQLString &text);
  const char *c_str() const;
  operator std::string &();
};
SQLString operator+(const SQLString &a, const SQLString &b);

class ResultSet {
public:
  virtual ~ResultSet();
  virtual bool next() = 0;
  virtual SQLString getString(int32_t column) const = 0;
};
class Statement {
public:
  virtual ~Statement();
  virtual bool execute(const SQLString &sql) = 0;
  virtual ResultSet *executeQuery(const SQLString &sql) = 0;
  virtual int64_t executeLargeUpdate(const SQLString &sql) = 0;
  virtual void addBatch(const SQLString &sql) = 0;
  virtual SQLString enquoteIdentifier(const SQLString &name, bool always) = 0;
  virtual SQLString enquoteLiteral(const SQLString &text) = 0;
};
class PreparedStatement : public Statement {
public:
  virtual void addBatch() = 0;
  virtual void setString(int32_t index, const SQLString &value) = 0;
  virtual ResultSet *executeQuery() = 0;
};
class CallableStatement : public PreparedStatement {};
class Connection {
public:
  virtual ~Connection();
  virtual Statement *createStatement() = 0;
  virtual PreparedStatement *prepareStatement(const SQLString &sql) = 0;
  virtual CallableStatement *prepareCall(const SQLString &sql) = 0;
};

} // namespace sql
#endif
