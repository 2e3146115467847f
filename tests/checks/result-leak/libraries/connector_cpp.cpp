// MySQL Connector/C++, whose objects are the program's to delete.
#include <memory>
#include <string>
namespace sql {
struct ResultSet {
  virtual ~ResultSet();
  virtual bool next();
};
struct Statement {
  virtual ~Statement();
  virtual ResultSet *executeQuery(const std::string &);
  virtual bool execute(const std::string &);
};
struct PreparedStatement : Statement {
  using Statement::executeQuery;
  virtual ResultSet *executeQuery();
  virtual void setInt(int, int);
};
struct Connection {
  virtual ~Connection();
  virtual Statement *createStatement();
  virtual PreparedStatement *prepareStatement(const std::string &);
};
struct Driver {
  virtual Connection *connect(const std::string &, const std::string &, const std::string &);
};
} // namespace sql
int deleted(sql::Driver *d, const std::string &password) {
  sql::Connection *con = d->connect("tcp://127.0.0.1:3306", "b", password);
  sql::Statement *st = con->createStatement();
  sql::ResultSet *rs = st->executeQuery("SELECT 1");
  int n = 0;
  while (rs->next())
    ++n;
  delete rs;
  delete st;
  delete con;
  return n;
}
int unique(sql::Connection *con) {
  std::unique_ptr<sql::PreparedStatement> st(con->prepareStatement("SELECT 1"));
  std::unique_ptr<sql::ResultSet> rs(st->executeQuery());
  return rs->next();
}
int shared(sql::Connection &con) {
  std::shared_ptr<sql::Statement> st{con.createStatement()};
  auto rs = std::unique_ptr<sql::ResultSet>(st->executeQuery("SELECT 1"));
  return rs->next();
}
int forgotten(sql::Connection *con) {
  sql::Statement *st = con->createStatement();
  sql::ResultSet *rs = st->executeQuery("SELECT 1"); // expect[dbsafe-result-leak]: 'rs', the result of 'sql::Statement::executeQuery', is never released: its rows stay in memory; delete it
  int n = 0;
  while (rs->next())
    ++n;
  delete st;
  return n;
}
