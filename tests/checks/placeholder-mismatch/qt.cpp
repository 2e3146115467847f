// flags: -fPIC
// requires: QtSql/QSqlQuery
// config: only.yaml
// Values that Qt binds by name and by position.
#include <QString>
#include <QVariant>
#include <QSqlQuery>

void byName(int user) {
  QSqlQuery query;
  query.prepare("SELECT id FROM todos WHERE user_id = :user_id");
  query.bindValue(":user_id", user);
  query.bindValue(":userid", user); // expect[dbsafe-placeholder-mismatch]: the statement has no placeholder ':userid'; it has :user_id
  query.exec();
}

void byPosition(int user) {
  QSqlQuery query;
  query.prepare("SELECT id FROM todos WHERE user_id = ? AND done = ?");
  query.bindValue(0, user);
  query.bindValue(1, true);
  query.bindValue(2, user); // expect[dbsafe-placeholder-mismatch]: there is no placeholder 3
  query.exec();
}
