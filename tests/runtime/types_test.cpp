//===- types_test.cpp - Values there and back -----------------------------===//
#include "pool_fixture.hpp"

#include <cmath>
#include <limits>

namespace types_test {
struct user_id {
  std::string value;
};
} // namespace types_test
template <>
struct dbsafe::codec<types_test::user_id>
    : dbsafe::codec_through<types_test::user_id, &types_test::user_id::value> {
};

namespace {

using namespace dbsafe;
using namespace std::chrono_literals;
using types_test::user_id;

class Types : public PoolTest {
protected:
  pool db = make_pool();
};

TEST_F(Types, IntegersOfEverySize) {
  const auto lowest = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(db.one<std::int64_t>("select $1::int8", lowest), lowest);
  EXPECT_EQ(db.one<int>("select $1::int4", -42), -42);
  EXPECT_EQ(db.one<short>("select $1::int2", short{7}), 7);
  EXPECT_EQ(db.one<int>("select count(*) from (values (1), (2)) v"), 2);
  EXPECT_EQ(db.one<unsigned>("select 4000000000"), 4000000000U);
  EXPECT_TRUE(contains(
      message_of<conversion_error>([&] { db.one<int>("select 4000000000"); }),
      "out of range"));
  EXPECT_THROW(db.one<unsigned>("select -1"), conversion_error);
  EXPECT_TRUE(contains(
      message_of<conversion_error>([&] { db.one<int>("select '1' as a"); }),
      "column \"a\" (text) cannot be read as integer"));
}

TEST_F(Types, FloatingPoint) {
  EXPECT_EQ(db.one<double>("select $1::float8", 0.1), 0.1);
  EXPECT_EQ(db.one<double>("select $1::float8", 1e300), 1e300);
  EXPECT_EQ(db.one<float>("select $1::float4", 1.5F), 1.5F);
  EXPECT_TRUE(std::isnan(db.one<double>("select $1::float8", std::nan(""))));
  EXPECT_EQ(db.one<double>("select $1::float8", -HUGE_VAL), -HUGE_VAL);
  EXPECT_TRUE(contains(
      message_of<conversion_error>([&] { db.one<double>("select 1.5"); }),
      "would round"));
  EXPECT_EQ(db.one<std::string>("select 1.50"), "1.50");
}

TEST_F(Types, TextAndBool) {
  const std::string tricky = "it's \\ \"x\" $1; -- \n\xC3\xA4";
  EXPECT_EQ(db.one<std::string>("select $1", tricky), tricky);
  EXPECT_EQ(db.one<std::string>("select $1", ""), "");
  EXPECT_EQ(db.one<std::string>("select $1", std::string_view("ab", 1)), "a");
  const std::string large(100000, 'x');
  EXPECT_EQ(db.one<std::string>("select $1", large), large);
  EXPECT_TRUE(db.one<bool>("select $1::bool", true));
  EXPECT_FALSE(db.one<bool>("select $1::bool", false));
  EXPECT_THROW(db.one<bool>("select 1"), conversion_error);
}

TEST_F(Types, ATextWithNulIsRefusedInsteadOfCutOff) {
  const std::string two("a\0b", 3);
  EXPECT_THROW(db.one<std::string>("select $1", two), conversion_error);
  EXPECT_THROW(db.one<std::string>("select $1", std::string_view(two)),
               conversion_error);
}

TEST_F(Types, Bytes) {
  std::vector<std::byte> bytes;
  for (int i = 0; i < 256; ++i)
    bytes.push_back(static_cast<std::byte>(i));
  EXPECT_EQ(db.one<std::vector<std::byte>>("select $1", bytes), bytes);
  EXPECT_TRUE(
      db.one<std::vector<std::byte>>("select $1", std::vector<std::byte>())
          .empty());
}

TEST_F(Types, NullIsOptional) {
  EXPECT_EQ(db.one<std::optional<int>>("select null::int"), std::nullopt);
  EXPECT_EQ(db.one<std::optional<int>>("select 1"), 1);
  EXPECT_EQ(db.one<std::optional<int>>("select $1::int", std::optional<int>()),
            std::nullopt);
  EXPECT_EQ(db.one<std::optional<std::string>>("select $1", std::nullopt),
            std::nullopt);
  EXPECT_TRUE(contains(
      message_of<conversion_error>([&] { db.one<int>("select null::int"); }),
      "std::optional"));
}

TEST_F(Types, PointsInTimeAndDates) {
  const time_point moment =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 21h + 2min +
      7s + 123456us;
  EXPECT_EQ(db.one<time_point>("select $1::timestamptz", moment), moment);
  EXPECT_EQ(db.one<std::string>(
                "select ($1::timestamptz at time zone 'UTC')::text", moment),
            "2026-11-22 21:02:07.123456");
  db.transact([&](session &s) {
    s.execute("set local timezone = 'Asia/Kolkata'");
    EXPECT_EQ(s.one<time_point>("select $1::timestamptz", moment), moment);
  });
  const time_point early =
      std::chrono::sys_days(std::chrono::year(1900) / 1 / 1) - 1us;
  EXPECT_EQ(db.one<time_point>("select $1::timestamptz", early), early);
  const std::chrono::year_month_day day = std::chrono::year(2024) / 2 / 29;
  EXPECT_EQ(db.one<std::chrono::year_month_day>("select $1::date", day), day);
  EXPECT_EQ(db.one<local_time_point>("select timestamp '2026-01-01 00:00'"),
            local_time_point(
                std::chrono::local_days(std::chrono::year(2026) / 1 / 1)));
  EXPECT_THROW(db.one<time_point>("select timestamp '2026-01-01 00:00'"),
               conversion_error);
  EXPECT_THROW(db.one<time_point>("select timestamptz 'infinity'"),
               conversion_error);
}

TEST_F(Types, Durations) {
  EXPECT_EQ(db.one<std::chrono::microseconds>("select $1::interval", -1us),
            -1us);
  EXPECT_EQ(db.one<std::chrono::seconds>("select interval '1 day 00:00:01'"),
            24h + 1s);
  EXPECT_EQ(db.one<std::chrono::milliseconds>(
                "select interval '-3 days +04:05:06.7'"),
            -72h + 4h + 5min + 6700ms);
  EXPECT_EQ(db.one<std::chrono::hours>("select interval '0'"), 0h);
  EXPECT_EQ(db.one<std::string>("select ($1::interval)::text", 100h + 1500us),
            "100:00:00.0015");
  EXPECT_TRUE(contains(message_of<conversion_error>([&] {
                         db.one<std::chrono::hours>("select interval '1 mon'");
                       }),
                       "no fixed length"));
  EXPECT_TRUE(contains(message_of<conversion_error>([&] {
                         db.one<std::chrono::seconds>(
                             "select interval '1.5 s'");
                       }),
                       "microseconds"));
}

TEST_F(Types, Uuids) {
  const char *text = "123e4567-e89b-12d3-a456-426614174000";
  const std::optional<uuid> id = uuid::parse(text);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->to_string(), text);
  EXPECT_EQ(uuid::parse("123E4567-E89B-12D3-A456-426614174000"), id);
  EXPECT_EQ(db.one<uuid>("select $1::uuid", *id), *id);
  EXPECT_NE(db.one<uuid>("select gen_random_uuid()"), *id);
  for (const char *wrong : {"", "123e4567e89b12d3a456426614174000",
                            "123e4567-e89b-12d3-a456-42661417400",
                            "x23e4567-e89b-12d3-a456-426614174000",
                            "123e4567-e89b-12d3-a456-4266141740000"})
    EXPECT_EQ(uuid::parse(wrong), std::nullopt) << wrong;
  EXPECT_THROW(db.one<uuid>("select 'x'"), conversion_error);
}

