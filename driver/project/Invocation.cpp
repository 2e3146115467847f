//===- Invocation.cpp - From a compile command to a front-end run ---------===//
#include "project/Invocation.h"
#include "project/CompilerFlags.h"
#include "llvm/ADT/SmallString.h"

namespace dbsafe::driver {

namespace {

constexpr size_t MaxMessage = 160;

/// Keeps the driver's errors together with the words they are made of, among
/// which is the flag at fault.
class DriverErrors : public clang::DiagnosticConsumer {
public:
  struct Entry {
    std::string Message;
    std::vector<std::string> Words;
  };
  std::vector<Entry> Errors;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    Entry New{Message.str().str(), {}};
    for (unsigned I = 0; I < Info.getNumArgs(); ++I)
      if (Info.getArgKind(I) == clang::DiagnosticsEngine::ak_std_string)
        New.Words.push_back(Info.getArgStdStr(I));
      else if (Info.getArgKind(I) == clang::DiagnosticsEngine::ak_c_string)
        New.Words.push_back(Info.getArgCStr(I));
    Errors.push_back(std::move(New));
  }
};

} // namespace

llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const clang::tooling::CompileCommand &Command,
               const std::string &ResourceDirectory,
               const compat::FileSystem &Files) {
  std::vector<std::string> Arguments = frontEndArguments(Command, *Files);
  Arguments.insert(Arguments.begin() + 1,
                   {"-w", "-resource-dir", ResourceDirectory});
  for (;;) {
    DriverErrors Errors;
    compat::Diagnostics Diagnostics(Errors);
    std::vector<const char *> Raw;
    for (const std::string &Argument : Arguments)
      Raw.push_back(Argument.c_str());
    clang::CreateInvocationOptions Options;
    Options.Diags = Diagnostics.engine();
    Options.VFS = Files;
    std::shared_ptr<clang::CompilerInvocation> Invocation =
        clang::createInvocation(Raw, Options);
    if (Invocation && compat::hasTarget(*Invocation, *Diagnostics) &&
        Errors.Errors.empty())
      return Invocation;
    // Every turn takes a flag away, so this ends.
    bool Dropped = false;
    for (const DriverErrors::Entry &Error : Errors.Errors)
      Dropped |= dropRejected(Arguments, Error.Words);
    if (Dropped)
      continue;
    std::string Why = Errors.Errors.empty()
                          ? "clang's driver makes no compiler run of it"
                          : Errors.Errors.front().Message;
    if (Why.size() > MaxMessage) // Some name every word of the command line.
      Why = Why.substr(0, MaxMessage) + "...";
    return llvm::createStringError("its compile command cannot be used: " +
                                   Why);
  }
}

} // namespace dbsafe::driver
