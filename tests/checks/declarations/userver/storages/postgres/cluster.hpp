// userver's PostgreSQL client, as its documentation describes it.
#ifndef DECLARATIONS_USERVER_STORAGES_POSTGRES_CLUSTER_HPP
#define DECLARATIONS_USERVER_STORAGES_POSTGRES_CLUSTER_HPP

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace userver {
namespace storages {

class Query {
public:
  struct Name {
    explicit Name(std::string value);
  };
  enum class LogMode { kFull, kNameOnly };

  Query(const char *statement, std::optional<Name> name = std::nullopt,
        LogMode mode = LogMode::kFull);
  Query(std::string statement, std::optional<Name> name = std::nullopt,
        LogMode mode = LogMode::kFull);
  const std::string &Statement() const;
};

namespace postgres {

using storages::Query;
enum class ClusterHostType { kMaster, kSlave };

class ResultSet {
public:
  template <typename T> T AsSingleRow() const;
  template <typename T> T AsContainer() const;
  std::size_t Size() const;
};

class Transaction {
public:
  template <typename... Args>
  ResultSet Execute(const Query &query, const Args &...args);
  void Commit();
};

class Cluster {
public:
  template <typename... Args>
  ResultSet Execute(ClusterHostType flags, const Query &query,
                    const Args &...args);
  Transaction Begin(ClusterHostType flags);
};
using ClusterPtr = std::shared_ptr<Cluster>;

} // namespace postgres
} // namespace storages

namespace server::http {
class HttpRequest {
public:
  const std::string &GetArg(const std::string &name) const;
  const std::string &GetPathArg(const std::string &name) const;
  const std::string &GetHeader(const std::string &name) const;
  const std::string &RequestBody() const;
};
} // namespace server::http
} // namespace userver

#endif
