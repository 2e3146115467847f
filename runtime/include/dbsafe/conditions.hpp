//===- conditions.hpp - Which rows ----------------------------------------===//
//
//   column<&Todo::user_id> == user && column<&Todo::done> == false
//   column<&Todo::title> != "x" || is_null(column<&Todo::due>)
// A condition's shape is a type, so that its SQL is made in the compiler and
// whose rows it names is known there; its values are parameters. A value that
// cannot be compared with the column without loss does not compile.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CONDITIONS_HPP
#define DBSAFE_CONDITIONS_HPP

#include "dbsafe/arrays.hpp"
#include "dbsafe/sql_writer.hpp"

namespace dbsafe {

/// Bases of columns and conditions. They stand here, beside the operators, so
/// that these are found without `using namespace dbsafe`.
struct column_tag {};
struct condition {};

namespace detail {

template <class T, class... Ts>
inline constexpr bool is_among = (std::is_same_v<T, Ts> || ...);

template <class T>
concept is_condition = std::derived_from<T, condition>;

template <class T> struct unwrap_optional {
  using type = T;
  static constexpr bool nullable = false;
};
template <class T> struct unwrap_optional<std::optional<T>> {
  using type = T;
  static constexpr bool nullable = true;
};

/// The column at a place of a model. Stateless; stands for itself.
template <class Model, std::size_t Place> struct model_column : column_tag {
  using model_type = Model;
  using type = detail::column_type<Model, Place>;
  /// What it is compared with.
  using operand = typename unwrap_optional<type>::type;
  static constexpr bool nullable = unwrap_optional<type>::nullable;
  static constexpr std::size_t place = Place;

  static constexpr void write(sql_writer &out) {
    out.template column<Model>(Place);
  }
};
template <class T>
concept is_column = std::derived_from<T, column_tag>;

/// Values that become T with nothing lost: no double for an integer, no int
/// for a bool, no text for a strong type.
template <class V, class T>
concept loses_nothing_as =
    (std::is_arithmetic_v<T> && requires(const V &v) { T{v}; }) ||
    (!std::is_arithmetic_v<T> && std::is_convertible_v<const V &, T>) ||
    (std::same_as<T, std::string> &&
     std::is_convertible_v<const V &, std::string_view>);

template <class T, class V> T take_value(V &&value) {
  if constexpr (std::is_convertible_v<V &&, T>)
    return std::forward<V>(value);
  else
    return T(std::string_view(value));
}

template <class V, class Column>
concept compares_with = !is_column<V> && !std::is_same_v<V, std::nullptr_t> &&
                        !std::is_same_v<V, std::nullopt_t> &&
                        loses_nothing_as<V, typename Column::operand>;

enum class comparison_kind : unsigned char {
  equal,
  not_equal,
  less,
  at_most,
  greater,
  at_least,
  like,
  in,
};
constexpr std::string_view spelling(comparison_kind kind) {
  switch (kind) {
  case comparison_kind::equal:
    return " = ";
  case comparison_kind::not_equal:
    return " <> ";
  case comparison_kind::less:
    return " < ";
  case comparison_kind::at_most:
    return " <= ";
  case comparison_kind::greater:
    return " > ";
  case comparison_kind::at_least:
    return " >= ";
  case comparison_kind::like:
    return " like ";
  case comparison_kind::in:
    return " = any";
  }
  return {};
}

/// Column, operator, value. What conditions have in common: write() writes
/// them, values() are their parameters in that order, pins<C>() is true if
/// they hold only for rows with one given value in column C, and about<M...>()
/// if they are about columns of these models only.
template <class Column, comparison_kind Kind, class Value>
struct comparison : condition {
  Value value;