TEST_F(Types, NumericIsExact) {
  const numeric price = numeric::from_units(1999, 2);
  EXPECT_EQ(price.text(), "19.99");
  EXPECT_EQ(db.one<numeric>("select $1::numeric", price), price);
  EXPECT_EQ(db.one<numeric>("select $1::numeric * 3", price).units(2), 5997);
  EXPECT_EQ(db.one<numeric>("select 0.1 + 0.2::numeric"), numeric("0.3"));
  EXPECT_EQ(numeric::from_units(-5, 2).text(), "-0.05");
  EXPECT_EQ(numeric::from_units(0, 0).text(), "0");
  EXPECT_EQ(numeric("1.50"), numeric("+01.5"));
  EXPECT_EQ(numeric("-0.0"), numeric("0"));
  EXPECT_NE(numeric("-1"), numeric("1"));
  EXPECT_EQ(numeric("-1.500").units(1), -15);
  EXPECT_EQ(numeric("7").units(3), 7000);
  EXPECT_THROW((void)numeric("1.25").units(1), conversion_error);
  EXPECT_THROW((void)numeric("99999999999999999999").units(0),
               conversion_error);
  EXPECT_THROW((void)db.one<numeric>("select 'NaN'::numeric").units(0),
               conversion_error);
  for (const char *wrong : {"", "-", ".", "1e5", "1.2.3", "0x1", " 1", "NaN"})
    EXPECT_THROW(numeric{wrong}, conversion_error) << wrong;
  EXPECT_THROW(db.one<numeric>("select 1.5::float8"), conversion_error);
}

TEST_F(Types, Json) {
  EXPECT_EQ(db.one<json>("select $1::jsonb", json{R"({"a":  1})"}).text,
            R"({"a": 1})");
  EXPECT_EQ(db.one<json>("select $1::json", json{"[1]"}), json{"[1]"});
  EXPECT_THROW(db.one<json>("select 'x'"), conversion_error);
}

enum class state { open, in_progress = 5, done };
enum class level : std::int16_t { low = 100, high = 200 };

