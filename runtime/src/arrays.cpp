//===- arrays.cpp - The text form of arrays -------------------------------===//
//
// Manual, section 8.15.6 "Array Input and Output Syntax". Every element but
// NULL is quoted when sent, so that none can be taken for syntax.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/arrays.hpp"

#include <algorithm>

namespace dbsafe::detail {

void array_writer::add(const parameter &element) {
  if (text_.size() > 1)
    text_ += ',';
  if (!element.data()) {
    text_ += "NULL";
    return;
  }
  text_ += '"';
  if (element.binary()) { // bytea, written in its hexadecimal form.
    constexpr const char *digits = "0123456789abcdef";
    text_ += "\\\\x";
    for (int i = 0; i < element.size(); ++i) {
      const auto byte = static_cast<unsigned char>(element.data()[i]);
      text_ += digits[byte / 16];
      text_ += digits[byte % 16];
    }
  } else {
    for (const char *c = element.data(); *c != '\0'; ++c) {
      if (*c == '"' || *c == '\\')
        text_ += '\\';
      text_ += *c;
    }
  }
  text_ += '"';
}

void array_writer::finish(parameter &out) && {
  text_ += '}';
  out.take_text(std::move(text_));
}

/// The type of the elements of pg_type's built-in arrays.
static type_oid element_of(type_oid array) {
  switch (static_cast<std::uint32_t>(array)) {
  case 199:
    return type_oid::json;
  case 1000:
    return type_oid::boolean;
  case 1001:
    return type_oid::bytea;
  case 1005:
    return type_oid::int2;
  case 1007:
    return type_oid::int4;
  case 1009: // text[]
  case 1015: // varchar[]
    return type_oid::text;
  case 1016:
    return type_oid::int8;
  case 1021:
    return type_oid::float4;
  case 1022:
    return type_oid::float8;
  case 1028:
    return type_oid::oid;
  case 1115:
    return type_oid::timestamp;
  case 1182:
    return type_oid::date;
  case 1185:
    return type_oid::timestamptz;
  case 1187:
    return type_oid::interval;
  case 1231:
    return type_oid::numeric;
  case 2951:
    return type_oid::uuid;
  case 3807:
    return type_oid::jsonb;
  default:
    return type_oid::unspecified; // Of a type that the database defines.
  }
}

array_reader::array_reader(const field &in)
    : in_(in), rest_(in.text), element_type_(element_of(in.type)) {
  // "[0:2]={...}" when it does not count from 1.
  if (rest_.starts_with('['))
    rest_.remove_prefix(std::min(rest_.find('=') + 1, rest_.size()));
  if (!rest_.starts_with('{'))
    fail();
  rest_.remove_prefix(1);
}

void array_reader::fail() const {
  in_.fail("std::vector", "it is no array of one dimension");
}

void array_reader::read_quoted() {
  unquoted_.clear();
  rest_.remove_prefix(1);
  while (!rest_.empty() && rest_[0] != '"') {
    if (rest_[0] == '\\')
      rest_.remove_prefix(1);
    if (rest_.empty())
      fail();
    unquoted_ += rest_[0];
    rest_.remove_prefix(1);
  }
  if (rest_.empty())
    fail();
  rest_.remove_prefix(1);
}

bool array_reader::next(field &element) {
  if (rest_ == "}") {
    return false;
  }
  if (!first_) {
    if (!rest_.starts_with(','))
      fail();
    rest_.remove_prefix(1);
  }
  first_ = false;
  if (rest_.starts_with('{'))
    fail(); // A second dimension.
  element = {{}, in_.column, element_type_, false};
  if (rest_.starts_with('"')) {
    read_quoted();
    element.text = unquoted_;
    return true;
  }
  const std::size_t end = rest_.find_first_of(",}");
  if (end == std::string_view::npos || end == 0)
    fail();
  element.text = rest_.substr(0, end);
  rest_.remove_prefix(end);
  element.null = element.text == "NULL";
  return true;
}

} // namespace dbsafe::detail
