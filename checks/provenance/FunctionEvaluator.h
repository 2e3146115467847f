//===- FunctionEvaluator.h - Follows text through one function ------------===//
//
// An abstract interpreter over Clang's CFG: for every point of the function,
// what text do its places hold? Flow-sensitive, in terms of what the function
// was given (Origin::Symbol), so that the result is a summary that holds for
// every caller.
//
// Flow.cpp walks the CFG, Conditions.cpp reads its branches (with Outcomes.cpp
// for flags and results, Characters.cpp for characters), Expressions.cpp and
// Operators.cpp evaluate expressions, Calls.cpp finds out what a call does:
// CatalogCalls.cpp applies the catalogue (with Operands.cpp, Objects.cpp,
// Formatting.cpp, Making.cpp, Scanning.cpp, Callables.cpp, Quoting.cpp and
// Sites.cpp), Application.cpp the summaries of this file (Specializing.cpp
// those of functions that are given others to call), Effects.cpp those of
// others; UnknownCalls.cpp is for what is left. Memory.cpp loads and stores.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_FUNCTIONEVALUATOR_H
#define DBSAFE_CHECKS_PROVENANCE_FUNCTIONEVALUATOR_H

#include "provenance/ElementNames.h"
#include "provenance/Formats.h"
#include "provenance/Program.h"
#include "provenance/QuoteLoops.h"
#include "provenance/State.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include <map>

namespace dbsafe::provenance {

/// What E looks at, through calls that only look: s of s.c_str().
const clang::Expr *comparedObject(const clang::Expr *E);
/// The one returned condition of a function that does nothing else.
const clang::Expr *returnedCondition(const clang::FunctionDecl *F);

class FunctionEvaluator {
public:
  /// Of no function: evaluates the initialisers of variables.
  FunctionEvaluator(Program &Program, const clang::FunctionDecl *Function);

  /// Evaluates the function; its callees' summaries must be there, except for
  /// those that it is recursive with.
  Summary run();

private:
  // --- Flow.cpp
  /// The initial value of a variable of static duration.
  Value evaluateInitializer(const clang::VarDecl *V);
  /// Walks blocks that can be reached from the first of them, to a fixpoint.
  void walk(llvm::ArrayRef<const clang::CFGBlock *> InOrder);
  void walkHandlers();
  bool visit(const clang::CFGBlock &Block);
  void element(const clang::CFGElement &Element);
  void statement(const clang::Stmt *S);
  void declare(const clang::VarDecl *V);
  void initializeMember(const clang::CXXCtorInitializer *Init);
  void returns(const clang::ReturnStmt *S);
  /// Hands out what a local object holds; false if that is but a text.
  bool returnParts(PlaceId From);
  bool isHandedOut(const Value &V) const;
  /// Visits P's fields and elements, theirs, and so on.
  void partsOf(PlaceId P, llvm::function_ref<void(PlaceId)> Visit) const;
  State entryState(const clang::CFGBlock &Block);
  void joinInto(State &Into, const State &Other, bool Widen);
  Summary summarize();

  // --- Conditions.cpp
  struct CallContext;
  /// Places and the constant texts that they are known to equal.
  using Implied = std::map<PlaceId, TextRef>;
  /// The state on the edge from Block to Successor, where its condition is
  /// known to hold or not.
  State edgeState(const clang::CFGBlock &Block,
                  const clang::CFGBlock &Successor);
  void assumeCase(const clang::Expr *Condition, const clang::CaseStmt *Case);
  /// Narrows what the places hold.
  void assume(const Implied &Known);
  /// True for an element that the function names in one way only, or none.
  bool isNamedAlike(PlaceId P) const;
  /// Takes back what conditions have said of elements: from here on, an index
  /// means others.
  void forgetNarrowedElements();
  Implied implied(const clang::Expr *Condition, bool Holds);
  Implied impliedByOperator(const clang::BinaryOperator *B, bool Holds);
  Implied impliedByCall(const clang::CallExpr *E, bool Nonzero);
  Implied impliedByFind(const clang::CallExpr *E, bool Found);
  Implied impliedByComparison(const catalog::Comparison &C, CallContext &Call);
  Implied impliedByPredicate(const CallContext &Call, bool Nonzero);
  Implied impliedBySome(const clang::Expr *Predicate, TextRef Element);
  Implied impliedEqual(const clang::Expr *E, TextRef T);
  /// The two are equal: one tells how much of a text has certain characters,
  /// the other how long it is.
  Implied impliedByLength(const clang::Expr *A, const clang::Expr *B);
  /// What a part of an operand holds that a value is compared with.
  TextRef amongText(const catalog::Operand &Among, CallContext &Call);
  /// The comparison of a call whose result is a length, and the call.
  const catalog::Comparison *lengthCall(const clang::Expr *E,
                                        CallContext &Call);
  /// E is the character at which a text's known beginning ends.
  Implied impliedByEnd(const clang::Expr *E);
  /// The call whose result E is, looking through a variable that holds it.
  static const clang::Expr *comparedCall(const clang::Expr *E);

