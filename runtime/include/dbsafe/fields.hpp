//===- fields.hpp - The members of a plain struct, by name ----------------===//
//
// So that a row becomes a struct without a macro or a second list of columns
// that may disagree with the first. C++20 has no reflection, but the compiler
// prints the name of a member whose address is a template argument.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_FIELDS_HPP
#define DBSAFE_FIELDS_HPP

#include "dbsafe/members.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace dbsafe {

/// Columns that many tables share, written once and used as a member:
///   struct audited { std::string changed_by; };
///   struct Todo { dbsafe::columns<dbsafe::id, audited> base; ... };
/// The members of its parts are columns of Todo, in the member's place.
template <class... Parts> struct columns : Parts... {
  friend bool operator==(const columns &, const columns &) = default;
};

namespace detail {

/// What the compiler calls a value or a type, at the end of the text.
template <auto Value> constexpr auto printed() {
  return std::string_view(__PRETTY_FUNCTION__);
}
template <class T> constexpr auto printed_type() {
  return std::string_view(__PRETTY_FUNCTION__);
}

/// "Todo" of "... [T = app::Todo]"; empty if it does not end in a name.
constexpr std::string_view trailing_name(std::string_view text) {
  const std::size_t end = text.rfind(']');
  std::size_t begin = end;
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  while (begin > 0 && is_part(text[begin - 1]))
    --begin;
  return text.substr(begin, end - begin);
}

template <class T> struct specimen_holder {
  T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

/// Never defined: only the addresses of its members are named.
template <class T> extern const specimen_holder<T> specimen;

template <class P> struct member_address {
  const P *address;
};
template <class P> member_address(const P *) -> member_address<P>;

/// gcc prints "...Todo::title)}...", clang "...value.title}]".
constexpr std::string_view last_name(std::string_view text) {
#if defined(__clang__)
  text = text.substr(0, text.rfind("}]"));
#else
  text = text.substr(0, text.rfind(")}"));
#endif
  return text.substr(text.find_last_of(".:") + 1);
}

template <class T, std::size_t... I>
constexpr auto names_of(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{
      last_name(printed<member_address{
                    &std::get<I>(tie_fields(specimen<T>.value))}>())...};
}

/// The names of all members, in order.
template <class T>
inline constexpr auto field_names =
    names_of<T>(std::make_index_sequence<count_fields<T>()>{});

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class T> constexpr auto tie_columns(T &value);

template <class Field> constexpr auto tie_column(Field &one) {
  return std::tie(one);
}
template <class... Parts> constexpr auto tie_column(columns<Parts...> &group) {
  return std::tuple_cat(tie_columns(static_cast<Parts &>(group))...);
}
template <class... Parts>
constexpr auto tie_column(const columns<Parts...> &group) {
  return std::tuple_cat(tie_columns(static_cast<const Parts &>(group))...);
}

/// References to what stands for columns: the members, with those of `columns`
/// in its place.
template <class T> constexpr auto tie_columns(T &value) {
  return std::apply(
      [](auto &...fields) { return std::tuple_cat(tie_column(fields)...); },
      tie_fields(value));
}

template <class T>
using tied_columns = decltype(tie_columns(std::declval<T &>()));
template <class T>
inline constexpr std::size_t column_count = std::tuple_size_v<tied_columns<T>>;
template <class T, std::size_t I>
using column_type =
    std::remove_cvref_t<std::tuple_element_t<I, tied_columns<T>>>;

template <class T>
constexpr std::array<std::string_view, column_count<T>> names_of_columns();

constexpr std::size_t put_names(const auto &from, auto &to, std::size_t at) {
  for (const std::string_view name : from)
    to[at++] = name;
  return at;
}

template <class Field>
constexpr std::size_t put_column(const Field *, std::string_view name, auto &to,
                                 std::size_t at) {
  to[at] = name;
  return at + 1;
}
template <class... Parts>
constexpr std::size_t put_column(const columns<Parts...> *, std::string_view,
                                 auto &to, std::size_t at) {
  ((at = put_names(names_of_columns<Parts>(), to, at)), ...);
  return at;
}

template <class T>
constexpr std::array<std::string_view, column_count<T>> names_of_columns() {
  std::array<std::string_view, column_count<T>> names;
  using fields = decltype(tie_fields(std::declval<T &>()));
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    std::size_t at = 0;
    ((at = put_column(
          static_cast<std::remove_reference_t<std::tuple_element_t<I, fields>>
                          *>(nullptr),
          field_names<T>[I], names, at)),
     ...);
  }(std::make_index_sequence<std::tuple_size_v<fields>>{});
  return names;
}

/// The names of what stands for columns, in order.
template <class T> inline constexpr auto column_names = names_of_columns<T>();

} // namespace detail
} // namespace dbsafe

#endif
