// requires: pqxx/pqxx
// config: only.yaml
// Statements that one method keeps and another sends.
#include <pqxx/pqxx>
#include <queue>
#include <string>
#include <vector>

class Queue {
public:
  void push(std::string &&sql) { waiting_.push(std::move(sql)); }
  void process(pqxx::work &txn) {
    while (!waiting_.empty()) {
      std::string sql = waiting_.front();
      waiting_.pop();
      txn.exec(sql);
    }
  }

private:
  std::queue<std::string> waiting_;
};

void later(Queue &queue, const std::string &name, int id) {
  std::string sql = "UPDATE todos SET title = '" + name + "'"; // expect[dbsafe-sql-concatenation]: a quoted value
  queue.push(std::move(sql));
  queue.push("UPDATE todos SET done = true WHERE id = " + std::to_string(id));
}

// A title is kept, and bound.
class Titles {
public:
  void add(const std::string &title) { titles_.push_back(title); }
  void save(pqxx::work &txn) {
    for (const std::string &title : titles_)
      txn.exec_params("INSERT INTO todos (title) VALUES ($1)", title);
  }

private:
  std::vector<std::string> titles_;
};

void kept(Titles &titles, const std::string &name) {
  titles.add("a '" + name + "'");
}
