//===- Events.cpp - What each expression does to resources ----------------===//
#include "lifecycle/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace dbsafe::lifecycle {

const VarDecl *FunctionWalk::variable(const Expr *E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(bare(E));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || V->getDeclContext() != Function ||
      V->hasAttr<CleanupAttr>() || V->getType()->isReferenceType())
    return nullptr;
  V = V->getCanonicalDecl();
  return Open.contains(V) ? nullptr : V;
}

Value FunctionWalk::value(const State &S, const Expr *E) {
  E = bare(E);
  if (isa<CallExpr, CXXConstructExpr>(E)) {
    if (Value V = get(S, E); !V.isUnknown())
      return V;
    return Value();
  }
  if (const VarDecl *V = variable(E))
    return get(S, V);
  if (isa<DeclRefExpr>(E) &&
      !isa<EnumConstantDecl>(cast<DeclRefExpr>(E)->getDecl()))
    return Value();
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == BO_Assign)
      return value(S, B->getLHS());
    if (B->isEqualityOp())
      for (auto [Side, Other] : {std::pair(B->getLHS(), B->getRHS()),
                                 std::pair(B->getRHS(), B->getLHS())})
        if (Value V = value(S, Side); V.isCode() && constant(Other) == 0) {
          V.Inverted ^= B->getOpcode() == BO_EQ;
          return V;
        }
    return Value();
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    // A call that was made on this path is what was chosen.
    Value Values[2];
    const Expr *Arms[2] = {Choice->getTrueExpr(), Choice->getFalseExpr()};
    for (unsigned I = 0; I < 2; ++I) {
      Values[I] = value(S, Arms[I]);
      if (!Values[I].isUnknown() &&
          isa<CallExpr, AbstractConditionalOperator>(bare(Arms[I])))
        return Values[I];
    }
    return Values[0] == Values[1] ? Values[0] : Value();
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_LNot) {
    Value V = value(S, U->getSubExpr());
    if (V.isCode())
      V.Inverted = !V.Inverted;
    else if (V.isInt())
      V = Value::integer(V.Number == 0);
    else
      V = Value();
    return V;
  }
  if (std::optional<int64_t> Known = constant(E))
    return Value::integer(*Known);
  return Value();
}

SiteId FunctionWalk::site(const Expr *Call) {
  auto [It, Fresh] = SiteOf.try_emplace(Call, SiteId(Sites.size()));
  if (Fresh) {
    Sites.emplace_back();
    Sites.back().Call = Call;
  }
  return It->second;
}

/// The variable or field that an assignment to E changes.
static const ValueDecl *target(const Expr *E) {
  E = bare(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl();
  return nullptr;
}

void FunctionWalk::event(State &S, const Stmt *E) {
  const Expr *Written = nullptr;
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
    Written = B->getLHS();
  else if (const auto *U = dyn_cast<UnaryOperator>(E);
           U && (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf))
    Written = U->getSubExpr();
  if (const ValueDecl *D = Written ? target(Written) : nullptr)
    changed(S, D);
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    call(S, C, C->getDirectCallee());
  } else if (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    call(S, K, K->getConstructor());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    reference(S, Ref);
  } else if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == BO_Assign) {
      Value V = value(S, B->getRHS());
      consume(S, B->getRHS());
      if (const VarDecl *Into = variable(B->getLHS()))
        assign(S, Into, V, B);
      else
        letGo(S, V);
    } else if (B->isAssignmentOp()) {
      if (const VarDecl *Into = variable(B->getLHS()))
        assign(S, Into, Value(), B);
    }
  } else if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->isIncrementDecrementOp())
      if (const VarDecl *Into = variable(U->getSubExpr()))
        S.set(holder(Into), Value());
  } else if (const auto *D = dyn_cast<DeclStmt>(E)) {
    for (const Decl *Each : D->decls()) {
      const auto *V = dyn_cast<VarDecl>(Each);
      if (!V)
        continue;
      changed(S, V);
      Value Init = V->getInit() ? value(S, V->getInit()) : Value();
      if (V->getInit())
        consume(S, V->getInit());
      bool Followed = V->hasLocalStorage() && !V->hasAttr<CleanupAttr>() &&
                      !V->getType()->isReferenceType() &&
                      !Open.contains(V->getCanonicalDecl());
      if (Followed)
        assign(S, V->getCanonicalDecl(), Init, V->getInit());
      else
        letGo(S, Init);
    }
  } else if (const auto *R = dyn_cast<ReturnStmt>(E)) {
    returned(S, R);
  } else if (const auto *D = dyn_cast<CXXDeleteExpr>(E)) {
    Value V = value(S, D->getArgument());
    const Callee &Known = What.ofDelete();
    const catalog::Resource *Takes = nullptr;
    if (V.isHandle() && V.Site < Sites.size())
      for (const catalog::Handling *H : Known.Handlings)
        if (H->Of == Sites[V.Site].Of)
          Takes = H->Of.get();
    if (V.isHandle()) {
      release(S, D, Known.Name, Takes, V.Site);
    } else if (auto Is = What.ofType(bare(D->getArgument())->getType())) {
      trouble(Trouble::Kind::WrongRelease, D, NoSite, nullptr, Known.Name).Of =
          Is;
    }
  }
}

