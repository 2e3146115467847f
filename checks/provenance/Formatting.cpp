//===- Formatting.cpp - Text made from a format and its arguments ---------===//
#include "provenance/Formats.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {
// A format is read by a person; one with more pieces was put together by a
// loop, and its arguments stand anywhere in it.
constexpr unsigned MaxFormatPieces = 1U << 12;
} // namespace

/// One format on its way to the text.
struct FunctionEvaluator::FormatRun {
  const catalog::Builder &Builder;
  const catalog::Item &Item;
  llvm::ArrayRef<FormatArgument> Arguments;
  bool Written = false; ///< The format has literal text.
  bool Broken = false;
  unsigned Next = 0; ///< The argument of the next mark without a position.
  unsigned Pieces = 0;
  /// The numbers of the marks, ascending, if they are filled in step by step.
  llvm::SmallVector<unsigned, 4> Marks = {};
};

/// The letters of conversions that the catalogue gives a meaning.
static std::string ownLetters(const catalog::Item &Item) {
  std::string Letters;
  for (auto [Letter, Meaning] : Item.Conversions)
    Letters += Letter;
  return Letters;
}

TextRef FunctionEvaluator::buildFormat(const catalog::Builder &Builder,
                                       const catalog::Item &Item,
                                       const CallContext &Call) {
  const Expr *FormatExpr = operandExpr(Item.From, Call);
  TextRef Format = operandText(Item.From, Call);
  if (TextRef OfClass = textOfClass(FormatExpr))
    Format = OfClass;
  auto Arguments = formatArguments(Call, Item.Arguments, Item.LastArgument);
  if (Format->kind() == Text::Kind::Choice) {
    llvm::SmallVector<TextRef, 4> Results;
    for (TextRef Each : Format->alternatives())
      Results.push_back(formatText(Builder, Item, Each, FormatExpr, Arguments));
    return Texts.join(Results);
  }
  return formatText(Builder, Item, Format, FormatExpr, Arguments);
}

/// An object without fields is nothing but its class, and the class may be made
/// around one text, as FMT_STRING's is: what it converts to. Null if it is no
/// such object.
TextRef FunctionEvaluator::textOfClass(const Expr *E) {
  while (E) {
    E = E->IgnoreImplicit()->IgnoreParens();
    const auto *C = dyn_cast<CXXConstructExpr>(E);
    if (!C || C->getNumArgs() != 1)
      break;
    E = C->getArg(0);
  }
  const CXXRecordDecl *Class = E ? E->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Class || !Class->hasDefinition() || !Class->isEmpty() ||
      Class->isLambda())
    return nullptr;
  for (const NamedDecl *D : Class->getVisibleConversionFunctions()) {
    const auto *Conversion = dyn_cast<CXXConversionDecl>(D);
    const auto *Body = Conversion && Conversion->hasBody()
                           ? dyn_cast<CompoundStmt>(Conversion->getBody())
                           : nullptr;
    const auto *Return = Body && Body->size() == 1
                             ? dyn_cast<ReturnStmt>(Body->body_front())
                             : nullptr;
    if (Return && Return->getRetValue())
      return textOf(Return->getRetValue());
  }
  return nullptr;
}

const CallExpr *FunctionEvaluator::callWithin(const Expr *E) {
  for (;;) {
    E = E->IgnoreImplicit()->IgnoreParenCasts();
    const auto *C = dyn_cast<CXXConstructExpr>(E);
    if (!C || C->getNumArgs() == 0 ||
        (C->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(C->getArg(1))))
      return dyn_cast<CallExpr>(E);
    E = C->getArg(0);
  }
}

const catalog::Builder *FunctionEvaluator::builderOf(
    const CallExpr *E,
    llvm::function_ref<bool(const catalog::Builder &)> Accept) {
  const FunctionDecl *Callee = E ? E->getDirectCallee() : nullptr;
  const Matches *M = Callee ? TheProgram.Matcher.match(Callee) : nullptr;
  if (!M)
    return nullptr;
  for (const catalog::Builder *B : M->Builders)
    if (Accept(*B))
      return B;
  return nullptr;
}

