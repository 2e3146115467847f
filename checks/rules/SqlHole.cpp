#include "rules/SqlHole.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace dbsafe::rules {

using provenance::Hole;
using provenance::Origin;
using sql::Slot;

const Expr *splice(const SqlHole &At) {
  const Hole &H = At.What;
  if (At.Call)
    return At.Call;
  if (H.Splice || H.Where)
    return H.Splice ? H.Splice : H.Where;
  return At.In.part(provenance::Role::Sql)->Argument;
}

std::string subject(const SqlHole &At, const ASTContext &Context) {
  std::string Text = "'" + spelling(splice(At), Context) + "'";
  if (At.What.From == Origin::Outside)
    Text += " (text from " + At.What.Source->What + ")";
  return Text;
}

static std::string article(std::string_view Name) {
  if (Name == "LIMIT")
    return "LIMIT or OFFSET";
  bool Vowel = !Name.empty() && std::string_view("aeiouAEIOU").find(Name[0]) !=
                                    std::string_view::npos;
  return (Vowel ? "an " : "a ") + std::string(Name);
}

std::string manner(const SqlHole &At) {
  switch (At.Where) {
  case Slot::Statement:
    return "run as a whole SQL statement: whoever writes it can do anything";
  case Slot::QuotedValue:
    return "concatenated into SQL as a quoted value: a quote in it ends the "
           "string and the rest is run as SQL";
  case Slot::LikePattern:
    return "concatenated into SQL as a LIKE pattern: a quote in it ends the "
           "string and the rest is run as SQL";
  case Slot::QuotedIdentifier:
    return "concatenated into SQL as a quoted identifier: a quote in it ends "
           "the name and the rest is run as SQL";
  case Slot::Unknown:
    return "concatenated into SQL: whatever it holds is run as SQL";
  case Slot::Open:
    return "put as it is into SQL that is written elsewhere: a quote in it "
           "ends the string that it stands in, or it is run as SQL";
  case Slot::Comment:
    return "concatenated into a SQL comment: it can end the comment and the "
           "rest is run as SQL";
  default:
    return ("concatenated into SQL as " + article(name(At.Where)) +
            ": whatever it holds is run as SQL");
  }
}

std::string binding(const SqlHole &At, llvm::StringRef What,
                    llvm::StringRef How) {
  const catalog::Library &Lib = *At.In.Sink->Lib;
  const std::string &Own = At.In.Sink->Bind;
  std::string With = Own.empty() ? Lib.Bind : Own;
  std::string Verb = "bind ";
  if (With.empty() && !Lib.QuoteValue.empty()) {
    With = Lib.QuoteValue;
    Verb = "let the library quote ";
  }
  return (llvm::Twine(Verb) + What + How + (With.empty() ? "" : ": ") + With)
      .str();
}

std::string remedy(const SqlHole &At) {
  switch (At.Where) {
  case Slot::QuotedValue:
    return binding(At, "it", ", without the quotes");
  case Slot::Value:
  case Slot::List:
  case Slot::Open:
    return "let that SQL have a placeholder for it and " + binding(At) +
           ", or escape it before";
  case Slot::Unknown:
    return binding(At);
  case Slot::LikePattern:
    return binding(At, "the whole pattern");
  case Slot::Limit:
    return "convert it to a number first, or " + binding(At);
  case Slot::Identifier:
  case Slot::QuotedIdentifier: {
    std::string Text = "a name can't be bound, so choose it from a list of "
                       "literals";
    const std::string &Quote = At.In.Sink->Lib->QuoteIdentifier;
    return Quote.empty() ? Text : Text + ", or use " + Quote;
  }
  case Slot::Keyword:
    return "choose it from a list of literals";
  case Slot::Clause:
    return "write the possible clauses as literals and " +
           binding(At, "the values in them");
  case Slot::Placeholder:
    return "number placeholders with an integer";
  case Slot::Comment:
    return "leave it out";
  case Slot::Statement:
    return "write the statements as literals and " +
           binding(At, "the values in them");
  }
  return binding(At);
}

namespace {

bool isQuoterName(llvm::StringRef Name) {
  std::string Lower = Name.lower();
  for (llvm::StringRef Word : {"escape", "quote", "sanitiz", "sanitis", "safe"})
    if (llvm::StringRef(Lower).contains(Word))
      return true;
  return Lower == "esc" || llvm::StringRef(Lower).ends_with("_esc") ||
         llvm::StringRef(Lower).starts_with("esc_");
}

/// The function that E calls, if its name says that it quotes; looks at s for
/// s.c_str(), and at what is joined.
const FunctionDecl *quoterCalled(const Expr *E) {
  for (unsigned I = 0; E && I < 8; ++I) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      E = M->getSubExpr();
    } else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E)) {
      E = B->getSubExpr();
    } else if (const auto *W = dyn_cast<ExprWithCleanups>(E)) {
      E = W->getSubExpr();
    } else if (const auto *K = dyn_cast<CXXConstructExpr>(E);
               K && K->getNumArgs() > 0) {
      E = K->getArg(0);
    } else if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      E = V && V->hasLocalStorage() ? V->getInit() : nullptr;
    } else if (const auto *C = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *F = C->getDirectCallee();
      if (F && F->getDeclName().isIdentifier() && isQuoterName(F->getName()))
        return F;
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(C)) {
        E = Member->getImplicitObjectArgument();
        continue;
      }
      // join(quoteAll(names), ", ")
      E = nullptr;
      for (const Expr *Argument : C->arguments())
        if (const Expr *Given = Argument->IgnoreUnlessSpelledInSource();
            isa<CallExpr>(Given) && !isa<CXXOperatorCallExpr>(Given)) {
          E = Given;
          break;
        }
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

} // namespace

const FunctionDecl *unprovenQuoter(const Hole &H) {
  for (const Expr *E : {H.Splice, H.Where})
    if (const FunctionDecl *F = quoterCalled(E))
      return F;
  return nullptr;
}

} // namespace dbsafe::rules
