// requires: pqxx/pqxx
// config: only.yaml
// libpqxx's quoters: right where they fit the place, wrong elsewhere.
#include <pqxx/pqxx>
#include <sstream>
#include <string>

void quoted(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = " + txn.quote(name));
}

// quote() brings its own quotes; within others they end the text.
void quotedInQuotes(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = '" + txn.quote(name) + "'"); // expect[dbsafe-sql-concatenation]:
}

void quotedAsTable(pqxx::work &txn, const std::string &table) {
  txn.exec("SELECT id FROM " + txn.quote(table)); // expect[dbsafe-sql-concatenation]:
}

void escapedInQuotes(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = '" + txn.esc(name) + "'");
}

void escapedOutsideQuotes(pqxx::work &txn, const std::string &id) {
  txn.exec("SELECT id FROM users WHERE id = " + txn.esc(id)); // expect[dbsafe-sql-concatenation]:
}

void escapedAsOrder(pqxx::work &txn, const std::string &order) {
  txn.exec("SELECT id FROM users ORDER BY " + txn.esc(order)); // expect[dbsafe-sql-concatenation]:
}

void namedTable(pqxx::work &txn, const std::string &table) {
  txn.exec("SELECT id FROM " + txn.quote_name(table));
}

void namedOrder(pqxx::work &txn, const std::string &column) {
  txn.exec("SELECT id FROM users ORDER BY " + txn.quote_name(column) + " DESC");
}

// A column's name on the left of the comparison is at its place,
void namedColumn(pqxx::work &txn, const std::string &column,
                 const std::string &value) {
  txn.exec_params("SELECT id FROM users WHERE " + txn.quote_name(column) +
                      " = $1",
                  value);
}

// a value in its stead is not: the request picks the column to compare with.
void nameAsValue(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = " + txn.quote_name(name)); // expect[dbsafe-sql-concatenation]:
}

void likeEscapedAndQuoted(pqxx::work &txn, const std::string &word) {
  txn.exec("SELECT id FROM todos WHERE title LIKE " +
           txn.quote("%" + txn.esc_like(word) + "%"));
}

void likeEscapedTwice(pqxx::work &txn, const std::string &word) {
  txn.exec("SELECT id FROM todos WHERE title LIKE '" +
           txn.esc(txn.esc_like(word)) + "%'");
}

// esc_like is about % and _, not about quotes.
void likeEscapedOnly(pqxx::work &txn, const std::string &word) {
  txn.exec("SELECT id FROM todos WHERE title LIKE '" +
           txn.esc_like(word) + // expect[dbsafe-sql-concatenation]:
           "%'");
}

void onConnection(pqxx::connection &connection, pqxx::work &txn,
                  const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = " + connection.quote(name) +
           " OR email = '" + connection.esc(name) + "'");
}

void quotedNumber(pqxx::work &txn, int id) {
  txn.exec("SELECT id FROM users WHERE id = " + txn.quote(id));
}

void quotedIntoStream(pqxx::work &txn, const std::string &name,
                      const std::string &city) {
  std::ostringstream sql;
  sql << "SELECT id FROM users WHERE name = " << txn.quote(name)
      << " AND city = '"
      << city // expect[dbsafe-sql-concatenation]: a quoted value
      << "'";
  txn.exec(sql.str());
}

// Quoted, and then something raw is added behind.
void quotedPlus(pqxx::work &txn, const std::string &name,
                const std::string &suffix) {
  std::string value = txn.quote(name);
  value += suffix; // expect[dbsafe-sql-concatenation]:
  txn.exec("SELECT id FROM users WHERE name = " + value);
}

// Everything is put together first, then quoted.
void composedThenQuoted(pqxx::work &txn, const std::string &first,
                        const std::string &last) {
  const std::string name = first + " " + last;
  txn.exec("SELECT id FROM users WHERE name = " + txn.quote(name));
}

void escapedBytes(pqxx::work &txn, const std::string &data) {
  txn.exec0("INSERT INTO files (data) VALUES ('" + txn.esc_raw(data) + "')");
}

void optionalQuoted(pqxx::work &txn, const std::string &city) {
  std::string sql = "SELECT id FROM users";
  if (!city.empty())
    sql += " WHERE city = " + txn.quote(city);
  txn.exec(sql + " ORDER BY id");
}

// In an operator's place no quoter helps.
void quotedKeyword(pqxx::work &txn, const std::string &direction) {
  txn.exec("SELECT id FROM users ORDER BY id " + txn.esc(direction)); // expect[dbsafe-sql-concatenation]:
}
