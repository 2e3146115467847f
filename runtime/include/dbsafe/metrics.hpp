//===- metrics.hpp - A pool in numbers, by their OpenTelemetry names ------===//
//
// The names, units and bucket boundaries are those of OpenTelemetry's semantic
// conventions for database client connections, so that dashboards which know
// these know this pool. No exporter: visit_metrics() feeds whichever is used.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_METRICS_HPP
#define DBSAFE_METRICS_HPP

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace dbsafe {

/// How often something took how long.
struct duration_histogram {
  /// Upper bounds of the buckets, inclusive, in seconds; one more bucket holds
  /// what took longer.
  static constexpr std::array<double, 9> bounds = {
      0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};
  std::array<std::uint64_t, bounds.size() + 1> buckets{};
  std::uint64_t count = 0;
  double sum = 0; ///< Seconds.

  void add(std::chrono::nanoseconds duration) noexcept {
    // Nearly all is in the first bucket.
    const double seconds = std::chrono::duration<double>(duration).count();
    std::size_t bucket = 0;
    while (bucket < bounds.size() && seconds > bounds[bucket])
      ++bucket;
    ++buckets[bucket];
    ++count;
    sum += seconds;
  }
};

/// A moment's numbers; counters and histograms count from the pool's start.
struct pool_stats {
  std::size_t size = 0;    ///< Connections open or being opened.
  std::size_t idle = 0;    ///< Of these, not lent out.
  std::size_t in_use = 0;  ///< Of these, lent out or being opened.
  std::size_t waiting = 0; ///< Callers that wait.
  std::size_t min_idle = 0;
  std::size_t max_size = 0;
  std::uint64_t opened = 0;          ///< Connections made.
  std::uint64_t failed_connects = 0; ///< Attempts that made none.
  std::uint64_t found_dead = 0;      ///< Found broken when about to be lent.
  std::uint64_t pings = 0;           ///< Round trips spent on asking.
  std::uint64_t timeouts = 0;        ///< Callers that got none in time.
  std::uint64_t leaks = 0;           ///< Held longer than leak_after.
  std::uint64_t retries = 0;         ///< Transactions run again.
  duration_histogram create_time;    ///< To connect.
  duration_histogram wait_time;      ///< In line, per caller; not connecting.
  duration_histogram use_time;       ///< From being lent to being given back.
};

/// One number or histogram.
struct metric {
  std::string_view name; ///< "db.client.connection.count".
  std::string_view unit; ///< UCUM: "{connection}", "s".
  /// Of db.client.connection.state: "idle" or "used"; empty if it has none.
  std::string_view state;
  bool is_counter;                     ///< Only ever grows.
  std::uint64_t value;                 ///< Not of a histogram.
  const duration_histogram *histogram; ///< nullptr: it is a plain number.
};

/// Calls the function for each of the conventions' metrics, and for those of
/// our own, whose names start with "dbsafe.".
void visit_metrics(const pool_stats &stats,
                   const std::function<void(const metric &)> &function);

} // namespace dbsafe

#endif
