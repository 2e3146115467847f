//===- time.cpp - ISO 8601, as PostgreSQL writes and reads it -------------===//
//
// std::chrono::parse is missing from libstdc++ 12, and slow where it exists.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/time.hpp"
#include "dbsafe/error.hpp"

#include <algorithm>
#include <cstdio>

namespace dbsafe::detail {

using namespace std::chrono;

namespace {

/// Reads the parts of "2026-11-22 21:02:07.123456+05:30" from left to right.
class iso_reader {
public:
  iso_reader(const field &in, std::string_view cpp_type)
      : in_(in), cpp_type_(cpp_type), rest_(in.text) {}

  year_month_day date() {
    const int y = number(4);
    expect('-');
    const int m = number(2);
    expect('-');
    const int d = number(2);
    return year(y) / month(static_cast<unsigned>(m)) /
           day(static_cast<unsigned>(d));
  }

  microseconds time_of_day() {
    microseconds time = hours(number(2));
    expect(':');
    time += minutes(number(2));
    expect(':');
    time += seconds(number(2));
    if (take('.'))
      for (int unit = 100000; unit > 0 && digit(); unit /= 10)
        time += microseconds(unit * number(1));
    return time;
  }

  /// The time zone's distance from UTC; PostgreSQL always writes one.
  seconds offset() {
    const bool west = take('-');
    if (!west)
      expect('+');
    seconds distance = hours(number(2));
    if (take(':'))
      distance += minutes(number(2));
    if (take(':'))
      distance += seconds(number(2));
    return west ? -distance : distance;
  }

  void expect(char c) {
    if (!take(c))
      fail();
  }

