//===- sql.hpp - SQL that can only be a literal ---------------------------===//
//
// Injection needs text that is put together while the program runs (CWE-89).
// So a statement is a string literal, read by the compiler: one statement,
// as many placeholders as arguments, nothing that ends the transaction. What
// is wrong is a compile error that names the reason. The one way around it is
// spelled unsafe_sql and carries its reason, so that it can be found.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SQL_HPP
#define DBSAFE_SQL_HPP

#include "dbsafe/sql_facts.hpp"

#include <concepts>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

namespace dbsafe {

/// The reasons why a statement does not compile. None of these functions is
/// constexpr or even defined: naming one in a constant expression stops the
/// compiler, which prints its name.
namespace reason {
void sql_text_is_empty();
void sql_text_contains_a_nul_character();
void sql_text_has_an_unterminated_string();
void sql_text_has_an_unterminated_quoted_name();
void sql_text_has_an_unterminated_comment();
void sql_text_has_a_stray_dollar_sign();
void sql_text_must_be_one_statement();
void transaction_control_belongs_to_the_session_use_commit_or_savepoint();
void copy_from_or_to_the_client_is_done_by_copy_in_and_copy_out();
void placeholders_are_numbered_from_1_to_65535();
void placeholders_are_written_dollar_1_not_question_mark();
void placeholder_count_does_not_match_argument_count();
void a_placeholder_number_is_left_out();
void a_reason_must_be_given();
void a_string_must_not_contain_a_nul_character();

/// Template argument that shows in the message when text that is known only
/// at run time is passed as SQL: bind values as $1, $2, ... and, where the
/// text itself must vary, write unsafe_sql{text, "why this is safe"}.
struct sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql;
/// The same, where text that is known only at run time is given as a reason.
struct a_reason_must_be_a_string_literal;
} // namespace reason

/// Text that is readable as characters but is no string literal.
template <class T>
concept runtime_text =
    std::is_convertible_v<const T &, std::string_view> && !std::is_array_v<T>;

/// A string literal that says why. Not empty; lives as long as the program.
class written_reason {
public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is one.
  consteval written_reason(const char (&text)[N]) : text_(text) {
    bool says_something = false;
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if (text[i] == '\0')
        reason::a_string_must_not_contain_a_nul_character();
      says_something |= text[i] != ' ';
    }
    if (!says_something)
      reason::a_reason_must_be_given();
  }
  template <runtime_text T,
            class Why = reason::a_reason_must_be_a_string_literal>
  written_reason(const T &) = delete;
  template <std::size_t N,
            class Why = reason::a_reason_must_be_a_string_literal>
  written_reason(char (&)[N]) = delete;
  constexpr const char *c_str() const { return text_; }

private:
  const char *text_;
};

/// SQL text that was put together at run time, with the reason why that is
/// safe here. A finding of dbsafe-sql-concatenation unless it has one; every
/// use can be listed with grep. The same rules as for literals hold (one
/// statement, placeholders match, no transaction control) and are checked when
/// it is executed: usage_error if broken. Owns its text.
struct unsafe_sql {
  std::string text;
  written_reason why;
};

/// A statement that passed the checks, without the types of its arguments.
/// Holds a view: of a literal, or of an unsafe_sql that outlives the call.
struct sql_statement {
  const char *text;
  std::size_t size;
  sql_facts facts;
  std::source_location where;    ///< The line that wrote the statement.
  bool made_at_run_time = false; ///< An unsafe_sql: may contain data.

  constexpr std::string_view view() const { return {text, size}; }
};

namespace detail {
/// Throws usage_error for what a literal would not compile with.
void check_runtime_sql(const sql_statement &statement, std::size_t arguments);

consteval void check_literal_sql(const sql_facts &facts,
                                 std::size_t arguments) {
  switch (facts.problem) {
  case sql_problem::none:
    break;
  case sql_problem::empty:
    reason::sql_text_is_empty();
    break;
  case sql_problem::nul_character:
    reason::sql_text_contains_a_nul_character();
    break;
  case sql_problem::unterminated_string:
    reason::sql_text_has_an_unterminated_string();
    break;
  case sql_problem::unterminated_name:
    reason::sql_text_has_an_unterminated_quoted_name();
    break;
  case sql_problem::unterminated_comment:
    reason::sql_text_has_an_unterminated_comment();
    break;
  case sql_problem::stray_dollar:
    reason::sql_text_has_a_stray_dollar_sign();
    break;
  case sql_problem::placeholder_number:
    reason::placeholders_are_numbered_from_1_to_65535();
    break;
  case sql_problem::second_statement:
    reason::sql_text_must_be_one_statement();
    break;
  case sql_problem::transaction_control:
    reason::
        transaction_control_belongs_to_the_session_use_commit_or_savepoint();
    break;
  case sql_problem::client_copy:
    reason::copy_from_or_to_the_client_is_done_by_copy_in_and_copy_out();
    break;
  }
  if (facts.placeholders != arguments) {
    if (facts.placeholders == 0 && facts.question_marks)
      reason::placeholders_are_written_dollar_1_not_question_mark();
    reason::placeholder_count_does_not_match_argument_count();
  }
  if (facts.distinct != facts.placeholders)
    reason::a_placeholder_number_is_left_out();
}
} // namespace detail

/// A statement for arguments of the types Args, written as a string literal
/// (or a static constexpr char array). Never named by users: functions take
/// sql_for<Args...>, and a literal converts to it in the compiler.
template <class... Args> class sql_literal {
public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): that is the point.
  consteval sql_literal(
      const char (&text)[N],
      std::source_location where = std::source_location::current())
      : statement_{text, N - 1, read_sql({text, N - 1}), where} {
    detail::check_literal_sql(statement_.facts, sizeof...(Args));
  }

  // NOLINTNEXTLINE(google-explicit-constructor): reads like the literal.
  sql_literal(const unsafe_sql &sql,
              std::source_location where = std::source_location::current())
      : statement_{sql.text.c_str(), sql.text.size(), read_sql(sql.text), where,
                   true} {
    detail::check_runtime_sql(statement_, sizeof...(Args));
  }

  template <
      runtime_text T,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  sql_literal(const T &) = delete;

  template <
      std::size_t N,
      class Why = reason::
          sql_text_must_be_a_string_literal_use_placeholders_or_unsafe_sql>
  sql_literal(char (&)[N]) = delete;

  constexpr const sql_statement &statement() const { return statement_; }

private:
  sql_statement statement_;
};

/// As a parameter, takes no part in deduction, so that the argument types come
/// from the arguments (as std::format_string does).
template <class... Args>
using sql_for = sql_literal<std::type_identity_t<Args>...>;

} // namespace dbsafe

#endif
