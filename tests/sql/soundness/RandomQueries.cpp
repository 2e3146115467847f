// SELECT: what stands in FROM, what is made of its rows, and WITH.
#include "RandomStatement.h"

namespace dbsafe::sql::test {

/// Rows that come from no table.
std::string RandomStatement::made(Scope &S) {
  static const Type Kinds[] = {User, User, Todo, Org, Text, Number};
  Source Result;
  Result.Alias = alias();
  Type A = Kinds[below(6)], B = Kinds[below(6)];
  Result.Columns = {{"c0", A}, {"c1", B}};
  std::string Rows;
  unsigned Kind = below(3);
  if (Kind == 0) {
    Result.Columns.pop_back();
    Rows = "unnest(ARRAY[" + parameter(A) + ", " +
           (chance(50) ? "NULL" : parameter(A)) + "])";
    S.push_back(Result);
    return Rows + " AS " + Result.Alias + "(c0)";
  }
  if (Kind == 1) {
    Rows = "(SELECT " + parameter(A) + ", " + parameter(B) + ")";
  } else {
    Rows = "(VALUES (" + parameter(A) + ", " + parameter(B) + ")";
    if (chance(60))
      Rows += ", (" + (chance(60) ? parameter(A) : "NULL") + ", " +
              parameter(B) + ")";
    Rows += ")";
  }
  S.push_back(Result);
  return Rows + " AS " + Result.Alias + "(c0, c1)";
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
  if (chance(5))
    return made(S);
  Result = !Ctes.empty() && chance(40) ? Ctes[below(unsigned(Ctes.size()))]
                                       : table();
  std::string Name = Result.Table.empty() ? Result.Alias : Result.Table;
  Result.Alias = alias();
  S.push_back(Result);
  return Name + " AS " + Result.Alias;
}

/// One more join behind what S has. A comma before it ends the reach of ON.
std::string RandomStatement::join(Scope &S, const Scope &Outer, unsigned Depth,
                                  bool Comma) {
  static const char *Joins[] = {" JOIN ",      " JOIN ",      " JOIN ",
                                " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ",
                                " FULL JOIN ", " CROSS JOIN "};
  unsigned Kind = below(8);
  bool Keeps = Kind == 5 || Kind == 6; // No LATERAL on the right.
  Scope Before = S;
  if (Before.size() == 1 && Kind < 7 && chance(12)) {
    std::string Right = item(S, Outer, 5);
    for (const Column &A : Before[0].Columns)
      for (const Column &B : S.back().Columns)
        if (A.Name == B.Name && A.Kind == B.Kind)
          return chance(30) ? " NATURAL" + std::string(Joins[Kind]) + Right
                            : Joins[Kind] + Right + " USING (" + A.Name + ")";
    return " CROSS JOIN " + Right;
  }
  std::string Right = item(S, Outer, Keeps ? 5 : Depth);
  size_t Added = S.size();
  if (Depth < 2 && chance(10)) {
    Scope Inner{S.back()};
    std::string More = join(Inner, Outer, 5, /*Comma=*/true);
    Right = "(" + Right + More + ")";
    S.insert(S.end(), Inner.begin() + 1, Inner.end());
  }
  if (Kind == 7)
    return Joins[Kind] + Right;
  const Source &Last = S[Added - 1 + below(unsigned(S.size() - Added + 1))];
  Scope Own = Comma ? Scope{Last} : S;
  std::string On = scoping(Last, Comma ? Scope{} : Before), Left;
  if (Kind == 6) { // FULL JOIN needs a plain equality.
    const Column &C = Last.Columns[below(unsigned(Last.Columns.size()))];
    bool Both = !Comma && column(Before, C.Kind, Left);
    return Joins[Kind] + Right + " ON " + Last.Alias + "." + C.Name + " = " +
           (Both ? Left : parameter(C.Kind));
  }
  if (chance(40))
    On += (chance(75) ? " AND " : " OR ") + atom(Own, Outer, 3);
  return Joins[Kind] + Right + " ON " + (chance(5) ? "true" : On);
}

std::string RandomStatement::from(Scope &S, const Scope &Outer,
                                  unsigned Depth) {
  std::string Result = item(S, Outer, Depth);
  unsigned More = Depth > 1 ? below(2) : below(3);
  bool Comma = false;
  for (unsigned I = 0; I < More; ++I) {
    if (chance(15)) {
      Result += ", " + item(S, Outer, Depth);
      Comma = true;
    } else {
      Result += join(S, Outer, Depth, Comma);
    }
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

std::string RandomStatement::grouped(const Scope &S,
                                     const std::vector<std::string> &Names,
                                     std::vector<Column> &Outputs,
                                     const std::string &List,
                                     const std::string &From) {
  std::string Plain;
  for (const std::string &Name : Names)
    Plain += (Plain.empty() ? "" : ", ") + Name;
  static const char *Counts[] = {"count(*)", "count(DISTINCT 1)",
                                 "count(*) FILTER (WHERE "};
  std::string Count = Counts[below(3)];
  if (Count.back() == ' ')
    Count += atom(S, {}, 5) + ")";
  std::string By = chance(75)   ? Plain
                   : chance(50) ? "ROLLUP (" + Plain + ")"
                                : "GROUPING SETS ((" + Names[0] + "), ())";
  if (By[0] == 'G' && Names.size() > 1)
    By = "CUBE (" + Plain + ")";
  std::string Having;
  if (chance(50)) {
    const Column &C = Outputs[below(unsigned(Outputs.size()))];
    size_t At = size_t(&C - Outputs.data());
    Having = " HAVING " + Names[At] + " = " + parameter(C.Kind);
    if (chance(30))
      Having += (chance(50) ? " AND " : " OR ") + std::string("count(*) > 1");
    else if (chance(20) && C.Kind != Bool)
      Having = " HAVING max(" + Names[At] + ") = " + parameter(C.Kind);
  }
  std::string Name = "c" + std::to_string(Outputs.size());
  Outputs.push_back({Name, Number});
  return "SELECT " + List + ", " + Count + " AS " + Name + " FROM " + From +
         " GROUP BY " + By + Having;
}

std::string RandomStatement::windows(const std::vector<std::string> &Names,
                                     std::vector<Column> &Outputs,
                                     const std::string &List,
                                     const std::string &From) {
  auto Window = [&] {
    std::string Result;
    if (chance(65))
      Result = "PARTITION BY " + Names[below(unsigned(Names.size()))];
    if (chance(50)) // Rows that are alike get the same number.
      Result += (Result.empty() ? "" : " ") + std::string("ORDER BY ") +
                Names[below(unsigned(Names.size()))];
    return Result;
  };
  auto Function = [&] {
    return std::string(chance(50) ? "count(*)" : "rank()");
  };
  std::string Name = "c" + std::to_string(Outputs.size());
  Outputs.push_back({Name, Number});
  if (chance(20))
    return "SELECT " + List + ", " + Function() + " OVER w AS " + Name +
           " FROM " + From + " WINDOW w AS (" + Window() + ")";
  std::string Result = "SELECT " + List + ", " + Function() + " OVER (" +
                       Window() + ") AS " + Name;
  if (chance(25)) {
    Outputs.push_back({"c" + std::to_string(Outputs.size()), Number});
    Result += ", " + Function() + " OVER (" + Window() + ") AS " +
              Outputs.back().Name;
  }
  return Result + " FROM " + From;
}

std::string RandomStatement::body(std::vector<Column> &Outputs,
                                  const Scope &Outer, unsigned Depth) {
  Scope S;
  std::string From = from(S, Outer, Depth);
  std::string All = From + where(S, Outer, Depth);
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
  Scope Visible = S;
  Visible.insert(Visible.end(), Outer.begin(), Outer.end());
  std::string Last = "c" + std::to_string(Count);
  switch (below(16)) {
  case 0:
  case 1:
    return grouped(S, Names, Outputs, List, All);
  case 2:
    Outputs = {{"c0", Number}};
    return "SELECT count(*) AS c0 FROM " + All;
  case 3:
  case 4:
    return windows(Names, Outputs, List, All);
  case 5:
    return "SELECT DISTINCT " + List + " FROM " + All;
  case 6:
    return "SELECT DISTINCT ON (" + Names[0] + ") " + List + " FROM " + All +
           " ORDER BY " + Plain;
  case 7:
    return "SELECT " + List + " FROM " + All + " ORDER BY " + Plain +
           (chance(75) ? " LIMIT " : " OFFSET ") + std::to_string(1 + below(3));
  case 8:
    if (Depth < 2) {
      Outputs.push_back({Last, Bool});
      return "SELECT " + List + ", " + exists(Visible, Depth + 1) + " AS " +
             Last + " FROM " + All;
    }
    [[fallthrough]];
  case 9:
    if (std::string Query =
            Depth < 2 ? subquery({Text}, Visible, Depth + 1) : std::string();
        Query.find("max(") != std::string::npos) {
      Outputs.push_back({Last, Text});
      return "SELECT " + List + ", " + Query + " AS " + Last + " FROM " + All;
    }
    [[fallthrough]];
  case 10:
    if (Depth < 2 && chance(30))
      return "SELECT " + List + " FROM " + All + " ORDER BY " +
             exists(Visible, Depth + 1);
    [[fallthrough]];
  default:
    return "SELECT " + List + " FROM " + All;
  }
}

std::string RandomStatement::query(std::vector<Column> &Outputs,
                                   const Scope &Outer, unsigned Depth) {
  if (Depth < 3 && chance(6)) {
    // A name that is known inside alone; at times one that hides a table.
    std::vector<Source> Before = Ctes;
    Source Inner;
    std::string Query;
    if (chance(30)) {
      Inner = table();
      std::string Hidden = Inner.Table;
      Inner.Alias = "h";
      Query = "SELECT * FROM " + Hidden + " AS h" + where({Inner}, Outer, 3);
      Inner.Alias = Hidden;
      Inner.Table.clear();
    } else {
      Query = query(Inner.Columns, Outer, Depth + 1);
      Inner.Alias = "w" + alias();
    }
    Ctes.push_back(Inner);
    std::string Result = "WITH " + Inner.Alias +
                         (chance(20) ? " AS MATERIALIZED (" : " AS (") + Query +
                         ") " + body(Outputs, Outer, Depth);
    Ctes = Before;
    return Result;
  }
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
    static const char *Ops[] = {" UNION ",     " UNION ALL ",
                                " INTERSECT ", " INTERSECT ALL ",
                                " EXCEPT ",    " EXCEPT ALL "};
    if (!Same)
      continue;
    std::string Result = "(" + First + ")" + Ops[below(6)] + "(" + Arm + ")";
    if (chance(15))
      Result += " ORDER BY " + positions(Outputs.size()) + " LIMIT 1";
    return chance(20) ? "(" + Result + ")" + Ops[below(6)] + "(" + Arm + ")"
                      : Result;
  }
  return First;
}

/// A tree of todos, upwards or downwards; careful authors carry the user on.
std::string RandomStatement::recursion(Source &Cte) {
  Cte.Columns = {{"a", Todo}, {"b", Todo}, {"u", User}};
  Source Base{"t", tables()[1].Columns, "todos"};
  Source Self{Cte.Alias, Cte.Columns, ""};
  bool Swapped = chance(20);
  auto Columns = [&](const std::string &Of) {
    return Of + (Swapped ? ".parent_id, " : ".id, ") + Of +
           (Swapped ? ".id, " : ".parent_id, ") +
           (chance(90) ? Of + ".user_id" : "$1::bigint");
  };
  std::string Result = Cte.Alias + "(a, b, u) AS (SELECT " + Columns("t") +
                       " FROM todos t" + where({Base}, {}, 2) + " UNION " +
                       "SELECT " + Columns("c") + " FROM todos c ";
  std::string On = chance(50) ? "c.parent_id = " + Cte.Alias + ".a"
                              : "c.id = " + Cte.Alias + ".b";
  Source Child{"c", tables()[1].Columns, "todos"};
  if (chance(70))
    On +=
        " AND c.user_id = " + (chance(60) ? Cte.Alias + ".u" : parameter(User));
  Result += (chance(80) ? "JOIN " + Cte.Alias + " ON " + On
                        : ", " + Cte.Alias + " WHERE " + On);
  return Result + ")";
}

/// A common table expression; a third of them write.
std::string RandomStatement::cte(Source &Cte) {
  unsigned Kind = below(10);
  if (Kind > 2)
    return query(Cte.Columns, {}, 1);
  const Source &Target = target();
  // RETURNING * would name the columns of the tables that are joined, too.
  std::string Write = Kind == 0   ? update(Target)
                      : Kind == 1 ? remove(Target)
                                  : insert(Target);
  if (size_t At = Write.rfind(" RETURNING "); At != std::string::npos)
    Write.resize(At);
  std::string Alias = Kind == 2 ? "x" : Write.substr(Write.find(" AS ") + 4);
  Alias = Alias.substr(0, Alias.find(' '));
  Cte.Columns.clear();
  std::string Columns;
  for (const Column &C : Target.Columns) {
    Columns += (Columns.empty() ? "" : ", ") + Alias + "." + C.Name + " AS c" +
               std::to_string(Cte.Columns.size());
    Cte.Columns.push_back({"c" + std::to_string(Cte.Columns.size()), C.Kind});
  }
  return Write + " RETURNING " + Columns;
}

std::string RandomStatement::with() {
  Ctes.clear();
  if (!chance(25))
    return "";
  std::string Result;
  unsigned Count = 1 + below(2);
  bool Recursive = chance(25);
  for (unsigned I = 0; I < Count; ++I) {
    Source Cte;
    Cte.Alias = "w" + std::to_string(I);
    Result += I ? ", " : Recursive ? "WITH RECURSIVE " : "WITH ";
    if (Recursive && I == 0)
      Result += recursion(Cte);
    else
      Result += Cte.Alias + " AS (" + cte(Cte) + ")";
    Ctes.push_back(Cte);
  }
  return Result + " ";
}

std::string RandomStatement::select() {
  std::string With = with();
  std::vector<Column> Outputs;
  return With + query(Outputs, {}, 0);
}

} // namespace dbsafe::sql::test
