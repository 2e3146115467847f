//===- sql.cpp - The rules of literals, for unsafe_sql at run time --------===//
//
// unsafe_sql gives up the promise that its text is constant, not the others.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/error.hpp"
#include "dbsafe/owner.hpp"
#include "location_text.hpp"

namespace dbsafe::detail {

static const char *explanation(sql_problem problem) {
  switch (problem) {
  case sql_problem::none:
    break;
  case sql_problem::empty:
    return "the text is empty";
  case sql_problem::nul_character:
    return "the text contains a NUL character";
  case sql_problem::unterminated_string:
    return "a string in it does not end";
  case sql_problem::unterminated_name:
    return "a quoted name in it does not end";
  case sql_problem::unterminated_comment:
    return "a comment in it does not end";
  case sql_problem::stray_dollar:
    return "a \"$\" in it starts neither a placeholder nor a quote";
  case sql_problem::placeholder_number:
    return "placeholders are numbered from $1 to $65535";
  case sql_problem::second_statement:
    return "it is more than one statement; send them one by one";
  case sql_problem::transaction_control:
    return "it controls the transaction, which belongs to the session: use "
           "commit() or savepoint()";
  case sql_problem::client_copy:
    return "COPY from or to the client is done by copy_in() and copy_out()";
  }
  return nullptr;
}

void check_runtime_sql(const sql_statement &statement, std::size_t arguments) {
  const std::string prefix =
      "unsafe_sql at " + location_text(statement.where) + ": ";
  if (const char *why = explanation(statement.facts.problem))
    throw usage_error(prefix + why);
  if (statement.facts.placeholders != arguments)
    throw usage_error(prefix + "it has " +
                      std::to_string(statement.facts.placeholders) +
                      " placeholders, but " + std::to_string(arguments) +
                      " arguments were given");
  if (statement.facts.distinct != statement.facts.placeholders)
    throw usage_error(prefix +
                      "a placeholder number is left out; the server cannot "
                      "know the type of an argument that is not used");
}

void check_runtime_sql_names(const sql_statement &statement,
                             std::string_view column) {
  if (!names_column(statement.view(), column))
    throw usage_error("the statement at " + location_text(statement.where) +
                      " reads rows that have an owner without naming their "
                      "column \"" +
                      std::string(column) + "\"");
}

} // namespace dbsafe::detail
