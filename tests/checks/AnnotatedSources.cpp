//===- AnnotatedSources.cpp - Runs checks over annotated sources ----------===//
//
// The checks' tests are sources that state their findings in comments
// (Annotations.h). This runs them through the command and the clang-tidy
// plugin:
//
//   annotated_sources [--dbsafe PATH] [--clang-tidy PATH --plugin PATH]
//                     [--system-include DIR]... [--at-home CHECK]... FILE...
//
// A sample that shows one thing is short in others: it leaves results unasked
// and unreleased. Findings of a check that is --at-home count in the samples of
// such checks only, those below a folder of the check's name.
//
// A sample is analysed in a copy of its folder, so that no configuration file
// of a folder above has a say in it.
//
// Exit code 0: all as stated. 1: not. 2: could not run. 77: all skipped.
//
//===----------------------------------------------------------------------===//
#include "Comparison.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <filesystem>
#include <optional>

using namespace dbsafe::annotated;
using llvm::StringRef;

namespace cl = llvm::cl;
static cl::opt<std::string> Dbsafe("dbsafe", cl::desc("the dbsafe command"));
static cl::opt<std::string> ClangTidy("clang-tidy", cl::desc("a clang-tidy"));
static cl::opt<std::string> Plugin("plugin", cl::desc("the plugin for it"));
static cl::list<std::string>
    SystemIncludes("system-include",
                   cl::desc("where a database's headers are"));
static cl::list<std::string>
    AtHome("at-home", cl::desc("a check that counts in its own samples only"));
static cl::list<std::string> Files(cl::Positional, cl::OneOrMore,
                                   cl::desc("FILE..."));

namespace {

enum class Outcome { Passed, Failed, Skipped };

/// The sample's folder, copied to where nothing lies above it.
class Workplace {
public:
  static llvm::Expected<std::unique_ptr<Workplace>> copy(StringRef Source,
                                                         StringRef ConfigFile) {
    llvm::SmallString<128> Folder;
    if (auto Code = llvm::sys::fs::createUniqueDirectory("annotated", Folder))
      return llvm::errorCodeToError(Code);
    std::unique_ptr<Workplace> W(new Workplace(Folder.str().str()));
    std::filesystem::path From(Source.str());
    std::error_code Code;
    std::filesystem::copy(From.parent_path(), W->Folder,
                          std::filesystem::copy_options::recursive, Code);
    if (!Code && !ConfigFile.empty())
      std::filesystem::copy_file(
          From.parent_path() / ConfigFile.str(), W->Folder / ".dbsafe.yaml",
          std::filesystem::copy_options::overwrite_existing, Code);
    if (Code)
      return llvm::createStringError(Code, Source + ": " + Code.message());
    W->Sample = W->Folder / From.filename();
    return W;
  }
  ~Workplace() {
    std::error_code Ignored;
    std::filesystem::remove_all(Folder, Ignored);
  }
  std::string sample() const { return Sample.string(); }
  std::string folder() const { return Folder.string(); }

private:
  explicit Workplace(std::string Path) : Folder(std::move(Path)) {}
  std::filesystem::path Folder, Sample;
};

} // namespace

static std::optional<std::string> missingHeader(const Sample &S) {
  std::vector<std::string> Folders(SystemIncludes.begin(),
                                   SystemIncludes.end());
  Folders.insert(Folders.end(), {"/usr/include", "/usr/local/include"});
  for (const std::string &Header : S.Required)
    if (llvm::none_of(Folders, [&](const std::string &Folder) {
          return llvm::sys::fs::exists(Folder + "/" + Header);
        }))
      return Header;
  return std::nullopt;
}

