#include "provenance/Wrappers.h"
#include "provenance/Recipes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// What a hole is to the callers of F, if it is theirs.
std::optional<catalog::Target> givenBy(const Hole &H, const Program &Program,
                                       const FunctionDecl *F) {
  std::optional<catalog::Target> Known =
      H.From == Origin::Symbol ? targetOf(H.Symbol, F, Program) : std::nullopt;
  if (!Known || Known->Of.Where == catalog::Operand::Kind::Return)
    return std::nullopt;
  bool IsParameter = Known->Of.Where == catalog::Operand::Kind::Argument;
  return IsParameter || !Known->Fields.empty() ? Known : std::nullopt;
}

/// The parameters of F, or fields of them or of its object, that T is, one
/// behind the other and nothing else, at least on one path.
std::vector<catalog::Target> handedOnTogether(TextRef T, const Program &Program,
                                              const FunctionDecl *F) {
  for (const Line &L : lines(T)) {
    std::vector<catalog::Target> All;
    for (TextRef Piece : L)
      if (Piece->isHole() && !Piece->hole().Format)
        if (std::optional<catalog::Target> Known =
                givenBy(Piece->hole(), Program, F))
          All.push_back(std::move(*Known));
    if (All.size() > 1 && All.size() == L.size())
      return All;
  }
  return {};
}

/// The parameter of F, or the field of one or of its object, that T is as a
/// whole, at least on one path.
std::optional<catalog::Target> handedOn(TextRef T, const Program &Program,
                                        const FunctionDecl *F,
                                        std::optional<catalog::Item> &Format) {
  for (const Line &L : lines(T)) {
    if (L.size() != 1 || !L[0]->isHole())
      continue;
    const Hole &H = L[0]->hole();
    std::optional<catalog::Target> Known = givenBy(H, Program, F);
    if (!Known)
      continue;
    if (const catalog::Item *Item = H.Format) {
      // The callers must give the arguments.
      std::optional<unsigned> Arguments = formatArgumentsOf(F);
      if (!Arguments || Known->Of.Where != catalog::Operand::Kind::Argument)
        continue;
      Format = *Item;
      Format->From = Known->Of;
      Format->Arguments = *Arguments;
      Format->LastArgument = lastFormatArgumentOf(F);
    }
    return Known;
  }
  return std::nullopt;
}

/// The entry's head for calls of F, of exactly this overload, as Name.
void describeCall(const FunctionDecl *F, const NamedDecl *Name,
                  const ASTContext &Context, catalog::Entry &E) {
  E.Call = catalogName(*Name);
  E.When.clear();
  E.Parameters.clear();
  for (const ParmVarDecl *Param : F->parameters())
    E.Parameters.push_back(parameterPattern(Param->getType(), Context));
  if (E.Parameters.empty())
    E.Parameters.emplace_back("none");
  if (F->isVariadic())
    E.Parameters.emplace_back("...");
}

/// The methods that F overrides: who calls one of them may mean F.
void addOverridden(const FunctionDecl *F,
                   llvm::SmallVectorImpl<const NamedDecl *> &All) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
    for (const CXXMethodDecl *Base : Method->overridden_methods()) {
      if (Base->isExternallyVisible())
        All.push_back(Base->getCanonicalDecl());
      addOverridden(Base, All);
    }
}

std::vector<std::string> namesOf(llvm::ArrayRef<const NamedDecl *> All) {
  std::vector<std::string> Names;
  for (const NamedDecl *Each : All)
    Names.push_back(catalogName(*Each));
  llvm::sort(Names);
  auto Again = std::ranges::unique(Names);
  Names.erase(Again.begin(), Again.end());
  return Names;
}

class InterfaceWriter {
public:
  explicit InterfaceWriter(const Program &Program) : TheProgram(Program) {
    for (const auto &[Holder, Functions] : Program.targets().held())
      if (Targets::isShared(Holder))
        for (const FunctionDecl *F : Functions)
          HeldBy[F].push_back(Holder);
  }

  Interface write() {
    for (const FunctionDecl *F : TheProgram.evaluated()) {
      // In the function's own terms, not in those of all that may be in its
      // object's fields.
      if (const Summary *S = TheProgram.summary(F))
        for (const Site &Each : S->Sites)
          site(Each);
      effects(F);
    }
    Result.Calls = namesOf(TheProgram.undefinedCallees());
    Result.Uses = namesOf(TheProgram.usedCallees());
    Result.HasSites = !TheProgram.sites().empty();
    Result.Kept = TheProgram.kept();
    Result.Changed = TheProgram.changed();
    Result.Asked = TheProgram.inquiry().questions();
    Result.Answers = TheProgram.inquiry().answers();
    return std::move(Result);
  }

private:
  /// The names by which other files may call F: its own and those of the
  /// pointers that the program gives it to.
  llvm::SmallVector<const NamedDecl *, 2> namesFor(const FunctionDecl *F) {
    llvm::SmallVector<const NamedDecl *, 2> Names;
    const FunctionDecl *Definition = F->getDefinition();
    // What a header defines, whoever calls it sees.
    if (F->isExternallyVisible() && Definition &&
        TheProgram.context().getSourceManager().isInMainFile(
            Definition->getLocation()))
      Names.push_back(F->getCanonicalDecl());
    addOverridden(F, Names);
    if (auto Known = HeldBy.find(F->getCanonicalDecl()); Known != HeldBy.end())
      llvm::append_range(Names, Known->second);
    return Names;
  }

