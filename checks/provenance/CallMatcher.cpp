#include "provenance/CallMatcher.h"
#include "catalog/Recipe.h"
#include "provenance/DeclaredFormats.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

// Of a pattern that lists some: "{QString,QStringView}".
constexpr size_t MaxAlternatives = 64;

std::string lastComponent(const NamedDecl &D) {
  if (const auto *C = dyn_cast<CXXConstructorDecl>(&D))
    return C->getParent()->getNameAsString();
  // Its name is its type's, which no two standard libraries spell alike.
  if (isa<CXXConversionDecl>(&D))
    return "conversion";
  return D.getNameAsString();
}

} // namespace

std::string catalogName(const NamedDecl &D) {
  llvm::SmallVector<std::string, 4> Parts = {lastComponent(D)};
  for (const DeclContext *C = D.getDeclContext(); C && !C->isTranslationUnit();
       C = C->getParent()) {
    if (const auto *N = dyn_cast<NamespaceDecl>(C)) {
      if (N->isInline() || N->isAnonymousNamespace())
        continue;
      Parts.push_back(N->getNameAsString());
    } else if (const auto *T = dyn_cast<TagDecl>(C)) {
      const TypedefNameDecl *Alias = T->getTypedefNameForAnonDecl();
      Parts.push_back(Alias ? Alias->getNameAsString() : T->getNameAsString());
    }
  }
  std::string Name;
  for (const std::string &Part : llvm::reverse(Parts)) {
    if (!Name.empty())
      Name += "::";
    Name += Part;
  }
  return Name;
}

// In code with errors, expressions may have no type.
bool isCharacter(QualType T) {
  if (T.isNull())
    return false;
  T = T.getCanonicalType();
  return T->isAnyCharacterType();
}

bool isNumeric(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isEnumeralType())
    return true;
  return T->isArithmeticType() && !isCharacter(T);
}

bool isCharacterPointer(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType().getCanonicalType();
  if (const auto *P = T->getAs<PointerType>())
    return isCharacter(P->getPointeeType());
  if (const clang::Type *Element = T->getArrayElementTypeNoTypeQual())
    return isCharacter(QualType(Element, 0));
  return false;
}

/// True for a number that is no code unit: libraries from before char16_t write
/// UTF-16 in unsigned short.
static bool isNumberOfRange(QualType T) {
  return isNumeric(T) && !T->isSpecificBuiltinType(BuiltinType::UShort);
}

bool isNumericRange(QualType T) {
  T = T.getNonReferenceType().getCanonicalType();
  const auto *Class = T->getAsCXXRecordDecl();
  if (!Class)
    return false;
  if (!Class->hasDefinition()) {
    // Nothing has needed the container's insides yet.
    const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    return Of && Of->getTemplateArgs().size() > 0 &&
           Of->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
           isNumberOfRange(Of->getTemplateArgs()[0].getAsType());
  }
  QualType Element = elementType(T);
  return !Element.isNull() && isNumberOfRange(Element);
}

QualType elementType(QualType T) {
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isPointerType())
    return T->getPointeeType();
  if (const clang::Type *Element = T->getArrayElementTypeNoTypeQual())
    return {Element, 0};
  const auto *Class = T->getAsCXXRecordDecl();
  // The language's own name for what a range is made of; one that is inherited
  // is found too.
  for (unsigned I = 0; Class && Class->hasDefinition() && I < 8; ++I) {
    for (const NamedDecl *D :
         Class->lookup(&Class->getASTContext().Idents.get("value_type")))
      if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
        return Alias->getUnderlyingType();
    Class = Class->getNumBases() > 0
                ? Class->bases_begin()->getType()->getAsCXXRecordDecl()
                : nullptr;
  }
  return {};
}

bool isArgumentList(QualType T, const ASTContext &Context) {
  QualType List = Context.getBuiltinVaListType().getCanonicalType();
  QualType Given = T.getCanonicalType().getUnqualifiedType();
  if (List->isArrayType() &&
      Given == Context.getDecayedType(List).getCanonicalType())
    return true;
  return Given == List.getUnqualifiedType();
}

