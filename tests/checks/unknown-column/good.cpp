// requires: pqxx/pqxx
// config: known.yaml
// The nearest misses.
#include <pqxx/pqxx>
#include <string>

void known(pqxx::work &txn, long user) {
  txn.exec_params("SELECT title AS t FROM todos WHERE user_id = $1 ORDER BY t", user);
  txn.exec_params("SELECT todos FROM todos WHERE todos.user_id = $1 AND ctid IS NOT NULL", user);
  txn.exec_params("SELECT x.title FROM todos AS x WHERE x.user_id = $1", user);
  txn.exec_params("SELECT a FROM todos AS x(a) WHERE user_id = $1", user);
  txn.exec_params("WITH mine(t) AS (SELECT title FROM todos WHERE user_id = $1) SELECT t FROM mine", user);
  txn.exec_params("SELECT id FROM todos t WHERE t.user_id = $1 AND EXISTS (SELECT 1 FROM todo_items WHERE todo_id = t.id AND priority > 1)", user);
  txn.exec_params("SELECT n FROM (SELECT count(*) AS n FROM todos WHERE user_id = $1) s", user);
  txn.exec_params("SELECT count FROM (SELECT count(*) FROM todos WHERE user_id = $1) s", user);
  txn.exec_params("INSERT INTO todos (user_id, title) VALUES ($1, 'a') ON CONFLICT (user_id, title) DO UPDATE SET title = excluded.title WHERE todos.user_id = excluded.user_id", user);
  txn.exec_params("SELECT day FROM generate_series(1, 3) AS day, todos WHERE user_id = $1", user);
  txn.exec_params("SELECT j.a FROM todos t, jsonb_to_record(t.title::jsonb) AS j(a int) WHERE t.user_id = $1", user);
}

// What the server has itself.
void ofTheServer(pqxx::work &txn) {
  txn.exec("SELECT relname FROM pg_class");
  txn.exec("SELECT table_name FROM information_schema.tables");
}

// Made by the program.
void made(pqxx::work &txn) {
  txn.exec("CREATE TEMP TABLE staging (a int)");
  txn.exec("SELECT a, b FROM staging");
  txn.exec("ALTER TABLE tags ADD COLUMN colour text");
  txn.exec("SELECT colour FROM tags");
}

void unknown(pqxx::work &txn, const std::string &table, const std::string &column) {
  txn.exec("SELECT id FROM " + txn.quote_name(table));
  txn.exec("SELECT " + txn.quote_name(column) + " FROM todos WHERE user_id = " + txn.quote(1));
}
