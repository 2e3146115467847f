//===- time.hpp - Points in time, dates and durations ---------------------===//
//
// timestamptz is a point in time and maps to std::chrono's; timestamp without
// time zone is not, and reading one as the other is off by hours twice a year.
// So the two have different C++ types and do not mix (PostgreSQL manual,
// section 8.5.1.3).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TIME_HPP
#define DBSAFE_TIME_HPP

#include "dbsafe/types.hpp"

#include <chrono>

namespace dbsafe {

/// A timestamptz, at PostgreSQL's own resolution.
using time_point = std::chrono::sys_time<std::chrono::microseconds>;
/// A timestamp without time zone.
using local_time_point = std::chrono::local_time<std::chrono::microseconds>;

namespace detail {
time_point decode_time(const field &in);
local_time_point decode_local_time(const field &in);
std::chrono::year_month_day decode_date(const field &in);
void encode_time(std::chrono::microseconds since_1970, bool utc,
                 parameter &out);
void encode_date(std::chrono::year_month_day date, parameter &out);
std::chrono::microseconds decode_interval(const field &in);
[[noreturn]] void fail_inexact_interval(const field &in);
void encode_interval(std::chrono::microseconds value, parameter &out);
} // namespace detail

/// Years 1 to 9999; infinity and years BC are conversion errors. Values finer
/// than a microsecond are rounded down, as the server would not keep them.
template <class Duration> struct codec<std::chrono::sys_time<Duration>> {
  static void encode(std::chrono::sys_time<Duration> value, parameter &out) {
    detail::encode_time(
        std::chrono::floor<std::chrono::microseconds>(value.time_since_epoch()),
        true, out);
  }
  static std::chrono::sys_time<Duration> decode(const field &in)
    requires(std::same_as<Duration, std::chrono::microseconds> ||
             std::same_as<Duration, std::chrono::nanoseconds>)
  {
    return detail::decode_time(in);
  }
};

template <> struct codec<local_time_point> {
  static void encode(local_time_point value, parameter &out) {
    detail::encode_time(value.time_since_epoch(), false, out);
  }
  static local_time_point decode(const field &in) {
    return detail::decode_local_time(in);
  }
};

/// date.
template <> struct codec<std::chrono::year_month_day> {
  static void encode(std::chrono::year_month_day value, parameter &out) {
    detail::encode_date(value, out);
  }
  static std::chrono::year_month_day decode(const field &in) {
    return detail::decode_date(in);
  }
};

/// interval, with days of 24 hours. An interval with months or years is a
/// conversion error, as is one that the duration cannot hold exactly.
template <class Rep, class Period>
struct codec<std::chrono::duration<Rep, Period>> {
  using duration = std::chrono::duration<Rep, Period>;
  static void encode(duration value, parameter &out) {
    detail::encode_interval(
        std::chrono::floor<std::chrono::microseconds>(value), out);
  }
  static duration decode(const field &in) {
    const std::chrono::microseconds exact = detail::decode_interval(in);
    const auto value = std::chrono::duration_cast<duration>(exact);
    if (std::chrono::duration_cast<std::chrono::microseconds>(value) != exact)
      detail::fail_inexact_interval(in);
    return value;
  }
};

} // namespace dbsafe

#endif
