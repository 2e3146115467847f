//===- Quoting.cpp - Calls that make text safe for one slot ---------------===//
#include "provenance/FunctionEvaluator.h"
#include "provenance/Replacers.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::provenance {

/// True for what replaces all of one character in a text: quotes if that makes
/// it fit between quotes, else backslashes.
static bool isReplacement(const catalog::Quoter &Quoter) {
  using Manner = catalog::Quoter::Manner;
  return (Quoter.By == Manner::Doubling &&
          Quoter.For == catalog::QuotedSlot::QuotedValue) ||
         (Quoter.By == Manner::Backslash &&
          Quoter.For == catalog::QuotedSlot::None);
}

TextRef FunctionEvaluator::quote(const catalog::Quoter &Quoter,
                                 const CallContext &Call) {
  Hole H;
  H.From = Origin::Sanitized;
  H.Where = Call.Call;
  H.Quoter = &Quoter;
  H.Quoted = Quoter.For;
  H.Inner = operandText(Quoter.From, Call);
  // The element that the loop's last turn has quoted is another one.
  if (H.Inner->isHole() && H.Inner->hole().From == Origin::Sanitized &&
      H.Inner->hole().Where == Call.Call)
    return H.Inner;
  // Quotes in one call, backslashes in the other: none of either is left.
  const catalog::Quoter *Before =
      H.Inner->isHole() ? H.Inner->hole().Quoter : nullptr;
  if (Before && Before->By != Quoter.By && isReplacement(*Before) &&
      isReplacement(Quoter)) {
    H.Quoter = &QuoteLoops::escapingBoth();
    H.Quoted = H.Quoter->For;
  }
  H.Unchecked = Quoter.Error && ignoresError(*Quoter.Error, Call);
  for (const Line &L : lines(H.Inner, 4))
    for (TextRef Piece : L)
      if (Piece->isHole()) {
        const Hole &Given = Piece->hole();
        if (Given.From == Origin::Symbol)
          TheProgram.QuotedSymbols.try_emplace({Function, Given.Symbol},
                                               Call.Call);
        else if (Given.From != Origin::Sanitized)
          TheProgram.QuotedHoles.try_emplace({Function, Given.Where},
                                             Call.Call);
      }
  return Texts.hole(H);
}

TextRef FunctionEvaluator::withQuotes(TextRef T) {
  if (T->kind() == Text::Kind::Choice) {
    llvm::SmallVector<TextRef, 4> All;
    for (TextRef Each : T->alternatives())
      All.push_back(withQuotes(Each));
    return Texts.join(All);
  }
  if (T->kind() != Text::Kind::Concat || T->depth() != 2)
    return T;
  llvm::SmallVector<TextRef, 8> Pieces = TextFactory::pieces(T);
  if (Pieces.size() != 3 || !Pieces[0]->isLiteral() || !Pieces[2]->isLiteral())
    return T;
  TextRef Inside = Pieces[1];
  // Escaped, or empty.
  if (Inside->kind() == Text::Kind::Choice &&
      Inside->alternatives().size() == 2)
    for (unsigned I : {0U, 1U})
      if (Inside->alternatives()[I]->isEmpty()) {
        Inside = Inside->alternatives()[1 - I];
        break;
      }
  if (!Inside->isHole())
    return T;
  const Hole &H = Inside->hole();
  llvm::StringRef Quote = Pieces[2]->bytes();
  // What is wrong with it in itself is told where it is made.
  if (H.From != Origin::Sanitized || !H.Quoter || H.Unchecked ||
      !H.Quoter->Weakness.empty() || Pieces[0]->bytes() != Quote)
    return T;
  using Slot = catalog::QuotedSlot;
  Hole Whole = H;
  if (Quote == "'" && H.Quoted == Slot::QuotedValue)
    Whole.Quoted = Slot::Value;
  else if ((Quote == "\"" || Quote == "`") &&
           H.Quoted == Slot::QuotedIdentifier)
    Whole.Quoted = Slot::Identifier;
  else
    return T;
  Whole.Splice = nullptr;
  Whole.Through = nullptr;
  return Texts.hole(Whole);
}

Value FunctionEvaluator::quotedCharacter(const catalog::Quoter &Quoter,
                                         TextRef T, const Expr *At) {
  TextRef Part = partOf(T, At);
  if (!Part->hasHole())
    return Value::text(Part);
  Hole H =
      quotedBy(Quoter, Part, Part->isHole() ? Part->hole().Where : At)->hole();
  H.IsCharacter = true;
  return Value::text(Texts.hole(H));
}

