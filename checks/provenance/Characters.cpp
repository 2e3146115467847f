//===- Characters.cpp - What conditions say of a text's characters --------===//
//
// `for (char c : s) if (!isalnum(c) && c != '_') return false;`: behind the
// loop s has nothing but letters, digits and underscores, which may stand as a
// name and between quotes. Each condition on a character gives the exact set
// for which it holds; what every turn of a loop has left holds for the whole
// text.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

constexpr unsigned MaxListedChars = 8;

CharSet all() { return ~CharSet(); }

CharSet setOf(llvm::StringRef Bytes) {
  CharSet Result;
  for (unsigned char C : Bytes)
    Result.set(C);
  return Result;
}

/// "A-Za-z_" as the catalogue writes it.
CharSet setOfRanges(llvm::StringRef Ranges) {
  CharSet Result;
  for (size_t I = 0; I < Ranges.size(); ++I) {
    auto First = static_cast<unsigned char>(Ranges[I]), Last = First;
    if (I + 2 < Ranges.size() && Ranges[I + 1] == '-') {
      Last = static_cast<unsigned char>(Ranges[I + 2]);
      I += 2;
    }
    for (unsigned C = First; C <= Last; ++C)
      Result.set(C);
  }
  return Result;
}

CharSet setOf(TextRef T) {
  switch (T->kind()) {
  case Text::Kind::Empty:
    return {};
  case Text::Kind::Literal:
    return setOf(T->bytes());
  case Text::Kind::Hole:
    return T->hole().Chars ? *T->hole().Chars : all();
  case Text::Kind::Repeat:
    return setOf(T->body());
  case Text::Kind::Concat:
    return setOf(T->left()) | setOf(T->right());
  case Text::Kind::Choice: {
    CharSet Result;
    for (TextRef Each : T->alternatives())
      Result |= setOf(Each);
    return Result;
  }
  }
  return all();
}

const Expr *bare(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *W = dyn_cast<FullExpr>(E))
      E = W->getSubExpr();
    else
      return E;
  }
}

} // namespace

TextRef FunctionEvaluator::limited(TextRef Was, const CharSet &Given,
                                   const Expr *At) {
  static const CharSet Digits = setOfRanges("0-9."),
                       Words = setOfRanges("A-Za-z0-9_"),
                       Quotes = setOf(llvm::StringRef("'\"`")),
                       Dangerous = Quotes | setOf(llvm::StringRef("\\"));
  CharSet Chars = Given;
  // One check after the other.
  if (Was->isHole() && Was->hole().Chars && Was->hole().Inner) {
    Chars &= *Was->hole().Chars;
    Was = Was->hole().Inner;
  }
  Hole H;
  H.Where = At;
  H.Inner = Was;
  H.Chars = Texts.keep(Chars);
  H.From = Origin::Sanitized;
  if ((Chars & ~Digits).none()) {
    H.From = Origin::Number;
    H.Inner = nullptr;
  } else if ((Chars & ~Words).none()) {
    H.Quoted = catalog::Quoter::Slot::Word;
  } else if ((Chars & Dangerous).none()) {
    H.Quoted = catalog::Quoter::Slot::QuotedValue;
  } else if ((Chars & Quotes) == Quotes) {
    return nullptr;
  }
  // Else it is for the place to say which quotes do no harm.
  return Texts.hole(H);
}

