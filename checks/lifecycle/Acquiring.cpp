//===- Acquiring.cpp - Calls that give and tell ---------------------------===//
#include "lifecycle/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace dbsafe::lifecycle {

/// The constant statement that a call sends; notes what the function sends.
std::optional<llvm::StringRef>
FunctionWalk::sent(const Callee &Known, const ResultSummary *Inner,
                   llvm::ArrayRef<const Expr *> Arguments) {
  std::optional<llvm::StringRef> Sql;
  if (Known.Sql && *Known.Sql < Arguments.size()) {
    Sql = constantText(Arguments[*Known.Sql]);
  } else if (Inner) {
    // What a function of this file is given to send, or always sends.
    Sql = Inner->Sql;
    for (const Expr *Argument : Arguments)
      if (!Sql)
        Sql = constantText(Argument);
  }
  if (llvm::StringRef Sent = Sql.value_or(llvm::StringRef());
      (Known.Sql || Inner) && !llvm::is_contained(Statements, Sent))
    Statements.push_back(Sent);
  return Sql;
}

/// The call gives another one before it was known what became of the last.
void FunctionWalk::renew(State &S, const Expr *Call, SiteId Id, const Use &U,
                         const VarDecl *Into) {
  using Kind = Use::Kind;
  Life *Old = S.find(Id);
  if (!Old || Old->Is != Life::Kind::Owned)
    return;
  // The last pass of a loop has left one.
  const VarDecl *Next = Into ? Into
                        : U.What == Kind::Initializes
                            ? U.Variable->getCanonicalDecl()
                        : U.What == Kind::AssignedFrom
                            ? variable(cast<BinaryOperator>(U.By)->getLHS())
                            : nullptr;
  if (Next && S.get(holder(Next)).Site == Id)
    S.set(holder(Next), Value());
  if (S.isHeld(Id))
    letGo(S, Value::of(Value::Kind::Handle, Id));
  else
    lost(S, Id, Call);
}

