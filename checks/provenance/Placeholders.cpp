//===- Placeholders.cpp - Text that is completed piece by piece -----------===//
//
// QString("... %1 ... %2").arg(a).arg(b) fills in what an earlier call has left
// open, and query.replace("$table", name) looks for a mark of its own: the text
// to complete already has holes, and its literals say where the next go.
//
//===----------------------------------------------------------------------===//
#include "provenance/Formats.h"
#include "provenance/FunctionEvaluator.h"
#include <set>

using namespace clang;

namespace dbsafe::provenance {

namespace {

bool hasAnyHole(TextFactory &Texts, TextRef T) {
  bool Found = false;
  Texts.map(
      T, [](TextRef) { return true; },
      [&](const Hole &) -> TextRef {
        Found = true;
        return nullptr;
      });
  return Found;
}

} // namespace

TextRef
FunctionEvaluator::fillPlaceholders(llvm::StringRef Language, TextRef Format,
                                    llvm::ArrayRef<FormatArgument> Arguments) {
  std::set<unsigned> Open;
  bool Written = false;
  Texts.mapLiterals(Format, [&](TextRef L) {
    if (auto Parts = readFormat(Language, L->bytes()))
      for (const FormatPart &Part : *Parts) {
        if (Part.Literal.empty())
          Open.insert(Part.Argument);
        else
          Written = true;
      }
    return L;
  });
  if (Open.empty()) {
    // A format of which not all is known takes them somewhere.
    if (hasAnyHole(Texts, Format))
      for (const FormatArgument &Argument : Arguments)
        Format = Texts.concat(Format, Texts.spliced(Argument.T, Argument.At));
    return Format;
  }
  std::map<unsigned, const FormatArgument *> Fill;
  for (unsigned Number : Open)
    if (Fill.size() < Arguments.size())
      Fill[Number] = &Arguments[Fill.size()];
  return Texts.mapLiterals(Format, [&](TextRef L) {
    auto Parts = readFormat(Language, L->bytes());
    if (!Parts)
      return L;
    TextRef Result = Texts.empty();
    for (size_t I = 0; I < Parts->size(); ++I) {
      const FormatPart &Part = (*Parts)[I];
      size_t End =
          I + 1 < Parts->size() ? (*Parts)[I + 1].Offset : L->bytes().size();
      auto Filled =
          Part.Literal.empty() ? Fill.find(Part.Argument) : Fill.end();
      if (Filled == Fill.end()) {
        Result = Texts.concat(
            Result, Texts.literal(L->bytes().slice(Part.Offset, End), L->expr(),
                                  L->offset() + Part.Offset));
        continue;
      }
      auto [Given, At] = *Filled->second;
      Result = Texts.concat(Result, Written ? Texts.spliced(Given, At) : Given);
    }
    return Result;
  });
}

TextRef FunctionEvaluator::replaced(const catalog::Item &Item,
                                    const CallContext &Call) {
  using Operand = catalog::Operand;
  TextRef Whole = operandText(Item.From, Call);
  Operand Old{Operand::Kind::Argument, Item.Arguments};
  Operand New{Operand::Kind::Argument, Item.Last};
  TextRef By = operandText(New, Call);
  const Expr *At = operandExpr(New, Call);
  TextRef Spliced = At ? Texts.spliced(By, At) : By;
  std::optional<std::string> Mark = constantValue(operandText(Old, Call));
  bool Found = false;
  TextRef Result = Whole;
  if (Mark && !Mark->empty())
    Result = Texts.mapLiterals(Whole, [&](TextRef L) {
      llvm::StringRef Bytes = L->bytes();
      TextRef Made = Texts.empty();
      size_t Done = 0;
      for (size_t Next = Bytes.find(*Mark); Next != llvm::StringRef::npos;
           Next = Bytes.find(*Mark, Done)) {
        Found = true;
        Made = Texts.concat(Made, Texts.literal(Bytes.slice(Done, Next),
                                                L->expr(), L->offset() + Done));
        Made = Texts.concat(Made, Bytes.size() > Mark->size() ? Spliced : By);
        Done = Next + Mark->size();
      }
      if (Done == 0)
        return L;
      return Texts.concat(Made, Texts.literal(Bytes.drop_front(Done), L->expr(),
                                              L->offset() + Done));
    });
  // The mark may stand in what is not known, or not be known itself.
  if (!Found && By->hasHole() && (!Mark || hasAnyHole(Texts, Whole)))
    Result = Texts.concat(Whole, Spliced);
  return Result;
}

} // namespace dbsafe::provenance
