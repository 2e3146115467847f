//===- Shown.cpp - What the program shows to others -----------------------===//
//
// Logs, terminals, errors, command lines. Recorded only in files that have
// something to hide.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"

using namespace clang;

namespace dbsafe::provenance {

TextRef FunctionEvaluator::shownText(const Expr *E) {
  // Of an object that is no text, its class decides what is shown.
  if (!TheProgram.Matcher.isText(E->getType()))
    return isNumeric(E->getType()) ? Texts.empty() : dynamic(E);
  return textOf(E);
}

TextRef FunctionEvaluator::secret(const catalog::Secret &Secret, TextRef T,
                                  const Expr *At) {
  Hole H;
  if (T && T->isHole())
    H = T->hole();
  else
    H.Where = At;
  H.Secret = &Secret;
  return Texts.hole(H);
}

void FunctionEvaluator::recordOutput(const catalog::Output &Output,
                                     const CallContext &Call) {
  const Expr *Argument =
      Output.Text ? operandExpr(*Output.Text, Call) : nullptr;
  if (!Argument || !TheProgram.hasSecrets())
    return;
  Site S;
  S.Output = &Output;
  S.Call = Call.Call;
  S.Callee = Call.called();
  S.Function = S.Outermost = Function;
  auto Add = [&](const Expr *E, TextRef T) {
    if (T->hasHole() || T->isLiteral() || T->kind() != Text::Kind::Empty)
      S.Parts.push_back({Role::Shown, E, T, {}});
  };
  if (Output.Format) {
    auto Arguments = formatArguments(Call, Output.Format->Arguments,
                                     Output.Format->LastArgument);
    for (FormatArgument &Each : Arguments)
      if (isCharacter(Each.At->IgnoreParenImpCasts()->getType()))
        Each.T = Texts.cut(Each.T); // One of many.
      else if (!TheProgram.Matcher.isText(Each.At->getType()) &&
               !isNumeric(Each.At->getType()) &&
               !isCharacter(Each.At->getType()) &&
               Each.At->getType()->isRecordType())
        Each.T = dynamic(Each.At);
    static const catalog::Builder Plain;
    TextRef Format = textOf(Argument);
    if (TextRef OfClass = textOfClass(Argument))
      Format = OfClass;
    Add(Argument,
        formatText(Plain, *Output.Format, Format, Argument, Arguments));
  } else {
    Add(Argument, Output.Text->Steps.empty() ? shownText(Argument)
                                             : operandText(*Output.Text, Call));
    if (Output.Rest)
      for (unsigned I = Output.Text->Index + 1; I < Call.Arguments.size(); ++I)
        Add(Call.Arguments[I], shownText(Call.Arguments[I]));
  }
  if (!S.Parts.empty())
    record(std::move(S), &Output);
}

void FunctionEvaluator::recordThrow(const CXXThrowExpr *E) {
  const Expr *Thrown = E->getSubExpr();
  llvm::ArrayRef<catalog::Output> Entries = TheProgram.Matcher.thrown();
  if (!Thrown || Entries.empty() || !TheProgram.hasSecrets())
    return;
  // The arguments that the exception is made of.
  const CXXConstructExpr *Made = nullptr;
  for (;;) {
    Thrown = Thrown->IgnoreParenCasts()->IgnoreImplicit();
    const auto *C = dyn_cast<CXXConstructExpr>(Thrown);
    if (!C)
      break;
    Made = C;
    if (C->getNumArgs() != 1 || !C->getConstructor()->isCopyOrMoveConstructor())
      break;
    Thrown = C->getArg(0);
  }
  Site S;
  S.Output = &Entries.front();
  S.Call = E;
  S.Function = S.Outermost = Function;
  auto Add = [&](const Expr *Argument) {
    if (TheProgram.Matcher.isText(Argument->getType()))
      S.Parts.push_back({Role::Shown, Argument, textOf(Argument), {}});
  };
  if (Made) {
    S.Callee = Made->getConstructor();
    for (const Expr *Argument : Made->arguments())
      if (!isa<CXXDefaultArgExpr>(Argument))
        Add(Argument);
  } else {
    Add(Thrown);
  }
  if (!S.Parts.empty())
    record(std::move(S), &Entries.front());
}

void FunctionEvaluator::recordStream(const CXXOperatorCallExpr *E) {
  if (!TheProgram.hasSecrets() || E->getOperator() != OO_LessLess ||
      E->getNumArgs() != 2)
    return;
  const catalog::Output *Stream = TheProgram.Matcher.streamOf(E->getArg(0));
  if (!Stream)
    return;
  Site S;
  S.Output = Stream;
  S.Call = E;
  S.Callee = E->getDirectCallee();
  S.Function = S.Outermost = Function;
  TextRef T = shownText(E->getArg(1));
  if (T->isEmpty())
    return;
  S.Parts.push_back({Role::Shown, E->getArg(1), T, {}});
  record(std::move(S), Stream);
}

} // namespace dbsafe::provenance
