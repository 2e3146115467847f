// requires: pqxx/pqxx
// config: only.yaml
// Classes that keep their fields in an object of their own.
#include <pqxx/pqxx>
#include <string>

class Server {
public:
  Server();
  void create(pqxx::work &txn);
  void rename(const std::string &to);

private:
  class Private;
  Private *d;
};

class Server::Private {
public:
  explicit Private() : name("todos") {}
  std::string name;
  std::string schema = "public";
  std::string role;
  std::string alias = "t";
  int port = 0;
};

Server::Server() : d(new Private) { d->role = "writer"; }

void Server::rename(const std::string &to) { d->alias = to; }

void Server::create(pqxx::work &txn) {
  txn.exec("CREATE DATABASE " + d->name);
  txn.exec("CREATE SCHEMA " + d->schema);
  txn.exec("SET ROLE " + d->role);
  txn.exec("LOCK TABLE " + d->alias); // expect[dbsafe-sql-concatenation]: an identifier
}

// A schema is described by objects: their names can't be bound.
struct Column {
  std::string name, type, comment;
};
struct Table {
  std::string name;
  Column first;
};
void createTable(pqxx::work &txn, const Table &table) {
  txn.exec("CREATE TABLE " + table.name + " (" + table.first.name + " " + table.first.type + ")");
  txn.exec("ALTER TABLE " + table.name + " DROP COLUMN " + table.first.name);
}
void comment(pqxx::work &txn, const Table &table, const std::string &name) {
  txn.exec("CREATE VIEW v AS SELECT '" + table.first.comment + "'"); // expect[dbsafe-sql-concatenation]: a quoted value
  txn.exec("DROP TABLE " + name); // expect[dbsafe-sql-concatenation]: an identifier
  txn.exec("DELETE FROM " + table.name); // expect[dbsafe-sql-concatenation]: an identifier
}
