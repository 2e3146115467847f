//===- metrics.cpp - Names for numbers ------------------------------------===//
//
// OpenTelemetry semantic conventions, "Database client connection pools".
//
//===----------------------------------------------------------------------===//
#include "dbsafe/metrics.hpp"

namespace dbsafe {

void visit_metrics(const pool_stats &stats,
                   const std::function<void(const metric &)> &function) {
  const auto gauge = [&](std::string_view name, std::string_view unit,
                         std::uint64_t value, std::string_view state = {}) {
    function({name, unit, state, false, value, nullptr});
  };
  const auto counter = [&](std::string_view name, std::string_view unit,
                           std::uint64_t value) {
    function({name, unit, {}, true, value, nullptr});
  };
  const auto histogram = [&](std::string_view name,
                             const duration_histogram &durations) {
    function({name, "s", {}, true, 0, &durations});
  };
  gauge("db.client.connection.count", "{connection}", stats.idle, "idle");
  gauge("db.client.connection.count", "{connection}", stats.in_use, "used");
  gauge("db.client.connection.idle.min", "{connection}", stats.min_idle);
  gauge("db.client.connection.idle.max", "{connection}", stats.max_size);
  gauge("db.client.connection.max", "{connection}", stats.max_size);
  gauge("db.client.connection.pending_requests", "{request}", stats.waiting);
  counter("db.client.connection.timeouts", "{timeout}", stats.timeouts);
  histogram("db.client.connection.create_time", stats.create_time);
  histogram("db.client.connection.wait_time", stats.wait_time);
  histogram("db.client.connection.use_time", stats.use_time);
  counter("dbsafe.connection.opened", "{connection}", stats.opened);
  counter("dbsafe.connection.failed", "{attempt}", stats.failed_connects);
  counter("dbsafe.connection.found_dead", "{connection}", stats.found_dead);
  counter("dbsafe.connection.pings", "{ping}", stats.pings);
  counter("dbsafe.session.leaks", "{session}", stats.leaks);
  counter("dbsafe.transaction.retries", "{retry}", stats.retries);
}

} // namespace dbsafe
