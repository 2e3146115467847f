#include "sql/UnboundedWrite.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

/// A constant as text; nothing for anything else.
std::optional<std::string> constant(const Value &V) {
  Node N = asNode(V);
  if (N.is("TypeCast") && N.Fields->get("arg"))
    return constant(*N.Fields->get("arg"));
  if (!N.is("A_Const"))
    return std::nullopt;
  if (const Object *Bool = N.object("boolval"))
    return Bool->getBoolean("boolval").value_or(false) ? "true" : "false";
  if (const Object *Integer = N.object("ival"))
    return std::to_string(Integer->getInteger("ival").value_or(0));
  if (const Object *String = N.object("sval"))
    return "'" + String->getString("sval").value_or("").str();
  return std::nullopt;
}

bool alwaysTrue(const Value &V);

/// True for what is false or NULL in every row.
bool neverTrue(const Value &V) {
  Node N = asNode(V);
  if (auto Constant = constant(V))
    return *Constant == "false" || *Constant == "0" || *Constant == "'f" ||
           *Constant == "'false";
  return N.is("BoolExpr") && N.text("boolop") == "NOT_EXPR" &&
         !N.list("args").empty() && alwaysTrue(N.list("args")[0]);
}

bool alwaysTrue(const Value &V) {
  Node N = asNode(V);
  if (auto Constant = constant(V))
    return *Constant == "true" || *Constant == "'t" || *Constant == "'true" ||
           (!Constant->starts_with("'") && *Constant != "false" &&
            *Constant != "0");
  if (N.is("BoolExpr")) {
    const Array &Parts = N.list("args");
    StringRef Op = N.text("boolop");
    if (Op == "NOT_EXPR")
      return !Parts.empty() && neverTrue(Parts[0]);
    return Op == "AND_EXPR"
               ? std::all_of(Parts.begin(), Parts.end(), alwaysTrue)
               : std::any_of(Parts.begin(), Parts.end(), alwaysTrue);
  }
  if (!N.is("A_Expr") || N.text("kind") != "AEXPR_OP")
    return false;
  const Value *Left = N.Fields->get("lexpr"), *Right = N.Fields->get("rexpr");
  if (!Left || !Right)
    return false;
  std::vector<std::string> Op = names(N.list("name"));
  auto L = constant(*Left), R = constant(*Right);
  if (Op == std::vector<std::string>{"="}) {
    Node A = asNode(*Left), B = asNode(*Right);
    bool SameColumn = A.is("ColumnRef") && B.is("ColumnRef") &&
                      names(A.list("fields")) == names(B.list("fields"));
    return SameColumn || (L && R && *L == *R);
  }
  return Op == std::vector<std::string>{"<>"} && L && R && *L != *R;
}

std::string tableOf(const Object *RangeVar) {
  Node N{"RangeVar", RangeVar};
  return RangeVar ? N.text("relname").str() : "";
}

class Finder {
public:
  Finder(const ReadText &Text, const ReadStatement &S,
         const WriteContext &Around)
      : Text(Text), S(S), Around(Around) {}

  void visit(const Value &V) {
    if (const auto *List = V.getAsArray())
      for (const Value &Element : *List)
        visit(Element);
    const auto *Fields = V.getAsObject();
    if (!Fields)
      return;
    if (Node N = asNode(V)) {
      if (N.is("RuleStmt"))
        return; // What a rule does, it does to rows that are written anyway.
      if (N.is("UpdateStmt"))
        write(N, "UPDATE", "changes");
      else if (N.is("DeleteStmt"))
        write(N, "DELETE", "removes");
      else if (N.is("TruncateStmt"))
        for (const Value &Table : N.list("relations"))
          if (!Around.Filled.count(tableOf(asNode(Table).Fields)))
            add(asNode(Table).Fields, "TRUNCATE removes every row");
    }
    for (const auto &Field : *Fields)
      visit(Field.second);
  }

  std::vector<Remark> Found;

private:
  const ReadText &Text;
  const ReadStatement &S;
  const WriteContext &Around;

  void write(const Node &N, const std::string &What, const std::string &Does) {
    const Value *Where = N.Fields->get("whereClause");
    if ((Where && !alwaysTrue(*Where)) || isMeant(N))
      return;
    add(N.object("relation"),
        "this " + What + " has " +
            (Where ? "a WHERE that is always true" : "no WHERE") + ": it " +
            Does + " every row");
  }

  /// A table is emptied to be filled again, or a new column gets its values.
  bool isMeant(const Node &N) const {
    std::string Table = tableOf(N.object("relation"));
    if (N.is("DeleteStmt"))
      return Around.Filled.count(Table) != 0;
    const Array &Set = N.list("targetList");
    return std::all_of(Set.begin(), Set.end(), [&](const Value &Assignment) {
      return Around.Added.count({Table, asNode(Assignment).text("name").str()});
    });
  }

  void add(const Object *RangeVar, const std::string &What) {
    std::string Table = tableOf(RangeVar);
    if (Table.empty() || Around.Temporary.count(Table))
      return;
    bool Known = markedHole(Table) == ~0u;
    Node N{"RangeVar", RangeVar};
    Found.push_back(
        Text.remark(S, size_t(N.number("location")),
                    What + (Known ? " of '" + Table + "'" : std::string()) +
                        "; add a condition, or say that this is meant with /* "
                        "dbsafe:global reason=\"...\" */"));
    Found.back().Subject = What + (Known ? " " + Table : "");
  }
};

} // namespace

WriteContext writeContext(const ReadText &Text) {
  WriteContext Result;
  for (const ReadStatement &S : Text.statements()) {
    Node N = S.root();
    const Object *Made = nullptr;
    if (N.is("CreateStmt"))
      Made = N.object("relation");
    else if (const Object *Into =
                 N.object(N.is("CreateTableAsStmt") ? "into" : "intoClause"))
      Made = Node{"IntoClause", Into}.object("rel");
    if (Made && Node{"RangeVar", Made}.text("relpersistence") == "t")
      Result.Temporary.insert(tableOf(Made));
    if (N.is("InsertStmt") || (N.is("CopyStmt") && N.flag("is_from")))
      Result.Filled.insert(tableOf(N.object("relation")));
    if (N.is("AlterTableStmt"))
      for (const Value &Command : N.list("cmds"))
        if (Node Each = asNode(Command); Each.text("subtype") == "AT_AddColumn")
          Result.Added.emplace(tableOf(N.object("relation")),
                               Each.child("def").text("colname").str());
  }
  return Result;
}

std::vector<Remark> unboundedWrites(const ReadText &Text,
                                    const ReadStatement &S,
                                    const WriteContext &Around) {
  if (!S.Tree.ok() || S.Tree.statements().empty())
    return {};
  Finder F(Text, S, Around);
  F.visit(S.Tree.statements()[0]);
  return std::move(F.Found);
}

} // namespace dbsafe::sql
