//===- sql_lexer.hpp - PostgreSQL's lexical rules, at compile time --------===//
//
// Whether "$1" is a placeholder and ";" the end of a statement depends on the
// quotes and comments around them. Counting characters gets that wrong, so the
// text is read as the server's own scanner reads it (src/backend/parser/scan.l;
// PostgreSQL manual, section 4.1 "Lexical Structure"), under the setting
// standard_conforming_strings = on, which every connection verifies.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SQL_LEXER_HPP
#define DBSAFE_SQL_LEXER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dbsafe::detail {

enum class sql_token_kind : unsigned char {
  end,
  word,        ///< An unquoted name or keyword.
  quoted_name, ///< "..."
  string, ///< '...', E'...', B'...', X'...', N'...', U&'...', $tag$...$tag$
  number,
  placeholder, ///< $1; its number is in sql_token::number.
  open_parenthesis,
  close_parenthesis,
  comma,
  semicolon,
  question_mark,
  symbol, ///< Any other single character.
  unterminated_string,
  unterminated_name,
  unterminated_comment,
  stray_dollar,       ///< A "$" that starts neither a placeholder nor a quote.
  placeholder_number, ///< $0, or a number beyond the protocol's limit.
};

struct sql_token {
  sql_token_kind kind = sql_token_kind::end;
  std::string_view text;    ///< As written, quotes included.
  std::uint32_t number = 0; ///< Of a placeholder.
};

/// The most parameters that a Bind message can carry (protocol, section 55.7).
inline constexpr std::uint32_t most_placeholders = 65535;

/// Splits a statement into tokens, skipping white space and comments. Holds a
/// view: the text must outlive it.
class sql_lexer {
public:
  constexpr explicit sql_lexer(std::string_view text) : text_(text) {}

  /// The next token; after the last one, or after one that cannot be read to
  /// its end, always `end`.
  constexpr sql_token next() {
    if (!skip_space_and_comments())
      return rest(sql_token_kind::unterminated_comment);
    const std::size_t begin = at_;
    if (begin == text_.size())
      return {};
    const char c = text_[begin];
    if (c == '\'')
      return string(begin, begin, false);
    if (c == '"')
      return quoted(begin, begin, sql_token_kind::quoted_name);
    if (c == '$')
      return dollar();
    if (starts_word(c))
      return word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1))))
      return number();
    ++at_;
    return {symbol_kind(c), text_.substr(begin, 1)};
  }

