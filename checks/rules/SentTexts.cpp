#include "rules/SentTexts.h"
#include "provenance/Enclosing.h"
#include "rules/SourceText.h"
#include "sql/PlaceholderUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

namespace dbsafe::rules {

using provenance::Role;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

const std::vector<SentText> &SentTexts::all() const {
  if (!IsRead)
    read();
  IsRead = true;
  return Texts;
}

void SentTexts::read() const {
  for (const Site &S : Program.sites()) {
    if (!S.Sink || S.Sink->What != catalog::Sink::Kind::Statement)
      continue;
    for (const provenance::Line &L :
         provenance::lines(S.part(Role::Sql)->Text)) {
      // A statement that is made elsewhere is judged there.
      if (L.empty() || (L.size() == 1 && L[0]->isHole()))
        continue;
      sql::Template T = toTemplate(L);
      const sql::ReadText &Read = Reader.read(T, S.Sink->Lib->Dialect);
      Texts.push_back({&S, L, std::move(T), &Read});
    }
  }
}

namespace {

/// True if the two are reached by the same calls, as far as both say.
bool onOneWay(const Site &A, const Site &B) {
  const provenance::Trail *Of[] = {A.Calls, B.Calls};
  unsigned Depth[] = {A.CallDepth, B.CallDepth};
  for (int I : {0, 1})
    for (; Of[I] && Depth[I] > Depth[1 - I]; --Depth[I])
      Of[I] = Of[I]->Next;
  for (; Of[0] && Of[1]; Of[0] = Of[0]->Next, Of[1] = Of[1]->Next)
    if (Of[0]->Call != Of[1]->Call)
      return false;
  return true;
}

bool encloses(clang::SourceRange Range, const clang::Expr *E,
              const clang::SourceManager &Sources) {
  clang::SourceLocation At = Sources.getFileLoc(E->getBeginLoc());
  return !Sources.isBeforeInTranslationUnit(
             At, Sources.getFileLoc(Range.getBegin())) &&
         !Sources.isBeforeInTranslationUnit(Sources.getFileLoc(Range.getEnd()),
                                            At);
}

} // namespace

/// SOCI's "sql << text, use(value)".
bool SentTexts::inSameExpression(const Site &Use, const Site &Sink) const {
  if (!Use.Function)
    return false;
  auto Way = provenance::wayTo(*Use.Function, Use.Call);
  // Out of the expression, to the statement around it.
  const clang::Stmt *Whole = nullptr;
  for (const clang::Stmt *Each : llvm::reverse(Way)) {
    if (!llvm::isa<clang::ExprWithCleanups>(Each) &&
        llvm::isa<clang::Expr>(Each))
      continue;
    Whole = Each;
    break;
  }
  return Whole && !llvm::isa<clang::CompoundStmt>(Whole) &&
         encloses(Whole->getSourceRange(), Sink.Call,
                  Program.context().getSourceManager());
}

/// True if Use can only be reached past Sink, where that stands before it: in
/// the same block, or in one inside.
bool SentTexts::isBehind(const Site &Use, const Site &Sink) const {
  const clang::SourceManager &Sources = Program.context().getSourceManager();
  if (!Sink.Function || !Sources.isBeforeInTranslationUnit(
                            Sink.Call->getBeginLoc(), Use.Call->getBeginLoc()))
    return false;
  auto Way = provenance::wayTo(*Sink.Function, Sink.Call);
  for (const clang::Stmt *Each : llvm::reverse(Way))
    if (llvm::isa<clang::CompoundStmt>(Each))
      return encloses(Each->getSourceRange(), Use.Call, Sources);
  return false;
}

/// The last text that was prepared for the statement before Use; the only one,
/// if it is not prepared before.
const SentText *SentTexts::preparedFor(const Site &Use) const {
  const clang::SourceManager &Sources = Program.context().getSourceManager();
  const SentText *Found = nullptr;
  bool Several = false;
  for (const SentText &T : all()) {
    const Site &S = *T.From;
    bool ByName = Use.Prepared && S.Prepared == Use.Prepared;
    // What outlives its function may be prepared in another one.
    bool ByObject = Use.Statement && S.Statement == Use.Statement &&
                    (S.Function == Use.Function ||
                     llvm::isa<clang::FieldDecl>(S.Statement));
    bool Here = Use.binding()->InExpression && S.Function == Use.Function &&
                inSameExpression(Use, S);
    if ((!ByName && !ByObject && !Here) || !onOneWay(Use, S))
      continue;
    bool Behind = !ByName && S.Function == Use.Function && isBehind(Use, S);
    if (!Found || Found->Read == T.Read) {
      Found = &T;
    } else if (Behind && Found->From->Call != S.Call &&
               Sources.isBeforeInTranslationUnit(
                   Found->From->Call->getBeginLoc(), S.Call->getBeginLoc())) {
      Found = &T;
      Several = false;
    } else if (S.Function != Use.Function ||
               Sources.isBeforeInTranslationUnit(S.Call->getBeginLoc(),
                                                 Use.Call->getBeginLoc())) {
      Several = true;
    }
  }
  return Several ? nullptr : Found;
}

const SentText *SentTexts::boundBy(const Site &Use) const {
  return Use.Use ? preparedFor(Use) : nullptr;
}

unsigned SentTexts::numberOf(const Site &Use, const SentText &Text,
                             const provenance::BoundValue &V) const {
  if (!Use.binding()->Positional || !V.Name.empty())
    return V.Number;
  const clang::SourceManager &Sources = Program.context().getSourceManager();
  auto [It, New] = Sequences.try_emplace(Text.From->Call);
  std::vector<const clang::Expr *> &Calls = It->second;
  if (New) {
    for (const Site &S : Program.sites())
      if (S.Use && S.Use->Binds.Positional && S.Function == Use.Function &&
          S.CallDepth == 0)
        if (const SentText *T = preparedFor(S);
            T && T->From->Call == Text.From->Call)
          Calls.push_back(S.Call);
    llvm::sort(Calls, [&](const clang::Expr *A, const clang::Expr *B) {
      return Sources.isBeforeInTranslationUnit(A->getEndLoc(), B->getEndLoc());
    });
  }
  std::optional<sql::PlaceholderUse> Waits = sql::placeholderUse(*Text.Read);
  auto Found = llvm::find(Calls, Use.Call);
  // In a loop, or with one left out, nobody knows which is which.
  return Waits && Waits->count() == Calls.size() && Found != Calls.end()
             ? unsigned(Found - Calls.begin()) + 1
             : 0;
}

Finding SentTexts::finding(const SentText &Text, const sql::Remark &R) const {
  const clang::ASTContext &Context = Program.context();
  const SitePart *Sql = Text.From->part(Role::Sql);
  Finding F;
  TextRef Leaf = leafOf(Text.Line, R.Where.Piece);
  F.Range = Leaf && Leaf->isLiteral()
                ? rangeIn(Leaf, R.Where.Offset, R.Length, Context)
                : rangeOf(Sql->Argument, Context);
  F.Message = R.Message;
  F.Subject = describe(Text.From->Function) + " " + R.Subject;
  F.Path.push_back({rangeOf(Text.From->Call, Context),
                    "sent to the database here, through '" +
                        provenance::catalogName(*Text.From->Callee) + "'"});
  return F;
}

void DistinctFindings::add(Finding F) {
  Findings.insert({{F.Range.getBegin(), F.Message}, std::move(F)});
}

void DistinctFindings::report(const Report &Report) {
  for (auto &[Key, F] : Findings)
    Report(std::move(F));
}

} // namespace dbsafe::rules
