// requires: pqxx/pqxx
// config: only.yaml
// Values that libpqxx binds.
#include <pqxx/pqxx>
#include <string>
#include <vector>

void counts(pqxx::work &txn, long user, long id) {
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 AND id = $2", user, id);
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 AND id = $2", user); // expect[dbsafe-placeholder-mismatch]: has 2 placeholders, but 1 value is bound
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1", user, id); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder, but 2 values are bound
  txn.exec_params1("SELECT count(*) FROM todos", user); // expect[dbsafe-placeholder-mismatch]: has 0 placeholders, but 1 value is bound
}

// How many a pack holds is not known.
void pack(pqxx::work &txn, long user) {
  std::vector<long> values{user, 1};
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 AND id = $2",
                  pqxx::prepare::make_dynamic_params(values));
}

void prepare(pqxx::connection &connection) {
  connection.prepare("mine", "SELECT id FROM todos WHERE user_id = $1");
}
void execute(pqxx::work &txn, long user, long id) {
  txn.exec_prepared("mine", user);
  txn.exec_prepared("mine", user, id); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder, but 2 values are bound
}

// Wrong on purpose.
#define EXPECT_THROW(statement, error)                                         \
  try {                                                                        \
    statement;                                                                 \
  } catch (const error &) {                                                    \
  }
#define EXPECT_NO_THROW(statement) EXPECT_THROW(statement, std::exception)
void test(pqxx::work &txn, long user) {
  EXPECT_THROW(txn.exec_params("SELECT id FROM todos WHERE user_id = $1"), pqxx::sql_error);
  EXPECT_THROW(txn.exec_prepared("mine", user, user), pqxx::sql_error);
  EXPECT_NO_THROW(txn.exec_params("SELECT id FROM todos WHERE user_id = $1")); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder, but 0 values are bound
  EXPECT_NO_THROW(txn.exec_prepared("mine", user, user)); // expect[dbsafe-placeholder-mismatch]: has 1 placeholder, but 2 values are bound
}