  // --- Outcomes.cpp
  /// What conditions have narrowed in S.
  Facts factsIn(const State &S) const;
  /// What both A and B say.
  Facts common(const Facts &A, const Facts &B);
  /// A and what B says beyond it.
  static Facts both(Facts A, const Facts &B);
  Facts factsOf(const Implied &Known);
  /// What is known by the value of the number E.
  Outcomes outcomesOf(const clang::Expr *E);
  Outcomes outcomesOfCall(const clang::CallExpr *E);
  /// What A || B (or A && B) tells, A and B being numbers.
  Outcomes outcomesOfBoth(const Outcomes &A, const Outcomes &B, bool IsOr);
  const Outcomes *unique(Outcomes O);
  Outcomes joinOutcomes(const Outcomes &A, const Facts &InA, const Outcomes &B,
                        const Facts &InB);
  /// The local variable whose number is followed that E is; null if none.
  const clang::VarDecl *flag(const clang::Expr *E) const;
  void storeNumber(const clang::VarDecl *V, const clang::Expr *E);
  void storeOutcomes(const clang::VarDecl *V, Outcomes Given);
  Implied impliedByNumber(const clang::Expr *E,
                          clang::BinaryOperatorKind Comparison, int64_t With,
                          bool Holds);
  /// A loop over `i < n` ends with i == n.
  void endOfCount(const clang::Expr *Condition);
  /// What a fact of the callee says here; false if nothing.
  bool translate(const Fact &Of, const CallContext &Call, Fact &Here);
  void recordResult(const clang::ReturnStmt *S);
  void summarizeOutcomes(Summary &Result);

  // --- Characters.cpp
  using IsChar = llvm::function_ref<bool(const clang::Expr *)>;
  /// The characters for which Condition holds, or does not; all if it says
  /// nothing of the expression that Is tells.
  CharSet charsWhen(const clang::Expr *Condition, bool Holds, IsChar Is);
  CharSet charsWhenCalled(const clang::CallExpr *E, bool Holds, IsChar Is);
  CharSet charsOfMacro(const clang::BinaryOperator *E, bool Holds, IsChar Is);
  CharSet charsOfPredicate(const clang::Expr *Predicate);
  /// Was, known to consist of Chars; null if that makes nothing safe.
  TextRef limited(TextRef Was, const CharSet &Chars, const clang::Expr *At);
  /// The places whose characters E is one of.
  llvm::SmallVector<PlaceId, 3> textsOfChar(const clang::Expr *E);
  void assumeChars(const clang::Expr *Condition, bool Holds);
  /// What every turn of a loop has checked holds for the text as a whole.
  void assumeCheckedTexts(const clang::CFGBlock &Head);
  /// What a flag says of the text P if every turn of a loop that has found
  /// something else in it has cleared it.
  void flagsOfChars(const clang::CFGBlock &Head, PlaceId P,
                    const clang::Expr *At);
  /// The character that is read from P, as far as a condition limits it.
  TextRef checkedChar(PlaceId P, const clang::Expr *At);
  void storeChar(PlaceId P, TextRef Char);

