//===- ScopeQuery.cpp - SELECT, VALUES and set operations -----------------===//
#include "sql/ScopeLowering.h"
#include "llvm/Support/SaveAndRestore.h"
#include <algorithm>

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

/// LIMIT or OFFSET that may leave rows out: conditions from outside would
/// choose other rows when applied inside.
bool isLimited(const Node &N) {
  if (N.Fields->get("limitOffset"))
    return true;
  Node Count = N.child("limitCount");
  return Count && !(Count.is("A_Const") && Count.flag("isnull"));
}

/// What a set operation is made of: the two arms, and of a chain of UNIONs all
/// of them, so that a long one is no deep one.
std::vector<Node> armsOf(const Node &N) {
  std::vector<Node> Result;
  Node Rest = N;
  for (;;) {
    Node Left{"SelectStmt", Rest.object("larg")};
    Node Right{"SelectStmt", Rest.object("rarg")};
    if (!Left.Fields || !Right.Fields)
      break;
    Result.push_back(Right);
    bool Chain = N.text("op") == "SETOP_UNION" &&
                 Left.text("op") == "SETOP_UNION" &&
                 !Left.Fields->get("withClause") && !isLimited(Left) &&
                 !Left.Fields->get("sortClause");
    if (!Chain) {
      Result.push_back(Left);
      break;
    }
    Rest = Left;
  }
  std::reverse(Result.begin(), Result.end());
  return Result;
}

} // namespace

Block *ScopeLowering::query(const Node &N, const NameScope *Outer,
                            const CteScope *Ctes) {
  if (tooLarge())
    return nullptr;
  if (!N.is("SelectStmt"))
    return write(N, Ctes);
  ++Depth;
  Ctes = withClause(N, Ctes);
  StringRef Op = N.text("op");
  Block *B;
  if (!Op.empty() && Op != "SETOP_NONE")
    B = setOperation(N, Outer, Ctes);
  else if (N.Fields->get("valuesLists"))
    B = values(N, Outer, Ctes);
  else
    B = simpleQuery(N, Outer, Ctes);
  --Depth;
  return B;
}

void ScopeLowering::addCondition(const Condition *C, Block *B, GroupId Group) {
  if (Group == NoGroup)
    B->Conditions.push_back(C);
  else
    Model.Groups[Group].Conditions.push_back(C);
}

Block *ScopeLowering::simpleQuery(const Node &N, const NameScope *Outer,
                                  const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Outer = Outer;
  Scope.Ctes = Ctes;
  from(N.list("fromClause"), B, Scope);
  if (const Value *Where = N.Fields->get("whereClause"))
    B->Conditions.push_back(condition(*Where, true, Scope, B));

  outputs(N, B, Scope);
  const Array &Groups = N.list("groupClause");
  bool Sets = std::any_of(Groups.begin(), Groups.end(), [](const Value &G) {
    return asNode(G).is("GroupingSet");
  });
  const Value *Having = N.Fields->get("havingClause");
  const Value *Targets = N.Fields->get("targetList");
  bool Aggregates = (Targets && hasAggregate(*Targets)) || Having ||
                    (N.Fields->get("sortClause") &&
                     hasAggregate(*N.Fields->get("sortClause")));
  B->AlwaysOneRow = Sets || (Groups.empty() && Aggregates);
  if (Having && !B->AlwaysOneRow)
    B->Conditions.push_back(condition(*Having, true, Scope, B));
  else if (Having)
    collect(*Having, Scope, B, B->Checks);
  for (StringRef Clause : {"groupClause", "sortClause", "limitCount",
                           "limitOffset", "windowClause", "distinctClause"})
    if (const Value *V = N.Fields->get(Clause))
      collect(*V, Scope, B, B->Checks);
  if (Sets)
    for (TermId &Output : B->Outputs)
      if (Output != NoTerm && Model.Terms[Output].Kind == Term::ColumnOf)
        Output = NoTerm;
  pushability(N, B, Scope, termsOf(Groups, *B, Scope));
  return B;
}

void ScopeLowering::outputs(const Node &N, Block *B, const NameScope &Scope) {
  llvm::SaveAndRestore Inside(InCondition, false);
  for (const Value &Element : N.list("targetList")) {
    Node Target = asNode(Element);
    const Value *V = Target ? Target.Fields->get("val") : nullptr;
    if (!V)
      continue;
    Node Expression = asNode(*V);
    std::string Name = Target.text("name").str();
    if (Expression.is("ColumnRef")) {
      const Array &Fields = Expression.list("fields");
      std::vector<std::string> Names = names(Fields);
      if (!Fields.empty() && asNode(Fields.back()).Type == "A_Star") {
        star(B, Scope, Names.empty() ? "" : Names.back());
        continue;
      }
      if (Name.empty() && !Names.empty())
        Name = Names.back();
    }
    for (Node Inner = Expression; Name.empty() && Inner;
         Inner = Inner.child("arg")) {
      if (Inner.is("ColumnRef"))
        Name = names(Inner.list("fields")).empty()
                   ? ""
                   : names(Inner.list("fields")).back();
      else if (Inner.is("FuncCall") && !names(Inner.list("funcname")).empty())
        Name = names(Inner.list("funcname")).back();
      else if (!Inner.is("TypeCast"))
        break;
    }
    B->OutputNames.push_back(Name);
    B->Outputs.push_back(value(*V, Scope, B, B->Checks));
  }
}

