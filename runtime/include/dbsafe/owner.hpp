//===- owner.hpp - Whose rows a statement is about ------------------------===//
//
// A model with an owner must not be read, changed or removed on behalf of a
// user without the owner in the statement (CWE-639). Row-level security is the
// wall behind this one; here the compiler finds the statement that forgot it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_OWNER_HPP
#define DBSAFE_OWNER_HPP

#include "dbsafe/model.hpp"
#include "dbsafe/sql.hpp"

namespace dbsafe {

namespace reason {
void the_statement_reads_rows_that_have_an_owner_without_naming_that_column();
}

namespace detail {

/// What runs for the program itself, after as_system("reason").
template <class Runner> inline constexpr bool runs_for_system = false;

template <class T> struct owned_column_of {
  static constexpr std::string_view name{};
};
template <class T>
  requires requires { typename T::owner; }
struct owned_column_of<T> {
  static constexpr std::string_view name = column_names<T>[model<T>::owner()];
};

/// The column that a statement must name if Runner reads rows of it as T; or
/// empty.
template <class T, class Runner>
inline constexpr std::string_view column_to_name =
    runs_for_system<Runner> ? std::string_view() : owned_column_of<T>::name;

/// True if the column's name occurs outside strings and comments.
constexpr bool names_column(std::string_view sql, std::string_view column) {
  sql_lexer lexer(sql);
  for (;;) {
    const sql_token token = lexer.next();
    if (token.kind == sql_token_kind::end)
      return false;
    if (token.kind == sql_token_kind::word &&
        token.text.size() == column.size()) {
      bool same = true;
      for (std::size_t i = 0; i < column.size(); ++i)
        same &= lower(token.text[i]) == lower(column[i]);
      if (same)
        return true;
    }
    if (token.kind == sql_token_kind::quoted_name && token.text.size() > 2 &&
        token.text.substr(1, token.text.size() - 2) == column)
      return true;
  }
}

/// Throws usage_error if it does not.
void check_runtime_sql_names(const sql_statement &statement,
                             std::string_view column);

/// Statements over models: in a session of a user, the owner's column is
/// compared with a value in a way that holds for every row.
template <class Runner, class Query> constexpr void require_owner() {
  static_assert(
      runs_for_system<Runner> || Query::names_owners,
      "the_owner_is_not_named: rows of this model belong to users, so a "
      "session of a user reads, changes and removes them only with "
      ".where(column<&Model::owner_member> == id), and no 'or' around it. A "
      "job over all users runs as_system(\"reason\")");
}

} // namespace detail

/// A statement whose rows Runner reads as T: sql_literal, and if T is a model
/// with an owner and Runner is not the system's, its text names that column.
template <class T, class Runner, class... Args>
class sql_reading : public sql_literal<Args...> {
  using base = sql_literal<Args...>;
  static constexpr std::string_view column = detail::column_to_name<T, Runner>;

public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): as sql_literal's.
  consteval sql_reading(
      const char (&text)[N],
      std::source_location where = std::source_location::current())
      : base(text, where) {
    if (!column.empty() && !detail::names_column({text, N - 1}, column))
      reason::
          the_statement_reads_rows_that_have_an_owner_without_naming_that_column();
  }

  // NOLINTNEXTLINE(google-explicit-constructor): as sql_literal's.
  sql_reading(const unsafe_sql &sql,
              std::source_location where = std::source_location::current())
      : sql_reading(base(sql, where)) {}

  /// One of several literals, chosen when the program runs.
  // NOLINTNEXTLINE(google-explicit-constructor): it has been checked.
  sql_reading(const base &chosen) : base(chosen) {
    if (!column.empty())
      detail::check_runtime_sql_names(this->statement(), column);
  }

  template <
      runtime_text Text,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  sql_reading(const Text &) = delete;

  template <
      std::size_t N,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  sql_reading(char (&)[N]) = delete;
};

/// As a parameter; see sql_for.
template <class T, class Runner, class... Args>
using sql_for_reading = sql_reading<T, Runner, std::type_identity_t<Args>...>;

} // namespace dbsafe

#endif
