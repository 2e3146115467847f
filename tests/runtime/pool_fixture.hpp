//===- pool_fixture.hpp - Tests with a pool on the shared server ----------===//
//
// Every test gets tables of its own in a fresh schema state; pools are made by
// each test, with the options that it is about.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_POOL_FIXTURE_HPP
#define DBSAFE_TESTS_POOL_FIXTURE_HPP

#include "dbsafe/runtime.hpp"
#include "environment.hpp"
#include "postgres_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

class PoolTest : public testing::Test {
protected:
  PoolTest() : server(postgres_server::shared()) {
    server.admin("drop table if exists item cascade;"
                 "create table item (id bigint primary key, name text);"
                 "grant all on item to app");
  }

  /// As a user of the library would: from the environment.
  dbsafe::pool make_pool(dbsafe::pool_options options = {},
                         const std::string &role = "app") const {
    const environment_variable url("DATABASE_URL", server.url(role));
    return dbsafe::pool::from_env("DATABASE_URL", std::move(options));
  }

  /// From this connection string.
  static dbsafe::pool pool_of(const std::string &connection_string,
                              dbsafe::pool_options options = {}) {
    const environment_variable url("DATABASE_URL", connection_string);
    return dbsafe::pool::from_env("DATABASE_URL", std::move(options));
  }
  /// Waits for what happens on other threads or machines; false if it does not
  /// within half a minute, which no busy machine needs.
  template <class Condition> static bool eventually(Condition condition) {
    for (int i = 0; i < 6000; ++i) {
      if (condition())
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  /// How many rows others see.
  std::string committed_items() const {
    return server.admin("select count(*) from item");
  }
  /// Ends the server's side of all connections of the role "app".
  void terminate_backends() const {
    server.admin("select pg_terminate_backend(pid, 5000) from pg_stat_activity "
                 "where usename = 'app'");
  }
  std::string open_transactions() const {
    return server.admin("select count(*) from pg_stat_activity where usename = "
                        "'app' and state like 'idle in transaction%'");
  }

  /// The message of the Error that the function throws; "" if none.
  template <class Error, class Function>
  static std::string message_of(Function function) {
    try {
      function();
    } catch (const Error &e) {
      return e.what();
    }
    return "";
  }
  static bool contains(const std::string &text, const std::string &part) {
    return text.find(part) != std::string::npos;
  }

  postgres_server &server;
};

#endif