void FunctionWalk::acquire(State &S, const Expr *Call, const Callee &Known,
                           const FunctionDecl *F) {
  llvm::ArrayRef<const Expr *> Arguments = argumentsOf(Call);
  const catalog::Handling *Gives = nullptr, *Same = nullptr, *View = nullptr;
  // A function of that name that gives no pointer is another one.
  bool GivesPointer = F->getReturnType()->isPointerType();
  for (const catalog::Handling *H : Known.Handlings)
    if (What.holds(*H, Arguments) &&
        (GivesPointer || H->Where.Where != catalog::Operand::Kind::Return)) {
      if (H->Does == catalog::Handling::Kind::Acquire)
        Gives = H;
      else if (H->Does == catalog::Handling::Kind::Same)
        Same = H;
      else if (H->Does == catalog::Handling::Kind::View)
        View = H;
    }
  const catalog::Status *Status = nullptr;
  for (const catalog::Status *Each : Known.Statuses)
    if (What.holds(*Each, Arguments) &&
        (GivesPointer || Each->By == catalog::Status::Kind::Code))
      Status = Each;
  std::shared_ptr<const catalog::Resource> Of = Gives ? Gives->Of : nullptr;
  const ResultSummary *Inner = nullptr;
  bool ByResult = Gives && Gives->Where.Where == catalog::Operand::Kind::Return;
  if (!Gives && !Status && Known.empty() && F->isDefined() &&
      F->getReturnType()->isPointerType()) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    const ResultSummary &R = Room.result(F);
    if (R.Of && !(Method && Method->isVirtual()) &&
        (isTaken(Call) || !R.MayGiveNothing)) {
      Of = R.Of;
      Status = R.Status;
      ByResult = true;
      Inner = &R;
    }
  }
  std::optional<llvm::StringRef> Sql = sent(Known, Inner, Arguments);
  auto Operand = [&](const catalog::Handling *H) {
    return H && H->Where.Where == catalog::Operand::Kind::Argument &&
                   H->Where.Index < Arguments.size()
               ? value(S, Arguments[H->Where.Index])
               : Value();
  };
  // What is left in a variable is followed, what is left elsewhere is not.
  const VarDecl *Into = nullptr;
  if (Of && !ByResult) {
    const Expr *Object = Gives->Where.Index < Arguments.size()
                             ? addressed(Arguments[Gives->Where.Index])
                             : nullptr;
    Into = Object ? variable(Object) : nullptr;
    if (!Into)
      Of = nullptr;
  }
  if (!Of && !Status) {
    Value V = Operand(Same ? Same : View);
    if (V.isHandle())
      S.set(holder(Call), Same ? V : Value::of(Value::Kind::View, V.Site));
    else if (V.What == Value::Kind::View)
      S.set(holder(Call), V);
    return;
  }

  SiteId Id = site(Call);
  Sites[Id].Callee = Known.Name;
  Sites[Id].Of = Of;
  Sites[Id].If = Of && Gives ? Gives->If : catalog::Outcome::Always;
  Sites[Id].Status = Status;
  Sites[Id].Sql = Sql;
  Use U = Tree.useOf(Call);
  if (Of) {
    renew(S, Call, Id, U, Into);
    S.replace(
        [&](Value V) { return V.Site == Id || V.Teller == Id ? Value() : V; });
    S.start(Id).Is = Life::Kind::Owned;
    if (ByResult)
      S.set(holder(Call), Value::of(Value::Kind::Handle, Id));
    else
      assign(S, Into, Value::of(Value::Kind::Handle, Id), Call);
  }
  if (Status && Status->By != catalog::Status::Kind::Object)
    S.set(holder(&Sites), Value::of(Value::Kind::Code, Id));
  if (Status && Status->By == catalog::Status::Kind::Code) {
    Value V = Operand(Same);
    S.set(holder(Call), V.isHandle() ? Value::of(Value::Kind::Same, V.Site, Id)
                                     : Value::of(Value::Kind::Code, Id));
    if (Status->Told && *Status->Told < Arguments.size() &&
        constant(Arguments[*Status->Told]) != 0)
      Sites[Id].Asked = true;
  } else if (Of && !ByResult && Sites[Id].If != catalog::Outcome::Always) {
    S.set(holder(Call), Value::of(Value::Kind::Code, Id));
  }
  taken(S, Call, Id, U, ByResult);
}

/// Says what becomes of what a call gives or tells, if that is not kept.
void FunctionWalk::taken(State &S, const Expr *Call, SiteId Id, const Use &U,
                         bool ByResult) {
  using Kind = Use::Kind;
  Value Result = get(S, Call);
  switch (U.What) {
  case Kind::Argument:
  case Kind::AssignedFrom:
  case Kind::Initializes:
  case Kind::Returned:
    if (U.What == Kind::Returned && !Result.isHandle())
      Sites[Id].Asked = true;
    return;
  case Kind::Dropped:
  case Kind::Discarded:
    if (ByResult) {
      consume(S, Call);
      lost(S, Id, nullptr);
    } else if (U.What == Kind::Discarded) {
      Sites[Id].Asked = true;
    } else {
      Sites[Id].CodeDropped = true;
    }
    consume(S, Call);
    return;
  case Kind::Tested:
    if (!ByResult) {
      // The branch reads the code.
      Sites[Id].Asked = true;
      return;
    }
    askedNull(S, Id);
    consume(S, Call);
    lost(S, Id, nullptr);
    return;
  case Kind::Dereferenced:
  case Kind::Callee:
  case Kind::Changed:
    consume(S, Call);
    if (ByResult)
      lost(S, Id, nullptr);
    return;
  default:
    letGo(S, Result);
    Sites[Id].Asked |= !ByResult;
    consume(S, Call);
  }
}

} // namespace dbsafe::lifecycle
