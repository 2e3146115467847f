// Drogon's database client, as its documentation describes it.
#ifndef DECLARATIONS_DROGON_ORM_DBCLIENT_H
#define DECLARATIONS_DROGON_ORM_DBCLIENT_H

#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Json {
class Value {
public:
  Value &operator[](const char *key);
  const Value &operator[](const char *key) const;
  std::string asString() const;
  int asInt() const;
};
} // namespace Json

namespace drogon {
namespace orm {

class Field {
public:
  const char *c_str() const;
  template <typename T> T as() const;
};

class Row {
public:
  Field operator[](const char *column) const;
  Field operator[](unsigned column) const;
};

class Result {
public:
  Row operator[](unsigned row) const;
  std::size_t size() const;
};

class DrogonDbException : public std::exception {};

namespace internal {
class SqlBinder {
public:
  ~SqlBinder();
  template <typename T> SqlBinder &operator<<(T &&parameter);
  SqlBinder &operator<<(const std::string &parameter);
  SqlBinder &operator>>(std::function<void(const Result &)> callback);
};
} // namespace internal

class DbClient {
public:
  virtual ~DbClient();
  static std::shared_ptr<DbClient> newPgClient(const std::string &connInfo,
                                               std::size_t connNum);

  template <typename Success, typename Failure, typename... Arguments>
  void execSqlAsync(const std::string &sql, Success &&success,
                    Failure &&failure, Arguments &&...arguments) noexcept {}
  template <typename... Arguments>
  std::future<Result> execSqlAsyncFuture(const std::string &sql,
                                         Arguments &&...arguments) noexcept;
  template <typename... Arguments>
  const Result execSqlSync(const std::string &sql, Arguments &&...arguments);

  internal::SqlBinder operator<<(const std::string &sql);
  internal::SqlBinder operator<<(std::string &&sql);
  template <int N> internal::SqlBinder operator<<(const char (&sql)[N]);
  internal::SqlBinder operator<<(const std::string_view &sql);
};
using DbClientPtr = std::shared_ptr<DbClient>;

struct CustomSql {
  explicit CustomSql(std::string content);
};

enum class CompareOperator { EQ, NE, GT, Like };
enum class SortOrder { ASC, DESC };

class Criteria {
public:
  Criteria();
  template <typename... Arguments>
  explicit Criteria(CustomSql &&sql, Arguments &&...arguments);
  template <typename T>
  Criteria(const std::string &colName, const CompareOperator &how, T &&value);
  template <typename T> Criteria(const std::string &colName, T &&value);
};

template <typename T> class Mapper {
public:
  explicit Mapper(const DbClientPtr &client);
  Mapper<T> &orderBy(const std::string &colName,
                     const SortOrder &order = SortOrder::ASC);
  Mapper<T> &limit(std::size_t limit);
  std::vector<T> findBy(const Criteria &criteria);
};

} // namespace orm
} // namespace drogon

#endif
