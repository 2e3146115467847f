#include "lifecycle/Lives.h"
#include "lifecycle/FunctionWalk.h"
#include "lifecycle/Functions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::lifecycle {

// How far one function's summary may need another's.
static constexpr unsigned MaxDepth = 8;

Lives::Lives(ASTContext &Context, const catalog::Catalog &Catalog,
             llvm::ArrayRef<SourceLocation> Errors)
    : Context(Context), Catalog(Catalog) {
  const SourceManager &Sources = Context.getSourceManager();
  for (SourceLocation Each : Errors) {
    auto [File, Offset] = Sources.getDecomposedExpansionLoc(Each);
    Broken[File].push_back(Offset);
  }
  for (auto &[File, Offsets] : Broken)
    llvm::sort(Offsets);
}

Lives::~Lives() = default;

const std::vector<Trouble> &Lives::all() const {
  if (!IsFound)
    find();
  IsFound = true;
  return Found;
}

/// What the parser could not make sense of, a return in it or a release, is
/// missing from the function.
bool Lives::isBroken(const FunctionDecl *F) const {
  if (Broken.empty())
    return false;
  const SourceManager &Sources = Context.getSourceManager();
  SourceRange Range = F->getSourceRange();
  auto [File, Begin] = Sources.getDecomposedExpansionLoc(Range.getBegin());
  auto [EndFile, End] = Sources.getDecomposedExpansionLoc(Range.getEnd());
  auto Known = Broken.find(File);
  if (Known == Broken.end() || File != EndFile)
    return false;
  auto First = llvm::lower_bound(Known->second, Begin);
  return First != Known->second.end() && *First <= End;
}

void Lives::find() const {
  What = std::make_unique<Knowledge>(Context, Catalog);
  if (!What->hasAny())
    return;
  for (const FunctionDecl *F : concerned(*What))
    result(F);
}

const ResultSummary &Lives::result(const FunctionDecl *F) const {
  static const ResultSummary Unknown;
  const FunctionDecl *Definition = F->getDefinition();
  if (!Definition || !Definition->hasBody() || Definition->hasSkippedBody() ||
      Definition->isDependentContext() || !Definition->getBody() ||
      Context.getSourceManager().isInSystemHeader(Definition->getLocation()) ||
      isBroken(Definition))
    return Unknown;
  auto [At, Fresh] = Results.try_emplace(Definition->getCanonicalDecl());
  if (!Fresh)
    return At->second ? *At->second : Unknown;
  if (Depth >= MaxDepth) {
    Results.erase(At);
    return Unknown;
  }
  ++Depth;
  auto Summary = std::make_unique<ResultSummary>(
      FunctionWalk(*this, Definition).run(Found));
  --Depth;
  std::unique_ptr<ResultSummary> &Slot =
      Results[Definition->getCanonicalDecl()];
  Slot = std::move(Summary);
  return *Slot;
}

const ParameterSummary &Lives::parameter(const ParmVarDecl *P) const {
  static const ParameterSummary Unknown = [] {
    ParameterSummary S;
    S.Escapes = true;
    return S;
  }();
  auto [At, Fresh] = Parameters.try_emplace(P);
  if (!Fresh)
    return At->second ? *At->second : Unknown;
  const auto *F = dyn_cast<FunctionDecl>(P->getDeclContext());
  if (!F || !F->getBody() || Depth >= MaxDepth || isBroken(F)) {
    Parameters.erase(P);
    return Unknown;
  }
  ++Depth;
  auto Summary = std::make_unique<ParameterSummary>();
  Parents Tree(F);
  Tree.forEach([&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    if (!Ref || Ref->getDecl() != P) {
      // A lambda may do anything with what it captures.
      if (const auto *L = dyn_cast<LambdaExpr>(S))
        for (const LambdaCapture &C : L->captures())
          Summary->Escapes |= C.capturesVariable() && C.getCapturedVar() == P;
      return;
    }
    Use U = Tree.useOf(Ref);
    using Kind = Use::Kind;
    switch (U.What) {
    case Kind::Dropped:
    case Kind::Discarded:
    case Kind::Dereferenced:
    case Kind::AssignedTo:
      return;
    case Kind::Deleted:
      Summary->Released = true;
      return;
    case Kind::Tested:
      Summary->ToldNull = true;
      return;
    case Kind::Returned:
      Summary->Returned = true;
      return;
    case Kind::Argument:
      break;
    default:
      Summary->Escapes = true;
      return;
    }
    const auto *By = cast<Expr>(U.By);
    const FunctionDecl *To = nullptr;
    if (const auto *C = dyn_cast<CallExpr>(By))
      To = C->getDirectCallee();
    else
      To = cast<CXXConstructExpr>(By)->getConstructor();
    if (!To) {
      Summary->Escapes = true;
      return;
    }
    const Callee &Known = What->callee(To);
    if (Known.IsOwn) {
      for (const catalog::Handling *H : Known.Handlings)
        if (H->Where.Where == catalog::Operand::Kind::Argument &&
            H->Where.Index == U.Index) {
          Summary->Released |= H->Does == catalog::Handling::Kind::Release;
          Summary->Escapes |= H->Does == catalog::Handling::Kind::Keep ||
                              H->Does == catalog::Handling::Kind::Same;
        }
      if (!llvm::is_contained(Summary->Calls, Known.Name))
        Summary->Calls.push_back(Known.Name);
      return;
    }
    if (U.Index >= To->getNumParams())
      return;
    QualType T = To->getParamDecl(U.Index)->getType();
    const FunctionDecl *Definition = To->getDefinition();
    const auto *Method = dyn_cast<CXXMethodDecl>(To);
    if (!T->isReferenceType() && Definition && Definition->getBody() &&
        !Definition->hasSkippedBody() && !(Method && Method->isVirtual()) &&
        !Context.getSourceManager().isInSystemHeader(
            Definition->getLocation())) {
      const ParameterSummary &Inner =
          parameter(Definition->getParamDecl(U.Index));
      Summary->Escapes |= Inner.Escapes || Inner.Returned;
      Summary->Released |= Inner.Released;
      Summary->ToldNull |= Inner.ToldNull;
      for (const std::string &Name : Inner.Calls)
        if (!llvm::is_contained(Summary->Calls, Name))
          Summary->Calls.push_back(Name);
      return;
    }
    QualType Pointee = T->getPointeeType();
    if (T->isReferenceType() || Pointee.isNull() || !Pointee.isConstQualified())
      Summary->Escapes = true;
  });
  --Depth;
  std::unique_ptr<ParameterSummary> &Slot = Parameters[P];
  Slot = std::move(Summary);
  return *Slot;
}

} // namespace dbsafe::lifecycle