llvm::SmallVector<FunctionEvaluator::FormatArgument, 6>
FunctionEvaluator::formatArguments(const CallContext &Call, unsigned First,
                                   std::optional<unsigned> Last) {
  llvm::SmallVector<FormatArgument, 6> Result;
  for (unsigned I = First; I < Call.Arguments.size() && I <= Last.value_or(~0U);
       ++I) {
    const Expr *Argument = Call.Arguments[I];
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    // A call that only gathers arguments: fmt::make_format_args(a, b).
    const CallExpr *Inner = callWithin(Argument);
    const catalog::Builder *List =
        builderOf(Inner, [](const catalog::Builder &B) {
          return B.Text.size() == 1 &&
                 B.Text[0].What == catalog::Item::Kind::Rest;
        });
    if (List && !Call.Given) {
      llvm::append_range(
          Result, formatArguments(contextOf(Inner), List->Text[0].From.Index));
      continue;
    }
    Result.push_back({textOf(Argument), Argument});
  }
  return Result;
}

bool FunctionEvaluator::isOwnFormat(TextRef Format) const {
  if (!Format->isHole() || Format->hole().From != Origin::Symbol)
    return false;
  const Place &P = Places[Format->hole().Symbol];
  return P.Base == NoPlace && isa_and_nonnull<ParmVarDecl>(P.Decl);
}

bool FunctionEvaluator::isArgumentList(const Expr *E) const {
  return provenance::isArgumentList(E->getType(), Context);
}

TextRef FunctionEvaluator::characterText(const Expr *E) {
  const Expr *Inner = E->IgnoreParenImpCasts();
  if (isCharacter(Inner->getType()))
    return textOf(Inner);
  if (const auto *C = dyn_cast<ConditionalOperator>(Inner))
    return Texts.join(characterText(C->getTrueExpr()),
                      characterText(C->getFalseExpr()));
  if (!isNumeric(E->getType()))
    return textOf(E);
  if (!E->isValueDependent())
    if (std::optional<llvm::APSInt> Value =
            E->getIntegerConstantExpr(Context)) {
      auto Byte = char(Value->getExtValue());
      return Byte ? Texts.literal(llvm::StringRef(&Byte, 1), E) : Texts.empty();
    }
  return dynamic(E);
}

