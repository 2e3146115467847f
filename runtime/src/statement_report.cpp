//===- statement_report.cpp - A statement's text, fit for a log -----------===//
//
// A literal in the source holds nothing that the source does not; unsafe_sql
// may hold anything.
//
//===----------------------------------------------------------------------===//
#include "statement_report.hpp"

namespace dbsafe::detail {

std::string without_values(std::string_view sql) {
  std::string text;
  sql_lexer lexer(sql);
  const char *copied = sql.data();
  for (sql_token token = lexer.next(); token.kind != sql_token_kind::end;
       token = lexer.next()) {
    switch (token.kind) {
    case sql_token_kind::word:
    case sql_token_kind::quoted_name:
    case sql_token_kind::placeholder:
    case sql_token_kind::open_parenthesis:
    case sql_token_kind::close_parenthesis:
    case sql_token_kind::comma:
    case sql_token_kind::semicolon:
    case sql_token_kind::question_mark:
    case sql_token_kind::symbol:
      // White space as it was, comments as one space: they may hold data.
      if (token.text.data() != copied && !text.empty())
        text += ' ';
      text += token.text;
      break;
    default:
      if (token.text.data() != copied && !text.empty())
        text += ' ';
      text += '?';
      break;
    }
    copied = token.text.data() + token.text.size();
  }
  return text;
}

statement_report::~statement_report() {
  if (!observer_)
    return;
  try {
    const std::string redacted =
        sql_.made_at_run_time ? without_values(sql_.view()) : "";
    observer_->on_statement(
        {sql_.made_at_run_time ? std::string_view(redacted) : sql_.view(),
         parameters_, sql_.where, clock::now() - start_, rows_, sqlstate_,
         failed_});
  } catch (...) { // NOLINT(bugprone-empty-catch): a log does not stop work.
  }
}

} // namespace dbsafe::detail
