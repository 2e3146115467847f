#include "sql/SlotTree.h"
#include "sql/Parser.h"
#include "sql/Placeholders.h"
#include "sql/Words.h"

namespace dbsafe::sql {

namespace {

class SlotReader {
public:
  explicit SlotReader(std::vector<Slot> &Slots) : Slots(Slots) {}

  /// Role is the slot of a stand-in that is V itself.
  void visit(const tree::Value &V, Slot Role) {
    if (const auto *List = V.getAsArray()) {
      for (const auto &Element : *List)
        visit(Element, Role);
      return;
    }
    const auto *Object = V.getAsObject();
    if (!Object)
      return;
    if (Node N = asNode(V))
      return node(N, Role);
    fields({"", Object}, Role);
  }

private:
  std::vector<Slot> &Slots;
  bool InInsert = false;

  void found(int64_t Number, Slot Role) {
    int64_t Hole = Number - int64_t(StandInBase);
    if (Hole >= 0 && size_t(Hole) < Slots.size())
      Slots[size_t(Hole)] = Role;
  }

  void visitField(const Node &N, llvm::StringRef Name, Slot Role) {
    if (const auto *V = N.Fields->get(Name))
      visit(*V, Role);
  }

  void fields(const Node &N, Slot Role) {
    for (const auto &Field : *N.Fields)
      if (N.is("SelectStmt") &&
          (Field.first == "larg" || Field.first == "rarg"))
        node({"SelectStmt", Field.second.getAsObject()}, Role);
      else if (Field.second.getAsObject() || Field.second.getAsArray())
        visit(Field.second, fieldRole(N, Field.first, Role));
  }

  Slot fieldRole(const Node &N, llvm::StringRef Field, Slot Role) {
    Slot Plain =
        (oneOf(Field, {"whereClause", "havingClause", "quals"}) ? Slot::Clause
         : oneOf(Field, {"limitCount", "limitOffset"})          ? Slot::Limit
         : oneOf(Field, {"groupClause", "sortClause", "distinctClause",
                         "returningList"})
             ? Slot::Identifier
             : Slot::Unknown);
    if (Plain != Slot::Unknown)
      return Plain;
    if (Field == "targetList" && N.is("SelectStmt") &&
        N.Fields->get("fromClause") &&
        !(InInsert && N.list("targetList").size() > 1))
      return Slot::Identifier;
    bool PassesOn = N.is("SortBy") || N.is("ResTarget") || N.is("List");
    bool Transparent = (N.is("TypeCast") || N.is("FuncCall")) &&
                       (Role == Slot::LikePattern ||
                        (Role == Slot::Limit && N.is("TypeCast")));
    return PassesOn || Transparent ? Role : Slot::Value;
  }

  void node(const Node &N, Slot Role) {
    if (!N)
      return;
    if (N.is("ParamRef"))
      return found(N.number("number"), Role);
    if (N.is("A_Const"))
      return constant(N, Role);
    if (N.is("A_Expr"))
      return expression(N, Role);
    if (N.is("BoolExpr"))
      return visitField(N, "args", Slot::Clause);
    if (N.is("CaseExpr")) {
      bool Compares = N.Fields->get("arg") != nullptr;
      visitField(N, "arg", Slot::Value);
      for (const auto &When : N.list("args"))
        if (Node W = asNode(When)) {
          visitField(W, "expr", Compares ? Slot::Value : Slot::Clause);
          visitField(W, "result", Slot::Value);
        }
      return visitField(N, "defresult", Slot::Value);
    }
    if (N.is("InsertStmt"))
      return insert(N);
    fields(N, Role);
    if (N.is("SelectStmt"))
      values(N, 0);
  }

  void insert(const Node &N) {
    bool Outer = InInsert;
    InInsert = true;
    fields(N, Slot::Value);
    InInsert = Outer;
    size_t Columns = N.list("cols").size();
    for (const auto &Column : N.list("cols"))
      if (markedHole(asNode(Column).text("name")) != ~0u)
        Columns = 0; // A list of its own.
    if (Node Source = N.child("selectStmt"))
      values(Source, Columns);
  }

  /// VALUES (<hole>): the whole row, unless one column is expected.
  void values(const Node &Select, size_t Columns) {
    for (const auto &Row : Select.list("valuesLists"))
      if (Node List = asNode(Row); List.list("items").size() == 1)
        visit(List.list("items")[0], Columns == 1 ? Slot::Value : Slot::List);
  }

  void constant(const Node &N, Slot Role) {
    if (const auto *Integer = N.object("ival"))
      found(Integer->getInteger("ival").value_or(0), Role);
    if (const auto *String = N.object("sval")) {
      llvm::StringRef Text = String->getString("sval").value_or("");
      while (true) {
        unsigned Hole = markedHole(Text);
        if (Hole == ~0u)
          return;
        if (Hole < Slots.size())
          Slots[Hole] =
              Role == Slot::LikePattern ? Slot::LikePattern : Slot::QuotedValue;
        Text = Text.drop_front(Text.find(holeMarker(Hole)) + 1);
      }
    }
  }

  void expression(const Node &N, Slot Role) {
    llvm::StringRef Kind = N.text("kind");
    std::vector<std::string> Name = names(N.list("name"));
    bool Compares = oneOf(Name.empty() ? "" : Name.back(),
                          {"=", "<", ">", "<=", ">=", "<>", "~", "~*"});
    Slot Left = Slot::Value, Right = Slot::Value;
    Node RightNode = N.child("rexpr");
    if (Kind == "AEXPR_LIKE" || Kind == "AEXPR_ILIKE" ||
        Kind == "AEXPR_SIMILAR") {
      Left = Slot::Identifier;
      Right = Slot::LikePattern;
    } else if (Kind == "AEXPR_IN") {
      Left = Slot::Identifier;
      if (const auto *R = N.Fields->get("rexpr"))
        if (Node L = asNode(*R); L.list("items").size() == 1)
          Right = Slot::List;
    } else if (Kind == "AEXPR_OP" && Compares) {
      // "<hole> = 5" compares a column that is chosen elsewhere.
      if (!RightNode.is("ColumnRef") && !RightNode.is("SubLink"))
        Left = Slot::Identifier;
    } else if (Kind.starts_with("AEXPR_BETWEEN")) {
      Left = RightNode.is("ColumnRef") ? Slot::Value : Slot::Identifier;
    } else if (Kind == "AEXPR_OP" &&
               (Role == Slot::LikePattern || Role == Slot::Limit)) {
      Left = Right = Role;
    }
    visitField(N, "lexpr", Left);
    visitField(N, "rexpr", Right);
  }
};

} // namespace

void readSlots(const ParseResult &Tree, std::vector<Slot> &Slots) {
  SlotReader Reader(Slots);
  for (const auto &Statement : Tree.statements())
    if (const auto *Root = Statement.getAsObject())
      if (const auto *Body = Root->get("stmt"))
        Reader.visit(*Body, Slot::Unknown);
}

} // namespace dbsafe::sql