CharSet FunctionEvaluator::charsWhen(const Expr *Condition, bool Holds,
                                     IsChar Is) {
  if (Is(Condition)) {
    CharSet Nul = setOf(llvm::StringRef("\0", 1));
    return Holds ? ~Nul : Nul;
  }
  const Expr *E = bare(Condition);
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_LNot ? charsWhen(U->getSubExpr(), !Holds, Is)
                                     : all();
  if (const auto *C = dyn_cast<CallExpr>(E))
    return charsWhenCalled(C, Holds, Is);
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B)
    return all();
  if (B->getOpcode() == BO_And)
    return charsOfMacro(B, Holds, Is);
  if (B->isLogicalOp()) {
    CharSet Left = charsWhen(B->getLHS(), Holds, Is),
            Right = charsWhen(B->getRHS(), Holds, Is);
    return (B->getOpcode() == BO_LAnd) == Holds ? Left & Right : Left | Right;
  }
  if (!B->isComparisonOp())
    return all();
  BinaryOperatorKind How = B->getOpcode();
  const Expr *Char = B->getLHS(), *Other = B->getRHS();
  if (!Is(Char) && !isa<CallExpr>(bare(Char))) {
    std::swap(Char, Other);
    How = BinaryOperator::isEqualityOp(How)
              ? How
              : BinaryOperator::reverseComparisonOp(How);
  }
  std::optional<llvm::APSInt> N = Other->isValueDependent()
                                      ? std::nullopt
                                      : Other->getIntegerConstantExpr(Context);
  if (!N)
    return all();
  int64_t With = N->getExtValue();
  if (!Is(Char)) {
    // isalnum(c) == 0, allowed.find(c) == npos
    const auto *C = dyn_cast<CallExpr>(bare(Char));
    if (!C || !B->isEqualityOp() || (With != 0 && With != -1))
      return all();
    bool Equal = (How == BO_EQ) == Holds;
    return charsWhenCalled(C, !Equal, Is);
  }
  bool Signed = bare(Char)->getType()->isSignedIntegerType();
  CharSet Result;
  for (unsigned I = 0; I < 256; ++I) {
    int64_t C = Signed ? int64_t(static_cast<signed char>(I)) : int64_t(I);
    bool True = How == BO_EQ   ? C == With
                : How == BO_NE ? C != With
                : How == BO_LT ? C < With
                : How == BO_GT ? C > With
                : How == BO_LE ? C <= With
                : How == BO_GE ? C >= With
                               : Holds;
    Result.set(I, True == Holds);
  }
  return Result;
}

CharSet FunctionEvaluator::charsOfMacro(const BinaryOperator *E, bool Holds,
                                        IsChar Is) {
  // In C, isalnum and its kin are macros that look into a table.
  const auto *Table = dyn_cast<ArraySubscriptExpr>(bare(E->getLHS()));
  if (!Table || !Is(Table->getIdx()))
    return all();
  const SourceManager &Sources = Context.getSourceManager();
  for (SourceLocation At = E->getOperatorLoc(); At.isMacroID();
       At = Sources.getImmediateExpansionRange(At).getBegin())
    if (const catalog::Comparison *C = TheProgram.Matcher.comparisonOfMacro(
            Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts()));
        C && C->Characters)
      return Holds ? setOfRanges(*C->Characters) : ~setOfRanges(*C->Characters);
  return all();
}

CharSet FunctionEvaluator::charsWhenCalled(const CallExpr *E, bool Holds,
                                           IsChar Is) {
  CallContext Call = contextOf(E);
  if (!Call.Callee)
    return all();
  if (const Matches *M = TheProgram.Matcher.match(Call.Callee))
    for (const catalog::Comparison *C : M->Comparisons) {
      const Expr *Value = operandExpr(C->Value, Call);
      if (!Value || !Is(Value))
        continue;
      bool Equal = (C->Holds == catalog::Comparison::Outcome::Zero ||
                    C->Holds == catalog::Comparison::Outcome::End) != Holds;
      CharSet Among = all();
      if (C->Characters) {
        Among = setOfRanges(*C->Characters);
      } else if (C->Only) {
        const Expr *Only = operandExpr(*C->Only, Call);
        TextRef T = Only ? operandText(*C->Only, Call) : Texts.empty();
        if (!Only || T->hasHole())
          return all();
        Among = setOf(T);
      } else {
        continue;
      }
      return Equal ? Among : ~Among;
    }
  const Expr *Condition = returnedCondition(Call.Callee);
  const FunctionDecl *Definition = Call.Callee->getDefinition();
  if (!Condition || !Definition || Depth >= 64)
    return all();
  for (unsigned I = 0; I < Call.Arguments.size(); ++I)
    if (I < Definition->getNumParams() && Is(Call.Arguments[I])) {
      ++Depth;
      const ParmVarDecl *Param = Definition->getParamDecl(I);
      CharSet Result = charsWhen(Condition, Holds, [&](const Expr *Each) {
        const auto *R = dyn_cast<DeclRefExpr>(bare(Each));
        return R && R->getDecl() == Param;
      });
      --Depth;
      return Result;
    }
  return all();
}

