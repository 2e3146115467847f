#include "rules/SourceText.h"
#include "conninfo/Conninfo.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

constexpr size_t MaxSpelling = 48;

/// What a hole that never changes is replaced by: any constant does.
constexpr llvm::StringLiteral Constant = "0";

bool isFixed(const provenance::Hole &H) {
  return H.From == provenance::Origin::Constant ||
         (H.From == provenance::Origin::Number && H.Known);
}

} // namespace

CharSourceRange rangeOf(const Expr *E, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceRange Range = E->getSourceRange();
  SourceLocation Begin = Sources.getFileLoc(Range.getBegin());
  SourceLocation End = Sources.getFileLoc(Range.getEnd());
  if (Sources.getFileID(Begin) != Sources.getFileID(End) ||
      Sources.getFileOffset(End) < Sources.getFileOffset(Begin))
    End = Begin;
  return CharSourceRange::getTokenRange(Begin, End);
}

CharSourceRange rangeIn(provenance::TextRef Literal, size_t Offset,
                        size_t Length, const ASTContext &Context) {
  const auto *L = dyn_cast_or_null<StringLiteral>(Literal->expr());
  if (!L || L->getCharByteWidth() != 1 || L->getBeginLoc().isMacroID())
    return rangeOf(Literal->expr(), Context);
  const SourceManager &Sources = Context.getSourceManager();
  auto At = [&](size_t Byte) {
    return L->getLocationOfByte(unsigned(Byte), Sources, Context.getLangOpts(),
                                Context.getTargetInfo());
  };
  size_t First = Literal->offset() + Offset;
  size_t Last = First + (Length ? Length - 1 : 0);
  if (Last >= L->getByteLength())
    return rangeOf(L, Context);
  SourceLocation Begin = At(First), End = At(Last);
  if (Begin.isMacroID() || End.isMacroID() ||
      Sources.getFileID(Begin) != Sources.getFileID(End) ||
      Sources.getFileOffset(End) < Sources.getFileOffset(Begin))
    return rangeOf(L, Context);
  return CharSourceRange::getCharRange(Begin, End.getLocWithOffset(1));
}

std::string spelling(const Expr *E, const ASTContext &Context) {
  llvm::StringRef Raw = Lexer::getSourceText(
      rangeOf(E, Context), Context.getSourceManager(), Context.getLangOpts());
  std::string Flat;
  for (char C : Raw) {
    bool Space = C == '\n' || C == '\t' || C == ' ' || C == '\r';
    if (Space && (Flat.empty() || Flat.back() == ' '))
      continue;
    Flat += Space ? ' ' : C;
  }
  Flat = conninfo::redact(Flat);
  if (Flat.size() > MaxSpelling)
    Flat = Flat.substr(0, MaxSpelling - 3) + "...";
  return Flat;
}

std::string describe(const FunctionDecl *F) {
  if (!F)
    return "this file";
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
      Method && isLambdaCallOperator(Method))
    return "a lambda";
  return "'" + provenance::catalogName(*F) + "'";
}

sql::Template toTemplate(const provenance::Line &L) {
  sql::Template T;
  for (provenance::TextRef Leaf : L) {
    if (Leaf->isLiteral())
      T.literal(Leaf->bytes());
    else if (isFixed(Leaf->hole()))
      T.literal(Constant);
    else
      T.hole();
  }
  return T;
}

provenance::TextRef leafOf(const provenance::Line &L, size_t Piece) {
  return Piece < L.size() ? L[Piece] : nullptr;
}

} // namespace dbsafe::rules
