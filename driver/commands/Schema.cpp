//===- Schema.cpp - dbsafe schema -----------------------------------------===//
//
// Which tables have owners is inferred; a wrong inference would make every
// verdict wrong. So it is shown, with its reasons.
//
//===----------------------------------------------------------------------===//
#include "commands/Commands.h"
#include "project/Configurations.h"
#include "project/Paths.h"
#include "report/Report.h"
#include "sql/SchemaReview.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace dbsafe::driver {

namespace {

using sql::ReviewedTable;

std::string columns(llvm::StringRef Table,
                    const std::vector<std::string> &Names) {
  if (Names.size() == 1)
    return (Table.empty() ? "" : Table.str() + ".") + Names[0];
  return Table.str() + "(" + llvm::join(Names, ", ") + ")";
}

/// "user_id is the user; todo_id -> todos.id"
std::string reasons(const ReviewedTable &T) {
  std::vector<std::string> Parts;
  if (T.Kind == ReviewedTable::Unknown)
    Parts.push_back("in the configuration, but not in the schema");
  if (T.Kind == ReviewedTable::View)
    Parts.push_back("judged by the tables in it");
  for (const auto &[Column, Principal] : T.Owners)
    Parts.push_back(Column + " is the " + Principal);
  for (const auto &[Columns, Parent, ParentColumns] : T.Keys)
    Parts.push_back(columns("", Columns) + " -> " +
                    columns(Parent, ParentColumns));
  if (T.Kind == ReviewedTable::Bridge)
    Parts.push_back("leads from " + T.BridgeFrom + " to " + T.BridgeTo);
  return llvm::join(Parts, "; ");
}

/// "row-level security forced: notes_owner (all)"
std::string rowSecurity(const ReviewedTable &T) {
  std::string Text;
  if (T.RowSecurity)
    Text = T.ForceRowSecurity
               ? "row-level security forced"
               : "row-level security enabled, but not forced: the table's "
                 "owner is not bound by it";
  else if (T.ForceRowSecurity)
    Text = "row-level security forced, but not enabled: it does nothing";
  if (T.Policies.empty())
    return T.RowSecurity ? Text + ", without a policy" : Text;
  if (!T.RowSecurity)
    return "policies, but row-level security is not enabled: " +
           llvm::join(T.Policies, ", ");
  return Text + "; policies: " + llvm::join(T.Policies, ", ");
}

void writeText(const std::vector<ReviewedTable> &Tables,
               llvm::raw_ostream &OS) {
  size_t Width = 0;
  for (const ReviewedTable &T : Tables)
    Width = std::max(Width, T.Name.size());
  std::map<std::string_view, unsigned> Counts;
  for (const ReviewedTable &T : Tables) {
    ++Counts[name(T.Kind)];
    std::string Line, Kind(name(T.Kind));
    llvm::raw_string_ostream(Line)
        << llvm::left_justify(T.Name, Width) << "  "
        << llvm::left_justify(Kind, 7) << "  " << reasons(T);
    OS << llvm::StringRef(Line).rtrim() << '\n';
    if (std::string Security = rowSecurity(T); !Security.empty())
      OS << std::string(Width + 11, ' ') << Security << '\n';
  }
  OS << "dbsafe: " << Tables.size()
     << (Tables.size() == 1 ? " table" : " tables");
  char Before = ':';
  for (auto [Kind, Number] : Counts) {
    OS << Before << ' ' << Number << ' ' << Kind;
    Before = ',';
  }
  OS << '\n';
}

llvm::json::Object json(const ReviewedTable &T) {
  llvm::json::Array Owners, Keys;
  for (const auto &[Column, Principal] : T.Owners)
    Owners.push_back(
        llvm::json::Object{{"column", Column}, {"principal", Principal}});
  for (const auto &[Columns, Parent, ParentColumns] : T.Keys)
    Keys.push_back(
        llvm::json::Object{{"columns", llvm::json::Array(Columns)},
                           {"table", Parent},
                           {"keys", llvm::json::Array(ParentColumns)}});
  llvm::json::Object O{
      {"table", T.Name},
      {"kind", llvm::StringRef(name(T.Kind))},
      {"owners", std::move(Owners)},
      {"through", std::move(Keys)},
      {"rowSecurity",
       T.RowSecurity ? T.ForceRowSecurity ? "forced" : "enabled" : "none"},
      {"policies", llvm::json::Array(T.Policies)}};
  if (T.Kind == ReviewedTable::Bridge)
    O["bridge"] =
        llvm::json::Object{{"from", T.BridgeFrom}, {"to", T.BridgeTo}};
  return O;
}

int refuse(llvm::StringRef Message) {
  tellError(Message);
  return Trouble;
}

} // namespace

int showSchema(const SchemaRequest &Asked) {
  llvm::SmallString<256> Here;
  if (std::error_code Error = llvm::sys::fs::current_path(Here))
    return refuse("no working directory: " + Error.message());
  auto Configured =
      Configurations::make({Asked.ConfigFile, Asked.Schema, Here.str().str()});
  if (!Configured)
    return refuse(llvm::toString(Configured.takeError()));
  auto Config = (*Configured)->of(absoluteName("schema", Here));
  if (!Config)
    return refuse(llvm::toString(Config.takeError()));
  if (!(*Config)->HasSchema && (*Config)->Ownership.Owned.empty())
    return refuse("there is no schema to show: name the database's DDL with "
                  "--schema or under 'schema:' in a .dbsafe.yaml");
  std::vector<ReviewedTable> Tables =
      sql::review((*Config)->Schema, (*Config)->Ownership);
  std::set<std::string> Problems = (*Configured)->warnings();
  for (const std::string &Problem : Problems)
    llvm::errs() << Problem << '\n';
  if (Asked.Form == Format::Json) {
    llvm::json::Array All;
    for (const ReviewedTable &T : Tables)
      All.push_back(json(T));
    llvm::json::Object O{
        {"tables", std::move(All)},
        {"problems", llvm::json::Array(std::vector<std::string>(
                         Problems.begin(), Problems.end()))}};
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(O)))
                 << '\n';
  } else {
    writeText(Tables, llvm::outs());
  }
  return Clean;
}

} // namespace dbsafe::driver
