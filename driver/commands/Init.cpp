//===- Init.cpp - dbsafe init ---------------------------------------------===//
#include "commands/Commands.h"
#include "project/Survey.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace dbsafe::driver {

namespace {

/// A YAML scalar that means the text itself.
std::string quoted(llvm::StringRef Text) {
  std::string Quoted = "'";
  for (char C : Text)
    Quoted.append(C == '\'' ? 2 : 1, C);
  return Quoted + "'";
}

void writeSchema(const Survey &Seen, llvm::raw_ostream &OS) {
  OS << "\n# The database's schema: SQL files with CREATE TABLE, in the order "
        "they are run.\n"
        "# It tells whose rows are in which table, and where row-level "
        "security is on.\n";
  if (Seen.Schema.empty()) {
    OS << "# None was found here.\n# schema:\n#   - db/schema.sql\n";
    return;
  }
  OS << "schema:\n";
  for (const std::string &Glob : Seen.Schema)
    OS << "  - " << quoted(Glob) << '\n';
}

void writeOwnership(const Survey &Seen, llvm::raw_ostream &OS) {
  OS << "\n# The column that says whose row it is. Statements on tables that "
        "have it must\n# be confined to one owner (dbsafe explain "
        "unscoped-query).\n";
  OS << (Seen.OwnerColumn.empty() ? "# owner_column: user_id\n"
                                  : "owner_column: " + Seen.OwnerColumn + "\n");
  OS << "\n# Tables owned through another column, or known without a schema.\n"
        "# owned:\n#   invoices: customer_id\n"
        "\n# Tables whose rows are for everyone.\n"
        "# public: [countries, plans]\n"
        "\n# Settings that hold the current user's id, as "
        "current_setting() reads them.\n";
  if (Seen.Settings.empty())
    OS << "# principal_settings: [app.user_id]\n";
  else
    OS << "principal_settings: [" << llvm::join(Seen.Settings, ", ") << "]\n";
}

void writeCatalog(const Survey &Seen, llvm::raw_ostream &OS) {
  OS << '\n';
  if (Seen.Libraries.empty())
    OS << "# No header of a database library known to dbsafe was seen here.\n";
  else
    OS << "# Database libraries seen, all known to dbsafe:\n";
  for (const auto &[Library, File] : Seen.Libraries)
    OS << "#   " << Library << " (" << File << ")\n";
  OS << "# Functions of your own that take SQL are found by themselves where "
        "their body\n# can be seen; describe those of closed libraries in a "
        "catalogue file.\n# catalog: [db/dbsafe-catalog.yaml]\n";
}

} // namespace

int init(const InitRequest &Asked) {
  if (!llvm::sys::fs::is_directory(Asked.Folder)) {
    tellError("'" + Asked.Folder + "' is no folder");
    return Trouble;
  }
  llvm::SmallString<256> File(Asked.Folder);
  llvm::sys::path::append(File, ".dbsafe.yaml");
  llvm::sys::path::remove_dots(File);
  Survey Seen = survey(Asked.Folder, *catalog::Catalog::builtin());
  std::error_code Error;
  llvm::raw_fd_ostream OS(File, Error, llvm::sys::fs::CD_CreateNew,
                          llvm::sys::fs::FA_Write, llvm::sys::fs::OF_Text);
  if (Error == std::errc::file_exists) {
    tellError(("'" + File + "' exists already and is left as it is").str());
    return Trouble;
  }
  if (!Error) {
    OS << "# dbsafe's configuration for the sources below this folder. Every "
          "key is optional.\n"
          "\n# Which checks run, as for clang-tidy; dbsafe --list-checks shows "
          "all.\n# checks: -dbsafe-unscoped-query\n";
    writeSchema(Seen, OS);
    writeOwnership(Seen, OS);
    writeCatalog(Seen, OS);
    OS.close();
    Error = OS.error();
    OS.clear_error();
  }
  if (Error) {
    tellError(("cannot write '" + File + "': " + Error.message()).str());
    return Trouble;
  }
  llvm::outs() << "wrote " << File
               << "; read it through, then run: dbsafe "
                  "check\n";
  return Clean;
}

} // namespace dbsafe::driver
