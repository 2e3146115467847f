//===- Answers.cpp - What this file's calls pass to those who ask ---------===//
#include "provenance/FunctionEvaluator.h"

using namespace clang;

namespace dbsafe::provenance {

void FunctionEvaluator::answer(const CallContext &Call) {
  if (!Call.Callee || TheProgram.Asking.isIdle())
    return;
  // Questions may come up while they are answered.
  llvm::ArrayRef<unsigned> Known = TheProgram.Asking.asked(Call.Callee);
  llvm::SmallVector<unsigned, 4> Asked(Known.begin(), Known.end());
  for (unsigned Index : Asked) {
    catalog::Answer Given;
    Given.IsOpen = Call.Given || Index >= Call.Arguments.size();
    if (!Given.IsOpen)
      Given = answerOf(textOf(Call.Arguments[Index]));
    TheProgram.Asking.answer(Call.Callee, Index, Given);
  }
}

catalog::Answer FunctionEvaluator::answerOf(TextRef Passed) {
  catalog::Answer Given;
  Texts.map(
      Passed, [](TextRef Node) { return Node->hasHole(); },
      [&](const Hole &H) -> TextRef {
        if (H.From == Origin::Constant || H.From == Origin::Number)
          return nullptr;
        const ParmVarDecl *Param = nullptr;
        if (H.From == Origin::Symbol)
          Param = TheProgram.parameterOf(H.Symbol);
        std::optional<catalog::QuestionKey> Next;
        if (Param && Function &&
            cast<Decl>(Param->getDeclContext())->getCanonicalDecl() ==
                Function->getCanonicalDecl())
          Next = TheProgram.Asking.ask(Param);
        if (Next)
          Given.Hinges.insert(std::move(*Next));
        else
          Given.IsOpen = true;
        return nullptr;
      });
  return Given;
}

} // namespace dbsafe::provenance
