//===- error.cpp - The server's errors ------------------------------------===//
//
// Adds to the server's message what it cannot know: the line of the program
// that sent the statement.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/error.hpp"
#include "location_text.hpp"

namespace dbsafe {

query_error::query_error(const std::string &message, std::string sqlstate,
                         std::string detail, std::source_location where)
    : error(message + " [SQLSTATE " + sqlstate + "], statement at " +
            detail::location_text(where)),
      sqlstate_(std::move(sqlstate)), detail_(std::move(detail)),
      where_(where) {}

bool query_error::may_retry() const noexcept {
  return sqlstate_ == "40001" || sqlstate_ == "40P01";
}

bool query_error::is_constraint_violation() const noexcept {
  return sqlstate_.starts_with("23");
}

} // namespace dbsafe