  // --- Expressions.cpp
  /// What E evaluates to. A glvalue evaluates to its place's address.
  Value value(const clang::Expr *E);
  Value expression(const clang::Expr *E);
  /// The text that E stands for: its own, or that of the place it points or
  /// refers to. Never null.
  TextRef textOf(const clang::Expr *E);
  TextRef textOf(const Value &V, const clang::Expr *E);
  /// Some part of T: a character, a substring.
  TextRef partOf(TextRef T, const clang::Expr *E);
  TextRef dynamic(const clang::Expr *E);
  TextRef outside(const catalog::Source &Source, const clang::Expr *Where);
  /// True if E is a character within a longer text: s[i], *p.
  static bool isCharacterAccess(const clang::Expr *E);
  /// What E is known to be while compiling.
  std::optional<llvm::APSInt> integerValue(const clang::Expr *E) const;

  // --- Operators.cpp
  Value reference(const clang::ValueDecl *D, const clang::Expr *E);
  Value member(const clang::MemberExpr *E);
  Value subscript(const clang::ArraySubscriptExpr *E);
  /// A pointer to P, moved on: to another object of the table, or behind the
  /// text's start.
  Value advanced(PlaceId P, clang::QualType Pointer);
  Value unary(const clang::UnaryOperator *E);
  Value binary(const clang::BinaryOperator *E);
  Value cast(const clang::CastExpr *E);
  Value initList(const clang::InitListExpr *E);
  Value assign(const clang::Expr *Left, Value Right, const clang::Expr *RightE);
  void moveCursor(PlaceId Cursor, PlaceId Of, const clang::Expr *Where);

  // --- Calls.cpp
  struct CallContext {
    const clang::Expr *Call = nullptr;
    const clang::FunctionDecl *Callee = nullptr; ///< May be null.
    /// What is known of Callee from other files, if it is not this file's.
    const Matches *Elsewhere = nullptr;
    /// Without a callee: the pointer that is called, if other files share it.
    const clang::ValueDecl *Through = nullptr;
    const clang::NamedDecl *called() const {
      return Callee ? static_cast<const clang::NamedDecl *>(Callee) : Through;
    }
    const clang::Expr *Object = nullptr;
    PlaceId This = NoPlace;
    llvm::SmallVector<const clang::Expr *, 6> Arguments;
    /// What the arguments hold, if the call is not written in the program:
    /// then Arguments only say where they come from.
    std::optional<llvm::SmallVector<Value, 2>> Given;
    Value given(unsigned Index) const {
      return Given && Index < Given->size() ? (*Given)[Index] : Value();
    }
  };
  // --- Answers.cpp
  /// Notes what a call passes that somebody has asked for.
  void answer(const CallContext &Call);
  catalog::Answer answerOf(TextRef Passed);

  /// Who is called on what with what; This is not looked up.
  static CallContext contextOf(const clang::CallExpr *E);
  Value call(const clang::CallExpr *E);
  Value broken(const clang::RecoveryExpr *E);
  Value construct(const clang::CXXConstructExpr *E);
  Value lambda(const clang::LambdaExpr *E);
  void destroyTemporary(const clang::CXXBindTemporaryExpr *E);
  void destroyVariable(const clang::VarDecl *V);
  /// The functions that E may call though it does not name them.
  Targets::List targetsOf(const clang::CallExpr *E, const CallContext &Context);
  /// What other files say of the methods that a call may end in, though this
  /// file defines the one it names; null if nothing.
  const Matches *overridersOf(const clang::CallExpr *E);
  /// A call of any of Callees, or of what Elsewhere tells of.
  Value callAny(const Targets::List &Callees, const Matches *Elsewhere,
                const CallContext &Context);
  /// A call of Callee as far as the catalogue or its body tells what it does.
  std::optional<Value> callKnown(const CallContext &Context);
  Value resultOf(const clang::Expr *Call, Value V);
  PlaceId objectPlace(const clang::Expr *Object);

  // --- UnknownCalls.cpp
  Value unknownCall(const CallContext &Context);
  /// Whatever nothing is known of in P, a T, can be anything after Call.
  void fillUnknown(PlaceId P, clang::QualType T, const clang::Expr *Call);
  std::optional<Value> allocated(const CallContext &Context);

