// TinyORM's raw interface, as its documentation describes it: the calls that
// take SQL, and those that quote and bind.
#pragma once
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <QVector>
#include <memory>

namespace Orm {

namespace Query {
class Expression {
public:
  explicit Expression(const QVariant &value);
};

class Builder {
public:
  Builder &where(const QString &column, const QString &comparison,
                 const QVariant &value);
  Builder &whereRaw(const QString &sql, const QVector<QVariant> &bindings = {},
                    const QString &condition = "and");
  Builder &orWhereRaw(const QString &sql,
                      const QVector<QVariant> &bindings = {});
  Builder &havingRaw(const QString &sql,
                     const QVector<QVariant> &bindings = {},
                     const QString &condition = "and");
  Builder &orderBy(const QString &column, const QString &direction = "asc");
  Builder &orderByRaw(const QString &sql,
                      const QVector<QVariant> &bindings = {});
  Builder &groupByRaw(const QString &sql,
                      const QVector<QVariant> &bindings = {});
  Builder &selectRaw(const QString &sql,
                     const QVector<QVariant> &bindings = {});
  Builder &fromRaw(const QString &sql, const QVector<QVariant> &bindings = {});
  QSqlQuery get();
};
} // namespace Query

class DB {
public:
  static std::shared_ptr<Query::Builder> table(const QString &table);
  static Query::Expression raw(const QVariant &value);
  static QSqlQuery select(const QString &query,
                          const QVector<QVariant> &bindings = {});
  static QSqlQuery insert(const QString &query,
                          const QVector<QVariant> &bindings = {});
  static QSqlQuery update(const QString &query,
                          const QVector<QVariant> &bindings = {});
  static QSqlQuery remove(const QString &query,
                          const QVector<QVariant> &bindings = {});
  static QSqlQuery statement(const QString &query,
                             const QVector<QVariant> &bindings = {});
  static QSqlQuery unprepared(const QString &query);
};

} // namespace Orm

using Orm::DB;
