#include "provenance/Wrappers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// The parameter of F that T is as a whole, at least on one path.
const ParmVarDecl *handedOn(TextRef T, const Program &Program,
                            const FunctionDecl *F,
                            std::optional<catalog::Item> &Format) {
  for (const Line &L : lines(T)) {
    if (L.size() != 1 || !L[0]->isHole() || L[0]->hole().From != Origin::Symbol)
      continue;
    const Place &P = Program.place(L[0]->hole().Symbol);
    const auto *Param = dyn_cast_or_null<ParmVarDecl>(P.Decl);
    if (!Param ||
        (P.What != Place::Kind::Variable && P.What != Place::Kind::Pointee))
      continue;
    const auto *Owner = dyn_cast<FunctionDecl>(Param->getDeclContext());
    if (!Owner || Owner->getCanonicalDecl() != F->getCanonicalDecl())
      continue;
    if (const catalog::Item *Item = L[0]->hole().Format) {
      // Only the callers of a variadic function give the arguments.
      if (!F->isVariadic())
        continue;
      Format = *Item;
      Format->From.Index = Param->getFunctionScopeIndex();
      Format->Arguments = F->getNumParams();
    }
    return Param;
  }
  return nullptr;
}

/// The entry's head for calls of F, of exactly this overload.
void describeCall(const FunctionDecl *F, const ASTContext &Context,
                  catalog::Entry &E) {
  E.Call = catalogName(*F);
  E.When.clear();
  E.Parameters.clear();
  for (const ParmVarDecl *Param : F->parameters())
    E.Parameters.push_back(parameterPattern(Param->getType(), Context));
  if (E.Parameters.empty())
    E.Parameters.emplace_back("none");
  if (F->isVariadic())
    E.Parameters.emplace_back("...");
}

} // namespace

Interface interfaceOf(const Program &Program) {
  Interface Result;
  const ASTContext &Context = Program.context();
  // A function may hand its parameter on in several places.
  std::map<std::pair<const FunctionDecl *, unsigned>, catalog::Sink> Sinks;
  std::map<std::pair<const FunctionDecl *, unsigned>, catalog::Connect>
      Connects;
  for (const Site &S : Program.sites()) {
    const FunctionDecl *F = S.Outermost ? S.Outermost : S.Function;
    if (!F || !F->isExternallyVisible())
      continue;
    F = F->getCanonicalDecl();
    for (const SitePart &Part : S.Parts) {
      if (!Part.Text->isSymbolic())
        continue;
      std::optional<catalog::Item> Format;
      const ParmVarDecl *Param = handedOn(Part.Text, Program, F, Format);
      if (!Param)
        continue;
      unsigned Index = Param->getFunctionScopeIndex();
      if (S.Sink) {
        catalog::Sink Entry = *S.Sink;
        describeCall(F, Context, Entry);
        Entry.Sql = {catalog::Operand::Kind::Argument, Index};
        Entry.Format = Format;
        Sinks.try_emplace({F, Index}, Entry);
      } else if (Part.What == Role::Conninfo || Part.What == Role::Password) {
        catalog::Connect Entry;
        Entry.Lib = S.Connect->Lib;
        Entry.Grammar = S.Connect->Grammar;
        describeCall(F, Context, Entry);
        if (Part.What == Role::Conninfo)
          Entry.Conninfo = Index;
        else
          Entry.Password = Index;
        Connects.try_emplace({F, Index}, Entry);
      }
    }
  }
  for (auto &[Key, Entry] : Sinks)
    Result.Sinks.push_back(std::move(Entry));
  for (auto &[Key, Entry] : Connects)
    Result.Connects.push_back(std::move(Entry));
  for (const FunctionDecl *F : Program.undefinedCallees())
    Result.Calls.push_back(catalogName(*F));
  llvm::sort(Result.Calls);
  Result.Calls.erase(std::unique(Result.Calls.begin(), Result.Calls.end()),
                     Result.Calls.end());
  return Result;
}

} // namespace dbsafe::provenance
