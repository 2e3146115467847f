#include "PrivateServer.h"
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace dbsafe::sql::test {

PrivateServer::PrivateServer(std::string Bin) : BinDir(std::move(Bin)) {
  std::string Pattern =
      (std::filesystem::temp_directory_path() / "dbsafe-soundness-XXXXXX")
          .string();
  const char *Made = ::mkdtemp(Pattern.data());
  if (!Made)
    return;
  Directory = Made;
  if (::geteuid() == 0 &&
      std::system(("chown postgres " + Directory).c_str()) != 0)
    return;
  Running = run("initdb -A trust -U postgres -D " + Directory +
                "/data --no-sync --locale=C") &&
            run("pg_ctl -w -D " + Directory + "/data -l " + Directory +
                "/log -o \"-k " + Directory +
                " -c listen_addresses='' -c fsync=off "
                "-c full_page_writes=off -c synchronous_commit=off "
                "-c max_connections=10 -c jit=off\" start");
}

PrivateServer::~PrivateServer() {
  if (Running)
    run("pg_ctl -m immediate -D " + Directory + "/data stop");
  if (!Directory.empty() && std::system(("rm -rf " + Directory).c_str()) != 0)
    return;
}

bool PrivateServer::run(const std::string &Command) const {
  std::string As = ::geteuid() == 0 ? "runuser -u postgres -- " : "";
  return std::system(
             (As + BinDir + "/" + Command + " >/dev/null 2>&1").c_str()) == 0;
}

std::string PrivateServer::conninfo(const std::string &Database) const {
  return "host=" + Directory + " user=postgres dbname=" + Database;
}

} // namespace dbsafe::sql::test
