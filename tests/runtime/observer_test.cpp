//===- observer_test.cpp - What is told, and what never is ----------------===//
#include "pool_fixture.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <sstream>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

/// Keeps what it is told, as text.
class recorder final : public pool_observer {
public:
  void on_connect(const connect_event &event) noexcept override {
    note("connect " + std::string(event.error.empty() ? "ok" : "failed"));
  }
  void on_acquire(const acquire_event &event) noexcept override {
    note(event.nested_in
             ? "nested in line " + std::to_string(event.nested_in->line())
             : "acquire");
  }
  void on_release(const release_event &event) noexcept override {
    note(event.reusable ? "release" : "discard");
  }
  void on_exhausted(const exhausted_event &event) noexcept override {
    note("exhausted " + std::string(event.message));
  }
  void on_leak(const leak_event &event) noexcept override {
    note((event.returned ? "late at line " : "leak at line ") +
         std::to_string(event.where.line()));
  }
  void on_statement(const statement_event &event) noexcept override {
    note("statement " + std::string(event.sql) + " [" +
         std::to_string(event.parameters) + "] " + std::to_string(event.rows) +
         (event.failed ? " failed " : " ") + std::string(event.sqlstate));
  }
  void on_retry(const retry_event &event) noexcept override {
    note("retry " + std::to_string(event.attempt) + " " +
         std::string(event.sqlstate));
  }

  std::vector<std::string> told() const {
    const std::lock_guard lock(mutex_);
    return told_;
  }
  std::size_t count(const std::string &what) const {
    const std::vector<std::string> all = told();
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), what));
  }

private:
  void note(const std::string &what) noexcept {
    const std::lock_guard lock(mutex_);
    told_.push_back(what);
  }
  mutable std::mutex mutex_;
  std::vector<std::string> told_;
};

class Observer : public PoolTest {
protected:
  std::shared_ptr<recorder> seen = std::make_shared<recorder>();
};

TEST_F(Observer, IsToldOfConnectionsAndStatements) {
  pool db = make_pool({.observer = seen});
  db.execute("insert into item values ($1, $2)", 1, "hunter2");
  EXPECT_THROW(db.execute("insert into item values ($1, $2)", 1, "x"),
               query_error);
  EXPECT_EQ(seen->told(),
            (std::vector<std::string>{
                "connect ok", "acquire", "release",
                "statement insert into item values ($1, $2) [2] 1 ", "acquire",
                "statement insert into item values ($1, $2) [2] 0 failed 23505",
                "release"}));
}

TEST_F(Observer, SeesNoDataInUnsafeSql) {
  pool db = make_pool({.observer = seen});
  db.all<int>(unsafe_sql{"select 1 /* hunter3 */ from item where name = "
                         "'hunter2' and \"id\"=42 and name <> $1",
                         "a test"},
              "x");
  EXPECT_EQ(seen->told().back(), "statement select ? from item where name = ? "
                                 "and \"id\"=? and name <> $1 [1] 0 ");
}

TEST_F(Observer, IsToldOfFailedConnectsAndExhaustion) {
  pool wrong = pool_of(server.tcp_url("app:hunter3"), {.observer = seen});
  EXPECT_THROW(wrong.check(), connection_error);
  EXPECT_EQ(seen->told(), std::vector<std::string>{"connect failed"});
  pool small = make_pool({.max_size = 1, .observer = seen});
  const session held = small.begin();
  EXPECT_THROW((void)small.begin(), pool_exhausted);
  EXPECT_TRUE(contains(seen->told().back(), "exhausted pool exhausted: 1 of 1"))
      << seen->told().back();
}

TEST_F(Observer, IsToldOfNestedSessions) {
  pool db = make_pool({.max_size = 2, .observer = seen});
  const session outer = db.begin();
  const unsigned line = __LINE__ - 1;
  const session inner = db.begin();
  EXPECT_EQ(seen->count("nested in line " + std::to_string(line)), 1U);
}

TEST_F(Observer, IsToldOfLeaksWithTheBorrowersLine) {
  pool db = make_pool({.leak_after = 50ms, .observer = seen});
  std::optional<session> leaked(db.begin());
  const std::string line = std::to_string(__LINE__ - 1);
  EXPECT_TRUE(eventually([&] { return seen->count("leak at line " + line); }));
  EXPECT_EQ(db.stats().leaks, 1U);
  EXPECT_EQ(seen->count("late at line " + line), 0U);
  leaked.reset();
  EXPECT_EQ(seen->count("late at line " + line), 1U);
}

