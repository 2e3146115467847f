//===- plans_test.cpp - Statements that the server keeps ------------------===//
#include "pgbouncer.hpp"
#include "pool_fixture.hpp"

namespace {

using namespace dbsafe;

class Plans : public PoolTest {
protected:
  /// What the server keeps for the connection, apart from the opening.
  static std::int64_t kept(session &s) {
    return s.one<std::int64_t>("select count(*) from pg_prepared_statements "
                               "where statement like '%item%' "
                               "and statement not like '%pg_prepared%'");
  }
  static int items(session &s) {
    return s.one<int>("select count(*) from item");
  }

  pool db = make_pool({.max_size = 1});
};

TEST_F(Plans, AreKeptFromTheSecondTimeOn) {
  db.transact([&](session &s) {
    items(s);
    EXPECT_EQ(kept(s), 0);
    items(s);
    EXPECT_EQ(kept(s), 1);
    items(s);
    EXPECT_EQ(kept(s), 1);
  });
  db.transact([&](session &s) {
    items(s);
    EXPECT_EQ(kept(s), 1);
  });
}

TEST_F(Plans, TextOfRunTimeIsNeverKept) {
  const std::string text = "select count(*) from item";
  db.transact([&](session &s) {
    for (int i = 0; i < 5; ++i)
      s.one<int>(unsafe_sql{text, "a test"});
    EXPECT_EQ(kept(s), 0);
  });
}

TEST_F(Plans, AreGoneWithAReset) {
  db.transact([&](session &s) {
    items(s);
    items(s);
    s.execute("set work_mem = '1MB'");
  });
  db.transact([&](session &s) {
    EXPECT_EQ(kept(s), 0);
    EXPECT_EQ(items(s), 0);
    EXPECT_EQ(items(s), 0);
  });
}

TEST_F(Plans, AFailedStatementDoesNotLeaveHalfAPlan) {
  const auto broken = [&](session &s) {
    s.execute("insert into item_of_later values ($1)", 1);
  };
  for (int i = 0; i < 3; ++i)
    EXPECT_THROW(db.transact(broken), query_error);
  server.admin("create table item_of_later (id int); "
               "grant all on item_of_later to app");
  for (int i = 0; i < 3; ++i)
    db.transact(broken);
  EXPECT_EQ(server.admin("select count(*) from item_of_later"), "3");
  server.admin("drop table item_of_later");
}

TEST_F(Plans, ATableMayChangeItsColumns) {
  const auto names = [&] {
    return db.all<std::tuple<int>>("select id::int from item limit 1");
  };
  const auto everything = [&](session &s) {
    return s.all<std::string>("select name from item where name is not null");
  };
  for (int i = 0; i < 3; ++i) {
    names();
    db.transact(everything);
  }
  server.admin("alter table item alter column name type varchar(50)");
  names();
  EXPECT_TRUE(db.transact(everything).empty());
  EXPECT_TRUE(db.transact(everything).empty());
}

TEST_F(Plans, SomebodyMayDiscardThem) {
  for (int i = 0; i < 3; ++i)
    db.transact([&](session &s) { items(s); });
  db.transact([&](session &s) {
    s.execute("deallocate all");
    // The opening of the next transaction finds its plan gone as well.
  });
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(db.one<int>("select count(*) from item"), 0);
}

TEST_F(Plans, EqualLiteralsWithOtherTypesDoNotMix) {
  const auto number = [&](std::int64_t one) {
    return db.one<std::string>("select $1::text", one);
  };
  const auto bytes = [&](std::vector<std::byte> one) {
    return db.one<std::string>("select $1::text", one);
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(number(7), "7");
    EXPECT_EQ(bytes({std::byte{7}}), "\\x07");
  }
}

TEST_F(Plans, AChangedTableIsOneErrorInMidTransactionAndNoMore) {
  pool two = make_pool({.max_size = 2});
  const auto warm = [](session &s) {
    for (int i = 0; i < 3; ++i)
      s.execute("select * from item");
  };
  session a = two.begin();
  session b = two.begin();
  warm(a);
  warm(b);
  b.commit();
  a.commit();
  session s = two.begin();
  s.one<int>("select 1");
  server.admin("alter table item add column more int");
  EXPECT_TRUE(contains(
      message_of<query_error>([&] { s.execute("select * from item"); }),
      "0A000"));
  const auto works = [](session &next) {
    next.one<int>("select 1");
    next.execute("select * from item");
  };
  two.transact(works);
  s.rollback();
  two.transact(works);
}

TEST_F(Plans, DeallocatingThemInATransactionStillCommits) {
  for (int i = 0; i < 4; ++i)
    db.transact([&](session &s) {
      s.execute("insert into item values ($1, '')", i);
      s.execute("deallocate all");
      items(s);
    });
  EXPECT_EQ(committed_items(), "4");
}

TEST_F(Plans, AreNotMadeBehindAPooler) {
  if (!pgbouncer::is_installed())
    GTEST_SKIP() << "PgBouncer is not installed";
  const pgbouncer bouncer(server);
  pool distant = pool_of(bouncer.url());
  distant.transact([](session &s) {
    for (int i = 0; i < 4; ++i)
      items(s);
    EXPECT_EQ(kept(s), 0);
  });
}

TEST_F(Plans, AreUsedRowByRowAsWell) {
  db.transact([&](session &s) {
    for (int i = 0; i < 4; ++i) {
      int sum = 0;
      s.for_each<int>(
          "select * from generate_series(1, $1)", [&](int one) { sum += one; },
          3);
      EXPECT_EQ(sum, 6);
    }
  });
}

} // namespace
