//===- statement_report.hpp - Telling the observer of a statement ---------===//
//
// Nothing is measured or copied if nobody listens.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_STATEMENT_REPORT_HPP
#define DBSAFE_STATEMENT_REPORT_HPP

#include "connection.hpp"
#include "dbsafe/observer.hpp"

#include <exception>

namespace dbsafe::detail {

/// A statement's text with every string and number replaced by
/// '?', and quoted names kept: for text that was made at run time.
std::string without_values(std::string_view sql);

/// Lives as long as the statement runs, and reports when it is destroyed.
class statement_report {
public:
  statement_report(pool_observer *observer, const sql_statement &sql,
                   parameter_list parameters)
      : observer_(observer), sql_(sql), parameters_(parameters.size) {
    if (observer_)
      start_ = clock::now();
  }
  statement_report(const statement_report &) = delete;
  statement_report &operator=(const statement_report &) = delete;
  ~statement_report();

  /// Runs the statement and notes how it ended.
  template <class Run> result of(Run run) {
    if (!observer_)
      return run();
    try {
      result rows = run();
      rows_ = rows.affected();
      failed_ = false;
      return rows;
    } catch (const query_error &refused) {
      sqlstate_ = refused.sqlstate();
      throw;
    }
  }

private:
  pool_observer *observer_;
  const sql_statement &sql_;
  std::size_t parameters_;
  clock::time_point start_{};
  std::uint64_t rows_ = 0;
  std::string sqlstate_;
  bool failed_ = true;
};

} // namespace dbsafe::detail

#endif
