// requires: drogon/HttpController.h
// config: ../only.yaml
// Drogon: the first << is the statement, the others bind; names of columns are
// SQL as they are.
#include <drogon/HttpController.h>
#include <string>

using namespace drogon;
using namespace drogon::orm;

struct User {
  struct Cols {
    static const std::string _name;
  };
};

void concatenated(const DbClientPtr &client, const std::string &name) {
  client->execSqlSync("DELETE FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: client->execSqlSync("... $1 ...", value)
}

void bound(const DbClientPtr &client, const std::string &name) {
  client->execSqlSync("DELETE FROM users WHERE name = $1", name);
}

void boundAndSpliced(const DbClientPtr &client, const std::string &table,
                     const std::string &name) {
  client->execSqlSync("DELETE FROM " + table + " WHERE name = $1", name); // expect[dbsafe-sql-concatenation]: an identifier
}

void asynchronous(const DbClientPtr &client, const std::string &name) {
  std::string sql = "SELECT id FROM users WHERE name = '";
  sql += name; // expect[dbsafe-sql-concatenation]: a quoted value
  sql += "'";
  client->execSqlAsync(
      sql, [](const Result &) {}, [](const DrogonDbException &) {});
}

void asynchronousBound(const DbClientPtr &client, const std::string &name) {
  client->execSqlAsync(
      "SELECT id FROM users WHERE name = $1", [](const Result &) {},
      [](const DrogonDbException &) {}, name);
}

void future(const DbClientPtr &client, const std::string &order) {
  auto f = client->execSqlAsyncFuture("SELECT id FROM users ORDER BY " + order); // expect[dbsafe-sql-concatenation]:
}

void futureInOrder(const DbClientPtr &client, bool descending) {
  std::string sql = "SELECT id FROM users ORDER BY id";
  if (descending)
    sql += " DESC";
  auto f = client->execSqlAsyncFuture(sql);
}

void streamed(const DbClientPtr &client, const std::string &name) {
  *client << "DELETE FROM users WHERE name = '" + name + "'" // expect[dbsafe-sql-concatenation]: a quoted value
          >> [](const Result &) {};
}

// What follows is bound.
void streamedBound(const DbClientPtr &client, const std::string &name) {
  *client << "DELETE FROM users WHERE name = $1" << name
          >> [](const Result &) {};
}

void streamedBoundText(const DbClientPtr &client, const std::string &name) {
  *client << "DELETE FROM users WHERE name = $1" << "'" + name + "'"
          >> [](const Result &) {};
}

void number(const DbClientPtr &client, int id) {
  *client << "DELETE FROM users WHERE id = " + std::to_string(id);
}

void mapped(const DbClientPtr &client, const HttpRequestPtr &request) {
  Mapper<User> mapper(client);
  mapper.orderBy(request->getParameter("sort")).limit(10); // expect-error[dbsafe-sql-concatenation]: an identifier
}

void mappedByColumn(const DbClientPtr &client) {
  Mapper<User> mapper(client);
  mapper.orderBy(User::Cols::_name, SortOrder::DESC);
  mapper.orderBy("name");
}

void criteria(const DbClientPtr &client, const std::string &column,
              const std::string &value) {
  Mapper<User> mapper(client);
  mapper.findBy(Criteria(column, CompareOperator::EQ, value)); // expect[dbsafe-sql-concatenation]: an identifier
}

void criteriaBound(const DbClientPtr &client, const std::string &value) {
  Mapper<User> mapper(client);
  mapper.findBy(Criteria(User::Cols::_name, CompareOperator::EQ, value));
  mapper.findBy(Criteria("name", value));
}

void custom(const DbClientPtr &client, const std::string &value) {
  Mapper<User> mapper(client);
  mapper.findBy(Criteria(CustomSql("name LIKE '" + value + "%'"))); // expect[dbsafe-sql-concatenation]: concatenated into SQL
}

void customBound(const DbClientPtr &client, const std::string &value) {
  Mapper<User> mapper(client);
  mapper.findBy(Criteria(CustomSql("name LIKE $?"), value + "%"));
}

void secondOrder(const DbClientPtr &client) {
  const Result r = client->execSqlSync("SELECT name, id FROM users");
  const auto name = r[0]["name"].as<std::string>();
  const int id = r[0]["id"].as<int>();
  client->execSqlSync("DELETE FROM log WHERE who = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from the database
  client->execSqlSync("DELETE FROM log WHERE id = " + std::to_string(id));
}

class Users : public HttpController<Users> {
public:
  void find(const HttpRequestPtr &request, Callback &&callback) {
    auto client = app().getDbClient();
    const std::string name = request->getParameter("name");
    client->execSqlSync("SELECT id FROM users WHERE name = '" + name + "'"); // expect-error[dbsafe-sql-concatenation]: text from an HTTP request
    client->execSqlSync("SELECT id FROM users WHERE name = $1", name);
  }

  void add(const HttpRequestPtr &request, Callback &&callback) {
    const auto json = request->getJsonObject();
    const std::string name = (*json)["name"].asString();
    const int age = (*json)["age"].asInt();
    auto client = app().getDbClient();
    client->execSqlSync("INSERT INTO users VALUES('" + name + "')"); // expect-error[dbsafe-sql-concatenation]: text from the body of an HTTP request
    client->execSqlSync("INSERT INTO ages VALUES(" + std::to_string(age) + ")");
  }
};

void routes(const DbClientPtr &client) {
  app().registerHandler("/users", [client](const HttpRequestPtr &request,
                                           Callback &&callback) {
    client->execSqlSync("SELECT 1 WHERE '" + request->getCookie("who") + "' = $1", 1); // expect-error[dbsafe-sql-concatenation]: text from a cookie
    client->execSqlSync("SELECT 1 WHERE $1 = $2", request->getCookie("who"), 1);
  });
}
