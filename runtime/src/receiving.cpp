//===- receiving.cpp - Results, all at once or row by row -----------------===//
//
// In single-row mode libpq hands out each row as it comes (PostgreSQL manual,
// section 34.6), so that a result need not fit into memory.
//
//===----------------------------------------------------------------------===//
#include "connection.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace dbsafe::detail {

/// How long the server may go on sending what nobody wants any more.
static constexpr std::chrono::seconds drop_patience{1};

patience drop_until(patience until) {
  const deadline soon = clock::now() + drop_patience;
  return {std::min(until.ask, soon), std::min(until.give_up, soon)};
}

/// Rows on their way to a sink, until it throws.
class connection::delivery {
public:
  delivery(row_sink &rows, std::exception_ptr &thrown)
      : rows_(rows), thrown_(thrown) {}

  /// False if it has been dropping rows for too long.
  bool take(const result &one, patience &until) {
    if (thrown_)
      return clock::now() < until.give_up;
    try {
      rows_.take(one);
    } catch (...) {
      thrown_ = std::current_exception();
      until = drop_until(until);
    }
    return true;
  }

private:
  row_sink &rows_;
  std::exception_ptr &thrown_;
};

std::vector<result> connection::stream(std::span<const request> requests,
                                       row_sink &rows,
                                       std::exception_ptr &thrown,
                                       patience until) {
  submit(requests);
  delivery to(rows, thrown);
  return receive(requests.size(), until, &to);
}

result connection::expect_result(patience until) {
  result one(next_result(until));
  if (PQstatus(native_) == CONNECTION_BAD || !one.native())
    lose("the server closed the connection");
  return one;
}

std::vector<result> connection::receive(std::size_t expected, patience until,
                                        delivery *rows) {
  flush(until);
  std::vector<result> results;
  results.reserve(expected);
  bool at_start = true; // Of the results of one statement.
  for (;;) {
    const bool last = results.size() + 1 == expected;
    if (rows && at_start && last && results.size() != preparing_)
      PQsetSingleRowMode(native_);
    at_start = false;
    pg_result *const got = next_result(until);
    if (PQstatus(native_) == CONNECTION_BAD) {
      const result owner(got);
      lose("the server closed the connection");
    }
    if (!got) {
      at_start = true;
      continue;
    }
    result one(got);
    const ExecStatusType kind = PQresultStatus(got);
    if (kind == PGRES_PIPELINE_SYNC) {
      if (preparing_ != nowhere)
        planned_ = nullptr; // Never got that far.
      return results;
    }
    if (kind == PGRES_PIPELINE_ABORTED)
      continue;
    if (results.size() == preparing_) {
      preparing_ = nowhere; // The Parse is nobody's request: if it went well,
      if (kind == PGRES_COMMAND_OK) // nobody hears of it.
        continue;
    }
    if (rows && last && kind != PGRES_FATAL_ERROR && !rows->take(one, until))
      lose("there were too many rows to drop", true);
    if (kind != PGRES_SINGLE_TUPLE)
      results.push_back(std::move(one));
  }
}

} // namespace dbsafe::detail
