//===- sql_facts.hpp - What a statement is, before it is ever sent --------===//
//
// One pass over the tokens answers what the session has to know: is this one
// whole statement, which placeholders does it have, does it begin or end
// transactions behind the session's back, does it leave something behind in
// the connection for its next borrower. The same function runs in the compiler
// for literals and at run time for unsafe_sql.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SQL_FACTS_HPP
#define DBSAFE_SQL_FACTS_HPP

#include "dbsafe/sql_lexer.hpp"

#include <array>

namespace dbsafe {

/// What a statement leaves behind in the connection after its transaction.
enum class session_effect : unsigned char {
  none,     ///< Nothing that its own words show.
  possible, ///< DO and CALL run code that cannot be seen from here.
  certain,  ///< SET, LISTEN, PREPARE, temporary tables, advisory locks, ...
};

/// Why a text cannot be sent as one statement.
enum class sql_problem : unsigned char {
  none,
  empty,
  nul_character,
  unterminated_string,
  unterminated_name,
  unterminated_comment,
  stray_dollar,
  placeholder_number,
  second_statement,
  transaction_control,
  client_copy,
};

namespace detail {
/// Of COPY: rows that come from the client or go to it.
enum class copy_direction : unsigned char { none, from_client, to_client };
} // namespace detail

/// What is known of a statement from its text alone.
struct sql_facts {
  sql_problem problem = sql_problem::none;
  session_effect effect = session_effect::none;
  std::uint32_t placeholders = 0; ///< The highest number: $3 makes it 3.
  std::uint32_t distinct = 0;     ///< How many different ones there are.
  bool question_marks = false;    ///< "?" stands outside quotes.
  bool only_reads = false; ///< SELECT and the like, with no INSERT, UPDATE, ...
                           ///< in it. Functions that write are not seen.
  /// Only reads, and calls no function but PostgreSQL's own that change
  /// nothing: running it again does no harm. Views and operators are not looked
  /// into.
  bool repeatable = false;
  detail::copy_direction copy = detail::copy_direction::none;
  bool copy_options = false; ///< Something follows STDIN or STDOUT.
};

namespace detail {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares a word with a keyword in lower case, as SQL does.
constexpr bool is_word(std::string_view word, std::string_view keyword) {
  if (word.size() != keyword.size())
    return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(word[i]) != keyword[i])
      return false;
  return true;
}

template <std::size_t N>
constexpr bool is_one_of(std::string_view word,
                         const std::array<std::string_view, N> &keywords) {
  for (const std::string_view keyword : keywords)
    if (is_word(word, keyword))
      return true;
  return false;
}

/// Statements that begin, end or split a transaction (manual, part VI).
inline constexpr std::array<std::string_view, 8> transaction_keywords = {
    "begin", "start",    "commit",  "end",
    "abort", "rollback", "release", "savepoint"};

/// Statements whose effect outlasts the transaction whatever follows.
inline constexpr std::array<std::string_view, 7> session_keywords = {
    "reset", "listen", "unlisten", "prepare", "deallocate", "load", "discard"};

/// Locks that only their release or the end of the session gives back
/// (manual, section 13.3.5 "Advisory Locks").
inline constexpr std::array<std::string_view, 4> session_locks = {
    "pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock",
    "pg_try_advisory_lock_shared"};

inline constexpr std::array<std::string_view, 6> reading_keywords = {
    "select", "with", "values", "table", "show", "explain"};

inline constexpr std::array<std::string_view, 4> writing_keywords = {
    "insert", "update", "delete", "merge"};

/// Words that may stand before a parenthesis and change nothing by that: parts
/// of SQL's grammar, types, and functions that only compute.
inline constexpr std::array<std::string_view, 116> harmless_words = {
    // clang-format off
    "all", "and", "any", "as", "between", "by", "case", "cube", "distinct",
    "else", "except", "exists", "filter", "from", "group", "having", "ilike",
    "in", "intersect", "join", "lateral", "like", "limit", "materialized",
    "not", "offset", "on", "or", "over", "row", "rollup", "select", "sets",
    "similar", "some", "then", "union", "using", "values", "when", "where",
    "bit", "char", "character", "decimal", "float", "interval", "numeric",
    "time", "timestamp", "timestamptz", "varchar", "varying", "abs", "age",
    "array", "array_agg", "array_length", "avg", "bool_and", "bool_or", "btrim",
    "cardinality", "cast", "ceil", "ceiling", "char_length", "coalesce",
    "concat", "concat_ws", "count", "current_setting", "date_part",
    "date_trunc", "dense_rank", "every", "extract", "first_value", "floor",
    "generate_series", "greatest", "grouping", "json_agg", "json_build_object",
    "jsonb_agg", "jsonb_build_object", "lag", "last_value", "lead", "least",
    "left", "length", "lower", "make_date", "make_interval", "max", "min",
    "mod", "now", "nullif", "percent_rank", "position", "rank", "replace",
    "right", "round", "row_number", "string_agg", "substring", "sum", "to_char",
    "to_json", "to_jsonb", "trim", "unnest", "upper"
    // clang-format on
};

/// Reads a statement token by token and collects its facts.
class sql_reader {
public:
  constexpr explicit sql_reader(std::string_view text)
      : text_(text), lexer_(text) {}

