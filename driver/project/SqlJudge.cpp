//===- SqlJudge.cpp - A verdict for every statement of a file -------------===//
#include "project/SqlJudge.h"
#include "conninfo/Conninfo.h"
#include "sql/Lexer.h"
#include "sql/SqlFile.h"

namespace dbsafe::driver {

namespace {

using sql::Scoped;

constexpr llvm::StringLiteral Check = "dbsafe-unscoped-query";

/// Of several verdicts on one text, the one that matters.
sql::Verdict worst(const std::vector<sql::Verdict> &All) {
  auto Rank = [](Scoped S) {
    return S == Scoped::No        ? 3
           : S == Scoped::Unknown ? 2
           : S == Scoped::Exempt  ? 1
                                  : 0;
  };
  sql::Verdict Worst;
  bool First = true;
  for (const sql::Verdict &V : All) {
    if (First || Rank(V.Result) > Rank(Worst.Result))
      Worst = V;
    First = false;
  }
  return Worst;
}

/// True if what PostgreSQL takes for an operator looks like a placeholder of
/// another library: "?", "@name".
bool hasForeignPlaceholder(const sql::Template &T) {
  sql::TokenizedText Text(T, sql::Dialect::PostgreSQL);
  const auto &Tokens = Text.tokens();
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].Kind != sql::TokenKind::Operator)
      continue;
    std::string_view Operator = Text.text(Tokens[I]);
    bool BeforeName =
        I + 1 < Tokens.size() && Tokens[I + 1].Kind == sql::TokenKind::Word;
    if (Operator.back() == '?' || (Operator.back() == '@' && BeforeName))
      return true;
  }
  return false;
}

sql::Verdict prove(const sql::Template &T, const config::Configuration &Config,
                   FileDialect D) {
  auto As = [&](sql::Dialect Lang) {
    return worst(sql::prove(T, Lang, Config.Schema, Config.Ownership));
  };
  sql::Verdict V = As(D.value_or(sql::Dialect::PostgreSQL));
  bool Decided = V.Result == Scoped::Yes || V.Result == Scoped::Exempt;
  if (D || Decided || !hasForeignPlaceholder(T))
    return V;
  sql::Verdict Other = As(sql::Dialect::Generic);
  return Other.Unreadable ? V : Other;
}

/// Where the lines of a text are.
class Lines {
public:
  explicit Lines(llvm::StringRef Text) : Text(Text) {
    for (size_t At = 0; At != llvm::StringRef::npos;
         At = Text.find('\n', At), At += At != llvm::StringRef::npos)
      Starts.push_back(At);
  }

  report::Place place(llvm::StringRef File, size_t From, size_t To) const {
    report::Place P;
    P.File = File.str();
    P.Begin = position(From);
    P.End = position(To);
    size_t Start = Starts[P.Begin.Line - 1];
    llvm::StringRef Line = Text.substr(Start).take_until(
        [](char C) { return C == '\n' || C == '\r'; });
    P.Source = report::excerpt(Line, From - Start, To - Start);
    return P;
  }

private:
  llvm::StringRef Text;
  std::vector<size_t> Starts;

  report::Position position(size_t Offset) const {
    auto Next = llvm::upper_bound(Starts, Offset);
    size_t Start = *std::prev(Next);
    report::Position P;
    P.Line = unsigned(Next - Starts.begin());
    P.Column = unsigned(Offset - Start) + 1;
    P.CodePoint = 1;
    for (char C : Text.slice(Start, Offset))
      P.CodePoint += (C & 0xC0) != 0x80;
    return P;
  }
};

class FileJudge {
public:
  FileJudge(const SqlText &Text, const config::Configuration &Config,
            FileDialect D)
      : Text(Text), Config(Config), Lang(D), Where(Text.Content) {}

  JudgedFile run() {
    sql::SqlFile File(Text.Content, Lang.value_or(sql::Dialect::PostgreSQL));
    for (const sql::FileStatement &S : File.statements())
      statement(File, S);
    return std::move(Judged);
  }

private:
  const SqlText &Text;
  const config::Configuration &Config;
  FileDialect Lang;
  Lines Where;
  JudgedFile Judged;

  void statement(const sql::SqlFile &File, const sql::FileStatement &S) {
    report::Statement Result;
    Result.Where = Where.place(Text.File, S.First, S.End);
    Result.Sql = conninfo::redact(std::string(File.words(S)));
    sql::Verdict &V = Result.Verdict;
    V = prove(sql::Template(File.whole(S)), Config, Lang);
    Result.Message = message(V);
    size_t At = std::min(S.Begin + V.Where.Offset, S.End);
    size_t Behind = std::min(At + std::max<size_t>(V.Length, 1), S.End);
    if (isFinding(V))
      add(Result, At, std::max(At, Behind), Result.Message);
    if (V.Note == sql::Annotation::Needless) {
      size_t Comment = S.Begin + V.NoteWhere.Offset;
      Result.Message = sql::needlessAnnotation();
      add(Result, Comment, Comment + V.NoteLength, Result.Message);
    }
    // Of other dialects, PostgreSQL's grammar knows a part.
    if (V.Unreadable && V.Result == Scoped::Unknown &&
        Lang.value_or(sql::Dialect::PostgreSQL) == sql::Dialect::PostgreSQL) {
      report::Place P = Where.place(Text.File, At, At);
      Judged.Failures.push_back(
          {Text.File, P.Begin.Line, P.Begin.Column, V.Reason});
    }
    Judged.Statements.push_back(std::move(Result));
  }

  bool isFinding(const sql::Verdict &V) const {
    return V.Result == Scoped::No ||
           (V.Result == Scoped::Unknown &&
            Config.option(Check, "ReportUnknown", "false") == "true");
  }

  void add(report::Statement &To, size_t From, size_t End,
           const std::string &Message) {
    report::Result R;
    R.Check = Check.str();
    R.Where = Where.place(Text.File, From, End);
    R.Message = Message;
    R.Subject = To.Verdict.Table + " " + To.Verdict.Reason + " " + To.Sql;
    To.Findings.push_back(std::move(R));
  }
};

} // namespace

JudgedFile judge(const SqlText &Text, const config::Configuration &Config,
                 FileDialect D) {
  return FileJudge(Text, Config, D).run();
}

} // namespace dbsafe::driver
