//===- Sarif.cpp - A report for code scanning services --------------------===//
//
// SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for on top: CWE
// tags, security-severity, help in Markdown, and line hashes that survive a
// moved line, so that an alert stays the same alert.
//
//===----------------------------------------------------------------------===//
#include "embedded.h"
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

namespace dbsafe::report {

namespace {

constexpr llvm::StringLiteral SchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";

std::string text(llvm::StringRef S) { return llvm::json::fixUTF8(S); }

/// Percent-encodes what may not stand in a URI's path (RFC 3986).
std::string uriPath(llvm::StringRef Path) {
  std::string Uri;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/!$&'()*+,;=@").contains(C))
      Uri += static_cast<char>(C);
    else
      Uri += {'%', llvm::hexdigit(C >> 4), llvm::hexdigit(C & 15)};
  return Uri;
}

std::string fileUri(llvm::StringRef Path) {
  return (Path.starts_with("/") ? "file://" : "file:///") + uriPath(Path);
}

/// "dbsafe-sql-concatenation" -> "SqlConcatenation", SARIF's habit for names.
std::string pascalCase(llvm::StringRef Check) {
  std::string Name;
  Check.consume_front("dbsafe-");
  llvm::SmallVector<llvm::StringRef> Words;
  Check.split(Words, '-', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Word : Words) {
    Name += llvm::toUpper(Word.front());
    Name += Word.drop_front();
  }
  return Name;
}

/// The check's documentation page, empty if there is none.
std::string page(llvm::StringRef Check) {
  for (const embedded::EmbeddedFile &File : embedded::pages())
    if (llvm::StringRef(File.Name) == (Check + ".md").str())
      return std::string(File.Text);
  return {};
}

class SarifWriter {
public:
  SarifWriter(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
              llvm::raw_ostream &OS)
      : R(R), Rules(Rules), J(OS, 2) {}

  void write() {
    J.object([&] {
      J.attribute("$schema", SchemaUri);
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] { J.object([&] { run(); }); });
    });
    J.flush();
  }

private:
  void message(llvm::StringRef Key, llvm::StringRef Text) {
    J.attributeObject(Key, [&] { J.attribute("text", text(Text)); });
  }

  void run() {
    J.attributeObject("tool", [&] {
      J.attributeObject("driver", [&] {
        J.attribute("name", "dbsafe");
        J.attribute("semanticVersion", DBSAFE_VERSION);
        J.attribute("informationUri", DBSAFE_HOMEPAGE);
        J.attributeArray("rules", [&] {
          for (const rules::Rule *Rule : Rules)
            J.object([&] { rule(Rule->info()); });
        });
      });
    });
    J.attributeObject("automationDetails",
                      [&] { J.attribute("id", "dbsafe/"); });
    J.attributeArray("invocations", [&] { J.object([&] { invocation(); }); });
    J.attributeObject("originalUriBaseIds", [&] {
      J.attributeObject("SRCROOT", [&] {
        std::string Root = fileUri(R.Root);
        J.attribute("uri",
                    llvm::StringRef(Root).ends_with("/") ? Root : Root + "/");
      });
    });
    J.attribute("columnKind", "unicodeCodePoints");
    J.attributeArray("results", [&] {
      for (const Result &Found : R.Results)
        J.object([&] { result(Found); });
    });
  }

  void rule(const rules::RuleInfo &Info) {
    J.attribute("id", Info.Name);
    J.attribute("name", pascalCase(Info.Name));
    message("shortDescription", Info.Summary);
    message("fullDescription", (Info.Summary + ".").str());
    J.attribute("helpUri", rules::helpUri(Info.Name));
    std::string Page = page(Info.Name);
    J.attributeObject("help", [&] {
      std::string See = "See " + rules::helpUri(Info.Name);
      J.attribute("text", text(Page.empty() ? See : Page));
      J.attribute("markdown", text(Page.empty() ? See : Page));
    });
    J.attributeObject("defaultConfiguration",
                      [&] { J.attribute("level", "warning"); });
    J.attributeObject("properties", [&] {
      J.attributeArray("tags", [&] {
        J.value("security");
        J.value("database");
        for (unsigned Cwe : Info.Cwe)
          J.value(llvm::formatv("external/cwe/cwe-{0,0+3}", Cwe).str());
      });
      J.attribute("precision", "high");
      J.attribute("problem.severity", "error");
      if (!Info.SecuritySeverity.empty())
        J.attribute("security-severity", Info.SecuritySeverity);
    });
  }

  void invocation() {
    J.attribute("executionSuccessful", R.Failures.empty());
    J.attributeArray("toolExecutionNotifications", [&] {
      for (const Failure &F : R.Failures)
        J.object([&] {
          J.attribute("level", "error");
          message("message", F.Message);
          if (F.File.empty())
            return;
          J.attributeArray("locations", [&] {
            J.object([&] {
              J.attributeObject("physicalLocation", [&] {
                artifact(F.File);
                if (F.Line)
                  J.attributeObject("region",
                                    [&] { J.attribute("startLine", F.Line); });
              });
            });
          });
        });
    });
  }

