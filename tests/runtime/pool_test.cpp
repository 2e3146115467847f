//===- pool_test.cpp - Lending, waiting, dying connections ----------------===//
#include "pool_fixture.hpp"

#include <atomic>
#include <sys/wait.h>
#include <thread>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

class Pool : public PoolTest {};

int backend_of(session &s) { return s.one<int>("select pg_backend_pid()"); }

TEST_F(Pool, ConnectsWhenFirstNeeded) {
  pool db = make_pool();
  EXPECT_EQ(db.stats().opened, 0U);
  db.check();
  EXPECT_EQ(db.stats().opened, 1U);
  EXPECT_EQ(db.stats().idle, 1U);
}

TEST_F(Pool, ReusesTheConnectionThatWasReturnedLast) {
  pool db = make_pool();
  std::optional<session> a(db.begin());
  std::optional<session> b(db.begin());
  const int first = backend_of(*a);
  const int second = backend_of(*b);
  b.reset();
  a.reset();
  session next = db.begin();
  EXPECT_EQ(backend_of(next), first);
  session other = db.begin();
  EXPECT_EQ(backend_of(other), second);
}

TEST_F(Pool, NeverHasMoreThanItsSize) {
  pool db = make_pool({.max_size = 3});
  std::atomic<int> most = 0;
  std::atomic<int> now = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round)
        db.transact([&](session &s) {
          const int current = ++now;
          int seen = most;
          while (seen < current && !most.compare_exchange_weak(seen, current))
            ;
          s.one<int>("select 1");
          --now;
        });
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_LE(most, 3);
  EXPECT_LE(db.stats().opened, 3U);
  EXPECT_EQ(db.stats().in_use, 0U);
}

TEST_F(Pool, ServesThoseWhoWaitInOrder) {
  pool db = make_pool({.max_size = 1});
  std::optional<session> held(db.begin());
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 5; ++i) {
    threads.emplace_back([&db, &order, i] {
      const session mine = db.begin();
      order.push_back(static_cast<int>(i)); // Guarded by the one connection.
    });
    while (db.stats().waiting != i + 1)
      std::this_thread::sleep_for(1ms);
  }
  held.reset();
  for (std::thread &one : threads)
    one.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST_F(Pool, SaysWhoHoldsWhatWhenItIsExhausted) {
  // Connecting counts as well, and takes a while on a busy machine.
  pool db = make_pool({.max_size = 2, .acquire_timeout = 2s});
  const session first = db.begin();
  std::string message;
  std::thread other([&] {
    const session second = db.begin();
    message = message_of<pool_exhausted>([&] { (void)db.begin(); });
  });
  other.join();
  EXPECT_TRUE(contains(message, "2 of 2")) << message;
  EXPECT_TRUE(contains(message, "1 at pool_test.cpp:")) << message;
  EXPECT_TRUE(contains(message, "This thread holds one itself")) << message;
  EXPECT_EQ(db.stats().waiting, 0U);
}

