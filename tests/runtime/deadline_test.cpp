//===- deadline_test.cpp - Timeouts of transactions, and retries ----------===//
#include "pool_fixture.hpp"

#include <atomic>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

class Deadline : public PoolTest {
protected:
  pool db = make_pool({.max_size = 2});
};

TEST_F(Deadline, TheServerEndsAStatementWithTheTransactionsTime) {
  db.check();
  EXPECT_TRUE(contains(message_of<query_error>([&] {
                         db.transact({.timeout = 500ms}, [](session &s) {
                           s.execute("select pg_sleep(60)");
                         });
                       }),
                       "57014"));
  EXPECT_EQ(db.stats().idle, 1U);
}

TEST_F(Deadline, StatementsShareTheTransactionsTime) {
  session s = db.begin({.timeout = 300ms});
  EXPECT_THROW(
      {
        for (int i = 0; i < 100; ++i) {
          s.execute("select pg_sleep(0.02)");
          std::this_thread::sleep_for(10ms);
        }
      },
      error);
}

TEST_F(Deadline, ACommitThatComesTooLateIsNotSent) {
  db.check();
  session s = db.begin({.timeout = 1s});
  s.execute("insert into item values (1, 'one')");
  std::this_thread::sleep_for(1100ms);
  EXPECT_TRUE(contains(message_of<timeout_error>([&] { s.commit(); }),
                       "used up its time"));
  EXPECT_FALSE(s.active());
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Deadline, WaitingForAConnectionCounts) {
  pool small = make_pool({.max_size = 1, .acquire_timeout = 10min});
  const session held = small.begin();
  std::thread([&] {
    EXPECT_THROW((void)small.begin({.timeout = 50ms}), pool_exhausted);
  }).join();
}

TEST_F(Deadline, AStatementThatTheServerDoesNotEndIsCancelled) {
  pool other = make_pool({.statement_timeout = 500ms});
  session s = other.begin();
  s.execute("set local statement_timeout = 0");
  EXPECT_TRUE(contains(
      message_of<query_error>([&] { s.execute("select pg_sleep(60)"); }),
      "57014"));
  s.rollback();
  // The request to cancel may still be on its way to this connection.
  EXPECT_EQ(other.stats().idle, 0U);
}

TEST_F(Deadline, AddsNoLimitOfItsOwn) {
  pool patient = make_pool({.statement_timeout = 0ms});
  EXPECT_EQ(patient.one<std::string>("show statement_timeout"), "0");
  for (const auto odd : {-1ms, std::chrono::milliseconds::max()}) {
    EXPECT_THROW((void)patient.begin({.timeout = odd}), usage_error);
    EXPECT_THROW(patient.transact({.timeout = odd}, [](session &) {}),
                 usage_error);
  }
  EXPECT_TRUE(patient.close(std::chrono::milliseconds::max()));
}

class Retry : public PoolTest {
protected:
  Retry() { server.admin("insert into item values (1, '0')"); }

  pool db = make_pool({.max_size = 8});

  /// Reads, lets another transaction get in between, writes.
  int runs_of_a_conflict(transaction_options options) {
    options.isolation = isolation::repeatable_read;
    int runs = 0;
    db.transact(options, [&](session &s) {
      const auto name = s.one<std::string>("select name from item");
      if (++runs == 1)
        server.admin("update item set name = 'other'");
      s.execute("update item set name = $1", name + "+");
    });
    return runs;
  }
};

TEST_F(Retry, RunsTheWholeFunctionAgainIfAsked) {
  EXPECT_EQ(runs_of_a_conflict({.attempts = 3}), 2);
  EXPECT_EQ(server.admin("select name from item"), "other+");
  EXPECT_EQ(db.stats().retries, 1U);
}

TEST_F(Retry, DoesNotUnlessAsked) {
  EXPECT_TRUE(contains(message_of<query_error>([&] { runs_of_a_conflict({}); }),
                       "40001"));
  EXPECT_EQ(server.admin("select name from item"), "other");
}

TEST_F(Retry, PassesOnWhatTheFunctionReturns) {
  int runs = 0;
  EXPECT_EQ(db.transact({.attempts = 2},
                        [&](session &s) {
                          ++runs;
                          return s.one<int>("select 7");
                        }),
            7);
  EXPECT_EQ(runs, 1);
}

TEST_F(Retry, GivesUpAfterTheLastAttempt) {
  int runs = 0;
  const std::string message = message_of<query_error>([&] {
    db.transact({.isolation = isolation::repeatable_read, .attempts = 3},
                [&](session &s) {
                  ++runs;
                  s.one<std::string>("select name from item");
                  server.admin("update item set name = name || 'x'");
                  s.execute("update item set name = 'mine'");
                });
  });
  EXPECT_TRUE(contains(message, "40001")) << message;
  EXPECT_EQ(runs, 3);
}

TEST_F(Retry, EndsWithTheTransactionsTime) {
  int runs = 0;
  EXPECT_THROW(db.transact({.isolation = isolation::repeatable_read,
                            .timeout = 300ms,
                            .attempts = 1'000'000},
                           [&](session &s) {
                             ++runs;
                             s.one<std::string>("select name from item");
                             server.admin("update item set name = name || 'x'");
                             s.execute("update item set name = 'mine'");
                           }),
               error);
  EXPECT_LT(runs, 1'000'000);
}

TEST_F(Retry, NothingElseIsRetried) {
  int runs = 0;
  EXPECT_THROW(db.transact({.attempts = 5},
                           [&](session &s) {
                             ++runs;
                             s.execute("insert into item values (1, 'again')");
                           }),
               query_error);
  EXPECT_THROW(db.transact({.attempts = 5},
                           [&](session &s) {
                             ++runs;
                             s.execute("select 1");
                             terminate_backends();
                             s.execute("select 1");
                           }),
               connection_error);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(db.stats().retries, 0U);
}

TEST_F(Retry, BelongsToTransactOnly) {
  EXPECT_THROW((void)db.begin({.attempts = 2}), usage_error);
  EXPECT_THROW(db.transact({.attempts = 0}, [](session &) {}), usage_error);
}

TEST_F(Retry, CountersSurviveContention) {
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 10; ++round) {
        db.transact({.isolation = isolation::serializable, .attempts = 1000},
                    [](session &s) {
                      const int n = s.one<int>("select name::int from item");
                      s.execute("update item set name = ($1::int)::text",
                                n + 1);
                    });
        ++done;
      }
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_EQ(done, 60);
  EXPECT_EQ(server.admin("select name from item"), "60");
}

TEST_F(Retry, DeadlocksResolve) {
  server.admin("insert into item values (2, '0');"
               "alter role app set deadlock_timeout = '50ms'");
  pool fresh = make_pool({.max_size = 2});
  std::atomic<int> ready = 0;
  const auto swap = [&](int first, int second) {
    int runs = 0;
    fresh.transact({.attempts = 10}, [&](session &s) {
      s.execute("update item set name = name || '.' where id = $1", first);
      if (++runs == 1) {
        ++ready;
        while (ready < 2)
          std::this_thread::sleep_for(1ms);
      }
      s.execute("update item set name = name || '.' where id = $1", second);
    });
  };
  std::thread other([&] { swap(2, 1); });
  swap(1, 2);
  other.join();
  EXPECT_EQ(server.admin("select string_agg(name, ' ') from item"), "0.. 0..");
  EXPECT_GE(fresh.stats().retries, 1U);
  server.admin("alter role app reset deadlock_timeout");
}

} // namespace
