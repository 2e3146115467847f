//===- Catalog.cpp - Which call is what -----------------------------------===//
#include "catalog/Catalog.h"
#include "catalog/Reader.h"
#include "embedded.h"
#include "llvm/Support/ErrorHandling.h"

namespace dbsafe::catalog {

std::shared_ptr<const Catalog> Catalog::builtin() {
  static const std::shared_ptr<const Catalog> Builtin = [] {
    auto C = std::make_shared<Catalog>();
    for (const embedded::EmbeddedFile &File : embedded::catalogs())
      if (llvm::Error E = Reader::read(File.Text, File.Name, *C))
        llvm::report_fatal_error(std::move(E));
    return C;
  }();
  return Builtin;
}

llvm::Expected<std::shared_ptr<const Catalog>>
Catalog::with(llvm::StringRef Yaml, llvm::StringRef FileName) const {
  auto C = std::make_shared<Catalog>(*this);
  if (llvm::Error E = Reader::read(Yaml, FileName, *C))
    return std::move(E);
  return C;
}

std::shared_ptr<const Catalog>
Catalog::with(llvm::ArrayRef<Sink> Sinks,
              llvm::ArrayRef<Connect> Connects) const {
  auto C = std::make_shared<Catalog>(*this);
  auto Add = [&](const auto &Entry, auto List) {
    (C->Calls[Entry.Call].*List).push_back(Entry);
    llvm::StringRef Name = Entry.Call;
    if (size_t At = Name.rfind("::"); At != llvm::StringRef::npos)
      Name = Name.substr(At + 2);
    C->LastComponents.try_emplace(Name);
  };
  for (const Sink &Entry : Sinks)
    Add(Entry, &CallModel::Sinks);
  for (const Connect &Entry : Connects)
    Add(Entry, &CallModel::Connects);
  return C;
}

const CallModel *Catalog::find(llvm::StringRef QualifiedName) const {
  auto Found = Calls.find(QualifiedName);
  return Found == Calls.end() ? nullptr : &Found->second;
}

bool Catalog::mentions(llvm::StringRef LastComponent) const {
  return LastComponents.contains(LastComponent);
}

} // namespace dbsafe::catalog
