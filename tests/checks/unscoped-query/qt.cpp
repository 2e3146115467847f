// requires: QtSql/QSqlQuery
// flags: -fPIC
// config: owned.yaml
// The same statements through Qt, with named and positional values.
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void named(int user, int id) {
  QSqlQuery query;
  query.prepare("SELECT title FROM todos WHERE user_id = :user AND id = :id");
  query.bindValue(":user", user);
  query.bindValue(":id", id);
  query.exec();
}

void namedAnybody(int id) {
  QSqlQuery query;
  query.prepare("SELECT title FROM todos WHERE id = :id"); // expect[dbsafe-unscoped-query]: add 'user_id = :user_id'
  query.bindValue(":id", id);
  query.exec();
}

void positional(int user) {
  QSqlQuery query;
  query.prepare("DELETE FROM todo_items WHERE id = ? AND todo_id IN (SELECT id FROM todos WHERE user_id = ?)");
  query.addBindValue(7);
  query.addBindValue(user);
  query.exec();
}

void positionalAnybody() {
  QSqlQuery query;
  query.prepare("DELETE FROM todo_items WHERE id = ?"); // expect[dbsafe-unscoped-query]:
  query.addBindValue(7);
  query.exec();
}

void executed() {
  QSqlQuery query("SELECT count(*) FROM todos"); // expect[dbsafe-unscoped-query]:
  query.exec("SELECT name FROM tags");
  query.exec("UPDATE todos SET done = true WHERE user_id = 2"); // expect[dbsafe-unscoped-query]: constant
}
