// Finding todos.
#pragma once

#include <pqxx/pqxx>
#include <string>

namespace todo {

/// What a user asks for, as it came with the request.
struct Search {
  std::string text;  ///< Part of the title.
  std::string sort;  ///< A column.
  std::string state; ///< "open", "done" or "all".
  std::string tag;
};

pqxx::result search(pqxx::work &txn, long user, const Search &search);

/// The same, for the list on the first page.
pqxx::result newest(pqxx::work &txn, long user, const std::string &state);

} // namespace todo
