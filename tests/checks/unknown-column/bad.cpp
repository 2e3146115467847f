// requires: pqxx/pqxx
// config: known.yaml
// Names that the schema does not have.
#include <pqxx/pqxx>

void tables(pqxx::work &txn) {
  txn.exec("SELECT name FROM tag"); // expect[dbsafe-unknown-column]:30: the schema has no table 'tag'; did you mean 'tags'?
  txn.exec("DELETE FROM todo_itens WHERE id = 1"); // expect[dbsafe-unknown-column]: no table 'todo_itens'; did you mean 'todo_items'?
}

void columns(pqxx::work &txn, long user) {
  txn.exec_params("SELECT titel FROM todos WHERE user_id = $1", user); // expect[dbsafe-unknown-column]:27: table 'todos' has no column 'titel'; did you mean 'title'?
  txn.exec_params("SELECT title FROM todos WHERE userid = $1", user); // expect[dbsafe-unknown-column]: no column 'userid'; did you mean 'user_id'?
  txn.exec_params("SELECT t.titel FROM todos t WHERE t.user_id = $1", user); // expect[dbsafe-unknown-column]: table 'todos' has no column 'titel'
  txn.exec_params("UPDATE todos SET finished = true WHERE user_id = $1", user); // expect[dbsafe-unknown-column]: no column 'finished'
  txn.exec_params("INSERT INTO todos (user_id, tittle) VALUES ($1, 'a')", user); // expect[dbsafe-unknown-column]: no column 'tittle'; did you mean 'title'?
  txn.exec_params("SELECT i.text FROM todos t JOIN todo_items i ON i.todo_id = t.id WHERE t.user_id = $1", user); // expect[dbsafe-unknown-column]: table 'todo_items' has no column 'text'
  txn.exec_params("SELECT t.id FROM todos t, tags g WHERE label = 'x' AND t.user_id = $1", user); // expect[dbsafe-unknown-column]: no table of this statement has a column 'label'
}

void inside(pqxx::work &txn, long user) {
  txn.exec_params("SELECT id FROM todos WHERE user_id = $1 ORDER BY prio", user); // expect[dbsafe-unknown-column]: no column 'prio'
  txn.exec_params("WITH mine AS (SELECT id FROM todos WHERE user_id = $1) SELECT title FROM mine", user); // expect[dbsafe-unknown-column]: table 'mine' has no column 'title'
  txn.exec_params("SELECT s.title FROM (SELECT id FROM todos WHERE user_id = $1) s", user); // expect[dbsafe-unknown-column]: 's' has no column 'title'
}