  // --- Operands.cpp
  TextRef operandText(const catalog::Operand &Operand,
                      const CallContext &Context);
  const clang::Expr *operandExpr(const catalog::Operand &Operand,
                                 const CallContext &Context);
  Value operandValue(const catalog::Operand &Operand,
                     const CallContext &Context);
  TextRef appended(TextRef Old, TextRef New, const CallContext &Context);
  void storeOperand(const catalog::Operand &Operand, TextRef T,
                    const CallContext &Context, std::optional<Value> &Result);
  std::optional<Value> characterWithin(const catalog::Builder &Builder,
                                       const CallContext &Context);
  Value targetOf(const catalog::Operand &Operand, const CallContext &Context);
  static Value objectBehind(const Value &V, clang::QualType Pointer);
  Value bufferOf(const clang::Expr *Pointer);

  // --- Objects.cpp
  /// An object as it was when it was copied.
  struct Copied {
    PlaceId From = NoPlace;
    Value Whole;
    llvm::MapVector<PlaceId, Value> Parts; ///< By their places within From.
  };
  Copied copyOf(PlaceId From);
  void paste(PlaceId Into, const Copied &Object);
  /// What an argument holds, with all its parts.
  Copied copyOf(const catalog::Operand &Operand, const CallContext &Context);
  /// What P, which is a T, holds there, and its type.
  PlaceId within(PlaceId P, clang::QualType &T,
                 llvm::ArrayRef<catalog::Within> Steps,
                 const CallContext &Context);
  clang::QualType operandType(const catalog::Operand &Operand,
                              const CallContext &Context);
  void storeObject(const catalog::Builder &Builder, const Copied &Object,
                   const CallContext &Context, std::optional<Value> &Result);
  /// What an object's constructor makes of the call's arguments.
  Copied constructed(const catalog::Builder &Builder,
                     const CallContext &Context);
  // --- CatalogCalls.cpp
  std::optional<Value> applyCatalog(const CallContext &Context);
  TextRef build(const catalog::Builder &Builder, const CallContext &Context);
  TextRef spliced(TextRef T, const clang::Expr *At);

  // --- Sites.cpp
  void recordSink(const catalog::Sink &Sink, const CallContext &Context);
  void recordUse(const catalog::Use &Use, const CallContext &Context);
  void recordConnect(const catalog::Connect &Connect,
                     const CallContext &Context);
  /// T without what P held when the function was entered.
  TextRef withoutOwnStart(TextRef T, PlaceId P);
  /// Notes that something is stored in P, which may be a field that is a sink.
  void noteStore(PlaceId P);
  /// Records what has been stored in such fields by E.
  void recordStores(const clang::Stmt *S);
  // --- Settings.cpp
  /// The object in which a call gathers a connection's settings.
  PlaceId connectionPlace(const catalog::Connect &Connect,
                          const CallContext &Context);
  void makeSetting(const catalog::Connect &Connect, const CallContext &Context);
  /// Adds what has been set before to a site that connects.
  void recordSettings(const catalog::Connect &Connect,
                      const CallContext &Context, Site &S);

  // --- Options.cpp
  void recordOptions(const catalog::Connect &Connect,
                     const CallContext &Context, Site &S);
  TextRef optionText(const clang::Expr *E);
  /// Adds the keywords and values of two lists that are filled side by side.
  void pairLists(const clang::Expr *Keywords, const clang::Expr *Values,
                 Site &S);

  // --- Shown.cpp
  void recordOutput(const catalog::Output &Output, const CallContext &Context);
  void recordThrow(const clang::CXXThrowExpr *E);
  /// Records what << writes to a stream that others can read.
  void recordStream(const clang::CXXOperatorCallExpr *E);
  /// What E shows of itself if it is printed.
  TextRef shownText(const clang::Expr *E);
  /// T, if it is a secret by where it comes from.
  TextRef secret(const catalog::Secret &Secret, TextRef T,
                 const clang::Expr *At);

  void recordKeywordArrays(const catalog::Connect &Connect,
                           const CallContext &Context, Site &S);
  void recordKeywordPairs(const catalog::Connect &Connect,
                          const CallContext &Context, Site &S);
  void record(Site S, const void *Inner);

