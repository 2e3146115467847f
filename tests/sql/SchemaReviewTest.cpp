// Which tables have owners, as it is shown for review.
#include "sql/SchemaReview.h"
#include "gtest/gtest.h"
#include <fstream>
#include <sstream>

using namespace dbsafe::sql;

namespace {

std::string inOneLine(const ReviewedTable &T) {
  std::string Line(name(T.Kind));
  for (const auto &Owner : T.Owners)
    Line += " " + Owner.Column + "=" + Owner.Principal;
  for (const auto &Key : T.Keys)
    Line +=
        " " + Key.Columns[0] + "->" + Key.Parent + "." + Key.ParentColumns[0];
  if (T.RowSecurity)
    Line += T.ForceRowSecurity ? " forced" : " enabled";
  for (const std::string &Policy : T.Policies)
    Line += " " + Policy;
  return Line;
}

TEST(SchemaReview, SaysWhoOwnsWhatAndWhy) {
  std::ifstream In(DBSAFE_SQL_TEST_DATA "/scope_schema.sql");
  std::stringstream Text;
  Text << In.rdbuf();
  Schema S;
  S.read(Text.str(), "schema.sql");
  S.read("CREATE TABLE settings (name text)", "more.sql");
  Ownership O;
  O.Principals.push_back({"user", "users", {}, {}});
  O.Principals.push_back({"org", "orgs", {}, {}, true});
  O.Bridges.push_back({"org_members", "user", "org"});
  O.Public = {"tags"};
  O.Owned["gone"] = "user_id";
  std::map<std::string, std::string> Lines;
  for (const ReviewedTable &T : review(S, O))
    Lines[T.Name] = inOneLine(T);
  EXPECT_EQ(Lines["todos"], "owned user_id=user parent_id->todos.id");
  EXPECT_EQ(Lines["todo_items"], "owned todo_id->todos.id");
  EXPECT_EQ(Lines["users"], "owned id=user");
  EXPECT_EQ(Lines["org_members"], "bridge user_id=user org_id=org");
  EXPECT_EQ(Lines["tags"], "public");
  EXPECT_EQ(Lines["settings"], "unowned");
  EXPECT_EQ(Lines["my_todos"], "view");
  EXPECT_EQ(Lines["notes"], "owned user_id=user forced notes_owner (all)");
  EXPECT_EQ(Lines["gone"].substr(0, 7), "unknown");
}

} // namespace
