//===- Main.cpp - The dbsafe command --------------------------------------===//
//
// Reads the command line and hands over to the subcommand, each of which has
// a file of its own in commands/.
//
//===----------------------------------------------------------------------===//
#include "CommandLine.h"
#include "commands/Commands.h"
#include "llvm/Support/FileSystem.h"

using namespace dbsafe::driver;

namespace {

struct Dispatch {
  std::string Executable;

  int operator()(const Finished &Done) { return Done.Code; }
  int operator()(const CheckRequest &Asked) { return check(Asked, Executable); }
  int operator()(const SqlRequest &Asked) { return judgeSql(Asked); }
  int operator()(const SchemaRequest &Asked) { return showSchema(Asked); }
  int operator()(const ListRequest &Asked) { return listChecks(Asked); }
  int operator()(const ExplainRequest &Asked) { return explain(Asked); }
  int operator()(const InitRequest &Asked) { return init(Asked); }
};

} // namespace

int main(int Count, char **Words) {
  std::string Executable = llvm::sys::fs::getMainExecutable(
      Words[0], reinterpret_cast<void *>(&main));
  return std::visit(Dispatch{Executable}, parseCommandLine(Count, Words));
}
