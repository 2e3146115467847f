// requires: boost/mysql.hpp
// config: ../only.yaml
// Boost.MySQL: with_params and format_sql quote by the field's specifier.
#include <boost/mysql.hpp>
#include <string>

namespace mysql = boost::mysql;
using mysql::any_connection;

void executed(any_connection &c, mysql::results &r, const std::string &name) {
  c.execute("DELETE FROM users WHERE name = '" + name + "'", r); // expect[dbsafe-sql-concatenation]: with_params
}

void withParams(any_connection &c, mysql::results &r, const std::string &name) {
  c.execute(mysql::with_params("DELETE FROM users WHERE name = {}", name), r);
}

// {} adds the quotes.
void withParamsInQuotes(any_connection &c, mysql::results &r, const std::string &name) {
  c.execute(mysql::with_params("DELETE FROM users WHERE name = '{}'", name), r); // expect[dbsafe-sql-concatenation]: quoted twice
}

void identifier(any_connection &c, mysql::results &r, const std::string &table, int id) {
  c.execute(mysql::with_params("DELETE FROM {:i} WHERE id = {}", table, id), r);
}

void valueAsIdentifier(any_connection &c, mysql::results &r, const std::string &table) {
  c.execute(mysql::with_params("DELETE FROM {}", table), r); // expect[dbsafe-sql-concatenation]: quoted as a value
}

void raw(any_connection &c, mysql::results &r, const std::string &order) {
  c.execute(mysql::with_params("SELECT id FROM users ORDER BY {:r}", order), r); // expect[dbsafe-sql-concatenation]: an identifier
}

void rawConstant(any_connection &c, mysql::results &r, bool down) {
  c.execute(mysql::with_params("SELECT id FROM users ORDER BY id {:r}",
                               down ? "DESC" : "ASC"),
            r);
}

// The format itself is made here.
void runtime(any_connection &c, mysql::results &r, const std::string &table, int id) {
  c.execute(mysql::with_params(mysql::runtime("DELETE FROM " + table + " WHERE id = {}"), id), r); // expect[dbsafe-sql-concatenation]:
}

void runtimeConstant(any_connection &c, mysql::results &r, bool old, const std::string &name) {
  const std::string format = std::string("DELETE FROM ") +
                             (old ? "users_old" : "users") + " WHERE name = {}";
  c.execute(mysql::with_params(mysql::runtime(format), name), r);
}

void formatted(any_connection &c, mysql::results &r, const std::string &name) {
  const std::string sql = mysql::format_sql(
      c.format_opts(), "DELETE FROM users WHERE name = {0} OR mail = {0}", name);
  c.execute(sql, r);
}

void formattedAndSpliced(any_connection &c, mysql::results &r, const std::string &name, const std::string &condition) {
  std::string sql = mysql::format_sql(
      c.format_opts(), "DELETE FROM users WHERE name = {} AND ", name);
  sql += condition; // expect[dbsafe-sql-concatenation]:
  c.execute(sql, r);
}

void context(any_connection &c, mysql::results &r, const std::string &name, const std::string &city) {
  mysql::format_context context(c.format_opts());
  context.append_raw("SELECT id FROM users WHERE name = ")
      .append_value(name);
  mysql::format_sql_to(context, " AND city = {}", city);
  c.execute(std::move(context).get().value(), r);
}

void contextRaw(any_connection &c, mysql::results &r, const std::string &order) {
  mysql::format_context context(c.format_opts());
  context.append_raw("SELECT id FROM users ORDER BY ");
  context.append_raw(mysql::runtime(order)); // expect[dbsafe-sql-concatenation]: an identifier
  c.execute(std::move(context).get().value(), r);
}

void escaped(any_connection &c, mysql::results &r, const std::string &name) {
  std::string text;
  mysql::escape_string(name, c.format_opts(), mysql::quoting_context::single_quote, text);
  c.execute("DELETE FROM users WHERE name = '" + text + "'", r);
}

void escapedName(any_connection &c, mysql::results &r, const std::string &table) {
  std::string text;
  mysql::escape_string(table, c.format_opts(), mysql::quoting_context::backtick, text);
  c.execute("DELETE FROM `" + text + "`", r);
}

void escapedForTheOther(any_connection &c, mysql::results &r, const std::string &table) {
  std::string text;
  mysql::escape_string(table, c.format_opts(), mysql::quoting_context::single_quote, text);
  c.execute("DELETE FROM `" + text + "`", r); // expect[dbsafe-sql-concatenation]: escaped as a value
}

void prepared(any_connection &c, mysql::results &r, const std::string &name) {
  mysql::statement s = c.prepare_statement("DELETE FROM users WHERE name = ?");
  c.execute(s.bind(name), r);
}

mysql::statement preparedSpliced(any_connection &c, const std::string &table) {
  return c.prepare_statement("DELETE FROM `" + table + "` WHERE id = ?"); // expect[dbsafe-sql-concatenation]: a quoted identifier
}

template <class Token>
void later(any_connection &c, mysql::results &r, const std::string &name, Token &&token) {
  c.async_execute("DELETE FROM users WHERE name = '" + name + "'", r, token); // expect[dbsafe-sql-concatenation]:
}

void started(any_connection &c, mysql::results &r, const std::string &name) {
  later(c, r, name, 0);
}
