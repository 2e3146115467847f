//===- threads_test.cpp - Many threads, or the wrong one ------------------===//
#include "pool_fixture.hpp"

#include <atomic>
#include <barrier>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

class Threads : public PoolTest {};

TEST_F(Threads, ASessionBelongsToItsThread) {
  pool db = make_pool();
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  std::string message;
  std::thread([&] {
    message = message_of<usage_error>([&] { s.execute("select 1"); });
    EXPECT_THROW(s.commit(), usage_error);
    EXPECT_THROW((void)s.savepoint(), usage_error);
  }).join();
  EXPECT_TRUE(contains(message, "belongs to another thread")) << message;
  EXPECT_TRUE(contains(message, "threads_test.cpp:")) << message;
  s.commit();
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Threads, UnlessThatAdoptsIt) {
  pool db = make_pool();
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  std::thread([&, mine = std::move(s)]() mutable {
    mine.adopt();
    mine.execute("insert into item values (2, 'two')");
    mine.commit();
  }).join();
  EXPECT_EQ(committed_items(), "2");
}

TEST_F(Threads, ASessionMayBeDestroyedElsewhere) {
  pool db = make_pool();
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  std::thread([mine = std::move(s)] {}).join();
  EXPECT_EQ(db.stats().idle, 1U);
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Threads, RollbackDoesNotDisturbAStatementUnderWay) {
  pool db = make_pool();
  session s = db.begin();
  std::thread other([&] {
    while (server.admin("select count(*) from pg_stat_activity where "
                        "usename = 'app' and wait_event = 'PgSleep'") != "1")
      std::this_thread::sleep_for(1ms);
    s.rollback(); // Done by the thread that is busy, when it is done.
    EXPECT_THROW(s.adopt(), usage_error);
    server.admin("select pg_cancel_backend(pid) from pg_stat_activity where "
                 "usename = 'app'");
  });
  EXPECT_THROW(s.execute("select pg_sleep(60)"), query_error);
  other.join();
  EXPECT_FALSE(s.active());
  EXPECT_THROW(s.commit(), usage_error);
  EXPECT_EQ(db.stats().in_use, 0U);
}

TEST_F(Threads, NestedSessionsCanBeRefused) {
  pool db = make_pool({.refuse_nested = true});
  const session outer = db.begin();
  const std::string message =
      message_of<usage_error>([&] { db.execute("select 1"); });
  EXPECT_TRUE(contains(message, "one already, begun at threads_test.cpp:"))
      << message;
  EXPECT_EQ(db.stats().in_use, 1U);
  std::thread([&] { db.check(); }).join();
}

TEST_F(Threads, ACircleOfWaitingThreadsIsFoundAtOnce) {
  pool db = make_pool({.max_size = 3, .acquire_timeout = 10min});
  std::barrier everyone(3);
  std::atomic<int> told = 0;
  std::atomic<int> served = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      const session outer = db.begin();
      everyone.arrive_and_wait();
      try {
        const session inner = db.begin();
        ++served;
      } catch (const pool_exhausted &e) {
        EXPECT_TRUE(contains(e.what(), "waiting would never end")) << e.what();
        ++told;
      }
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_GE(told, 1); // The one who closes the circle; then it can open.
  EXPECT_EQ(told + served, 3);
}

TEST_F(Threads, TwoHundredThreadsShareAFewConnections) {
  pool db =
      make_pool({.max_size = 4, .max_waiting = 100, .acquire_timeout = 2min});
  std::atomic<int> served = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 200; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        try {
          db.as(round).execute("select pg_sleep(0.001)");
          ++served;
        } catch (const pool_exhausted &) {
          ++refused;
        }
      }
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_EQ(served + refused, 1000);
  EXPECT_GT(served, 100);
  const pool_stats after = db.stats();
  EXPECT_LE(after.opened, 4U);
  EXPECT_EQ(after.in_use, 0U);
  EXPECT_EQ(after.waiting, 0U);
  EXPECT_EQ(after.timeouts, static_cast<std::uint64_t>(refused));
}

TEST_F(Threads, StatsMayBeAskedForAtAnyTime) {
  pool db = make_pool({.max_size = 2, .min_idle = 1});
  std::atomic<bool> stop = false;
  std::thread asker([&] {
    while (!stop) {
      const pool_stats now = db.stats();
      EXPECT_LE(now.size, 2U);
      EXPECT_EQ(now.size, now.idle + now.in_use);
    }
  });
  for (int i = 0; i < 50; ++i)
    db.check();
  db.expire();
  for (int i = 0; i < 50; ++i)
    db.check();
  stop = true;
  asker.join();
}

} // namespace
