//===- Statements.cpp - Verdicts on statements, written -------------------===//
#include "report/Statements.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace dbsafe::report {

namespace {

using sql::Scoped;

constexpr llvm::StringLiteral Rule = "dbsafe-unscoped-query";

std::string counted(size_t Number, llvm::StringRef One) {
  return (llvm::Twine(Number) + " " + One + (Number == 1 ? "" : "s")).str();
}

void writeLine(const StatementReport &R, const Statement &S,
               llvm::raw_ostream &OS) {
  OS << relativeTo(R.Here, S.Where.File) << ':' << S.Where.Begin.Line << ": "
     << name(S.Verdict.Result);
  if (S.Verdict.Result != Scoped::Yes)
    OS << ": " << (S.Verdict.Reason.empty() ? S.Message : S.Verdict.Reason);
  OS << '\n';
}

std::string text(llvm::StringRef S) { return llvm::json::fixUTF8(S); }

} // namespace

size_t StatementReport::findings() const {
  size_t Number = 0;
  for (const Statement &S : Statements)
    Number += S.Findings.size();
  return Number;
}

llvm::StringRef name(Scoped Verdict) {
  switch (Verdict) {
  case Scoped::Yes:
    return "scoped";
  case Scoped::No:
    return "unscoped";
  case Scoped::Exempt:
    return "exempt";
  case Scoped::Unknown:
    break;
  }
  return "unknown";
}

void writeStatements(const StatementReport &R, const StatementStyle &Style,
                     llvm::raw_ostream &OS) {
  for (const Statement &S : R.Statements) {
    for (const Result &Found : S.Findings)
      writeFinding(Found, R.Here, Style.Colours, OS);
    if (S.Findings.empty() && !(Style.Quiet && S.Verdict.Result == Scoped::Yes))
      writeLine(R, S, OS);
  }
  if (Style.Quiet)
    return;
  auto Number = [&](Scoped Verdict) {
    return llvm::count_if(R.Statements, [&](const Statement &S) {
      return S.Verdict.Result == Verdict;
    });
  };
  OS << "dbsafe: " << counted(R.Statements.size(), "statement") << " in "
     << counted(R.Files, "file");
  char Before = ':';
  for (Scoped Each :
       {Scoped::No, Scoped::Unknown, Scoped::Exempt, Scoped::Yes}) {
    if (!R.Statements.empty())
      OS << Before << ' ' << Number(Each) << ' ' << name(Each);
    Before = ',';
  }
  OS << '\n';
}

void writeStatementsJson(const StatementReport &R, llvm::raw_ostream &OS) {
  OS << '[';
  llvm::StringRef Before = "\n";
  for (const Statement &S : R.Statements) {
    llvm::json::Object O;
    O["file"] = text(relativeTo(R.Root, S.Where.File));
    O["line"] = S.Where.Begin.Line;
    O["column"] = S.Where.Begin.Column;
    O["endLine"] = S.Where.End.Line;
    O["verdict"] = name(S.Verdict.Result);
    O["rule"] = Rule;
    O["message"] = text(S.Message);
    O["table"] = text(S.Verdict.Table);
    O["suggestion"] = text(S.Verdict.Missing);
    O["sql"] = text(S.Sql);
    llvm::json::Array Findings;
    for (const Result &F : S.Findings)
      Findings.push_back(llvm::json::Object{{"rule", F.Check},
                                            {"line", F.Where.Begin.Line},
                                            {"column", F.Where.Begin.Column},
                                            {"endLine", F.Where.End.Line},
                                            {"endColumn", F.Where.End.Column},
                                            {"message", text(F.Message)}});
    O["findings"] = std::move(Findings);
    OS << Before << llvm::json::Value(std::move(O));
    Before = ",\n";
  }
  OS << "\n]\n";
}

} // namespace dbsafe::report
