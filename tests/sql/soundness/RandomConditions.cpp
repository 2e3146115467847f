// Conditions: what careful and careless authors write, and what only looks
// like it.
#include "RandomStatement.h"

namespace dbsafe::sql::test {

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
  const char *Outputs[] = {"1", "count(*)", "*", ""};
  return std::string(chance(30) ? "NOT " : "") + "EXISTS (SELECT " +
         Outputs[chance(85) ? 0 : 1 + below(3)] + " FROM " + From +
         where(S, Outer, Depth + 1) + (chance(10) ? " LIMIT 1" : "") +
         (chance(3) ? " OFFSET 1" : "") + ")";
}

/// A subquery with columns of these kinds; empty if its tables have none.
std::string RandomStatement::subquery(const std::vector<Type> &Kinds,
                                      const Scope &Outer, unsigned Depth) {
  Scope S;
  std::string From = from(S, Outer, Depth + 2), Outputs;
  bool Max = chance(10);
  for (Type T : Kinds) {
    std::string Name;
    if (!column(S, T, Name))
      return "";
    Outputs += (Outputs.empty() ? "" : ", ") +
               (Max && T != Bool ? "max(" + Name + ")" : Name);
  }
  std::string Where = where(S, Outer, Depth + 1);
  std::string Result = "SELECT " + Outputs + " FROM " + From + Where;
  switch (below(10)) {
  case 0:
    return "(" + Result + " ORDER BY " + positions(Kinds.size()) + " LIMIT 2)";
  case 1:
    return Max ? "(" + Result + ")"
               : "(" + Result + (chance(50) ? " UNION " : " EXCEPT ") + Result +
                     ")";
  default:
    return "(" + Result + ")";
  }
}

/// Something to compare a column of this kind with.
std::string RandomStatement::operand(Type T, const Scope &All) {
  std::string Other;
  return chance(40) && column(All, T, Other) ? Other : parameter(T);
}

/// A comparison that says less than it seems to, or more.
std::string RandomStatement::disguised(const std::string &Name, Type T,
                                       const Scope &All) {
  std::string To = operand(T, All);
  switch (below(12)) {
  case 0:
    return "coalesce(" + Name + ", " + To + ") = " + To;
  case 1:
    return "coalesce(" + To + ", " + Name + ") = " + Name;
  case 2:
    return "CASE WHEN " + Name + " = " + To + " THEN " +
           (chance(50) ? "true" : "false") + " ELSE " +
           (chance(50) ? "true" : "false") + " END";
  case 3:
    return "CASE " + Name + " WHEN " + To +
           " THEN 1 ELSE 2 END = " + (chance(50) ? "1" : "2");
  case 4:
    return "NULLIF(" + Name + ", " + To + ") IS NULL";
  case 5:
    return Name + "::text = (" + To + ")::text";
  case 6:
    return Name + "::varchar(1) = (" + To + ")::varchar(1)";
  case 7:
    return Name + " BETWEEN " + To + " AND " + To;
  case 8:
    return Name + (chance(50) ? " <= " : " >= ") + To;
  case 9:
    return "greatest(" + Name + ", " + To + ") = " + To;
  case 10:
    return "(SELECT " + Name + ") = " + To;
  default:
    return std::string(chance(50) ? "NOT (" : "(") + Name +
           " IS DISTINCT FROM " + To + ")";
  }
}

std::string RandomStatement::listed(const std::string &Name, Type T,
                                    const Scope &All) {
  std::string One = parameter(T), Two = operand(T, All);
  switch (below(7)) {
  case 0:
    return Name + " IN (" + One + ", " + Two + ")";
  case 1:
    return Name + " NOT IN (" + One + ", " + Two + ")";
  case 2:
    return Name + " = ANY (ARRAY[" + One + "])";
  case 3:
    return Name + " = ANY (ARRAY[" + One + ", " + Two + "])";
  case 4:
    return Name + " = ALL (ARRAY[" + Two + "])";
  case 5:
    return Name + " <> ALL (ARRAY[" + One + "])";
  default:
    return "(" + Name + " = " + One + " OR " + Name + " = " + Two + ")";
  }
}

