#include "rules/CredentialExposure.h"
#include "conninfo/Shown.h"
#include "provenance/Program.h"
#include "rules/ConnectSite.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"
#include <map>
#include <set>

using namespace clang;

namespace dbsafe::rules {

namespace {

using provenance::Hole;
using provenance::Line;
using provenance::Origin;
using provenance::Place;
using provenance::Role;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

constexpr llvm::StringLiteral Password = "a password";
constexpr llvm::StringLiteral WholeString =
    "a connection string, which may hold a password,";

/// What is known to be secret because it is used as one.
class Secrets {
public:
  explicit Secrets(const provenance::Program &Program) : TheProgram(Program) {
    for (const Site &S : Program.sites())
      learn(S);
    // In each function's own terms, too.
    for (const FunctionDecl *F : Program.evaluated())
      if (const provenance::Summary *Known = Program.summary(F))
        for (const Site &S : Known->Sites)
          learn(S);
  }

  /// What the hole is; empty if it is no secret.
  llvm::StringRef meaning(const Hole &H) const {
    if (H.Cut || H.From == Origin::Number)
      return {};
    if (H.Secret)
      return H.Secret->What;
    auto Found = Values.find(identity(H));
    return Found == Values.end() ? llvm::StringRef() : Found->second;
  }

  /// The same for a literal.
  llvm::StringRef meaning(TextRef Literal) const {
    auto Found = Values.find(Literal->expr());
    return Found == Values.end() ? llvm::StringRef() : Found->second;
  }

  /// What tells a value from others: the field or parameter that it was in, the
  /// call that made it; null if nothing does.
  const void *identity(const Hole &H) const {
    if (H.From != Origin::Symbol)
      return isUnique(H.Where) ? H.Where : nullptr;
    const Place &P = TheProgram.place(H.Symbol);
    if (P.What == Place::Kind::Element)
      return nullptr; // Some element of many.
    if (P.Decl &&
        (P.What == Place::Kind::Field || P.What == Place::Kind::Variable ||
         P.What == Place::Kind::Pointee))
      return P.Decl->getCanonicalDecl();
    return nullptr;
  }

private:
  /// False for what arises in a function with parameters and is handed out: it
  /// is another value with every call.
  bool isUnique(const Expr *Where) const {
    if (!Where)
      return false;
    auto [It, Fresh] = Unique.try_emplace(Where, true);
    if (!Fresh)
      return It->second;
    const SourceManager &Sources = TheProgram.context().getSourceManager();
    SourceLocation At = Sources.getFileLoc(Where->getBeginLoc());
    for (const FunctionDecl *F : TheProgram.evaluated()) {
      const FunctionDecl *D = F->getDefinition();
      if (!D || D->getNumParams() == 0 || D->getReturnType()->isVoidType())
        continue;
      SourceLocation Begin = Sources.getFileLoc(D->getBeginLoc());
      SourceLocation End = Sources.getFileLoc(D->getEndLoc());
      bool IsWithin =
          Sources.getFileID(At) == Sources.getFileID(Begin) &&
          Sources.getFileOffset(At) >= Sources.getFileOffset(Begin) &&
          Sources.getFileOffset(At) <= Sources.getFileOffset(End);
      const provenance::Summary *Known =
          IsWithin ? TheProgram.summary(F) : nullptr;
      if (!Known || !Known->Returns.isText())
        continue;
      for (const Line &L : provenance::lines(Known->Returns.T, 8))
        for (TextRef Leaf : L)
          if (Leaf->isHole() && Leaf->hole().Where == Where)
            return Unique[Where] = false;
    }
    return true;
  }

  void learn(const Hole &H, llvm::StringRef What) {
    if (H.From == Origin::Sanitized && H.Inner) {
      for (const Line &L : provenance::lines(H.Inner, 4))
        for (TextRef Leaf : L)
          if (Leaf->isHole())
            learn(Leaf->hole(), What);
      return;
    }
    if (H.From == Origin::Number || H.From == Origin::Constant)
      return;
    if (const void *Id = identity(H))
      Values.try_emplace(Id, What);
  }

