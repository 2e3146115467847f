//===- Scanning.cpp - What scanf's conversions read -----------------------===//
//
// Which of the arguments behind the format receive text, and of which
// characters: `%[A-Za-z0-9_]` reads a word, `%d` no text at all.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// What one argument behind the format receives.
struct Conversion {
  char Letter = 's';
  CharSet Chars = ~CharSet(); ///< Of '[': those that it reads.
};

/// The characters between "[" and "]" of a conversion, of which Rest begins
/// behind the bracket; Rest is moved behind the set.
CharSet readSet(llvm::StringRef &Rest) {
  bool Others = Rest.consume_front("^");
  CharSet Result;
  for (bool First = true; !Rest.empty() && (First || Rest[0] != ']');
       First = false) {
    auto From = static_cast<unsigned char>(Rest[0]), To = From;
    Rest = Rest.drop_front();
    if (Rest.size() > 1 && Rest[0] == '-' && Rest[1] != ']') {
      To = static_cast<unsigned char>(Rest[1]);
      Rest = Rest.drop_front(2);
    }
    for (unsigned C = From; C <= To; ++C)
      Result.set(C);
  }
  Rest = Rest.drop_front(Rest.empty() ? 0 : 1);
  if (Others)
    Result = ~Result;
  // What is read ends at a NUL.
  Result.reset(0);
  return Result;
}

llvm::SmallVector<Conversion, 4> readFormat(llvm::StringRef Rest) {
  llvm::SmallVector<Conversion, 4> Result;
  while (!Rest.empty()) {
    bool IsMark = Rest[0] == '%';
    Rest = Rest.drop_front();
    if (!IsMark || Rest.consume_front("%"))
      continue;
    bool Skipped = Rest.consume_front("*");
    Rest = Rest.drop_while([](char C) {
      return llvm::isDigit(C) || llvm::is_contained("hljztLqm'", C);
    });
    if (Rest.empty())
      break;
    Conversion C;
    C.Letter = Rest[0];
    Rest = Rest.drop_front();
    if (C.Letter == '[')
      C.Chars = readSet(Rest);
    if (!Skipped)
      Result.push_back(C);
  }
  return Result;
}

} // namespace

void FunctionEvaluator::scan(unsigned Format, TextRef T,
                             const CallContext &Call) {
  std::optional<std::string> Known = constantValue(
      operandText({catalog::Operand::Kind::Argument, Format}, Call));
  auto Conversions = readFormat(Known.value_or(""));
  std::optional<Value> Nothing;
  for (unsigned I = Format + 1; I < Call.Arguments.size(); ++I) {
    Conversion Here;
    if (Known && I - Format - 1 < Conversions.size())
      Here = Conversions[I - Format - 1];
    QualType Type = Call.Arguments[I]->IgnoreParenCasts()->getType();
    bool IsText = llvm::is_contained("scSC[", Here.Letter) &&
                  (isCharacterPointer(Type) || Type->isPointerType());
    if (!IsText)
      continue;
    TextRef Read = partOf(T, Call.Call);
    if (TextRef Limited = Here.Letter == '[' && Read->hasHole()
                              ? limited(Read, Here.Chars, Call.Arguments[I])
                              : nullptr)
      Read = Limited;
    storeOperand({catalog::Operand::Kind::Argument, I}, Read, Call, Nothing);
  }
}

} // namespace dbsafe::provenance
