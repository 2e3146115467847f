// requires: QtSql/QSqlQuery
// flags: -fPIC
// config: ../only.yaml
// TinyORM: the raw calls take SQL, the others quote and bind.
#include <tinyorm/orm/db.hpp>

void selected(const QString &name) {
  DB::select("SELECT * FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: "... ? ..." and the value in the list of bindings
}

void selectedBound(const QString &name) {
  DB::select("SELECT * FROM users WHERE name = ?", {name});
}

void inserted(const QString &name) {
  DB::insert(QString("INSERT INTO users (name) VALUES ('%1')").arg(name)); // expect[dbsafe-sql-concatenation]: a quoted value
}

void insertedBound(const QString &name, const QString &mail) {
  DB::insert("INSERT INTO users (name, mail) VALUES (?, ?)", {name, "mailto:" + mail});
}

void updated(const QString &column, int id) {
  DB::update("UPDATE users SET " + column + " = NULL WHERE id = ?", {id}); // expect[dbsafe-sql-concatenation]:
}

void removed(int id) {
  DB::remove("DELETE FROM users WHERE id = " + QString::number(id));
}

void stated(const QString &table) {
  DB::statement("DROP TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
}

void unprepared(bool vacuum) { DB::unprepared(vacuum ? "VACUUM" : "ANALYZE"); }

void whereRaw(const QString &name) {
  DB::table("users")->whereRaw("name = '" + name + "'").get(); // expect[dbsafe-sql-concatenation]: whereRaw("... ? ...", {value})
}

void whereRawBound(const QString &name) {
  DB::table("users")->whereRaw("lower(name) = ?", {name.toLower()}).get();
}

void where(const QString &column, const QString &name) {
  DB::table("users")->where(column, "=", name).get();
}

void orWhereRaw(const QString &city) {
  DB::table("users")->where("age", ">", 18).orWhereRaw(QString("city = '%1'").arg(city)).get(); // expect[dbsafe-sql-concatenation]: a quoted value
}

void havingRaw(int least) {
  DB::table("users")->groupByRaw("city").havingRaw(QString("count(*) > %1").arg(least)).get();
}

void orderByRaw(const QString &column) {
  DB::table("users")->orderByRaw("lower(" + column + ")").get(); // expect[dbsafe-sql-concatenation]:
}

void orderBy(const QString &column, bool descending) {
  DB::table("users")->orderBy(column, descending ? "desc" : "asc").get();
}

void selectRaw(const QString &column) {
  DB::table("users")->selectRaw("max(" + column + ")").get(); // expect[dbsafe-sql-concatenation]:
}

void selectRawAllowed(const QString &column) {
  if (column == "age" || column == "height")
    DB::table("users")->selectRaw("max(" + column + ")").get();
}

void expression(const QString &by) {
  DB::raw("balance + " + by); // expect[dbsafe-sql-concatenation]:
}

void expressionOfNumber(int by) {
  DB::raw(QString("balance + %1").arg(by));
}