  void site(const Site &S) {
    const FunctionDecl *F = S.Outermost ? S.Outermost : S.Function;
    if (!F)
      return;
    llvm::SmallVector<const NamedDecl *, 2> Names = namesFor(F);
    if (Names.empty())
      return;
    for (const SitePart &Part : S.Parts) {
      if (!Part.Text->isSymbolic())
        continue;
      std::optional<catalog::Item> Format;
      std::vector<catalog::Target> All;
      std::optional<catalog::Target> Text =
          handedOn(Part.Text, TheProgram, F, Format);
      if (!Text && S.Sink) {
        All = handedOnTogether(Part.Text, TheProgram, F);
        if (!All.empty())
          Text = All.front();
      }
      if (!Text)
        continue;
      for (const NamedDecl *Name : Names)
        if (S.Sink)
          sink(*S.Sink, F, Name, *Text, Format,
               llvm::ArrayRef(All).drop_front(All.empty() ? 0 : 1));
        else if (Part.What == Role::Conninfo || Part.What == Role::Password)
          connect(*S.Connect, F, Name, *Text, Part.What);
    }
  }

  void sink(const catalog::Sink &Known, const FunctionDecl *F,
            const NamedDecl *Name, const catalog::Target &Text,
            const std::optional<catalog::Item> &Format,
            llvm::ArrayRef<catalog::Target> Behind) {
    catalog::Sink Entry = Known;
    describeCall(F, Name, TheProgram.context(), Entry);
    Entry.Sql = Text.Of;
    Entry.Binds = {}; // What it binds, only the inner call shows.
    Entry.Fields = Text.Fields;
    Entry.Format = Format;
    Entry.Behind.clear();
    for (const catalog::Target &Each : Behind)
      Entry.Behind.emplace_back(Each.Of, Each.Fields);
    // A function may hand its parameter on in several places.
    if (llvm::none_of(Result.Sinks, [&](const catalog::Sink &Other) {
          return isSame(Other, Entry) && Other.Sql == Entry.Sql &&
                 Other.Fields == Entry.Fields && Other.Behind == Entry.Behind;
        }))
      Result.Sinks.push_back(std::move(Entry));
  }

  void connect(const catalog::Connect &Known, const FunctionDecl *F,
               const NamedDecl *Name, const catalog::Target &Text, Role What) {
    if (Text.Of.Where != catalog::Operand::Kind::Argument ||
        !Text.Fields.empty())
      return;
    catalog::Connect Entry;
    Entry.Lib = Known.Lib;
    Entry.Grammar = Known.Grammar;
    if (What == Role::Conninfo)
      Entry.Tls = Known.Tls;
    describeCall(F, Name, TheProgram.context(), Entry);
    (What == Role::Conninfo ? Entry.Conninfo : Entry.Password) = Text.Of.Index;
    if (llvm::none_of(Result.Connects, [&](const catalog::Connect &Other) {
          return isSame(Other, Entry) && Other.Conninfo == Entry.Conninfo &&
                 Other.Password == Entry.Password;
        }))
      Result.Connects.push_back(std::move(Entry));
  }

  void effects(const FunctionDecl *F) {
    const FunctionDecl *Definition = F->getDefinition();
    llvm::SmallVector<const NamedDecl *, 2> Names = namesFor(F);
    if (!Definition || Names.empty() || F->isMain() || TheProgram.match(F))
      return;
    const Summary *S = TheProgram.summary(F);
    if (!S)
      return;
    std::vector<catalog::Effect> Effects =
        effectsOf(Definition, *S, TheProgram);
    for (const NamedDecl *Name : Names)
      for (catalog::Effect E : Effects) {
        describeCall(F, Name, TheProgram.context(), E);
        Result.Effects.push_back(
            std::make_shared<catalog::Effect>(std::move(E)));
      }
  }

  static bool isSame(const catalog::Entry &A, const catalog::Entry &B) {
    return A.Call == B.Call && A.Parameters == B.Parameters;
  }

  const Program &TheProgram;
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<const ValueDecl *, 1>>
      HeldBy;
  Interface Result;
};

} // namespace

Interface interfaceOf(const Program &Program) {
  return InterfaceWriter(Program).write();
}

} // namespace dbsafe::provenance