std::optional<unsigned> formatArgumentsOf(const FunctionDecl *F) {
  if (F->isVariadic())
    return F->getNumParams();
  for (const ParmVarDecl *Param : F->parameters())
    if (isArgumentList(Param->getType(), F->getASTContext()))
      return Param->getFunctionScopeIndex();
  return std::nullopt;
}

std::optional<unsigned> lastFormatArgumentOf(const FunctionDecl *F) {
  return F->isVariadic() ? std::nullopt : formatArgumentsOf(F);
}

static std::string spellingOf(QualType T, const ASTContext &Context) {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressTagKeyword = true;
  Policy.SuppressInlineNamespace = true;
  return T.getUnqualifiedType().getAsString(Policy);
}

bool Matches::isLinked() const {
  auto Linked = [](const auto &Entries) {
    return llvm::all_of(Entries, [](const auto *E) { return E->Linked; });
  };
  return Linked(Sinks) && Uses.empty() && Linked(Connects) && Quoters.empty() &&
         Builders.empty() && Sources.empty() && Comparisons.empty() &&
         Secrets.empty();
}

namespace {
llvm::SmallVector<QualType, 8> parameterTypes(const FunctionDecl *F) {
  llvm::SmallVector<QualType, 8> Types;
  for (const ParmVarDecl *Param : F->parameters())
    Types.push_back(Param->getType());
  return Types;
}
} // namespace

std::string parameterPattern(QualType T, const ASTContext &Context) {
  return spellingOf(T.getNonReferenceType().getCanonicalType(), Context);
}

const catalog::CallModel *CallMatcher::model(const FunctionDecl *F) const {
  if (Catalog.mentions(lastComponent(*F)))
    if (const catalog::CallModel *M = Catalog.find(catalogName(*F)))
      return M;
  // A library's interface is often named by its base class.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
    for (const CXXMethodDecl *Base : Method->overridden_methods())
      if (const catalog::CallModel *M = model(Base))
        return M;
  return nullptr;
}

std::unique_ptr<Matches>
CallMatcher::matching(const catalog::CallModel &Model,
                      llvm::ArrayRef<QualType> Parameters,
                      bool IsDefined) const {
  auto Result = std::make_unique<Matches>();
  auto Accepts = [&](const catalog::Entry &Entry) {
    return !(Entry.Linked && IsDefined) && acceptsParameters(Entry, Parameters);
  };
  auto Take = [&](const auto &Entries, auto &Out) {
    for (const auto &Entry : Entries)
      if (Accepts(Entry))
        Out.push_back(&Entry);
  };
  Take(Model.Sinks, Result->Sinks);
  Take(Model.Uses, Result->Uses);
  Take(Model.Connects, Result->Connects);
  Take(Model.Quoters, Result->Quoters);
  Take(Model.Builders, Result->Builders);
  Take(Model.Sources, Result->Sources);
  Take(Model.Comparisons, Result->Comparisons);
  Take(Model.Secrets, Result->Secrets);
  Take(Model.Outputs, Result->Outputs);
  for (const auto &Entry : Model.Effects)
    if (Accepts(*Entry))
      Result->Effects.push_back(Entry.get());
  return Result->empty() ? nullptr : std::move(Result);
}

const Matches *CallMatcher::match(const FunctionDecl *F) {
  F = F->getCanonicalDecl();
  auto [It, Fresh] = Known.try_emplace(F);
  if (!Fresh)
    return It->second.get();
  std::unique_ptr<Matches> Found;
  if (const catalog::CallModel *Model = model(F))
    Found = matching(*Model, parameterTypes(F), F->isDefined());
  else if (!F->isDefined())
    if (std::optional<catalog::Builder> Builder = declaredFormat(F)) {
      Found = std::make_unique<Matches>();
      Found->Builders.push_back(&Declared.emplace_back(std::move(*Builder)));
    }
  std::unique_ptr<Matches> &Slot = Known[F];
  Slot = std::move(Found);
  return Slot.get();
}