static std::vector<std::string> flagsOf(const Sample &S, StringRef Source,
                                        StringRef Folder) {
  std::vector<std::string> Flags;
  // Samples speak today's C++ unless they say otherwise.
  if (!Source.ends_with(".c"))
    Flags.push_back("-std=c++20");
  for (const std::string &Include : SystemIncludes)
    Flags.insert(Flags.end(), {"-isystem", Include});
  for (const std::string &Flag : S.Flags) {
    size_t At = Flag.find("%S");
    Flags.push_back(At == std::string::npos
                        ? Flag
                        : Flag.substr(0, At) + Folder.str() +
                              Flag.substr(At + 2));
  }
  return Flags;
}

/// Leaves out findings of checks that are at home elsewhere.
static std::vector<Reported> counting(StringRef Source,
                                      std::vector<Reported> Found) {
  auto IsHome = [&](StringRef Check) {
    Check.consume_front("dbsafe-");
    return Source.contains(("/" + Check + "/").str());
  };
  if (llvm::none_of(AtHome, IsHome))
    llvm::erase_if(Found, [](const Reported &R) {
      return llvm::is_contained(AtHome, R.Check);
    });
  return Found;
}

static bool tell(StringRef Source, StringRef FrontEnd,
                 const std::vector<std::string> &Problems) {
  if (Problems.empty())
    return true;
  llvm::outs() << Source << ", " << FrontEnd << ":\n";
  for (const std::string &Problem : Problems)
    llvm::outs() << "  " << Problem << '\n';
  return false;
}

static llvm::Expected<Outcome> test(StringRef Source) {
  auto S = readSample(Source);
  if (!S)
    return S.takeError();
  if (auto Header = missingHeader(*S)) {
    llvm::outs() << Source << ": skipped, <" << *Header
                 << "> is not installed\n";
    return Outcome::Skipped;
  }
  auto Place = Workplace::copy(Source, S->Config);
  if (!Place)
    return Place.takeError();
  auto Flags = flagsOf(*S, Source, (*Place)->folder());

  bool Good = true;
  std::optional<std::vector<Reported>> FromCommand, FromPlugin;
  if (!Dbsafe.empty()) {
    auto Found = runCommand(Dbsafe, (*Place)->sample(), Flags);
    if (!Found)
      return Found.takeError();
    FromCommand = counting(Source, std::move(*Found));
    Good &= tell(Source, "dbsafe", compare(S->Expectations, *FromCommand));
  }
  if (!ClangTidy.empty()) {
    auto Found = runPlugin(ClangTidy, Plugin, (*Place)->sample(), Flags);
    if (!Found)
      return Found.takeError();
    FromPlugin = counting(Source, std::move(*Found));
    Good &= tell(Source, "plugin", compare(S->Expectations, *FromPlugin));
  }
  if (FromCommand && FromPlugin)
    Good &= tell(Source, "the front ends differ",
                 differences(*FromCommand, "dbsafe", *FromPlugin, "plugin"));
  return Good ? Outcome::Passed : Outcome::Failed;
}

int main(int ArgC, char **ArgV) {
  cl::ParseCommandLineOptions(ArgC, ArgV, "Runs annotated sources\n");
  if (Dbsafe.empty() && ClangTidy.empty()) {
    llvm::errs() << "nothing to run: give --dbsafe, or --clang-tidy and "
                    "--plugin\n";
    return 2;
  }
  if (ClangTidy.empty() != Plugin.empty()) {
    llvm::errs() << "--clang-tidy and --plugin go together\n";
    return 2;
  }
  unsigned Passed = 0, Failed = 0, Skipped = 0;
  bool Broken = false;
  for (const std::string &Source : Files) {
    auto Result = test(Source);
    if (!Result) {
      llvm::outs() << Source << ": " << llvm::toString(Result.takeError())
                   << '\n';
      Broken = true;
      ++Failed;
      continue;
    }
    ++(*Result == Outcome::Passed    ? Passed
       : *Result == Outcome::Skipped ? Skipped
                                     : Failed);
  }
  llvm::outs() << Passed << " as stated, " << Failed << " not, " << Skipped
               << " skipped\n";
  if (Broken)
    return 2;
  if (Failed)
    return 1;
  return Passed ? 0 : 77;
}
