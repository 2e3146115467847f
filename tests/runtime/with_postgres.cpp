//===- with_postgres.cpp - Runs a command with a database of its own ------===//
//
//   with_postgres SCHEMA.sql COMMAND ARGUMENT...
//
// Starts PostgreSQL, loads the schema as superuser, and runs the command with
// DATABASE_URL set for the role "app". Exits as the command does.
//
//===----------------------------------------------------------------------===//
#include "postgres_server.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 3) {
    std::fputs("usage: with_postgres SCHEMA.sql COMMAND ARGUMENT...\n", stderr);
    return 2;
  }
  try {
    std::ostringstream schema;
    schema << std::ifstream(arguments[1]).rdbuf();
    const postgres_server &server = postgres_server::shared();
    server.admin(schema.str());
    setenv("DATABASE_URL", server.url().c_str(), 1);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "with_postgres: %s\n", error.what());
    return 2;
  }
  const pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    std::perror(arguments[2]);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