private:
  static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
           c == '\v';
  }
  static constexpr bool is_newline(char c) { return c == '\n' || c == '\r'; }
  static constexpr bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  static constexpr bool continues_tag(char c) {
    return starts_word(c) || is_digit(c);
  }
  static constexpr sql_token_kind symbol_kind(char c) {
    switch (c) {
    case '(':
      return sql_token_kind::open_parenthesis;
    case ')':
      return sql_token_kind::close_parenthesis;
    case ',':
      return sql_token_kind::comma;
    case ';':
      return sql_token_kind::semicolon;
    case '?':
      return sql_token_kind::question_mark;
    default:
      return sql_token_kind::symbol;
    }
  }

  /// The character n places ahead, NUL beyond the end.
  constexpr char peek(std::size_t n = 0) const {
    return at_ + n < text_.size() ? text_[at_ + n] : '\0';
  }

  constexpr sql_token rest(sql_token_kind kind) {
    const std::size_t begin = at_;
    at_ = text_.size();
    return {kind, text_.substr(begin)};
  }

  constexpr void skip_line() {
    while (at_ < text_.size() && !is_newline(text_[at_]))
      ++at_;
  }

  /// False if a block comment does not end. They nest, unlike in C.
  constexpr bool skip_space_and_comments() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_])) {
        ++at_;
      } else if (peek() == '-' && peek(1) == '-') {
        skip_line();
      } else if (peek() == '/' && peek(1) == '*') {
        std::size_t depth = 0;
        do {
          if (at_ >= text_.size())
            return false;
          if (peek() == '/' && peek(1) == '*') {
            ++depth;
            at_ += 2;
          } else if (peek() == '*' && peek(1) == '/') {
            --depth;
            at_ += 2;
          } else {
            ++at_;
          }
        } while (depth != 0);
      } else {
        return true;
      }
    }
    return true;
  }

  /// A quoted run from `quote` on, doubled quotes included.
  constexpr sql_token quoted(std::size_t begin, std::size_t quote,
                             sql_token_kind kind) {
    const char mark = text_[quote];
    for (at_ = quote + 1; at_ < text_.size(); ++at_) {
      if (text_[at_] != mark)
        continue;
      if (peek(1) != mark) {
        ++at_;
        return {kind, text_.substr(begin, at_ - begin)};
      }
      ++at_;
    }
    return {kind == sql_token_kind::quoted_name
                ? sql_token_kind::unterminated_name
                : sql_token_kind::unterminated_string,
            text_.substr(begin)};
  }

  /// A string constant whose opening quote is at `quote`. Strings with nothing
  /// but a line break between them are one, and keep the first one's escapes.
  constexpr sql_token string(std::size_t begin, std::size_t quote,
                             bool escapes) {
    for (;;) {
      if (!escapes) {
        const sql_token one = quoted(begin, quote, sql_token_kind::string);
        if (one.kind == sql_token_kind::unterminated_string)
          return one;
      } else if (!escaped(quote)) {
        return {sql_token_kind::unterminated_string, text_.substr(begin)};
      }
      const std::size_t end = at_;
      if (!continues_on_next_line()) {
        at_ = end;
        return {sql_token_kind::string, text_.substr(begin, end - begin)};
      }
      quote = at_;
    }
  }

  /// The inside of E'...': a backslash takes the next character with it.
  constexpr bool escaped(std::size_t quote) {
    for (at_ = quote + 1; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '\'') {
        if (peek(1) != '\'') {
          ++at_;
          return true;
        }
        ++at_;
      }
    }
    at_ = text_.size();
    return false;
  }

  constexpr bool continues_on_next_line() {
    bool newline = false;
    while (at_ < text_.size()) {
      if (is_newline(text_[at_])) {
        newline = true;
        ++at_;
      } else if (is_space(text_[at_])) {
        ++at_;
      } else if (peek() == '-' && peek(1) == '-') {
        skip_line();
      } else {
        break;
      }
    }
    return newline && peek() == '\'';
  }

  constexpr sql_token dollar() {
    const std::size_t begin = at_;
    if (is_digit(peek(1))) {
      std::uint32_t value = 0;
      for (++at_; is_digit(peek()); ++at_)
        if (value <= most_placeholders)
          value = value * 10 + static_cast<std::uint32_t>(text_[at_] - '0');
      const bool valid = value != 0 && value <= most_placeholders;
      return {valid ? sql_token_kind::placeholder
                    : sql_token_kind::placeholder_number,
              text_.substr(begin, at_ - begin), value};
    }
    std::size_t tag_end = begin + 1;
    while (tag_end < text_.size() && continues_tag(text_[tag_end]))
      ++tag_end;
    if (tag_end >= text_.size() || text_[tag_end] != '$')
      return rest(sql_token_kind::stray_dollar);
    const std::string_view tag = text_.substr(begin, tag_end + 1 - begin);
    const std::size_t close = text_.find(tag, tag_end + 1);
    if (close == std::string_view::npos)
      return rest(sql_token_kind::unterminated_string);
    at_ = close + tag.size();
    return {sql_token_kind::string, text_.substr(begin, at_ - begin)};
  }

  constexpr sql_token word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (continues_tag(text_[at_]) || text_[at_] == '$'))
      ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    if (name.size() == 1 && peek() == '\'') {
      switch (name[0]) {
      case 'e':
      case 'E':
        return string(begin, at_, true);
      case 'b':
      case 'B':
      case 'n':
      case 'N':
      case 'x':
      case 'X':
        return string(begin, at_, false);
      default:
        break;
      }
    }
    if (name.size() == 1 && (name[0] == 'u' || name[0] == 'U') &&
        peek() == '&') {
      if (peek(1) == '\'')
        return string(begin, at_ + 1, false);
      if (peek(1) == '"')
        return quoted(begin, at_ + 1, sql_token_kind::quoted_name);
    }
    return {sql_token_kind::word, name};
  }

  constexpr sql_token number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (continues_tag(text_[at_]) || text_[at_] == '.' ||
            ((text_[at_] == '+' || text_[at_] == '-') &&
             (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E') &&
             is_digit(peek(1)))))
      ++at_;
    return {sql_token_kind::number, text_.substr(begin, at_ - begin)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace dbsafe::detail

#endif
