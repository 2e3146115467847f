//===- SqlJudge.cpp - A verdict for every statement of a file -------------===//
#include "project/SqlJudge.h"
#include "clang-tidy/GlobList.h"
#include "conninfo/Conninfo.h"
#include "plugin/CheckGlobs.h"
#include "sql/Deviance.h"
#include "sql/Lexer.h"
#include "sql/PlaceholderUse.h"
#include "sql/SqlFile.h"
#include "sql/UnboundedWrite.h"
#include "sql/UnknownNames.h"

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

/// Does what PostgreSQL takes for an operator look like a placeholder of
/// another library?
enum class Foreign {
  No,
  Perhaps, ///< "?", which is also an operator of jsonb.
  Yes,     ///< "@name": the operator is seldom used, and never without a space.
};

Foreign foreignPlaceholder(const sql::Template &T) {
  sql::TokenizedText Text(T, sql::Dialect::PostgreSQL);
  const auto &Tokens = Text.tokens();
  Foreign Result = Foreign::No;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].Kind != sql::TokenKind::Operator)
      continue;
    std::string_view Operator = Text.text(Tokens[I]);
    bool BeforeName =
        I + 1 < Tokens.size() && Tokens[I + 1].Kind == sql::TokenKind::Word;
    if (Operator.back() == '@' && BeforeName)
      return Foreign::Yes;
    if (Operator.back() == '?')
      Result = Foreign::Perhaps;
  }
  return Result;
}

/// A statement as it was read, and what came of it.
struct Judgement {
  std::unique_ptr<sql::ReadText> Text;
  sql::Verdict Verdict;
};

Judgement prove(const sql::Template &T, const config::Configuration &Config,
                FileDialect D) {
  auto As = [&](sql::Dialect Lang) {
    Judgement J{std::make_unique<sql::ReadText>(T, Lang), {}};
    J.Verdict = worst(sql::prove(*J.Text, Config.Schema, Config.Ownership));
    return J;
  };
  Judgement J = As(D.value_or(sql::Dialect::PostgreSQL));
  bool Decided =
      J.Verdict.Result == Scoped::Yes || J.Verdict.Result == Scoped::Exempt;
  Foreign Other = D ? Foreign::No : foreignPlaceholder(T);
  if (Other == Foreign::No || (Decided && Other == Foreign::Perhaps))
    return J;
  Judgement Else = As(sql::Dialect::Generic);
  return Else.Verdict.Unreadable ? std::move(J) : std::move(Else);
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

  void run() {
    sql::SqlFile File(Text.Content, Lang.value_or(sql::Dialect::PostgreSQL));
    for (const sql::FileStatement &S : File.statements())
      statement(File, S);
  }

  JudgedFile take() { return std::move(Judged); }

  /// The statements, to be compared with those of other files.
  const std::vector<sql::SentText> &sent() const { return Sent; }

  /// What the other checks on statements have to say of them, given what the
  /// whole program's statements make themselves.
  void remark(const sql::OwnTables &AllOwn,
              const std::set<std::string> &AllTemporary) {
    clang::tidy::GlobList Checks(tidy::combineGlobs(Config.Checks, {}));
    auto Add = [&](size_t I, llvm::StringRef Name, const sql::Remark &R) {
      if (Checks.contains(Name))
        add(I, Name, R);
    };
    // What stands before a statement, and what behind.
    std::vector<sql::WriteContext> Around(Writes.size());
    for (size_t I = 0; I < Writes.size(); ++I) {
      Around[I].Temporary = AllTemporary;
      Around[I].Added = Writes[I].Added;
      if (I)
        Around[I].Added.insert(Around[I - 1].Added.begin(),
                               Around[I - 1].Added.end());
    }
    for (size_t I = Writes.size(); I-- > 0;) {
      Around[I].Filled = Writes[I].Filled;
      if (I + 1 < Writes.size())
        Around[I].Filled.insert(Around[I + 1].Filled.begin(),
                                Around[I + 1].Filled.end());
    }
    for (size_t I = 0; I < Texts.size(); ++I) {
      const sql::ReadText &T = *Texts[I];
      for (const sql::ReadStatement &S : T.statements())
        if (!T.isExempt(S))
          for (const sql::Remark &R : sql::unboundedWrites(T, S, Around[I]))
            if (!isToldOf(I, R))
              Add(I, "dbsafe-unbounded-write", R);
      if (Config.HasSchema)
        for (const sql::Remark &R : sql::unknownNames(T, Config.Schema, AllOwn))
          Add(I, "dbsafe-unknown-column", R);
      for (const sql::Remark &R : sql::placeholderMistakes(T, /*AsSent=*/false))
        Add(I, "dbsafe-placeholder-mismatch", R);
    }
  }

  const sql::OwnTables &own() const { return Own; }
  std::set<std::string> temporary() const {
    std::set<std::string> Result;
    for (const sql::WriteContext &Each : Writes)
      Result.insert(Each.Temporary.begin(), Each.Temporary.end());
    return Result;
  }

  /// Takes in that a statement does not do as the others.
  void deviates(size_t Number, const sql::Deviation &D) {
    report::Statement &S = Judged.Statements[Number];
    if (S.Verdict.Result == Scoped::No)
      return;
    S.Verdict.Result = Scoped::No;
    S.Verdict.Table = D.Table;
    S.Verdict.Reason = message(D);
    S.Message = "suspicious: " + message(D);
    size_t At = Begins[Number] + D.Where.Offset;
    add(S, At, At + D.Length, S.Message);
  }

private:
  const SqlText &Text;
  const config::Configuration &Config;
  FileDialect Lang;
  Lines Where;
  JudgedFile Judged;
  std::vector<sql::SentText> Sent;
  std::vector<size_t> Begins; ///< Where each statement begins.
  std::vector<std::unique_ptr<sql::ReadText>> Texts;
  sql::OwnTables Own;
  std::vector<sql::WriteContext> Writes; ///< Of each statement.

  bool canProve() const {
    return Config.HasSchema || !Config.Ownership.Owned.empty();
  }

  void statement(const sql::SqlFile &File, const sql::FileStatement &S) {
    report::Statement Result;
    Result.Where = Where.place(Text.File, S.First, S.End);
    Result.Sql = conninfo::redact(std::string(File.words(S)));
    sql::Verdict &V = Result.Verdict;
    sql::Template Whole(File.whole(S));
    Judgement J = prove(Whole, Config, Lang);
    V = J.Verdict;
    if (!canProve() && V.Result == Scoped::Yes) {
      V.Result = Scoped::Unknown;
      V.Reason = "nothing says which tables have owners";
      V.Note = sql::Annotation::None;
    }
    if (!Config.HasSchema) {
      bool IsForeign = !Lang && foreignPlaceholder(Whole) != Foreign::No;
      Sent.push_back({Whole, IsForeign
                                 ? sql::Dialect::Generic
                                 : Lang.value_or(sql::Dialect::PostgreSQL)});
    }
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
    if (Config.HasSchema)
      sql::addOwnTables(*J.Text, Config.Schema, Own);
    Writes.push_back(sql::writeContext(*J.Text));
    Texts.push_back(std::move(J.Text));
    Begins.push_back(S.Begin);
  }

  bool isFinding(const sql::Verdict &V) const {
    return V.Result == Scoped::No ||
           (V.Result == Scoped::Unknown &&
            Config.option(Check, "ReportUnknown", "false") == "true");
  }

  /// True if the verdict says already what is wrong with that place.
  bool isToldOf(size_t Number, const sql::Remark &R) const {
    size_t At = Begins[Number] + R.Where.Offset;
    report::Place Here = Where.place(Text.File, At, At);
    return llvm::any_of(
        Judged.Statements[Number].Findings, [&](const report::Result &F) {
          return F.Check == Check && F.Where.Begin.Line == Here.Begin.Line &&
                 F.Where.Begin.Column == Here.Begin.Column;
        });
  }

  void add(size_t Number, llvm::StringRef Name, const sql::Remark &R) {
    report::Statement &S = Judged.Statements[Number];
    size_t At = Begins[Number] + R.Where.Offset;
    add(S, At, At + std::max<size_t>(R.Length, 1), R.Message, Name);
    S.Findings.back().Subject = R.Subject + " " + S.Sql;
  }

  void add(report::Statement &To, size_t From, size_t End,
           const std::string &Message, llvm::StringRef Name = Check) {
    report::Result R;
    R.Check = Name.str();
    R.Where = Where.place(Text.File, From, End);
    R.Message = Message;
    R.Subject = To.Verdict.Table + " " + To.Verdict.Reason + " " + To.Sql;
    To.Findings.push_back(std::move(R));
  }
};

} // namespace