  constexpr sql_facts read() {
    if (text_.find('\0') != std::string_view::npos)
      return with(sql_problem::nul_character);
    for (;;) {
      const sql_token token = lexer_.next();
      if (token.kind == sql_token_kind::end)
        break;
      if (const sql_problem p = problem_of(token.kind); p != sql_problem::none)
        return with(p);
      if (ended_ && token.kind != sql_token_kind::semicolon)
        return with(sql_problem::second_statement);
      take(token);
      if (facts_.problem != sql_problem::none)
        return facts_;
    }
    if (words_ == 0 && !other_tokens_)
      return with(sql_problem::empty);
    if (facts_.copy != copy_direction::none)
      return with(sql_problem::client_copy);
    facts_.repeatable = facts_.only_reads && !may_write_;
    if (temporary_ && !on_commit_drop_)
      facts_.effect = session_effect::certain;
    return facts_;
  }

private:
  constexpr sql_facts with(sql_problem problem) {
    facts_.problem = problem;
    return facts_;
  }

  static constexpr sql_problem problem_of(sql_token_kind kind) {
    switch (kind) {
    case sql_token_kind::unterminated_string:
      return sql_problem::unterminated_string;
    case sql_token_kind::unterminated_name:
      return sql_problem::unterminated_name;
    case sql_token_kind::unterminated_comment:
      return sql_problem::unterminated_comment;
    case sql_token_kind::stray_dollar:
      return sql_problem::stray_dollar;
    case sql_token_kind::placeholder_number:
      return sql_problem::placeholder_number;
    default:
      return sql_problem::none;
    }
  }

  constexpr void take(const sql_token &token) {
    if (facts_.copy != copy_direction::none &&
        token.kind != sql_token_kind::semicolon)
      facts_.copy_options = true;
    switch (token.kind) {
    case sql_token_kind::word:
      take_word(token.text);
      break;
    case sql_token_kind::quoted_name:
      if (token.text.size() > 2)
        take_name(token.text.substr(1, token.text.size() - 2));
      break;
    case sql_token_kind::placeholder:
      take_placeholder(token.number);
      break;
    case sql_token_kind::open_parenthesis:
      may_write_ |= calls_unknown_function();
      ++depth_;
      if (setting_ == setting::name)
        setting_ = setting::arguments, setting_depth_ = depth_;
      break;
    case sql_token_kind::close_parenthesis:
      close();
      break;
    case sql_token_kind::semicolon:
      ended_ = depth_ == 0 && body_depth_ == 0;
      break;
    case sql_token_kind::question_mark:
      facts_.question_marks = true;
      break;
    default:
      break;
    }
    if (token.kind != sql_token_kind::word &&
        token.kind != sql_token_kind::semicolon) {
      other_tokens_ = true;
      previous_ = {};
    }
    if (token.kind != sql_token_kind::word &&
        token.kind != sql_token_kind::quoted_name)
      forget_name();
    note_name(token);
    if (token.kind != sql_token_kind::close_parenthesis)
      last_is_true_ = after_comma_ && is_word(token.text, "true");
    after_comma_ = token.kind == sql_token_kind::comma;
  }

  /// set_config(name, value, true) ends with the transaction; anything but a
  /// written-out `true` may not (manual, section 9.27.1).
  constexpr void close() {
    if (setting_ == setting::arguments && depth_ == setting_depth_) {
      if (!last_is_true_)
        facts_.effect = session_effect::certain;
      setting_ = setting::none;
    }
    if (depth_ > 0)
      --depth_;
    last_is_true_ = false;
  }

  /// Keeps the last name and what it is qualified with, for the parenthesis
  /// that may follow.
  constexpr void note_name(const sql_token &token) {
    if (token.kind == sql_token_kind::word ||
        token.kind == sql_token_kind::quoted_name) {
      if (!after_dot_)
        qualifier_ = {};
      name_ = token.text;
      after_dot_ = false;
      return;
    }
    after_dot_ = token.kind == sql_token_kind::symbol && token.text == ".";
    qualifier_ = after_dot_ ? name_ : std::string_view();
    name_ = {};
  }

  constexpr bool calls_unknown_function() const {
    if (name_.empty())
      return false;
    return !is_one_of(name_, harmless_words) ||
           !(qualifier_.empty() || is_word(qualifier_, "pg_catalog"));
  }

