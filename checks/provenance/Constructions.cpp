//===- Constructions.cpp - Objects that a library's function makes --------===//
#include "provenance/Constructions.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// True for classes that a text converts to and from.
bool isTextClass(const CXXRecordDecl *Class) {
  llvm::StringRef Name =
      Class && Class->getDeclName().isIdentifier() ? Class->getName() : "";
  return Name.contains_insensitive("string") || Name.ends_with("zview");
}

/// False if no value of Given's type can be given for Wanted: a coarse look,
/// to tell overloads apart.
bool mayTake(QualType Wanted, QualType Given) {
  Wanted = Wanted.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  Given = Given.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (Wanted == Given || Wanted->isDependentType() || Given->isDependentType())
    return true;
  bool TakesNumber = isNumeric(Wanted);
  if (TakesNumber || isNumeric(Given))
    return TakesNumber && isNumeric(Given);
  const CXXRecordDecl *Into = Wanted->getAsCXXRecordDecl(),
                      *From = Given->getAsCXXRecordDecl();
  bool IsText = isCharacterPointer(Given) || isTextClass(From);
  if (IsText)
    return isCharacterPointer(Wanted) ? !From : isTextClass(Into);
  if (Into && From && From->hasDefinition() && Into->hasDefinition())
    return Into->getCanonicalDecl() == From->getCanonicalDecl() ||
           From->isDerivedFrom(Into);
  return !isCharacterPointer(Wanted) && !isTextClass(Into);
}

} // namespace

const CXXRecordDecl *classMade(const catalog::Builder &Maker,
                               const CallExpr *Call) {
  QualType T;
  if (Maker.Into && Maker.Into->Where == catalog::Operand::Kind::Return) {
    // What the smart pointer that is returned leads to.
    const auto *Pointer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Call->getType()->getAsCXXRecordDecl());
    if (Pointer && Pointer->getTemplateArgs().size() > 0 &&
        Pointer->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
      T = Pointer->getTemplateArgs()[0].getAsType();
  } else if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
    if (Method->getMethodDecl())
      T = elementType(Method->getObjectType());
  }
  return T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
}

const CXXRecordDecl *definitionOf(const CXXRecordDecl *Class) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Class->hasDefinition() && Instance)
    Class = Instance->getSpecializedTemplate()->getTemplatedDecl();
  return Class->getDefinition();
}

const CXXConstructorDecl *constructorFor(const CXXRecordDecl *Class,
                                         llvm::ArrayRef<const Expr *> Arguments,
                                         CallMatcher &Matcher) {
  Class = definitionOf(Class);
  if (!Class)
    return nullptr;
  const CXXConstructorDecl *Only = nullptr, *Known = nullptr;
  unsigned Count = 0;
  llvm::SmallVector<const CXXConstructorDecl *, 8> All(Class->ctors());
  for (const Decl *D : Class->decls())
    if (const auto *Inherited = dyn_cast<ConstructorUsingShadowDecl>(D))
      if (const auto *Each =
              dyn_cast<CXXConstructorDecl>(Inherited->getTargetDecl()))
        All.push_back(Each);
  for (const CXXConstructorDecl *Each : All) {
    if (Each->isCopyOrMoveConstructor() || Each->isDeleted() ||
        Arguments.size() < Each->getMinRequiredArguments() ||
        Arguments.size() > Each->getNumParams())
      continue;
    bool Fits = true;
    for (unsigned I = 0; I < Arguments.size() && Fits; ++I)
      Fits = mayTake(Each->getParamDecl(I)->getType(), Arguments[I]->getType());
    if (!Fits)
      continue;
    ++Count;
    Only = Each;
    if (!Known && Matcher.match(Each))
      Known = Each;
  }
  return Known ? Known : Count == 1 ? Only : nullptr;
}

} // namespace dbsafe::provenance
