//===- Calls.cpp - Calls that give, take and tell -------------------------===//
#include "lifecycle/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::lifecycle {

static bool takesArgument(const catalog::Handling &H, unsigned Index) {
  return H.Where.Where == catalog::Operand::Kind::Argument &&
         H.Where.Index == Index && !H.Conversion;
}

void FunctionWalk::call(State &S, const Expr *Call, const FunctionDecl *F) {
  llvm::ArrayRef<const Expr *> Arguments = argumentsOf(Call);
  const Callee *Known = F ? &What.callee(F) : nullptr;
  if (Known && Known->IsOwn && isTaken(Call))
    asksLast(S, *Known);
  for (unsigned I = 0; I < Arguments.size(); ++I) {
    const Expr *Object = addressed(Arguments[I]);
    Value V = value(S, Object ? Object : Arguments[I]);
    if (V.isCode() && !Object) {
      asked(S, V.Site);
      if (Sites[V.Site].If != catalog::Outcome::Always &&
          isa<CallExpr>(bare(Arguments[I]))) {
        if (isTaken(Call))
          letGo(S, Value::of(Value::Kind::Handle, V.Site));
      }
    } else if (V.isHandle()) {
      give(S, Call, Known, F, I, V, Object != nullptr);
    } else if (Known) {
      releaseOther(S, Call, *Known, I, Arguments[I]);
    }
  }
  if (Known && F)
    acquire(S, Call, *Known, F);
  // What was only lent, and nobody else has, is lost.
  for (const Expr *Argument : Arguments) {
    Value V = value(S, Argument);
    if (!isa<CallExpr, AbstractConditionalOperator>(bare(Argument)))
      continue;
    consume(S, Argument);
    if (V.isHandle() && !S.isHeld(V.Site))
      lost(S, V.Site, nullptr);
  }
}

bool FunctionWalk::isTaken(const Expr *Call) const {
  Use::Kind What = Tree.useOf(Call).What;
  return What != Use::Kind::Dropped && What != Use::Kind::Discarded;
}

void FunctionWalk::asksLast(State &S, const Callee &Known) {
  // mysql_errno tells of whatever was called last.
  Value Last = get(S, &Sites);
  if (Last.isCode() && Sites[Last.Site].Status &&
      llvm::is_contained(Sites[Last.Site].Status->TestedBy, Known.Name))
    asked(S, Last.Site);
}

/// True if an argument of a format is taken over by one of its conversions.
static bool keepsByFormat(const catalog::Handling &H,
                          llvm::ArrayRef<const Expr *> Arguments,
                          unsigned Index) {
  unsigned Format = H.Where.Index;
  if (Format >= Arguments.size() || Index <= Format)
    return false;
  std::optional<llvm::StringRef> Text = constantText(Arguments[Format]);
  return !Text || Text->contains(std::string({'%', H.Conversion}));
}

bool FunctionWalk::onlyLooks(const Expr *Call, unsigned Index) {
  const FunctionDecl *F = nullptr;
  if (const auto *C = dyn_cast<CallExpr>(Call))
    F = C->getDirectCallee();
  else if (const auto *K = dyn_cast<CXXConstructExpr>(Call))
    F = K->getConstructor();
  if (!F)
    return false;
  const Callee &Known = What.callee(F);
  for (const catalog::Handling *H : Known.Handlings)
    if (takesArgument(*H, Index) ||
        (H->Conversion && keepsByFormat(*H, argumentsOf(Call), Index)))
      return false;
  if (Known.IsOwn || Index >= F->getNumParams())
    return true;
  QualType T = F->getParamDecl(Index)->getType();
  return T->isPointerType() && T->getPointeeType().isConstQualified();
}