  void end() {
    if (!rest_.empty())
      fail();
  }

private:
  bool digit() const {
    return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
  }
  bool take(char c) {
    if (rest_.empty() || rest_[0] != c)
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  int number(int digits) {
    int value = 0;
    for (; digits > 0; --digits) {
      if (!digit())
        fail();
      value = value * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  [[noreturn]] void fail() const {
    in_.fail(cpp_type_, "only the years 1 to 9999 in the ISO DateStyle can "
                        "be; cast it to text in SQL for others");
  }

  const field &in_;
  std::string_view cpp_type_;
  std::string_view rest_;
};

/// Reads "1 year 2 mons -3 days -04:05:06.789", IntervalStyle "postgres". Each
/// part has a sign of its own.
class interval_reader {
public:
  explicit interval_reader(const field &in) : in_(in), rest_(in.text) {}

  microseconds read() {
    microseconds sum{0};
    do {
      const bool negative = take('-');
      if (!negative)
        take('+');
      const std::int64_t count = number();
      const microseconds part = take(':') ? time(count) : days_of(count);
      sum += negative ? -part : part;
    } while (take(' '));
    if (!rest_.empty())
      fail("only IntervalStyle \"postgres\" can be");
    return sum;
  }

private:
  bool take(char c) {
    if (rest_.empty() || rest_[0] != c)
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::int64_t number() {
    std::int64_t value = 0;
    const auto [stop, error] =
        std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc())
      fail("only IntervalStyle \"postgres\" can be");
    rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
    return value;
  }
  microseconds time(std::int64_t hour) {
    microseconds sum = hours(hour) + minutes(number());
    if (!take(':'))
      fail("only IntervalStyle \"postgres\" can be");
    sum += seconds(number());
    if (take('.')) {
      const std::size_t digits = std::min<std::size_t>(rest_.size(), 6);
      std::int64_t fraction = number();
      for (std::size_t i = digits; i < 6; ++i)
        fraction *= 10;
      sum += microseconds(fraction);
    }
    return sum;
  }
  microseconds days_of(std::int64_t count) {
    if (take(' ') && (rest_.starts_with("day"))) {
      rest_.remove_prefix(rest_.starts_with("days") ? 4 : 3);
      return hours(24 * count);
    }
    fail("months and years have no fixed length: extract(epoch from ...) in "
         "SQL if 30 days and 365.25 days are meant");
  }
  [[noreturn]] void fail(std::string_view why) const {
    in_.fail("std::chrono::duration", why);
  }

  const field &in_;
  std::string_view rest_;
};

/// Its local time, and leaves the reader before the offset.
microseconds read_date_and_time(iso_reader &reader) {
  const microseconds date = sys_days(reader.date()).time_since_epoch();
  reader.expect(' ');
  return date + reader.time_of_day();
}

void require_year(year y) {
  if (y < year(1) || y > year(9999))
    throw conversion_error("a time or date parameter is not within the years "
                           "1 to 9999");
}

} // namespace

time_point decode_time(const field &in) {
  constexpr std::string_view cpp_type = "std::chrono::sys_time";
  if (in.type == type_oid::timestamp)
    in.fail(cpp_type, "without a time zone it is no point in time; use "
                      "timestamptz, or read dbsafe::local_time_point");
  if (!in.may_be(type_oid::timestamptz))
    in.fail(cpp_type, "that type is no timestamptz");
  in.require_value(cpp_type);
  iso_reader reader(in, cpp_type);
  const microseconds local = read_date_and_time(reader);
  const seconds offset = reader.offset();
  reader.end();
  return time_point(local - offset);
}

local_time_point decode_local_time(const field &in) {
  constexpr std::string_view cpp_type = "dbsafe::local_time_point";
  if (!in.may_be(type_oid::timestamp))
    in.fail(cpp_type, "that type is no timestamp without time zone");
  in.require_value(cpp_type);
  iso_reader reader(in, cpp_type);
  const microseconds local = read_date_and_time(reader);
  reader.end();
  return local_time_point(local);
}

year_month_day decode_date(const field &in) {
  constexpr std::string_view cpp_type = "std::chrono::year_month_day";
  if (!in.may_be(type_oid::date))
    in.fail(cpp_type, "that type is no date; cast it in SQL");
  in.require_value(cpp_type);
  iso_reader reader(in, cpp_type);
  const year_month_day date = reader.date();
  reader.end();
  return date;
}

microseconds decode_interval(const field &in) {
  constexpr std::string_view cpp_type = "std::chrono::duration";
  if (!in.may_be(type_oid::interval))
    in.fail(cpp_type, "that type is no interval");
  in.require_value(cpp_type);
  return interval_reader(in).read();
}

void fail_inexact_interval(const field &in) {
  in.fail("std::chrono::duration",
          "the value does not fit: read std::chrono::microseconds");
}

void encode_interval(microseconds value, parameter &out) {
  const std::uint64_t size = value.count() < 0
                                 ? -static_cast<std::uint64_t>(value.count())
                                 : static_cast<std::uint64_t>(value.count());
  char text[48];
  const int length = std::snprintf(
      text, sizeof text, "%s%llu:%02u:%02u.%06u", value.count() < 0 ? "-" : "",
      static_cast<unsigned long long>(size / 3600000000U),
      static_cast<unsigned>(size / 60000000U % 60),
      static_cast<unsigned>(size / 1000000U % 60),
      static_cast<unsigned>(size % 1000000U));
  out.set_text({text, static_cast<std::size_t>(length)});
}

void encode_time(microseconds since_1970, bool utc, parameter &out) {
  const auto days = floor<std::chrono::days>(since_1970);
  const year_month_day date{sys_days(days)};
  require_year(date.year());
  const hh_mm_ss time(since_1970 - days);
  char text[48];
  const int size = std::snprintf(
      text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d.%06d%s",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()), utc ? "+00" : "");
  out.set_text({text, static_cast<std::size_t>(size)});
}

void encode_date(year_month_day date, parameter &out) {
  if (!date.ok())
    throw conversion_error("a date parameter is no day of the calendar");
  require_year(date.year());
  char text[32];
  const int size = std::snprintf(
      text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  out.set_text({text, static_cast<std::size_t>(size)});
}

} // namespace dbsafe::detail
