#include "lifecycle/Knowledge.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::lifecycle {

/// What an expression that deletes is in the catalogue.
static constexpr llvm::StringLiteral DeleteName = "operator delete";

Knowledge::Knowledge(ASTContext &Context, const catalog::Catalog &Catalog)
    : Context(Context), Catalog(Catalog), Matcher(Catalog, Context) {
  const SourceManager &Sources = Context.getSourceManager();
  for (llvm::StringRef Name : Catalog.lifecycleNames()) {
    size_t Colons = Name.rfind("::");
    llvm::StringRef Last =
        Colons == llvm::StringRef::npos ? Name : Name.substr(Colons + 2);
    auto Known = Context.Idents.find(Last);
    if (Known == Context.Idents.end())
      continue;
    // A method's class is looked up with its first name.
    llvm::StringRef First = Name.split("::").first;
    auto Outer = Context.Idents.find(First);
    if (Outer == Context.Idents.end())
      continue;
    for (const NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(Outer->second))
      Files.insert(Sources.getFileID(Sources.getFileLoc(D->getLocation())));
  }
  if (Files.empty())
    return;
  for (const std::shared_ptr<const catalog::Library> &L : Catalog.libraries())
    for (const std::string &Glob : L->Functions)
      if (auto Name = llvm::GlobPattern::create(Glob)) {
        Own O{std::move(*Name), {}};
        for (const std::string &Header : L->Headers)
          if (auto Pattern = llvm::GlobPattern::create("*" + Header))
            O.Headers.push_back(std::move(*Pattern));
          else
            llvm::consumeError(Pattern.takeError());
        Owns.push_back(std::move(O));
      } else {
        llvm::consumeError(Name.takeError());
      }
  Delete.Name = "delete";
  if (const catalog::LifecycleModel *M = Catalog.findLifecycle(DeleteName))
    for (const catalog::Handling &H : M->Handlings)
      Delete.Handlings.push_back(&H);
}

const Callee &Knowledge::callee(const FunctionDecl *F) {
  F = F->getCanonicalDecl();
  std::unique_ptr<Callee> &Slot = Known[F];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<Callee>();
  Slot->Name = provenance::catalogName(*F);
  llvm::SmallVector<QualType, 8> Parameters;
  for (const ParmVarDecl *Param : F->parameters())
    Parameters.push_back(Param->getType());
  if (const catalog::LifecycleModel *M = Catalog.findLifecycle(Slot->Name)) {
    for (const catalog::Handling &H : M->Handlings)
      if (Matcher.acceptsParameters(H, Parameters))
        Slot->Handlings.push_back(&H);
    for (const catalog::Status &S : M->Statuses)
      if (Matcher.acceptsParameters(S, Parameters))
        Slot->Statuses.push_back(&S);
  }
  if (const catalog::CallModel *M = Catalog.find(Slot->Name))
    for (const catalog::Sink &S : M->Sinks)
      if (S.Sql.Where == catalog::Operand::Kind::Argument)
        Slot->Sql = S.Sql.Index;
  Slot->IsOwn = !Slot->empty() || isLibrarysOwn(F, Slot->Name);
  return *Slot;
}

bool Knowledge::isLibrarysOwn(const FunctionDecl *F,
                              llvm::StringRef Name) const {
  if (F->isDefined())
    return false;
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Where = Sources.getFileLoc(F->getLocation());
  // A program may call its wrappers alike.
  bool IsThere = Sources.isInSystemHeader(Where) ||
                 Files.contains(Sources.getFileID(Where));
  llvm::StringRef File = Sources.getFilename(Where);
  return llvm::any_of(Owns, [&](const Own &O) {
    return O.Name.match(Name) &&
           (IsThere || llvm::any_of(O.Headers, [&](const auto &Header) {
              return Header.match(File);
            }));
  });
}

std::shared_ptr<const catalog::Resource> Knowledge::ofType(QualType T) const {
  QualType Pointee = T->getPointeeType();
  if (Pointee.isNull() || !Pointee->isRecordType() ||
      Pointee->getAsRecordDecl()->getDefinition())
    return nullptr;
  auto Opaque = [&](llvm::StringRef Name) {
    std::shared_ptr<const catalog::Resource> R = Catalog.findResource(Name);
    return R && R->Opaque ? R : nullptr;
  };
  // PGresult is a name of struct pg_result.
  for (QualType Each = Pointee;;) {
    const auto *Alias = Each->getAs<TypedefType>();
    if (!Alias)
      break;
    if (auto R = Opaque(Alias->getDecl()->getName()))
      return R;
    Each = Alias->getDecl()->getUnderlyingType();
  }
  const RecordDecl *Record = Pointee->getAsRecordDecl();
  return Record->getDeclName().isIdentifier() ? Opaque(Record->getName())
                                              : nullptr;
}

} // namespace dbsafe::lifecycle
