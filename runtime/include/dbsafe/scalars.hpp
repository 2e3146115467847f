//===- scalars.hpp - uuid, numeric, json ----------------------------------===//
//
// Types that C++ has no word for. Each is a type of its own rather than a
// std::string, so that a price is not stored where an id belongs, and so that
// what is no uuid or no number is found before it is sent.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SCALARS_HPP
#define DBSAFE_SCALARS_HPP

#include "dbsafe/types.hpp"

#include <compare>

namespace dbsafe {

/// A universally unique identifier (RFC 9562). Let the server make new ones:
/// gen_random_uuid().
struct uuid {
  std::array<std::byte, 16> bytes{};

  /// Reads "123e4567-e89b-12d3-a456-426614174000", in either case. Nothing if
  /// the text is anything else: ids come from URLs.
  static std::optional<uuid> parse(std::string_view text) noexcept;
  /// In lower case, as PostgreSQL writes it.
  std::string to_string() const;

  friend auto operator<=>(const uuid &, const uuid &) = default;
};

/// An exact decimal number of any size, as the server wrote it: for money and
/// for whatever must not be rounded.
class numeric {
public:
  numeric() : text_("0") {}
  /// Reads "-12.50". Throws conversion_error for anything but an optional
  /// sign, digits and at most one point.
  explicit numeric(std::string_view text);
  /// from_units(1250, 2) is 12.50.
  static numeric from_units(std::int64_t units, unsigned scale);

  /// How many units of 10^-scale it is: 12.5 has 1250 at scale 2. Throws
  /// conversion_error if that is no whole number of 64 bits, or it is NaN or
  /// infinite.
  std::int64_t units(unsigned scale) const;
  const std::string &text() const noexcept { return text_; }

  /// By value: 1.5 equals 1.50.
  friend bool operator==(const numeric &one, const numeric &other);

private:
  friend struct codec<numeric>;
  std::string text_;
};

/// The text of a JSON value. To map a library's type, specialise its codec and
/// go through this one.
struct json {
  std::string text;

  friend bool operator==(const json &, const json &) = default;
};

/// uuid.
template <> struct codec<uuid> {
  static void encode(const uuid &value, parameter &out);
  static uuid decode(const field &in);
};

/// numeric, and integers.
template <> struct codec<numeric> {
  static void encode(const numeric &value, parameter &out) {
    out.borrow_text(value.text_);
  }
  static numeric decode(const field &in);
};

/// json and jsonb.
template <> struct codec<json> {
  static void encode(const json &value, parameter &out) {
    out.borrow_text(value.text);
  }
  static json decode(const field &in);
};

} // namespace dbsafe

#endif
