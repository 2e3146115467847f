//===- resilience_test.cpp - Networks and servers that fail ---------------===//
#include "fault_proxy.hpp"
#include "pool_fixture.hpp"

#include <atomic>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

class Resilience : public PoolTest {
protected:
  fault_proxy network{server.port()};

  pool make_distant_pool(pool_options options = {}) const {
    return pool_of(network.url("app:hunter2"), std::move(options));
  }
};

TEST_F(Resilience, AStatementAloneIsOneRoundTripAndATransactionTwo) {
  pool db = make_distant_pool();
  db.check();
  unsigned before = network.sent();
  db.as("alice").one<int>("select 1");
  EXPECT_EQ(network.sent() - before, 1U);
  before = network.sent();
  db.as("alice").execute("insert into item values (1, 'one')");
  EXPECT_EQ(network.sent() - before, 1U);
  before = network.sent();
  db.as("alice").transact(
      {.isolation = isolation::serializable, .timeout = 60s},
      [](session &s) { s.one<int>("select 1"); });
  EXPECT_EQ(network.sent() - before, 2U);
  before = network.sent();
  db.as("alice").transact({.timeout = 60s}, [](session &s) {
    auto undone = s.savepoint();
    s.one<int>("select 1");
    undone.release();
    s.one<int>("select 2");
  });
  EXPECT_EQ(network.sent() - before, 3U);
}

TEST_F(Resilience, LendingWhatWasJustUsedCostsNoRoundTrip) {
  pool db = make_distant_pool({.ping_if_idle = 1h});
  db.check();
  const unsigned before = network.sent();
  for (int i = 0; i < 100; ++i)
    const session unused = db.begin();
  EXPECT_EQ(network.sent(), before);
  EXPECT_EQ(db.stats().pings, 0U);
}

TEST_F(Resilience, APingFindsWhatAFirewallHasDropped) {
  pool db =
      make_distant_pool({.acquire_timeout = 60s, .ping_if_idle = ping_always});
  db.check();
  db.check();
  EXPECT_EQ(db.stats().pings, 1U);
  EXPECT_EQ(db.stats().opened, 1U);
  network.forget();
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(db.stats().found_dead, 1U);
  EXPECT_EQ(db.stats().opened, 2U);
}

TEST_F(Resilience, OneDeadConnectionMakesOlderOnesSuspect) {
  pool db = make_pool({.ping_if_idle = 1h});
  const auto backend = [](session &s) {
    return s.one<std::string>("select pg_backend_pid()::text");
  };
  std::string last;
  {
    session older = db.begin();
    session newer = db.begin();
    last = backend(newer);
    older.rollback();
    newer.rollback();
  }
  server.admin("select pg_terminate_backend(" + last + ", 5000)");
  const session held = db.begin();
  EXPECT_EQ(db.stats().found_dead, 1U);
  EXPECT_EQ(db.stats().pings, 0U);
  db.check();
  EXPECT_EQ(db.stats().pings, 1U);
}

TEST_F(Resilience, AStalledNetworkIsGivenUp) {
  pool db = make_distant_pool();
  std::optional<session> s(db.begin({.timeout = 1s}));
  s->execute("insert into item values (1, 'one')");
  network.stall(true);
  EXPECT_THROW(s->execute("select 1"), timeout_error);
  EXPECT_FALSE(s->active());
  EXPECT_EQ(db.stats().size, 0U);
  network.heal();
  EXPECT_TRUE(eventually([&] { return open_transactions() == "0"; }));
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Resilience, ACommitIntoAStalledNetworkIsUnknown) {
  pool db = make_distant_pool();
  EXPECT_THROW(db.transact({.timeout = 1s, .attempts = 5},
                           [&](session &s) {
                             s.execute("insert into item values (1, 'one')");
                             network.stall(true);
                           }),
               commit_unknown);
  EXPECT_EQ(db.stats().retries, 0U);
}

TEST_F(Resilience, WhatOnlyReadsHasNoUnknownOutcome) {
  pool db = make_distant_pool();
  EXPECT_THROW(db.transact({.read_only = true, .timeout = 1s},
                           [&](session &s) {
                             s.one<int>("select 1");
                             network.stall(true);
                           }),
               timeout_error);
}

TEST_F(Resilience, AReadHasNoUnknownOutcomeUnlessItCallsAFunction) {
  pool db = make_distant_pool({.acquire_timeout = 1s,
                               .statement_timeout = 300ms,
                               .endpoint = endpoint::direct});
  const auto failure_of = [&](auto run) -> std::string {
    db.one<int>("select 1");
    network.stall(true);
    std::string kind = "none";
    try {
      run();
    } catch (const commit_unknown &) {
      kind = "unknown";
    } catch (const connection_error &) {
      kind = "not committed";
    }
    network.stall(false);
    network.heal();
    return kind;
  };
  EXPECT_EQ(failure_of([&] { db.all<int>("select id from item"); }),
            "not committed");
  EXPECT_EQ(
      failure_of([&] { db.one<std::int64_t>("select count(*) from item"); }),
      "not committed");
  EXPECT_EQ(failure_of([&] {
              db.transact(
                  [](session &s) { s.all<int>("select id from item"); });
            }),
            "not committed");
  EXPECT_EQ(failure_of([&] { db.one<std::int64_t>("select nextval('n')"); }),
            "unknown");
  EXPECT_EQ(failure_of([&] { db.execute("delete from item"); }), "unknown");
}

