#include "rules/ExpectedFailure.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace dbsafe::rules {

bool isExpectedToFail(const Expr *E, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (!E || !E->getBeginLoc().isMacroID())
    return false;
  SourceLocation Outermost = Sources.getExpansionLoc(E->getBeginLoc());
  SourceLocation Spelled = Sources.getSpellingLoc(E->getBeginLoc());
  // What the macro itself does is none of it.
  if (Sources.getFileID(Outermost) != Sources.getFileID(Spelled))
    return false;
  llvm::SmallString<32> Buffer;
  std::string Name =
      Lexer::getSpelling(Outermost, Buffer, Sources, Context.getLangOpts())
          .lower();
  // EXPECT_THROW, REQUIRE_THROWS_AS, BOOST_CHECK_EXCEPTION, but not
  // EXPECT_NO_THROW, REQUIRE_NOTHROW.
  llvm::StringRef Words = Name;
  return (Words.contains("throw") || Words.contains("exception") ||
          Words.contains("death")) &&
         !Words.contains("nothrow") && !Words.contains("no_throw") &&
         !Words.contains("no_exception");
}

} // namespace dbsafe::rules