  // --- Bindings.cpp
  void recordBinding(const catalog::Binding &Binds, const CallContext &Context,
                     Site &S);
  /// The elements of an array of texts, or of structs of which Member holds
  /// the value or points to it.
  void bindArray(const clang::Expr *Array, const std::string &Member,
                 std::optional<unsigned> Count, Site &S);
  BoundValue boundValue(const clang::Expr *Argument, unsigned Number);

  std::string nameOfPosition(const clang::Expr *Position);
  ValueOrigin originOf(const clang::Expr *E);
  ValueOrigin originOf(PlaceId P, const clang::Expr *At);
  ValueOrigin originOf(TextRef T) const;
  /// What a call's arguments make of the values that its callee binds; drops
  /// those that do not depend on the caller. False if none is left.
  bool handOn(std::vector<BoundValue> &Values,
              llvm::function_ref<const clang::Expr *(PlaceId)> ArgumentFor,
              llvm::function_ref<TextRef(TextRef)> Substitute);

  // --- Formatting.cpp
  TextRef buildFormat(const catalog::Builder &Builder,
                      const catalog::Item &Item, const CallContext &Context);
  /// One argument of a format: its text and where it is given.
  struct FormatArgument {
    TextRef T;
    const clang::Expr *At;
  };
  struct FormatRun;
  llvm::SmallVector<FormatArgument, 6>
  formatArguments(const CallContext &Context, unsigned First,
                  std::optional<unsigned> Last = std::nullopt);
  TextRef formatText(const catalog::Builder &Builder, const catalog::Item &Item,
                     TextRef Format, const clang::Expr *FormatExpr,
                     llvm::ArrayRef<FormatArgument> Arguments);
  TextRef fillFormat(TextRef Format, FormatRun &Run);
  TextRef fillLiteral(TextRef Format, FormatRun &Run);
  TextRef argumentText(const FormatPart &Part, const FormatRun &Run);
  const FormatArgument *argumentFor(const FormatPart &Part,
                                    const FormatRun &Run);
  /// The character that an integer stands for.
  TextRef characterText(const clang::Expr *E);
  TextRef textOfClass(const clang::Expr *E);
  /// The call that E is or wraps in an object, or null.
  static const clang::CallExpr *callWithin(const clang::Expr *E);
  /// The first builder of a call that Accept accepts, or null.
  const catalog::Builder *
  builderOf(const clang::CallExpr *E,
            llvm::function_ref<bool(const catalog::Builder &)> Accept);
  /// True if Format is a parameter of this function, so that its callers know
  /// what it says.
  bool isOwnFormat(TextRef Format) const;
  /// True for a va_list: what the function around it was called with.
  bool isArgumentList(const clang::Expr *E) const;

  // --- Quoting.cpp
  TextRef quote(const catalog::Quoter &Quoter, const CallContext &Context);
  /// T, in which what this function has both escaped and put quotes around is a
  /// quoted value.
  TextRef withQuotes(TextRef T);
  /// A character of T on its way through a loop that quotes.
  Value quotedCharacter(const catalog::Quoter &Quoter, TextRef T,
                        const clang::Expr *At);
  /// T, which went through Quoter at At.
  TextRef quotedBy(const catalog::Quoter &Quoter, TextRef T,
                   const clang::Expr *At);
  /// A call of the program's own replace-all that doubles quotes; nothing if it
  /// is none.
  std::optional<Value> replaceQuotes(const CallContext &Context);
  /// What is left of an object's text when all quotes in it are replaced.
  void replaceQuotes(const catalog::Quoter &Quoter, PlaceId P,
                     const clang::Expr *At);
  /// True if nobody looks at what the call tells of its failure.
  bool ignoresError(const catalog::Operand &Error, const CallContext &Context);
  /// The local variable whose address Argument is.
  static const clang::VarDecl *errorVariable(const clang::Expr *Argument);
  /// True if the arguments that the entry asks for are there, as texts that
  /// are known to be these.
  bool holdsByValue(const catalog::Entry &Entry, const CallContext &Context);

