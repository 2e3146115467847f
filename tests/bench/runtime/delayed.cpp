//===- delayed.cpp - A command behind a slower network --------------------===//
//
//   delayed SCHEMA.sql MICROSECONDS COMMAND ARGUMENT...
// Starts PostgreSQL, loads the schema, and runs the command with DATABASE_URL
// for the role "app" over TCP, and DELAYED_URL for the same through a proxy
// that holds every packet for that long, in each direction.
//
//===----------------------------------------------------------------------===//
#include "fault_proxy.hpp"
#include "postgres_server.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 4) {
    std::fputs("usage: delayed SCHEMA.sql MICROSECONDS COMMAND...\n", stderr);
    return 2;
  }
  try {
    std::ostringstream schema;
    schema << std::ifstream(arguments[1]).rdbuf();
    const postgres_server &server = postgres_server::shared();
    server.admin(schema.str());
    fault_proxy proxy(server.port());
    proxy.delay(std::chrono::microseconds(std::atol(arguments[2])));
    setenv("DATABASE_URL", server.tcp_url("app:hunter2").c_str(), 1);
    setenv("DELAYED_URL", proxy.url("app:hunter2").c_str(), 1);
    const pid_t child = fork();
    if (child == 0) {
      execvp(arguments[3], arguments + 3);
      std::perror(arguments[3]);
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "delayed: %s\n", error.what());
    return 2;
  }
}