  explicit comparison(Value with) : value(std::move(with)) {}
  static constexpr void write(sql_writer &out) {
    Column::write(out);
    out.put(spelling(Kind));
    if (Kind == comparison_kind::in)
      out.put('(');
    out.placeholder();
    if (Kind == comparison_kind::in)
      out.put(')');
  }
  auto values() const { return std::tie(value); }
  template <class C> static consteval bool pins() {
    return Kind == comparison_kind::equal && std::is_same_v<C, Column>;
  }
  template <class... M> static consteval bool about() {
    return is_among<typename Column::model_type, M...>;
  }
};

template <class Column, comparison_kind Kind, class V> auto compare(V &&value) {
  using operand = typename Column::operand;
  return comparison<Column, Kind, operand>(
      take_value<operand>(std::forward<V>(value)));
}

template <class A, comparison_kind Kind, class B>
struct column_comparison : condition {
  static constexpr void write(sql_writer &out) {
    A::write(out);
    out.put(spelling(Kind));
    B::write(out);
  }
  auto values() const { return std::tuple<>(); }
  template <class C> static consteval bool pins() { return false; }
  template <class... M> static consteval bool about() {
    return is_among<typename A::model_type, M...> &&
           is_among<typename B::model_type, M...>;
  }
};

template <class Column, bool Null> struct null_test : condition {
  static constexpr void write(sql_writer &out) {
    Column::write(out);
    out.put(Null ? " is null" : " is not null");
  }
  auto values() const { return std::tuple<>(); }
  template <class C> static consteval bool pins() { return false; }
  template <class... M> static consteval bool about() {
    return is_among<typename Column::model_type, M...>;
  }
};

template <bool Both, class A, class B> struct combination : condition {
  A one;
  B other;

  combination(A a, B b) : one(std::move(a)), other(std::move(b)) {}
  static constexpr void write(sql_writer &out) {
    out.put('(');
    A::write(out);
    out.put(Both ? " and " : " or ");
    B::write(out);
    out.put(')');
  }
  auto values() const { return std::tuple_cat(one.values(), other.values()); }
  template <class C> static consteval bool pins() {
    return Both ? A::template pins<C>() || B::template pins<C>()
                : A::template pins<C>() && B::template pins<C>();
  }
  template <class... M> static consteval bool about() {
    return A::template about<M...>() && B::template about<M...>();
  }
};

template <class A> struct negation : condition {
  A one;

  explicit negation(A a) : one(std::move(a)) {}
  static constexpr void write(sql_writer &out) {
    out.put("not (");
    A::write(out);
    out.put(')');
  }
  auto values() const { return one.values(); }
  template <class C> static consteval bool pins() { return false; }
  template <class... M> static consteval bool about() {
    return A::template about<M...>();
  }
};

struct no_condition : condition {
  static constexpr void write(sql_writer &out) { out.put("true"); }
  auto values() const { return std::tuple<>(); }
  template <class C> static consteval bool pins() { return false; }
  template <class... M> static consteval bool about() { return true; }
};

template <auto Member> struct member_traits;
template <class C, class M, M C::*Member> struct member_traits<Member> {
  using owner = C;
  using type = M;
};

template <auto Member> consteval auto column_of_path() {
  using model_type = typename member_traits<Member>::owner;
  return model_column<model_type, place_of_member<model_type, Member>()>{};
}
/// A column of a part: which model's part, then which column of the part.
template <auto Group, auto Member> consteval auto column_of_path() {
  using model_type = typename member_traits<Group>::owner;
  static_assert(
      std::is_base_of_v<typename member_traits<Member>::owner,
                        typename member_traits<Group>::type>,
      "column<&Model::base, &part::member>: base is columns<..., part>");
  return model_column<model_type, place_of_member<model_type, Member>()>{};
}

/// For `&Todo::user_id == user`: the one direct member of that type.
template <class Model, class Type, std::size_t... I>
consteval std::size_t place_of_type(std::index_sequence<I...>) {
  std::size_t found = no_column;
  std::size_t count = 0;
  ((std::is_same_v<Type, column_type<Model, I>> ? (found = I, ++count) : count),
   ...);
  return count == 1 ? found : no_column;
}
template <class Model, class Type>
inline constexpr std::size_t only_place_of =
    place_of_type<Model, Type>(std::make_index_sequence<column_count<Model>>{});

template <class Model, class Type> constexpr auto column_by_type() {
  constexpr std::size_t place = only_place_of<Model, Type>;
  static_assert(place != no_column,
                "several members have this type, so the pointer alone does not "
                "tell the column in the compiler: write "
                "dbsafe::column<&Model::member>");
  return model_column<Model, place == no_column ? 0 : place>{};
}

/// What stands for a column: column<&Todo::title>, key<Todo>, or the pointer
/// itself where no other member has its type.
template <is_column C> constexpr C as_column(C column) { return column; }
template <class Model, class Type>
  requires std::is_object_v<Type>
constexpr auto as_column(Type Model::*) {
  return column_by_type<Model, Type>();
}
template <class T>
concept names_column_of_model =
    is_column<T> || std::is_member_object_pointer_v<T>;
template <names_column_of_model T>
using column_named_by = decltype(as_column(std::declval<T>()));

} // namespace detail

/// A column of a model, for conditions, set() and order_by():
///   column<&Todo::title>
///   column<&Todo::base, &timestamps::created_at>   of a part of `columns`
template <auto... Path>
inline constexpr auto column = detail::column_of_path<Path...>();

/// The key of a model: what references<Model> refers to.
template <class Model>
inline constexpr auto key =
    detail::model_column<Model, detail::model<Model>::key()>{};

/// All rows, for update() and remove(), which do nothing without a condition.
inline constexpr detail::no_condition every_row{};

/// Comparisons with a value, as SQL has them: NULL is neither equal nor unequal
/// to anything, so a std::optional is no value here; see is_null().
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator==(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::equal>(
      std::forward<V>(value));
}
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator!=(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::not_equal>(
      std::forward<V>(value));
}
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator<(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::less>(
      std::forward<V>(value));
}
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator<=(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::at_most>(
      std::forward<V>(value));
}
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator>(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::greater>(
      std::forward<V>(value));
}
template <detail::is_column C, class V>
  requires detail::compares_with<std::remove_cvref_t<V>, C>
auto operator>=(C, V &&value) {
  return detail::compare<C, detail::comparison_kind::at_least>(
      std::forward<V>(value));
}

/// Comparisons of two columns.
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator==(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::equal, B>{};
}
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator!=(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::not_equal, B>{};
}
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator<(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::less, B>{};
}
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator<=(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::at_most, B>{};
}
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator>(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::greater, B>{};
}
template <detail::is_column A, detail::is_column B>
  requires std::same_as<typename A::operand, typename B::operand>
auto operator>=(A, B) {
  return detail::column_comparison<A, detail::comparison_kind::at_least, B>{};
}

/// `&Todo::user_id == user`, where no other member of Todo has that type. For
/// values of class type: C++ has its own idea of a pointer and a number. Found
/// without `using dbsafe::operator==` if a type of dbsafe takes part, such as
/// references<User>.
template <class Model, class Type, class V>
  requires std::is_class_v<std::remove_cvref_t<V>> && (!detail::is_column<V>)
auto operator==(Type Model::*, V &&value) {
  constexpr auto found = detail::column_by_type<Model, Type>();
  static_assert(detail::compares_with<std::remove_cvref_t<V>,
                                      std::remove_const_t<decltype(found)>>,
                "the value cannot be compared with the column without loss");
  return found == std::forward<V>(value);
}

/// These and all that follow take column<&Todo::title>, or &Todo::title where
/// no other member has its type.
template <detail::names_column_of_model C>
  requires(detail::column_named_by<C>::nullable)
auto is_null(C) {
  return detail::null_test<detail::column_named_by<C>, true>{};
}
template <detail::names_column_of_model C>
  requires(detail::column_named_by<C>::nullable)
auto is_not_null(C) {
  return detail::null_test<detail::column_named_by<C>, false>{};
}

/// True for rows whose column is one of the values; none if there are none.
template <detail::names_column_of_model C>
auto in(C, std::vector<typename detail::column_named_by<C>::operand> values) {
  using column = detail::column_named_by<C>;
  return detail::comparison<column, detail::comparison_kind::in,
                            std::vector<typename column::operand>>(
      std::move(values));
}

/// LIKE: % and _ in the pattern have a meaning. Escape them with a backslash
/// where the text comes from a user.
template <detail::names_column_of_model C>
  requires std::same_as<typename detail::column_named_by<C>::operand,
                        std::string>
auto like(C, std::string pattern) {
  return detail::comparison<detail::column_named_by<C>,
                            detail::comparison_kind::like, std::string>(
      std::move(pattern));
}

template <detail::is_condition A, detail::is_condition B>
auto operator&&(A one, B other) {
  return detail::combination<true, A, B>(std::move(one), std::move(other));
}
template <detail::is_condition A, detail::is_condition B>
auto operator||(A one, B other) {
  return detail::combination<false, A, B>(std::move(one), std::move(other));
}
template <detail::is_condition A> auto operator!(A one) {
  return detail::negation<A>(std::move(one));
}

} // namespace dbsafe

#endif