CharSet FunctionEvaluator::charsOfPredicate(const Expr *Predicate) {
  const Expr *E = bare(Predicate);
  while (const auto *K = dyn_cast<CXXConstructExpr>(E)) {
    if (K->getNumArgs() != 1)
      return all();
    E = bare(K->getArg(0));
  }
  const FunctionDecl *F = nullptr;
  if (const auto *L = dyn_cast<LambdaExpr>(E))
    F = L->getCallOperator();
  else if (Targets::List Known = TheProgram.Reached.of(E); Known.size() == 1)
    F = Known.front();
  if (!F)
    return all();
  if (const Matches *M = TheProgram.Matcher.match(F))
    for (const catalog::Comparison *C : M->Comparisons)
      if (C->Characters)
        return setOfRanges(*C->Characters);
  const Expr *Condition = returnedCondition(F);
  const FunctionDecl *Definition = F->getDefinition();
  if (!Condition || !Definition || Definition->getNumParams() != 1)
    return all();
  return charsWhen(Condition, true, [&](const Expr *Each) {
    const auto *R = dyn_cast<DeclRefExpr>(bare(Each));
    return R && R->getDecl() == Definition->getParamDecl(0);
  });
}

llvm::SmallVector<PlaceId, 3> FunctionEvaluator::textsOfChar(const Expr *E) {
  llvm::SmallVector<PlaceId, 3> Result;
  auto AddText = [&](const Expr *Access) {
    Value V = value(Access);
    if (V.isAddress() || V.What == Value::Kind::Copy)
      Result.push_back(V.P);
  };
  E = bare(E);
  if (isCharacterAccess(E)) {
    AddText(E);
    return Result;
  }
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || !V->getType()->isIntegralType(Context))
    return Result;
  if (auto Range = RangeVariables.find(V); Range != RangeVariables.end()) {
    if (!isCharacter(V->getType()))
      return Result;
    AddText(Range->second->getRangeInit());
  } else if (V->getInit() && isCharacterAccess(bare(V->getInit()))) {
    AddText(bare(V->getInit()));
  } else if (!isCharacter(V->getType())) {
    return Result;
  }
  Result.push_back(Places.variable(V));
  return Result;
}

void FunctionEvaluator::assumeChars(const Expr *Condition, bool Holds) {
  // The character that the condition is about: the first that it names.
  llvm::SmallVector<const Expr *, 8> Work = {Condition};
  llvm::SmallVector<PlaceId, 3> About;
  while (!Work.empty() && About.empty()) {
    const Expr *E = bare(Work.pop_back_val());
    About = textsOfChar(E);
    if (!About.empty())
      break;
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_LNot)
      Work.push_back(U->getSubExpr());
    else if (const auto *B = dyn_cast<BinaryOperator>(E);
             B && (B->isComparisonOp() || B->getOpcode() == BO_And))
      Work.append({B->getRHS(), B->getLHS()});
    else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      Work.push_back(S->getIdx());
    else if (const auto *C = dyn_cast<CallExpr>(E);
             C && !isa<CXXOperatorCallExpr>(C))
      Work.append(C->arg_begin(), C->arg_end());
  }
  if (About.empty())
    return;
  CharSet Chars = charsWhen(
      Condition, Holds, [&](const Expr *E) { return textsOfChar(E) == About; });
  if (Chars.all())
    return;
  for (PlaceId P : About) {
    PlaceId Char = Places.element(P, CharIndex);
    if (Char == P)
      continue;
    Checked.insert(P);
    const Value *Known = Current.get(Char);
    Hole H;
    H.Where = Condition;
    H.Chars =
        Texts.keep(Known && Known->isText() ? setOf(Known->T) & Chars : Chars);
    Current.set(Memory, Char, Value::text(Texts.hole(H)));
  }
}

