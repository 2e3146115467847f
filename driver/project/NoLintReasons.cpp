#include "project/NoLintReasons.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace dbsafe::driver {

using llvm::StringRef;

namespace {

/// A NOLINT comment that names a check.
struct Directive {
  bool NextLine = false;
  bool HasReason = false;
};

/// Reads "NOLINT(a, b): reason"; false if it is none, or does not name Check.
bool read(StringRef Comment, StringRef Check, Directive &Into) {
  size_t At = Comment.find("NOLINT");
  if (At == StringRef::npos)
    return false;
  StringRef Rest = Comment.drop_front(At + StringRef("NOLINT").size());
  Into.NextLine = Rest.consume_front("NEXTLINE");
  size_t Close = Rest.find(')');
  if (!Rest.starts_with("(") || Close == StringRef::npos)
    return false;
  llvm::SmallVector<StringRef, 4> Names;
  Rest.slice(1, Close).split(Names, ',');
  bool Named = false;
  for (StringRef Name : Names)
    Named |= Name.trim() == Check;
  StringRef Behind = Rest.drop_front(Close + 1);
  Behind.consume_back("*/");
  Into.HasReason = llvm::any_of(Behind, llvm::isAlpha);
  return Named;
}

} // namespace

std::vector<NoLintRemark> noLintRemarks(clang::ASTContext &Context,
                                        StringRef Check,
                                        const std::set<unsigned> &Suppressed) {
  const clang::SourceManager &SM = Context.getSourceManager();
  clang::FileID Main = SM.getMainFileID();
  std::vector<NoLintRemark> Result;
  // Most files have none.
  if (!SM.getBufferData(Main).contains("NOLINT"))
    return Result;
  clang::Lexer Lexer(Main, SM.getBufferOrFake(Main), SM, Context.getLangOpts());
  Lexer.SetCommentRetentionState(true);
  clang::Token Token;
  for (bool AtEnd = false; !AtEnd;) {
    AtEnd = Lexer.LexFromRawLexer(Token);
    if (Token.isNot(clang::tok::comment))
      continue;
    unsigned Offset = SM.getFileOffset(Token.getLocation());
    StringRef Comment =
        SM.getBufferData(Main).substr(Offset, Token.getLength());
    Directive Found;
    if (!read(Comment, Check, Found))
      continue;
    unsigned Line = SM.getLineNumber(Main, Offset) + Found.NextLine;
    std::string Name = Found.NextLine ? "NOLINTNEXTLINE" : "NOLINT";
    if (!Suppressed.count(Line))
      Result.push_back({Offset, Token.getLength(),
                        "this " + Name + "(" + Check.str() +
                            ") suppresses nothing; remove it, or it will hide "
                            "what the line becomes"});
    else if (!Found.HasReason)
      Result.push_back({Offset, Token.getLength(),
                        "this " + Name +
                            " gives no reason: write why this is meant, as in "
                            "// " +
                            Name + "(" + Check.str() + "): nightly report"});
  }
  return Result;
}

} // namespace dbsafe::driver
