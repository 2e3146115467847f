#include "provenance/QuoteLoops.h"
#include "provenance/CallMatcher.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

using Manner = catalog::Quoter::Manner;

constexpr unsigned Quote = '\'', Backslash = '\\';

catalog::Quoter
quoterBy(const char *What, Manner By,
         catalog::QuotedSlot For = catalog::QuotedSlot::QuotedValue) {
  catalog::Quoter Q;
  Q.Call = What;
  Q.For = For;
  Q.By = By;
  return Q;
}

const catalog::Quoter &backslashing() {
  static const catalog::Quoter Q =
      quoterBy("a loop of the program's own", Manner::Backslash);
  return Q;
}

/// The value of a character constant.
std::optional<unsigned> characterOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *C = dyn_cast<CharacterLiteral>(E))
    return C->getValue();
  if (const auto *I = dyn_cast<IntegerLiteral>(E))
    return unsigned(I->getValue().getLimitedValue());
  return std::nullopt;
}

/// What is written in some statements, as far as quotes are concerned: those
/// that are the mark.
struct Output {
  explicit Output(unsigned Mark) : Mark(Mark) {}

  unsigned Mark;
  unsigned Quotes = 0, Backslashes = 0;
  unsigned Copies = 0; ///< Reads of a character.
  bool Leaves = false; ///< break, continue, return.

  void add(const Stmt *S) {
    if (!S)
      return;
    if (const auto *C = dyn_cast<CharacterLiteral>(S)) {
      Quotes += C->getValue() == Mark;
      Backslashes += C->getValue() == Backslash;
    } else if (const auto *L = dyn_cast<StringLiteral>(S)) {
      for (unsigned I = 0; I < L->getLength(); ++I) {
        Quotes += L->getCodeUnit(I) == Mark;
        Backslashes += L->getCodeUnit(I) == Backslash;
      }
    } else if (const auto *C = dyn_cast<ImplicitCastExpr>(S)) {
      Copies +=
          C->getCastKind() == CK_LValueToRValue && isCharacter(C->getType());
    } else if (isa<BreakStmt, ContinueStmt, ReturnStmt>(S)) {
      Leaves = true;
    }
    for (const Stmt *Child : S->children())
      add(Child);
  }
};

/// What a loop makes of one character.
struct Fate {
  bool Seen = false;
  unsigned Quotes = 0, Backslashes = 0;
};

struct Loop {
  explicit Loop(unsigned Mark) : Mark(Mark) {}

  unsigned Mark;
  Fate OfQuote, OfBackslash;
  bool Unclear = false; ///< Two branches for the same character.
  std::vector<const Expr *> Reads;
  /// Calls on a variable that look for quotes, and such that write some.
  std::vector<std::pair<const CXXMemberCallExpr *, const ValueDecl *>> Finds;
  std::vector<std::pair<const CXXMemberCallExpr *,
                        std::pair<const ValueDecl *, Output>>>
      Writes;

  void take(unsigned Character, const Output &O, bool FallsThrough) {
    if (Character != Mark && Character != Backslash)
      return;
    Fate &F = Character == Mark ? OfQuote : OfBackslash;
    Unclear |= F.Seen;
    F.Seen = true;
    unsigned Copies = O.Copies + (FallsThrough && !O.Leaves ? 1 : 0);
    F.Quotes = O.Quotes + (Character == Mark ? Copies : 0);
    F.Backslashes = O.Backslashes + (Character == Backslash ? Copies : 0);
  }

  const catalog::Quoter *quoter() const {
    if (!OfQuote.Seen || Unclear)
      return nullptr;
    // No server knows a backslash in a name.
    if (Mark != Quote)
      return OfQuote.Quotes % 2 == 0 && OfQuote.Backslashes == 0
                 ? &QuoteLoops::doublingOfNames()
                 : nullptr;
    // Without backslashes, or with every one of them doubled, none of the
    // input's is left that escapes.
    bool NoBackslash = OfBackslash.Seen && OfBackslash.Backslashes % 2 == 0 &&
                       OfBackslash.Quotes == 0;
    if (OfQuote.Quotes % 2 == 0 && OfQuote.Backslashes == 0)
      return NoBackslash ? &QuoteLoops::escapingBoth()
                         : &QuoteLoops::doubling();
    if (OfQuote.Quotes == 1 && OfQuote.Backslashes == 1 && NoBackslash)
      return &backslashing();
    return nullptr;
  }
};

/// The characters that a condition compares with, if it is nothing but such
/// comparisons; Equal tells with which outcome.
bool comparedWith(const Expr *E, bool Equal,
                  llvm::SmallVectorImpl<unsigned> &Characters) {
  E = E->IgnoreParenImpCasts();
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B)
    return false;
  if (B->getOpcode() == (Equal ? BO_LOr : BO_LAnd))
    return comparedWith(B->getLHS(), Equal, Characters) &&
           comparedWith(B->getRHS(), Equal, Characters);
  if (B->getOpcode() != (Equal ? BO_EQ : BO_NE))
    return false;
  for (auto [Side, Other] :
       {std::pair(B->getLHS(), B->getRHS()), {B->getRHS(), B->getLHS()}})
    if (std::optional<unsigned> C = characterOf(Side);
        C && isCharacter(Other->IgnoreParenImpCasts()->getType())) {
      Characters.push_back(*C);
      return true;
    }
  return false;
}

} // namespace

const catalog::Quoter &QuoteLoops::doubling() {
  static const catalog::Quoter Q =
      quoterBy("a loop of the program's own", Manner::Doubling);
  return Q;
}