const Matches *CallMatcher::matchOverriders(const CXXMethodDecl *M) {
  M = M->getCanonicalDecl();
  auto [It, Fresh] = Overriders.try_emplace(M);
  if (!Fresh)
    return It->second.get();
  const catalog::CallModel *Model =
      M->isDefined() && Catalog.mentions(lastComponent(*M))
          ? Catalog.find(catalogName(*M))
          : nullptr;
  if (!Model)
    return nullptr;
  std::unique_ptr<Matches> Found =
      matching(*Model, parameterTypes(M), /*IsDefined=*/false);
  if (!Found || !Found->isLinked())
    return nullptr;
  std::unique_ptr<Matches> &Slot = Overriders[M];
  Slot = std::move(Found);
  return Slot.get();
}

const Matches *CallMatcher::matchHeld(const ValueDecl *D) {
  D = cast<ValueDecl>(D->getCanonicalDecl());
  auto [It, Fresh] = Known.try_emplace(D);
  if (!Fresh)
    return It->second.get();
  QualType T = D->getType().getNonReferenceType();
  if (!T->isFunctionPointerType() || !D->getDeclName().isIdentifier() ||
      !Catalog.mentions(D->getName()))
    return nullptr;
  const catalog::CallModel *Model = Catalog.find(catalogName(*D));
  const auto *Type = T->getPointeeType()->getAs<FunctionProtoType>();
  if (!Model || !Type)
    return nullptr;
  std::unique_ptr<Matches> &Slot = Known[D];
  Slot = matching(*Model, Type->getParamTypes(), /*IsDefined=*/false);
  return Slot.get();
}

const catalog::Source *CallMatcher::sourceOf(const ValueDecl *D) const {
  const auto *Param = dyn_cast<ParmVarDecl>(D);
  const NamedDecl *Named = D;
  if (Param) {
    const auto *F = dyn_cast<FunctionDecl>(Param->getDeclContext());
    if (auto Known = Callbacks.find(F ? F->getCanonicalDecl() : nullptr);
        Known != Callbacks.end())
      for (const catalog::Source *S : Known->second)
        if (S->Into.Index == Param->getFunctionScopeIndex())
          return S;
    Named = F;
  }
  if (!Named || !Named->getDeclName().isIdentifier() ||
      !Catalog.mentions(Named->getName()))
    return nullptr;
  const catalog::CallModel *Model = Catalog.find(catalogName(*Named));
  if (!Model)
    return nullptr;
  for (const catalog::Source &S : Model->Sources) {
    if (S.Callback || S.Scans)
      continue;
    if (Param ? S.Into.Where == catalog::Operand::Kind::Argument &&
                    S.Into.Index == Param->getFunctionScopeIndex()
              : S.Into.Where == catalog::Operand::Kind::Return)
      return &S;
  }
  return nullptr;
}

std::optional<unsigned> CallMatcher::placeholder(const Expr *E) const {
  const auto *R =
      dyn_cast<DeclRefExpr>(E->IgnoreImplicit()->IgnoreParenCasts());
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || !V->getIdentifier() || !Catalog.mentions(V->getName()))
    return std::nullopt;
  const catalog::CallModel *Model = Catalog.find(catalogName(*V));
  for (const catalog::Builder &B : Model ? llvm::ArrayRef(Model->Builders)
                                         : llvm::ArrayRef<catalog::Builder>())
    if (B.Name && B.Name->Where == catalog::Operand::Kind::Argument)
      return B.Name->Index;
  return std::nullopt;
}

const catalog::Comparison *
CallMatcher::comparisonOfMacro(llvm::StringRef Name) const {
  const catalog::CallModel *Model = Catalog.find(Name);
  return Model && !Model->Comparisons.empty() ? &Model->Comparisons.front()
                                              : nullptr;
}

const catalog::CallModel *CallMatcher::modelOf(const FieldDecl *F) {
  if (!F->getIdentifier() || !Catalog.mentions(F->getName()))
    return nullptr;
  auto [It, Fresh] = Fields.try_emplace(F->getCanonicalDecl(), nullptr);
  if (Fresh)
    It->second = Catalog.find(catalogName(*F));
  return It->second;
}

