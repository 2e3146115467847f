//===- worker.cpp - One library, doing what it is told --------------------===//
//
//   worker LIBRARY
// Reads lines "OPERATION<tab>TIMES" and answers each with the nanoseconds that
// it took, or "-" if the library does not have it.
//
//===----------------------------------------------------------------------===//
#include "workload.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

static operations operations_of(const std::string &library, const char *url) {
  if (library == "dbsafe")
    return dbsafe_operations(url);
  if (library == "libpq")
    return libpq_operations(url);
  if (library == "libpq pipelined")
    return libpq_pipelined_operations(url);
  if (library == "libpq pipelined, prepared")
    return libpq_prepared_operations(url);
#ifdef DBSAFE_BENCH_LIBPQXX
  if (library == "libpqxx")
    return libpqxx_operations(url);
#endif
#ifdef DBSAFE_BENCH_SOCI
  if (library == "SOCI pool")
    return soci_operations(url);
#endif
  return {};
}

int main(int count, char **arguments) {
  const char *url = std::getenv("DATABASE_URL");
  if (count != 2 || !url) {
    std::fputs("usage: DATABASE_URL=... worker LIBRARY\n", stderr);
    return 2;
  }
  try {
    const operations known = operations_of(arguments[1], url);
    for (std::string line; std::getline(std::cin, line);) {
      const auto tab = line.find('\t');
      const auto found = known.find(line.substr(0, tab));
      if (found == known.end()) {
        std::cout << "-" << std::endl;
        continue;
      }
      const std::size_t times = std::stoul(line.substr(tab + 1));
      const auto start = std::chrono::steady_clock::now();
      found->second(times);
      const std::chrono::nanoseconds took =
          std::chrono::steady_clock::now() - start;
      std::cout << took.count() << std::endl;
    }
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s: %s\n", arguments[1], error.what());
    return 1;
  }
  return 0;
}