TextRef FunctionEvaluator::formatText(
    const catalog::Builder &Builder, const catalog::Item &Item, TextRef Format,
    const Expr *FormatExpr, llvm::ArrayRef<FormatArgument> Arguments) {
  bool InSteps = isFilledInSteps(Item.Text);
  if (isOwnFormat(Format) && !(InSteps && Format->hole().Formats)) {
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
  FormatRun Run{Builder, Item, Arguments};
  bool Known = Format->isEmpty();
  Texts.mapLiterals(Format, [&](TextRef Literal) -> TextRef {
    Known = true;
    auto Parts =
        readFormat(Item.Text, Literal->bytes(), Run.Next, ownLetters(Item));
    Run.Broken |= !Parts;
    if (!Parts)
      return nullptr;
    for (const FormatPart &Part : *Parts)
      if (!Part.Literal.empty())
        Run.Written = true;
      else if (!llvm::is_contained(Run.Marks, Part.Argument))
        Run.Marks.push_back(Part.Argument);
    return nullptr;
  });
  llvm::sort(Run.Marks);
  // Marks may be in the part of the format that is not known.
  if (InSteps && Run.Marks.empty() && Format->hasHole())
    Known = false;
  Run.Next = 0;
  TextRef Result = Texts.empty();
  if (Known && !Run.Broken)
    Result = fillFormat(Format, Run);
  if (!Known || Run.Broken) {
    // The format is not known: its own text, then any of the arguments.
    Result = Format->isHole() || InSteps ? Format : partOf(Format, FormatExpr);
    for (const FormatArgument &Argument : Arguments)
      Result = Texts.concat(Result, Texts.spliced(Argument.T, Argument.At));
  }
  return Result;
}

TextRef FunctionEvaluator::fillFormat(TextRef Format, FormatRun &Run) {
  if (++Run.Pieces > MaxFormatPieces)
    Run.Broken = true;
  if (Run.Broken)
    return Format;
  switch (Format->kind()) {
  case Text::Kind::Empty:
  case Text::Kind::Hole:
    return Format;
  case Text::Kind::Literal:
    return fillLiteral(Format, Run);
  case Text::Kind::Repeat:
    return Texts.repeat(fillFormat(Format->body(), Run));
  case Text::Kind::Concat: {
    TextRef Result = Texts.empty();
    for (TextRef Piece : TextFactory::pieces(Format))
      Result = Texts.concat(Result, fillFormat(Piece, Run));
    return Result;
  }
  case Text::Kind::Choice: {
    // Each way goes on with the same argument.
    llvm::SmallVector<TextRef, 4> Results;
    unsigned First = Run.Next, Last = Run.Next;
    for (TextRef Each : Format->alternatives()) {
      Run.Next = First;
      Results.push_back(fillFormat(Each, Run));
      Last = std::max(Last, Run.Next);
    }
    Run.Next = Last;
    return Texts.join(Results);
  }
  }
  return Format;
}

TextRef FunctionEvaluator::fillLiteral(TextRef Format, FormatRun &Run) {
  auto Parts = readFormat(Run.Item.Text, Format->bytes(), Run.Next,
                          ownLetters(Run.Item));
  Run.Broken |= !Parts;
  if (!Parts)
    return Format;
  bool InSteps = isFilledInSteps(Run.Item.Text);
  TextRef Result = Texts.empty();
  for (FormatPart &Part : *Parts) {
    if (InSteps && Part.Literal.empty()) {
      // The lowest marks take the arguments; the others stay.
      Part.Argument = llvm::find(Run.Marks, Part.Argument) - Run.Marks.begin();
      if (Part.Argument >= Run.Arguments.size())
        Part.Literal = Format->bytes().substr(Part.Offset, Part.Size).str();
    }
    if (!Part.Literal.empty()) {
      Result =
          Texts.concat(Result, Texts.literal(Part.Literal, Format->expr(),
                                             Format->offset() + Part.Offset));
      continue;
    }
    // "%.3s" is the beginning of it.
    TextRef Argument = argumentText(Part, Run);
    bool IsShort = Part.Conversion == 's' &&
                   Format->bytes().substr(Part.Offset, Part.Size).contains('.');
    Result = Texts.concat(Result, IsShort ? Texts.cut(Argument) : Argument);
  }
  return Result;
}

/// Signed or unsigned char: types of numbers as well.
static bool isByte(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType().getCanonicalType();
  return T->isSpecificBuiltinType(BuiltinType::UChar) ||
         T->isSpecificBuiltinType(BuiltinType::SChar);
}

TextRef FunctionEvaluator::argumentText(const FormatPart &Part,
                                        const FormatRun &Run) {
  const FormatArgument *Argument = argumentFor(Part, Run);
  if (!Argument)
    return Texts.empty();
  auto [Given, At] = *Argument;
  TextRef Piece = Given;
  const auto &Conversions = Run.Item.Conversions;
  auto Quotes = llvm::find_if(
      Conversions, [&](const auto &C) { return C.first == Part.Conversion; });
  Hole H;
  H.Where = At;
  if (Quotes != Conversions.end() &&
      Quotes->second != catalog::QuotedSlot::Raw) {
    H.From = Origin::Sanitized;
    H.Quoted = Quotes->second;
    H.Inner = Given;
    Piece = Texts.hole(H);
  } else if (isNumericConversion(Run.Item.Text, Part.Conversion) ||
             (isByte(At->getType()) && Part.Conversion != 'c' &&
              printsBytesAsNumbers(Run.Item.Text))) {
    H.From = Origin::Number;
    Piece = Texts.hole(H);
  } else if (Part.Conversion == 'c' && Given->isHole() &&
             Given->hole().From == Origin::Number) {
    // A character, though an int carries it.
    Piece = characterText(At);
  }
  if (Part.Conversion == 'c')
    Piece = Texts.cut(Piece); // One of many.
  return Run.Written ? Texts.spliced(Piece, At) : Piece;
}

const FunctionEvaluator::FormatArgument *
FunctionEvaluator::argumentFor(const FormatPart &Part, const FormatRun &Run) {
  if (Run.Arguments.empty())
    return nullptr;
  if (Part.Name.empty())
    // The last one of those that are known may be a list of more: a va_list.
    return &Run.Arguments[std::min<size_t>(Part.Argument,
                                           Run.Arguments.size() - 1)];
  for (const FormatArgument &Each : Run.Arguments) {
    const CallExpr *Call = callWithin(Each.At);
    const catalog::Builder *Named = builderOf(
        Call, [](const catalog::Builder &B) { return B.Name.has_value(); });
    if (!Named)
      continue;
    CallContext Inner = contextOf(Call);
    if (Inner.Object)
      Inner.This = objectPlace(Inner.Object);
    if (constantValue(operandText(*Named->Name, Inner)) == Part.Name)
      return &Each;
  }
  // A name that is given in a way that is not followed: it may be any, and
  // what is text says more than a number.
  for (const FormatArgument &Each : Run.Arguments)
    if (Each.T->hasHole())
      return &Each;
  return &Run.Arguments.front();
}

} // namespace dbsafe::provenance
