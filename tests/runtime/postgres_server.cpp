//===- postgres_server.cpp - Starting and always stopping it --------------===//
//
// A process of its own, the keeper, starts the server and then waits for this
// program to end: its end of a pipe closes however that happens.
//
//===----------------------------------------------------------------------===//
#include "postgres_server.hpp"
#include "server_user.hpp"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <libpq-fe.h>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

/// Runs a program, of PostgreSQL's unless with a path, as somebody whom it
/// accepts; true if it succeeds.
bool run(const std::string &folder, std::vector<std::string> command) {
  if (command[0].find('/') == std::string::npos)
    command[0] = std::string(DBSAFE_POSTGRES_BINDIR) + "/" + command[0];
  const pid_t child = start_as_server_user(command, folder + "/commands.log");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool start(const std::string &folder, int port) {
  const std::string options =
      "-c listen_addresses=127.0.0.1 -c port=" + std::to_string(port) +
      " -c unix_socket_directories=" + folder +
      " -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"
      " -c wal_level=minimal -c max_wal_senders=0 -c max_connections=60"
      " -c log_min_messages=warning" +
      (std::filesystem::exists(folder + "/server.crt")
           ? " -c ssl=on -c ssl_cert_file=" + folder +
                 "/server.crt -c ssl_key_file=" + folder + "/server.key"
           : "");
  return run(folder, {"pg_ctl", "-D", folder + "/data", "-w", "-t", "60", "-l",
                      folder + "/server.log", "-o", options, "start"});
}

void stop(const std::string &folder) {
  run(folder,
      {"pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop"});
}

/// The port, or 0.
int create(const std::string &folder) {
  if (!run(folder, {"initdb", "-D", folder + "/data", "-U", "postgres",
                    "--no-sync", "-E", "UTF8", "--locale=C",
                    "--auth-local=trust", "--auth-host=scram-sha-256"}))
    return 0;
  // Without openssl there is no TLS, and the tests that need it say so.
  run(folder, {"/usr/bin/env", "openssl", "req", "-x509", "-newkey", "rsa:2048",
               "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
               "subjectAltName=DNS:localhost", "-keyout",
               folder + "/server.key", "-out", folder + "/server.crt"});
  for (int attempt = 0; attempt < 5; ++attempt) {
    const int port = free_port(); // Somebody may take it before the server.
    if (start(folder, port))
      return port;
  }
  return 0;
}

[[noreturn]] void keep(const std::string &folder, int life, int status) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    std::signal(signal, SIG_IGN);
  setsid();
  const int port = create(folder);
  if (write(status, &port, sizeof port) == sizeof port) {
    char ignored = 0;
    while (read(life, &ignored, 1) < 0 && errno == EINTR)
      ;
  }
  stop(folder);
  std::error_code error;
  if (port != 0)
    std::filesystem::remove_all(folder, error);
  _exit(0);
}

std::string content_of(const std::string &path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

} // namespace

postgres_server &postgres_server::shared() {
  static postgres_server only;
  return only;
}

postgres_server::postgres_server() {
  folder_ =
      (std::filesystem::temp_directory_path() / "dbsafe-test-XXXXXX").string();
  if (!mkdtemp(folder_.data()))
    throw std::runtime_error("cannot make a temporary folder");
  give_to_server_user(folder_);

  int life[2];
  int status[2];
  if (pipe2(life, O_CLOEXEC) != 0 || pipe2(status, O_CLOEXEC) != 0)
    throw std::runtime_error("cannot make a pipe");
  // Forked twice, so that whoever kills this program's children spares it.
  const pid_t between = fork();
  if (between == 0) {
    if (fork() != 0)
      _exit(0);
    close(life[1]);
    close(status[0]);
    keep(folder_, life[0], status[1]);
  }
  waitpid(between, nullptr, 0);
  close(life[0]);
  close(status[1]);
  life_ = life[1];
  status_ = status[0];
  if (read(status_, &port_, sizeof port_) != sizeof port_ || port_ == 0)
    throw std::runtime_error("PostgreSQL did not start:\n" +
                             content_of(folder_ + "/commands.log") +
                             content_of(folder_ + "/server.log"));
  admin("create role app login password 'hunter2';"
        "grant create on schema public to app");
}

postgres_server::~postgres_server() {
  close(life_);
  char ignored = 0;
  while (read(status_, &ignored, 1) > 0)
    ; // Until the keeper has cleaned up and gone.
  close(status_);
}

std::string postgres_server::url(const std::string &role) const {
  return "postgresql://" + role + "@/postgres?host=" + folder_ +
         "&port=" + std::to_string(port_);
}

std::string postgres_server::tcp_url(const std::string &role) const {
  return "postgresql://" + role + "@127.0.0.1:" + std::to_string(port_) +
         "/postgres";
}

std::string postgres_server::tls_url(const std::string &role) const {
  return "postgresql://" + role + "@localhost:" + std::to_string(port_) +
         "/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=" +
         certificate();
}

std::string postgres_server::certificate() const {
  return folder_ + "/server.crt";
}

bool postgres_server::has_tls() const {
  return std::filesystem::exists(certificate());
}

std::string postgres_server::admin(const std::string &sql) const {
  PGconn *connection = PQconnectdb(url("postgres").c_str());
  PQsetNoticeProcessor(connection, [](void *, const char *) {}, nullptr);
  PGresult *rows = PQexec(connection, sql.c_str());
  const std::string error = PQresultErrorMessage(rows);
  std::string value;
  if (PQntuples(rows) > 0)
    value = PQgetvalue(rows, 0, 0);
  const bool connected = PQstatus(connection) == CONNECTION_OK;
  PQclear(rows);
  PQfinish(connection);
  if (!connected || !error.empty())
    throw std::runtime_error("admin: " + error + " in " + sql);
  return value;
}

void postgres_server::crash() const { stop(folder_); }

void postgres_server::start_again() const {
  if (!start(folder_, port_))
    throw std::runtime_error("PostgreSQL did not start again:\n" +
                             content_of(folder_ + "/server.log"));
}

void postgres_server::restart() const {
  crash();
  start_again();
}
