// requires: Wt/Dbo/Dbo.h
// requires: Wt/WLineEdit.h
// config: ../only.yaml
#include <Wt/Dbo/Dbo.h>
#include <Wt/WLineEdit.h>
#include <string>

namespace dbo = Wt::Dbo;
class User {};

void concatenated(dbo::Session &session, const std::string &name) {
  dbo::ptr<User> user = session.query<dbo::ptr<User>>("SELECT u FROM users u WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: session.query<T>("... ? ...").bind(value)
}

void bound(dbo::Session &session, const std::string &name) {
  dbo::ptr<User> user =
      session.query<dbo::ptr<User>>("SELECT u FROM users u WHERE name = ?")
          .bind(name);
}

void found(dbo::Session &session, const std::string &name) {
  dbo::ptr<User> user = session.find<User>().where("name = '" + name + "'"); // expect[dbsafe-sql-concatenation]: query.where("... ? ...").bind(value)
}

void foundBound(dbo::Session &session, const std::string &name) {
  dbo::ptr<User> user = session.find<User>().where("name = ?").bind(name);
}

void foundDirectly(dbo::Session &session, const std::string &condition) {
  dbo::ptr<User> user = session.find<User>("WHERE active AND " + condition); // expect[dbsafe-sql-concatenation]:
}

void foundDirectlyBound(dbo::Session &session, const std::string &name) {
  dbo::ptr<User> user = session.find<User>("WHERE name = ?").bind(name);
}

void ordered(dbo::Session &session, const std::string &order) {
  auto users = session.find<User>().orderBy(order + " DESC").resultList(); // expect[dbsafe-sql-concatenation]:
}

void orderedByOneOf(dbo::Session &session, bool byName) {
  auto users =
      session.find<User>().orderBy(byName ? "name" : "id").resultList();
}

void executed(dbo::Session &session, const std::string &table) {
  session.execute("DELETE FROM " + table).run(); // expect[dbsafe-sql-concatenation]: an identifier
}

void executedBound(dbo::Session &session, const std::string &name) {
  session.execute("DELETE FROM users WHERE name = ?").bind(name).run();
}

void executedNumber(dbo::Session &session, int id) {
  session.execute("DELETE FROM users WHERE id = " + std::to_string(id)).run();
}

void fromPage(dbo::Session &session, const Wt::WLineEdit &edit) {
  const std::string name = edit.text().toUTF8();
  session.execute("DELETE FROM users WHERE name = '" + name + "'").run(); // expect-error[dbsafe-sql-concatenation]: text from a field of the web page
  session.execute("DELETE FROM users WHERE name = ?").bind(name).run();
}
