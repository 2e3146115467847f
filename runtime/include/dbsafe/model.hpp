//===- model.hpp - Structs that are tables --------------------------------===//
//
// A table is declared once, as the struct that its rows become:
//   struct Todo {                                      // table "todo"
//     dbsafe::columns<dbsafe::id, dbsafe::timestamps> base;
//     UserId user_id;
//     std::string title;
//     bool done = false;
//     using owner = dbsafe::owned_by<&Todo::user_id>;
//   };
// Names come from the struct and its members, so nothing can be misspelt in a
// second place; statements over it are in statements.hpp.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_MODEL_HPP
#define DBSAFE_MODEL_HPP

#include "dbsafe/fields.hpp"
#include "dbsafe/sql_facts.hpp"
#include "dbsafe/time.hpp"

namespace dbsafe {

/// Who gives a column its value.
enum class column_rule : unsigned char {
  given,         ///< The struct's member.
  by_database,   ///< The database: identity, or a default. Never written.
  now_on_insert, ///< The time of the transaction that inserts the row.
  now_on_write,  ///< The time of the transaction that last wrote the row.
};

/// Part of `columns`: a key that the database makes, as with
///   id bigint generated always as identity primary key
///   id uuid default gen_random_uuid() primary key
template <class Key> struct key_column {
  Key id{};
  static constexpr std::array rules{column_rule::by_database};
  friend bool operator==(const key_column &, const key_column &) = default;
};
using id = key_column<std::int64_t>;

/// Part of `columns`: when the row was made and last changed.
struct timestamps {
  time_point created_at{};
  time_point updated_at{};
  static constexpr std::array rules{column_rule::now_on_insert,
                                    column_rule::now_on_write};
  friend bool operator==(const timestamps &, const timestamps &) = default;
};

/// A foreign key: references<Todo> todo_id is the key of a Todo, and of
/// nothing else. What select().join() joins by.
template <class Target, class Key = std::int64_t> struct references {
  Key id{};

  constexpr references() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): assigned from the key.
  constexpr references(Key key) : id(std::move(key)) {}
  friend auto operator<=>(const references &, const references &) = default;
  friend bool operator==(const references &, const references &) = default;
};
template <class Target, class Key>
struct codec<references<Target, Key>>
    : codec_through<references<Target, Key>, &references<Target, Key>::id> {};

/// `using owner = owned_by<&Todo::user_id>;` in a model: its rows belong to
/// the user whom that column names. In a session of a user, statements on it
/// compile only if they name the owner (CWE-639).
template <auto Member> struct owned_by {};

/// `using key = keyed_by<&Country::code>;` in a model whose key is not from
/// `columns<id>` but given by the program.
template <auto Member> struct keyed_by {};

namespace reason {
void a_table_name_is_letters_digits_and_underscores_with_at_most_one_dot();
void a_column_name_occurs_twice_in_the_model();
void the_member_is_no_column_of_the_model();
} // namespace reason

namespace detail {

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// The member's place among the columns of T, by its name.
template <class T, auto Member> consteval std::size_t place_of_member() {
  const std::string_view name = trailing_name(printed<Member>());
  for (std::size_t i = 0; i < column_count<T>; ++i)
    if (column_names<T>[i] == name)
      return i;
  reason::the_member_is_no_column_of_the_model();
  return no_column;
}

template <class T, class Marker> struct marked_member;
template <class T, auto Member> struct marked_member<T, owned_by<Member>> {
  static constexpr std::size_t place = place_of_member<T, Member>();
};
template <class T, auto Member> struct marked_member<T, keyed_by<Member>> {
  static constexpr std::size_t place = place_of_member<T, Member>();
};

template <class T>
constexpr std::array<column_rule, column_count<T>> rules_of_columns();

template <class Field>
constexpr std::size_t put_rules(const Field *, auto &to, std::size_t at) {
  to[at] = column_rule::given;
  return at + 1;
}
template <class... Parts>
constexpr std::size_t put_rules(const columns<Parts...> *, auto &to,
                                std::size_t at) {
  const auto put = [&](const auto &rules) {
    for (const column_rule rule : rules)
      to[at++] = rule;
  };
  (put(rules_of_columns<Parts>()), ...);
  return at;
}

template <class T>
constexpr std::array<column_rule, column_count<T>> rules_of_columns() {
  if constexpr (requires { T::rules; }) {
    static_assert(std::size(T::rules) == column_count<T>,
                  "a part of columns<> has as many rules as members");
    return T::rules;
  } else {
    std::array<column_rule, column_count<T>> rules{};
    using fields = decltype(tie_fields(std::declval<T &>()));
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      std::size_t at = 0;
      ((at = put_rules(
            static_cast<std::remove_reference_t<std::tuple_element_t<I, fields>>
                            *>(nullptr),
            rules, at)),
       ...);
    }(std::make_index_sequence<std::tuple_size_v<fields>>{});
    return rules;
  }
}

/// The struct's name in lower case.
template <class T> consteval auto name_of_table() {
  constexpr std::string_view type = trailing_name(printed_type<T>());
  static_assert(!type.empty(), "a template has no name to call its table by: "
                               "give it a member `table`");
  std::array<char, type.size()> name{};
  for (std::size_t i = 0; i < type.size(); ++i)
    name[i] = lower(type[i]);
  return name;
}
template <class T>
inline constexpr auto derived_table_name = name_of_table<T>();

consteval std::string_view checked_table_name(std::string_view name) {
  std::size_t dots = 0;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == '_' ||
                       static_cast<unsigned char>(c) >= 0x80;
    dots += c == '.' ? 1 : 0;
    if (!plain && c != '.')
      reason::
          a_table_name_is_letters_digits_and_underscores_with_at_most_one_dot();
  }
  if (name.empty() || dots > 1 || name.front() == '.' || name.back() == '.')
    reason::
        a_table_name_is_letters_digits_and_underscores_with_at_most_one_dot();
  return name;
}

/// What is known of a table from its struct, in the compiler.
template <class T> struct model {
  static_assert(std::is_aggregate_v<T> && std::is_default_constructible_v<T>,
                "a model is a plain struct");

  static constexpr std::size_t count = column_count<T>;
  static constexpr auto &names = column_names<T>;
  static constexpr auto rules = rules_of_columns<T>();

  /// "todo", or what the struct says: static constexpr std::string_view table.
  static consteval std::string_view table() {
    if constexpr (requires { T::table; })
      return checked_table_name(T::table);
    else
      return {derived_table_name<T>.data(), derived_table_name<T>.size()};
  }

  static constexpr bool owned = requires { typename T::owner; };
  static consteval std::size_t owner() {
    if constexpr (owned)
      return marked_member<T, typename T::owner>::place;
    else
      return no_column;
  }

  /// no_column if it has none.
  static consteval std::size_t key() {
    if constexpr (requires { typename T::key; })
      return marked_member<T, typename T::key>::place;
    for (std::size_t i = 0; i < count; ++i)
      if (rules[i] == column_rule::by_database)
        return i;
    return no_column;
  }

private:
  static consteval bool names_are_distinct() {
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j])
          reason::a_column_name_occurs_twice_in_the_model();
    return true;
  }
  static_assert(names_are_distinct());
};

} // namespace detail
} // namespace dbsafe

#endif
