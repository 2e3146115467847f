//===- CommandLine.cpp - What the user typed ------------------------------===//
#include "CommandLine.h"
#include "Spelling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace dbsafe::driver {

namespace {

constexpr char Overview[] = "Database safety checks for C and C++";

constexpr char Examples[] = R"(
EXAMPLES:

  dbsafe check                      the project here, by its compile database
  dbsafe check -p build/debug src   the files below src
  dbsafe check a.cpp -- -std=c++20  one file, without a compile database
  dbsafe check --format sarif --output dbsafe.sarif
  dbsafe sql --schema 'db/*.sql' queries
                                    whose rows the statements in files touch
  dbsafe schema                     which tables have owners, for review
  dbsafe explain sql-concatenation  what a check finds and what to write instead

EXIT CODES: 0 nothing found, 1 findings, 2 the job could not be done in full
)";

/// All options. llvm::cl registers them where they are made, so there is one
/// object, made when the command line is read.
struct Options {
  cl::OptionCategory Ours{"Options"};
  cl::SubCommand Check{"check", "Look for problems in a project's sources"};
  cl::SubCommand Sql{"sql", "Judge SQL files: does each statement stay within "
                            "its user's rows?"};
  cl::SubCommand Schema{"schema", "Show which tables have owners, and why"};
  cl::SubCommand Explain{"explain", "Show a check's documentation"};
  cl::SubCommand Init{"init", "Write a .dbsafe.yaml to start from"};

  cl::list<std::string> Paths{cl::Positional, cl::sub(Check), cl::cat(Ours),
                              cl::desc("[PATH... | FILE... -- FLAGS]")};
  cl::list<std::string> SqlPaths{cl::Positional, cl::sub(Sql), cl::cat(Ours),
                                 cl::desc("[FILE | FOLDER | PATTERN | -]...")};
  cl::opt<std::string> BuildFolder{
      "p", cl::sub(Check), cl::cat(Ours), cl::value_desc("folder"),
      cl::desc("Where compile_commands.json is (default: looked for in ., "
               "build, build/*, out, cmake-build-*, upwards)")};
  cl::opt<std::string> Checks{
      "checks",
      cl::sub(Check),
      cl::sub(cl::SubCommand::getTopLevel()),
      cl::cat(Ours),
      cl::value_desc("globs"),
      cl::desc("Which checks run, as for clang-tidy: '-*,dbsafe-sql-*'")};
  cl::opt<std::string> Config{
      "config",
      cl::sub(Check),
      cl::sub(Sql),
      cl::sub(Schema),
      cl::cat(Ours),
      cl::value_desc("file"),
      cl::desc("Use this configuration instead of the nearest .dbsafe.yaml")};
  cl::list<std::string> SchemaFiles{
      "schema",
      cl::sub(Sql),
      cl::sub(Schema),
      cl::cat(Ours),
      cl::value_desc("pattern"),
      cl::desc("The database's DDL, instead of the configuration's 'schema'; "
               "can be given several times")};
  cl::opt<sql::Dialect> Dialect{
      "dialect", cl::sub(Sql), cl::cat(Ours),
      cl::desc("How the files are read (default: as PostgreSQL's, with the "
               "placeholders of any library):"),
      cl::values(clEnumValN(sql::Dialect::PostgreSQL, "postgresql",
                            "PostgreSQL and nothing else"),
                 clEnumValN(sql::Dialect::SQLite, "sqlite", "SQLite"),
                 clEnumValN(sql::Dialect::MySQL, "mysql", "MySQL, MariaDB"),
                 clEnumValN(sql::Dialect::Generic, "generic",
                            "any server, behind ODBC and the like"))};
  cl::opt<unsigned> Threads{"j",
                            cl::sub(Check),
                            cl::cat(Ours),
                            cl::Prefix,
                            cl::value_desc("number"),
                            cl::desc("Files analysed at a time (default: one "
                                     "for each core)")};
  cl::opt<Format> Form{
      "format",
      cl::sub(Check),
      cl::sub(Sql),
      cl::sub(Schema),
      cl::cat(Ours),
      cl::init(Format::Text),
      cl::desc("How the report is written:"),
      cl::values(clEnumValN(Format::Text, "text", "for people (default)"),
                 clEnumValN(Format::Json, "json", "for programs"),
                 clEnumValN(Format::Sarif, "sarif",
                            "SARIF 2.1.0, for code scanning services"))};
  cl::opt<std::string> Output{
      "output",
      cl::sub(Check),
      cl::sub(Sql),
      cl::cat(Ours),
      cl::value_desc("file"),
      cl::desc("Write the report there, not to stdout")};
  cl::opt<bool> Quiet{"quiet", cl::sub(Check), cl::sub(Sql), cl::cat(Ours),
                      cl::desc("Leave out the summary, progress, notices, and "
                               "statements that are scoped")};
  cl::opt<std::string> ResourceDirectory{
      "resource-dir", cl::sub(Check), cl::cat(Ours), cl::value_desc("folder"),
      cl::desc("Where clang's own headers are")};
  cl::opt<bool> ListChecks{
      "list-checks", cl::sub(Check), cl::sub(cl::SubCommand::getTopLevel()),
      cl::cat(Ours), cl::desc("Show the checks there are")};
  cl::opt<std::string> Name{cl::Positional, cl::sub(Explain), cl::cat(Ours),
                            cl::desc("CHECK")};
  cl::opt<std::string> Folder{cl::Positional, cl::sub(Init), cl::cat(Ours),
                              cl::init("."), cl::desc("[FOLDER]")};
  cl::extrahelp More{Examples};
};