void FunctionEvaluator::assumeCheckedTexts(const CFGBlock &Head) {
  const auto *Condition = dyn_cast_or_null<Expr>(Head.getTerminatorCondition());
  // A loop that counts to a constant does not look at all.
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(
          Condition ? Condition->IgnoreParenImpCasts() : nullptr))
    if (std::optional<llvm::APSInt> N =
            B->getRHS()->isValueDependent()
                ? std::nullopt
                : B->getRHS()->getIntegerConstantExpr(Context);
        N && *N != 0)
      return;
  for (PlaceId P : Checked) {
    std::optional<CharSet> Chars;
    for (const CFGBlock::AdjacentBlock &Edge : Head.preds()) {
      const CFGBlock *From = Edge.getReachableBlock();
      if (!From || !Exits.count(From) || Order[From] < Order[&Head])
        continue;
      const Value *V = Exits[From].get(Places.element(P, CharIndex));
      CharSet Turn = V && V->isText() ? setOf(V->T) : all();
      Chars = Chars ? *Chars | Turn : Turn;
    }
    flagsOfChars(Head, P, Condition);
    if (!Chars || Chars->all() || Places[P].What == Place::Kind::Temporary)
      continue;
    const auto *Char = dyn_cast_or_null<VarDecl>(Places[P].Decl);
    if (Char && Places[P].What == Place::Kind::Variable &&
        Char->getType()->isIntegralType(Context))
      continue;
    TextRef Was = loadText(P, Condition);
    if (TextRef T = Was->hasHole() ? limited(Was, *Chars, Condition) : nullptr)
      assume({{P, T}});
  }
}

/// True if Loop sets V to nothing but constants other than N, or to what V and
/// something else both say: if it is N at the end, it was N in every turn.
static bool staysUnless(const VarDecl *V, int64_t N, const Stmt *Loop,
                        const ASTContext &Context) {
  class Assignments : public RecursiveASTVisitor<Assignments> {
  public:
    const VarDecl *V;
    int64_t N;
    const ASTContext &Context;
    bool Ok = true;
    Assignments(const VarDecl *V, int64_t N, const ASTContext &Context)
        : V(V), N(N), Context(Context) {}
    bool isFlag(const Expr *E) const {
      const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
      return R && R->getDecl() == V;
    }
    bool VisitBinaryOperator(BinaryOperator *B) {
      if (!B->isAssignmentOp() || !isFlag(B->getLHS()))
        return true;
      const Expr *From = B->getRHS()->IgnoreParenImpCasts();
      std::optional<llvm::APSInt> Constant =
          From->isValueDependent() ? std::nullopt
                                   : From->getIntegerConstantExpr(Context);
      const auto *And = dyn_cast<BinaryOperator>(From);
      bool Keeps = B->getOpcode() == BO_AndAssign ||
                   (And && And->getOpcode() == BO_LAnd &&
                    (isFlag(And->getLHS()) || isFlag(And->getRHS())));
      Ok &= (Constant && B->getOpcode() == BO_Assign && *Constant != N) ||
            (Keeps && N != 0);
      return true;
    }
    bool VisitUnaryOperator(UnaryOperator *U) {
      if ((U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf) &&
          isFlag(U->getSubExpr()))
        Ok = false;
      return true;
    }
  };
  Assignments All(V, N, Context);
  All.TraverseStmt(const_cast<Stmt *>(Loop));
  return All.Ok;
}

