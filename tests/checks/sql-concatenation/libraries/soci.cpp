// requires: soci/soci.h
// config: ../only.yaml
// SOCI: everything after << is SQL text, everything after a comma is bound.
#include <cstdlib>
#include <iostream>
#include <soci/soci.h>
#include <string>
#include <vector>

void concatenated(soci::session &sql, const std::string &name) {
  int id = 0;
  sql << "SELECT id FROM users WHERE name = '" + name + "'", // expect[dbsafe-sql-concatenation]: a quoted value
      soci::into(id);
}

void streamed(soci::session &sql, const std::string &name) {
  int id = 0;
  sql << "SELECT id FROM users WHERE name = '" << name // expect[dbsafe-sql-concatenation]: bind it, without the quotes: sql << "... :name ...", soci::use(value, "name")
      << "'",
      soci::into(id);
}

void bound(soci::session &sql, const std::string &name) {
  int id = 0;
  sql << "SELECT id FROM users WHERE name = :name", soci::use(name, "name"),
      soci::into(id);
}

void queryStream(soci::session &sql, const std::string &who) {
  sql.get_query_stream() << "DELETE FROM audit WHERE who = '" << who << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  soci::statement st(sql);
  st.alloc();
  st.prepare(sql.get_query());
}

void queryStreamOfNumbers(soci::session &sql, int who) {
  sql.get_query_stream() << "DELETE FROM audit WHERE who = " << who;
  soci::statement st(sql);
  st.alloc();
  st.prepare(sql.get_query());
}

// Two pieces, two findings.
void streamedTwice(soci::session &sql, const std::string &table, const char *name) {
  sql << "DELETE FROM " << table // expect[dbsafe-sql-concatenation]: an identifier
      << " WHERE name = '" << name << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
}

void streamedNumbers(soci::session &sql, long owner, unsigned limit) {
  int id = 0;
  sql << "SELECT id FROM todos WHERE owner = " << owner << " LIMIT " << limit,
      soci::into(id);
}

// A character is text.
void streamedCharacter(soci::session &sql, char grade) {
  sql << "DELETE FROM marks WHERE grade = '" << grade << "'"; // expect[dbsafe-sql-concatenation]: a quoted value
}

void once(soci::session &sql, const std::string &order) {
  int id = 0;
  sql.once << "SELECT id FROM todos ORDER BY " << order, // expect[dbsafe-sql-concatenation]: concatenated into SQL
      soci::into(id);
}

void onceWithLiteral(soci::session &sql, bool descending) {
  int id = 0;
  sql.once << "SELECT id FROM todos ORDER BY id"
           << (descending ? " DESC" : ""),
      soci::into(id);
}

void prepared(soci::session &sql, const std::string &column, int id) {
  std::string value;
  soci::statement st =
      (sql.prepare << "SELECT " << column // expect[dbsafe-sql-concatenation]: an identifier
                   << " FROM users WHERE id = :id",
       soci::use(id), soci::into(value));
  st.execute(true);
}

void preparedBound(soci::session &sql, const std::vector<std::string> &names) {
  std::string name;
  soci::statement st =
      (sql.prepare << "INSERT INTO users(name) VALUES(:name)", soci::use(name));
  for (const std::string &each : names) {
    name = each;
    st.execute(true);
  }
}

void rows(soci::session &sql, const std::string &pattern) {
  soci::rowset<std::string> names =
      (sql.prepare << "SELECT name FROM users WHERE name LIKE '%" << pattern // expect[dbsafe-sql-concatenation]: bind the whole pattern
                   << "%'");
  for (const std::string &name : names)
    std::cout << name << '\n';
}

void rowsBound(soci::session &sql, const std::string &pattern) {
  soci::rowset<std::string> names =
      (sql.prepare << "SELECT name FROM users WHERE name LIKE :pattern",
       soci::use(pattern));
  for (const std::string &name : names)
    std::cout << name << '\n';
}

void statementPrepared(soci::session &sql, const std::string &name) {
  soci::statement st(sql);
  st.alloc();
  st.prepare("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: st.exchange(soci::use(value, "name"))
  st.define_and_bind();
  st.execute(true);
}

void statementPreparedBound(soci::session &sql, const std::string &name) {
  soci::statement st(sql);
  st.exchange(soci::use(name));
  st.alloc();
  st.prepare("DELETE FROM users WHERE name = :name");
  st.define_and_bind();
  st.execute(true);
}

// Built before it is streamed.
void builtBefore(soci::session &sql, const std::string &name) {
  std::string text = "SELECT count(*) FROM users";
  if (!name.empty())
    text += " WHERE name = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  int count = 0;
  sql << text, soci::into(count);
}

void builtBeforeOfLiterals(soci::session &sql, bool active, const std::string &name) {
  std::string text = "SELECT count(*) FROM users WHERE name = :name";
  if (active)
    text += " AND active";
  int count = 0;
  sql << text, soci::into(count), soci::use(name);
}

void fromEnvironment(soci::session &sql) {
  const char *user = std::getenv("TODO_USER");
  if (user)
    sql << "DELETE FROM users WHERE name = '" << user << "'"; // expect-error[dbsafe-sql-concatenation]: text from the environment
}

// What one statement has read, another one runs.
void secondOrder(soci::session &sql, int id) {
  std::string name;
  sql << "SELECT name FROM users WHERE id = :id", soci::use(id),
      soci::into(name);
  sql << "DELETE FROM log WHERE who = '" << name << "'"; // expect-error[dbsafe-sql-concatenation]: text from the database
}

void secondOrderBound(soci::session &sql, int id) {
  std::string name;
  sql << "SELECT name FROM users WHERE id = :id", soci::use(id),
      soci::into(name);
  sql << "DELETE FROM log WHERE who = :who", soci::use(name);
}

void row(soci::session &sql) {
  soci::row r;
  sql << "SELECT name, id FROM users", soci::into(r);
  const std::string name = r.get<std::string>(0);
  sql << "DELETE FROM log WHERE who = '" << name << "'"; // expect-error[dbsafe-sql-concatenation]: text from the database
  sql << "DELETE FROM log WHERE id = " << r.get<int>(1);
}

// A statement in each arm, one of them spliced.
void branches(soci::session &sql, bool all, const std::string &name) {
  if (all)
    sql << "DELETE FROM users";
  else
    sql << "DELETE FROM users WHERE name = " << name; // expect[dbsafe-sql-concatenation]: a value
}

// The wrapper hands its statement on; its caller is told.
static void run(soci::session &sql, const std::string &statement) {
  sql << statement;
}

void throughWrapper(soci::session &sql, const std::string &name) {
  run(sql, "DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  run(sql, "DELETE FROM users WHERE name IS NULL");
}

void tableOfUser(soci::session &sql, const std::string &table) {
  sql.drop_table(table); // expect[dbsafe-sql-concatenation]: an identifier
  sql.drop_table("temporary");
}

// What is bound is still what it was.
void boundOneOf(soci::session &sql, std::string order) {
  if (order != "name" && order != "id")
    return;
  sql << "INSERT INTO searches VALUES(:what)", soci::use(order);
  soci::statement st = (sql.prepare << "SELECT id FROM users ORDER BY " << order);
  st.execute();
}

void described(soci::session &sql) {
  std::string table = "users";
  soci::column_info column;
  soci::statement st =
      (sql.prepare_column_descriptions(table), soci::into(column));
  st.execute();
  sql.drop_table(table);
}

// The log is no statement.
void logged(soci::session &sql, const std::string &name) {
  std::clog << "looking for '" << name << "'\n";
  int count = 0;
  sql << "SELECT count(*) FROM users", soci::into(count);
}
