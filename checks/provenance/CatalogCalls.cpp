//===- CatalogCalls.cpp - Calls that the catalogue describes --------------===//
#include "provenance/FunctionEvaluator.h"

using namespace clang;

namespace dbsafe::provenance {

std::optional<Value> FunctionEvaluator::applyCatalog(const CallContext &Call) {
  CallMatcher &Matcher = TheProgram.Matcher;
  const Matches *M = Call.Elsewhere ? Call.Elsewhere
                     : Call.Callee  ? Matcher.match(Call.Callee)
                     : Call.Through ? Matcher.matchHeld(Call.Through)
                                    : nullptr;
  if (!M)
    return std::nullopt;
  auto Holds = [&](const catalog::Entry *Entry) {
    return Matcher.holds(*Entry, Call.Arguments) || holdsByValue(*Entry, Call);
  };
  std::optional<Value> Result;
  bool Applied = false;
  for (const catalog::Sink *Sink : M->Sinks)
    if (Holds(Sink)) {
      recordSink(*Sink, Call);
      Applied = true;
    }
  for (const catalog::Use *Use : M->Uses)
    if (Holds(Use))
      recordUse(*Use, Call);
  for (const catalog::Connect *Connect : M->Connects)
    if (Holds(Connect)) {
      if (Connect->isSetter()) {
        makeSetting(*Connect, Call);
        if (Connect->Connection->Where == catalog::Operand::Kind::Return)
          Result = Value::address(Places.temporary(Call.Call));
      } else
        recordConnect(*Connect, Call);
      Applied = true;
    }
  for (const catalog::Output *Output : M->Outputs)
    if (!Output->IsStream && Holds(Output))
      recordOutput(*Output, Call);
  llvm::SmallVector<const catalog::Quoter *, 2> Quoters;
  for (const catalog::Quoter *Quoter : M->Quoters)
    if (Holds(Quoter)) {
      Applied = true;
      Quoters.push_back(Quoter);
      TextRef T = quote(*Quoter, Call);
      if (Quoter->Append) {
        const Expr *At = operandExpr(Quoter->From, Call);
        T = Texts.concat(operandText(Quoter->Into, Call),
                         At ? Texts.spliced(T, At) : T);
      }
      storeOperand(Quoter->Into, T, Call, Result);
    }
  // What replaces every quote in a text is a call that, with other arguments,
  // merely makes text.
  auto IsQuoted = [&](const catalog::Builder &Builder) {
    return llvm::any_of(Quoters, [&](const catalog::Quoter *Quoter) {
      return Builder.Into == Quoter->Into && Builder.When.empty();
    });
  };
  // All entries read the state before the call.
  struct Making {
    const catalog::Builder *Builder;
    TextRef T = nullptr;
    Copied Object;
  };
  llvm::SmallVector<Making, 2> Built;
  for (const catalog::Builder *Builder : M->Builders)
    if (Holds(Builder)) {
      Applied = true;
      Making &Each = Built.emplace_back();
      Each.Builder = Builder;
      if (Builder->Binds)
        bind(Call);
      else if (Builder->Value)
        Each.Object = copyOf(*Builder->Value, Call);
      else if (Builder->Construct)
        Each.Object = constructed(*Builder, Call);
      else if (Builder->Scans || (Builder->Into && !IsQuoted(*Builder)))
        Each.T = build(*Builder, Call);
      if (Builder->Cuts && Each.T)
        Each.T = Texts.cut(Each.T);
    }
  for (const auto &[Builder, T, Object] : Built) {
    if (Builder->Scans)
      scan(*Builder->Scans, T, Call);
    if (Builder->Value || Builder->Construct)
      storeObject(*Builder, Object, Call, Result);
    else if (std::optional<Value> Character = characterWithin(*Builder, Call))
      Result = Character;
    else if (T && Builder->Into)
      storeOperand(*Builder->Into, T, Call, Result);
    if (Builder->Returns) {
      Result = operandValue(*Builder->Returns, Call);
      Result->Later |= Builder->AtEnd && Result->isAddress();
    }
  }
  for (const catalog::Source *Source : M->Sources) {
    if (Source->Callback || !Holds(Source))
      continue;
    Applied = true;
    if (Source->Scans) {
      scan(*Source->Scans, outside(*Source, Call.Call), Call);
      continue;
    }
    storeOperand(Source->Into, outside(*Source, Call.Call), Call, Result);
  }
  for (const catalog::Secret *Secret : M->Secrets) {
    if (!Holds(Secret))
      continue;
    Applied = true;
    bool IsResult = Secret->Into.Where == catalog::Operand::Kind::Return;
    TextRef Known = IsResult && Result && Result->isText() ? Result->T
                    : IsResult                             ? nullptr
                               : operandText(Secret->Into, Call);
    if (IsResult && Result && Result->isAddress())
      Known = loadText(Result->P, Call.Call);
    storeOperand(Secret->Into, secret(*Secret, Known, Call.Call), Call, Result);
  }
  if (!M->Effects.empty() && M->isLinked())
    return applyEffects(M->Effects, Call);
  if (!Applied)
    return std::nullopt;
  if (!Result) {
    QualType T = Call.Call->getType();
    if (T->isVoidType() || isNumeric(T))
      return Value();
    Result = T->isRecordType() ? Value::opaque(dynamic(Call.Call))
                               : Value::text(dynamic(Call.Call));
  }
  return Result;
}

TextRef FunctionEvaluator::build(const catalog::Builder &Builder,
                                 const CallContext &Call) {
  using Kind = catalog::Item::Kind;
  struct Piece {
    TextRef T;
    const Expr *At; ///< Null for what can't be spliced.
  };
  llvm::SmallVector<Piece, 6> Pieces;
  // Where writing goes on behind a text, that text is kept anyway.
  Value Target;
  if (Builder.Into && Builder.Into->Where != catalog::Operand::Kind::Return)
    Target = targetOf(*Builder.Into, Call);
  bool Kept = Target.isAddress() && Target.Later;
  bool KeptOwn = Kept && loadText(Target.P, Call.Call)->hasOwn();
  for (const catalog::Item &Item : Builder.Text) {
    if (Kept && Item.What == Kind::Operand && Item.From == *Builder.Into) {
      Pieces.push_back({Texts.empty(), nullptr});
      continue;
    }
    bool IsThis = Item.From.Where == catalog::Operand::Kind::This;
    const Expr *At = IsThis ? nullptr : operandExpr(Item.From, Call);
    switch (Item.What) {
    case Kind::Literal:
      Pieces.push_back({Texts.literal(Item.Text, Call.Call), nullptr});
      break;
    case Kind::Operand:
      Pieces.push_back({Item.Character && At ? characterText(At)
                                             : operandText(Item.From, Call),
                        At});
      break;
    case Kind::Invoke:
      Pieces.push_back(
          {textOf(invoke(At, argumentsFrom(Item.Others[0].Index, Call), Call),
                  Call.Call),
           nullptr});
      break;
    case Kind::Spread:
      Pieces.push_back(
          {textOf(invoke(At, membersOf(Item.Others[0], Call), Call), Call.Call),
           nullptr});
      break;
    case Kind::Rest:
      for (unsigned I = Item.From.Index; I < Call.Arguments.size(); ++I)
        Pieces.push_back(
            {operandText({catalog::Operand::Kind::Argument, I}, Call),
             Call.Arguments[I]});
      break;
    case Kind::Elements:
    case Kind::Repeat:
      Pieces.push_back(
          {Texts.repeat(Item.Character && At ? characterText(At)
                        : Item.What == Kind::Elements
                            ? textOf(elementOf(Item.From, Call), At)
                            : operandText(Item.From, Call)),
           At});
      break;
    case Kind::Call:
      Pieces.push_back({callElements(Item, Call), nullptr});
      break;
    case Kind::Fold:
      Pieces.push_back({foldElements(Item, Call), nullptr});
      break;
    case Kind::Replace:
      Pieces.push_back({Texts.cut(replaced(Item, Call)), nullptr});
      break;
    case Kind::Part:
      Pieces.push_back(
          {Texts.cut(partOf(operandText(Item.From, Call), Call.Call)), At});
      break;
    case Kind::Number:
    case Kind::Time:
    case Kind::Made:
      Pieces.push_back({made(Item, Call), Call.Call});
      break;
    case Kind::Format:
      Pieces.push_back({buildFormat(Builder, Item, Call), nullptr});
      break;
    }
  }
  // A value is spliced where it first meets text that is written here. What
  // only appends one unknown to another, such as a string builder's own
  // append, hands it on.
  bool Written = KeptOwn || llvm::any_of(Pieces, [](const Piece &P) {
                   return P.T->hasOwn();
                 });
  TextRef Result = Texts.empty();
  for (const Piece &P : Pieces)
    Result =
        Texts.concat(Result, Written && P.At && (Pieces.size() > 1 || KeptOwn)
                                 ? spliced(P.T, P.At)
                                 : P.T);
  return Result;
}

TextRef FunctionEvaluator::spliced(TextRef T, const Expr *At) {
  // Text that is built from another's characters is a copy of it: it is spliced
  // where the copy is.
  if (isCharacter(At->getType()) && T->isHole() &&
      T->hole().From == Origin::Symbol) {
    const auto *D = dyn_cast_or_null<ValueDecl>(Places[T->hole().Symbol].Decl);
    if (D && !isCharacter(D->getType().getNonReferenceType()))
      return T;
  }
  return Texts.spliced(T, At);
}

} // namespace dbsafe::provenance
