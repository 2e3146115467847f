//===- Specializing.cpp - Functions that are given others to call ---------===//
//
// `each(rows, print); each(names, [&](auto &n) { run(db, n); });`: what each
// does depends on what it is given to call. Where that is known, the function
// is evaluated once more for it, so that a harmless callback has nothing to do
// with a harmful one beside it.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {
// A function that very many others are handed to is judged for all of them at
// once, and so is one at the end of a long chain.
constexpr unsigned MaxSpecializations = 24, MaxChain = 4;
} // namespace

const Summary *FunctionEvaluator::summaryFor(const FunctionDecl *Callee,
                                             const CallContext &Call) {
  const FunctionDecl *Canonical = Callee->getCanonicalDecl();
  auto Known = TheProgram.Summaries.find(Canonical);
  if (Known == TheProgram.Summaries.end())
    return nullptr;
  const Summary *General = Known->second.get();
  const FunctionDecl *Definition = Callee->getDefinition();
  if (!Definition || Call.Given || Specialized >= MaxChain)
    return General;
  llvm::DenseMap<const ValueDecl *, Targets::List> Given;
  std::vector<const FunctionDecl *> Key;
  for (auto [Param, Argument] :
       llvm::zip(Definition->parameters(), Call.Arguments)) {
    if (!Targets::isCallable(Param->getType()))
      continue;
    const auto *Holder = cast<ValueDecl>(Param->getCanonicalDecl());
    if (TheProgram.Reached.heldBy(Holder).size() < 2)
      continue;
    Targets::List Here;
    if (const ValueDecl *Own = Targets::holder(Argument); Own)
      Here = Bound.lookup(Own);
    if (Here.empty())
      Here = TheProgram.Reached.of(Argument);
    if (Here.size() != 1)
      continue;
    Key.push_back(Here.front());
    Given[Holder] = std::move(Here);
  }
  if (Key.empty())
    return General;
  auto [It, Fresh] = TheProgram.Specialized.try_emplace({Canonical, Key});
  if (!Fresh)
    // Null while it is evaluated: a function that calls itself.
    return It->second ? It->second.get() : General;
  std::unique_ptr<Summary> &Result = It->second;
  if (++TheProgram.Specializations[Canonical] > MaxSpecializations)
    return General;
  FunctionEvaluator Inner(TheProgram, Definition);
  Inner.Bound = std::move(Given);
  Inner.Specialized = Specialized + 1;
  Result = std::make_unique<Summary>(Inner.run());
  return Result.get();
}

} // namespace dbsafe::provenance