/// Rows are compared column by column.
std::string RandomStatement::rows(const Scope &S, const Scope &All,
                                  unsigned Depth) {
  auto [A, KindA] = anyColumn(S);
  auto [B, KindB] = anyColumn(S);
  std::string Row = "(" + A + ", " + B + ")";
  auto Other = [&] {
    return "(" + operand(KindA, All) + ", " + operand(KindB, All) + ")";
  };
  switch (below(Depth > 2 ? 4 : 6)) {
  case 0:
    return Row + " = " + Other();
  case 1:
    return Row + (chance(50) ? " <> " : " < ") + Other();
  case 2:
    return Row + " IN (" + Other() + ", " + Other() + ")";
  case 3:
    return Row + " IS NOT DISTINCT FROM " + Other();
  default:
    std::string Query = subquery({KindA, KindB}, All, Depth);
    return Query.empty() ? "true"
                         : Row + (chance(75) ? " IN " : " NOT IN ") + Query;
  }
}

/// A condition inside something that looks at its truth.
std::string RandomStatement::truth(const Scope &S, const Scope &Outer,
                                   unsigned Depth) {
  static const char *Tests[] = {" IS TRUE",    " IS NOT FALSE", " IS NOT TRUE",
                                " IS FALSE",   " IS NOT NULL",  " = true",
                                " IS UNKNOWN", " <> false"};
  std::string Inner = "(" + condition(S, Outer, Depth + 1) + ")";
  if (chance(15))
    return Inner + " = (" + condition(S, Outer, Depth + 1) + ")";
  if (chance(10))
    return "coalesce(" + Inner + ", " + (chance(50) ? "true" : "false") + ")";
  return Inner + Tests[below(8)];
}

/// A condition with a subquery in it.
std::string RandomStatement::nested(const Scope &S, const Scope &Outer,
                                    unsigned Depth) {
  Scope All = S;
  All.insert(All.end(), Outer.begin(), Outer.end());
  auto [Name, Kind] = anyColumn(S);
  if (chance(40))
    return exists(All, Depth);
  std::string Query = subquery({Kind}, All, Depth);
  if (Query.empty())
    return "false";
  // A scalar subquery may fail with more than one row.
  bool One = Query.find("max(") != std::string::npos;
  static const char *Ops[] = {" IN ",     " IN ",    " IN ", " NOT IN ",
                              " <> ALL ", " = ALL ", " = "};
  unsigned Op = below(7);
  if (chance(10))
    return Name + " = ANY (ARRAY" + Query + ")";
  return Name + Ops[Op == 6 && !One ? 0 : Op] + Query;
}

std::string RandomStatement::atom(const Scope &S, const Scope &Outer,
                                  unsigned Depth) {
  Scope All = S;
  All.insert(All.end(), Outer.begin(), Outer.end());
  auto [Name, Kind] = anyColumn(S);
  if (chance(4)) // Unqualified: the nearest table that has it, or an error.
    Name = Name.substr(Name.find('.') + 1);
  std::string Other;
  switch (below(Depth > 2 ? 12 : 16)) {
  case 0:
  case 1:
    return Name + " = " + parameter(Kind);
  case 2:
  case 3:
    return column(All, Kind, Other) ? Name + " = " + Other : "true";
  case 4:
    return Name + (chance(50) ? " <> " : " = ") + parameter(Kind);
  case 5:
    return Name + (chance(50) ? " IS NULL" : " IS NOT NULL");
  case 6:
    return Name + " IS NOT DISTINCT FROM " + operand(Kind, All);
  case 7:
    return scoping(S[below(unsigned(S.size()))], All);
  case 8:
    return Depth > 2 ? Name + " = " + operand(Kind, All)
                     : truth(S, Outer, Depth);
  case 9:
    return disguised(Name, Kind, All);
  case 10:
    return listed(Name, Kind, All);
  case 11:
    return rows(S, All, Depth);
  default:
    return nested(S, Outer, Depth);
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

} // namespace dbsafe::sql::test