TEST_F(Pool, AThreadThatWouldWaitForItselfIsToldAtOnce) {
  pool db = make_pool({.max_size = 1, .acquire_timeout = 30s});
  const session held = db.begin();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(contains(message_of<pool_exhausted>([&] { (void)db.begin(); }),
                       "this one included, so waiting would never end"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST_F(Pool, LimitsHowManyMayWait) {
  pool db =
      make_pool({.max_size = 1, .max_waiting = 0, .acquire_timeout = 30s});
  const session held = db.begin();
  std::string message;
  std::thread([&] {
    message = message_of<pool_exhausted>([&] { (void)db.begin(); });
  }).join();
  EXPECT_TRUE(contains(message, "as many callers wait as may")) << message;
}

TEST_F(Pool, ReplacesConnectionsThatTheServerClosed) {
  pool db = make_pool();
  db.check();
  terminate_backends();
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(db.stats().found_dead, 1U);
  EXPECT_EQ(db.stats().opened, 2U);
}

TEST_F(Pool, SurvivesARestartOfTheServer) {
  pool db = make_pool();
  {
    session a = db.begin();
    session b = db.begin();
    a.execute("select 1");
    b.execute("insert into item values (1, 'lost')");
    server.restart();
    EXPECT_TRUE(contains(message_of<connection_error>([&] { a.commit(); }),
                         "was not committed"));
    EXPECT_THROW(b.execute("select 1"), connection_error);
  }
  EXPECT_EQ(db.stats().size, 0U);
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Pool, ANotificationIsNoSignOfDeath) {
  pool db = make_pool({.max_size = 1});
  int backend = 0;
  db.transact([&](session &s) { backend = backend_of(s); });
  server.admin("select 1");
  db.transact([&](session &s) {
    s.execute("listen jobs");
    s.execute("notify jobs");
  });
  db.transact([&](session &s) { EXPECT_EQ(backend_of(s), backend); });
}

TEST_F(Pool, ABrokenConnectionInMidTransactionIsAnError) {
  pool db = make_pool();
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  terminate_backends();
  EXPECT_TRUE(
      contains(message_of<connection_error>([&] { s.execute("select 1"); }),
               "not committed"));
  EXPECT_FALSE(s.active());
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Pool, NobodyKnowsWhetherACommitWithoutAnswerHappened) {
  server.admin(
      "create or replace function slow() returns trigger language plpgsql as "
      "$$ begin perform pg_sleep(10); return null; end $$;"
      "create constraint trigger slow after insert on item deferrable "
      "initially deferred for each row execute function slow()");
  pool db = make_pool();
  const auto cut = [this] {
    while (server.admin("select count(*) from pg_stat_activity where "
                        "usename = 'app' and wait_event = 'PgSleep'") != "1")
      std::this_thread::sleep_for(5ms);
    terminate_backends();
  };
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  std::thread cutter(cut);
  EXPECT_THROW(s.commit(), commit_unknown);
  cutter.join();
  EXPECT_FALSE(s.active());
  std::thread again(cut);
  EXPECT_THROW(db.execute("insert into item values (2, 'two')"),
               commit_unknown);
  again.join();
  EXPECT_EQ(db.stats().size, 0U);
}

TEST_F(Pool, ReplacesConnectionsThatAreTooOld) {
  pool db = make_pool({.max_lifetime = 30ms, .lifetime_jitter = 0});
  db.check();
  const auto before = db.stats().opened;
  std::this_thread::sleep_for(60ms);
  db.check();
  EXPECT_EQ(db.stats().opened, before + 1);
  EXPECT_EQ(db.stats().found_dead, 0U);
}

TEST_F(Pool, LeavesNoSettingToTheNextBorrower) {
  pool db = make_pool({.max_size = 1});
  const auto path = [&] { return db.one<std::string>("show search_path"); };
  const std::string original = path();
  db.execute("set search_path = pg_catalog");
  EXPECT_EQ(path(), original);
  db.transact([](session &s) {
    s.execute("select set_config('search_path', 'pg_catalog', false)");
  });
  EXPECT_EQ(path(), original);
  db.transact([](session &s) { s.execute("set local search_path = x"); });
  EXPECT_EQ(path(), original);
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Pool, ResetsAlwaysIfAsked) {
  server.admin("create or replace function sneaky() returns void language sql "
               "as $$ select set_config('search_path', 'x', false) $$");
  pool db = make_pool({.max_size = 1, .always_reset = true});
  const std::string original = db.one<std::string>("show search_path");
  db.execute("select public.sneaky()");
  EXPECT_EQ(db.one<std::string>("show search_path"), original);
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Pool, LeavesNoTemporaryTableLockOrCursorBehind) {
  pool db = make_pool({.max_size = 1});
  db.execute("create temp table mine (a int)");
  EXPECT_THROW(db.execute("select * from mine"), query_error);
  db.execute("select pg_advisory_lock(1)");
  // Given back at once, not when the connection is next used.
  for (int i = 0; i < 100; ++i) {
    if (server.admin("select pg_try_advisory_lock(1)") == "t")
      return;
    std::this_thread::sleep_for(10ms);
  }
  FAIL() << "the lock outlived its session";
}

TEST_F(Pool, LeavesNothingOfWhatAStatementDoesToTheSession) {
  server.admin("do $$ begin create role stand_in; exception when "
               "duplicate_object then null; end $$; grant stand_in to app;"
               "create or replace procedure wander() language sql as $$ select "
               "set_config('search_path', 'elsewhere', false) $$");
  struct {
    unsafe_sql left, seen;
  } const cases[] = {
      {{"set application_name = 'left'", "a test"},
       {"select current_setting('application_name')", "a test"}},
      {{"set session statement_timeout = 77", "a test"},
       {"select reset_val from pg_settings where name = 'statement_timeout'",
        "a test"}},
      {{"set role stand_in", "a test"},
       {"select current_user::text", "a test"}},
      {{"set time zone 'Asia/Tokyo'", "a test"},
       {"select current_setting('timezone')", "a test"}},
      {{"set session characteristics as transaction read only", "a test"},
       {"select current_setting('transaction_read_only')", "a test"}},
      {{"select set_config('search_path', 'elsewhere', false)", "a test"},
       {"select current_setting('search_path')", "a test"}},
      {{"do $$ begin set search_path = elsewhere; end $$", "a test"},
       {"select current_setting('search_path')", "a test"}},
      {{"call public.wander()", "a test"},
       {"select current_setting('search_path')", "a test"}},
      {{"listen somebody", "a test"},
       {"select count(*)::text from pg_listening_channels()", "a test"}},
      {{"prepare left_behind as select 1", "a test"},
       {"select count(*)::text from pg_prepared_statements where from_sql",
        "a test"}},
      {{"declare left_behind cursor with hold for select 1", "a test"},
       {"select count(*)::text from pg_cursors where is_holdable", "a test"}},
      {{"create temp table left_behind (a int)", "a test"},
       {"select coalesce(to_regclass('left_behind')::text, '')", "a test"}},
      {{"select 1 as a into temp left_behind", "a test"},
       {"select coalesce(to_regclass('left_behind')::text, '')", "a test"}},
      {{"create table pg_temp.left_behind (a int)", "a test"},
       {"select coalesce(to_regclass('left_behind')::text, '')", "a test"}},
      {{"select pg_advisory_lock_shared(3)", "a test"},
       {"select count(*)::text from pg_locks where locktype = 'advisory' and "
        "pid = pg_backend_pid()",
        "a test"}},
      {{"select \"pg_catalog\".pg_try_advisory_lock(3)", "a test"},
       {"select count(*)::text from pg_locks where locktype = 'advisory' and "
        "pid = pg_backend_pid()",
        "a test"}},
  };
  pool db = make_pool({.max_size = 1});
  for (const auto &one : cases) {
    const auto before = db.one<std::string>(one.seen);
    db.execute(one.left);
    EXPECT_EQ(db.one<std::string>(one.seen), before) << one.left.text;
    session undone = db.begin();
    undone.execute(one.left);
    undone.rollback();
    EXPECT_EQ(db.one<std::string>(one.seen), before) << one.left.text;
  }
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Pool, LeavesNoTransactionToTheNextBorrower) {
  pool db = make_pool({.max_size = 1});
  {
    session s = db.begin();
    s.execute("insert into item values (1, 'one')");
    EXPECT_THROW(s.execute("select 1/0"), query_error);
  }
  EXPECT_EQ(db.one<std::int64_t>("select count(*) from item"), 0);
  EXPECT_EQ(db.stats().opened, 1U);
}

TEST_F(Pool, RefusesSessionStateBehindATransactionPooler) {
  pool db = make_pool({.endpoint = endpoint::transaction_pooler});
  EXPECT_TRUE(contains(
      message_of<usage_error>([&] { db.execute("set search_path = x"); }),
      "SET LOCAL"));
  EXPECT_THROW(db.execute("select pg_advisory_lock(1)"), usage_error);
  db.transact([](session &s) {
    s.execute("set local search_path = x");
    s.execute("select pg_advisory_xact_lock(1)");
  });
}

TEST_F(Pool, ClosesAndOpensAgain) {
  pool db = make_pool();
  db.check();
  std::optional<session> held(db.begin());
  held->execute("insert into item values (1, 'one')");
  std::thread closer([&] { EXPECT_TRUE(db.close(30s)); });
  while (message_of<pool_closed>([&] { (void)db.begin(); }).empty())
    std::this_thread::sleep_for(1ms);
  held->commit(); // There is time to finish.
  closer.join();
  EXPECT_EQ(db.stats().size, 0U);
  db.reopen();
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Pool, ClosingCutsOffWhatDoesNotEndInTime) {
  pool db = make_pool();
  session idle = db.begin();
  idle.execute("insert into item values (1, 'one')");
  std::string message;
  std::thread busy([&] {
    message = message_of<query_error>([&] {
      db.transact([](session &s) {
        s.execute("insert into item values (2, 'two')");
        s.execute("select pg_sleep(60)");
      });
    });
  });
  while (server.admin("select count(*) from pg_stat_activity where "
                      "usename = 'app' and wait_event = 'PgSleep'") != "1")
    std::this_thread::sleep_for(5ms);
  EXPECT_FALSE(db.close(10ms)); // Nobody uses the idle session: it stays out.
  busy.join();
  EXPECT_TRUE(contains(message, "57014")) << message;
  EXPECT_THROW(idle.commit(), pool_closed);
  EXPECT_FALSE(idle.active());
  EXPECT_EQ(committed_items(), "0");
  EXPECT_EQ(db.stats().size, 0U);
}

TEST_F(Pool, ClosingFailsThoseWhoWait) {
  pool db = make_pool({.max_size = 1, .acquire_timeout = 30s});
  std::optional<session> held(db.begin());
  std::string message;
  std::thread waiter(
      [&] { message = message_of<pool_closed>([&] { (void)db.begin(); }); });
  while (db.stats().waiting != 1)
    std::this_thread::sleep_for(1ms);
  std::thread returner([&] {
    std::this_thread::sleep_for(20ms);
    held.reset();
  });
  EXPECT_TRUE(db.close(10s));
  waiter.join();
  returner.join();
  EXPECT_TRUE(contains(message, "while waiting")) << message;
}

TEST_F(Pool, ExpireReplacesEveryConnection) {
  pool db = make_pool();
  std::optional<session> held(db.begin());
  db.check();
  db.expire();
  held.reset();
  EXPECT_EQ(db.stats().size, 0U);
  db.check();
  EXPECT_EQ(db.stats().opened, 3U);
}

TEST_F(Pool, ASessionMayOutliveItsPool) {
  std::optional<session> left;
  std::optional<session_source> source;
  {
    pool db = make_pool();
    left.emplace(db.begin());
    source.emplace(db.as("alice"));
  }
  left->execute("insert into item values (1, 'one')");
  left->commit();
  EXPECT_EQ(committed_items(), "1");
  EXPECT_THROW((void)source->begin(), pool_closed);
}

TEST_F(Pool, AFailedConnectIsClearAndPassesThePlaceOn) {
  const environment_variable url("DATABASE_URL", server.tcp_url("app:hunter3"));
  pool db = pool::from_env("DATABASE_URL", {.max_size = 1});
  for (int i = 0; i < 2; ++i) {
    const std::string message =
        message_of<connection_error>([&] { db.check(); });
    EXPECT_TRUE(contains(message, "password authentication failed")) << message;
    EXPECT_TRUE(contains(message, "password=***")) << message;
    EXPECT_FALSE(contains(message, "hunter3")) << message;
  }
  EXPECT_EQ(db.stats().size, 0U);
}

TEST_F(Pool, ConnectsOverTcpWithAPassword) {
  const environment_variable url("DATABASE_URL", server.tcp_url("app:hunter2"));
  pool db = pool::from_env("DATABASE_URL");
  EXPECT_EQ(db.one<std::string>("select current_user::text"), "app");
}

TEST_F(Pool, RefusesOptionsThatCannotWork) {
  EXPECT_THROW(make_pool({.max_size = 0}), configuration_error);
  EXPECT_THROW(make_pool({.acquire_timeout = -1ms}), configuration_error);
  EXPECT_THROW(make_pool({.lifetime_jitter = 2}), configuration_error);
  EXPECT_THROW(make_pool({.endpoint = endpoint::transaction_pooler,
                          .always_reset = true}),
               configuration_error);
  EXPECT_THROW(make_pool({.principal_setting = "user_id"}),
               configuration_error);
  EXPECT_THROW(make_pool({.principal_setting = "app.a'b"}),
               configuration_error);
}

/// Runs the function in a forked child; its exit code.
template <class Function> int in_child(Function function) {
  const pid_t child = fork();
  if (child == 0) {
    int code = 99;
    try {
      code = function();
    } catch (...) {
    }
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Pool, AForkedChildHasConnectionsOfItsOwn) {
  pool db = make_pool({.max_size = 2});
  session open = db.begin();
  const int own = backend_of(open);
  open.execute("insert into item values (1, 'parent')");
  int idle = 0;
  db.transact([&](session &s) { idle = backend_of(s); });

  EXPECT_EQ(in_child([&] {
              const auto backend = db.transact(backend_of);
              if (backend == own || backend == idle)
                return 1;
              try {
                open.execute("select 1");
                return 2;
              } catch (const usage_error &) {
              }
              db.execute("insert into item values (2, 'child')");
              session gone = std::move(open); // Destroyed here, in silence.
              return 0;
            }),
            0);

  EXPECT_EQ(backend_of(open), own);
  open.commit();
  db.transact([&](session &s) { EXPECT_EQ(backend_of(s), own); });
  EXPECT_EQ(committed_items(), "2");
  EXPECT_EQ(db.stats().found_dead, 0U);
}

TEST_F(Pool, AForkedChildIsNotBlockedByThreadsThatItDoesNotHave) {
  pool db = make_pool({.max_size = 1, .acquire_timeout = 30s});
  std::optional<session> held(db.begin());
  held->execute("select 1");
  std::thread waiter([&] { db.check(); });
  while (db.stats().waiting != 1)
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(in_child([&] { return db.one<int>("select 7"); }), 7);
  held.reset();
  waiter.join();
}

} // namespace
