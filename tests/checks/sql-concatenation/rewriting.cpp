// requires: libpq-fe.h
// requires: pqxx/pqxx
// config: only.yaml
// Statements that are taken apart and put together again are their makers'
// business.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

class Statement {
public:
  void prepare(PGconn *c, const std::string &query);

private:
  std::string text_;
};

// :name becomes $1.
void Statement::prepare(PGconn *c, const std::string &query) {
  int position = 1;
  bool in_name = false;
  for (char each : query) {
    if (in_name && each == ' ') {
      text_ += "$" + std::to_string(position++);
      text_ += each;
      in_name = false;
    } else if (each == ':') {
      in_name = true;
    } else if (each == '\'') {
      text_ += each;
    } else if (!in_name) {
      text_ += each;
    }
  }
  PQclear(PQprepare(c, "", text_.c_str(), 0, nullptr));
}

std::string marked(const std::string &query) {
  std::string out;
  for (std::string::const_iterator it = query.begin(); it != query.end(); ++it) {
    if (*it == '?')
      out += "$1";
    else
      out += *it;
  }
  return out;
}

void run(pqxx::work &txn, const std::string &query) { txn.exec(marked(query)); }

// What is put in besides is not.
void between(pqxx::work &txn, const std::string &query, const std::string &name) {
  std::string out;
  for (char each : query) {
    if (each == '?')
      out += "'" + name + "'"; // expect[dbsafe-sql-concatenation]:
    else
      out += each;
  }
  txn.exec(out);
}

// A name that is copied character by character is a name.
void copied(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM todos WHERE title = '";
  for (char each : name)
    sql += each;
  txn.exec(sql + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}