void FunctionEvaluator::flagsOfChars(const CFGBlock &Head, PlaceId P,
                                     const Expr *At) {
  const Stmt *Loop = Head.getTerminatorStmt();
  if (!Loop || Places[P].What == Place::Kind::Temporary)
    return;
  if (const auto *V = dyn_cast_or_null<VarDecl>(Places[P].Decl);
      V && Places[P].What == Place::Kind::Variable &&
      V->getType()->isIntegralType(Context))
    return;
  PlaceId Char = Places.element(P, CharIndex);
  llvm::SmallVector<std::pair<PlaceId, const Outcomes *>, 4> Flags;
  Current.forEach([&](PlaceId Where, const Value &V) {
    if (V.isNumber() && Places[Where].What == Place::Kind::Variable)
      Flags.emplace_back(Where, V.Numbers);
  });
  for (auto [Where, Here] : Flags) {
    Outcomes Now = *Here;
    bool Changed = false;
    for (Outcome &O : Now) {
      if (!O.Number || !staysUnless(cast<VarDecl>(Places[Where].Decl),
                                    *O.Number, Loop, Context))
        continue;
      std::optional<CharSet> Chars;
      for (const CFGBlock::AdjacentBlock &Edge : Head.preds()) {
        const CFGBlock *From = Edge.getReachableBlock();
        if (!From || !Exits.count(From) || Order[From] < Order[&Head])
          continue;
        const Value *V = Exits[From].get(Where);
        CharSet Turn = all();
        if (V && V->isNumber())
          for (const Outcome &Each : *V->Numbers)
            for (const Fact &F : Each.Known)
              if (Each.Number == O.Number && F.Where == Char)
                Turn = setOf(F.Is);
        Chars = Chars ? *Chars | Turn : Turn;
      }
      TextRef Was = loadText(P, At);
      TextRef Is = Chars && !Chars->all() && Was->hasHole()
                       ? limited(Was, *Chars, At)
                       : nullptr;
      if (!Is)
        continue;
      O.Known = both(std::move(O.Known), {{P, Was, Is}});
      Narrowed.insert(P);
      Changed = true;
    }
    if (Changed)
      Current.set(Memory, Where, Value::number(unique(std::move(Now))));
  }
}

TextRef FunctionEvaluator::checkedChar(PlaceId P, const Expr *At) {
  if (!Checked.contains(P))
    return nullptr;
  const Value *V = Current.get(Places.element(P, CharIndex));
  if (!V || !V->isText())
    return nullptr;
  CharSet Chars = setOf(V->T);
  if (Chars.all())
    return nullptr;
  TextRef Whole = loadText(P, At);
  if (!Whole->hasHole())
    return nullptr;
  if (Chars.count() > MaxListedChars) {
    // What else a loop puts beside it is not known here.
    TextRef T = limited(Whole, Chars, At);
    bool IsAny = T && T->hole().From == Origin::Sanitized &&
                 T->hole().Quoted == catalog::Quoter::Slot::None;
    return IsAny ? nullptr : T;
  }
  // One of a few is known by its name.
  llvm::SmallVector<TextRef, MaxListedChars> Each;
  for (unsigned I = 1; I < 256; ++I)
    if (Chars.test(I)) {
      auto Byte = static_cast<char>(I);
      Each.push_back(Texts.literal(llvm::StringRef(&Byte, 1), At));
    }
  return Texts.join(Each);
}

void FunctionEvaluator::storeChar(PlaceId P, TextRef Char) {
  if (Checked.contains(P))
    Current.set(Memory, Places.element(P, CharIndex),
                setOf(Char).all() ? Value() : Value::text(Char));
}

} // namespace dbsafe::provenance