  // --- Effects.cpp
  Value applyEffects(llvm::ArrayRef<const catalog::Effect *> Effects,
                     const CallContext &Context);
  /// What a call of another file's function makes; IsPart if it is part of
  /// more.
  TextRef follow(const catalog::Recipe &R, const CallContext &Context,
                 bool IsPart);
  TextRef givenText(const catalog::Target &Target, const CallContext &Context);
  /// ToWrite makes the objects that the callee leaves pointers to.
  PlaceId placeOf(const catalog::Target &Target, const CallContext &Context,
                  bool ToWrite = false);
  bool isByReference(const CallContext &Context, unsigned Argument) const;

  // --- Callables.cpp
  /// The function that a callable runs, or null.
  static const clang::FunctionDecl *calledBy(const clang::Expr *Callable);
  /// The functions that a callable may run.
  Targets::List allCalledBy(const clang::Expr *Callable) const;
  /// True if E calls what it is given, as the catalogue says.
  bool callsArguments(const clang::CallExpr *E);
  /// What a callable is called with, and where that comes from.
  struct CallArgument {
    Value V;
    const clang::Expr *At;
  };
  Value callWith(const clang::Expr *Callable,
                 llvm::ArrayRef<CallArgument> Given,
                 const CallContext &Context);
  /// A callable called with what a call gives behind it.
  CallArgument handedOn(const clang::Expr *Argument);
  /// A call of what std::bind and its like have made; nothing if Callable is no
  /// such thing.
  std::optional<Value> callBound(const clang::Expr *Callable,
                                 llvm::ArrayRef<CallArgument> Given,
                                 const CallContext &Context);
  Value callWithBound(const clang::CallExpr *Bound,
                      llvm::ArrayRef<CallArgument> Given,
                      const CallContext &Context);
  void bind(const CallContext &Context);
  Value invoke(const clang::Expr *Callable, llvm::ArrayRef<CallArgument> Given,
               const CallContext &Context);
  llvm::SmallVector<CallArgument, 4> argumentsFrom(unsigned First,
                                                   const CallContext &Context);
  llvm::SmallVector<CallArgument, 4> membersOf(const catalog::Operand &Tuple,
                                               const CallContext &Context);
  /// An element of a range: a place, if it has one.
  Value elementOf(const catalog::Operand &Range, const CallContext &Context);
  TextRef callElements(const catalog::Item &Item, const CallContext &Context);
  TextRef foldElements(const catalog::Item &Item, const CallContext &Context);
  TextRef replaced(const catalog::Item &Item, const CallContext &Context);

  // --- Specializing.cpp
  /// What is known of a call of Callee, given what its parameters may call;
  /// null if nothing.
  const Summary *summaryFor(const clang::FunctionDecl *Callee,
                            const CallContext &Context);
  // --- Scanning.cpp
  /// Gives the arguments behind a scanf format what its conversions read of T.
  void scan(unsigned Format, TextRef T, const CallContext &Context);

  // --- Making.cpp
  /// What a call makes of nothing that it is given, or of a format alone.
  TextRef made(const catalog::Item &Item, const CallContext &Context);

  // --- Application.cpp
  Value apply(const Summary &S, const clang::FunctionDecl *Callee,
              const CallContext &Context);
  /// Remembers where the buffer is kept that a call hands out.
  void noteBuffer(const Summary &S, const CallContext &Context,
                  llvm::function_ref<Value(PlaceId)> Translate);

