// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Texts that look like SQL and go elsewhere, and sinks that look like none.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <libpq-fe.h>
#include <map>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>
#include <vector>

void logged(pqxx::work &txn, const std::string &name) {
  std::clog << "SELECT id FROM users WHERE name = '" + name + "'\n";
  txn.exec_params("SELECT id FROM users WHERE name = $1", name);
}

// libpqxx's second argument is a description for error messages.
void described(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT count(*) FROM users", "count for " + name);
}

// It is no parameter either: what stands in the text is spliced.
void describedAndSpliced(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'", name); // expect[dbsafe-sql-concatenation]: a quoted value
}

void shown(PGconn *c, const std::string &name) {
  PGresult *result = PQexec(c, "SELECT count(*) FROM users");
  const std::string text =
      "DELETE FROM users WHERE name = '" + name + "' -- " + PQerrorMessage(c);
  std::puts(text.c_str());
  PQclear(result);
}

void thrown(const std::string &table) {
  throw std::runtime_error("SELECT from " + table + " failed");
}

void written(std::ofstream &script, const std::string &table) {
  script << "DROP TABLE " << table << ";\n";
}

struct Shell {
  int exec(const std::string &command);
  void query(const char *question);
};

// Some other exec, some other query.
void otherExec(Shell &shell, const std::string &name) {
  shell.exec("SELECT id FROM users WHERE name = '" + name + "'");
  shell.query(("DELETE FROM " + name).c_str());
}

void parametersOfOthers(pqxx::work &txn, const std::string &first,
                        const std::string &last) {
  txn.exec_params("SELECT id FROM users WHERE name = $1", first + " " + last);
}

void copiedIn(PGconn *c, const std::string &line) {
  PQclear(PQexec(c, "COPY tags (name) FROM STDIN"));
  const std::string row = line + "\n";
  PQputCopyData(c, row.data(), static_cast<int>(row.size()));
  PQputCopyEnd(c, nullptr);
}

void connected(const std::string &host) {
  PGconn *c = PQconnectdb(("host=" + host + " dbname=todo").c_str());
  PQfinish(c);
}

// Collected for a report, never sent.
std::vector<std::string> planned(const std::vector<std::string> &tables) {
  std::vector<std::string> result;
  for (const std::string &table : tables)
    result.push_back("TRUNCATE " + table);
  return result;
}

void countedByName(pqxx::work &txn, std::map<std::string, int> &counts,
                   const std::string &name) {
  ++counts["SELECT " + name];
  txn.exec("SELECT count(*) FROM users");
}

void settings(pqxx::connection &connection) {
  connection.set_variable("application_name", "'todo'");
}

void transactionName(pqxx::connection &connection, const std::string &name) {
  pqxx::work txn(connection, "tx_" + name);
  txn.exec("SELECT 1");
  txn.commit();
}

void listened(PGconn *c, const std::string &channel, const std::string &body) {
  const char *values[] = {channel.c_str(), body.c_str()};
  PQclear(PQexecParams(c, "SELECT pg_notify($1, $2)", 2, nullptr, values,
                       nullptr, nullptr, 0));
}

// A comment in a statement is still part of the statement.
void commented(pqxx::work &txn, const std::string &user) {
  txn.exec("/* for " + user + " */ SELECT count(*) FROM users"); // expect[dbsafe-sql-concatenation]:
}

void commentedLine(pqxx::work &txn) {
  txn.exec("SELECT count(*) -- how many users' rows\n FROM users");
}

// What a comment in the source says does not matter.
void saidToBeSafe(pqxx::work &txn, const std::string &name) {
  // name is validated by the caller, promised
  txn.exec("SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void emptied(pqxx::work &txn, const std::string &name) {
  std::string filter = " WHERE name = '" + name + "'";
  filter.erase();
  txn.exec("SELECT id FROM users" + filter);
}

void suppressed(pqxx::work &txn, const std::string &ddl) {
  // NOLINTNEXTLINE(dbsafe-sql-concatenation)
  txn.exec("CREATE TABLE IF NOT EXISTS " + ddl);
}
