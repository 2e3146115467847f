//===- Delivery.cpp - A report, to where it is wanted ---------------------===//
#include "report/Delivery.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/ToolOutputFile.h"
#include <cstdlib>

namespace dbsafe::report {

namespace {

bool wantsColours() {
  const char *NoColour = ::getenv("NO_COLOR");
  return llvm::sys::Process::StandardOutHasColors() && !(NoColour && *NoColour);
}

} // namespace

std::string deliver(llvm::StringRef Name, Write Report) {
  if (Name.empty() || Name == "-") {
    Report(llvm::outs(), wantsColours());
    llvm::outs().flush();
    if (!llvm::outs().has_error())
      return "";
    std::string Wrong =
        "cannot write the report: " + llvm::outs().error().message();
    llvm::outs().clear_error();
    return Wrong;
  }
  std::error_code Error;
  llvm::ToolOutputFile File(Name, Error, llvm::sys::fs::OF_Text);
  if (!Error) {
    Report(File.os(), /*Colours=*/false);
    File.os().close();
    Error = File.os().error();
    File.os().clear_error();
  }
  if (Error)
    return "cannot write '" + Name.str() + "': " + Error.message();
  File.keep();
  return "";
}

} // namespace dbsafe::report
