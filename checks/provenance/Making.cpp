//===- Making.cpp - Text that a library makes of no other text ------------===//
//
// Numbers, dates, hashes: whatever they are made of, what is made can only
// have certain characters, and so is harmless in some places.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// True if a time that is printed in that format, strftime's or one of letters
/// alone, is digits and letters without anything in between: "%Y%m%d",
/// "yyyyMMdd".
bool isWord(llvm::StringRef Format) {
  constexpr llvm::StringRef Plain = "CGHIMSUVWYdegjkmsuwy";
  for (size_t I = 0; I < Format.size(); ++I) {
    bool IsConversion = Format[I] == '%' && I + 1 < Format.size();
    if (IsConversion ? !Plain.contains(Format[++I])
                     : !llvm::isAlnum(Format[I]) && Format[I] != '_')
      return false;
  }
  return true;
}

} // namespace

TextRef FunctionEvaluator::made(const catalog::Item &Item,
                                const CallContext &Call) {
  using Kind = catalog::Item::Kind;
  Hole H;
  H.Where = Call.Call;
  H.From = Origin::Number;
  if (Item.What == Kind::Number)
    return Texts.hole(H);
  H.From = Origin::Sanitized;
  H.Quoted = Item.GoodFor;
  H.Inner = dynamic(Call.Call);
  if (Item.What == Kind::Made)
    return Texts.hole(H);
  TextRef Format = operandText(Item.From, Call);
  // Who writes the format writes the text.
  if (Format->hasHole())
    return Format;
  H.Quoted = catalog::QuotedSlot::Figures;
  if (std::optional<std::string> Known = constantValue(Format);
      Known && !Known->empty() && isWord(*Known))
    H.Quoted = catalog::QuotedSlot::Anywhere;
  return Texts.hole(H);
}

} // namespace dbsafe::provenance
