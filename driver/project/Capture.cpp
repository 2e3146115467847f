//===- Capture.cpp - Findings outlive their translation unit --------------===//
#include "project/Capture.h"
#include "project/NoLint.h"
#include "project/NoLintReasons.h"
#include "project/Paths.h"
#include "rules/Rule.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace dbsafe::driver {

namespace {

/// True for checks whose findings stand on a secret, or where secrets pass:
/// plaintext storage and transport, hard-coded password, credentials or key,
/// logs and command lines.
bool isAboutSecrets(llvm::StringRef Check) {
  static constexpr unsigned Weaknesses[] = {209, 214, 256, 259, 312,
                                            319, 321, 522, 532, 798};
  const rules::Rule *Rule = rules::findRule(Check);
  return Rule && llvm::any_of(Rule->info().Cwe, [](unsigned Cwe) {
           return llvm::is_contained(Weaknesses, Cwe);
         });
}

/// The text between a string literal's quotes: "...", R"x(...)x".
report::Span insideOf(llvm::StringRef Token, size_t Offset) {
  size_t Open = Token.find('"'), Close = Token.rfind('"');
  if (Open == llvm::StringRef::npos || Close <= Open)
    return {Offset, Offset + Token.size()};
  if (Token.take_front(Open).ends_with("R")) {
    size_t Bracket = Token.find('(', Open);
    size_t EndBracket = Token.rfind(')', Close);
    if (Bracket != llvm::StringRef::npos && EndBracket > Bracket)
      return {Offset + Bracket + 1, Offset + EndBracket};
  }
  return {Offset + Open + 1, Offset + Close};
}

/// The files of a translation unit as text.
class SourceText {
public:
  SourceText(clang::ASTContext &Context, llvm::StringRef Directory)
      : SM(Context.getSourceManager()), Options(Context.getLangOpts()),
        Directory(Directory) {}

  /// From now on no string literal on the lines of Range is readable in any
  /// place.
  void conceal(clang::CharSourceRange Range) {
    auto [File, Begin, End] = spelled(Range);
    for (unsigned Line = SM.getLineNumber(File, Begin),
                  Last = SM.getLineNumber(File, End);
         Line <= Last; ++Line)
      Concealed[File].insert(Line);
  }

  /// A place in a file: what is written there, or for what a macro makes, the
  /// macro's use.
  report::Place place(clang::CharSourceRange Range) {
    auto [File, Begin, End] = spelled(Range);
    report::Place At;
    llvm::StringRef Text = SM.getBufferData(File);
    At.File =
        absoluteName(SM.getFilename(SM.getLocForStartOfFile(File)), Directory);
    At.Begin = position(File, Text, Begin);
    At.End = position(File, Text, End);
    size_t Start = lineStart(Text, Begin);
    size_t Stop = std::min(Text.find_first_of("\r\n", Start), Text.size());
    llvm::SmallVector<report::Span> Masks;
    if (Concealed[File].count(At.Begin.Line))
      for (auto [From, To] : literals(File)) {
        From = std::max(From, Start);
        To = std::min(To, Stop);
        if (From < To)
          Masks.push_back({From - Start, To - Start});
      }
    At.Source = report::excerpt(Text.slice(Start, Stop), Begin - Start,
                                std::min<size_t>(End, Stop) - Start, Masks);
    return At;
  }

private:
  struct Spelled {
    clang::FileID File;
    unsigned Begin, End;
  };

  Spelled spelled(clang::CharSourceRange Range) const {
    clang::CharSourceRange InFile =
        clang::Lexer::makeFileCharRange(Range, SM, Options);
    if (InFile.isValid()) {
      auto [File, Begin] = SM.getDecomposedLoc(InFile.getBegin());
      return {File, Begin, SM.getFileOffset(InFile.getEnd())};
    }
    clang::SourceLocation Start = SM.getFileLoc(Range.getBegin());
    auto [File, Begin] = SM.getDecomposedLoc(Start);
    return {File, Begin,
            Begin + clang::Lexer::MeasureTokenLength(Start, SM, Options)};
  }

  static size_t lineStart(llvm::StringRef Text, size_t Offset) {
    size_t Newline = Text.take_front(Offset).find_last_of("\r\n");
    return Newline == llvm::StringRef::npos ? 0 : Newline + 1;
  }

  report::Position position(clang::FileID File, llvm::StringRef Text,
                            unsigned Offset) const {
    llvm::StringRef Before = Text.slice(lineStart(Text, Offset), Offset);
    unsigned Characters =
        llvm::count_if(Before, [](char C) { return (C & 0xC0) != 0x80; });
    return {SM.getLineNumber(File, Offset), unsigned(Before.size()) + 1,
            Characters + 1};
  }