void FunctionWalk::give(State &S, const Expr *Call, const Callee *Known,
                        const FunctionDecl *F, unsigned Index, Value V,
                        bool ByAddress) {
  SiteId Id = V.Site;
  if (V.What == Value::Kind::Same)
    asked(S, V.Teller);
  llvm::ArrayRef<const Expr *> Arguments = argumentsOf(Call);
  if (Life *L = S.find(Id); L && L->Is == Life::Kind::Released) {
    bool Releases = Known && llvm::any_of(Known->Handlings, [&](const auto *H) {
                      return takesArgument(*H, Index) &&
                             (H->Does == catalog::Handling::Kind::Release ||
                              H->Does == catalog::Handling::Kind::Acquire);
                    });
    if (!Releases && !ByAddress && Known && Known->IsOwn)
      trouble(Trouble::Kind::UsedAfterRelease, Call, Id, Sites[Id].ReleasedBy,
              Known->Name);
  }
  if (Known) {
    bool Releases = false;
    bool MayRefuse = false;
    const catalog::Resource *Takes = nullptr;
    for (const catalog::Handling *H : Known->Handlings) {
      if (H->Conversion && keepsByFormat(*H, Arguments, Index))
        letGo(S, V);
      if (!takesArgument(*H, Index) || !What.holds(*H, Arguments))
        continue;
      if (H->Does == catalog::Handling::Kind::Release) {
        Releases = true;
        MayRefuse = H->If != catalog::Outcome::Always && isTaken(Call);
        if (!Takes || H->Of == Sites[Id].Of)
          Takes = H->Of.get();
      } else if (H->Does == catalog::Handling::Kind::Keep) {
        letGo(S, V);
      }
    }
    if (Releases) {
      release(S, Call, Known->Name, Takes, Id);
      // Who looks whether it was released, knows what to do.
      if (Life *L = MayRefuse ? S.find(Id) : nullptr)
        L->Is = Life::Kind::None;
      return;
    }
    if (Known->IsOwn) {
      lookedAt(S, Id, Call, Known->Name);
      return;
    }
  }
  // A parameter that is a reference, or a callee that is not known.
  if (!F || ByAddress) {
    letGo(S, V);
    return;
  }
  if (Index >= F->getNumParams())
    return;
  const FunctionDecl *Definition = F->getDefinition();
  const SourceManager &Sources = Context.getSourceManager();
  QualType T = F->getParamDecl(Index)->getType();
  if (T->isReferenceType()) {
    letGo(S, V);
    if (const VarDecl *Variable = variable(Arguments[Index]))
      S.set(holder(Variable), Value());
    return;
  }
  bool IsBodySeen = Definition && !Definition->hasSkippedBody() &&
                    Definition->getBody() &&
                    !Sources.isInSystemHeader(Definition->getLocation());
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (IsBodySeen && !(Method && Method->isVirtual())) {
    const ParameterSummary &P = Room.parameter(Definition->getParamDecl(Index));
    // Whoever asks and reads does so in this order.
    if (const catalog::Status *Status = Sites[Id].Status;
        Status && llvm::any_of(P.Calls, [&](const std::string &Name) {
          return llvm::is_contained(Status->TestedBy, Name);
        }))
      asked(S, Id);
    for (const std::string &Name : P.Calls)
      lookedAt(S, Id, Call, Name);
    if (P.ToldNull)
      askedNull(S, Id);
    if (P.Escapes || (P.Released && P.Returned)) {
      letGo(S, V);
    } else if (P.Released) {
      if (Life *L = S.find(Id); L && L->Is == Life::Kind::Owned) {
        if (!L->Asked && !Sites[Id].ReleasedUnasked)
          Sites[Id].ReleasedUnasked = Call;
        L->Is = Life::Kind::None;
        Sites[Id].Released = true;
      }
    } else if (P.Returned) {
      S.set(holder(Call), Value::of(Value::Kind::Handle, Id));
    }
    return;
  }
  QualType Pointee = T->getPointeeType();
  if (!Pointee.isNull() && Pointee.isConstQualified()) {
    // It can't release it. It may well ask.
    asked(S, Id);
    return;
  }
  if (isa<CXXConstructExpr>(Call))
    deleter(Call, Id);
  letGo(S, V);
}

