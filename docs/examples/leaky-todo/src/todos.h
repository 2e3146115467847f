// A user's todos.
#pragma once

#include <pqxx/pqxx>
#include <string>

namespace todo {

class Todos {
public:
  Todos(pqxx::connection_base &connection, long user)
      : connection(connection), user(user) {}

  pqxx::result all();
  pqxx::result withId(long id);
  pqxx::result urgent();
  void add(const std::string &title);
  void rename(long id, const std::string &title);
  void setPriority(long id, const std::string &priority);
  void remove(long id);
  void finishAll();
  void comment(long id, const std::string &body);

private:
  pqxx::connection_base &connection;
  long user;
};

} // namespace todo
