//===- rows_test.cpp - Row by row, and COPY -------------------------------===//
#include "pool_fixture.hpp"

#include <fstream>
#include <limits>

namespace rows_test {

struct Point {
  int x = 0;
  std::optional<std::string> label;
  friend bool operator==(const Point &, const Point &) = default;
};

struct Entry {
  dbsafe::columns<dbsafe::id, dbsafe::timestamps> base;
  std::string user_id;
  std::vector<std::byte> content;
  using owner = dbsafe::owned_by<&Entry::user_id>;
};

} // namespace rows_test

namespace {

using namespace dbsafe;
using namespace rows_test;

class Rows : public PoolTest {
protected:
  Rows() {
    server.admin("drop table if exists point, entry;"
                 "create table point (x integer primary key, label text);"
                 "create table entry (id bigint generated always as identity, "
                 "created_at timestamptz not null, "
                 "updated_at timestamptz not null, user_id text not null, "
                 "content bytea not null);"
                 "grant all on point, entry to app");
  }

  static long peak_kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
      if (word == "VmHWM:") {
        long size = 0;
        status >> size;
        return size;
      }
    return 0;
  }

  pool db = make_pool();
};

TEST_F(Rows, ForEachSeesEveryRowInOrder) {
  std::vector<int> seen;
  EXPECT_EQ(db.for_each<int>(
                "select * from generate_series(1, $1)",
                [&](int value) { seen.push_back(value); }, 5),
            5U);
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3, 4, 5}));
  EXPECT_EQ(db.for_each<int>("select 1 where false", [](int) { FAIL(); }), 0U);
}

TEST_F(Rows, ForEachReadsStructsTuplesAndModels) {
  db.execute("insert into point values (1, 'a'), (2, null)");
  std::vector<Point> points;
  const auto keep = [&](Point one) { points.push_back(std::move(one)); };
  db.for_each<Point>("select label, x from point order by x", keep);
  db.for_each(select<Point>().order_by(desc(column<&Point::x>)), keep);
  EXPECT_EQ(points, (std::vector<Point>{{1, "a"}, {2, {}}, {2, {}}, {1, "a"}}));
  EXPECT_THROW(db.for_each<Point>("select x from point where false", keep),
               conversion_error);
}

TEST_F(Rows, ALargeResultIsNeverInMemory) {
  db.transact([&](session &s) {
    s.execute("select 1"); // Connect and warm up first.
    const long before = peak_kilobytes();
    std::size_t bytes = 0;
    s.for_each<std::string>(
        "select repeat('x', 1000) from generate_series(1, 100000)",
        [&](const std::string &text) { bytes += text.size(); });
    EXPECT_EQ(bytes, 100'000'000U);
    EXPECT_LT(peak_kilobytes() - before, 20'000);
  });
}

TEST_F(Rows, AFunctionThatThrowsLeavesTheSessionUsable) {
  db.transact([&](session &s) {
    int seen = 0;
    EXPECT_THROW(s.for_each<int>("select * from generate_series(1, 1000)",
                                 [&](int) {
                                   if (++seen == 3)
                                     throw std::runtime_error("enough");
                                 }),
                 std::runtime_error);
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(s.one<int>("select 2"), 2);
    s.execute("insert into item values (1, 'kept')");
  });
  EXPECT_EQ(committed_items(), "1");
}

TEST_F(Rows, LeavingAnEndlessResultEndsTheSession) {
  auto s = db.begin();
  EXPECT_THROW(s.for_each<std::int64_t>(
                   "select generate_series(1, 100000000000)",
                   [](std::int64_t) { throw std::runtime_error("enough"); }),
               std::runtime_error);
  EXPECT_FALSE(s.active());
  EXPECT_EQ(db.one<int>("select 1"), 1);
}

TEST_F(Rows, TheSessionRunsNothingElseMeanwhile) {
  db.transact([&](session &s) {
    EXPECT_THROW(s.for_each<int>("select * from generate_series(1, 3)",
                                 [&](int) { s.execute("select 1"); }),
                 usage_error);
    EXPECT_EQ(s.one<int>("select 1"), 1);
  });
}

TEST_F(Rows, AnErrorInTheMiddleOfAStreamIsTheServers) {
  int seen = 0;
  EXPECT_THROW(
      db.for_each<int>("select 10 / (5 - v) from generate_series(1, 9) v",
                       [&](int) { ++seen; }),
      query_error);
  EXPECT_EQ(seen, 4);
}

TEST_F(Rows, CopyInAndOutKeepEveryCharacter) {
  const std::vector<Point> points{{1, "plain"},
                                  {2, std::nullopt},
                                  {3, ""},
                                  {4, "\\N"},
                                  {5, "tab\tnew\nline\rback\\slash"},
                                  {6, "\\."},
                                  {-7, "\b\f\v\xC3\xA4 \"'{},"}};
  db.transact([&](session &s) {
    EXPECT_EQ(s.copy_in("copy point (x, label) from stdin", points), 7U);
    // Other statements before and after, on the same connection.
    EXPECT_EQ(s.one<int>("select count(*) from point"), 7);
    std::vector<Point> back;
    EXPECT_EQ(s.copy_out<Point>(
                  "copy (select x, label from point order by abs(x)) to stdout",
                  [&](Point one) { back.push_back(std::move(one)); }),
              7U);
    EXPECT_EQ(back, points);
    EXPECT_EQ(s.all<Point>("select * from point order by abs(x)"), points);
  });
  EXPECT_EQ(server.admin("select count(*) from point"), "7");
}

TEST_F(Rows, CopyOfTuplesScalarsAndViews) {
  using row = std::tuple<int, std::string>;
  db.transact([&](session &s) {
    s.copy_in("copy point (x) from stdin", std::vector<int>{1, 2, 3});
    s.copy_in("copy point from stdin;",
              std::views::iota(10, 13) | std::views::transform([](int x) {
                return row(x, std::to_string(x));
              }));
    EXPECT_EQ(s.one<std::string>("select string_agg(label, ',') from point"),
              "10,11,12");
    int sum = 0;
    s.copy_out<int>("copy (select x from point) to stdout",
                    [&](int x) { sum += x; });
    EXPECT_EQ(sum, 1 + 2 + 3 + 10 + 11 + 12);
    EXPECT_THROW(s.copy_out<row>("copy (select x from point) to stdout",
                                 [](const row &) {}),
                 conversion_error);
    EXPECT_EQ(s.one<int>("select 1"), 1);
  });
}

TEST_F(Rows, CopyOfModels) {
  std::vector<Entry> entries(1000);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].user_id = "alice";
    entries[i].content = {std::byte{0}, std::byte(i % 256), std::byte{'\\'}};
  }
  db.as("alice").transact([&](session &s) {
    EXPECT_EQ(s.copy_in(entries), 1000U);
    EXPECT_EQ(s.one(count<Entry>().where(column<&Entry::user_id> == "alice")),
              1000);
    EXPECT_EQ(s.one<int>("select count(*) from entry "
                         "where created_at = current_timestamp"),
              1000);
  });
  std::size_t seen = 0;
  db.as_system("an export").transact([&](system_session &s) {
    s.copy_out<Entry>([&](const Entry &one) {
      seen += one.base.id > 0 && one.content.size() == 3 &&
                      one.base.created_at > time_point()
                  ? 1U
                  : 0U;
    });
  });
  EXPECT_EQ(seen, 1000U);
}

