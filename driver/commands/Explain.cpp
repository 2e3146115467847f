//===- Explain.cpp - dbsafe explain CHECK ---------------------------------===//
#include "Spelling.h"
#include "commands/Commands.h"
#include "embedded.h"
#include "llvm/Support/raw_ostream.h"

namespace dbsafe::driver {

int explain(const ExplainRequest &Asked) {
  llvm::StringRef Wanted = Asked.Check;
  std::vector<llvm::StringRef> Names;
  for (const embedded::EmbeddedFile &Page : embedded::pages()) {
    llvm::StringRef Name = Page.Name;
    Name.consume_back(".md");
    if (Name == Wanted || Name == ("dbsafe-" + Wanted).str()) {
      llvm::outs() << llvm::StringRef(Page.Text).rtrim() << '\n';
      return Clean;
    }
    Names.push_back(Name);
  }
  std::string Near = nearest(Wanted, Names);
  tellError(("there is no check '" + Wanted + "'").str() +
            (Near.empty() ? "" : "; did you mean '" + Near + "'?") +
            " (dbsafe --list-checks shows all)");
  return Trouble;
}

} // namespace dbsafe::driver
