// A todo service, one request a line: USER VERB [ARGUMENT...]
#include "database.h"
#include "search.h"
#include "session.h"
#include "todos.h"

#include <iostream>
#include <sstream>
#include <string>

static void print(const pqxx::result &rows) {
  for (const auto &row : rows)
    std::cout << row[0].as<long>() << '\t' << row[1].c_str() << '\n';
}

static void serve(pqxx::connection_base &connection, long user,
                  const std::string &verb, std::istream &arguments) {
  todo::Todos todos(connection, user);
  long id = 0;
  std::string text;
  if (verb == "list") {
    print(todos.all());
  } else if (verb == "show" && arguments >> id) {
    print(todos.withId(id));
  } else if (verb == "urgent") {
    print(todos.urgent());
  } else if (verb == "add" && std::getline(arguments, text)) {
    todos.add(text);
  } else if (verb == "rename" && arguments >> id &&
             std::getline(arguments, text)) {
    todos.rename(id, text);
  } else if (verb == "priority" && arguments >> id >> text) {
    todos.setPriority(id, text);
  } else if (verb == "remove" && arguments >> id) {
    todos.remove(id);
  } else if (verb == "finish") {
    todos.finishAll();
  } else if (verb == "comment" && arguments >> id &&
             std::getline(arguments, text)) {
    todos.comment(id, text);
  } else if (verb == "newest") {
    arguments >> text;
    pqxx::work txn(connection);
    print(todo::newest(txn, user, text));
  } else if (verb == "search") {
    todo::Search search;
    arguments >> search.text >> search.sort >> search.state >> search.tag;
    pqxx::work txn(connection);
    print(todo::search(txn, user, search));
  } else {
    std::cout << "what?\n";
  }
}

int main() {
  pqxx::connection connection = todo::open();
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream request(line);
    std::string name, verb;
    request >> name >> verb;

    // A connection of its own for every request, closed on one way out only.
    PGconn *accounts = todo::openByHand();
    if (!accounts)
      return 1;
    auto user = todo::userId(accounts, name);
    if (!user) {
      std::cout << "who?\n";
      continue;
    }
    if (verb == "forget")
      todo::forget(accounts, *user);
    else
      serve(connection, *user, verb, request);
    PQfinish(accounts);
  }
}
