// requires: pqxx/pqxx
// config: both.yaml
// A write without a condition is told once: by whose rows it is, if they are
// somebody's.
#include <pqxx/pqxx>

void everyRow(pqxx::work &txn) {
  txn.exec("DELETE FROM todos"); // expect[dbsafe-unscoped-query]: it has no WHERE; add 'user_id = $1'
  txn.exec("UPDATE todos SET done = true WHERE 1 = 1"); // expect[dbsafe-unscoped-query]: no condition on todos.user_id
  txn.exec("DELETE FROM tags"); // expect[dbsafe-unbounded-write]: this DELETE has no WHERE
  txn.exec("DELETE FROM todos"); // NOLINT(dbsafe-unscoped-query): a test's end
}
