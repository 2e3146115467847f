#include "provenance/Callers.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace dbsafe::provenance {

bool Callers::mayBeElsewhere(const FunctionDecl *F) {
  if (!F->isExternallyVisible())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  // A virtual one is called through its base.
  return !Method || Method->isVirtual() || Method->getAccess() != AS_private ||
         Method->isTemplateInstantiation() || !isWhole(Method->getParent());
}

bool Callers::isWhole(const CXXRecordDecl *Class) {
  // A class within another is as open as that.
  while (const auto *Around = dyn_cast<CXXRecordDecl>(Class->getDeclContext()))
    Class = Around;
  Class = Class->getDefinition();
  if (!Class || Class->getDescribedClassTemplate() ||
      isa<ClassTemplateSpecializationDecl>(Class))
    return false;
  auto [Known, Fresh] = Whole.try_emplace(Class, false);
  if (Fresh)
    Known->second = findWhole(Class, 0);
  return Known->second;
}

bool Callers::findWhole(const CXXRecordDecl *Class, unsigned Depth) {
  if (Depth > 16)
    return false;
  // What a macro of a code generator declares (Q_OBJECT, signals:), that
  // defines.
  bool Generated = false;
  for (const Decl *D : Class->decls()) {
    if (isa<AccessSpecDecl>(D))
      Generated = D->getLocation().isMacroID();
    if (isa<FriendDecl>(D))
      return false;
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D);
        Inner && Inner->isThisDeclarationADefinition() &&
        !Inner->isInjectedClassName() && !findWhole(Inner, Depth + 1))
      return false;
    // A template's body is in reach where it is used.
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || Method->isImplicit() || Method->isDeleted() ||
        Method->isDefaulted() || Method->isPureVirtual() ||
        Method->isDefined() || Generated || D->getLocation().isMacroID())
      continue;
    return false;
  }
  return true;
}

} // namespace dbsafe::provenance
