//===- workload.hpp - What every library is asked to do -------------------===//
//
// The same operations, on the same table of the same server, by people who
// know their library. A library does those that it has; time is taken around
// many of them, by the program that asks (compare.py).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_BENCH_WORKLOAD_HPP
#define DBSAFE_BENCH_WORKLOAD_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

/// Runs an operation so many times.
using operation = std::function<void(std::size_t times)>;
using operations = std::map<std::string, operation>;

/// Each connects as the environment variable DATABASE_URL says.
operations dbsafe_operations(const char *url);
operations libpq_operations(const char *url);
operations libpq_pipelined_operations(const char *url);
operations libpq_prepared_operations(const char *url);
operations libpqxx_operations(const char *url);
operations soci_operations(const char *url);

inline constexpr const char *user = "user-7";
inline constexpr std::size_t users = 100;
inline constexpr std::size_t rows_of_bulk = 1000;

/// The id of a row of `user`, another one each time.
inline std::int64_t some_id(std::size_t i) {
  return static_cast<std::int64_t>(i % 100 * users + 8);
}

/// The operation, on so many threads at once; `times` in all.
template <class Function>
operation on_threads(std::size_t count, Function function) {
  if (count == 1)
    return [=](std::size_t times) {
      for (std::size_t i = 0; i < times; ++i)
        function();
    };
  return [=](std::size_t times) {
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < count; ++t)
      threads.emplace_back([=] {
        for (std::size_t i = t; i < times; i += count)
          function();
      });
    for (std::thread &one : threads)
      one.join();
  };
}

#endif