void ScopeLowering::star(Block *B, const NameScope &Scope,
                         const std::string &Alias) {
  // "*" is an empty object in the tree, and so has no names.
  if (Alias.empty())
    for (const auto &[Name, Merged] : Scope.Merged) {
      B->OutputNames.push_back(Name);
      B->Outputs.push_back(Merged);
    }
  if (!Scope.Merged.empty())
    B->OutputsKnown = false; // Known by name, but not by position.
  for (const NamedItem &Item : Scope.Items) {
    if (!Alias.empty() && (Item.Alias != Alias || Item.Hidden))
      continue;
    const Ref &R = Model.Refs[Item.Ref];
    std::vector<std::string> Columns = R.Columns;
    if (!R.ColumnsKnown) {
      B->OutputsKnown = false;
      B->Stars.push_back(Item.Ref);
    }
    for (const std::string &Column : Columns) {
      if (Alias.empty() && Scope.Merged.count(Column))
        continue;
      B->OutputNames.push_back(Column);
      B->Outputs.push_back(columnTerm(Item.Ref, Column));
    }
  }
}

std::vector<TermId> ScopeLowering::termsOf(const Array &List, const Block &B,
                                           const NameScope &Scope) {
  std::vector<TermId> Result;
  for (const Value &Element : List) {
    Node N = asNode(Element);
    TermId T = NoTerm;
    if (N.is("ColumnRef")) {
      T = resolve(N.list("fields"), Scope);
      std::vector<std::string> Name = names(N.list("fields"));
      if (T == NoTerm && Name.size() == 1)
        for (size_t I = 0; I < B.OutputNames.size(); ++I)
          if (B.OutputNames[I] == Name[0])
            T = B.Outputs[I];
    } else if (const Object *Integer = N.object("ival");
               N.is("A_Const") && Integer) {
      size_t I = size_t(Integer->getInteger("ival").value_or(0));
      if (I >= 1 && I <= B.Outputs.size() && B.OutputsKnown)
        T = B.Outputs[I - 1];
    }
    Result.push_back(T);
  }
  return Result;
}

void ScopeLowering::windows(const Value &V,
                            std::vector<const Object *> &Found) const {
  if (const auto *List = V.getAsArray()) {
    for (const Value &Element : *List)
      windows(Element, Found);
    return;
  }
  const auto *Fields = V.getAsObject();
  if (!Fields)
    return;
  if (Node N = asNode(V)) {
    if (N.is("SubLink"))
      return;
    if (const Object *Over = N.is("FuncCall") ? N.object("over") : nullptr)
      Found.push_back(Over);
  }
  for (const auto &Field : *Fields)
    windows(Field.second, Found);
}

void ScopeLowering::pushability(const Node &N, Block *B, const NameScope &Scope,
                                const std::vector<TermId> &GroupTerms) {
  B->Pushable.assign(B->Outputs.size(), false);
  if (isLimited(N) || B->AlwaysOneRow)
    return;
  // Every list in which a column must be.
  std::vector<std::vector<TermId>> Lists;
  if (!N.list("groupClause").empty())
    Lists.push_back(GroupTerms);
  const Array &Distinct = N.list("distinctClause");
  if (!Distinct.empty() && asNode(Distinct[0]))
    Lists.push_back(termsOf(Distinct, *B, Scope));
  std::vector<const Object *> Windows;
  for (StringRef Clause : {"targetList", "sortClause"})
    if (const Value *V = N.Fields->get(Clause))
      windows(*V, Windows);
  for (const Object *Over : Windows) {
    // OVER w, or OVER (w ...): look the window up.
    const Array *Partition = Over->getArray("partitionClause");
    StringRef Name = Over->getString("name").value_or("");
    if (Name.empty())
      Name = Over->getString("refname").value_or("");
    for (unsigned Steps = 0; !Partition && !Name.empty() && Steps < 10;
         ++Steps) {
      StringRef Next;
      for (const Value &Element : N.list("windowClause")) {
        Node Window = asNode(Element);
        if (Window.text("name") != Name)
          continue;
        Partition = Window.Fields->getArray("partitionClause");
        Next = Window.text("refname");
      }
      Name = Next;
    }
    Lists.push_back(Partition ? termsOf(*Partition, *B, Scope)
                              : std::vector<TermId>());
  }
  for (size_t I = 0; I < B->Outputs.size(); ++I) {
    TermId T = B->Outputs[I];
    B->Pushable[I] = T != NoTerm;
    for (const auto &List : Lists)
      if (std::find(List.begin(), List.end(), T) == List.end())
        B->Pushable[I] = false;
  }
  B->StarsPushable = Lists.empty();
}