bool CallMatcher::isSite(const FieldDecl *F) {
  const catalog::CallModel *Model = modelOf(F);
  // Others are about calls through a pointer that the field holds.
  auto IsOfField = [](const auto &Entry) { return isOfField(Entry); };
  return Model && (llvm::any_of(Model->Sinks, IsOfField) ||
                   llvm::any_of(Model->Connects, IsOfField));
}

const catalog::Secret *CallMatcher::secretOf(const FieldDecl *F) {
  const catalog::CallModel *Model = modelOf(F);
  return Model && !Model->Secrets.empty() ? &Model->Secrets.front() : nullptr;
}

llvm::ArrayRef<catalog::Output> CallMatcher::thrown() const {
  const catalog::CallModel *Model = Catalog.find("throw");
  return Model ? llvm::ArrayRef(Model->Outputs)
               : llvm::ArrayRef<catalog::Output>();
}

bool CallMatcher::isText(QualType T) const {
  T = T.getNonReferenceType();
  if (isCharacterPointer(T))
    return true;
  const auto *Record = T->getAsRecordDecl();
  return Record && Record->getDeclName().isIdentifier() &&
         knowsClass(Record->getName());
}

const catalog::Output *CallMatcher::streamOf(const Expr *E) {
  auto Among = [&](const NamedDecl &D) -> const catalog::Output * {
    if (!Catalog.mentions(lastComponent(D)))
      return nullptr;
    const catalog::CallModel *Model = Catalog.find(catalogName(D));
    for (const catalog::Output &O : Model ? llvm::ArrayRef(Model->Outputs)
                                          : llvm::ArrayRef<catalog::Output>())
      if (O.IsStream && holds(O, E))
        return &O;
    return nullptr;
  };
  // a << b << c is written to a, and who asks about it will ask about what is
  // around it.
  llvm::SmallVector<const Expr *, 8> Asked;
  auto Answer = [&](const catalog::Output *O) {
    for (const Expr *Each : Asked)
      Streams[Each] = O;
    return O;
  };
  for (;;) {
    E = E->IgnoreParenImpCasts()->IgnoreImplicit();
    if (auto Answered = Streams.find(E); Answered != Streams.end())
      return Answer(Answered->second);
    Asked.push_back(E);
    if (const auto *R = dyn_cast<DeclRefExpr>(E))
      if (const catalog::Output *O = Among(*R->getDecl()))
        return Answer(O);
    if (const auto *C = dyn_cast<CallExpr>(E))
      if (const FunctionDecl *F = C->getDirectCallee();
          F && !isa<CXXConversionDecl>(F))
        if (const catalog::Output *O = Among(*F))
          return Answer(O);
    const auto *Class = E->getType()->getAsCXXRecordDecl();
    llvm::SmallVector<const CXXRecordDecl *, 4> Classes;
    if (Class && Class->hasDefinition())
      Classes.push_back(Class);
    for (unsigned I = 0; I < Classes.size() && I < 16; ++I) {
      if (Classes[I]->getDeclName().isIdentifier())
        if (const catalog::Output *O = Among(*Classes[I]))
          return Answer(O);
      for (const CXXBaseSpecifier &Base : Classes[I]->bases())
        if (const auto *Below = Base.getType()->getAsCXXRecordDecl();
            Below && Below->hasDefinition())
          Classes.push_back(Below);
    }
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
        O && O->getOperator() == OO_LessLess && O->getNumArgs() == 2)
      E = O->getArg(0);
    else if (const auto *M = dyn_cast<CXXMemberCallExpr>(E))
      E = M->getImplicitObjectArgument();
    else
      return Answer(nullptr);
    if (!E)
      return Answer(nullptr);
  }
}

const catalog::Operand *CallMatcher::shown(const FieldDecl *F) {
  if (const catalog::CallModel *Model = modelOf(F))
    for (const catalog::Builder &B : Model->Builders)
      if (B.Returns && B.Returns->Where == catalog::Operand::Kind::This)
        return &*B.Returns;
  return nullptr;
}

