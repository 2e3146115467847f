//===- Workspace.h - A folder to run the command in -----------------------===//
#ifndef DBSAFE_TESTS_DRIVER_WORKSPACE_H
#define DBSAFE_TESTS_DRIVER_WORKSPACE_H

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace dbsafe::test {

/// What a command did.
struct Ran {
  int Code = -1;
  std::string Out, Err;
};

/// A temporary folder with files, in which commands are run.
class Workspace : public testing::Test {
protected:
  Workspace() {
    std::string Pattern =
        (std::filesystem::temp_directory_path() / "dbsafe-XXXXXX").string();
    Root = std::filesystem::canonical(::mkdtemp(Pattern.data())).string();
    std::filesystem::create_directories(Root + "/.git"); // A project's root.
    write("db.h", "#pragma once\n"
                  "void query(const char *);\n"
                  "void query_outside(const char *);\n"
                  "void login(const char *);\n"
                  "void crash();\n");
  }
  ~Workspace() override { std::filesystem::remove_all(Root); }

  void write(const std::string &Name, const std::string &Text) {
    std::filesystem::path Path = Root + "/" + Name;
    std::filesystem::create_directories(Path.parent_path());
    std::ofstream(Path) << Text;
  }

  std::string read(const std::string &Name) const {
    std::ifstream In(Root + "/" + Name);
    std::ostringstream Text;
    Text << In.rdbuf();
    return Text.str();
  }

  /// An entry of a compile database; the source is named relative to Root.
  struct Entry {
    std::string File;
    std::string Command;
  };

  /// Writes compile_commands.json into Folder.
  void database(const std::string &Folder, std::vector<Entry> Entries) {
    std::string Json = "[";
    for (const Entry &E : Entries)
      Json += std::string(Json.size() > 1 ? "," : "") + "{\"directory\":\"" +
              Root + "\",\"file\":\"" + E.File + "\",\"command\":\"" +
              E.Command + "\"}\n";
    write(Folder + "/compile_commands.json", Json + "]");
  }

  /// Runs a shell command in a folder of the workspace.
  Ran shell(const std::string &Line, const std::string &Folder = ".") const {
    std::string Whole = "cd '" + Root + "/" + Folder + "' && { " + Line +
                        "\n} >'" + Root + "/.out' 2>'" + Root +
                        "/.err' </dev/null";
    int Status = std::system(Whole.c_str());
    return {WIFEXITED(Status) ? WEXITSTATUS(Status) : -1, read(".out"),
            read(".err")};
  }

  /// Runs the command with the fake rules.
  Ran dbsafe(const std::string &Arguments,
             const std::string &Folder = ".") const {
    return shell(DBSAFE_FAKE_COMMAND " " + Arguments, Folder);
  }

  std::string Root;
};

/// How often Part stands in Text.
inline size_t count(const std::string &Text, const std::string &Part) {
  size_t Number = 0;
  for (size_t At = Text.find(Part); At != std::string::npos;
       At = Text.find(Part, At + Part.size()))
    ++Number;
  return Number;
}

} // namespace dbsafe::test

#endif
