//===- pgbouncer.cpp - Starting and always stopping it --------------------===//
#include "pgbouncer.hpp"
#include "server_user.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr const char *program = "/usr/sbin/pgbouncer";

bool answers(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool connected = connect(socket, reinterpret_cast<sockaddr *>(&address),
                                 sizeof address) == 0;
  close(socket);
  return connected;
}

} // namespace

bool pgbouncer::is_installed() { return std::filesystem::exists(program); }

pgbouncer::pgbouncer(const postgres_server &server, int pool_size)
    : folder_(server.folder() + "/pgbouncer-XXXXXX"), port_(free_port()) {
  if (!mkdtemp(folder_.data()))
    throw std::runtime_error("cannot make a folder for PgBouncer");
  std::ofstream(folder_ + "/users.txt") << "\"app\" \"\"\n";
  std::ofstream(folder_ + "/pgbouncer.ini")
      << "[databases]\n* = host=" << server.folder()
      << " port=" << server.port()
      << "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " << port_
      << "\nunix_socket_dir = " << folder_
      << "\nauth_type = trust\nauth_file = " << folder_
      << "/users.txt\npool_mode = transaction\ndefault_pool_size = "
      << pool_size
      << "\nmax_client_conn = 500\nserver_login_retry = 1\nquery_wait_timeout "
         "= 20\nlogfile = "
      << folder_ << "/pgbouncer.log\n";
  for (const char *file : {"", "/users.txt", "/pgbouncer.ini"})
    give_to_server_user(folder_ + file);
  start();
}

pgbouncer::~pgbouncer() { kill(); }

void pgbouncer::start() {
  process_ = start_as_server_user({program, "-q", folder_ + "/pgbouncer.ini"},
                                  folder_ + "/output.log", true);
  for (int i = 0; i < 1000; ++i) {
    if (answers(port_))
      return;
    if (waitpid(process_, nullptr, WNOHANG) == process_)
      break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("PgBouncer did not start; see " + folder_);
}

void pgbouncer::kill() {
  ::kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR)
    ;
  std::error_code ignored;
  std::filesystem::remove(folder_ + "/.s.PGSQL." + std::to_string(port_),
                          ignored);
}

void pgbouncer::restart() {
  kill();
  start();
}

std::string pgbouncer::url() const {
  return "postgresql://app@127.0.0.1:" + std::to_string(port_) + "/postgres";
}

std::string pgbouncer::socket_url() const {
  return "postgresql://app@/postgres?host=" + folder_ +
         "&port=" + std::to_string(port_);
}
