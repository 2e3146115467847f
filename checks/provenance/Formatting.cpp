//===- Formatting.cpp - Text made from a format and its arguments ---------===//
#include "provenance/Formats.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

TextRef FunctionEvaluator::buildFormat(const catalog::Builder &Builder,
                                       const catalog::Item &Item,
                                       const CallContext &Call) {
  const Expr *FormatExpr = operandExpr(Item.From, Call);
  TextRef Format = operandText(Item.From, Call);
  auto Arguments = formatArguments(Call, Item.Arguments);
  if (Format->kind() == Text::Kind::Choice) {
    llvm::SmallVector<TextRef, 4> Results;
    for (TextRef Each : Format->alternatives())
      Results.push_back(formatText(Builder, Item, Each, FormatExpr, Arguments));
    return Texts.join(Results);
  }
  return formatText(Builder, Item, Format, FormatExpr, Arguments);
}

llvm::SmallVector<FunctionEvaluator::FormatArgument, 6>
FunctionEvaluator::formatArguments(const CallContext &Call, unsigned First) {
  llvm::SmallVector<FormatArgument, 6> Result;
  for (unsigned I = First; I < Call.Arguments.size(); ++I)
    Result.push_back({textOf(Call.Arguments[I]), Call.Arguments[I]});
  return Result;
}

bool FunctionEvaluator::isOwnFormat(TextRef Format) const {
  if (!Format->isHole() || Format->hole().From != Origin::Symbol)
    return false;
  const Place &P = Places[Format->hole().Symbol];
  return P.Base == NoPlace && isa_and_nonnull<ParmVarDecl>(P.Decl);
}

bool FunctionEvaluator::isArgumentList(const Expr *E) const {
  QualType List = Context.getBuiltinVaListType().getCanonicalType();
  QualType Given = E->getType().getCanonicalType().getUnqualifiedType();
  if (List->isArrayType() &&
      Given == Context.getDecayedType(List).getCanonicalType())
    return true;
  return Given == List.getUnqualifiedType();
}

TextRef FunctionEvaluator::formatText(
    const catalog::Builder &Builder, const catalog::Item &Item, TextRef Format,
    const Expr *FormatExpr, llvm::ArrayRef<FormatArgument> Arguments) {
  if (isOwnFormat(Format)) {
    // A printf of the project's own: its callers know the format.
    Hole H = Format->hole();
    H.Formats = &Builder;
    H.Format = &Item;
    llvm::SmallVector<TextRef, 6> Given;
    if (Arguments.size() != 1 || !isArgumentList(Arguments[0].At))
      for (const FormatArgument &Argument : Arguments)
        Given.push_back(Argument.T);
    H.Arguments = Texts.keep(Given);
    return Texts.hole(H);
  }
  std::optional<std::string> Constant = constantValue(Format);
  std::optional<std::vector<FormatPart>> Parts;
  if (Constant) {
    std::string Own;
    for (auto [Letter, Meaning] : Item.Conversions)
      Own += Letter;
    Parts = readFormat(Item.Text, *Constant, Own);
  }
  TextRef Result = Texts.empty();
  if (!Parts) {
    // The format is not known: its own text, then any of the arguments.
    Result = Format->isHole() ? Format : partOf(Format, FormatExpr);
    for (const FormatArgument &Argument : Arguments)
      Result = Texts.concat(Result, Texts.spliced(Argument.T, Argument.At));
    return Result;
  }
  bool Written = llvm::any_of(
      *Parts, [](const FormatPart &P) { return !P.Literal.empty(); });
  const Expr *Source = Format->isLiteral() ? Format->expr() : FormatExpr;
  unsigned Base = Format->isLiteral() ? Format->offset() : 0;
  for (const FormatPart &Part : *Parts) {
    if (!Part.Literal.empty()) {
      Result = Texts.concat(
          Result, Texts.literal(Part.Literal, Source, Base + Part.Offset));
      continue;
    }
    if (Part.Argument >= Arguments.size())
      continue;
    auto [Given, At] = Arguments[Part.Argument];
    TextRef Piece = Given;
    auto Quotes = llvm::find_if(Item.Conversions, [&](const auto &C) {
      return C.first == Part.Conversion;
    });
    Hole H;
    H.Where = At;
    if (Quotes != Item.Conversions.end() &&
        Quotes->second != catalog::QuotedSlot::Raw) {
      H.From = Origin::Sanitized;
      H.Quoted = Quotes->second;
      H.Inner = Given;
      Piece = Texts.hole(H);
    } else if (isNumericConversion(Item.Text, Part.Conversion)) {
      H.From = Origin::Number;
      Piece = Texts.hole(H);
    } else if (Part.Conversion == 'c' && Given->isHole() &&
               Given->hole().From == Origin::Number) {
      // A character, though an int carries it.
      Piece = dynamic(At);
    }
    Result = Texts.concat(Result, Written ? Texts.spliced(Piece, At) : Piece);
  }
  return Result;
}

} // namespace dbsafe::provenance
