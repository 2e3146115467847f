//===- without_using.cpp - Statements in somebody else's namespace --------===//
//
// Compiles, which is the test: operators on columns and conditions are found
// without `using namespace dbsafe`.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/runtime.hpp"

namespace app {

struct Person {
  dbsafe::columns<dbsafe::id> base;
  std::string name;
};

struct Visit {
  dbsafe::columns<dbsafe::id, dbsafe::timestamps> base;
  dbsafe::references<Person> person_id;
  std::string title;
  bool done = false;
  using owner = dbsafe::owned_by<&Visit::person_id>;
};

using PersonId = dbsafe::references<Person>;

std::vector<Visit> visits_of(dbsafe::session &s, PersonId who);
std::vector<Visit> visits_of(dbsafe::session &s, PersonId who) {
  return s.all(dbsafe::select<Visit>()
                   .where(&Visit::person_id == who)
                   .where(dbsafe::column<&Visit::done> == false ||
                          !(dbsafe::column<&Visit::title> < "m"))
                   .order_by(&Visit::title, dbsafe::desc(dbsafe::key<Visit>))
                   .limit(10));
}

} // namespace app