JudgedProgram judge(const std::vector<const SqlText *> &Texts,
                    const config::Configuration &Config, FileDialect D) {
  std::vector<std::unique_ptr<FileJudge>> Judges;
  std::vector<sql::SentText> Sent;
  std::vector<std::pair<FileJudge *, size_t>> Senders;
  for (const SqlText *Text : Texts) {
    Judges.push_back(std::make_unique<FileJudge>(*Text, Config, D));
    FileJudge &Judge = *Judges.back();
    Judge.run();
    for (size_t I = 0; I < Judge.sent().size(); ++I) {
      Sent.push_back(Judge.sent()[I]);
      Senders.emplace_back(&Judge, I);
    }
  }
  sql::OwnTables Own;
  std::set<std::string> Temporary;
  for (auto &Judge : Judges) {
    Own.Made.insert(Judge->own().Made.begin(), Judge->own().Made.end());
    Own.UsesSchema |= Judge->own().UsesSchema;
    Temporary.merge(Judge->temporary());
  }
  for (auto &Judge : Judges)
    Judge->remark(Own, Temporary);
  JudgedProgram Result;
  if (!Config.HasSchema) {
    sql::Deviance Found = sql::deviance(Sent, Config.Ownership);
    for (const sql::Deviation &Each : Found.Deviations)
      Senders[Each.Text].first->deviates(Senders[Each.Text].second, Each);
    Result.NothingToGoBy = Config.Ownership.Owned.empty() && !Found.HasMajority;
  }
  for (auto &Judge : Judges)
    Result.Files.push_back(Judge->take());
  return Result;
}

} // namespace dbsafe::driver
