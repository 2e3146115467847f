// Which statements stay within their principal's rows.
#include "TemplateText.h"
#include "sql/Scope.h"
#include "gtest/gtest.h"
#include <chrono>
#include <fstream>
#include <sstream>

using namespace dbsafe::sql;
using dbsafe::sql::test::withHoles;

namespace {

std::string contents(const std::string &Name) {
  std::ifstream In(std::string(DBSAFE_SQL_TEST_DATA) + "/" + Name);
  std::stringstream Text;
  Text << In.rdbuf();
  return Text.str();
}

const Schema &schema() {
  static const Schema S = [] {
    Schema Read;
    Read.read(contents("scope_schema.sql"), "schema.sql");
    return Read;
  }();
  return S;
}

/// The configuration that the labelled cases are judged by.
Ownership ownership() {
  Ownership O;
  O.Principals.push_back({"user", "users", {"app.user_id"}, {"auth.uid"}});
  O.Principals.push_back({"org", "orgs", {"app.org_id"}, {}, true});
  O.Bridges.push_back({"org_members", "user", "org"});
  O.Public = {"tags"};
  return O;
}

/// The worst verdict of a text.
Verdict judge(std::string_view Sql, Dialect D = Dialect::PostgreSQL,
              const Schema &S = schema(), const Ownership &O = ownership()) {
  Verdict Worst;
  Worst.Result = Scoped::Yes;
  for (const Verdict &V : prove(withHoles(Sql), D, S, O))
    if (V.Result != Scoped::Yes && Worst.Result != Scoped::No)
      Worst = V;
  return Worst;
}

const char *name(Scoped S) {
  switch (S) {
  case Scoped::Yes:
    return "scoped";
  case Scoped::No:
    return "unscoped";
  case Scoped::Unknown:
    return "unknown";
  case Scoped::Exempt:
    return "exempt";
  }
  return "";
}

void expect(const std::string &Label, const std::string &Sql) {
  Verdict V = judge(Sql);
  EXPECT_EQ(name(V.Result), Label)
      << Sql << "\n  " << V.Table << ": " << V.Reason << " | " << V.Missing;
}

/// Lines of label, tab, statement.
void expectAll(const std::string &File) {
  std::istringstream Lines(contents(File));
  unsigned Count = 0;
  for (std::string Line; std::getline(Lines, Line);) {
    size_t Tab = Line.find('\t');
    if (Line.empty() || Line[0] == '#' || Tab == std::string::npos)
      continue;
    expect(Line.substr(0, Tab),
           Line.substr(Tab + 1, Line.find('\t', Tab + 1) - Tab - 1));
    ++Count;
  }
  EXPECT_GT(Count, 0u);
}

TEST(Scope, LabelledCases) { expectAll("scope_cases.tsv"); }

} // namespace
