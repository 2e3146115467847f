//===- enums.hpp - Enumerators by name ------------------------------------===//
//
// enum class state { open, done } is PostgreSQL's
//   create type state as enum ('open', 'done')
// or a text column with a check: stored by name, because a number changes its
// meaning when somebody sorts the list. The compiler prints the names.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_ENUMS_HPP
#define DBSAFE_ENUMS_HPP

#include "dbsafe/fields.hpp"
#include "dbsafe/types.hpp"

namespace dbsafe {

namespace detail {

template <class E>
concept scoped_enum =
    std::is_enum_v<E> && !std::is_convertible_v<E, std::underlying_type_t<E>>;

/// Enumerators must be in 0 ... enumerator_limit - 1.
inline constexpr std::size_t enumerator_limit = 64;

/// "state::open" is an enumerator, "(state)7" is none: its name is empty.
constexpr std::string_view enumerator_name(std::string_view text) {
  const std::string_view name = trailing_name(text);
  return !name.empty() && name[0] >= '0' && name[0] <= '9' ? std::string_view()
                                                           : name;
}

template <class E, std::size_t... I>
constexpr auto names_of_enumerators(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{
      enumerator_name(printed<static_cast<E>(I)>())...};
}

/// By value; empty where there is no enumerator.
template <class E>
inline constexpr auto enumerator_names =
    names_of_enumerators<E>(std::make_index_sequence<enumerator_limit>{});

/// Throw conversion_error.
[[noreturn]] void fail_unnamed_enumerator();
[[noreturn]] void fail_unknown_enumerator(const field &in);

} // namespace detail

/// An enum class by the names of its enumerators, which have values from 0 to
/// 63. For one that is stored as a number, or named otherwise, specialise:
///   template <> struct dbsafe::codec<level>
///       : dbsafe::codec_through_number<level> {};
template <detail::scoped_enum E> struct codec<E> {
  static void encode(E value, parameter &out) {
    const auto place = static_cast<std::size_t>(value);
    if (place >= detail::enumerator_limit ||
        detail::enumerator_names<E>[place].empty())
      detail::fail_unnamed_enumerator();
    out.set_text(detail::enumerator_names<E>[place]);
  }
  static E decode(const field &in) {
    in.require_value("an enum");
    for (std::size_t i = 0; i < detail::enumerator_limit; ++i)
      if (!in.text.empty() && detail::enumerator_names<E>[i] == in.text)
        return static_cast<E>(i);
    detail::fail_unknown_enumerator(in);
  }
};

/// An enum by its underlying number, which is not checked against the
/// enumerators.
template <class E> struct codec_through_number {
  using number = std::underlying_type_t<E>;
  static void encode(E value, parameter &out) {
    codec<number>::encode(static_cast<number>(value), out);
  }
  static E decode(const field &in) {
    return static_cast<E>(codec<number>::decode(in));
  }
};

} // namespace dbsafe

#endif
