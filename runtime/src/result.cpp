//===- result.cpp - libpq's result, seen as rows --------------------------===//
//
// The only place that reads PGresult's cells.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/result.hpp"
#include "dbsafe/error.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace dbsafe {

void result::clear::operator()(pg_result *owned) const noexcept {
  PQclear(owned);
}

std::size_t result::rows() const noexcept {
  return static_cast<std::size_t>(PQntuples(result_.get()));
}

std::size_t result::columns() const noexcept {
  return static_cast<std::size_t>(PQnfields(result_.get()));
}

std::uint64_t result::affected() const noexcept {
  const std::string_view text = PQcmdTuples(result_.get());
  std::uint64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

std::string_view result::command() const noexcept {
  return PQcmdStatus(result_.get());
}

std::string_view result::column_name(std::size_t column) const noexcept {
  return PQfname(result_.get(), static_cast<int>(column));
}

field result::at(std::size_t row, std::size_t column) const noexcept {
  const int r = static_cast<int>(row);
  const int c = static_cast<int>(column);
  const PGresult *cells = result_.get();
  return {{PQgetvalue(cells, r, c),
           static_cast<std::size_t>(PQgetlength(cells, r, c))},
          column_name(column),
          static_cast<type_oid>(PQftype(cells, c)),
          PQgetisnull(cells, r, c) != 0};
}

namespace detail {

void fail_column_count(std::size_t expected, std::size_t actual) {
  throw conversion_error("the statement returns " + std::to_string(actual) +
                         " columns, but " + std::to_string(expected) +
                         " are read");
}

void match_columns(const result &rows, const std::string_view *names,
                   std::size_t count, std::size_t *columns) {
  constexpr std::size_t missing = static_cast<std::size_t>(-1);
  std::fill(columns, columns + count, missing);
  for (std::size_t column = 0; column < rows.columns(); ++column) {
    const std::string_view name = rows.column_name(column);
    const std::size_t member =
        static_cast<std::size_t>(std::find(names, names + count, name) - names);
    if (member == count)
      throw conversion_error("the statement returns a column \"" +
                             std::string(name) +
                             "\" that the struct has no member for: select "
                             "the columns by name instead of *, or add it");
    if (columns[member] != missing)
      throw conversion_error("the statement returns two columns named \"" +
                             std::string(name) + "\": rename one with AS");
    columns[member] = column;
  }
  for (std::size_t member = 0; member < count; ++member)
    if (columns[member] == missing)
      throw conversion_error("the struct has a member \"" +
                             std::string(names[member]) +
                             "\" that the statement does not return");
}

} // namespace detail
} // namespace dbsafe