void FunctionWalk::consume(State &S, const Expr *E) {
  std::vector<const Expr *> Work = {E};
  while (!Work.empty()) {
    const Expr *Each = bare(Work.back());
    Work.pop_back();
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Each))
      Work.insert(Work.end(), {Choice->getTrueExpr(), Choice->getFalseExpr()});
    else if (isa<CallExpr>(Each) && Holders.count(Each))
      S.set(holder(Each), Value());
  }
}

void FunctionWalk::returned(State &S, const ReturnStmt *R) {
  const Expr *E = R->getRetValue();
  if (!E)
    return;
  Value V = value(S, E);
  consume(S, E);
  if (V.isHandle()) {
    Life *L = S.find(V.Site);
    const Site &Of = Sites[V.Site];
    if (V.What == Value::Kind::Handle && L && L->Is == Life::Kind::Owned &&
        Of.Of && (!Returns || Returns == Of.Of)) {
      Returns = Of.Of;
      ReturnsSql = Of.Sql;
      if (!L->Asked && Of.Status &&
          Of.Status->By != catalog::Status::Kind::Code)
        ReturnsUnasked = Of.Status;
    } else {
      ReturnsOther = true;
    }
  } else if (!V.isInt() || V.Number != 0) {
    ReturnsOther = true;
  } else {
    ReturnsNothing |= S.lives().empty();
  }
  letGo(S, V);
}

void FunctionWalk::reference(State &S, const DeclRefExpr *Ref) {
  const VarDecl *Variable = variable(Ref);
  if (!Variable)
    return;
  Value V = get(S, Variable);
  if (V.isUnknown() || V.isInt() || V.What == Value::Kind::Nonzero)
    return;
  Use U = Tree.useOf(Ref);
  using Kind = Use::Kind;
  if (U.What == Kind::AssignedTo || U.What == Kind::AddressTaken)
    return;
  if (V.isCode()) {
    asked(S, V.Site);
    // What another function makes of the code is not understood.
    if (U.What == Kind::Argument &&
        Sites[V.Site].If != catalog::Outcome::Always) {
      Kind Result = Tree.useOf(cast<Expr>(U.By)).What;
      if (Result != Kind::Dropped && Result != Kind::Discarded &&
          Result != Kind::Argument)
        letGo(S, Value::of(Value::Kind::Handle, V.Site));
    }
    return;
  }
  if (V.What == Value::Kind::Same)
    asked(S, V.Teller);
  Life *L = S.find(V.Site);
  bool IsReleased = L && L->Is == Life::Kind::Released;
  if (V.What == Value::Kind::View) {
    if (IsReleased && U.What != Kind::Dropped && U.What != Kind::Discarded &&
        U.What != Kind::Tested)
      trouble(Trouble::Kind::UsedAfterRelease, Ref, V.Site,
              Sites[V.Site].ReleasedBy)
          .View = Variable;
    return;
  }
  switch (U.What) {
  case Kind::Tested:
    askedNull(S, V.Site);
    return;
  case Kind::Argument:
    if (U.Chosen && onlyLooks(cast<Expr>(U.By), U.Index)) {
      if (IsReleased)
        trouble(Trouble::Kind::UsedAfterRelease, Ref, V.Site,
                Sites[V.Site].ReleasedBy);
      return;
    }
    [[fallthrough]];
  case Kind::AssignedFrom:
  case Kind::Initializes:
  case Kind::Returned:
    if (U.What == Kind::Returned && IsReleased)
      trouble(Trouble::Kind::UsedAfterRelease, Ref, V.Site,
              Sites[V.Site].ReleasedBy);
    // Which of the two it is that goes there, is not known.
    if (U.Chosen)
      letGo(S, V);
    return;
  case Kind::Dereferenced:
    if (IsReleased)
      trouble(Trouble::Kind::UsedAfterRelease, Ref, V.Site,
              Sites[V.Site].ReleasedBy);
    else if (Sites[V.Site].Status &&
             Sites[V.Site].Status->By == catalog::Status::Kind::Pointer)
      read(S, V.Site, Ref, {});
    return;
  case Kind::Dropped:
  case Kind::Discarded:
  case Kind::Callee:
  case Kind::Deleted:
    return;
  default:
    letGo(S, V);
  }
}

