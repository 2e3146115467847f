#include "todos.h"

#include <sstream>

namespace todo {

pqxx::result Todos::all() {
  pqxx::read_transaction txn(connection);
  return txn.exec_params("SELECT id, title, priority, done FROM todos"
                         " WHERE user_id = $1 ORDER BY id",
                         user);
}

pqxx::result Todos::withId(long id) {
  // The id came from the address bar: anybody's todo can be read.
  pqxx::read_transaction txn(connection);
  return txn.exec_params("SELECT id, title, due FROM todos WHERE id = $1", id);
}

pqxx::result Todos::urgent() {
  // AND binds tighter than OR.
  pqxx::read_transaction txn(connection);
  return txn.exec_params("SELECT id, title FROM todos"
                         " WHERE user_id = $1 AND NOT done"
                         " AND due < current_date OR priority > 2",
                         user);
}

void Todos::add(const std::string &title) {
  pqxx::work txn(connection);
  txn.exec_params("INSERT INTO todos (user_id, title) VALUES ($1, $2)", user,
                  title);
  txn.commit();
}

void Todos::rename(long id, const std::string &title) {
  pqxx::work txn(connection);
  std::ostringstream sql;
  sql << "UPDATE todos SET title = '" << title << "' WHERE id = " << id
      << " AND user_id = " << user;
  txn.exec(sql.str());
  txn.commit();
}

void Todos::setPriority(long id, const std::string &priority) {
  // Escaping is for text in quotes, and there are none.
  pqxx::work txn(connection);
  txn.exec("UPDATE todos SET priority = " + txn.esc(priority) +
           " WHERE user_id = " + std::to_string(user) +
           " AND id = " + std::to_string(id));
  txn.commit();
}

void Todos::remove(long id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM comments WHERE todo_id = $1", id);
  txn.exec_params("DELETE FROM todos WHERE id = $1 AND user_id = $2", id, user);
  txn.commit();
}

void Todos::finishAll() {
  pqxx::work txn(connection);
  txn.exec("UPDATE todos SET done = true");
  txn.commit();
}

void Todos::comment(long id, const std::string &body) {
  pqxx::work txn(connection);
  txn.exec_params(
      "INSERT INTO comments (user_id, todo_id, body)"
      " SELECT $1, id, $3 FROM todos WHERE id = $2 AND user_id = $1",
      user, id, body);
  // No commit: the comment is gone when txn is.
}

} // namespace todo
