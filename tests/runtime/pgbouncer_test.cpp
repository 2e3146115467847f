//===- pgbouncer_test.cpp - Behind a transaction pooler, and over TLS -----===//
#include "fault_proxy.hpp"
#include "pgbouncer.hpp"
#include "pool_fixture.hpp"

#include <atomic>

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;

class Pgbouncer : public PoolTest {
protected:
  void SetUp() override {
    if (!pgbouncer::is_installed())
      GTEST_SKIP() << "PgBouncer is not installed";
    bouncer.emplace(server);
    server.admin("drop table if exists todo;"
                 "create table todo (id int, user_id text);"
                 "alter table todo enable row level security;"
                 "create policy own on todo using "
                 "(user_id = current_setting('app.user_id', true));"
                 "grant all on todo to app");
  }

  std::optional<pgbouncer> bouncer;
};

TEST_F(Pgbouncer, IsNoticed) {
  for (const std::string &url : {bouncer->url(), bouncer->socket_url()}) {
    pool db = pool_of(url);
    db.check();
    EXPECT_TRUE(contains(
        message_of<usage_error>([&] { db.execute("set search_path = x"); }),
        "SET LOCAL"))
        << url;
    EXPECT_THROW(db.execute("select pg_advisory_lock(1)"), usage_error);
    EXPECT_THROW(db.execute("listen jobs"), usage_error);
  }
  pool careless = pool_of(bouncer->url(), {.always_reset = true});
  EXPECT_THROW(careless.check(), configuration_error);
}

TEST_F(Pgbouncer, IsNoticedByTheAddressBeforeAnythingIsSent) {
  EXPECT_TRUE(contains(
      message_of<configuration_error>([] {
        pool_of("postgresql://u@ep-x-1-pooler.eu.aws.neon.tech/d?sslmode="
                "require",
                {.always_reset = true});
      }),
      "always_reset"));
  EXPECT_NO_THROW(
      pool_of("postgresql://u@ep-x-1.eu.aws.neon.tech/d?sslmode=require",
              {.always_reset = true}));
}

TEST_F(Pgbouncer, NoUserSeesAnothersRowsAndNothingIsLeftBehind) {
  pool db = pool_of(bouncer->url(), {.max_size = 8});
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, user = "user" + std::to_string(i)] {
      for (int round = 0; round < 40; ++round) {
        if (round % 4 == 0)
          db.as(user).execute("insert into todo values ($1, $2)", round, user);
        for (const auto &owner :
             db.as(user).all<std::string>("select user_id from todo"))
          wrong += owner != user;
        wrong += db.one<int>("select count(*)::int from todo") != 0;
        db.as(user).transact([&](session &s) {
          wrong +=
              s.one<int>("select count(*)::int from todo") != round / 4 + 1;
          s.execute("set local search_path = pg_catalog");
          wrong += s.one<std::string>(
                       "select current_setting('app.user_id')") != user;
        });
        wrong += db.one<std::string>("show search_path") != "\"$user\", public";
      }
    });
  for (std::thread &one : threads)
    one.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(server.admin("select count(*) from todo"), "80");
}

TEST_F(Pgbouncer, LimitsHoldBehindIt) {
  pool db = pool_of(bouncer->url());
  db.check();
  EXPECT_TRUE(contains(message_of<query_error>([&] {
                         db.transact({.timeout = 500ms}, [](session &s) {
                           s.execute("select pg_sleep(60)");
                         });
                       }),
                       "57014"));
  EXPECT_EQ(db.one<std::string>("show statement_timeout"), "30s");
  db.verify_rls({"todo"});
}

TEST_F(Pgbouncer, CostsNoExtraRoundTrips) {
  const fault_proxy network(bouncer->port());
  pool db = pool_of(network.url("app"));
  db.check();
  const unsigned before = network.sent();
  db.as("alice").execute("select 1");
  EXPECT_EQ(network.sent() - before, 1U);
  db.as("alice").transact([](session &s) { s.execute("select 1"); });
  EXPECT_EQ(network.sent() - before, 3U);
}

TEST_F(Pgbouncer, MayBeRestarted) {
  pool db = pool_of(bouncer->url());
  db.check();
  bouncer->restart();
  EXPECT_EQ(db.one<int>("select 1"), 1);
  EXPECT_EQ(db.stats().found_dead, 1U);
}

class Tls : public PoolTest {
protected:
  void SetUp() override {
    if (!server.has_tls())
      GTEST_SKIP() << "openssl is not installed";
  }
};

TEST_F(Tls, EncryptsAndChecksWhoAnswers) {
  pool db = pool_of(server.tls_url("app:hunter2"));
  EXPECT_TRUE(
      db.one<bool>("select ssl from pg_stat_ssl where pid = pg_backend_pid()"));
  db.as("alice").transact([](session &s) {
    s.execute("insert into item values (1, repeat('x', 1000000))");
    EXPECT_EQ(s.one<std::string>("select name from item").size(), 1000000U);
  });
  terminate_backends();
  EXPECT_EQ(db.one<int>("select 1"), 1);
}

TEST_F(Tls, DoesNotTalkToAStranger) {
  std::string url = server.tls_url("app:hunter2");
  url.replace(url.find("localhost"), 9, "db.example.com");
  EXPECT_TRUE(
      contains(message_of<connection_error>([&] { pool_of(url).check(); }),
               "server certificate for \"localhost\""));
}

TEST_F(Tls, CancelsAndPings) {
  pool db = pool_of(server.tls_url("app:hunter2"),
                    {.ping_if_idle = ping_always, .statement_timeout = 500ms});
  db.check();
  db.check();
  EXPECT_EQ(db.stats().pings, 1U);
  session s = db.begin();
  s.execute("set local statement_timeout = 0");
  EXPECT_TRUE(contains(
      message_of<query_error>([&] { s.execute("select pg_sleep(60)"); }),
      "57014"));
}

} // namespace