  void learn(const Site &S) {
    if (!S.Connect)
      return;
    for (const SitePart &Part : S.Parts)
      if (Part.What == Role::Password)
        for (const Line &L : provenance::lines(Part.Text, 16))
          for (TextRef Leaf : L)
            learnLeaf(Leaf, Password, L.size() == 1);
    const SitePart *Whole = wholeConninfo(S);
    if (!Whole || S.Connect->Tls.empty() || S.Connect->Tls == "environment")
      return;
    conninfo::Grammar G = grammarOf(*S.Connect);
    for (const Line &L : provenance::lines(Whole->Text, 16)) {
      if (L.size() == 1 && L[0]->isHole()) {
        learn(L[0]->hole(), WholeString);
        continue;
      }
      conninfo::PartialText Text = partialText(L);
      for (size_t Piece : conninfo::secretHoles(Text, G))
        if (Piece < L.size() && L[Piece]->isHole())
          learn(L[Piece]->hole(), Password);
      if (!conninfo::secretsIn(Text, G).empty())
        for (TextRef Leaf : L)
          if (Leaf->isLiteral() &&
              conninfo::redact(Leaf->bytes().str()) != Leaf->bytes())
            Values.try_emplace(Leaf->expr(), WholeString);
    }
  }

  void learnLeaf(TextRef Leaf, llvm::StringRef What, bool IsWhole) {
    if (Leaf->isHole())
      learn(Leaf->hole(), What);
    else if (IsWhole && !conninfo::isPlaceholder(Leaf->bytes().str()))
      Values.try_emplace(Leaf->expr(), What);
  }

  const provenance::Program &TheProgram;
  std::map<const void *, llvm::StringRef> Values;
  mutable std::map<const Expr *, bool> Unique;
};

class Inspector {
public:
  Inspector(const provenance::Program &Program, const Report &Report)
      : Context(Program.context()), Known(Program), TheReport(Report) {}

  void inspect(const Site &S) {
    for (const SitePart &Part : S.Parts) {
      std::vector<Line> Lines = provenance::lines(Part.Text, 16);
      // What is covered where there is something to cover may be left as it is
      // where there is not.
      Covered.clear();
      for (const Line &L : Lines)
        for (TextRef Leaf : L)
          if (Leaf->isHole() && Leaf->hole().Cut)
            if (const void *Id = Known.identity(Leaf->hole()))
              Covered.insert(Id);
      for (const Line &L : Lines)
        inspect(S, Part, L);
    }
  }

  void finish() {
    for (auto &[Where, F] : Findings)
      TheReport(std::move(F));
  }

private:
  void inspect(const Site &S, const SitePart &Part, const Line &L) {
    bool IsCommand = S.Output->What == catalog::Output::Kind::Command;
    for (TextRef Leaf : L)
      if (llvm::StringRef What = meaning(Leaf);
          !What.empty() &&
          !(Leaf->isHole() && Covered.count(Known.identity(Leaf->hole()))))
        add(S, Part, Leaf, What);
    if (L.size() < 2 && !IsCommand)
      return;
    conninfo::PartialText Text = partialText(L);
    for (size_t Piece : IsCommand ? conninfo::secretsInCommand(Text)
                                  : conninfo::secretHolesIn(Text))
      if (Piece < L.size() &&
          !(L[Piece]->isHole() &&
            (L[Piece]->hole().Cut || L[Piece]->hole().From == Origin::Number ||
             L[Piece]->hole().From == Origin::Constant)) &&
          !isCovered(L[Piece]))
        add(S, Part, L[Piece], Password);
  }

  /// What a function of the program has made of a secret need be none.
  bool isCovered(TextRef Leaf) const {
    if (!Leaf->isHole() || Leaf->hole().From != Origin::Dynamic)
      return false;
    const Expr *E = Leaf->hole().Where;
    return E && isa<CallExpr>(E->IgnoreImplicit());
  }