TEST_F(Types, EnumsByName) {
  EXPECT_EQ(db.one<std::string>("select $1", state::in_progress),
            "in_progress");
  EXPECT_EQ(db.one<state>("select 'done'"), state::done);
  EXPECT_EQ(db.one<std::optional<state>>("select null::text"), std::nullopt);
  EXPECT_THROW(db.one<state>("select 'closed'"), conversion_error);
  EXPECT_THROW(db.one<state>("select ''"), conversion_error);
  EXPECT_THROW(db.one<int>("select $1::int", level::low), conversion_error);
  EXPECT_THROW(db.one<state>("select $1", static_cast<state>(3)),
               conversion_error);
}

TEST_F(Types, Arrays) {
  using strings = std::vector<std::string>;
  const strings tricky{"", "a\"b", "c\\d", "{e,f}", "NULL", " g "};
  EXPECT_EQ(db.one<strings>("select $1::text[]", tricky), tricky);
  EXPECT_EQ(db.one<strings>("select $1::text[]", strings{}), strings{});
  const std::vector<std::int64_t> ids{3, -1, 2};
  EXPECT_EQ(db.one<std::vector<std::int64_t>>("select $1::int8[]", ids), ids);
  EXPECT_EQ(db.all<int>("select v from generate_series(1, 5) v "
                        "where v = any($1) order by v",
                        ids),
            (std::vector<int>{2, 3}));
  EXPECT_EQ(db.all<int>("select v from generate_series(1, 5) v "
                        "where v = any($1) order by v",
                        std::span<const std::int64_t>(ids.data(), 1)),
            (std::vector<int>{3}));
  using maybe = std::vector<std::optional<int>>;
  EXPECT_EQ(db.one<maybe>("select array[1, null]"), (maybe{1, std::nullopt}));
  EXPECT_EQ(db.one<maybe>("select $1::int[]", maybe{std::nullopt, 2}),
            (maybe{std::nullopt, 2}));
  EXPECT_EQ(db.one<std::vector<int>>("select '[0:1]={7,8}'::int[]"),
            (std::vector<int>{7, 8}));
  EXPECT_EQ(db.one<std::vector<bool>>("select array[true, false]"),
            (std::vector<bool>{true, false}));
  using blobs = std::vector<std::vector<std::byte>>;
  const blobs bytes{{std::byte{0}, std::byte{255}}, {}};
  EXPECT_EQ(db.one<blobs>("select $1::bytea[]", bytes), bytes);
  EXPECT_EQ(db.one<std::vector<state>>("select array['open', 'done']"),
            (std::vector<state>{state::open, state::done}));
  EXPECT_THROW(db.one<std::vector<int>>("select array[array[1], array[2]]"),
               conversion_error);
  EXPECT_THROW(db.one<std::vector<int>>("select array[1, null]"),
               conversion_error);
  EXPECT_THROW(db.one<std::vector<int>>("select array[1.5]"), conversion_error);
  EXPECT_THROW(db.one<std::vector<int>>("select 1"), conversion_error);
}

struct Item {
  std::int64_t id = 0;
  std::optional<std::string> name;
};

TEST_F(Types, RowsBecomeStructsByName) {
  db.execute("insert into item values (1, 'one'), (2, null)");
  const auto items = db.all<Item>("select name, id from item order by id");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].id, 1);
  EXPECT_EQ(items[0].name, "one");
  EXPECT_EQ(items[1].name, std::nullopt);
  EXPECT_TRUE(contains(message_of<conversion_error>(
                           [&] { db.all<Item>("select id from item"); }),
                       "member \"name\""));
  EXPECT_TRUE(contains(message_of<conversion_error>([&] {
                         db.all<Item>("select *, 1 as extra from item");
                       }),
                       "column \"extra\""));
  EXPECT_TRUE(contains(message_of<conversion_error>([&] {
                         db.all<Item>("select id, name, name from item");
                       }),
                       "two columns"));
}

TEST_F(Types, RowsBecomeTuplesByOrder) {
  using row = std::tuple<int, std::string>;
  EXPECT_EQ(db.one<row>("select 1, 'x'"), row(1, "x"));
  EXPECT_EQ(db.maybe_one<row>("select 1, 'x' where false"), std::nullopt);
  EXPECT_THROW(db.one<row>("select 1"), conversion_error);
  EXPECT_THROW(db.one<int>("select 1, 2"), conversion_error);
}

TEST_F(Types, RowCountsAreChecked) {
  EXPECT_THROW(db.one<int>("select 1 where false"), row_count_error);
  EXPECT_THROW(db.one<int>("values (1), (2)"), row_count_error);
  EXPECT_EQ(db.maybe_one<int>("select 1 where false"), std::nullopt);
  EXPECT_THROW(db.maybe_one<int>("values (1), (2)"), row_count_error);
  EXPECT_EQ(db.all<int>("values (1), (2)"), (std::vector<int>{1, 2}));
}

TEST_F(Types, TypesOfOnesOwn) {
  EXPECT_EQ(db.one<user_id>("select $1", user_id{"alice"}).value, "alice");
}

} // namespace