std::optional<Value> FunctionEvaluator::replaceQuotes(const CallContext &Call) {
  // Most calls are given no quote.
  auto Given = [&](unsigned Index) {
    return constantValue(textOf(Call.Arguments[Index])).value_or("");
  };
  char Mark = '\0';
  for (const Expr *Each : Call.Arguments)
    if (const Expr *E = comparedObject(Each);
        isa<CharacterLiteral>(E) ||
        (isa<StringLiteral>(E) && cast<StringLiteral>(E)->getLength() == 1))
      if (std::optional<std::string> Text = constantValue(textOf(Each));
          Text && Text->size() == 1 &&
          llvm::StringRef("'\"`").contains((*Text)[0]))
        Mark = (*Text)[0];
  if (Mark == '\0' || !Call.Callee || Call.Given)
    return std::nullopt;
  std::optional<Replacer> Does = replacerOf(Call.Callee);
  if (!Does || Call.Arguments.size() < Call.Callee->getNumParams() ||
      Given(Does->What) != std::string(1, Mark) ||
      (Does->With && Given(*Does->With) != std::string(2, Mark)))
    return std::nullopt;
  const catalog::Quoter &Q =
      Mark == '\'' ? QuoteLoops::doubling() : QuoteLoops::doublingOfNames();
  const Expr *Subject = Call.Arguments[Does->Subject];
  if (!Does->InPlace) {
    TextRef T = textOf(Subject);
    return T->hasHole() ? Value::text(quotedBy(Q, T, Call.Call))
                        : std::optional<Value>();
  }
  Value Where = value(Subject);
  if (!Where.isAddress())
    return std::nullopt;
  replaceQuotes(Q, Where.P, Call.Call);
  return Value();
}

TextRef FunctionEvaluator::quotedBy(const catalog::Quoter &Quoter, TextRef T,
                                    const Expr *At) {
  Hole H;
  H.From = Origin::Sanitized;
  H.Where = At;
  H.Quoter = &Quoter;
  H.Quoted = Quoter.For;
  H.Inner = T;
  return Texts.hole(H);
}

void FunctionEvaluator::replaceQuotes(const catalog::Quoter &Quoter, PlaceId P,
                                      const Expr *At) {
  TextRef T = loadText(P, At);
  if (T->isHole() && T->hole().Quoter == &Quoter)
    return;
  store(P, Value::text(quotedBy(Quoter, T, At)));
}

const VarDecl *FunctionEvaluator::errorVariable(const Expr *Argument) {
  const auto *U = dyn_cast<UnaryOperator>(Argument->IgnoreParenImpCasts());
  if (!U || U->getOpcode() != UO_AddrOf)
    return nullptr;
  const auto *R = dyn_cast<DeclRefExpr>(U->getSubExpr()->IgnoreParenImpCasts());
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return V && V->hasLocalStorage() ? V : nullptr;
}

bool FunctionEvaluator::ignoresError(const catalog::Operand &Error,
                                     const CallContext &Call) {
  const Expr *Argument = operandExpr(Error, Call);
  if (!Argument)
    return false;
  if (Argument->isNullPointerConstant(Context,
                                      Expr::NPC_ValueDependentIsNotNull))
    return true;
  const VarDecl *V = errorVariable(Argument);
  // Nothing mentions it but the calls that set it.
  return V && Mentions.lookup(V) == ErrorsGiven.lookup(V);
}

/// A constant text, or those of a list, each on a line of its own.
static std::optional<std::string> constantList(TextRef T) {
  if (T->kind() != Text::Kind::Choice)
    return constantValue(T);
  std::string Lines;
  for (TextRef Each : T->alternatives()) {
    std::optional<std::string> Line = constantValue(Each);
    if (!Line)
      return std::nullopt;
    Lines += (Lines.empty() ? "" : "\n") + *Line;
  }
  return Lines;
}

bool FunctionEvaluator::holdsByValue(const catalog::Entry &Entry,
                                     const CallContext &Call) {
  // "'" may come as a string, a character or an object made of one.
  return !Entry.When.empty() && llvm::all_of(Entry.When, [&](const auto &When) {
    auto [Index, Wanted] = When;
    if (Index >= Call.Arguments.size())
      return false;
    const Expr *E = Call.Arguments[Index];
    if (isNumeric(E->getType()))
      return TheProgram.Matcher.isConstant(E, Wanted);
    std::optional<std::string> Text = constantList(textOf(E));
    return Text && *Text == Wanted;
  });
}

} // namespace dbsafe::provenance
