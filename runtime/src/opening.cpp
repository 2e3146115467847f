//===- opening.cpp - BEGIN and its settings -------------------------------===//
//
// All settings are set every time: what another client left in the connection
// of a pooler must not decide what this transaction sees. Functions are
// qualified, so that no search_path can put another one in their place.
//
//===----------------------------------------------------------------------===//
#include "opening.hpp"

namespace dbsafe::detail {

/// BEGIN with its modes (manual, "SET TRANSACTION").
static const char *begin_text(const transaction_options &options) {
#define DBSAFE_BEGIN_TEXTS(level)                                              \
  {                                                                            \
      "BEGIN" level,                                                           \
      "BEGIN" level " READ ONLY",                                              \
      "BEGIN" level " DEFERRABLE",                                             \
      "BEGIN" level " READ ONLY, DEFERRABLE",                                  \
  }
  static constexpr const char *texts[][4] = {
      DBSAFE_BEGIN_TEXTS(""),
      DBSAFE_BEGIN_TEXTS(" ISOLATION LEVEL READ COMMITTED"),
      DBSAFE_BEGIN_TEXTS(" ISOLATION LEVEL REPEATABLE READ"),
      DBSAFE_BEGIN_TEXTS(" ISOLATION LEVEL SERIALIZABLE"),
  };
#undef DBSAFE_BEGIN_TEXTS
  return texts[static_cast<std::size_t>(options.isolation)]
              [(options.read_only ? 1 : 0) + (options.deferrable ? 2 : 0)];
}

opening::opening(const pool_options &pool, const principal &who,
                 const transaction_options &options,
                 std::chrono::milliseconds statement_timeout)
    : begin_(begin_text(options)) {
  values_[0].borrow_text(pool.principal_setting);
  values_[1].borrow_text(who.user);
  values_[2].borrow_text(pool.system_setting);
  values_[3].borrow_text(who.system_reason);
  values_[4].set_number(statement_timeout.count());
  if (!who.system_reason.empty() && !pool.system_role.empty()) {
    values_[5].borrow_text(pool.system_role);
    settings_ = "select pg_catalog.textcat(pg_catalog.textcat("
                "pg_catalog.textcat(pg_catalog.set_config($1, $2, true), "
                "pg_catalog.set_config($3, $4, true)), "
                "pg_catalog.set_config('statement_timeout', $5, true)), "
                "pg_catalog.set_config('role', $6, true)) is null";
    count_ = 6;
  }
}

} // namespace dbsafe::detail