TEST_F(Resilience, AnUnreachableServerIsNotWaitedForLongerThanAsked) {
  pool db = make_distant_pool({.acquire_timeout = 300ms});
  network.stall(true);
  EXPECT_TRUE(
      contains(message_of<timeout_error>([&] { db.check(); }), "in time"));
}

TEST_F(Resilience, ARefusedConnectionIsTriedAgainThenFailsFast) {
  pool db = make_distant_pool({.acquire_timeout = 60s});
  network.refuse(true);
  const std::string first = message_of<connection_error>([&] { db.check(); });
  EXPECT_TRUE(contains(first, "cannot connect to the database")) << first;
  EXPECT_EQ(db.stats().failed_connects, 3U);
  const std::string second = message_of<connection_error>([&] { db.check(); });
  EXPECT_TRUE(contains(second, "cannot connect to the database")) << second;
  EXPECT_EQ(db.stats().size, 0U);
  network.heal();
  EXPECT_TRUE(eventually([&] {
    return message_of<connection_error>([&] { db.check(); }).empty();
  }));
}

TEST_F(Resilience, ThoseWhoWaitAreToldTheRealConnectError) {
  pool db = make_distant_pool({.max_size = 1, .acquire_timeout = 10min});
  network.refuse(true);
  std::atomic<int> told = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      told += contains(message_of<connection_error>([&] { db.check(); }),
                       "cannot connect to the database");
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_EQ(told, 8);
  EXPECT_EQ(db.stats().waiting, 0U);
}

TEST_F(Resilience, WhileOthersHaveConnectionsTheseAreWaitedFor) {
  pool db = make_distant_pool({.max_size = 2, .acquire_timeout = 60s});
  std::optional<session> held(db.begin());
  network.refuse(true);
  std::thread([&] {
    EXPECT_THROW(db.check(), connection_error); // Opens the breaker.
  }).join();
  std::thread waiter([&] { db.check(); });
  EXPECT_TRUE(eventually([&] { return db.stats().waiting == 1; }));
  held.reset();
  waiter.join();
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Resilience, AWrongPasswordIsNotTriedAgain) {
  pool db = pool_of(server.tcp_url("app:hunter3"));
  for (int i = 0; i < 2; ++i) {
    try {
      db.check();
      FAIL();
    } catch (const connection_error &e) {
      EXPECT_EQ(e.sqlstate(), "28P01");
      EXPECT_TRUE(contains(e.what(), "password authentication failed"));
      EXPECT_FALSE(contains(e.what(), "LOCATION")) << e.what();
    }
  }
  EXPECT_EQ(db.stats().failed_connects, 1U);
}

TEST_F(Resilience, ExpireTakesRotatedCredentials) {
  pool db = pool_of(server.tcp_url("app:hunter2"));
  db.check();
  server.admin("alter role app password 'rotated'");
  {
    const environment_variable url("DATABASE_URL",
                                   server.tcp_url("app:rotated"));
    db.expire();
  }
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(db.stats().opened, 2U);
  server.admin("alter role app password 'hunter2'");
}

TEST_F(Resilience, ExpireChangesNothingIfTheVariableIsWrong) {
  pool db = make_pool();
  db.check();
  {
    const environment_variable url("DATABASE_URL", "mysql://db/x");
    EXPECT_THROW(db.expire(), configuration_error);
  }
  db.check();
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Resilience, NoAcknowledgedCommitIsLostInACrashUnderLoad) {
  pool db = make_pool({.max_size = 4, .acquire_timeout = 20s});
  std::atomic<bool> stop = false;
  std::vector<std::vector<std::int64_t>> acknowledged(8);
  std::vector<std::vector<std::int64_t>> refused(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < acknowledged.size(); ++i)
    threads.emplace_back([&, i] {
      for (auto id = static_cast<std::int64_t>(i) * 1'000'000; !stop; ++id) {
        try {
          if (id % 2 == 0)
            db.execute("insert into item values ($1, 'x')", id);
          else
            db.transact([&](session &s) {
              s.execute("insert into item values ($1, 'x')", id);
            });
          acknowledged[i].push_back(id);
        } catch (const commit_unknown &) { // Anything may have happened.
        } catch (const error &) {
          refused[i].push_back(id);
          std::this_thread::sleep_for(5ms);
        }
      }
    });
  for (int crash = 0; crash < 3; ++crash) {
    std::this_thread::sleep_for(300ms);
    server.crash();
    std::this_thread::sleep_for(50ms);
    server.start_again();
  }
  std::this_thread::sleep_for(300ms);
  stop = true;
  for (std::thread &one : threads)
    one.join();
  std::size_t count = 0;
  for (std::size_t i = 0; i < acknowledged.size(); ++i) {
    count += acknowledged[i].size();
    const auto missing = [&](const std::vector<std::int64_t> &ids) {
      std::string list;
      for (const std::int64_t id : ids)
        list += (list.empty() ? "" : ",") + std::to_string(id);
      return server.admin("select count(*) from unnest('{" + list +
                          "}'::bigint[]) id where not exists "
                          "(select from item where item.id = id.id)");
    };
    EXPECT_EQ(missing(acknowledged[i]), "0");
    EXPECT_EQ(missing(refused[i]), std::to_string(refused[i].size()));
  }
  EXPECT_GT(count, 0U);
  EXPECT_EQ(db.stats().in_use, 0U);
}

} // namespace
