//===- Snippet.h - The sites of a few lines of code -----------------------===//
//
// Parses a snippet and writes what reaches the database in it in a notation
// that a test can state: one line a site, "function: text".
//
//   "SELECT "        literal text; neighbouring literals are written as one
//   number           a hole, by its origin: constant, number, dynamic,
//                    outside(the environment), quoted(...)
//   $name            what the parameter, variable or field of that name held
//   (a|b)            one or the other
//   {a}*             any number of times
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_PROVENANCE_SNIPPET_H
#define DBSAFE_TESTS_PROVENANCE_SNIPPET_H

#include "catalog/Catalog.h"
#include "provenance/Program.h"
#include <memory>
#include <string>

namespace clang {
class ASTUnit;
}

namespace dbsafe::test {

/// A parsed piece of C++ (or C), analysed.
class Snippet {
public:
  enum class Language { C, Cpp };

  /// Code may use what Declarations declares. A snippet that does not compile
  /// is a failure of the test.
  explicit Snippet(llvm::StringRef Code, llvm::StringRef Catalog = "",
                   Language In = Language::Cpp);
  ~Snippet();

  /// One line a site and role, in the order in which they are found.
  std::string sites() const;

  clang::ASTContext &context() const;
  const provenance::Program &program() const { return *Analysed; }

private:
  std::unique_ptr<clang::ASTUnit> Unit;
  std::shared_ptr<const catalog::Catalog> Known;
  std::unique_ptr<provenance::Program> Analysed;
};

/// The sites of a snippet.
std::string sitesOf(llvm::StringRef Code, llvm::StringRef Catalog = "");

/// T in the notation above.
std::string notation(provenance::TextRef T, const provenance::Program &In);

/// Compares the sites of many snippets with what they should be.
struct SiteCase {
  const char *What;
  const char *Code;
  const char *Sites;
};
void expectSites(llvm::ArrayRef<SiteCase> Cases);

} // namespace dbsafe::test

#endif