Block *ScopeLowering::values(const Node &N, const NameScope *Outer,
                             const CteScope *Ctes) {
  Block *B = newBlock();
  NameScope Scope;
  Scope.Outer = Outer;
  Scope.Ctes = Ctes;
  const Array &Rows = N.list("valuesLists");
  std::vector<std::vector<TermId>> Terms;
  for (const Value &Row : Rows) {
    if (tooLarge())
      return nullptr;
    auto &Line = Terms.emplace_back();
    for (const Value &Item : asNode(Row).list("items")) {
      TermId T = value(Item, Scope, B, B->Checks);
      if (T != NoTerm && Model.Terms[T].Kind == Term::OneOfMany)
        unknown("the values are put in as a whole at run time");
      Line.push_back(T);
    }
  }
  size_t Width = Terms.empty() ? 0 : Terms[0].size();
  for (size_t I = 0; I < Width; ++I)
    B->OutputNames.push_back("column" + std::to_string(I + 1));
  for (StringRef Clause : {"sortClause", "limitCount", "limitOffset"})
    if (const Value *V = N.Fields->get(Clause))
      collect(*V, Scope, B, B->Checks);
  B->Pushable.assign(Width, !isLimited(N));
  if (Terms.size() == 1) {
    B->Outputs = Terms[0];
    return B;
  }
  Ref R;
  R.Kind = Ref::Derived;
  RefId Row = newRef(R, B, NoGroup);
  Condition *Any = newCondition(Condition::Or, B);
  for (size_t I = 0; I < Width; ++I)
    B->Outputs.push_back(columnTerm(Row, "#" + std::to_string(I)));
  for (const auto &Line : Terms) {
    Condition *All = newCondition(Condition::And, B);
    for (size_t I = 0; I < Width && I < Line.size(); ++I) {
      Condition *Is = newCondition(Condition::Same, B);
      Is->Left = B->Outputs[I];
      Is->Right = Line[I];
      All->Parts.push_back(Is);
    }
    Any->Parts.push_back(All);
  }
  B->Conditions.push_back(Any);
  return B;
}

Block *ScopeLowering::setOperation(const Node &N, const NameScope *Outer,
                                   const CteScope *Ctes) {
  StringRef Op = N.text("op");
  bool Union = Op == "SETOP_UNION";
  std::vector<Block *> Arms;
  for (const Node &Arm : armsOf(N)) {
    Arms.push_back(query(Arm, Outer, Ctes));
    if (!Arms.back())
      return nullptr;
  }
  if (Arms.size() < 2)
    return nullptr;
  Block *B = newBlock();
  NameScope Scope;
  Scope.Outer = Outer;
  Scope.Ctes = Ctes;
  for (StringRef Clause : {"limitCount", "limitOffset"})
    if (const Value *V = N.Fields->get(Clause))
      collect(*V, Scope, B, B->Checks);
  const Block *Left = Arms[0];
  B->OutputNames = Left->OutputNames;
  bool Aligned = std::all_of(Arms.begin(), Arms.end(), [&](const Block *Arm) {
    return Arm->OutputsKnown && Arm->Outputs.size() == Left->Outputs.size();
  });
  B->OutputsKnown = Aligned;
  Ref Row;
  Row.Kind = Ref::Derived;
  RefId RowId = newRef(Row, B, NoGroup);
  bool Pushable = !isLimited(N) && Op != "SETOP_EXCEPT";
  for (size_t I = 0; I < Left->Outputs.size(); ++I) {
    B->Outputs.push_back(Aligned ? columnTerm(RowId, "#" + std::to_string(I))
                                 : NoTerm);
    B->Pushable.push_back(Aligned && Pushable);
  }
  Condition *Any = newCondition(Condition::Or, B);
  for (Block *Arm : Arms) {
    Sub *S = newSub(Arm, B);
    if (Arm != Left && !Union) {
      // Its rows are only compared: its own conditions must scope it.
      B->Checks.push_back(S);
      break;
    }
    S->Flows = !Arm->AlwaysOneRow;
    for (size_t I = 0; Aligned && I < Arm->Outputs.size(); ++I) {
      TermId Output = Arm->Outputs[I];
      if (Output == NoTerm ||
          (!S->Flows && Model.Terms[Output].Kind == Term::ColumnOf))
        continue;
      S->Out.emplace_back(B->Outputs[I], Output);
      if (Arm->Pushable[I])
        S->In.emplace_back(B->Outputs[I], Output);
    }
    Condition *Is = newCondition(Condition::Exists, B);
    Is->Inner = S;
    Any->Parts.push_back(Is);
  }
  B->Conditions.push_back(Any);
  return B;
}

} // namespace dbsafe::sql