bool CallMatcher::acceptsParameters(const catalog::Entry &Entry,
                                    llvm::ArrayRef<QualType> Parameters) const {
  if (Entry.Parameters.empty())
    return true;
  unsigned At = 0;
  for (const std::string &Pattern : Entry.Parameters) {
    if (Pattern == "...")
      return true;
    if (Pattern == "none")
      return Parameters.size() == 0;
    if (At >= Parameters.size())
      return false;
    QualType T = Parameters[At++].getNonReferenceType();
    bool Ok = false;
    if (Pattern == "*") {
      Ok = true;
    } else if (Pattern == "number") {
      Ok = isNumeric(T);
    } else if (Pattern == "char") {
      Ok = isCharacter(T);
    } else if (Pattern == "text") {
      Ok = isCharacterPointer(T) || T->isRecordType();
    } else if (Pattern == "pointer") {
      Ok = T->isPointerType();
    } else if (llvm::Expected<llvm::GlobPattern> Glob =
                   llvm::GlobPattern::create(Pattern, MaxAlternatives)) {
      Ok = Glob->match(spellingOf(T, Context)) ||
           Glob->match(parameterPattern(T, Context));
    } else {
      llvm::consumeError(Glob.takeError());
    }
    if (!Ok)
      return false;
  }
  return At == Parameters.size();
}

/// True if E is a text, or a variable or field of a name, that the glob Wanted
/// matches. Case counts for nothing.
static bool isLike(const Expr &E, llvm::StringRef Wanted) {
  llvm::StringRef Found;
  if (const auto *L = dyn_cast<StringLiteral>(&E))
    Found = L->getCharByteWidth() == 1 ? L->getString() : "";
  else if (const auto *R = dyn_cast<DeclRefExpr>(&E))
    Found = R->getDecl()->getIdentifier() ? R->getDecl()->getName() : "";
  else if (const auto *M = dyn_cast<MemberExpr>(&E))
    Found = M->getMemberDecl()->getIdentifier() ? M->getMemberDecl()->getName()
                                                : "";
  if (Found.empty())
    return false;
  llvm::Expected<llvm::GlobPattern> Glob =
      llvm::GlobPattern::create(Wanted, MaxAlternatives);
  if (Glob)
    return Glob->match(Found.lower());
  llvm::consumeError(Glob.takeError());
  return false;
}

bool CallMatcher::isConstant(const Expr *Argument,
                             llvm::StringRef Wanted) const {
  const Expr *E = Argument->IgnoreParenCasts();
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    E = Default->getExpr()->IgnoreParenCasts();
  if (Wanted.contains('*'))
    return isLike(*E, Wanted);
  if (const auto *L = dyn_cast<StringLiteral>(E))
    return L->getCharByteWidth() == 1 && L->getString() == Wanted;
  if (Wanted == "null")
    return Argument->getType()->isPointerType() &&
           Argument->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                           Expr::NPC_ValueDependentIsNotNull) !=
               Expr::NPCK_NotNull;
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    if (R->getDecl()->getDeclName().isIdentifier() &&
        R->getDecl()->getName() == Wanted)
      return true;
    // A macro's own variable, in which it keeps what it was given.
    const auto *V = dyn_cast<VarDecl>(R->getDecl());
    if (V && V->hasLocalStorage() && V->getInit() &&
        V->getLocation().isMacroID())
      return isConstant(V->getInit(), Wanted);
  }
  if (std::optional<llvm::APSInt> Value =
          Argument->getIntegerConstantExpr(Context);
      Value && llvm::toString(*Value, 10U) == Wanted)
    return true;
  // A macro's constant is known by the macro's name in the source.
  SourceLocation Begin = Argument->getBeginLoc();
  return Begin.isMacroID() &&
         Lexer::getImmediateMacroName(Begin, Context.getSourceManager(),
                                      Context.getLangOpts()) == Wanted;
}

bool CallMatcher::holds(const catalog::Entry &Entry,
                        llvm::ArrayRef<const Expr *> Arguments) const {
  return llvm::all_of(Entry.When, [&](const auto &When) {
    return When.first < Arguments.size() &&
           isConstant(Arguments[When.first], When.second);
  });
}

} // namespace dbsafe::provenance
