// The tables, and the small things that all statements are made of.
#include "RandomStatement.h"

namespace dbsafe::sql::test {

const std::vector<RandomStatement::Source> &RandomStatement::tables() {
  static const std::vector<Source> Tables = {
      {"", {{"id", User}, {"email", Text}, {"name", Text}}, "users"},
      {"",
       {{"id", Todo},
        {"user_id", User},
        {"parent_id", Todo},
        {"title", Text},
        {"done", Bool},
        {"priority", Number}},
       "todos"},
      {"",
       {{"id", Number}, {"todo_id", Todo}, {"body", Text}, {"done", Bool}},
       "todo_items"},
      {"", {{"id", Tag}, {"name", Text}}, "tags"},
      {"", {{"todo_id", Todo}, {"tag_id", Tag}}, "todo_tags"},
      {"", {{"id", Org}, {"name", Text}}, "orgs"},
      {"", {{"org_id", Org}, {"user_id", User}, {"role", Text}}, "org_members"},
      {"", {{"id", Number}, {"org_id", Org}, {"name", Text}}, "projects"},
      {"", {{"id", Number}, {"user_id", User}, {"body", Text}}, "notes"},
      {"",
       {{"id", Number}, {"user_id", User}, {"todo_id", Todo}, {"body", Text}},
       "drafts"},
      {"", {{"id", Todo}, {"title", Text}, {"done", Bool}}, "my_todos"},
      {"", {{"user_id", User}, {"n", Number}}, "todo_stats"},
      {"", {{"id", Todo}, {"user_id", User}, {"title", Text}}, "top_todos"},
      {"",
       {{"user_id", User}, {"todo_id", Todo}, {"body", Text}},
       "items_of_users"}};
  return Tables;
}

const RandomStatement::Source &RandomStatement::table() {
  // The interesting ones more often.
  static const unsigned Weighted[] = {0, 1, 1, 1, 1, 1, 2, 2,  2,  3,  4, 5,
                                      6, 6, 7, 7, 8, 9, 9, 10, 11, 12, 13};
  return tables()[Weighted[below(std::size(Weighted))]];
}

std::string RandomStatement::positions(size_t Count) {
  std::string Result = "1";
  for (size_t I = 2; I <= Count; ++I)
    Result += ", " + std::to_string(I);
  return Result;
}

std::string RandomStatement::parameter(Type T) {
  switch (T) {
  case User:
    if (chance(85))
      return "$1::bigint";
    return chance(50) ? "current_setting('app.user_id')::bigint"
                      : "(SELECT auth.uid())";
  case Todo:
    return "$2::bigint";
  case Org:
    return "$4::bigint";
  case Text:
    return chance(50) ? "$3::text" : "'b'";
  case Bool:
    return chance(50) ? "true" : "false";
  default:
    return std::to_string(below(4));
  }
}

bool RandomStatement::column(const Scope &S, Type T, std::string &Name) {
  std::vector<std::string> Found;
  for (const Source &Item : S)
    for (const Column &C : Item.Columns)
      if (C.Kind == T)
        Found.push_back(Item.Alias + "." + C.Name);
  if (Found.empty())
    return false;
  Name = Found[below(unsigned(Found.size()))];
  return true;
}

std::pair<std::string, RandomStatement::Type>
RandomStatement::anyColumn(const Scope &S) {
  const Source &Item = S[below(unsigned(S.size()))];
  const Column &C = Item.Columns[below(unsigned(Item.Columns.size()))];
  return {Item.Alias + "." + C.Name, C.Kind};
}

std::string RandomStatement::next() {
  NextAlias = 0;
  Ctes.clear();
  unsigned Kind = below(100);
  if (Kind < 55)
    return select();
  if (Kind >= 92)
    return merge();
  std::string With = with();
  const Source &Target = target();
  return With + (Kind < 68   ? insert(Target)
                 : Kind < 82 ? update(Target)
                             : remove(Target));
}

} // namespace dbsafe::sql::test