void FunctionWalk::lookedAt(State &S, SiteId Id, const Expr *Call,
                            const std::string &Name) {
  const catalog::Status *Status = Sites[Id].Status;
  if (!Status)
    return;
  if (llvm::is_contained(Status->TestedBy, Name)) {
    // Of a helper it is not known what it makes of the answer.
    const auto *C = dyn_cast<CallExpr>(Call);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (isTaken(Call) || !F || What.callee(F).Name != Name)
      asked(S, Id);
  } else if (llvm::is_contained(Status->ReadBy, Name))
    read(S, Id, Call, Name);
}

/// Something that was not followed is released.
void FunctionWalk::releaseOther(State &S, const Expr *Call, const Callee &Known,
                                unsigned Index, const Expr *Argument) {
  llvm::ArrayRef<const Expr *> Arguments = argumentsOf(Call);
  const catalog::Handling *Releases = nullptr;
  std::shared_ptr<const catalog::Resource> Is =
      What.ofType(bare(Argument)->getType());
  for (const catalog::Handling *H : Known.Handlings)
    if (H->Does == catalog::Handling::Kind::Release &&
        takesArgument(*H, Index) && What.holds(*H, Arguments) &&
        (!Releases || H->Of == Is))
      Releases = H;
  if (!Releases)
    return;
  const VarDecl *Variable = variable(Argument);
  Value Held = Variable ? get(S, Variable) : Value();
  if (Is && Releases->Of != Is) {
    trouble(Trouble::Kind::WrongRelease, Call, NoSite, nullptr, Known.Name).Of =
        Is;
  }
  if (!Variable || !Held.isUnknown() || !Variable->getType()->isPointerType() ||
      (Releases->If != catalog::Outcome::Always && isTaken(Call)))
    return;
  // From here on it is known: it is released.
  SiteId Id = site(Call);
  Sites[Id].Foreign = Releases->Of.get();
  Sites[Id].ReleasedBy = Call;
  Sites[Id].Holder = Variable;
  S.start(Id).Is = Life::Kind::Released;
  S.set(holder(Variable), Value::of(Value::Kind::Handle, Id));
}

/// A smart pointer that is made of it releases it in a way of its own.
void FunctionWalk::deleter(const Expr *Made, SiteId Id) {
  const auto *Class = Made->getType()->getAsCXXRecordDecl();
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier())
    return;
  bool IsUnique = Class->getName() == "unique_ptr";
  if (!IsUnique && Class->getName() != "shared_ptr")
    return;
  const std::shared_ptr<const catalog::Resource> &Of = Sites[Id].Of;
  auto Arguments = argumentsOf(Made);
  if (!Of)
    return;
  auto IsDelete = [&] {
    return llvm::any_of(What.ofDelete().Handlings,
                        [&](const auto *H) { return H->Of == Of; });
  };
  if (Arguments.size() > 1 && !isa<CXXDefaultArgExpr>(Arguments[1])) {
    const Expr *Deleter = bare(Arguments[1]);
    if (const Expr *Object = addressed(Deleter))
      Deleter = bare(Object);
    const auto *Ref = dyn_cast<DeclRefExpr>(Deleter);
    const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    if (!F)
      return;
    const Callee &Known = What.callee(F);
    bool Releases = false;
    for (const catalog::Handling *H : Known.Handlings)
      if (H->Does == catalog::Handling::Kind::Release) {
        if (H->Of == Of)
          return;
        Releases = true;
      }
    if (Releases)
      trouble(Trouble::Kind::WrongRelease, Arguments[1], Id, Sites[Id].Call,
              Known.Name);
    return;
  }
  if (IsUnique) {
    // One that has its own deleter knows what to do.
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    if (!Instance || Instance->getTemplateArgs().size() < 2)
      return;
    const TemplateArgument &Deleter = Instance->getTemplateArgs()[1];
    const auto *Type = Deleter.getKind() == TemplateArgument::Type
                           ? Deleter.getAsType()->getAsCXXRecordDecl()
                           : nullptr;
    if (!Type || !Type->isInStdNamespace())
      return;
  }
  if (!IsDelete())
    trouble(Trouble::Kind::WrongRelease, Made, Id, Sites[Id].Call, "delete");
}

} // namespace dbsafe::lifecycle
