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

/// True for an error that the server itself sent: libpq makes some up, without
/// an SQLSTATE, and poolers as well, of class 08.
static bool is_from_server(const result &error) {
  const char *sqlstate = PQresultErrorField(error.native(), PG_DIAG_SQLSTATE);
  return is_error(error) && sqlstate &&
         !std::string_view(sqlstate).starts_with("08");
}

/// "cached plan must not change result type", or a name that somebody took
/// away. The first has the SQLSTATE of much else, but is told by who says it.
static bool is_lost_plan(const result &one) {
  const auto part = [&](int code) {
    const char *text = PQresultErrorField(one.native(), code);
    return std::string_view(text ? text : "");
  };
  return part(PG_DIAG_SQLSTATE) == "26000" ||
         (part(PG_DIAG_SQLSTATE) == "0A000" &&
          part(PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
}

std::vector<result> connection::receive(std::size_t expected, patience until,
                                        delivery *rows) {
  std::vector<result> results;
  results.reserve(expected);
  try {
    flush(until);
    receive_into(results, expected, until, rows);
    return results;
  } catch (connection_lost &lost) {
    lost.last_not_run = !pooled && !results.empty() &&
                        results.size() < expected &&
                        is_from_server(results.back());
    throw;
  }
}

void connection::receive_into(std::vector<result> &results,
                              std::size_t expected, patience until,
                              delivery *rows) {
  bool at_start = true; // Of the results of one statement.
  for (;;) {
    const bool last = results.size() + 1 == expected;
    kept_plan *const parsed = parsed_before(results.size());
    if (rows && at_start && last && !parsed)
      PQsetSingleRowMode(native_);
    pg_result *const got = next_result(until);
    at_start = !got;
    if (!got) {
      if (PQstatus(native_) == CONNECTION_BAD)
        lose("the server closed the connection");
      continue; // The end of one statement's results.
    }
    result one(got);
    const ExecStatusType kind = PQresultStatus(got);
    if (kind == PGRES_PIPELINE_SYNC)
      return;
    if (kind == PGRES_PIPELINE_ABORTED)
      continue;
    if (parsed) {
      parsing_[results.size()] = nullptr;
      parsed->ready = kind == PGRES_COMMAND_OK;
      if (parsed->ready) // The Parse was nobody's request: nobody hears of it.
        continue;
    }
    if (is_lost_plan(one)) {
      lost_plan_ = true;
      parsing_.clear();
      plans_.clear();
    }
    if (rows && last && kind != PGRES_FATAL_ERROR && !rows->take(one, until))
      lose("there were too many rows to drop", true);
    if (kind != PGRES_SINGLE_TUPLE)
      results.push_back(std::move(one));
    if (PQstatus(native_) == CONNECTION_BAD)
      lose("the server closed the connection");
  }
}

} // namespace dbsafe::detail
