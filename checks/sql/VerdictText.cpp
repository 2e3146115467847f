//===- VerdictText.cpp - Verdicts in a developer's words ------------------===//
#include "sql/Scope.h"

namespace dbsafe::sql {

namespace {

std::string unscoped(const Verdict &V) {
  std::string Text = "this statement may touch rows of other users";
  if (!V.Table.empty())
    Text += " in '" + V.Table + "'";
  if (!V.Reason.empty())
    Text += ": " + V.Reason;
  if (!V.Missing.empty())
    Text += "; add '" + V.Missing + "', bound to the session's user";
  return Text;
}

} // namespace

std::string message(const Verdict &V) {
  std::string Text;
  switch (V.Result) {
  case Scoped::Yes:
    return "only rows of the principal are read and written";
  case Scoped::Exempt:
    return V.Reason;
  case Scoped::No:
    Text = unscoped(V);
    break;
  case Scoped::Unknown:
    Text = "cannot tell whose rows this statement touches: " + V.Reason;
    break;
  }
  if (V.Note == Annotation::NoReason)
    Text += "; its annotation exempts nothing without a reason: write "
            "dbsafe:global reason=\"...\"";
  return Text;
}

std::string needlessAnnotation() {
  return "the annotation dbsafe:global is not needed: the statement is scoped; "
         "remove it, or it will hide what the statement becomes";
}

} // namespace dbsafe::sql