  // --- Memory.cpp
  Value load(PlaceId P, const clang::Expr *At);
  /// True for a variable, a field and what a parameter points to, if that is a
  /// pointer.
  bool holdsPointer(PlaceId P) const;
  /// What P holds if nothing was stored there.
  Value initial(PlaceId P, const clang::Expr *At);
  /// What P held when the function was entered.
  Value entry(PlaceId P, const clang::Expr *At);
  TextRef entryText(PlaceId P, const clang::Expr *At);
  /// The variable that P is part of, if its initialiser says what P holds.
  const clang::VarDecl *constantAround(PlaceId P) const;
  Value constant(PlaceId P, const clang::VarDecl *V, const clang::Expr *At);
  TextRef loadText(PlaceId P, const clang::Expr *At);
  /// The text of a field that only ever holds constants; null otherwise.
  TextRef fixedField(const clang::ValueDecl *Field);
  /// The elements that have been stored in P, as one text; null if none has.
  TextRef elementsText(PlaceId P, const clang::Expr *At);
  /// What P's fields hold, one after the other; null if nothing.
  TextRef fieldsText(PlaceId P, const clang::Expr *At);
  void store(PlaceId P, Value V);
  /// Stores without forgetting what P's parts hold.
  void write(PlaceId P, Value V);
  void forget(PlaceId P);
  /// Gives Into what From and its parts hold now.
  void copyObject(PlaceId Into, PlaceId From);
  /// What P holds as a whole, apart from what is stored in its parts.
  Value content(PlaceId P);
  /// True for an element of which the index is not known, and its parts: what
  /// is stored there does not replace what was there.
  bool isOneOfMany(PlaceId P) const;
  Value join(const Value &A, const Value &B, const clang::Expr *At);
  /// Where both point, if that is one place; None otherwise.
  Value joinPointers(const Value &A, const Value &B);
  /// True if the root of P outlives the function or was there before it.
  bool isOutside(PlaceId P) const;
  bool isSymbolic(PlaceId P) const;
  TextRef symbol(PlaceId P, const clang::Expr *At);
  /// What was in a container before P was put there.
  Value others(PlaceId P);
  /// What every turn of a loop has quoted in its place is quoted in all places.
  void assumeQuotedElements(const clang::CFGBlock &Head);

  Program &TheProgram;
  TextFactory &Texts;
  PlaceTable &Places;
  clang::ASTContext &Context;
  const clang::FunctionDecl *Function;
  const clang::FunctionDecl *ThisOwner = nullptr;

  std::unique_ptr<clang::CFG> Graph;
  StateMemory Memory;
  State Current;
  llvm::DenseMap<const clang::CFGBlock *, State> Exits;
  llvm::DenseMap<const clang::CFGBlock *, State> Entries;
  llvm::DenseMap<const clang::CFGBlock *, unsigned> Order;
  std::vector<const clang::CFGBlock *> Blocks; ///< By Order.
  /// With what handlers of exceptions begin.
  llvm::DenseMap<const clang::CFGBlock *, State> Caught;
  llvm::DenseMap<const clang::Stmt *, Value> Values;
  /// Where the text is kept to which the calls of accessors point: what is
  /// written there goes there.
  llvm::DenseMap<const clang::Expr *, PlaceId> Buffers;
  llvm::DenseMap<const clang::VarDecl *, const clang::CXXForRangeStmt *>
      RangeVariables;
  llvm::MapVector<std::pair<const clang::Expr *, const void *>, Site> Found;
  /// How often a variable is named, and how often to be told of an error.
  llvm::DenseMap<const clang::VarDecl *, unsigned> Mentions, ErrorsGiven;
  QuoteLoops Loops;

  /// Fields that are sinks and that the statement at hand has stored to.
  llvm::SmallVector<PlaceId, 2> StoredTo;
  /// Lambdas that the call they are given to calls: not before it.
  llvm::DenseSet<const clang::LambdaExpr *> Awaited;
  std::optional<Value> Returned;
  /// What conditions have narrowed anywhere in the function.
  llvm::SmallSetVector<PlaceId, 8> Narrowed;
  ElementNames Elements;
  /// Texts whose characters conditions look at.
  llvm::SmallSetVector<PlaceId, 4> Checked;
  /// Elements that something quoted in its place.
  llvm::SmallSetVector<PlaceId, 2> QuotedInPlace;
  /// Parameters' own copies that are assigned to.
  llvm::DenseSet<PlaceId> AssignedParameters;
  llvm::MapVector<const clang::ReturnStmt *, Outcomes> Results;
  /// Of the evaluator of constants: whose initialisers it has evaluated.
  llvm::DenseSet<const clang::VarDecl *> Evaluated;
  /// What certain parameters are known to call.
  llvm::DenseMap<const clang::ValueDecl *, Targets::List> Bound;
  unsigned Depth = 0, Specialized = 0;
};

} // namespace dbsafe::provenance

#endif
