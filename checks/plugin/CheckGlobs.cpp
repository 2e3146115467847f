//===- CheckGlobs.cpp - Which checks run ----------------------------------===//
#include "plugin/CheckGlobs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

namespace dbsafe::tidy {

static std::string over(llvm::StringRef Before, llvm::StringRef List) {
  List = List.trim(" \r\n\t,");
  if (List.empty())
    return Before.str();
  bool TakesAway =
      List.starts_with("-") && List.substr(1).split(',').first.trim() != "*";
  return TakesAway ? (Before + llvm::Twine(",") + List).str() : List.str();
}

std::string combineGlobs(llvm::StringRef Configured, llvm::StringRef Asked) {
  return over(over("*", Configured), Asked);
}

std::vector<std::string> idleGlobs(llvm::StringRef Globs,
                                   const std::vector<std::string> &Names) {
  std::vector<std::string> Idle;
  llvm::SmallVector<llvm::StringRef> Parts;
  Globs.split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts) {
    Part = Part.trim();
    Part.consume_front("-");
    Part = Part.trim();
    if (Part.empty())
      continue;
    clang::tidy::GlobList One(Part);
    if (llvm::none_of(
            Names, [&](const std::string &Name) { return One.contains(Name); }))
      Idle.push_back(Part.str());
  }
  return Idle;
}

} // namespace dbsafe::tidy
