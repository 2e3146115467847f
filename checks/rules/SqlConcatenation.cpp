#include "rules/SqlConcatenation.h"
#include "provenance/Program.h"
#include "rules/SourceText.h"
#include "sql/Lexer.h"
#include "sql/Slots.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

using provenance::Hole;
using provenance::Line;
using provenance::Origin;
using provenance::Site;
using provenance::TextRef;
using sql::Slot;
using Quoted = catalog::Quoter::Slot;

/// True for each hole that stands between quotes of its line.
std::vector<bool> insideQuotes(const sql::Template &T, sql::Dialect D) {
  sql::TokenizedText Text(T, D);
  std::vector<bool> Result;
  auto Token = Text.tokens().begin();
  for (size_t Offset : Text.flat().holes()) {
    while (Token != Text.tokens().end() && Token->End <= Offset)
      ++Token;
    Result.push_back(Token != Text.tokens().end() &&
                     (Token->Kind == sql::TokenKind::String ||
                      Token->Kind == sql::TokenKind::QuotedName));
  }
  return Result;
}

bool isName(Slot S) {
  return S == Slot::Identifier || S == Slot::QuotedIdentifier;
}

/// One hole of one line, where it stands.
struct Spot {
  const Site &In;
  const Hole &What;
  Slot Where;
  bool InQuotes;
};

class Judge {
public:
  Judge(const provenance::Program &Program, const Report &Report)
      : Context(Program.context()), Program(Program), TheReport(Report) {}

  void judge(const Site &S) {
    const provenance::SitePart *Sql = S.part(provenance::Role::Sql);
    if (!Sql || !Sql->Text->hasHole())
      return;
    for (const Line &L : provenance::lines(Sql->Text))
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
    std::vector<bool> Quotes = insideQuotes(T, D);
    unsigned Next = 0;
    for (size_t I = 0; I < L.size(); ++I) {
      if (!T.pieces()[I].IsHole)
        continue;
      Spot At{S, L[I]->hole(), Slots[Next], Quotes[Next]};
      ++Next;
      if (S.Sink->What == catalog::Sink::Kind::Identifier)
        At.Where = Slot::Identifier;
      if (std::optional<std::string> Message = complaint(At))
        add(At, std::move(*Message));
    }
  }

