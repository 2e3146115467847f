#include "search.h"

#include <sstream>

namespace todo {

// One of three literals, whatever was asked for.
static const char *stateCondition(const std::string &state) {
  if (state == "open")
    return " AND NOT done";
  if (state == "done")
    return " AND done";
  return "";
}

static std::string titleCondition(const std::string &text) {
  if (text.empty())
    return "";
  return " AND title ILIKE '%" + text + "%'";
}

static std::string tagCondition(pqxx::work &txn, const std::string &tag) {
  if (tag.empty())
    return "";
  return " AND id IN (SELECT tt.todo_id FROM todo_tags tt"
         " JOIN tags g ON g.id = tt.tag_id WHERE g.name = " +
         txn.quote(tag) + ")";
}

pqxx::result search(pqxx::work &txn, long user, const Search &search) {
  std::string sql = "SELECT id, title, done FROM todos WHERE user_id = " +
                    std::to_string(user);
  sql += stateCondition(search.state);
  sql += titleCondition(search.text);
  sql += tagCondition(txn, search.tag);
  if (!search.sort.empty())
    sql += " ORDER BY " + search.sort;
  return txn.exec(sql);
}

pqxx::result newest(pqxx::work &txn, long user, const std::string &state) {
  const int limit = state == "all" ? 50 : 10;
  std::ostringstream sql;
  sql << "SELECT id, title, done FROM todos WHERE user_id = " << user
      << stateCondition(state) << " ORDER BY id DESC LIMIT " << limit;
  return txn.exec(sql.str());
}

} // namespace todo
