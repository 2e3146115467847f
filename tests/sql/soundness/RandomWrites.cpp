// INSERT, UPDATE, DELETE and MERGE.
#include "RandomStatement.h"

namespace dbsafe::sql::test {

const RandomStatement::Source &RandomStatement::target() {
  static const unsigned Weighted[] = {0, 1, 1, 1, 1, 2, 2, 2,
                                      4, 6, 7, 8, 9, 9, 10};
  return tables()[Weighted[below(std::size(Weighted))]];
}

std::string RandomStatement::returning(const Source &Target) {
  return chance(30) ? " RETURNING " + Target.Alias + ".*" : "";
}

std::string RandomStatement::value(Type T, const Scope &S) {
  std::string Name;
  if (chance(50) && column(S, T, Name))
    return Name;
  if (chance(12) && (T == User || T == Todo || T == Text))
    if (std::string Query = subquery({T}, S, 1); !Query.empty())
      return Query;
  return parameter(T == Tag || T == Number ? Number : T);
}

std::string RandomStatement::assignments(const Source &Target, const Scope &S) {
  // Where several source rows match, the server takes any: assign from them
  // only what is the same in all rows of the principal.
  auto Value = [&](const Column &C) {
    if (chance(6))
      return std::string("DEFAULT");
    if (chance(10) && C.Name == "parent_id")
      return std::string("NULL");
    return value(C.Kind, C.Kind == User || C.Kind == Org ? S : Scope{Target});
  };
  std::vector<std::pair<std::string, std::string>> Set;
  for (const Column &C : Target.Columns)
    if (C.Name != "id" && chance(C.Kind == Text || C.Kind == Bool ? 50 : 20))
      Set.emplace_back(C.Name, Value(C));
  if (Set.empty())
    Set.emplace_back(Target.Columns.back().Name, Value(Target.Columns.back()));
  if (Set.size() > 1 && chance(25)) {
    std::string Names, Values;
    for (const auto &[Name, V] : Set) {
      Names += (Names.empty() ? "" : ", ") + Name;
      Values += (Values.empty() ? "" : ", ") + V;
    }
    return "(" + Names + ") = (" + Values + ")";
  }
  std::string Result;
  for (const auto &[Name, V] : Set)
    Result += (Result.empty() ? "" : ", ") + Name + " = " + V;
  return Result;
}

/// ON CONFLICT. The new row is called excluded, the old one x. With a key that
/// all users share, DO NOTHING may tell that somebody's row exists; that is no
/// part of the promise.
std::string RandomStatement::upsert(const Source &Target, bool OwnKey) {
  if (OwnKey && chance(20))
    return " ON CONFLICT DO NOTHING";
  std::string Arbiter;
  if (Target.Table == "todos")
    Arbiter = chance(45)   ? "(user_id, title)"
              : chance(60) ? "(id)"
              : chance(50) ? "ON CONSTRAINT todos_pkey"
                           : "ON CONSTRAINT todos_user_id_title_key";
  else if (Target.Table == "org_members")
    Arbiter = "(org_id, user_id)";
  else if (Target.Table == "todo_tags")
    Arbiter = "(todo_id, tag_id)";
  else
    Arbiter = "(id)";
  Source Old = Target, New = Target;
  Old.Alias = "x";
  New.Alias = "excluded";
  std::string Result = " ON CONFLICT " + Arbiter + " DO UPDATE SET " +
                       assignments(Old, {Old, New});
  if (chance(60))
    Result += " WHERE " +
              (chance(50) ? scoping(Old, {New}) : condition({Old, New}, {}, 3));
  return Result;
}

std::string RandomStatement::insert(const Source &Target) {
  Scope S;
  bool Copies = chance(60);
  std::string From = Copies ? from(S, {}, 1) : "";
  std::string Names;
  std::vector<Column> Columns;
  bool OwnKey = true;
  for (const Column &C : Target.Columns) {
    bool Serial = C.Name == "id" && Target.Table != "users";
    bool Optional = C.Name == "parent_id" || C.Kind == Bool ||
                    C.Name == "priority" || C.Name == "role" ||
                    Target.Table == "drafts";
    if ((Serial && chance(80)) || (Optional && chance(50)))
      continue;
    Names += (Names.empty() ? "" : ", ") + C.Name;
    Columns.push_back(C);
    OwnKey &= C.Name != "id";
  }
  if (Columns.empty())
    return insert(Target);
  auto Values = [&] {
    std::string Result;
    for (const Column &C : Columns)
      Result += (Result.empty() ? "" : ", ") +
                (C.Name == "id" && C.Kind != User && chance(80)
                     ? std::to_string(300 + below(3))
                 : !Copies && C.Name != "id" && chance(4) ? "DEFAULT"
                                                          : value(C.Kind, S));
    return Result;
  };
  std::string Result = "INSERT INTO " + Target.Table + " AS x (" + Names + ") ";
  if (Copies) {
    Result += "SELECT " + Values() + " FROM " + From + where(S, {}, 1);
    if (chance(10))
      Result += " UNION ALL SELECT " + Values() + " FROM " + From;
  } else {
    Result += "VALUES (" + Values() + ")";
    if (chance(20))
      Result += ", (" + Values() + ")";
  }
  if (Target.Table != "my_todos" && chance(35))
    Result += upsert(Target, OwnKey);
  return Result + (chance(30) ? " RETURNING *" : "");
}

std::string RandomStatement::update(const Source &Of) {
  Source Target = Of;
  Target.Alias = alias();
  Scope S{Target};
  std::string From;
  if (chance(50)) {
    Scope More;
    From = " FROM " + from(More, {}, 1);
    S.insert(S.end(), More.begin(), More.end());
  }
  return "UPDATE " + Target.Table + " AS " + Target.Alias + " SET " +
         assignments(Target, S) + From + where(S, {}, 1) + returning(Target);
}

std::string RandomStatement::remove(const Source &Of) {
  Source Target = Of;
  Target.Alias = alias();
  Scope S{Target};
  std::string Using;
  if (chance(50)) {
    Scope More;
    Using = " USING " + from(More, {}, 1);
    S.insert(S.end(), More.begin(), More.end());
  }
  return "DELETE FROM " + Target.Table + " AS " + Target.Alias + Using +
         where(S, {}, 1) + returning(Target);
}

std::string RandomStatement::merge() {
  std::string With = with();
  Source Target =
      tables()[(const unsigned[]){1, 1, 1, 2, 2, 4, 6, 7, 8, 9}[below(10)]];
  Target.Alias = alias();
  Scope Other;
  std::string Using = item(Other, {}, 1);
  Scope S = Other;
  S.push_back(Target);
  std::string On = scoping(Target, Other) + " AND " + atom(S, {}, 3);
  if (chance(20))
    On = atom(S, {}, 3);
  std::string Result = With + "MERGE INTO " + Target.Table + " AS " +
                       Target.Alias + " USING " + Using + " ON " + On;
  unsigned Matched = below(3), Missing = Matched ? below(2) : 1;
  for (unsigned I = 0; I < Matched; ++I)
    Result += " WHEN MATCHED" +
              (chance(40)   ? " AND " + scoping(Target, Other)
               : chance(30) ? " AND " + atom(S, {}, 3)
                            : "") +
              (chance(40)   ? " THEN DELETE"
               : chance(10) ? " THEN DO NOTHING"
                            : " THEN UPDATE SET " + assignments(Target, S));
  if (!Missing)
    return Result;
  Result += " WHEN NOT MATCHED" +
            (chance(30) ? " AND " + atom(Other, {}, 3) : "") + " THEN ";
  if (chance(30))
    return Result + "DO NOTHING";
  std::string Names, Values;
  for (const Column &C : Target.Columns)
    if (C.Name != "id" && C.Name != "parent_id" && C.Kind != Bool) {
      Names += (Names.empty() ? "" : ", ") + C.Name;
      Values += (Values.empty() ? "" : ", ") + value(C.Kind, Other);
    }
  return Result + "INSERT (" + Names + ") VALUES (" + Values + ")";
}

} // namespace dbsafe::sql::test
