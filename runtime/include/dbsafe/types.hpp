//===- types.hpp - C++ values as parameters and fields --------------------===//
//
// A value travels beside the statement, never inside it. Which C++ type may
// hold which column is decided by the column's type, not by what happens to be
// in the first row: a numeric read as int fails in the first test and not in
// production (CWE-704).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TYPES_HPP
#define DBSAFE_TYPES_HPP

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace dbsafe {

/// Numbers of PostgreSQL's built-in types (pg_type.oid; they never change).
enum class type_oid : std::uint32_t {
  unspecified = 0, ///< The server takes it from the context.
  boolean = 16,
  bytea = 17,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  oid = 26,
  json = 114,
  float4 = 700,
  float8 = 701,
  date = 1082,
  timestamp = 1114,
  timestamptz = 1184,
  interval = 1186,
  numeric = 1700,
  uuid = 2950,
  jsonb = 3802,
};

/// The type as SQL names it; "type 4711" for one that is not listed above.
std::string type_name(type_oid type);

/// A value on its way to the server. Lives on the caller's stack for the
/// length of one call; borrows where it says so.
class parameter {
public:
  parameter() = default;
  parameter(const parameter &) = delete;
  parameter &operator=(const parameter &) = delete;

  void set_null() noexcept { data_ = nullptr; }
  /// Copies the text. Throws conversion_error if it contains a NUL, which
  /// PostgreSQL's text cannot hold and which would cut it off.
  void set_text(std::string_view text);
  /// The same without the copy.
  void take_text(std::string &&text);
  /// Keeps a pointer to the text: it must outlive the call. Throws as above.
  void borrow_text(const std::string &text);
  /// Keeps a pointer to the bytes: they must outlive the call.
  void borrow_bytes(std::span<const std::byte> bytes) noexcept;
  template <class Number> void set_number(Number value) {
    const auto end = std::to_chars(inline_.data(),
                                   inline_.data() + inline_.size() - 1, value)
                         .ptr;
    *end = '\0';
    data_ = inline_.data();
  }

  const char *data() const noexcept { return data_; } ///< nullptr is NULL.
  int size() const noexcept { return size_; }         ///< Of binary data only.
  bool binary() const noexcept { return binary_; }
  type_oid type() const noexcept { return type_; }

private:
  const char *data_ = nullptr;
  int size_ = 0;
  bool binary_ = false;
  type_oid type_ = type_oid::unspecified;
  std::array<char, 32> inline_;
  std::string owned_;
};

/// A value that came from the server, in text format. Borrows from the result.
struct field {
  std::string_view text;
  std::string_view column; ///< Its name.
  type_oid type;           ///< `unspecified` in COPY, whose rows do not tell.
  bool null;

  /// True if the column has this type, or does not tell.
  bool may_be(type_oid expected) const noexcept {
    return type == expected || type == type_oid::unspecified;
  }

  /// Throws conversion_error: "column "price" (numeric) cannot be read as
  /// double: <why>".
  [[noreturn]] void fail(std::string_view cpp_type, std::string_view why) const;
  /// Throws conversion_error if the field is NULL, naming std::optional.
  void require_value(std::string_view cpp_type) const;
};

/// How a type is sent and read. Specialise it for types of your own, with
///   static void encode(const T &value, parameter &out);
///   static T decode(const field &in);
/// or inherit from codec_through for a struct around one value.
template <class T> struct codec;

template <class T>
concept encodable =
    requires(const T &value, parameter &out) { codec<T>::encode(value, out); };
template <class T>
concept decodable = requires(const field &in) {
  { codec<T>::decode(in) } -> std::convertible_to<T>;
};

/// For strong types: struct user_id { std::string value; };
///   template <> struct dbsafe::codec<user_id>
///       : dbsafe::codec_through<user_id, &user_id::value> {};
template <class T, auto Member> struct codec_through {
  using inner =
      std::remove_cvref_t<decltype(std::declval<const T &>().*Member)>;
  static void encode(const T &value, parameter &out) {
    codec<inner>::encode(value.*Member, out);
  }
  static T decode(const field &in) {
    T value{};
    value.*Member = codec<inner>::decode(in);
    return value;
  }
};

namespace detail {
std::int64_t decode_integer(const field &in, std::int64_t lowest,
                            std::int64_t highest, std::string_view cpp_type);
double decode_double(const field &in, std::string_view cpp_type);
bool decode_bool(const field &in);
std::vector<std::byte> decode_bytes(const field &in);

/// char is text, bool is bool, and no PostgreSQL type holds all of uint64.
template <class T>
concept plain_integer =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
    !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
    !std::same_as<T, char16_t> && !std::same_as<T, char32_t> &&
    (sizeof(T) < 8 || std::is_signed_v<T>);
} // namespace detail

/// smallint, integer, bigint and oid; out of range is an error, not a wrap.
template <detail::plain_integer T> struct codec<T> {
  static void encode(T value, parameter &out) { out.set_number(value); }
  static T decode(const field &in) {
    return static_cast<T>(detail::decode_integer(
        in, static_cast<std::int64_t>(std::numeric_limits<T>::min()),
        static_cast<std::int64_t>(std::numeric_limits<T>::max()), "integer"));
  }
};

/// real, double precision and the integers that a double holds exactly. For
/// numeric read dbsafe::numeric, or cast in SQL where rounding is wanted.
template <std::floating_point T>
  requires(sizeof(T) <= sizeof(double))
struct codec<T> {
  static void encode(T value, parameter &out) { out.set_number(value); }
  static T decode(const field &in) {
    return static_cast<T>(
        detail::decode_double(in, sizeof(T) == 4 ? "float" : "double"));
  }
};

/// boolean.
template <> struct codec<bool> {
  static void encode(bool value, parameter &out) {
    out.set_text(value ? "t" : "f");
  }
  static bool decode(const field &in) { return detail::decode_bool(in); }
};

/// Any type's text, as PostgreSQL writes it; sends text for any type.
template <> struct codec<std::string> {
  static void encode(const std::string &value, parameter &out) {
    out.borrow_text(value);
  }
  static std::string decode(const field &in) {
    in.require_value("std::string");
    return std::string(in.text);
  }
};

/// Sent only: a view of a result would outlive it.
template <> struct codec<std::string_view> {
  static void encode(std::string_view value, parameter &out) {
    out.set_text(value);
  }
};
template <> struct codec<const char *> {
  static void encode(const char *value, parameter &out) {
    if (value)
      out.set_text(value);
    else
      out.set_null();
  }
};
template <> struct codec<char *> : codec<const char *> {};
template <std::size_t N> struct codec<char[N]> : codec<const char *> {};

/// bytea.
template <> struct codec<std::vector<std::byte>> {
  static void encode(const std::vector<std::byte> &value, parameter &out) {
    out.borrow_bytes(value);
  }
  static std::vector<std::byte> decode(const field &in) {
    return detail::decode_bytes(in);
  }
};
template <> struct codec<std::span<const std::byte>> {
  static void encode(std::span<const std::byte> value, parameter &out) {
    out.borrow_bytes(value);
  }
};

/// NULL.
template <> struct codec<std::nullopt_t> {
  static void encode(std::nullopt_t, parameter &out) { out.set_null(); }
};
template <> struct codec<std::nullptr_t> {
  static void encode(std::nullptr_t, parameter &out) { out.set_null(); }
};

/// Empty is NULL.
template <class T> struct codec<std::optional<T>> {
  static void encode(const std::optional<T> &value, parameter &out)
    requires encodable<T>
  {
    if (value)
      codec<T>::encode(*value, out);
    else
      out.set_null();
  }
  static std::optional<T> decode(const field &in)
    requires decodable<T>
  {
    if (in.null)
      return std::nullopt;
    return codec<T>::decode(in);
  }
};

} // namespace dbsafe

#endif
