//===- Catalog.cpp - Which call is what -----------------------------------===//
#include "catalog/Catalog.h"
#include "catalog/Reader.h"
#include "catalog/Recipe.h"

namespace dbsafe::catalog {

llvm::Expected<std::shared_ptr<const Catalog>>
Catalog::with(llvm::StringRef Yaml, llvm::StringRef FileName) const {
  auto C = std::make_shared<Catalog>(*this);
  if (llvm::Error E = Reader::read(Yaml, FileName, *C))
    return std::move(E);
  return C;
}

std::shared_ptr<const Catalog> Catalog::with(const Discoveries &Found) const {
  auto C = std::make_shared<Catalog>(*this);
  auto Model = [&](const Entry &Of) -> CallModel & {
    llvm::StringRef Name = Of.Call;
    if (size_t At = Name.rfind("::"); At != llvm::StringRef::npos)
      Name = Name.substr(At + 2);
    C->LastComponents.try_emplace(Name);
    return C->Calls[Of.Call];
  };
  for (const Sink &Each : Found.Sinks)
    Model(Each).Sinks.push_back(Each);
  for (const Connect &Each : Found.Connects)
    Model(Each).Connects.push_back(Each);
  for (const std::shared_ptr<const Effect> &Each : Found.Effects)
    Model(*Each).Effects.push_back(Each);
  C->Asked = Found.Asked;
  C->Changed = Found.Changed;
  return C;
}

const CallModel *Catalog::find(llvm::StringRef QualifiedName) const {
  auto Found = Calls.find(QualifiedName);
  return Found == Calls.end() ? nullptr : &Found->second;
}

const LifecycleModel *
Catalog::findLifecycle(llvm::StringRef QualifiedName) const {
  auto Found = Lives.find(QualifiedName);
  return Found == Lives.end() ? nullptr : &Found->second;
}

static bool sameQuoter(const std::shared_ptr<const Quoter> &A,
                       const std::shared_ptr<const Quoter> &B) {
  return A == B || (A && B && A->Call == B->Call && A->For == B->For &&
                    A->By == B->By && A->Weakness == B->Weakness);
}

bool Recipe::operator==(const Recipe &Other) const {
  // Each analysis of a file has copies of its own.
  return What == Other.What && Text == Other.Text && From == Other.From &&
         Slot == Other.Slot && Chars == Other.Chars &&
         sameQuoter(By, Other.By) &&
         (Origin == Other.Origin ||
          (Origin && Other.Origin && Origin->What == Other.Origin->What &&
           Origin->Scripts == Other.Origin->Scripts)) &&
         Cut == Other.Cut && !Hidden == !Other.Hidden &&
         (With == Other.With ||
          (With && Other.With && With->Call == Other.With->Call)) &&
         Parts == Other.Parts && Where == Other.Where &&
         Spliced == Other.Spliced;
}

bool Catalog::mentions(llvm::StringRef LastComponent) const {
  return LastComponents.contains(LastComponent);
}

} // namespace dbsafe::catalog