  llvm::StringRef meaning(TextRef Leaf, unsigned Depth = 0) const {
    if (Leaf->isLiteral())
      return Known.meaning(Leaf);
    const Hole &H = Leaf->hole();
    if (H.From == Origin::Sanitized && H.Inner && Depth < 4) {
      for (const Line &L : provenance::lines(H.Inner, 4))
        for (TextRef Inner : L)
          if (llvm::StringRef What = meaning(Inner, Depth + 1); !What.empty())
            return What;
      return {};
    }
    return Known.meaning(H);
  }

  bool isWithin(const Expr *Piece, const Expr *Call) const {
    SourceLocation Begin = rangeOf(Call, Context).getBegin();
    SourceLocation End = rangeOf(Call, Context).getEnd();
    SourceLocation At = rangeOf(Piece, Context).getBegin();
    const SourceManager &Sources = Context.getSourceManager();
    return Sources.getFileID(At) == Sources.getFileID(Begin) &&
           Sources.getFileOffset(At) >= Sources.getFileOffset(Begin) &&
           Sources.getFileOffset(At) <= Sources.getFileOffset(End);
  }

  static std::string message(const Site &S, llvm::StringRef What) {
    switch (S.Output->What) {
    case catalog::Output::Kind::Log:
      return What.str() +
             " is written where others read it: logs and terminals outlive the "
             "connection and are read by people who must not log in; leave it "
             "out, or show user and host only";
    case catalog::Output::Kind::Error:
      return What.str() +
             " becomes part of an error's message, which ends up in logs and "
             "in answers to clients; leave it out, or show user and host only";
    case catalog::Output::Kind::Command:
      return What.str() +
             " stands on a command line, which every user of the machine can "
             "read while the process runs; hand it over in the environment or "
             "in a password file";
    }
    return {};
  }

  void add(const Site &S, const SitePart &Part, TextRef Leaf,
           llvm::StringRef What) {
    // Where it is shown; through a function of the program, where that is
    // called.
    const Expr *At = Part.Argument;
    if (S.CallDepth > 0 && S.Calls)
      At = S.Calls->Call;
    else if (Leaf->isHole() && Leaf->hole().Splice &&
             isWithin(Leaf->hole().Splice, S.Call))
      At = Leaf->hole().Splice;
    Finding F;
    F.Range = rangeOf(At, Context);
    F.Message = message(S, What);
    F.Subject = describe(S.Function) + " " + What.str();
    const Expr *From = Leaf->isHole() ? Leaf->hole().Where : nullptr;
    if (From && Leaf->hole().Secret) {
      CharSourceRange Place = rangeOf(From, Context);
      if (Place.getBegin().isValid() && Place.getBegin() != F.Range.getBegin())
        F.Path.push_back({Place, "the secret enters here"});
    }
    addPathTo(F, S, Context, "shown here, through '");
    Findings.insert(
        {{F.Range.getBegin(), S.Call->getBeginLoc()}, std::move(F)});
  }

  const ASTContext &Context;
  Secrets Known;
  std::set<const void *> Covered; ///< Of the text at hand.
  const Report &TheReport;
  llvm::MapVector<std::pair<SourceLocation, SourceLocation>, Finding> Findings;
};

} // namespace

const RuleInfo &CredentialExposure::info() const {
  static constexpr unsigned Cwe[] = {532, 209, 214};
  static constexpr RuleInfo Info = {
      "dbsafe-credential-exposure",
      "A database password is shown in a log, an error or a command line",
      Cwe,
      "7.5",
      {}};
  return Info;
}

void CredentialExposure::check(const provenance::Program &Program,
                               const config::Configuration &,
                               const Report &Report) const {
  if (!Program.hasSecrets())
    return;
  Inspector I(Program, Report);
  for (const Site &S : Program.sites())
    if (S.Output)
      I.inspect(S);
  I.finish();
}

} // namespace dbsafe::rules
