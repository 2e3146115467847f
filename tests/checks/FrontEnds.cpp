#include "FrontEnds.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"

using llvm::StringRef;

namespace dbsafe::annotated {

static llvm::Error failure(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

static std::string baseName(StringRef Path) {
  return llvm::sys::path::filename(Path).str();
}

llvm::Expected<std::vector<Reported>> parseJson(StringRef Output) {
  auto Root = llvm::json::parse(Output);
  if (!Root)
    return failure("no JSON: " + llvm::toString(Root.takeError()));
  const auto *Object = Root->getAsObject();
  const auto *Findings = Object ? Object->getArray("findings") : nullptr;
  if (!Findings)
    return failure("the report has no array 'findings'");
  std::vector<Reported> Result;
  for (const llvm::json::Value &Value : *Findings) {
    const auto *F = Value.getAsObject();
    if (!F)
      return failure("a finding is no object");
    if (F->getBoolean("suppressed").value_or(false))
      continue;
    Reported R;
    R.File = baseName(F->getString("file").value_or(""));
    R.Line = unsigned(F->getInteger("line").value_or(0));
    R.Column = unsigned(F->getInteger("column").value_or(0));
    R.Severity = F->getString("severity").value_or("").str();
    R.Check = F->getString("check").value_or("").str();
    R.Message = F->getString("message").value_or("").str();
    if (R.File.empty() || !R.Line || R.Severity.empty() || R.Check.empty() ||
        R.Message.empty())
      return failure("a finding lacks file, line, severity, check or message");
    if (const auto *Notes = F->getArray("notes"))
      for (const llvm::json::Value &NoteValue : *Notes)
        if (const auto *N = NoteValue.getAsObject())
          R.Notes.push_back({baseName(N->getString("file").value_or("")),
                             unsigned(N->getInteger("line").value_or(0)),
                             unsigned(N->getInteger("column").value_or(0)),
                             N->getString("message").value_or("").str()});
    Result.push_back(std::move(R));
  }
  return Result;
}

llvm::Expected<std::vector<Reported>> parseTidy(StringRef Output) {
  static const llvm::Regex Diagnostic(
      "^(.+):([0-9]+):([0-9]+): (warning|error|note|remark|fatal error): "
      "(.*)$");
  static const llvm::Regex CheckAtEnd("^(.*) \\[([^][]+)\\]$");
  std::vector<Reported> Result;
  llvm::SmallVector<StringRef, 0> Lines;
  Output.split(Lines, '\n');
  for (StringRef Line : Lines) {
    llvm::SmallVector<StringRef, 6> M;
    // The compiler's errors without a place: "error: ...
    // [clang-diagnostic-...".
    if (Line.starts_with("error: "))
      return failure(Line);
    if (!Diagnostic.match(Line, &M))
      continue;
    unsigned At = 0, Column = 0;
    M[2].getAsInteger(10, At);
    M[3].getAsInteger(10, Column);
    if (M[4] == "note") {
      if (!Result.empty())
        Result.back().Notes.push_back({baseName(M[1]), At, Column, M[5].str()});
      continue;
    }
    llvm::SmallVector<StringRef, 3> C;
    if (!CheckAtEnd.match(M[5], &C))
      return failure("clang-tidy reported what is no finding: " + Line);
    StringRef Check = C[2].split(',').first;
    if (!Check.starts_with("dbsafe-")) {
      if (M[4] == "warning")
        continue;
      return failure(Line);
    }
    Result.push_back({baseName(M[1]),
                      At,
                      Column,
                      M[4] == "remark" ? "note" : M[4].str(),
                      Check.str(),
                      C[1].str(),
                      {}});
  }
  return Result;
}

namespace {
struct Run {
  int ExitCode = 0;
  std::string Out, Err;
};
} // namespace

static llvm::Expected<Run> run(llvm::ArrayRef<std::string> Command) {
  llvm::SmallString<128> OutPath, ErrPath;
  if (llvm::sys::fs::createTemporaryFile("annotated", "out", OutPath) ||
      llvm::sys::fs::createTemporaryFile("annotated", "err", ErrPath))
    return failure("no temporary file");
  llvm::FileRemover RemoveOut(OutPath), RemoveErr(ErrPath);
  llvm::SmallVector<StringRef, 16> Arguments(Command.begin(), Command.end());
  Run Result;
  std::string Problem;
  Result.ExitCode = llvm::sys::ExecuteAndWait(
      Command.front(), Arguments, std::nullopt,
      {StringRef(""), StringRef(OutPath), StringRef(ErrPath)},
      /*SecondsToWait=*/120, /*MemoryLimit=*/0, &Problem);
  if (Result.ExitCode < 0)
    return failure(Command.front() + ": " + Problem);
  if (auto Buffer = llvm::MemoryBuffer::getFile(OutPath))
    Result.Out = (*Buffer)->getBuffer().str();
  if (auto Buffer = llvm::MemoryBuffer::getFile(ErrPath))
    Result.Err = (*Buffer)->getBuffer().str();
  return Result;
}

llvm::Expected<std::vector<Reported>>
runCommand(StringRef Dbsafe, StringRef Source,
           llvm::ArrayRef<std::string> Flags) {
  std::vector<std::string> Command = {Dbsafe.str(), "check",      "--format",
                                      "json",       Source.str(), "--"};
  Command.insert(Command.end(), Flags.begin(), Flags.end());
  auto R = run(Command);
  if (!R)
    return R.takeError();
  auto Findings = parseJson(R->Out);
  if (!Findings)
    return failure(llvm::toString(Findings.takeError()) + "\n" + R->Err);
  // What could be better is no mistake.
  int Expected =
      llvm::any_of(*Findings,
                   [](const Reported &F) { return F.Severity != "note"; })
          ? 1
          : 0;
  if (R->ExitCode != Expected)
    return failure("exit code " + llvm::Twine(R->ExitCode) + " with " +
                   llvm::Twine(Findings->size()) + " findings\n" + R->Err);
  return Findings;
}

llvm::Expected<std::vector<Reported>>
runPlugin(StringRef ClangTidy, StringRef Plugin, StringRef Source,
          llvm::ArrayRef<std::string> Flags) {
  // --config: no .clang-tidy of a folder above has a say in this.
  std::vector<std::string> Command = {ClangTidy.str(), "--load",
                                      Plugin.str(),    "--checks=-*,dbsafe-*",
                                      "--config={}",   "--header-filter=.*",
                                      Source.str(),    "--"};
  Command.insert(Command.end(), Flags.begin(), Flags.end());
  auto R = run(Command);
  if (!R)
    return R.takeError();
  auto Findings = parseTidy(R->Out);
  if (!Findings)
    return failure(llvm::toString(Findings.takeError()) + "\n" + R->Err);
  bool HasError = llvm::any_of(
      *Findings, [](const Reported &F) { return F.Severity == "error"; });
  if (R->ExitCode != 0 && !HasError)
    return failure("exit code " + llvm::Twine(R->ExitCode) + "\n" + R->Out +
                   R->Err);
  // clang-tidy goes on without a plugin that it could not load.
  if (StringRef(R->Err).contains("load request ignored"))
    return failure(R->Err);
  return Findings;
}

} // namespace dbsafe::annotated
