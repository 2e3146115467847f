//===- fault_workload.hpp - What programs do, and what became of it -------===//
//
// Threads that each serve one user, write down what the library told them
// about every transaction, and check what they see. Afterwards the books are
// compared with the server's.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_FAULT_WORKLOAD_HPP
#define DBSAFE_TESTS_FAULT_WORKLOAD_HPP

#include "dbsafe/runtime.hpp"
#include "postgres_server.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

class fault_workload {
public:
  /// Makes the tables.
  fault_workload(const postgres_server &server, dbsafe::pool &db,
                 std::uint64_t seed);

  /// Serves one user until stop(); the number tells users apart.
  void serve(int number);
  void stop() { stopping_ = true; }

  /// What is wrong, one line each; empty if all is well. After all threads of
  /// serve() have ended.
  std::string verdict();
  /// How much was done, for people.
  std::string summary() const;

private:
  enum class outcome : unsigned char { committed, not_committed, unknown };
  struct entry {
    std::int64_t id;
    outcome what;
    int rows; ///< If it is committed.
  };
  struct user {
    std::string name;
    std::mt19937_64 random;
    std::int64_t next_id;
    std::vector<entry> entries;
    std::array<std::int64_t, 3> increments{}; ///< By outcome.
  };

  void act(user &of);
  void insert_alone(user &of);
  void insert_pair(user &of);
  void insert_and_undo(user &of);
  void increment(user &of);
  void look(const user &of);
  template <class Work> outcome outcome_of(Work work);
  void complain(const std::string &what);
  void check_entries(const user &of);
  void check_increments(const user &of);

  const postgres_server &server_;
  dbsafe::pool &db_;
  const std::uint64_t seed_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::map<int, user> users_;
  std::string complaints_;
  std::map<std::string, std::uint64_t> errors_;
  std::chrono::steady_clock::duration longest_{};
};

#endif
