//===- CompilerFlags.cpp - Anybody's compile command, fit for clang -------===//
#include "project/CompilerFlags.h"
#include "Compat.h"
#include "project/Paths.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"

namespace dbsafe::driver {

using Arguments = std::vector<std::string>;

bool isCompilerName(llvm::StringRef Name) {
  static const llvm::Regex Pattern(
      "^([A-Za-z0-9_.+]+-)*"
      "(gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|cpp|icx|icpx|nvc|nvc\\+\\+)"
      "(-[0-9][0-9.]*)?(-posix|-win32)?(\\.exe)?$");
  return Pattern.match(llvm::sys::path::filename(Name));
}

namespace {

/// Takes off what stands before the compiler: "ccache", "distcc",
/// "cmake -E env X=Y ccache". A compiler of an unknown name stays.
void unwrap(Arguments &Args) {
  for (size_t I = 0; I < Args.size(); ++I) {
    llvm::StringRef Arg = Args[I];
    if (isCompilerName(Arg)) {
      Args.erase(Args.begin(), Args.begin() + I);
      return;
    }
    bool IsCompilersOwn = Arg == "-c" || Arg == "-o" || Arg == "-S" ||
                          Arg.starts_with("-I") || Arg.starts_with("-D") ||
                          Arg.starts_with("-f") || Arg.starts_with("-W") ||
                          Arg.starts_with("-std") || Arg == "--";
    if (IsCompilersOwn)
      return;
  }
}

/// GCC's and CMake's precompiled headers can be read by nobody else. The
/// header itself is named as well and is read as text.
Arguments withoutPrecompiledHeaders(const Arguments &Args) {
  Arguments Kept;
  for (size_t I = 0; I < Args.size(); ++I) {
    bool Wrapped = Args[I] == "-Xclang" && I + 1 < Args.size();
    llvm::StringRef Flag = Args[Wrapped ? I + 1 : I];
    if (Flag == "-include-pch") { // Its value is wrapped like the flag.
      I += Wrapped ? 3 : 1;
      continue;
    }
    if (Flag == "-emit-pch" || Flag == "-Winvalid-pch" ||
        Flag.starts_with("-fpch-")) {
      I += Wrapped;
      continue;
    }
    Kept.push_back(Args[I]);
  }
  return Kept;
}

/// Flags that clang knows but that are none of the parser's: how far to
/// compile, code to load into the compiler, another compiler's headers.
bool isForCompiling(llvm::StringRef Flag) {
  return Flag == "-c" || Flag == "-S" || Flag == "-E" ||
         Flag == "-resource-dir" || Flag.starts_with("-fplugin") ||
         Flag.starts_with("-fpass-plugin");
}

/// Takes out flags that clang's driver does not know or the parser does not
/// need, and every input file.
Arguments knownFlags(llvm::ArrayRef<std::string> Args) {
  llvm::SmallVector<const char *> Raw;
  for (const std::string &Arg : Args)
    Raw.push_back(Arg.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Parsed = compat::driverOptions().ParseArgs(
      Raw, MissingIndex, MissingCount, compat::clangOptions());
  llvm::SmallVector<unsigned> Starts;
  for (const llvm::opt::Arg *Arg : Parsed)
    Starts.push_back(Arg->getIndex());
  Starts.push_back(MissingCount ? MissingIndex : Args.size());
  Arguments Kept;
  size_t Number = 0;
  for (const llvm::opt::Arg *Arg : Parsed) {
    unsigned Begin = Starts[Number], End = Starts[Number + 1];
    ++Number;
    auto Kind = Arg->getOption().getKind();
    if (Kind == llvm::opt::Option::UnknownClass ||
        Kind == llvm::opt::Option::InputClass ||
        Arg->getSpelling() == "--" || // Behind it stand inputs only.
        isForCompiling(Arg->getOption().getPrefixedName()))
      continue;
    Kept.insert(Kept.end(), Args.begin() + Begin, Args.begin() + End);
  }
  return Kept;
}

/// The compiler's absolute path, so that clang looks for headers beside it.
std::string located(llvm::StringRef Compiler, llvm::StringRef Directory) {
  if (llvm::sys::path::has_parent_path(Compiler))
    return absoluteName(Compiler, Directory);
  if (auto Found = llvm::sys::findProgramByName(Compiler))
    return *Found;
  return Compiler.str();
}

} // namespace

Arguments frontEndArguments(const clang::tooling::CompileCommand &Command,
                            llvm::vfs::FileSystem &Files) {
  Arguments Args = Command.CommandLine;
  clang::tooling::addExpandedResponseFiles(
      Args, Command.Directory, llvm::cl::TokenizeGNUCommandLine, Files);
  unwrap(Args);
  if (Args.empty())
    Args.push_back("clang");
  for (const clang::tooling::ArgumentsAdjuster &Adjust :
       {clang::tooling::getClangStripOutputAdjuster(),
        clang::tooling::getClangStripDependencyFileAdjuster(),
        clang::tooling::getClangSyntaxOnlyAdjuster(),
        clang::tooling::getStripPluginsAdjuster()})
    Args = Adjust(Args, Command.Filename);
  Args = withoutPrecompiledHeaders(Args);
  std::string Compiler = located(Args.front(), Command.Directory);
  Arguments Result = {Compiler};
  llvm::append_range(Result, knownFlags(llvm::ArrayRef(Args).drop_front()));
  clang::tooling::addTargetAndModeForProgramName(Result, Compiler);
  Result.push_back("--");
  Result.push_back(Command.Filename);
  return Result;
}

bool dropRejected(Arguments &Args, llvm::ArrayRef<std::string> Words) {
  auto IsMeant = [&](llvm::StringRef Arg) {
    for (llvm::StringRef Word : Words) {
      if (Word.empty())
        continue;
      // "unknown target CPU 'frob'" of -march=frob, "unknown argument '-x'"
      llvm::StringRef Front = Arg;
      if (Arg == Word || (Front.consume_back(Word) && Front.starts_with("-m") &&
                          Front.ends_with("=")))
        return true;
      // "unsupported argument 'armv99' to option '-march='"
      if (Word.size() > 1 && Word.starts_with("-") && Arg.starts_with(Word))
        for (llvm::StringRef Value : Words)
          if (!Value.empty() && Arg.drop_front(Word.size()).contains(Value))
            return true;
    }
    return false;
  };
  for (size_t I = 1; I < Args.size() && Args[I] != "--"; ++I) {
    if (!IsMeant(Args[I]))
      continue;
    size_t From = I, To = I + 1;
    // "-Xclang <flag>" and "-target <value>" go together.
    llvm::StringRef Before = Args[I - 1];
    bool IsValue = I > 1 && !llvm::StringRef(Args[I]).starts_with("-");
    if (Before == "-Xclang" || (IsValue && Before.starts_with("-")))
      --From;
    Args.erase(Args.begin() + From, Args.begin() + To);
    return true;
  }
  return false;
}

std::string analysisKey(llvm::ArrayRef<std::string> Args) {
  std::string Key;
  for (llvm::StringRef Arg : Args) {
    bool IsCodeGeneration =
        Arg == "-fPIC" || Arg == "-fpic" || Arg == "-fPIE" || Arg == "-fpie" ||
        Arg.starts_with("-g") || Arg.starts_with("-W") ||
        (Arg.starts_with("-D") && Arg.ends_with("_EXPORTS"));
    if (!IsCodeGeneration)
      (Key += Arg) += '\0';
  }
  return Key;
}

} // namespace dbsafe::driver
