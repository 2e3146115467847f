//===- opening.hpp - How a transaction begins -----------------------------===//
//
// BEGIN and the settings that say whose transaction it is and how long its
// statements may take: two requests that travel with the first statement.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_OPENING_HPP
#define DBSAFE_OPENING_HPP

#include "connection.hpp"
#include "dbsafe/pool_options.hpp"
#include "dbsafe/session.hpp"

namespace dbsafe::detail {

/// Whose transaction it is, as the settings that carry it to the server.
struct principal {
  std::string user;          ///< Empty: nobody, or the system.
  std::string system_reason; ///< Not empty: the system.
};

/// Owns the parameters; borrows the names and ids, which must outlive it.
class opening {
public:
  opening(const pool_options &pool, const principal &who,
          const transaction_options &options,
          std::chrono::milliseconds statement_timeout);

  void append_to(std::vector<request> &packet) const {
    packet.push_back({begin_, {nullptr, 0}, plan_use::at_once});
    packet.push_back({settings_, {values_.data(), count_}, plan_use::at_once});
  }

private:
  const char *begin_;
  // One column that says nothing: three would be described and sent each time.
  const char *settings_ =
      "select pg_catalog.textcat(pg_catalog.textcat("
      "pg_catalog.set_config($1, $2, true), "
      "pg_catalog.set_config($3, $4, true)), "
      "pg_catalog.set_config('statement_timeout', $5, true)) is null";
  std::array<parameter, 6> values_;
  std::size_t count_ = 5;
};

/// A new statement_timeout within a transaction.
class timeout_change {
public:
  explicit timeout_change(std::chrono::milliseconds statement_timeout) {
    value_.set_number(statement_timeout.count());
  }
  void append_to(std::vector<request> &packet) const {
    packet.push_back(
        {"select pg_catalog.set_config('statement_timeout', $1, true)",
         {&value_, 1},
         plan_use::when_repeated});
  }

private:
  parameter value_;
};

} // namespace dbsafe::detail

#endif