TEST_F(Observer, IsToldOfRetries) {
  pool db = make_pool({.observer = seen});
  db.execute("insert into item values (1, 'x')");
  bool first = true;
  db.transact({.isolation = isolation::repeatable_read, .attempts = 2},
              [&](session &s) {
                s.one<std::string>("select name from item");
                if (std::exchange(first, false))
                  server.admin("update item set name = 'other'");
                s.execute("update item set name = 'mine'");
              });
  EXPECT_EQ(seen->count("retry 1 40001"), 1U);
}

TEST_F(Observer, EchoWritesALineForEach) {
  std::ostringstream out;
  {
    pool db = make_pool({.observer = echo(out)});
    db.all<int>("select 1\n    from item where name = $1", "hunter2");
    EXPECT_THROW(db.execute("select 1/0"), query_error);
  }
  const std::string text = out.str();
  EXPECT_TRUE(contains(text, "dbsafe: connected in ")) << text;
  EXPECT_TRUE(contains(text, "dbsafe: observer_test.cpp:")) << text;
  EXPECT_TRUE(contains(
      text, ": select 1 from item where name = $1 [1 parameter] 0 rows, "))
      << text;
  EXPECT_TRUE(contains(text, ": select 1/0 failed (SQLSTATE 22012), ")) << text;
  EXPECT_FALSE(contains(text, "hunter2")) << text;
}

TEST_F(Observer, MetricsHaveTheNamesOfOpenTelemetry) {
  pool db = make_pool({.max_size = 3});
  const session held = db.begin();
  std::map<std::string, std::uint64_t> values;
  visit_metrics(db.stats(), [&](const metric &one) {
    std::string name(one.name);
    if (!one.state.empty())
      name += "{" + std::string(one.state) + "}";
    values[name] = one.histogram ? one.histogram->count : one.value;
    if (one.histogram) {
      std::uint64_t sum = 0;
      for (const std::uint64_t bucket : one.histogram->buckets)
        sum += bucket;
      EXPECT_EQ(sum, one.histogram->count) << name;
    }
  });
  EXPECT_EQ(values["db.client.connection.count{used}"], 1U);
  EXPECT_EQ(values["db.client.connection.count{idle}"], 0U);
  EXPECT_EQ(values["db.client.connection.max"], 3U);
  EXPECT_EQ(values["db.client.connection.pending_requests"], 0U);
  EXPECT_EQ(values["db.client.connection.timeouts"], 0U);
  EXPECT_EQ(values["db.client.connection.create_time"], 1U);
  EXPECT_EQ(values["db.client.connection.wait_time"], 1U);
  EXPECT_EQ(values["db.client.connection.use_time"], 0U);
}

class Keeper : public PoolTest {};

TEST_F(Keeper, ClosesWhatNobodyUses) {
  pool db = make_pool({.idle_timeout = 50ms});
  db.check();
  EXPECT_EQ(db.stats().idle, 1U);
  EXPECT_TRUE(eventually([&] { return db.stats().size == 0; }));
  db.check();
  EXPECT_EQ(db.stats().opened, 2U);
  EXPECT_EQ(db.stats().found_dead, 0U);
}

TEST_F(Keeper, KeepsSomeReady) {
  pool db = make_pool({.max_size = 4, .min_idle = 2, .idle_timeout = 50ms});
  EXPECT_EQ(db.stats().opened, 0U); // Lazy.
  db.check();
  EXPECT_TRUE(eventually([&] { return db.stats().idle == 2; }));
  {
    const session a = db.begin();
    const session b = db.begin();
    EXPECT_TRUE(eventually([&] { return db.stats().idle == 2; }));
    EXPECT_EQ(db.stats().in_use, 2U);
  }
  EXPECT_TRUE(eventually([&] { return db.stats().size == 2; }));
  db.close();
  EXPECT_EQ(db.stats().size, 0U);
}

TEST_F(Keeper, MakesThemAgainAfterTheServerIsBack) {
  pool db = make_pool({.min_idle = 2, .idle_timeout = 20ms});
  db.check();
  EXPECT_TRUE(eventually([&] { return db.stats().idle == 2; }));
  db.expire();
  EXPECT_TRUE(eventually(
      [&] { return db.stats().idle == 2 && db.stats().opened >= 4; }));
}

} // namespace
