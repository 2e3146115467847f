#include "rules/UncheckedResult.h"
#include "lifecycle/Lives.h"
#include "rules/ExpectedFailure.h"
#include "rules/SourceText.h"
#include "sql/Failure.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::rules {

using lifecycle::Trouble;

const RuleInfo &UncheckedResult::info() const {
  static constexpr unsigned Cwe[] = {252};
  static constexpr RuleInfo Info = {
      "dbsafe-unchecked-result",
      "a database call whose failure nobody notices",
      Cwe,
      "5.0",
      {}};
  return Info;
}

namespace {

/// The message; empty if it is another rule's.
std::string message(const Trouble &T) {
  using Kind = Trouble::Kind;
  std::string Call = "'" + T.Callee + "'";
  std::string Ask = T.Status && !T.Status->TestedBy.empty()
                        ? T.Status->TestedBy.front()
                        : std::string();
  std::string Holder =
      T.Holder ? "(" + T.Holder->getNameAsString() + ")" : std::string();
  std::string Thing = T.Of ? T.Of->What : "result";
  switch (T.What) {
  case Kind::CodeDropped:
    return "what " + Call +
           " returns is thrown away: if it fails, the program "
           "goes on as if it had not; look at it, or cast it to void if its "
           "failure does not matter";
  case Kind::CodeUnread:
    return "what " + Call +
           " returns is never looked at: if it fails, the "
           "program goes on as if it had not; compare it before going on";
  case Kind::ReleasedUnasked:
    return "nobody asks whether " + Call +
           " worked: its error is lost with "
           "the " +
           Thing + "; look at " + Ask + Holder + " first";
  case Kind::ReadUnasked:
    if (T.Status->By == catalog::Status::Kind::Pointer)
      return Call + " gives a null pointer if it fails, and nobody looks "
                    "before it is used; compare it with null first";
    return "nobody asks whether " + Call + " worked before " +
           (T.OtherCallee.empty()
                ? "its " + Thing + " is used"
                : "'" + T.OtherCallee + "' uses its " + Thing) +
           ": an error looks like an answer; look at " + Ask + Holder +
           " first";
  default:
    return {};
  }
}

bool mayBeIgnored(const Trouble &T) {
  if (T.What == Trouble::Kind::ReadUnasked || !T.Sql)
    return false;
  std::vector<std::string_view> Others;
  for (llvm::StringRef Each : T.Statements)
    Others.push_back(Each);
  return sql::mayFail(*T.Sql, T.Status->Lib->Dialect, Others);
}

} // namespace

void UncheckedResult::checkLives(const lifecycle::Lives &Lives,
                                 const config::Configuration &,
                                 const Report &Report) const {
  const ASTContext &Context = Lives.context();
  for (const Trouble &T : Lives.all()) {
    Finding F;
    F.Message = message(T);
    if (F.Message.empty() || mayBeIgnored(T) ||
        isExpectedToFail(T.At, Context))
      continue;
    F.Range = rangeOf(T.At, Context);
    F.Subject =
        describe(T.Function) + " " + T.Callee + " " + spelling(T.At, Context);
    if (T.Other)
      F.Path.push_back(
          {rangeOf(T.Other, Context), T.What == Trouble::Kind::ReadUnasked
                                          ? "used here"
                                          : "released here"});
    Report(std::move(F));
  }
}

} // namespace dbsafe::rules