  /// The insides of a file's string literals, from one pass of the lexer.
  llvm::ArrayRef<report::Span> literals(clang::FileID File) {
    auto [It, IsNew] = Literals.try_emplace(File);
    if (!IsNew)
      return It->second;
    clang::Lexer Lexer(File, SM.getBufferOrFake(File), SM, Options);
    clang::Token Token;
    bool AtEnd = false;
    while (!AtEnd) {
      AtEnd = Lexer.LexFromRawLexer(Token);
      if (!clang::tok::isStringLiteral(Token.getKind()))
        continue;
      unsigned Offset = SM.getFileOffset(Token.getLocation());
      llvm::StringRef Text =
          SM.getBufferData(File).substr(Offset, Token.getLength());
      It->second.push_back(insideOf(Text, Offset));
    }
    return It->second;
  }

  clang::SourceManager &SM;
  const clang::LangOptions &Options;
  llvm::StringRef Directory;
  llvm::DenseMap<clang::FileID, std::vector<report::Span>> Literals;
  llvm::DenseMap<clang::FileID, std::set<unsigned>> Concealed; ///< Lines.
};

report::Result resultOf(const rules::Finding &Found, SourceText &Source) {
  report::Result Result;
  Result.Check = Found.Check;
  Result.Level = Found.Level;
  Result.Where = Source.place(Found.Range);
  Result.Message = Found.Message;
  Result.Subject = Found.Subject;
  Result.Hinges = Found.Hinges;
  for (const rules::Step &Step : Found.Path)
    if (Step.Range.isValid())
      Result.Path.push_back({Source.place(Step.Range), Step.Message});
  for (const clang::FixItHint &Fix : Found.Fixes)
    if (!Fix.isNull())
      Result.Fixes.push_back({Source.place(Fix.RemoveRange), Fix.CodeToInsert});
  auto Spot = [&](clang::SourceLocation Where) {
    report::Place At =
        Source.place(clang::CharSourceRange::getTokenRange(Where));
    return At.File + ':' + std::to_string(At.Begin.Line) + ':' +
           std::to_string(At.Begin.Column);
  };
  for (clang::SourceLocation Call : Found.Reaches)
    Result.Reaches.insert(Spot(Call));
  if (Found.Cause.isValid())
    Result.Cause = Spot(Found.Cause);
  return Result;
}

} // namespace

void capture(llvm::ArrayRef<rules::Finding> Findings,
             llvm::ArrayRef<clang::CharSourceRange> Secrets,
             clang::ASTContext &Context, llvm::StringRef Directory,
             report::Outcome &Into) {
  clang::SourceManager &SM = Context.getSourceManager();
  SourceText Source(Context, Directory);
  NoLint Comments(SM);
  for (clang::CharSourceRange Secret : Secrets)
    if (Secret.isValid())
      Source.conceal(Secret);
  for (const rules::Finding &Found : Findings)
    if (isAboutSecrets(Found.Check)) {
      Source.conceal(Found.Range);
      for (const rules::Step &Step : Found.Path)
        if (Step.Range.isValid())
          Source.conceal(Step.Range);
    }
  for (const rules::Finding &Found : Findings) {
    clang::SourceLocation At = Found.Range.getBegin();
    if (At.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(At)))
      continue;
    Into.Results.push_back(resultOf(Found, Source));
    Into.Results.back().Suppressed = Comments.suppresses(Found);
  }
  for (const NoLint::Mistake &M : Comments.mistakes()) {
    report::Failure New{absoluteName(M.File, Directory), 0, 0, M.Message};
    if (auto Entry = SM.getFileManager().getOptionalFileRef(M.File)) {
      clang::FileID File = SM.translateFile(*Entry);
      if (File.isValid()) {
        New.Line = SM.getLineNumber(File, M.Offset);
        New.Column = SM.getColumnNumber(File, M.Offset);
      }
    }
    Into.Failures.push_back(std::move(New));
  }
}

void captureNoLints(llvm::StringRef Check, clang::ASTContext &Context,
                    llvm::StringRef Directory,
                    llvm::ArrayRef<report::Result> Undecided,
                    report::Outcome &Into) {
  const clang::SourceManager &SM = Context.getSourceManager();
  clang::SourceLocation Start = SM.getLocForStartOfFile(SM.getMainFileID());
  std::string Main = absoluteName(SM.getFilename(Start), Directory);
  std::set<unsigned> Suppressed;
  for (llvm::ArrayRef<report::Result> Results :
       {llvm::ArrayRef(Into.Results), Undecided})
    for (const report::Result &R : Results)
      if (R.Suppressed && R.Check == Check && R.Where.File == Main)
        Suppressed.insert(R.Where.Begin.Line);
  SourceText Source(Context, Directory);
  for (const NoLintRemark &Each : noLintRemarks(Context, Check, Suppressed)) {
    clang::SourceLocation At = Start.getLocWithOffset(int(Each.Offset));
    report::Result R;
    R.Check = Check.str();
    R.Where = Source.place(clang::CharSourceRange::getCharRange(
        At, At.getLocWithOffset(int(Each.Length))));
    R.Message = Each.Message;
    R.Subject = "NOLINT";
    Into.Results.push_back(std::move(R));
  }
}

} // namespace dbsafe::driver
