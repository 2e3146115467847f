#include "rules/ResultLeak.h"
#include "lifecycle/Lives.h"
#include "rules/ExpectedFailure.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace dbsafe::rules {

using lifecycle::Trouble;

const RuleInfo &ResultLeak::info() const {
  static constexpr unsigned Cwe[] = {772, 762, 415, 416};
  static constexpr RuleInfo Info = {
      "dbsafe-result-leak",
      "a result, connection or statement that is not released, or wrongly",
      Cwe,
      "5.3",
      {}};
  return Info;
}

namespace {

class Words {
public:
  Words(const Trouble &T, const ASTContext &Context) : T(T), Context(Context) {}

  /// "the result that 'PQexec' gives"
  std::string thing() const {
    if (!T.Of)
      return "it";
    std::string Text = "the " + T.Of->What;
    return T.Callee.empty() ? Text : Text + " of '" + T.Callee + "'";
  }
  /// "'res', the result of 'PQexec',"
  std::string named() const {
    if (!T.Holder)
      return thing();
    std::string Name = "'" + T.Holder->getNameAsString() + "'";
    return T.Of ? Name + ", " + thing() + "," : Name;
  }
  std::string loss() const {
    return T.Of && !T.Of->Lost.empty() ? ": " + T.Of->Lost : std::string();
  }
  /// "PQclear(res)"
  std::string remedy() const {
    if (!T.Of)
      return "release it once";
    if (T.Of->Release == "operator delete")
      return "delete it";
    return "call " + T.Of->Release +
           (T.Holder ? "(" + T.Holder->getNameAsString() + ")" : "");
  }
  CharSourceRange range(SourceRange Where) const {
    const SourceManager &Sources = Context.getSourceManager();
    SourceLocation Begin = Sources.getFileLoc(Where.getBegin());
    SourceLocation End = Sources.getFileLoc(Where.getEnd());
    if (Sources.getFileID(Begin) != Sources.getFileID(End) ||
        Sources.getFileOffset(End) < Sources.getFileOffset(Begin))
      End = Begin;
    return CharSourceRange::getTokenRange(Begin, End);
  }

private:
  const Trouble &T;
  const ASTContext &Context;
};

/// The message; empty if it is another rule's.
std::string message(const Trouble &T, const Words &W) {
  using Kind = Trouble::Kind;
  switch (T.What) {
  case Kind::Dropped:
    return "nobody keeps " + W.thing() + ", so it is never released" +
           W.loss() + "; keep it, and " + W.remedy();
  case Kind::Lost:
    return T.ReleasedElsewhere
               ? W.named() + " is not released on every way out of " +
                     describe(T.Function) + W.loss() + "; " + W.remedy() +
                     " there too"
               : W.named() + " is never released" + W.loss() + "; " +
                     W.remedy();
  case Kind::Overwritten:
    return W.named() + " is lost where something else takes its place" +
           W.loss() + "; " + W.remedy() + " before";
  case Kind::WrongRelease:
    return W.thing() + " is given to '" + T.OtherCallee +
           "', which releases something else: its memory is corrupted, or part "
           "of it is never released; " +
           W.remedy();
  case Kind::ReleasedTwice:
    return W.named() + " is released a second time here: its memory may belong "
                       "to something else by now; release it once, and set the "
                       "pointer to null";
  case Kind::UsedAfterRelease:
    if (T.View)
      return "'" + T.View->getNameAsString() + "' is part of " + W.thing() +
             ", which was released: its memory may belong to something else by "
             "now; copy it before, or release the " +
             (T.Of ? T.Of->What : "object") + " last";
    return W.named() + " is used here although it was released: its memory may "
                       "belong to something else by now; release it last";
  default:
    return {};
  }
}

} // namespace

void ResultLeak::checkLives(const lifecycle::Lives &Lives,
                            const config::Configuration &,
                            const Report &Report) const {
  const ASTContext &Context = Lives.context();
  for (const Trouble &T : Lives.all()) {
    Words W(T, Context);
    Finding F;
    F.Message = message(T, W);
    if (F.Message.empty() || isExpectedToFail(T.At, Context))
      continue;
    F.Range = rangeOf(T.At, Context);
    F.Subject = describe(T.Function) + " " + T.Callee + " " +
                (T.Holder ? T.Holder->getNameAsString() : "");
    for (SourceRange Place : T.Places)
      F.Path.push_back({W.range(Place), "left here without releasing it"});
    if (T.What == Trouble::Kind::Overwritten && T.Other && T.Other != T.At)
      F.Path.push_back({rangeOf(T.Other, Context), "lost here"});
    else if (T.What == Trouble::Kind::Overwritten)
      F.Path.push_back(
          {rangeOf(T.At, Context), "lost here when it comes round again"});
    else if (T.What == Trouble::Kind::WrongRelease && T.Origin)
      F.Path.push_back({rangeOf(T.Origin, Context), "it comes from here"});
    else if (T.Other)
      F.Path.push_back({rangeOf(T.Other, Context), "released here"});
    Report(std::move(F));
  }
}

} // namespace dbsafe::rules