/// LLVM's libraries bring options of their own (--x86-..., --debug-...). They
/// are no part of this command: not in the help, not as "did you mean".
void dropForeignOptions(Options &Ours) {
  llvm::SmallVector<cl::Option *> Foreign;
  for (const auto &[Name, Option] :
       cl::getRegisteredOptions(cl::SubCommand::getTopLevel()))
    if (Name != "help" && Name != "version" &&
        !llvm::is_contained(Option->Categories, &Ours.Ours))
      Foreign.push_back(Option);
  for (cl::Option *Each : Foreign)
    Each->removeArgument();
  for (cl::SubCommand *Sub :
       {&cl::SubCommand::getTopLevel(), &Ours.Check, &Ours.Sql, &Ours.Schema,
        &Ours.Explain, &Ours.Init})
    cl::HideUnrelatedOptions(Ours.Ours, *Sub);
}

template <typename Range> std::vector<std::string> strings(const Range &Words) {
  return {Words.begin(), Words.end()};
}

CommandLine mistake(const llvm::Twine &Message) {
  llvm::errs() << "dbsafe: error: " << Message << "\n";
  return Finished{Trouble};
}

} // namespace

CommandLine parseCommandLine(int Count, const char *const *Words) {
  // What stands behind "--" is the compiler's and must not be read as ours.
  const char *const *End = Words + Count;
  const char *const *Dashes = std::find_if(
      Words, End, [](llvm::StringRef Word) { return Word == "--"; });
  Options Given;
  dropForeignOptions(Given);
  static constexpr llvm::StringLiteral Subcommands[] = {
      "check", "sql", "schema", "explain", "init"};
  if (Count > 1 && Words[1][0] != '-' && Words[1][0] != '@' &&
      !llvm::is_contained(Subcommands, llvm::StringRef(Words[1])))
    return mistake("there is no subcommand '" + llvm::Twine(Words[1]) +
                   "'; did you mean '" + nearest(Words[1], Subcommands) +
                   "'? (dbsafe --help shows all)");
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "dbsafe " DBSAFE_VERSION " (clang " LLVM_VERSION_STRING ")\n";
  });
  if (!cl::ParseCommandLineOptions(Dashes - Words, Words, Overview,
                                   &llvm::errs()))
    return Finished{Trouble};
  if (Given.ListChecks)
    return ListRequest{Given.Checks};
  if (Given.Explain) {
    if (Given.Name.empty())
      return mistake("explain needs a check's name; dbsafe --list-checks shows "
                     "all");
    return ExplainRequest{Given.Name};
  }
  if (Given.Init)
    return InitRequest{Given.Folder};
  if (Given.Sql) {
    if (Dashes != End)
      return mistake("sql takes no flags behind '--'");
    SqlRequest Request{strings(Given.SqlPaths),
                       Given.Config,
                       strings(Given.SchemaFiles),
                       std::nullopt,
                       Given.Output,
                       Given.Form,
                       Given.Quiet};
    if (Given.Dialect.getNumOccurrences())
      Request.Dialect = Given.Dialect;
    return Request;
  }
  if (Given.Schema) {
    if (Given.Form == Format::Sarif)
      return mistake("schema has no findings to write as SARIF; it knows text "
                     "and json");
    return SchemaRequest{Given.Config, strings(Given.SchemaFiles), Given.Form};
  }
  if (!Given.Check) {
    cl::PrintHelpMessage();
    llvm::outs() << Examples;
    return Finished{Trouble};
  }
  if (Given.Threads.getNumOccurrences() && Given.Threads == 0)
    return mistake("-j takes a number from 1 up; leave it out for all cores");
  CheckRequest Request;
  Request.Paths.assign(Given.Paths.begin(), Given.Paths.end());
  Request.BuildFolder = Given.BuildFolder;
  if (Dashes != End) {
    if (!Request.BuildFolder.empty())
      return mistake("-p names a compile database, the flags behind '--' "
                     "replace it; give one of the two");
    Request.Flags.emplace(Dashes + 1, End);
  }
  Request.Checks = Given.Checks;
  Request.ConfigFile = Given.Config;
  Request.ResourceDirectory = Given.ResourceDirectory;
  Request.Output = Given.Output;
  Request.Form = Given.Form;
  Request.Threads = Given.Threads;
  Request.Quiet = Given.Quiet;
  return Request;
}

} // namespace dbsafe::driver
