#include "rules/SqlConcatenation.h"
#include "provenance/CallMatcher.h"
#include "provenance/Program.h"
#include "rules/SourceText.h"
#include "rules/SqlHole.h"
#include "rules/TakenApart.h"
#include "sql/Lexer.h"
#include "sql/Slots.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

using provenance::Hole;
using provenance::Line;
using provenance::Origin;
using provenance::Site;
using provenance::TextRef;
using sql::Slot;

/// Marks the holes that stand between quotes of their line.
void findQuotes(const sql::Template &T, sql::Dialect D,
                llvm::MutableArrayRef<SqlHole> Holes) {
  sql::TokenizedText Text(T, D);
  auto Token = Text.tokens().begin();
  for (auto [I, Offset] : llvm::enumerate(Text.flat().holes())) {
    while (Token != Text.tokens().end() && Token->End <= Offset)
      ++Token;
    if (Token == Text.tokens().end())
      break;
    bool IsString = Token->Kind == sql::TokenKind::String;
    Holes[I].InQuotes = IsString || Token->Kind == sql::TokenKind::QuotedName;
    Holes[I].Backslash = IsString && Token->Backslash;
    if (Holes[I].InQuotes && Token->Body > 0)
      Holes[I].Quote = Text.flat().text()[Token->Body - 1];
  }
}

bool isSame(const Hole &A, const Hole &B) {
  return A.From == B.From &&
         (A.From == Origin::Symbol ? A.Symbol == B.Symbol
                                   : A.Where && A.Where == B.Where);
}

/// True if the literal pieces hold no word: what they are among is no statement
/// of this program, but one that is made elsewhere.
bool saysNothing(const sql::Template &T) {
  return llvm::none_of(T.pieces(), [](const sql::Piece &P) {
    return !P.IsHole &&
           llvm::any_of(P.Text, [](char C) { return llvm::isAlpha(C); });
  });
}

/// True if the statement describes a part of the schema. (What is dropped is
/// but a name.)
bool isOfSchema(const sql::Template &T) {
  if (T.pieces().empty() || T.pieces().front().IsHole)
    return false;
  llvm::StringRef Start = llvm::StringRef(T.pieces().front().Text).ltrim();
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"CREATE ", "ALTER "},
                      [&](llvm::StringRef Word) {
                        return Start.starts_with_insensitive(Word);
                      });
}

/// The variable that outlives all functions in which E looks, or the field of
/// it; null if there is none.
const ValueDecl *sharedIn(const Expr *E) {
  const ValueDecl *Part = nullptr;
  for (unsigned I = 0; E && I < 16; ++I) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (isa<FieldDecl>(M->getMemberDecl()) && !Part)
        Part = M->getMemberDecl();
      E = M->getBase();
    } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      E = C->getImplicitObjectArgument();
    } else if (const auto *B = dyn_cast<RecoveryExpr>(E)) {
      // Where a type is missing.
      E = B->subExpressions().size() == 1 ? B->subExpressions()[0] : nullptr;
    } else if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      if (!V || !V->hasGlobalStorage())
        return nullptr;
      return Part ? Part : V;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// Where a statement that comes from elsewhere is taken apart and something is
/// put between its pieces, these are the statement and that is within it.
void findTemplate(llvm::MutableArrayRef<SqlHole> Holes) {
  if (Holes.front().Where != Slot::Statement)
    return;
  bool GoesOn = false;
  for (SqlHole &At : llvm::reverse(Holes)) {
    bool IsPiece = isSame(At.What, Holes.front().What);
    if (At.Where == Slot::Open && IsPiece)
      At.Where = Slot::Statement;
    else if (At.Where == Slot::Statement && GoesOn && !IsPiece)
      At.Where = Slot::Open;
    GoesOn |= IsPiece;
  }
}

