//===- server_user.hpp - Starting servers that refuse to be root ----------===//
//
// PostgreSQL and PgBouncer do not run as root, which continuous integration
// usually is: root becomes "postgres" first.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_SERVER_USER_HPP
#define DBSAFE_TESTS_SERVER_USER_HPP

#include <string>
#include <sys/types.h>
#include <vector>

/// Starts a program, named by its path, with its output appended to the log.
/// With `dies_with_us` it is killed when the calling thread ends.
pid_t start_as_server_user(std::vector<std::string> command,
                           const std::string &log, bool dies_with_us = false);

/// Gives a file or folder to that user.
void give_to_server_user(const std::string &path);

/// A TCP port that nobody uses at the moment.
int free_port();

#endif