void FunctionWalk::assign(State &S, const VarDecl *Into, Value V,
                          const Expr *At) {
  HolderId H = holder(Into);
  Value Old = S.get(H);
  S.set(H, V);
  if (V.What == Value::Kind::Handle && !Sites[V.Site].Holder)
    Sites[V.Site].Holder = Into;
  if (Old.isHandle() && !(V.isHandle() && V.Site == Old.Site) &&
      !S.isHeld(Old.Site))
    lost(S, Old.Site, At);
}

void FunctionWalk::lost(State &S, SiteId Id, const Expr *By) {
  Life *L = S.find(Id);
  if (!L || L->Is != Life::Kind::Owned)
    return;
  L->Is = Life::Kind::None;
  if (By)
    Sites[Id].Overwritten = By;
  else
    Sites[Id].Dropped = true;
}

void FunctionWalk::letGo(State &S, Value V) {
  if (V.isCode())
    asked(S, V.Site);
  if (V.What == Value::Kind::Same)
    asked(S, V.Teller);
  if (!V.isHandle())
    return;
  Sites[V.Site].Gone = true;
  if (Life *L = S.find(V.Site); L && L->Is == Life::Kind::Owned)
    L->Is = Life::Kind::None;
}

void FunctionWalk::asked(State &S, SiteId Id) {
  Sites[Id].Asked = true;
  if (Life *L = S.find(Id))
    L->Asked = true;
}

void FunctionWalk::askedNull(State &S, SiteId Id) {
  const catalog::Status *Status = Sites[Id].Status;
  // A statement that is not there was not prepared.
  if (Status && Status->By != catalog::Status::Kind::Object)
    asked(S, Id);
}

void FunctionWalk::read(State &S, SiteId Id, const Expr *By,
                        const std::string &Name) {
  Site &Of = Sites[Id];
  Life *L = S.find(Id);
  if (!Of.Status || !L || L->Asked || L->Is != Life::Kind::Owned || Of.ReadBy)
    return;
  Of.ReadBy = By;
  Of.ReadCallee = Name;
}

void FunctionWalk::release(State &S, const Expr *By, const std::string &Name,
                           const catalog::Resource *Takes, SiteId Id) {
  Site &Of = Sites[Id];
  Life *L = S.find(Id);
  if (!L)
    return;
  if (L->Is == Life::Kind::Released) {
    // The program's own memory may have held one.
    if (Of.Foreign && Of.Foreign != Takes)
      return;
    trouble(Trouble::Kind::ReleasedTwice, By, Id, Of.ReleasedBy, Name);
    return;
  }
  if (L->Is != Life::Kind::Owned)
    return;
  if (Of.Of && Of.Of.get() != Takes)
    trouble(Trouble::Kind::WrongRelease, By, Id, Of.Call, Name);
  if (!L->Asked && !Of.ReleasedUnasked)
    Of.ReleasedUnasked = By;
  L->Is = Life::Kind::Released;
  Of.Released = true;
  Of.ReleasedBy = By;
}

Trouble &FunctionWalk::trouble(Trouble::Kind Kind, const Expr *At, SiteId Of,
                               const Expr *Other, std::string Name) {
  Trouble T;
  T.What = Kind;
  T.At = At;
  T.Function = Function;
  T.Other = Other;
  T.OtherCallee = std::move(Name);
  if (Of != NoSite) {
    T.Origin = Sites[Of].Call;
    T.Callee = Sites[Of].Callee;
    T.Of = Sites[Of].Of;
    T.Holder = Sites[Of].Holder;
  }
  return Direct.try_emplace({At, int(Kind)}, std::move(T)).first->second;
}

} // namespace dbsafe::lifecycle
