#include "RandomStatement.h"

namespace dbsafe::sql::test {

const std::vector<RandomStatement::Source> &RandomStatement::tables() {
  static const std::vector<Source> Tables = {
      {"", {{"id", User}, {"name", Text}}, "users"},
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
      {"", {{"id", Todo}, {"title", Text}, {"done", Bool}}, "my_todos"},
      {"", {{"user_id", User}, {"n", Number}}, "todo_stats"}};
  return Tables;
}

const RandomStatement::Source &RandomStatement::table() {
  // The interesting ones more often.
  static const unsigned Weighted[] = {0, 1, 1, 1, 1, 1, 2, 2, 2, 3,
                                      4, 5, 6, 6, 7, 7, 8, 9, 10};
  return tables()[Weighted[below(std::size(Weighted))]];
}

std::string RandomStatement::parameter(Type T) {
  switch (T) {
  case User:
    return chance(85) ? "$1::bigint" : "current_setting('app.user_id')::bigint";
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

/// A condition that a careful author would write for this table.
std::string RandomStatement::scoping(const Source &S, const Scope &Others) {
  std::string Other;
  for (const Column &C : S.Columns) {
    bool Key = C.Name != "parent_id" && (C.Kind == User || C.Kind == Org);
    std::string Name = S.Alias + "." + C.Name;
    if (Key && chance(30) && column(Others, C.Kind, Other))
      return Name + " = " + Other;
    if (C.Kind == Org && chance(60))
      return Name + " IN (SELECT org_id FROM org_members WHERE user_id = $1)";
    if (Key && chance(80))
      return Name + " = " + parameter(C.Kind);
    if (C.Kind == Todo && C.Name == "todo_id")
      return chance(50) && column(Others, Todo, Other)
                 ? Name + " = " + Other
                 : Name + " IN (SELECT id FROM todos WHERE user_id = $1)";
  }
  return "true";
}

std::string RandomStatement::exists(const Scope &Outer, unsigned Depth) {
  Scope S;
  std::string From = from(S, Outer, Depth + 2);
  const char *Outputs[] = {"1", "count(*)", "*"};
  return std::string(chance(30) ? "NOT " : "") + "EXISTS (SELECT " +
         Outputs[chance(85) ? 0 : 1 + below(2)] + " FROM " + From +
         where(S, Outer, Depth + 1) + (chance(10) ? " LIMIT 1" : "") + ")";
}

std::string RandomStatement::subquery(Type T, const Scope &Outer,
                                      unsigned Depth) {
  Scope S;
  std::string From = from(S, Outer, Depth + 2), Name;
  if (!column(S, T, Name))
    return "";
  unsigned Kind = below(10);
  std::string Output = Kind == 0 && T != Bool ? "max(" + Name + ")" : Name;
  return "(SELECT " + Output + " FROM " + From + where(S, Outer, Depth + 1) +
         (Kind == 1 ? " ORDER BY 1 LIMIT 2" : "") + ")";
}

std::string RandomStatement::atom(const Scope &S, const Scope &Outer,
                                  unsigned Depth) {
  Scope All = S;
  All.insert(All.end(), Outer.begin(), Outer.end());
  auto [Name, Kind] = anyColumn(S);
  std::string Other;
  switch (below(Depth > 2 ? 9 : 14)) {
  case 0:
  case 1:
    return Name + " = " + parameter(Kind);
  case 2:
  case 3:
    if (column(All, Kind, Other))
      return Name + " = " + Other;
    return "true";
  case 4:
    return Name + (chance(50) ? " <> " : " = ") + parameter(Kind);
  case 5:
    return Name + (chance(50) ? " IS NULL" : " IS NOT NULL");
  case 6:
    return Name + " IS NOT DISTINCT FROM " +
           (column(All, Kind, Other) && chance(50) ? Other : parameter(Kind));
  case 7:
    return scoping(S[below(unsigned(S.size()))], All);
  case 8:
    return chance(50) ? Name + " IN (" + parameter(Kind) + ")"
                      : "(" + Name + " = " + parameter(Kind) + ") IS " +
                            (chance(50) ? "TRUE" : "NOT FALSE");
  case 9:
  case 10:
    return exists(All, Depth);
  default:
    if (std::string Query = subquery(Kind, All, Depth); !Query.empty()) {
      static const char *Ops[] = {" IN ", " IN ", " NOT IN ", " = ANY ", " = "};
      unsigned Op = below(5);
      // A scalar subquery may fail with more than one row.
      return Name +
             Ops[Op == 4 && Query.find("max(") == std::string::npos ? 0 : Op] +
             Query;
    }
    return "false";
  }
}

std::string RandomStatement::condition(const Scope &S, const Scope &Outer,
                                       unsigned Depth) {
  if (Depth > 3 || chance(55))
    return atom(S, Outer, Depth);
  std::string Left = condition(S, Outer, Depth + 1);
  if (chance(20))
    return "NOT (" + Left + ")";
  return "(" + Left + (chance(65) ? " AND " : " OR ") +
         condition(S, Outer, Depth + 1) + ")";
}

std::string RandomStatement::item(Scope &S, const Scope &Outer,
                                  unsigned Depth) {
  Source Result;
  if (Depth < 2 && chance(25)) {
    bool Lateral = chance(35) && !S.empty();
    Scope Visible = Outer;
    if (Lateral)
      Visible.insert(Visible.end(), S.begin(), S.end());
    std::string Query = query(Result.Columns, Visible, Depth + 1);
    Result.Alias = alias();
    S.push_back(Result);
    return std::string(Lateral ? "LATERAL (" : "(") + Query + ") AS " +
           Result.Alias;
  }
  Result = !Ctes.empty() && chance(40) ? Ctes[below(unsigned(Ctes.size()))]
                                       : table();
  std::string Name = Result.Table.empty() ? Result.Alias : Result.Table;
  Result.Alias = alias();
  S.push_back(Result);
  return Name + " AS " + Result.Alias;
}

std::string RandomStatement::from(Scope &S, const Scope &Outer,
                                  unsigned Depth) {
  std::string Result = item(S, Outer, Depth);
  unsigned More = Depth > 1 ? below(2) : below(3);
  for (unsigned I = 0; I < More; ++I) {
    if (chance(15)) {
      Result += ", " + item(S, Outer, Depth);
      // A comma ends the reach of an ON.
      continue;
    }
    static const char *Joins[] = {" JOIN ",      " JOIN ",      " JOIN ",
                                  " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ",
                                  " FULL JOIN ", " CROSS JOIN "};
    unsigned Kind = below(8);
    Scope Before = S;
    std::string Right = item(S, Outer, Kind >= 5 ? 5 : Depth);
    bool Comma = Result.find(", ") != std::string::npos;
    Result += Joins[Kind] + Right;
    if (Kind == 7)
      continue;
    // ON sees the operands of its join alone; after a comma, be careful.
    Scope Own = Comma ? Scope{S.back()} : S;
    std::string On = scoping(S.back(), Comma ? Scope{} : Before);
    if (Kind == 6) // FULL JOIN needs a plain equality.
      On = S.back().Alias + "." + S.back().Columns[0].Name + " = 5";
    else if (chance(40))
      On += (chance(75) ? " AND " : " OR ") + atom(Own, Outer, 3);
    Result += " ON " + On;
  }
  return Result;
}

std::string RandomStatement::where(const Scope &S, const Scope &Outer,
                                   unsigned Depth) {
  std::vector<std::string> Parts;
  Scope All = S;
  All.insert(All.end(), Outer.begin(), Outer.end());
  for (const Source &Item : S)
    if (chance(70))
      Parts.push_back(scoping(Item, All));
  if (chance(60))
    Parts.push_back(condition(S, Outer, Depth));
  std::string Result;
  for (const std::string &Part : Parts)
    Result += (Result.empty() ? " WHERE " : " AND ") + Part;
  return Result;
}

std::string RandomStatement::body(std::vector<Column> &Outputs,
                                  const Scope &Outer, unsigned Depth) {
  Scope S;
  std::string From = from(S, Outer, Depth);
  std::string Where = where(S, Outer, Depth);
  std::vector<std::string> Names;
  Outputs.clear();
  unsigned Count = 1 + below(3);
  for (unsigned I = 0; I < Count; ++I) {
    auto [Name, Kind] = anyColumn(S);
    Names.push_back(Name);
    Outputs.push_back({"c" + std::to_string(I), Kind});
  }
  std::string List, Plain;
  for (unsigned I = 0; I < Count; ++I) {
    List += (I ? ", " : "") + Names[I] + " AS " + Outputs[I].Name;
    Plain += (I ? ", " : "") + Names[I];
  }
  std::string Extra = ", c" + std::to_string(Count);
  std::string Last = " AS c" + std::to_string(Count);
  switch (below(12)) {
  case 0:
    Outputs.push_back({"c" + std::to_string(Count), Number});
    return "SELECT " + List + ", count(*)" + Last + " FROM " + From + Where +
           " GROUP BY " + Plain +
           (chance(40) ? " HAVING " + (chance(50) ? Names[0] + " IS NOT NULL"
                                                  : scoping({"", {}, ""}, {}))
                       : "");
  case 1:
    Outputs = {{"c0", Number}};
    return "SELECT count(*) AS c0 FROM " + From + Where;
  case 2: {
    Outputs.push_back({"c" + std::to_string(Count), Number});
    std::string Over = chance(60) ? "PARTITION BY " + Names[below(Count)] : "";
    return "SELECT " + List + ", count(*) OVER (" + Over + ")" + Last +
           " FROM " + From + Where;
  }
  case 3:
    return "SELECT DISTINCT " + List + " FROM " + From + Where;
  case 4:
    return "SELECT DISTINCT ON (" + Names[0] + ") " + List + " FROM " + From +
           Where + " ORDER BY " + Plain;
  case 5:
    return "SELECT " + List + " FROM " + From + Where + " ORDER BY " + Plain +
           " LIMIT " + std::to_string(1 + below(3));
  case 6:
    if (Depth < 2) {
      Scope All = S;
      All.insert(All.end(), Outer.begin(), Outer.end());
      Outputs.push_back({"c" + std::to_string(Count), Bool});
      return "SELECT " + List + ", " + exists(All, Depth + 1) + Last +
             " FROM " + From + Where;
    }
    [[fallthrough]];
  default:
    return "SELECT " + List + " FROM " + From + Where;
  }
}

std::string RandomStatement::query(std::vector<Column> &Outputs,
                                   const Scope &Outer, unsigned Depth) {
  std::string First = body(Outputs, Outer, Depth);
  if (!chance(15))
    return First;
  // An arm of the same types, from a table that has them.
  std::vector<Column> Second;
  for (unsigned Try = 0; Try < 30; ++Try) {
    std::string Arm = body(Second, Outer, Depth);
    bool Same = Second.size() == Outputs.size();
    for (size_t I = 0; Same && I < Second.size(); ++I)
      Same = Second[I].Kind == Outputs[I].Kind;
    static const char *Ops[] = {" UNION ", " UNION ALL ", " INTERSECT ",
                                " EXCEPT "};
    if (Same)
      return "(" + First + ")" + Ops[below(4)] + "(" + Arm + ")";
  }
  return First;
}

std::string RandomStatement::with() {
  Ctes.clear();
  if (!chance(25))
    return "";
  std::string Result;
  unsigned Count = 1 + below(2);
  std::vector<Source> Made;
  for (unsigned I = 0; I < Count; ++I) {
    Source Cte;
    std::string Query;
    if (chance(25)) {
      Query = "UPDATE todos SET done = true WHERE " +
              std::string(chance(80) ? "user_id = $1" : "id = $2") +
              " RETURNING id AS c0, user_id AS c1, title AS c2";
      Cte.Columns = {{"c0", Todo}, {"c1", User}, {"c2", Text}};
    } else {
      Query = query(Cte.Columns, {}, 1);
    }
    Cte.Alias = "w" + std::to_string(I);
    Result += (I ? ", " : "WITH ") + Cte.Alias + " AS (" + Query + ")";
    Made.push_back(Cte);
    Ctes = Made;
  }
  return Result + " ";
}

std::string RandomStatement::select() {
  if (chance(8)) {
    Ctes.clear();
    std::string Arm = chance(70) ? " AND c.user_id = t.user_id" : "";
    std::string Out = chance(50) ? "SELECT * FROM t"
                                 : "SELECT i.body FROM todo_items i JOIN t ON "
                                   "i.todo_id = t.id";
    return "WITH RECURSIVE t AS (SELECT id, user_id FROM todos WHERE " +
           std::string(chance(80) ? "user_id = $1" : "id = $2") +
           " UNION SELECT c.id, c.user_id FROM todos c JOIN t ON "
           "c.parent_id = t.id" +
           Arm + ") " + Out;
  }
  std::string With = with();
  std::vector<Column> Outputs;
  return With + query(Outputs, {}, 0);
}

std::string RandomStatement::value(Type T, const Scope &S) {
  std::string Name;
  if (chance(50) && column(S, T, Name))
    return Name;
  return parameter(T == Tag || T == Number ? Number : T);
}

std::string RandomStatement::assignments(const Source &Target, const Scope &S) {
  // Where several source rows match, the server takes any: assign from them
  // only what is the same in all rows of the principal.
  auto Value = [&](Type T) {
    return value(T, T == User || T == Org ? S : Scope{Target});
  };
  std::string Result;
  for (const Column &C : Target.Columns)
    if (C.Name != "id" && chance(C.Kind == Text || C.Kind == Bool ? 50 : 20))
      Result += (Result.empty() ? "" : ", ") + C.Name + " = " +
                (chance(10) && C.Name == "parent_id" ? "NULL" : Value(C.Kind));
  if (Result.empty())
    Result =
        Target.Columns.back().Name + " = " + Value(Target.Columns.back().Kind);
  return Result;
}

std::string RandomStatement::insert() {
  std::string With = with();
  Source Target = tables()[(const unsigned[]){1, 1, 2, 4, 6, 7, 8}[below(7)]];
  Scope S;
  bool Copies = chance(60);
  std::string From = Copies ? from(S, {}, 1) : "";
  std::string Names, Values;
  for (const Column &C : Target.Columns) {
    bool Serial = C.Name == "id";
    bool Optional = C.Name == "parent_id" || C.Kind == Bool ||
                    C.Name == "priority" || C.Name == "role";
    if ((Serial && chance(85)) || (Optional && chance(60)))
      continue;
    Names += (Names.empty() ? "" : ", ") + C.Name;
    Values += (Values.empty() ? "" : ", ") +
              (Serial ? std::to_string(300 + below(3)) : value(C.Kind, S));
  }
  std::string Result =
      With + "INSERT INTO " + Target.Table + " AS x (" + Names + ") ";
  Result += Copies ? "SELECT " + Values + " FROM " + From + where(S, {}, 1)
                   : "VALUES (" + Values + ")";
  if (Target.Table == "todos" && chance(50)) {
    bool Own = chance(60);
    Result += std::string(" ON CONFLICT ") +
              (Own ? "(user_id, title)" : "(id)") +
              " DO UPDATE SET done = true";
    if (chance(50))
      Result += " WHERE x.user_id = " +
                std::string(chance(50) ? "$1" : "excluded.user_id");
  }
  return Result + (chance(30) ? " RETURNING *" : "");
}

std::string RandomStatement::update() {
  std::string With = with();
  Source Target =
      tables()[(const unsigned[]){0, 1, 1, 1, 2, 2, 4, 6, 7, 8}[below(10)]];
  Target.Alias = alias();
  Scope S{Target};
  std::string From;
  if (chance(50)) {
    Scope More;
    From = " FROM " + from(More, {}, 1);
    S.insert(S.end(), More.begin(), More.end());
  }
  return With + "UPDATE " + Target.Table + " AS " + Target.Alias + " SET " +
         assignments(Target, S) + From + where(S, {}, 1) +
         (chance(30) ? " RETURNING " + Target.Alias + ".*" : "");
}

std::string RandomStatement::remove() {
  std::string With = with();
  Source Target =
      tables()[(const unsigned[]){1, 1, 2, 2, 4, 6, 7, 8}[below(8)]];
  Target.Alias = alias();
  Scope S{Target};
  std::string Using;
  if (chance(50)) {
    Scope More;
    Using = " USING " + from(More, {}, 1);
    S.insert(S.end(), More.begin(), More.end());
  }
  return With + "DELETE FROM " + Target.Table + " AS " + Target.Alias + Using +
         where(S, {}, 1) +
         (chance(30) ? " RETURNING " + Target.Alias + ".*" : "");
}

std::string RandomStatement::merge() {
  Ctes.clear();
  Source Target = tables()[(const unsigned[]){1, 1, 2, 7, 8}[below(5)]];
  Target.Alias = alias();
  Scope Other;
  std::string Using = item(Other, {}, 1);
  Scope S = Other;
  S.push_back(Target);
  std::string On = scoping(Target, Other) + " AND " + atom(S, {}, 3);
  if (chance(20))
    On = atom(S, {}, 3);
  std::string Result = "MERGE INTO " + Target.Table + " AS " + Target.Alias +
                       " USING " + Using + " ON " + On;
  if (chance(70))
    Result += " WHEN MATCHED" +
              (chance(40) ? " AND " + scoping(Target, Other) : "") +
              (chance(50) ? " THEN DELETE"
                          : " THEN UPDATE SET " + assignments(Target, S));
  if (chance(50) || Result.find("WHEN") == std::string::npos)
    Result += Target.Table == "todos"
                  ? " WHEN NOT MATCHED THEN INSERT (user_id, title) VALUES (" +
                        value(User, Other) + ", " + value(Text, Other) + ")"
                  : " WHEN NOT MATCHED THEN DO NOTHING";
  return Result;
}

std::string RandomStatement::next() {
  NextAlias = 0;
  Ctes.clear();
  unsigned Kind = below(100);
  if (Kind < 55)
    return select();
  if (Kind < 68)
    return insert();
  if (Kind < 82)
    return update();
  if (Kind < 92)
    return remove();
  return merge();
}

} // namespace dbsafe::sql::test