  void artifact(llvm::StringRef File) {
    J.attributeObject("artifactLocation", [&] {
      std::string Relative = relativeTo(R.Root, File);
      if (llvm::sys::path::is_absolute(Relative)) {
        J.attribute("uri", fileUri(Relative));
        return;
      }
      J.attribute("uri", uriPath(Relative));
      J.attribute("uriBaseId", "SRCROOT");
    });
  }

  void region(llvm::StringRef Key, const Place &At, bool Snippet) {
    J.attributeObject(Key, [&] {
      J.attribute("startLine", At.Begin.Line);
      J.attribute("startColumn", At.Begin.CodePoint);
      J.attribute("endLine", At.End.Line);
      J.attribute("endColumn", At.End.CodePoint);
      llvm::StringRef Line = At.Source.Text;
      if (Snippet)
        message("snippet", Line.slice(At.Source.Begin, At.Source.End));
    });
  }

  void physicalLocation(const Place &At) {
    J.attributeObject("physicalLocation", [&] {
      artifact(At.File);
      region("region", At, /*Snippet=*/true);
      if (!At.Source.Text.empty())
        J.attributeObject("contextRegion", [&] {
          J.attribute("startLine", At.Begin.Line);
          J.attribute("endLine", At.End.Line);
          message("snippet", At.Source.Text);
        });
    });
  }

  /// A step's location; the id ties it to nothing, but viewers number by it.
  void step(const Place &At, llvm::StringRef Message, unsigned Id) {
    if (Id)
      J.attribute("id", Id);
    physicalLocation(At);
    message("message", Message);
  }

  void result(const Result &Found) {
    J.attribute("ruleId", Found.Check);
    for (size_t I = 0; I < Rules.size(); ++I)
      if (Rules[I]->info().Name == Found.Check)
        J.attribute("ruleIndex", int64_t(I));
    J.attribute("level", name(Found.Level));
    message("message", Found.Message);
    J.attributeArray("locations",
                     [&] { J.object([&] { physicalLocation(Found.Where); }); });
    if (!Found.Path.empty()) {
      J.attributeArray("relatedLocations", [&] {
        unsigned Id = 0;
        for (const Note &N : Found.Path)
          J.object([&] { step(N.Where, N.Message, ++Id); });
      });
      J.attributeArray("codeFlows",
                       [&] { J.object([&] { codeFlow(Found); }); });
    }
    J.attributeObject("partialFingerprints", [&] {
      J.attribute("primaryLocationLineHash", Found.Fingerprint);
      J.attribute("dbsafe/v1", Found.Fingerprint);
    });
    if (Found.Suppressed)
      J.attributeArray("suppressions", [&] {
        J.object([&] {
          J.attribute("kind", "inSource");
          J.attribute("justification", "NOLINT comment");
        });
      });
    if (!Found.Fixes.empty())
      J.attributeArray("fixes", [&] { J.object([&] { fix(Found); }); });
  }

  /// The steps in order, and last the place of the finding itself if no step
  /// stands there.
  void codeFlow(const Result &Found) {
    J.attributeArray("threadFlows", [&] {
      J.object([&] {
        J.attributeArray("locations", [&] {
          bool Seen = false;
          for (const Note &N : Found.Path) {
            Seen |= N.Where.File == Found.Where.File &&
                    N.Where.Begin == Found.Where.Begin;
            flowLocation(N.Where, N.Message);
          }
          if (!Seen)
            flowLocation(Found.Where, Found.Message);
        });
      });
    });
  }

  void flowLocation(const Place &At, llvm::StringRef Message) {
    J.object([&] {
      J.attributeObject("location", [&] { step(At, Message, /*Id=*/0); });
    });
  }

  void fix(const Result &Found) {
    message("description", Found.Message);
    J.attributeArray("artifactChanges", [&] {
      for (const Edit &E : Found.Fixes)
        J.object([&] {
          artifact(E.Where.File);
          J.attributeArray("replacements", [&] {
            J.object([&] {
              region("deletedRegion", E.Where, /*Snippet=*/false);
              message("insertedContent", E.Text);
            });
          });
        });
    });
  }

  const Report &R;
  llvm::ArrayRef<const rules::Rule *> Rules;
  llvm::json::OStream J;
};

} // namespace

void writeSarif(const Report &R, llvm::ArrayRef<const rules::Rule *> Rules,
                llvm::raw_ostream &OS) {
  SarifWriter(R, Rules, OS).write();
  OS << '\n';
}

} // namespace dbsafe::report
