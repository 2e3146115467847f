// requires: pqxx/pqxx
// requires: libpq-fe.h
// config: only.yaml
// Texts in fields.
#include <cstdlib>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <utility>
#include <vector>

struct Filter {
  std::string name;
  std::string order = "id";
  int limit = 10;
};

void fieldSpliced(pqxx::work &txn, const Filter &filter) {
  txn.exec("SELECT id FROM users WHERE name = '" +
           filter.name + // expect[dbsafe-sql-concatenation]: a quoted value
           "' LIMIT " + std::to_string(filter.limit));
}

void fieldSetToLiteral(pqxx::work &txn) {
  Filter filter;
  filter.name = "admin";
  txn.exec("SELECT id FROM users WHERE name = '" + filter.name + "' ORDER BY " +
           filter.order);
}

void fieldSetToOutside(pqxx::work &txn, const std::string &order) {
  Filter filter{"admin"};
  filter.order = order;
  txn.exec("SELECT id FROM users ORDER BY " + filter.order); // expect[dbsafe-sql-concatenation]:
}

// Only the other field is outside text.
void otherFieldSet(pqxx::work &txn, const std::string &name) {
  Filter filter;
  filter.name = name;
  txn.exec("SELECT id FROM users ORDER BY " + filter.order);
}

class Todos {
public:
  explicit Todos(pqxx::work &txn) : txn_(txn), table_("todos") {}
  void all() { txn_.exec("SELECT id FROM " + table_); }
  void one(long id) {
    txn_.exec("SELECT id FROM " + table_ + " WHERE id = " + std::to_string(id));
  }
  void named(const std::string &title) {
    txn_.exec("SELECT id FROM " + table_ + " WHERE title = '" +
              title + // expect[dbsafe-sql-concatenation]: a quoted value
              "'");
  }

private:
  pqxx::work &txn_;
  const std::string table_;
};

class Repository {
public:
  Repository(pqxx::work &txn, std::string table)
      : txn_(txn), table_(std::move(table)) {}
  void all() { txn_.exec("SELECT id FROM " + table_); } // expect[dbsafe-sql-concatenation]: an identifier

private:
  pqxx::work &txn_;
  std::string table_;
};

class Search {
public:
  void status(bool open) { where_ += open ? " AND NOT done" : " AND done"; }
  void user(long id) { where_ += " AND user_id = " + std::to_string(id); }
  pqxx::result run(pqxx::work &txn) const {
    return txn.exec("SELECT id FROM todos WHERE true" + where_);
  }

private:
  std::string where_;
};

class TitleSearch {
public:
  void title(const std::string &text) {
    where_ += " AND title = '" + text + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  }
  pqxx::result run(pqxx::work &txn) const {
    return txn.exec("SELECT id FROM todos WHERE true" + where_);
  }

private:
  std::string where_;
};

class QuotedSearch {
public:
  explicit QuotedSearch(pqxx::work &txn) : txn_(txn) {}
  QuotedSearch &title(const std::string &text) {
    where_ += " AND title = " + txn_.quote(text);
    return *this;
  }
  pqxx::result run() {
    return txn_.exec("SELECT id FROM todos WHERE true" + where_);
  }

private:
  pqxx::work &txn_;
  std::string where_;
};

void chained(pqxx::work &txn, const std::string &a, const std::string &b) {
  QuotedSearch(txn).title(a).title(b).run();
}

struct Statement {
  std::string text;
  explicit Statement(std::string t) : text(std::move(t)) {}
};

void statementObject(PGconn *c, const std::string &table) {
  const Statement good("SELECT 1");
  const Statement bad("SELECT id FROM " + table); // expect[dbsafe-sql-concatenation]: an identifier
  PQclear(PQexec(c, good.text.c_str()));
  PQclear(PQexec(c, bad.text.c_str()));
}

void throughOptional(pqxx::work &txn, const std::optional<std::string> &name) {
  if (name)
    txn.exec("SELECT id FROM users WHERE name = '" + *name + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
}

void throughPointer(pqxx::work &txn, const std::string &name) {
  auto sql = std::make_unique<std::string>("SELECT id FROM users WHERE name = '");
  *sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  *sql += "'";
  txn.exec(*sql);
}

void throughVector(pqxx::work &txn, int owner) {
  std::vector<std::string> conditions;
  conditions.push_back("NOT done");
  conditions.push_back("owner = " + std::to_string(owner));
  std::string sql = "SELECT id FROM todos WHERE true";
  for (const std::string &condition : conditions)
    sql += " AND " + condition;
  txn.exec(sql);
}

struct Dialect {
  virtual ~Dialect() = default;
  virtual std::string now() const = 0;
};
namespace {
struct Postgres final : Dialect {
  std::string now() const override { return "now()"; }
};
} // namespace

void knownOverrider(pqxx::work &txn) {
  const Postgres dialect;
  txn.exec("SELECT id FROM todos WHERE due < " + dialect.now());
}
