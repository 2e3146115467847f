//===- Json.cpp - A report for programs -----------------------------------===//
//
// The format's version counts up when a field changes its meaning or goes
// away; new fields do not change it.
//
//===----------------------------------------------------------------------===//
#include "llvm/Support/JSON.h"
#include "report/Writers.h"

namespace dbsafe::report {

namespace {

constexpr int FormatVersion = 1;

class JsonWriter {
public:
  JsonWriter(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
             llvm::raw_ostream &OS)
      : R(R), Rules(Rules), J(OS, 2) {}

  void write() {
    J.object([&] {
      J.attribute("version", FormatVersion);
      J.attributeObject("tool", [&] {
        J.attribute("name", "dbsafe");
        J.attribute("version", DBSAFE_VERSION);
      });
      J.attribute("root", text(R.Root));
      J.attributeArray("findings", [&] {
        for (const Result &Found : R.Results)
          finding(Found);
      });
      J.attributeArray("errors", [&] {
        for (const Failure &F : R.Failures)
          failure(F);
      });
      J.attributeObject("summary", [&] {
        J.attribute("findings", R.active());
        J.attribute("errors", R.active(rules::Severity::Error));
        J.attribute("warnings", R.active(rules::Severity::Warning));
        if (unsigned Notes = R.active(rules::Severity::Note))
          J.attribute("notes", Notes);
        J.attribute("suppressed", int64_t(R.Results.size() - R.active()));
        J.attribute("files", R.Files);
        J.attribute("failedFiles", R.FailedFiles);
        J.attribute("undecided", R.Undecided);
      });
    });
    J.flush();
  }

private:
  static std::string text(llvm::StringRef S) { return llvm::json::fixUTF8(S); }

  void place(const Place &At) {
    J.attribute("file", text(relativeTo(R.Root, At.File)));
    J.attribute("line", At.Begin.Line);
    J.attribute("column", At.Begin.Column);
    J.attribute("endLine", At.End.Line);
    J.attribute("endColumn", At.End.Column);
  }

  void finding(const Result &Found) {
    J.object([&] {
      J.attribute("check", Found.Check);
      J.attribute("severity", name(Found.Level));
      place(Found.Where);
      J.attribute("message", text(Found.Message));
      J.attributeArray("cwe", [&] {
        for (const rules::Rule *Rule : Rules)
          if (Rule->info().Name == Found.Check)
            for (unsigned Cwe : Rule->info().Cwe)
              J.value(Cwe);
      });
      J.attributeArray("notes", [&] {
        for (const Note &N : Found.Path)
          J.object([&] {
            place(N.Where);
            J.attribute("message", text(N.Message));
          });
      });
      J.attributeArray("fixes", [&] {
        for (const Edit &E : Found.Fixes)
          J.object([&] {
            place(E.Where);
            J.attribute("text", text(E.Text));
          });
      });
      J.attribute("fingerprint", Found.Fingerprint);
      J.attribute("suppressed", Found.Suppressed);
    });
  }

  void failure(const Failure &F) {
    J.object([&] {
      if (!F.File.empty())
        J.attribute("file", text(relativeTo(R.Root, F.File)));
      if (F.Line) {
        J.attribute("line", F.Line);
        J.attribute("column", F.Column);
      }
      J.attribute("message", text(F.Message));
    });
  }

  const Report &R;
  llvm::ArrayRef<const rules::Rule *> Rules;
  llvm::json::OStream J;
};

} // namespace

void writeJson(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
               llvm::raw_ostream &OS) {
  JsonWriter(R, Rules, OS).write();
  OS << '\n';
}

} // namespace dbsafe::report