/// The call in the function at hand of what puts H in, if the text before it
/// was written there; null if both stand in one function.
const Expr *callBehind(TextRef Before, const Hole &H, const Site &S,
                       const ASTContext &Context) {
  if (!Before || !Before->isLiteral() || !Before->expr() || !H.Splice ||
      !S.Outermost)
    return nullptr;
  const SourceManager &Sources = Context.getSourceManager();
  SourceRange Body = S.Outermost->getSourceRange();
  auto IsInside = [&](const Expr *E) {
    SourceLocation At = Sources.getExpansionLoc(E->getBeginLoc());
    return Sources.isPointWithin(At, Body.getBegin(), Body.getEnd());
  };
  if (Body.isInvalid() || !IsInside(Before->expr()) || IsInside(H.Splice))
    return nullptr;
  for (const provenance::Trail *T = H.Through; T; T = T->Next)
    if (IsInside(T->Call))
      return T->Call;
  return nullptr;
}

class Judge {
public:
  Judge(const provenance::Program &Program, const Report &Report)
      : Context(Program.context()), Program(Program), TheReport(Report) {}

  void judge(const Site &S) {
    const provenance::SitePart *Sql = S.part(provenance::Role::Sql);
    if (!Sql || !Sql->Text->hasHole())
      return;
    std::vector<Line> Lines = provenance::lines(Sql->Text);
    Quoted.clear();
    BehindUnknown = behindPieces(Sql->Text);
    for (const Line &L : Lines)
      for (TextRef Piece : L)
        if (Piece->isHole() && Piece->hole().From == Origin::Sanitized &&
            Piece->hole().Splice)
          Quoted.insert(Piece->hole().Splice);
    for (const Line &L : Lines)
      judge(S, L);
  }

  void finish() {
    for (auto &[Key, F] : Findings)
      TheReport(std::move(F));
  }

private:
  void judge(const Site &S, const Line &L) {
    sql::Template T = toTemplate(L);
    if (T.holes() == 0)
      return;
    sql::Dialect D = S.Sink->Lib->Dialect;
    std::vector<Slot> Slots = sql::slots(T, D);
    std::vector<SqlHole> Holes;
    for (size_t I = 0; I < L.size(); ++I) {
      if (!T.pieces()[I].IsHole)
        continue;
      Holes.push_back({S, L[I]->hole(), Slots[Holes.size()]});
      if (L[I]->hole().From == Origin::Sanitized)
        Holes.back().Call =
            callBehind(I ? L[I - 1] : nullptr, L[I]->hole(), S, Context);
    }
    findQuotes(T, D, Holes);
    for (SqlHole &At : Holes)
      At.Backslash |= addsQuotes(At.What) && D == sql::Dialect::MySQL;
    if (S.Sink->What == catalog::Sink::Kind::Statement && saysNothing(T) &&
        arePieces(Holes))
      return;
    findTemplate(Holes);
    bool OfSchema = isOfSchema(T);
    for (SqlHole &At : Holes) {
      if (S.Sink->What == catalog::Sink::Kind::Identifier)
        At.Where = Slot::Identifier;
      // What begins a fragment begins no statement.
      else if (S.Sink->What == catalog::Sink::Kind::Fragment &&
               At.Where == Slot::Statement &&
               (L.size() > 1 || At.What.From == Origin::Outside))
        At.Where = Slot::Clause;
      if (OfSchema && isDescription(At))
        continue;
      if (std::optional<std::string> Message = complaint(At))
        add(At, std::move(*Message));
    }
  }

  /// True if a hole is part of an object that describes what is created: a
  /// schema's description holds names and types, and nothing of that can be
  /// bound.
  bool isDescription(const SqlHole &At) const {
    if (At.What.From != Origin::Symbol || At.Where == Slot::QuotedValue ||
        At.Where == Slot::LikePattern)
      return false;
    provenance::PlaceId Of = At.What.Symbol;
    while (Program.place(Of).What == provenance::Place::Kind::Element)
      Of = Program.place(Of).Base;
    return Program.place(Of).What == provenance::Place::Kind::Field &&
           Program.place(Program.rootOf(Of)).What !=
               provenance::Place::Kind::This;
  }

