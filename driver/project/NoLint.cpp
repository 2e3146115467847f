//===- NoLint.cpp - NOLINT comments, read by clang-tidy's own code --------===//
#include "project/NoLint.h"
#include "Compat.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::driver {

/// The handler judges a diagnostic in flight, so each finding is sent through
/// an engine of our own. The compiler's would not do: it is told to be silent
/// about warnings, and falls silent altogether after a fatal error.
class NoLint::Consumer : public clang::DiagnosticConsumer {
public:
  explicit Consumer(clang::SourceManager &SM) : Engine(*this) {
    Engine->setSourceManager(&SM);
  }

  bool judge(const rules::Finding &Found) {
    Check = Found.Check;
    Suppressed = false;
    auto Level = Found.Level == rules::Severity::Error
                     ? clang::DiagnosticsEngine::Error
                 : Found.Level == rules::Severity::Note
                     ? clang::DiagnosticsEngine::Remark
                     : clang::DiagnosticsEngine::Warning;
    Engine->Report(Found.Range.getBegin(), Engine->getCustomDiagID(Level, "%0"))
        << Found.Message;
    return Suppressed;
  }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    llvm::SmallVector<clang::tooling::Diagnostic, 1> Errors;
    Suppressed = Handler.shouldSuppress(Level, Info, Check, Errors,
                                        /*AllowIO=*/true,
                                        /*EnableNoLintBlocks=*/true);
    for (const clang::tooling::Diagnostic &Error : Errors) {
      const clang::tooling::DiagnosticMessage &Told = Error.Message;
      bool Known = llvm::any_of(Mistakes, [&](const Mistake &M) {
        return M.File == Told.FilePath && M.Offset == Told.FileOffset;
      });
      if (!Known)
        Mistakes.push_back({Told.FilePath, Told.FileOffset, Told.Message});
    }
  }

  std::vector<Mistake> Mistakes;

private:
  compat::Diagnostics Engine;
  clang::tidy::NoLintDirectiveHandler Handler;
  std::string Check;
  bool Suppressed = false;
};

NoLint::NoLint(clang::SourceManager &SM)
    : Impl(std::make_unique<Consumer>(SM)) {}

NoLint::~NoLint() = default;

bool NoLint::suppresses(const rules::Finding &Found) {
  return Impl->judge(Found);
}

const std::vector<NoLint::Mistake> &NoLint::mistakes() const {
  return Impl->Mistakes;
}

} // namespace dbsafe::driver