TEST_F(Rows, AManyMegabyteCopyIsNeverInMemory) {
  db.transact([&](session &s) {
    s.execute("select 1");
    const long before = peak_kilobytes();
    const std::string text(1000, 'x');
    s.copy_in("copy point (x, label) from stdin",
              std::views::iota(0, 50'000) | std::views::transform([&](int x) {
                return std::tuple<int, std::string_view>(x, text);
              }));
    EXPECT_LT(peak_kilobytes() - before, 20'000);
  });
  EXPECT_EQ(server.admin("select count(*) from point"), "50000");
}

TEST_F(Rows, ACopyThatTheServerRefusesFailsTheTransaction) {
  auto s = db.begin();
  EXPECT_THROW(
      s.copy_in("copy point (x) from stdin", std::vector<int>{1, 2, 1}),
      query_error);
  EXPECT_THROW(s.execute("select 1"), transaction_aborted);
  s.rollback();
  EXPECT_THROW(db.transact([](session &t) {
    t.copy_in("copy nowhere from stdin", std::vector<int>{1});
  }),
               query_error);
  EXPECT_EQ(db.one<int>("select count(*) from point"), 0);
}

TEST_F(Rows, RowsThatThrowUndoTheirCopy) {
  auto s = db.begin();
  EXPECT_THROW(s.copy_in("copy point (x) from stdin",
                         std::views::iota(0, 100'000) |
                             std::views::transform([](int x) -> int {
                               if (x == 90'000)
                                 throw std::runtime_error("no more");
                               return x;
                             })),
               std::runtime_error);
  EXPECT_TRUE(
      contains(message_of<transaction_aborted>([&] { s.execute("select 1"); }),
               "copy_in()"));
  s.rollback();
  EXPECT_EQ(db.one<int>("select count(*) from point"), 0);
}

TEST_F(Rows, ABrokenConnectionEndsACopy) {
  auto s = db.begin();
  s.execute("select 1");
  bool ended = false;
  EXPECT_THROW(s.copy_in("copy point (x) from stdin",
                         std::views::iota(0, 1'000'000) |
                             std::views::transform([&](int x) {
                               if (x == 1000 && !std::exchange(ended, true))
                                 terminate_backends();
                               return x;
                             })),
               connection_error);
  EXPECT_FALSE(s.active());
  EXPECT_EQ(db.one<int>("select count(*) from point"), 0);
}

TEST_F(Rows, SavepointsGuardACopy) {
  db.transact([&](session &s) {
    {
      auto point = s.savepoint();
      EXPECT_THROW(
          s.copy_in("copy point (x) from stdin", std::vector<int>{1, 1}),
          query_error);
    }
    EXPECT_EQ(s.copy_in("copy point (x) from stdin", std::vector<int>{1}), 1U);
  });
  EXPECT_EQ(server.admin("select count(*) from point"), "1");
}

} // namespace