  /// What a hole is, or is a piece of.
  const void *wholeOf(const Hole &H) const {
    if (H.From != Origin::Symbol)
      return H.Where;
    provenance::PlaceId Of = H.Symbol;
    while (Program.place(Of).What == provenance::Place::Kind::Element)
      Of = Program.place(Of).Base;
    const provenance::Place &P = Program.place(Of);
    return P.Decl ? static_cast<const void *>(P.Decl) : &P;
  }

  static bool isCharacter(const Expr *E) {
    return E && E->getType().getNonReferenceType()->isAnyCharacterType();
  }

  /// True if a value that is not known is taken apart, character by character,
  /// and put together again.
  bool arePieces(llvm::ArrayRef<SqlHole> Holes) const {
    llvm::SmallPtrSet<const void *, 4> Known;
    auto Unknown = llvm::make_filter_range(Holes, [](const SqlHole &At) {
      return At.What.From != Origin::Constant && At.What.From != Origin::Number;
    });
    for (const SqlHole &At : Unknown) {
      if (At.What.From != Origin::Symbol && At.What.From != Origin::Dynamic)
        return false;
      if (Known.empty() || isCharacter(At.What.Splice) ||
          isCharacter(At.What.Where))
        Known.insert(wholeOf(At.What));
    }
    return !Known.empty() && llvm::all_of(Unknown, [&](const SqlHole &At) {
      return Known.contains(wholeOf(At.What));
    });
  }

  /// What is wrong with a hole where it stands; nothing if it is fine.
  std::optional<std::string> complaint(const SqlHole &At) const {
    switch (At.What.From) {
    case Origin::Constant:
    case Origin::Number:
      return std::nullopt;
    case Origin::Sanitized:
      if (isHarmless(At) || At.Where == Slot::Open ||
          BehindUnknown.count(At.What.Where))
        return std::nullopt;
      // What was left out does not help here.
      if (At.What.Chars && At.What.Quoted == catalog::Quoter::Slot::None)
        break;
      return misquoted(At, Context);
    case Origin::Symbol:
    case Origin::Dynamic:
      // A whole statement that is handed on is its maker's business.
      if (At.Where == Slot::Statement)
        return std::nullopt;
      break;
    case Origin::Outside:
      if (At.Where == Slot::Statement && At.What.Source->Scripts)
        return std::nullopt;
      break;
    }
    std::string What = subject(At, Context);
    if (Quoted.count(At.What.Splice))
      What += " is quoted on some paths only, and on others";
    else if (const FunctionDecl *By = unprovenQuoter(At.What))
      What += " went through '" + provenance::catalogName(*By) +
              "', which dbsafe cannot prove to quote, and";
    return What + " is " + manner(At) + "; " + remedy(At);
  }

  void add(const SqlHole &At, std::string Message) {
    const Expr *Where = splice(At);
    Finding F;
    F.Level = isOutside(At.What) ? Severity::Error : Severity::Warning;
    F.Range = rangeOf(Where, Context);
    F.Message = std::move(Message);
    F.Path = path(At, Where);
    std::string Owner = Program.ownerOf(Where).str();
    F.Subject = (Owner.empty() ? describe(At.In.Function) : "'" + Owner + "'") +
                " " + spelling(Where, Context);
    F.Reaches = {At.In.Call->getBeginLoc()};
    F.Cause = cause(At);
    F.Hinges = hinges(At);
    SourceLocation Key = F.Range.getBegin();
    bool IsNew = Reached.insert({Key, F.Reaches.front()}).second;
    auto [It, Fresh] = Findings.insert({Key, F});
    unsigned &Known = Ranks[Key];
    // The same piece on several ways: tell the worst, or else the reading that
    // makes most sense of it.
    if (!Fresh) {
      std::vector<SourceLocation> All = std::move(It->second.Reaches);
      std::set<std::string> Hinges = It->second.Hinges, Others = F.Hinges;
      if (IsNew)
        All.push_back(F.Reaches.front());
      if (F.Level > It->second.Level ||
          (F.Level == It->second.Level && rank(At.Where) > Known))
        It->second = std::move(F);
      It->second.Reaches = std::move(All);
      // Each way must be harmless.
      if (Hinges.empty() || Others.empty())
        Hinges.clear();
      else
        Hinges.insert(Others.begin(), Others.end());
      It->second.Hinges = std::move(Hinges);
    }
    Known = std::max(Known, rank(At.Where));
  }

