// requires: pqxx/pqxx
// requires: sqlite3.h
// Text that PostgreSQL can read, that is for another server, or that is not
// known to the last character.
#include <cstdio>
#include <pqxx/pqxx>
#include <sqlite3.h>
#include <string>

void fine(pqxx::work &txn, long user) {
  txn.exec("SELECT id FROM todos WHERE title = 'it''s'");
  txn.exec("");
  txn.exec(" ; -- nothing");
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1", user);
  txn.exec("CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END");
  txn.exec("DO $$ BEGIN PERFORM 1; END $$");
}

// Servers newer than the parser read these.
void newer(pqxx::work &txn) {
  txn.exec("SELECT * FROM (SELECT 1)");
  txn.exec("SELECT 1_000_000");
  txn.exec("MERGE INTO todos t USING tags g ON t.title = g.name WHEN NOT MATCHED BY SOURCE THEN DELETE");
  txn.exec("SELECT JSON_VALUE(body, '$.a' RETURNING int) FROM notes");
}

// The name of a prepared statement.
void prepared(pqxx::connection &connection, pqxx::work &txn) {
  connection.prepare("all", "SELECT id FROM todos");
  txn.exec_prepared("all");
}

// SQLite's own words: nobody here can tell.
void inSqlite(sqlite3 *db) {
  sqlite3_exec(db, "PRAGMA foreign_keys = on", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "INSERT OR REPLACE INTO todos VALUES (1)", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "SELECT id FORM todos", nullptr, nullptr, nullptr);
}

void built(pqxx::work &txn, const std::string &table) {
  txn.exec("SELECT id FROM " + txn.quote_name(table) + " WHERE");
  puts("SELECT id FORM todos");
}

// Wrong on purpose.
#define EXPECT_THROW(statement, error)                                         \
  try {                                                                        \
    statement;                                                                 \
  } catch (const error &) {                                                    \
  }
void refused(pqxx::work &txn) {
  EXPECT_THROW(txn.exec("SELECT id FORM todos"), pqxx::sql_error);
}