  /// What is wrong with a hole where it stands; nothing if it is fine.
  std::optional<std::string> complaint(const Spot &At) const {
    switch (At.What.From) {
    case Origin::Constant:
    case Origin::Number:
      return std::nullopt;
    case Origin::Sanitized:
      return misquoted(At);
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
    return subject(At) + " is " + manner(At) + "; " + remedy(At);
  }

  std::string subject(const Spot &At) const {
    std::string Text = "'" + spelling(splice(At), Context) + "'";
    if (At.What.From == Origin::Outside)
      Text += " (text from " + At.What.Source->What + ")";
    return Text;
  }

  static std::string manner(const Spot &At) {
    switch (At.Where) {
    case Slot::Statement:
      return "run as a whole SQL statement: whoever writes it does anything";
    case Slot::QuotedValue:
      return "concatenated into SQL as a quoted value: a quote in it ends the "
             "string and the rest is run as SQL";
    case Slot::LikePattern:
      return "concatenated into SQL as a LIKE pattern: a quote in it ends the "
             "string and the rest is run as SQL";
    case Slot::Unknown:
      return "concatenated into SQL: whatever it holds is run as SQL";
    case Slot::Comment:
      return "concatenated into a SQL comment: it can end the comment and the "
             "rest is run as SQL";
    default:
      return ("concatenated into SQL as " + article(name(At.Where)) +
              ": whatever it holds is run as SQL");
    }
  }

  static std::string article(std::string_view Name) {
    if (Name == "LIMIT")
      return "LIMIT or OFFSET";
    bool Vowel =
        !Name.empty() &&
        std::string_view("aeiouAEIOU").find(Name[0]) != std::string_view::npos;
    return (Vowel ? "an " : "a ") + std::string(Name);
  }

  static std::string bindText(const Spot &At) {
    const std::string &Own = At.In.Sink->Bind;
    return Own.empty() ? At.In.Sink->Lib->Bind : Own;
  }

  static std::string remedy(const Spot &At) {
    std::string Bind = bindText(At);
    std::string With = Bind.empty() ? "" : ": " + Bind;
    switch (At.Where) {
    case Slot::QuotedValue:
      return "bind it, without the quotes" + With;
    case Slot::Value:
    case Slot::List:
    case Slot::Unknown:
      return "bind it" + With;
    case Slot::LikePattern:
      return "bind the whole pattern" + With;
    case Slot::Limit:
      return "convert it to a number first, or bind it" + With;
    case Slot::Identifier:
    case Slot::QuotedIdentifier: {
      std::string Text = "a name can't be bound, so choose it from a list of "
                         "literals";
      const std::string &Quote = At.In.Sink->Lib->QuoteIdentifier;
      return Quote.empty() ? Text : Text + ", or quote it: " + Quote;
    }
    case Slot::Keyword:
      return "choose it from a list of literals";
    case Slot::Clause:
      return "write the possible clauses as literals and bind the values in "
             "them" +
             With;
    case Slot::Placeholder:
      return "number placeholders with an integer";
    case Slot::Comment:
      return "leave it out";
    case Slot::Statement:
      return "write the statements as literals and bind the values in them" +
             With;
    }
    return "bind it" + With;
  }

  /// What is wrong with a sanitized hole in its slot.
  std::optional<std::string> misquoted(const Spot &At) const {
    const Hole &H = At.What;
    // Quoting what is no text, or known, is needless but never wrong.
    if (H.Inner && !H.Inner->hasHole())
      return std::nullopt;
    std::string How =
        H.Quoter ? "'" + H.Quoter->Call + "'" : std::string("this conversion");
    std::string What = "'" + spelling(splice(At), Context) + "'";
    bool Name = isName(At.Where);
    switch (H.Quoted) {
    case Quoted::None:
      return What + " is no quoted value: " + weakness(H) +
             "; quote the whole pattern as a value, or bind it: " +
             bindText(At);
    case Quoted::Value:
      if (At.InQuotes)
        return What + " is quoted twice: " + How +
               " adds the quotes itself, so those around it end at its first "
               "one; drop the quotes around it";
      if (Name)
        return What +
               " is quoted as a value but stands where a name is "
               "expected; " +
               remedy(At);
      break;
    case Quoted::QuotedValue:
      if (Name)
        return What +
               " is escaped as a value but stands where a name is "
               "expected; " +
               remedy(At);
      if (!At.InQuotes && At.Where != Slot::Comment)
        return What + " is escaped but not inside quotes: " + How +
               " protects only between '...', here it can be any SQL; put "
               "quotes around it, or better bind it: " +
               bindText(At);
      break;
    case Quoted::Identifier:
      if (At.InQuotes)
        return What + " is quoted twice: " + How +
               " adds the quotes itself; drop the quotes around it";
      if (At.Where == Slot::Value || At.Where == Slot::Limit)
        return What +
               " is quoted as a name but stands where a value is "
               "expected; bind it: " +
               bindText(At);
      break;
    case Quoted::QuotedIdentifier:
      if (At.Where != Slot::QuotedIdentifier)
        return What + " is escaped as a name but not inside \"...\"; " +
               (Name ? "put double quotes around it"
                     : "bind it: " + bindText(At));
      break;
    }
    if (H.Quoter && !H.Quoter->Weakness.empty())
      return What + " is escaped by " + How +
             ", which is unsafe: " + H.Quoter->Weakness +
             "; bind the value instead: " + bindText(At);
    return std::nullopt;
  }

  static std::string weakness(const Hole &H) {
    return H.Quoter && !H.Quoter->Weakness.empty()
               ? H.Quoter->Weakness
               : "its quoter does not quote for SQL";
  }

  /// Where the hole is put in; what merely arises where paths meet stands
  /// nowhere, and is told of where it is handed over.
  static const Expr *splice(const Spot &At) {
    const Expr *Where = At.What.Splice ? At.What.Splice : At.What.Where;
    return Where ? Where : At.In.part(provenance::Role::Sql)->Argument;
  }

  void add(const Spot &At, std::string Message) {
    const Expr *Where = splice(At);
    Finding F;
    F.Level =
        At.What.From == Origin::Outside ? Severity::Error : Severity::Warning;
    F.Range = rangeOf(Where, Context);
    F.Message = std::move(Message);
    F.Path = path(At, Where);
    F.Subject = describe(At.In.Function) + " " + spelling(Where, Context);
    auto Key = std::pair(F.Range.getBegin(), At.In.Call);
    auto [It, Fresh] = Findings.insert({Key, F});
    unsigned &Known = Ranks[Key];
    // The same piece on several ways: tell the worst, or else the reading that
    // makes most sense of it.
    if (!Fresh && (F.Level > It->second.Level ||
                   (F.Level == It->second.Level && rank(At.Where) > Known)))
      It->second = std::move(F);
    Known = std::max(Known, rank(At.Where));
  }

  static unsigned rank(Slot S) {
    if (S == Slot::QuotedValue || S == Slot::LikePattern)
      return 3;
    return sql::canBind(S) ? 2 : S != Slot::Unknown && S != Slot::Keyword;
  }

  std::vector<Step> path(const Spot &At, const Expr *Where) const {
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
    for (const provenance::Trail *T : provenance::shown(H.Through))
      Steps.push_back({rangeOf(T->Argument ? T->Argument : T->Call, Context),
                       "handed on here"});
    bool Told = !Steps.empty() && Steps.back().Range.getBegin() ==
                                      rangeOf(Where, Context).getBegin();
    if (!Told && (At.In.Calls || H.From == Origin::Outside))
      Steps.push_back(
          {rangeOf(Where, Context), "becomes part of the SQL here"});
    for (const provenance::Trail *T : provenance::shown(At.In.Calls))
      if (!isTrailCall(H, T->Call))
        Steps.push_back(
            {rangeOf(T->Call, Context), "the SQL is handed on here"});
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
  llvm::MapVector<std::pair<SourceLocation, const Expr *>, Finding> Findings;
  llvm::DenseMap<std::pair<SourceLocation, const Expr *>, unsigned> Ranks;
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