const catalog::Quoter &QuoteLoops::doublingOfNames() {
  static const catalog::Quoter Q =
      quoterBy("a loop of the program's own", Manner::Doubling,
               catalog::QuotedSlot::QuotedIdentifier);
  return Q;
}

const catalog::Quoter &QuoteLoops::escapingBoth() {
  static const catalog::Quoter Q =
      quoterBy("a loop of the program's own", Manner::Server);
  return Q;
}

class QuoteLoopFinder : public RecursiveASTVisitor<QuoteLoopFinder> {
  using Base = RecursiveASTVisitor<QuoteLoopFinder>;

public:
  QuoteLoopFinder(QuoteLoops &Into, unsigned Mark) : Into(Into), Mark(Mark) {}

  bool TraverseForStmt(ForStmt *S) {
    return loop([&] { return Base::TraverseForStmt(S); });
  }
  bool TraverseWhileStmt(WhileStmt *S) {
    return loop([&] { return Base::TraverseWhileStmt(S); });
  }
  bool TraverseDoStmt(DoStmt *S) {
    return loop([&] { return Base::TraverseDoStmt(S); });
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *S) {
    return loop([&] { return Base::TraverseCXXForRangeStmt(S); });
  }
  static bool TraverseLambdaExpr(LambdaExpr *) { return true; }

  bool VisitIfStmt(IfStmt *S) {
    branch(S->getCond(), S->getThen(), S->getElse(), /*MayFall=*/true);
    return true;
  }
  bool VisitConditionalOperator(ConditionalOperator *E) {
    branch(E->getCond(), E->getTrueExpr(), E->getFalseExpr(), false);
    return true;
  }

  bool VisitSwitchStmt(SwitchStmt *S) {
    const auto *Body = dyn_cast<CompoundStmt>(S->getBody());
    if (Loops.empty() || !Body ||
        !isCharacter(S->getCond()->IgnoreParenImpCasts()->getType()))
      return true;
    llvm::SmallVector<unsigned, 4> Labels;
    Output O(Mark);
    auto Finish = [&] {
      // What leaves the switch leaves no more than that.
      for (unsigned Character : Labels)
        Loops.back().take(Character, O, false);
      Labels.clear();
      O = Output(Mark);
    };
    for (const Stmt *Each : Body->body()) {
      while (const auto *Case = dyn_cast<SwitchCase>(Each)) {
        if (O.Leaves)
          Finish();
        if (const auto *C = dyn_cast<CaseStmt>(Case))
          if (std::optional<unsigned> Character = valueOf(C->getLHS()))
            Labels.push_back(*Character);
        Each = Case->getSubStmt();
      }
      O.add(Each);
    }
    Finish();
    return true;
  }

  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    if (!Loops.empty() && E->getCastKind() == CK_LValueToRValue &&
        isCharacter(E->getType()))
      Loops.back().Reads.push_back(E);
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const CXXMethodDecl *Method = E->getMethodDecl();
    if (Loops.empty() || !Method)
      return true;
    const auto *R = dyn_cast<DeclRefExpr>(
        E->getImplicitObjectArgument()->IgnoreParenImpCasts());
    if (!R)
      return true;
    Output O(Mark);
    for (const Expr *Argument : E->arguments())
      O.add(Argument);
    if (O.Quotes == 1 && O.Backslashes == 0 && Method->isConst())
      Loops.back().Finds.emplace_back(E, R->getDecl());
    else if (O.Quotes > 0 && !Method->isConst())
      Loops.back().Writes.push_back({E, {R->getDecl(), O}});
    return true;
  }

private:
  template <typename Traverse> bool loop(Traverse Go) {
    Loops.emplace_back(Mark);
    bool Result = Go();
    const Loop &L = Loops.back();
    if (const catalog::Quoter *Q = L.quoter())
      for (const Expr *Read : L.Reads)
        Into.Reads.try_emplace(Read, Q);
    // while ((p = s.find('\'', p)) != npos) { s.insert(p, "'"); p += 2; }
    for (const auto &[Write, What] : L.Writes)
      for (const auto &[Find, Variable] : L.Finds)
        if (Variable == What.first && What.second.Backslashes == 0 &&
            What.second.Quotes <= 2) {
          const catalog::Quoter &Q = Mark == Quote
                                         ? QuoteLoops::doubling()
                                         : QuoteLoops::doublingOfNames();
          Into.Calls.try_emplace(Write, &Q);
          Into.Calls.try_emplace(Find, &Q);
        }
    Loops.pop_back();
    return Result;
  }

  void branch(const Expr *Condition, const Stmt *Then, const Stmt *Else,
              bool MayFall) {
    if (Loops.empty())
      return;
    llvm::SmallVector<unsigned, 4> Characters;
    bool Equal = comparedWith(Condition, true, Characters);
    if (!Equal) {
      Characters.clear();
      if (!comparedWith(Condition, false, Characters))
        return;
    }
    Output O(Mark);
    O.add(Equal ? Then : Else);
    for (unsigned Character : Characters)
      Loops.back().take(Character, O, Equal && MayFall && !Else);
  }

  static std::optional<unsigned> valueOf(const Expr *E) {
    if (const auto *C = dyn_cast<ConstantExpr>(E))
      E = C->getSubExpr();
    return characterOf(E);
  }

  QuoteLoops &Into;
  unsigned Mark;
  std::vector<Loop> Loops;
};

void QuoteLoops::find(const Stmt *Body, char Mark) {
  QuoteLoopFinder(*this, static_cast<unsigned char>(Mark))
      .TraverseStmt(const_cast<Stmt *>(Body));
}

} // namespace dbsafe::provenance
