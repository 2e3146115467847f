//===- server_user.cpp - fork, become somebody else, exec -----------------===//
#include "server_user.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

pid_t start_as_server_user(std::vector<std::string> command,
                           const std::string &log, bool dies_with_us) {
  const passwd *user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
  std::vector<char *> arguments;
  for (std::string &one : command)
    arguments.push_back(one.data());
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0)
    return child;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, 1);
  dup2(out, 2);
  if (user && (initgroups(user->pw_name, user->pw_gid) != 0 ||
               setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
    _exit(126);
  if (chdir("/") != 0)
    _exit(126);
  if (dies_with_us)
    prctl(PR_SET_PDEATHSIG, SIGKILL); // After setuid, which clears it.
  execv(arguments[0], arguments.data());
  _exit(127);
}

void give_to_server_user(const std::string &path) {
  if (const passwd *user = getpwnam("postgres");
      geteuid() == 0 && user &&
      chown(path.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot give " + path + " to postgres");
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(socket, reinterpret_cast<sockaddr *>(&address), size);
  getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
  close(socket);
  return ntohs(address.sin_port);
}
