//===- scalars.cpp - Reading and writing uuid, numeric, json --------------===//
//
// Nothing is trusted because of where it came from: the same parsers read what
// the server sends and what a request brings.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/scalars.hpp"
#include "dbsafe/error.hpp"

namespace dbsafe {

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

/// Where the text form has its hyphens.
static bool is_hyphen_place(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

std::optional<uuid> uuid::parse(std::string_view text) noexcept {
  if (text.size() != 36)
    return std::nullopt;
  uuid value;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_hyphen_place(i)) {
      if (text[i] != '-')
        return std::nullopt;
      continue;
    }
    const int digit = hex_digit(text[i]);
    if (digit < 0)
      return std::nullopt;
    std::byte &half = value.bytes[digits / 2];
    half = static_cast<std::byte>(static_cast<int>(half) * 16 + digit);
    ++digits;
  }
  return value;
}

std::string uuid::to_string() const {
  constexpr const char *digits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (const std::byte one : bytes) {
    if (is_hyphen_place(text.size()))
      text += '-';
    text += digits[static_cast<unsigned>(one) / 16];
    text += digits[static_cast<unsigned>(one) % 16];
  }
  return text;
}

void codec<uuid>::encode(const uuid &value, parameter &out) {
  out.take_text(value.to_string());
}

uuid codec<uuid>::decode(const field &in) {
  if (!in.may_be(type_oid::uuid))
    in.fail("dbsafe::uuid", "that type is no uuid; cast it in SQL");
  in.require_value("dbsafe::uuid");
  const std::optional<uuid> value = uuid::parse(in.text);
  if (!value)
    in.fail("dbsafe::uuid", "the text is no uuid");
  return *value;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

numeric::numeric(std::string_view text) : text_(text) {
  std::size_t digits = 0;
  std::size_t points = 0;
  const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  for (const char c : text.substr(sign ? 1 : 0)) {
    digits += is_digit(c) ? 1 : 0;
    points += c == '.' ? 1 : 0;
  }
  if (digits == 0 || points > 1 || digits + points + sign != text.size())
    throw conversion_error("the text is no decimal number such as -12.50");
}

numeric numeric::from_units(std::int64_t units, unsigned scale) {
  std::string digits = std::to_string(units);
  const std::size_t sign = units < 0 ? 1 : 0;
  if (scale > 0) {
    if (digits.size() - sign <= scale)
      digits.insert(sign, scale + 1 - (digits.size() - sign), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return numeric(digits);
}

[[noreturn]] static void fail_units(unsigned scale) {
  throw conversion_error("the number is not a whole count of units of 10^-" +
                         std::to_string(scale) + " within 64 bits");
}

std::int64_t numeric::units(unsigned scale) const {
  const std::size_t point = text_.find('.');
  std::string digits = text_.substr(0, point);
  std::string fraction =
      point == std::string::npos ? "" : text_.substr(point + 1);
  while (fraction.size() > scale && fraction.back() == '0')
    fraction.pop_back();
  if (fraction.size() > scale)
    fail_units(scale);
  fraction.resize(scale, '0');
  digits += fraction;
  if (digits.starts_with('+'))
    digits.erase(0, 1);
  std::int64_t value = 0;
  const char *const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc() || stop != end)
    fail_units(scale);
  return value;
}

/// Without what does not change the value: signs of zero, leading and trailing
/// zeros.
static std::string canonical(std::string text) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text[0] == '-';
    text.erase(0, 1);
  }
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0')
      text.pop_back();
    if (text.back() == '.')
      text.pop_back();
  }
  text.erase(0, text.find_first_not_of('0'));
  return negative && !text.empty() ? "-" + text : text;
}

bool operator==(const numeric &one, const numeric &other) {
  return canonical(one.text_) == canonical(other.text_);
}

numeric codec<numeric>::decode(const field &in) {
  constexpr std::string_view cpp_type = "dbsafe::numeric";
  if (!in.may_be(type_oid::numeric) && in.type != type_oid::int2 &&
      in.type != type_oid::int4 && in.type != type_oid::int8)
    in.fail(cpp_type, "that type is no exact number");
  in.require_value(cpp_type);
  numeric value;
  value.text_ = in.text; // "NaN" and "Infinity" as well.
  return value;
}

json codec<json>::decode(const field &in) {
  if (!in.may_be(type_oid::json) && in.type != type_oid::jsonb)
    in.fail("dbsafe::json", "that type is no json; cast it in SQL");
  in.require_value("dbsafe::json");
  return {std::string(in.text)};
}

} // namespace dbsafe
