// requires: pqxx/pqxx
// config: only.yaml
// Text built with std::string, sent through libpqxx.
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

pqxx::result plusQuoted(pqxx::work &txn, const std::string &name) {
  return txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

pqxx::result plusUnquoted(pqxx::work &txn, const std::string &id) {
  return txn.exec("SELECT name FROM users WHERE id = " + id); // expect[dbsafe-sql-concatenation]: a value
}

pqxx::result boundInstead(pqxx::work &txn, const std::string &name) {
  return txn.exec_params("SELECT id FROM users WHERE name = $1", name);
}

void twoPieces(pqxx::work &txn, const std::string &email,
               const std::string &name) {
  txn.exec0("UPDATE users SET email = '" +
            email + // expect[dbsafe-sql-concatenation]: a quoted value
            "' WHERE name = '" +
            name + // expect[dbsafe-sql-concatenation]: a quoted value
            "'");
}

void oneOfTwoPieces(pqxx::work &txn, const std::string &email, long id) {
  txn.exec0("UPDATE users SET email = '" +
            email + // expect[dbsafe-sql-concatenation]: a quoted value
            "' WHERE id = " +
            std::to_string(id));
}

void appended(pqxx::work &txn, const std::string &email) {
  std::string sql = "DELETE FROM users WHERE email = '";
  sql.append(email); // expect[dbsafe-sql-concatenation]: a quoted value
  sql.append("'");
  txn.exec(sql);
}

void appendedLiterals(pqxx::work &txn, bool all) {
  std::string sql("DELETE FROM sessions");
  if (!all)
    sql.append(" WHERE expired");
  sql.append(1, ';');
  txn.exec(sql);
}

void plusAssigned(pqxx::work &txn, std::string_view table) {
  std::string sql = "SELECT count(*) FROM ";
  sql += table; // expect[dbsafe-sql-concatenation]: an identifier
  txn.exec1(sql);
}

void inserted(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = ''";
  sql.insert(sql.size() - 1, name); // expect[dbsafe-sql-concatenation]:
  txn.exec(sql);
}

void insertedLiteral(pqxx::work &txn) {
  std::string sql = "SELECT id FROM users";
  sql.insert(0, "EXPLAIN ");
  txn.exec(sql);
}

void replaced(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '?'";
  sql.replace(sql.find('?'), 1, name); // expect[dbsafe-sql-concatenation]:
  txn.exec(sql);
}

// Cutting a text short does not make it harmless.
void shortened(pqxx::work &txn, const std::string &code) {
  txn.exec("SELECT 1 FROM vouchers WHERE code = '" +
           code.substr(0, 32) + // expect[dbsafe-sql-concatenation]: a quoted value
           "'");
}

void charByChar(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  for (char c : name) sql.push_back(c); // expect[dbsafe-sql-concatenation]:
  sql.push_back('\'');
  txn.exec(sql);
}

void throughCString(pqxx::work &txn, const char *title) {
  std::string sql = std::string("SELECT id FROM todos WHERE title = '") +
                    title + // expect[dbsafe-sql-concatenation]: a quoted value
                    "'";
  txn.exec(sql.c_str());
}

// The clause is optional, but all of it is literal.
void optionalClause(pqxx::work &txn, bool onlyOpen, const std::string &owner) {
  txn.exec_params("SELECT id FROM todos WHERE owner = $1" +
                      std::string(onlyOpen ? " AND NOT done" : ""),
                  owner);
}

void optionalCondition(pqxx::work &txn, const std::string &title) {
  std::string where =
      title.empty() ? std::string()
                    : " WHERE title = '" + title + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec("SELECT id FROM todos" + where);
}

// Bound parameters do not undo what was spliced before.
void boundAndSpliced(pqxx::work &txn, const std::string &table, long id) {
  txn.exec_params("DELETE FROM " + table + " WHERE id = $1", id); // expect[dbsafe-sql-concatenation]: an identifier
}

void preparedSpliced(pqxx::connection &connection, const std::string &column) {
  connection.prepare("find", "SELECT id FROM users WHERE " +
                                 column + // expect[dbsafe-sql-concatenation]:
                                 " = $1");
}

void preparedLiteral(pqxx::connection &connection, pqxx::work &txn,
                     const std::string &name) {
  connection.prepare("find", "SELECT id FROM users"
                             " WHERE name = $1");
  txn.exec_prepared("find", name);
}

void limited(pqxx::work &txn, const std::string &count) {
  txn.exec("SELECT id FROM todos ORDER BY id LIMIT " + count); // expect[dbsafe-sql-concatenation]: LIMIT
}

void searched(pqxx::work &txn, const std::string &word) {
  txn.exec("SELECT id FROM todos WHERE title LIKE '%" + word + "%'"); // expect[dbsafe-sql-concatenation]: a LIKE pattern
}

// The pattern is built from outside text, the statement is not.
void searchedBound(pqxx::work &txn, const std::string &word) {
  txn.exec_params("SELECT id FROM todos WHERE title LIKE $1", "%" + word + "%");
}

void filtered(pqxx::work &txn, const std::string &condition) {
  txn.exec("SELECT id FROM todos WHERE " + condition); // expect[dbsafe-sql-concatenation]:
}

void joinedNames(pqxx::work &txn, const std::vector<std::string> &names) {
  std::string sql = "SELECT id FROM users WHERE name IN (";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i)
      sql += ", ";
    sql += "'" + names[i] + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  }
  txn.exec(sql + ")");
}

void joinedQuoted(pqxx::work &txn, const std::vector<std::string> &names) {
  std::string sql = "SELECT id FROM users WHERE name IN (";
  const char *separator = "";
  for (const std::string &name : names) {
    sql += separator;
    sql += txn.quote(name);
    separator = ", ";
  }
  txn.exec(sql + ")");
}

void pipelined(pqxx::work &txn, const std::string &name) {
  pqxx::pipeline pipe(txn);
  pipe.insert("SELECT 1");
  pipe.insert("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  pipe.complete();
}

void exactRows(pqxx::work &txn, const std::string &name) {
  txn.exec_n(2, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
