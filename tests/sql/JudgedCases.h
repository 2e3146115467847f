//===- JudgedCases.h - The labelled cases' schema and configuration -------===//
#ifndef DBSAFE_TESTS_SQL_JUDGEDCASES_H
#define DBSAFE_TESTS_SQL_JUDGEDCASES_H

#include "TemplateText.h"
#include "sql/Scope.h"
#include <fstream>
#include <sstream>

namespace dbsafe::sql::test {

inline std::string contents(const std::string &Name) {
  std::ifstream In(std::string(DBSAFE_SQL_TEST_DATA) + "/" + Name);
  std::stringstream Text;
  Text << In.rdbuf();
  return Text.str();
}

inline const Schema &schema() {
  static const Schema S = [] {
    Schema Read;
    Read.read(contents("scope_schema.sql"), "schema.sql");
    return Read;
  }();
  return S;
}

/// The configuration that the labelled cases are judged by.
inline Ownership ownership() {
  Ownership O;
  O.Principals.push_back({"user", "users", {"app.user_id"}, {"auth.uid"}});
  O.Principals.push_back({"org", "orgs", {"app.org_id"}, {}, true});
  O.Bridges.push_back({"org_members", "user", "org"});
  O.Public = {"tags"};
  return O;
}

/// The worst verdict of a text.
inline Verdict judge(std::string_view Sql, Dialect D = Dialect::PostgreSQL,
                     const Schema &S = schema(),
                     const Ownership &O = ownership()) {
  Verdict Worst;
  Worst.Result = Scoped::Yes;
  for (const Verdict &V : prove(withHoles(Sql), D, S, O))
    if (Worst.Result == Scoped::Yes ||
        (V.Result != Scoped::Yes && Worst.Result != Scoped::No))
      Worst = V;
  return Worst;
}

} // namespace dbsafe::sql::test

#endif
