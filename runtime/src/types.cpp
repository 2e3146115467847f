//===- types.cpp - Reading PostgreSQL's text format -----------------------===//
//
// Text is what every server, pooler and extension type speaks, so it is what
// is read; the column's type number says what the text means.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/types.hpp"
#include "dbsafe/error.hpp"

#include <algorithm>
#include <limits>

namespace dbsafe {

static void require_no_nul(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw conversion_error(
        "a text parameter contains a NUL character, which PostgreSQL cannot "
        "store as text: send std::vector<std::byte> to a bytea column");
}

void parameter::set_text(std::string_view text) {
  require_no_nul(text);
  if (text.size() < inline_.size()) {
    text.copy(inline_.data(), text.size());
    inline_[text.size()] = '\0';
    data_ = inline_.data();
  } else {
    owned_ = text;
    data_ = owned_.c_str();
  }
}

void parameter::take_text(std::string &&text) {
  require_no_nul(text);
  owned_ = std::move(text);
  data_ = owned_.c_str();
}

void parameter::borrow_text(const std::string &text) {
  require_no_nul(text);
  data_ = text.c_str();
}

void parameter::borrow_bytes(std::span<const std::byte> bytes) noexcept {
  static constexpr char nothing = 0;
  data_ =
      bytes.empty() ? &nothing : reinterpret_cast<const char *>(bytes.data());
  size_ = static_cast<int>(bytes.size());
  binary_ = true;
  type_ = type_oid::bytea;
}

std::string type_name(type_oid type) {
  switch (type) {
  case type_oid::unspecified:
    return "unknown";
  case type_oid::boolean:
    return "boolean";
  case type_oid::bytea:
    return "bytea";
  case type_oid::int8:
    return "bigint";
  case type_oid::int2:
    return "smallint";
  case type_oid::int4:
    return "integer";
  case type_oid::text:
    return "text";
  case type_oid::oid:
    return "oid";
  case type_oid::json:
    return "json";
  case type_oid::float4:
    return "real";
  case type_oid::float8:
    return "double precision";
  case type_oid::date:
    return "date";
  case type_oid::timestamp:
    return "timestamp without time zone";
  case type_oid::timestamptz:
    return "timestamp with time zone";
  case type_oid::interval:
    return "interval";
  case type_oid::numeric:
    return "numeric";
  case type_oid::uuid:
    return "uuid";
  case type_oid::jsonb:
    return "jsonb";
  }
  return "type " + std::to_string(static_cast<std::uint32_t>(type));
}

void field::fail(std::string_view cpp_type, std::string_view why) const {
  throw conversion_error("column \"" + std::string(column) + "\" (" +
                         type_name(type) + ") cannot be read as " +
                         std::string(cpp_type) + ": " + std::string(why));
}

void field::require_value(std::string_view cpp_type) const {
  if (null)
    fail(cpp_type, "it is NULL; read std::optional<" + std::string(cpp_type) +
                       "> where that can happen");
}

namespace detail {

static bool is_integer(type_oid type) {
  return type == type_oid::int2 || type == type_oid::int4 ||
         type == type_oid::int8 || type == type_oid::oid ||
         type == type_oid::unspecified;
}

std::int64_t decode_integer(const field &in, std::int64_t lowest,
                            std::int64_t highest, std::string_view cpp_type) {
  if (!is_integer(in.type))
    in.fail(cpp_type, "that type is no integer; cast it in SQL if that is "
                      "what is meant");
  in.require_value(cpp_type);
  std::int64_t value = 0;
  const auto [stop, error] =
      std::from_chars(in.text.data(), in.text.data() + in.text.size(), value);
  if (error != std::errc() || stop != in.text.data() + in.text.size())
    in.fail(cpp_type, "the text is no number");
  if (value < lowest || value > highest)
    in.fail(cpp_type, "the value is out of range; read std::int64_t");
  return value;
}

double decode_double(const field &in, std::string_view cpp_type) {
  if (in.type == type_oid::numeric)
    in.fail(cpp_type, "that would round; read dbsafe::numeric, or cast it to "
                      "float8 in SQL if rounding is meant");
  if (!in.may_be(type_oid::float4) && in.type != type_oid::float8 &&
      in.type != type_oid::int2 && in.type != type_oid::int4)
    in.fail(cpp_type, "that type is no floating-point number");
  in.require_value(cpp_type);
  double value = 0;
  const auto [stop, error] =
      std::from_chars(in.text.data(), in.text.data() + in.text.size(), value);
  if (error != std::errc() || stop != in.text.data() + in.text.size())
    in.fail(cpp_type, "the text is no number");
  return value;
}

bool decode_bool(const field &in) {
  if (!in.may_be(type_oid::boolean))
    in.fail("bool", "that type is no boolean; compare in SQL");
  in.require_value("bool");
  return in.text == "t";
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return -1;
}

std::vector<std::byte> decode_bytes(const field &in) {
  constexpr std::string_view cpp_type = "std::vector<std::byte>";
  if (!in.may_be(type_oid::bytea))
    in.fail(cpp_type, "that type is no bytea");
  in.require_value(cpp_type);
  if (!in.text.starts_with("\\x") || in.text.size() % 2 != 0)
    in.fail(cpp_type, "the server's bytea_output is not \"hex\"");
  std::vector<std::byte> bytes(in.text.size() / 2 - 1);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = hex_digit(in.text[2 * i + 2]);
    const int low = hex_digit(in.text[2 * i + 3]);
    if (high < 0 || low < 0)
      in.fail(cpp_type, "the text is not hexadecimal");
    bytes[i] = static_cast<std::byte>(high * 16 + low);
  }
  return bytes;
}

} // namespace detail
} // namespace dbsafe
