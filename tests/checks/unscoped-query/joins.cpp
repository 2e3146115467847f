// requires: pqxx/pqxx
// config: owned.yaml
// Statements on several tables, and texts that are put together, sent through
// libpqxx.
#include <pqxx/pqxx>
#include <string>

void joinedToParent(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title, i.body FROM todos t"
                  " JOIN todo_items i ON i.todo_id = t.id"
                  " WHERE t.user_id = $1",
                  user);
}

// Parent and items, but not this parent's items.
void joinedToNothing(pqxx::work &txn, long user, long item) {
  txn.exec_params("DELETE FROM todo_items" // expect[dbsafe-unscoped-query]:
                  " USING todos"
                  " WHERE todos.user_id = $1 AND todo_items.id = $2",
                  user, item);
}

void joinedThroughUser(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title FROM users u"
                  " JOIN todos t ON t.user_id = u.id WHERE u.id = $1",
                  user);
}

void otherUsers(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title, u.email"
                  " FROM todos t"
                  " JOIN users u ON u.is_admin" // expect[dbsafe-unscoped-query]:
                  " WHERE t.user_id = $1",
                  user);
}

// On the preserved side of a LEFT JOIN, ON does not select.
void leftJoin(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title, i.body"
                  " FROM todos t" // expect[dbsafe-unscoped-query]:
                  " LEFT JOIN todo_items i ON i.todo_id = t.id AND t.user_id = $1",
                  user);
}

void leftJoinAndWhere(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title, i.body FROM todos t"
                  " LEFT JOIN todo_items i ON i.todo_id = t.id"
                  " WHERE t.user_id = $1",
                  user);
}

void tagsOfOwnTodos(pqxx::work &txn, long user) {
  txn.exec_params("SELECT t.title, g.name FROM todos t"
                  " JOIN todo_tags tt ON tt.todo_id = t.id"
                  " JOIN tags g ON g.id = tt.tag_id WHERE t.user_id = $1",
                  user);
}

void crossJoin(pqxx::work &txn, long tag) {
  txn.exec_params("SELECT t.title"
                  " FROM tags g, todos t" // expect[dbsafe-unscoped-query]:
                  " WHERE g.id = $1",
                  tag);
}

void itemsThroughSubquery(pqxx::work &txn, long user, long item) {
  txn.exec_params("UPDATE todo_items SET done = true WHERE id = $2 AND todo_id IN"
                  " (SELECT id FROM todos WHERE user_id = $1)",
                  user, item);
}

void countInTargetList(pqxx::work &txn, long user) {
  txn.exec_params1("SELECT u.name,"
                   " (SELECT count(*) FROM todos)" // expect[dbsafe-unscoped-query]:
                   " FROM users u WHERE u.id = $1",
                   user);
}

void countOfOwn(pqxx::work &txn, long user) {
  txn.exec_params1("SELECT u.name,"
                   " (SELECT count(*) FROM todos t WHERE t.user_id = u.id)"
                   " FROM users u WHERE u.id = $1",
                   user);
}

void secondArm(pqxx::work &txn, long user) {
  txn.exec_params("SELECT title FROM todos WHERE user_id = $1"
                  " UNION ALL"
                  " SELECT title FROM todos WHERE priority > 8", // expect[dbsafe-unscoped-query]:
                  user);
}

void projectsOfMember(pqxx::work &txn, long user) {
  txn.exec_params("SELECT p.name FROM projects p"
                  " JOIN org_members m ON m.org_id = p.org_id"
                  " WHERE m.user_id = $1",
                  user);
}

void projectsOfAnyone(pqxx::work &txn, long project) {
  txn.exec_params("SELECT name FROM projects WHERE id = $1", project); // expect[dbsafe-unscoped-query]:
}

void copiedItem(pqxx::work &txn, long user, long todo) {
  txn.exec_params("INSERT INTO todo_items (todo_id, body)"
                  " SELECT id, title FROM todos WHERE id = $2 AND user_id = $1",
                  user, todo);
}

// Texts that are put together.

void optionalClause(pqxx::work &txn, long user, bool open) {
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1" +
                      std::string(open ? " AND NOT done" : ""),
                  user);
}

// Without the switch the owner is not asked for.
void optionalOwner(pqxx::work &txn, long user, bool mine) {
  std::string sql = "SELECT id FROM todos"; // expect[dbsafe-unscoped-query]:
  if (mine)
    sql += " WHERE user_id = " + std::to_string(user);
  txn.exec(sql);
}

void splicedOwner(pqxx::work &txn, long user) {
  txn.exec("SELECT id FROM todos WHERE user_id = " + std::to_string(user));
}

void quotedOwner(pqxx::work &txn, const std::string &user) {
  txn.exec("SELECT id FROM todos WHERE user_id = " + txn.quote(user) +
           " ORDER BY id");
}

void splicedId(pqxx::work &txn, long id) {
  txn.exec("SELECT title FROM todos WHERE id = " + std::to_string(id)); // expect[dbsafe-unscoped-query]:
}

static const char kMine[] = "SELECT id FROM todos WHERE user_id = $1";
static const char kAll[] = "SELECT id FROM todos WHERE done"; // expect[dbsafe-unscoped-query]:

void constants(pqxx::work &txn, long user) {
  txn.exec_params(kMine, user);
  txn.exec(kAll);
}

void preparedStatements(pqxx::connection &connection) {
  connection.prepare("mine", "SELECT id FROM todos WHERE user_id = $1");
  connection.prepare("done", "UPDATE todos SET done = true WHERE id = $1"); // expect[dbsafe-unscoped-query]:
}

static pqxx::result query(pqxx::work &txn, const std::string &sql) {
  return txn.exec(sql);
}

void throughWrapper(pqxx::work &txn) {
  query(txn, "SELECT name FROM tags");
  query(txn, "SELECT title FROM todos ORDER BY id"); // expect[dbsafe-unscoped-query]:
}

void described(pqxx::work &txn) {
  txn.exec("SELECT name FROM tags", "SELECT title FROM todos");
}

// An administrator's report, and said so.
void suppressed(pqxx::work &txn) {
  txn.exec("SELECT count(*) FROM todos"); // NOLINT(dbsafe-unscoped-query): statistics
}

// Which table this is cannot be known: that is no finding by default.
void unknownTable(pqxx::work &txn, const std::string &table) {
  txn.exec("SELECT id FROM " + txn.quote_name(table));
}