  constexpr void take_word(std::string_view word) {
    ++words_;
    if (words_ == 1)
      take_first(word);
    else if (words_ == 2)
      take_second(word);
    take_name(word);
    if (is_one_of(word, writing_keywords))
      facts_.only_reads = false;
    if (is_word(word, "into") || is_word(word, "execute"))
      may_write_ = true;
    if (is_word(word, "temp") || is_word(word, "temporary"))
      temporary_ |= makes_temporary();
    else if (is_word(word, "drop"))
      on_commit_drop_ |= is_word(previous_, "commit");
    else if (is_word(word, "hold") && is_word(first_, "declare") &&
             is_word(previous_, "with"))
      facts_.effect = session_effect::certain;
    else if (is_word(first_, "copy") && depth_ == 0 && is_word(word, "stdin"))
      facts_.copy = copy_direction::from_client;
    else if (is_word(first_, "copy") && depth_ == 0 && is_word(word, "stdout"))
      facts_.copy = copy_direction::to_client;
    else if (is_word(first_, "create"))
      take_routine_body(word);
    before_previous_ = previous_;
    previous_ = word;
  }

  /// CREATE [LOCAL] TEMP ... and SELECT ... INTO TEMP, but neither a column
  /// nor the table of an INSERT that happens to have that name.
  constexpr bool makes_temporary() const {
    if (is_word(previous_, "into"))
      return !is_word(before_previous_, "insert");
    return is_word(previous_, "create") || is_word(previous_, "replace") ||
           is_word(previous_, "local") || is_word(previous_, "global");
  }

  /// Semicolons inside BEGIN ATOMIC ... END belong to the routine's body.
  constexpr void take_routine_body(std::string_view word) {
    if ((is_word(word, "atomic") && is_word(previous_, "begin")) ||
        (body_depth_ > 0 && is_word(word, "case")))
      ++body_depth_;
    else if (body_depth_ > 0 && is_word(word, "end"))
      --body_depth_;
  }

  constexpr void take_first(std::string_view word) {
    first_ = word;
    facts_.only_reads = is_one_of(word, reading_keywords);
    if (is_one_of(word, transaction_keywords))
      facts_.problem = sql_problem::transaction_control;
    else if (is_one_of(word, session_keywords))
      facts_.effect = session_effect::certain;
    else if (is_word(word, "do") || is_word(word, "call"))
      facts_.effect = session_effect::possible;
  }

  constexpr void take_second(std::string_view word) {
    if (is_word(first_, "prepare") && is_word(word, "transaction"))
      facts_.problem = sql_problem::transaction_control;
    if (is_word(first_, "set") && !is_word(word, "local") &&
        !is_word(word, "transaction") && !is_word(word, "constraints"))
      facts_.effect = session_effect::certain;
  }

  constexpr void forget_name() {
    if (setting_ == setting::name)
      setting_ = setting::none;
  }

  /// A name, quoted or not, that may be a function's.
  constexpr void take_name(std::string_view name) {
    forget_name();
    // The schema of temporary tables, whatever they are declared as.
    if (is_word(name, "pg_temp") &&
        (is_word(first_, "create") ||
         (is_word(previous_, "into") && !is_word(before_previous_, "insert"))))
      temporary_ = true;
    if (is_word(name, "set_config"))
      setting_ = setting::name;
    else if (is_one_of(name, session_locks))
      facts_.effect = session_effect::certain;
  }

  constexpr void take_placeholder(std::uint32_t number) {
    if (number > facts_.placeholders)
      facts_.placeholders = number;
    const std::uint64_t bit = std::uint64_t{1} << (number % 64);
    if ((seen_[number / 64] & bit) == 0)
      ++facts_.distinct;
    seen_[number / 64] |= bit;
  }

  enum class setting : unsigned char { none, name, arguments };

  std::string_view text_;
  sql_lexer lexer_;
  sql_facts facts_;
  std::string_view first_, previous_, before_previous_;
  std::size_t words_ = 0;
  std::size_t depth_ = 0;
  std::size_t body_depth_ = 0;
  std::size_t setting_depth_ = 0;
  setting setting_ = setting::none;
  std::string_view name_, qualifier_; ///< Before this token: qualifier.name
  bool after_dot_ = false;
  bool may_write_ = false;
  bool other_tokens_ = false;
  bool ended_ = false;
  bool temporary_ = false;
  bool on_commit_drop_ = false;
  bool after_comma_ = false;
  bool last_is_true_ = false; ///< The whole argument is the word `true`.
  std::array<std::uint64_t, most_placeholders / 64 + 1> seen_{};
};

} // namespace detail

/// Reads the facts of a statement. Pure; works in constant expressions.
constexpr sql_facts read_sql(std::string_view text) {
  return detail::sql_reader(text).read();
}

} // namespace dbsafe

#endif
