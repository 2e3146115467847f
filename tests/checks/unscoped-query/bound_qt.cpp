// requires: QtSql/QSqlQuery
// requires: crow/crow.h
// flags: -fPIC
// config: owned.yaml
// Values that Qt binds by name, by number and in order.
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <crow/crow.h>

void byName(const crow::request &req, int session) {
  QString user = QString::fromStdString(req.url_params.get("user"));
  int id = QString(req.url_params.get("id")).toInt();
  QSqlQuery query;
  query.prepare("SELECT title FROM todos WHERE user_id = :user AND id = :id");
  query.bindValue(":user", user); // expect-error[dbsafe-unscoped-query]: ':user' says whose rows this statement may touch
  query.bindValue(":id", id);
  query.exec();
  query.prepare("SELECT title FROM todos WHERE user_id = :me AND id = :user");
  query.bindValue(":me", session);
  query.bindValue(":user", user);
  query.exec();
}

void inOrder(const crow::request &req, int session) {
  QString id = req.url_params.get("id");
  QSqlQuery query;
  query.prepare("DELETE FROM todos WHERE id = ? AND user_id = ?");
  query.addBindValue(id);
  query.addBindValue(session);
  query.exec();
  QSqlQuery swapped;
  swapped.prepare("DELETE FROM todos WHERE user_id = ? AND id = ?");
  swapped.addBindValue(id.toInt()); // expect-error[dbsafe-unscoped-query]: says whose rows
  swapped.addBindValue(session);
  swapped.exec();
}

void byNumber(const crow::request &req, int session) {
  QSqlQuery query;
  query.prepare("DELETE FROM todos WHERE id = ? AND user_id = ?");
  query.bindValue(1, QVariant(req.url_params.get("id"))); // expect-error[dbsafe-unscoped-query]: says whose rows
  query.bindValue(0, session);
  query.exec();
}

// Which of them is the second is not known.
void inALoop(const crow::request &req) {
  QSqlQuery query;
  query.prepare("DELETE FROM todos WHERE id = ? AND user_id = ?");
  for (int i = 0; i < 2; ++i)
    query.addBindValue(QString(req.url_params.get("id")));
  query.exec();
}
