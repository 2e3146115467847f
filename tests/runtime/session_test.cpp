//===- session_test.cpp - Commit, rollback, savepoints --------------------===//
#include "pool_fixture.hpp"

#include <stdexcept>

namespace {

using namespace dbsafe;

class Session : public PoolTest {
protected:
  pool db = make_pool({.max_size = 2});
};

TEST_F(Session, TransactCommitsWhenTheFunctionReturns) {
  const auto count = db.transact([](session &s) {
    s.execute("insert into item values (1, $1)", "one");
    return s.one<std::int64_t>("select count(*) from item");
  });
  EXPECT_EQ(count, 1);
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Session, TransactRollsBackWhenTheFunctionThrows) {
  EXPECT_THROW(db.transact([](session &s) {
    s.execute("insert into item values (1, 'one')");
    throw std::logic_error("changed my mind");
  }),
               std::logic_error);
  EXPECT_EQ(committed_items(), "0");
  EXPECT_EQ(open_transactions(), "0");
  EXPECT_EQ(db.stats().idle, 1U);
}

TEST_F(Session, DestructorRollsBack) {
  {
    session s = db.begin();
    s.execute("insert into item values (1, 'one')");
  }
  EXPECT_EQ(committed_items(), "0");
  EXPECT_EQ(open_transactions(), "0");
}

TEST_F(Session, CommitMakesItPermanentAndGivesTheConnectionBack) {
  session s = db.begin();
  s.execute("insert into item values (1, 'one')");
  EXPECT_EQ(db.stats().in_use, 1U);
  s.commit();
  EXPECT_FALSE(s.active());
  EXPECT_EQ(db.stats().in_use, 0U);
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Session, AnEndedSessionSaysSo) {
  session s = db.begin();
  s.commit();
  EXPECT_TRUE(contains(message_of<usage_error>([&] { s.execute("select 1"); }),
                       "has ended"));
  EXPECT_THROW(s.commit(), usage_error);
  s.rollback(); // Harmless.
  session moved = db.begin();
  const session target = std::move(moved);
  EXPECT_THROW(moved.commit(), usage_error); // NOLINT: that is the test.
}

TEST_F(Session, AFailedStatementDoomsTheTransactionEvenIfCaught) {
  const std::string message = message_of<transaction_aborted>([&] {
    db.transact([](session &s) {
      s.execute("insert into item values (1, 'one')");
      try {
        s.execute("insert into item values (1, 'again')");
      } catch (const query_error &e) {
        EXPECT_TRUE(e.is_constraint_violation());
        EXPECT_FALSE(e.may_retry());
        EXPECT_EQ(e.sqlstate(), "23505");
        EXPECT_TRUE(contains(e.what(), "session_test.cpp:"));
      }
    });
  });
  EXPECT_TRUE(contains(message, "duplicate key")) << message;
  EXPECT_EQ(committed_items(), "0");
  session s = db.begin();
  EXPECT_THROW(s.execute("select 1/0"), query_error);
  EXPECT_TRUE(
      contains(message_of<transaction_aborted>([&] { s.execute("select 1"); }),
               "savepoint()"));
}

TEST_F(Session, SavepointUndoesOnlyItsPart) {
  db.transact([](session &s) {
    s.execute("insert into item values (1, 'one')");
    {
      auto undone = s.savepoint();
      s.execute("insert into item values (2, 'two')");
      EXPECT_THROW(s.execute("insert into item values (1, 'again')"),
                   query_error);
    }
    {
      auto kept = s.savepoint();
      s.execute("insert into item values (3, 'three')");
      kept.release();
    }
  });
  EXPECT_EQ(server.admin("select string_agg(id::text, ',') from item"), "1,3");
}

TEST_F(Session, SavepointsNest) {
  db.transact([](session &s) {
    auto outer = s.savepoint();
    s.execute("insert into item values (1, 'one')");
    auto inner = s.savepoint();
    s.execute("insert into item values (2, 'two')");
    inner.release();
    auto unused = s.savepoint();
    outer.rollback();
    EXPECT_THROW(unused.release(), usage_error);
    EXPECT_THROW(outer.release(), usage_error);
    s.execute("insert into item values (3, 'three')");
  });
  EXPECT_EQ(server.admin("select string_agg(id::text, ',') from item"), "3");
}

TEST_F(Session, SavepointBeforeAnyStatementCostsNothing) {
  session s = db.begin();
  {
    auto first = s.savepoint();
    auto second = s.savepoint();
    second.release();
  }
  auto used = s.savepoint();
  s.execute("insert into item values (1, 'one')");
  used.release();
  s.commit();
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Session, CommitWithAnOpenSavepointIsAMistake) {
  session s = db.begin();
  auto open = s.savepoint();
  s.execute("insert into item values (1, 'one')");
  EXPECT_THROW(s.commit(), usage_error);
  EXPECT_EQ(committed_items(), "0");
}

TEST_F(Session, SavepointMayOutliveItsSession) {
  std::optional<savepoint> left;
  {
    session s = db.begin();
    left.emplace(s.savepoint());
    s.execute("select 1");
  }
  EXPECT_THROW(left->release(), usage_error);
}

TEST_F(Session, NothingIsSentBeforeTheFirstStatement) {
  const session s = db.begin();
  EXPECT_EQ(open_transactions(), "0");
}

TEST_F(Session, ConstraintsCheckedAtCommitFailTheCommit) {
  server.admin("alter table item add constraint u unique (name) deferrable "
               "initially deferred");
  EXPECT_TRUE(contains(message_of<query_error>([&] {
                         db.transact([](session &s) {
                           s.execute(
                               "insert into item values (1, 'x'), (2, 'x')");
                         });
                       }),
                       "23505"));
  EXPECT_THROW(db.execute("insert into item values (1, 'x'), (2, 'x')"),
               query_error);
  EXPECT_EQ(committed_items(), "0");
  EXPECT_EQ(db.stats().idle, 1U);
}

TEST_F(Session, IsolationAndReadOnlyReachTheServer) {
  db.transact({.isolation = isolation::serializable, .read_only = true},
              [](session &s) {
                EXPECT_EQ(s.one<std::string>("show transaction_isolation"),
                          "serializable");
                EXPECT_EQ(s.one<std::string>("show transaction_read_only"),
                          "on");
              });
  EXPECT_TRUE(contains(message_of<query_error>([&] {
                         db.transact({.read_only = true}, [](session &s) {
                           s.execute("insert into item values (1, 'x')");
                         });
                       }),
                       "25006"));
}

TEST_F(Session, SerializationFailuresMayBeRetried) {
  db.execute("insert into item values (1, 'x')");
  session a = db.begin({.isolation = isolation::repeatable_read});
  session b = db.begin({.isolation = isolation::repeatable_read});
  a.one<std::int64_t>("select count(*) from item");
  b.one<std::int64_t>("select count(*) from item");
  a.execute("update item set name = 'a'");
  a.commit();
  try {
    b.execute("update item set name = 'b'");
    FAIL();
  } catch (const query_error &e) {
    EXPECT_TRUE(e.may_retry());
  }
}

TEST_F(Session, OneStatementAloneIsATransaction) {
  EXPECT_EQ(db.execute("insert into item values (1, 'one'), (2, 'two')"), 2U);
  EXPECT_EQ(db.one<std::string>("select name from item where id = $1", 1),
            "one");
  EXPECT_THROW(db.execute("insert into item values (3, 'x'), (1, 'x')"),
               query_error);
  EXPECT_EQ(committed_items(), "2");
  EXPECT_EQ(open_transactions(), "0");
}

TEST_F(Session, TooManyRowsUndoesAStatementThatWrites) {
  db.execute("insert into item values (1, 'one'), (2, 'two')");
  EXPECT_TRUE(contains(message_of<row_count_error>([&] {
                         db.one<std::string>("delete from item returning name");
                       }),
                       "one() got 2 rows, at session_test.cpp:"));
  EXPECT_EQ(committed_items(), "2");
}

TEST_F(Session, UnsafeSqlRunsAndIsChecked) {
  const std::string column = "name";
  db.execute("insert into item values (1, 'one')");
  EXPECT_EQ(db.one<std::string>(
                unsafe_sql{"select " + column + " from item where id = $1",
                           "column is ours"},
                1),
            "one");
  EXPECT_THROW(db.execute(unsafe_sql{"commit", "a test"}), usage_error);
}

TEST_F(Session, ErrorsDoNotShowTheValue) {
  try {
    db.one<int>("select $1::int", "hunter2");
    FAIL();
  } catch (const query_error &e) {
    EXPECT_EQ(e.sqlstate(), "22P02");
    EXPECT_FALSE(contains(e.what(), "hunter2")) << e.what();
    EXPECT_TRUE(contains(e.detail(), "hunter2")) << e.detail();
  }
}

TEST_F(Session, AStatementThatTakesTooLongIsEndedByTheServer) {
  pool impatient =
      make_pool({.statement_timeout = std::chrono::milliseconds(500)});
  EXPECT_TRUE(contains(message_of<query_error>(
                           [&] { impatient.execute("select pg_sleep(60)"); }),
                       "57014"));
  EXPECT_EQ(impatient.one<int>("select 1"), 1);
}

} // namespace