  static bool isOutside(const Hole &H) {
    // Some of its characters were looked at.
    const Hole *Of = &H;
    while (Of->From == Origin::Sanitized && Of->Chars && Of->Inner &&
           Of->Inner->isHole())
      Of = &Of->Inner->hole();
    return Of->From == Origin::Outside;
  }

  /// What several findings may be owed to: the setting that all statements take
  /// a table's name from, the call in the project's own function that quotes
  /// badly. Invalid if the fault is the piece's own.
  SourceLocation cause(const SqlHole &At) const {
    const Hole &H = At.What;
    if (H.From == Origin::Sanitized)
      return H.Where && H.Where != H.Splice
                 ? rangeOf(H.Where, Context).getBegin()
                 : SourceLocation();
    // Whoever proves it, or names it in a catalogue, is done with all of them.
    if (const FunctionDecl *By = unprovenQuoter(H))
      return By->getCanonicalDecl()->getLocation();
    for (const Expr *E : {H.Where, H.Splice})
      if (const ValueDecl *Shared = sharedIn(E))
        return Shared->getLocation();
    bool IsName =
        At.Where == Slot::Identifier || At.Where == Slot::QuotedIdentifier;
    if (H.From != Origin::Symbol || !IsName)
      return {};
    const provenance::Place &P = Program.place(H.Symbol);
    const auto *V = dyn_cast_or_null<VarDecl>(P.Decl);
    // What another method has left in a field of the object.
    const auto *Param = dyn_cast_or_null<ParmVarDecl>(P.Decl);
    bool IsLeft = Param && At.In.Outermost &&
                  cast<Decl>(Param->getDeclContext())->getCanonicalDecl() !=
                      At.In.Outermost->getCanonicalDecl();
    bool IsShared = P.What == provenance::Place::Kind::Field || IsLeft ||
                    (V && V->hasGlobalStorage());
    return IsShared ? P.Decl->getLocation() : SourceLocation();
  }

  /// A name cannot be bound: if all callers in the program pass constants,
  /// there is nothing to do better.
  std::set<std::string> hinges(const SqlHole &At) const {
    if (At.What.From != Origin::Symbol || sql::canBind(At.Where) ||
        At.Where == Slot::List)
      return {};
    const ParmVarDecl *Param = Program.parameterOf(At.What.Symbol);
    std::optional<std::string> Key;
    if (Param)
      Key = Program.ask(Param);
    return Key ? std::set<std::string>{*Key} : std::set<std::string>{};
  }

  static unsigned rank(Slot S) {
    if (S == Slot::QuotedValue || S == Slot::LikePattern)
      return 3;
    return sql::canBind(S) ? 2 : S != Slot::Unknown && S != Slot::Keyword;
  }

