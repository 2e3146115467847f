#include "provenance/Inquiry.h"
#include "provenance/CallMatcher.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

/// The function's own name, behind its namespace or its file.
static llvm::StringRef lastOf(llvm::StringRef Name) {
  return Name.substr(Name.rfind(':') + 1);
}

Inquiry::Inquiry(const ASTContext &Context, const catalog::Questions *Asked)
    : Context(Context), IsHeard(Asked) {
  if (!Asked)
    return;
  Questions = *Asked;
  for (const auto &[Key, Name] : Questions)
    Names.insert(lastOf(Name));
}

std::string Inquiry::nameOf(const FunctionDecl *F) const {
  std::string Name = catalogName(*F);
  if (F->isExternallyVisible())
    return Name;
  // Other files have functions of that name, too.
  const SourceManager &Sources = Context.getSourceManager();
  auto File = Sources.getFileEntryRefForID(Sources.getMainFileID());
  return (File ? File->getName().str() : std::string()) + ":" + Name;
}

catalog::QuestionKey Inquiry::keyOf(const FunctionDecl *F,
                                    unsigned Index) const {
  std::string Key = nameOf(F) + "(";
  for (const ParmVarDecl *Param : F->parameters())
    Key += parameterPattern(Param->getType(), Context) + ",";
  return Key + ")#" + std::to_string(Index);
}

llvm::ArrayRef<unsigned> Inquiry::asked(const FunctionDecl *F) {
  if (Questions.empty())
    return {};
  if (F->getDeclName().isIdentifier() && !Names.contains(F->getName()))
    return {};
  auto [It, Fresh] = Known.try_emplace(F->getCanonicalDecl());
  if (Fresh)
    for (unsigned I = 0; I < F->getNumParams(); ++I)
      if (Questions.count(keyOf(F, I)))
        It->second.push_back(I);
  return It->second;
}

std::optional<catalog::QuestionKey> Inquiry::ask(const ParmVarDecl *Param) {
  const auto *F = dyn_cast<FunctionDecl>(Param->getDeclContext());
  if (!IsHeard || !F || F->isMain() || F->isVariadic() ||
      F->isTemplateInstantiation())
    return std::nullopt;
  // Who calls a method through its base, or an operator or a closure by what
  // it is, names another.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
      Method && (Method->isVirtual() || Method->getParent()->isLambda() ||
                 Method->isOverloadedOperator()))
    return std::nullopt;
  // What a header defines is every file's own.
  const FunctionDecl *Definition = F->getDefinition();
  if (!Definition ||
      !Context.getSourceManager().isInMainFile(Definition->getLocation()))
    return std::nullopt;
  unsigned Index = Param->getFunctionScopeIndex();
  catalog::QuestionKey Key = keyOf(F, Index);
  if (Questions.try_emplace(Key, nameOf(F)).second) {
    Names.insert(lastOf(catalogName(*F)));
    auto Seen = Known.find(F->getCanonicalDecl());
    if (Seen != Known.end())
      Seen->second.push_back(Index);
  }
  return Key;
}

void Inquiry::answer(const FunctionDecl *F, unsigned Index,
                     const catalog::Answer &Given) {
  catalog::Answer &All = Answers[keyOf(F, Index)];
  All.IsOpen |= Given.IsOpen;
  All.Hinges.insert(Given.Hinges.begin(), Given.Hinges.end());
}

} // namespace dbsafe::provenance