  std::vector<Step> path(const SqlHole &At, const Expr *Where) const {
    std::vector<Step> Steps;
    const Hole &H = At.What;
    if (H.From == Origin::Outside && H.Where)
      Steps.push_back({rangeOf(H.Where, Context),
                       "text from " + H.Source->What + " enters here"});
    else if (H.From == Origin::Symbol)
      addSymbol(H, Steps);
    else if (H.Where && H.Where != Where &&
             rangeOf(H.Where, Context).getBegin() !=
                 rangeOf(Where, Context).getBegin())
      Steps.push_back({rangeOf(H.Where, Context), "its value comes from here"});
    if (const Expr *Copy = Program.quotedCopy(H, At.In.Function))
      Steps.push_back({rangeOf(Copy, Context),
                       "a quoted copy is made here, but the value itself is "
                       "used"});
    for (const provenance::Trail *T : provenance::shown(H.Through))
      Steps.push_back({rangeOf(T->Argument ? T->Argument : T->Call, Context),
                       "handed on here"});
    bool Told = !Steps.empty() && Steps.back().Range.getBegin() ==
                                      rangeOf(Where, Context).getBegin();
    if (!Told && (At.In.Calls || H.From == Origin::Outside))
      Steps.push_back(
          {rangeOf(Where, Context), "becomes part of the SQL here"});
    for (const provenance::Trail *Each : provenance::shown(At.In.Calls))
      if (!isTrailCall(H, Each->Call))
        Steps.push_back(
            {rangeOf(Each->Call, Context), "the SQL is handed on here"});
    Steps.push_back({rangeOf(At.In.Call, Context),
                     "reaches the database here, through '" +
                         provenance::catalogName(*At.In.Callee) + "'"});
    return Steps;
  }

  static bool isTrailCall(const Hole &H, const Expr *Call) {
    for (const provenance::Trail *T = H.Through; T; T = T->Next)
      if (T->Call == Call)
        return true;
    return false;
  }

  void addSymbol(const Hole &H, std::vector<Step> &Steps) const {
    const provenance::Place &P = Program.place(H.Symbol);
    const provenance::Place &Root = Program.place(P.Root);
    const auto *D = dyn_cast_or_null<NamedDecl>(P.Decl ? P.Decl : Root.Decl);
    if (!D || isa<FunctionDecl>(D))
      return;
    auto Range = CharSourceRange::getTokenRange(D->getLocation());
    std::string Name = "'" + D->getNameAsString() + "'";
    if (const auto *Param = dyn_cast<ParmVarDecl>(D)) {
      const auto *F = dyn_cast<FunctionDecl>(Param->getDeclContext());
      Steps.push_back({Range, Name + " is a parameter of " + describe(F) +
                                  ": its callers decide what it holds"});
    } else if (isa<FieldDecl>(D)) {
      Steps.push_back({Range, Name + " is a field that may hold anything"});
    } else {
      Steps.push_back({Range, Name + " is a variable that may hold anything"});
    }
  }

  const ASTContext &Context;
  const provenance::Program &Program;
  const Report &TheReport;
  /// By the place of the piece: it is one finding, however many statements it
  /// goes into.
  llvm::MapVector<SourceLocation, Finding> Findings;
  llvm::DenseMap<SourceLocation, unsigned> Ranks;
  llvm::DenseSet<std::pair<SourceLocation, SourceLocation>> Reached;
  /// Where the site at hand has something quoted put in.
  llvm::SmallPtrSet<const Expr *, 16> Quoted;
  /// What is quoted and stands behind a constant that is not known, which may
  /// end in a quote.
  QuotedValues BehindUnknown;
};

} // namespace

const RuleInfo &SqlConcatenation::info() const {
  static constexpr unsigned Cwe[] = {89};
  static constexpr RuleInfo Info = {
      "dbsafe-sql-concatenation",
      "SQL text is built from parts that are not constant",
      Cwe,
      "9.8",
      {}};
  return Info;
}

void SqlConcatenation::check(const provenance::Program &Program,
                             const config::Configuration &,
                             const Report &Report) const {
  Judge J(Program, Report);
  for (const Site &S : Program.sites())
    if (S.Sink)
      J.judge(S);
  J.finish();
}

} // namespace dbsafe::rules
