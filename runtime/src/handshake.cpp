//===- handshake.cpp - From an address to a connection to trust -----------===//
//
// Connects without blocking, learns why if it fails, and checks what the
// statements' reader takes for granted before the first of them is sent.
//
//===----------------------------------------------------------------------===//
#include "connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <poll.h>
#include <sstream>

namespace dbsafe::detail {

static void ignore_notice(void *, const PGresult *) {}

std::unique_ptr<connection> connection::open(shared_config config,
                                             const std::string &application,
                                             deadline until) {
  std::unique_ptr<connection> opened(new connection(std::move(config)));
  opened->connect(application, until);
  opened->verify_session();
  return opened;
}

/// libpq's verbose error, "FATAL:  28P01: no such password\nLOCATION:  ...",
/// taken apart. Several hosts make several; the last has the final word.
struct refusal {
  std::string text;
  std::string sqlstate;

  explicit refusal(const std::string &message) {
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("LOCATION:"))
        continue; // Of the server's source; translated, it does no harm.
      take_sqlstate(line);
      text += (text.empty() ? "" : "\n") + line;
    }
  }

private:
  void take_sqlstate(std::string &line) {
    constexpr std::size_t length = 5;
    const auto at = line.find(":  ");
    if (at == std::string::npos || line.size() < at + 3 + length + 2 ||
        line.compare(at + 3 + length, 2, ": ") != 0)
      return;
    const std::string code = line.substr(at + 3, length);
    if (!std::ranges::all_of(code, [](char c) {
          return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }))
      return;
    sqlstate = code;
    line.erase(at + 3, length + 2);
  }
};

void connection::connect(const std::string &application, deadline until) {
  std::vector<const char *> keywords;
  std::vector<const char *> values;
  for (const connection_setting &setting : config_->settings()) {
    keywords.push_back(setting.keyword.c_str());
    values.push_back(setting.value.reveal().data());
  }
  keywords.push_back("fallback_application_name");
  values.push_back(application.c_str());
  keywords.push_back(nullptr);
  values.push_back(nullptr);

  native_ = PQconnectStartParams(keywords.data(), values.data(), 0);
  if (!native_)
    throw connection_error("out of memory while connecting");
  // By default libpq prints notices, and with them data, on stderr.
  PQsetNoticeReceiver(native_, ignore_notice, nullptr);
  // The only way to learn the SQLSTATE of a refused connection.
  PQsetErrorVerbosity(native_, PQERRORS_VERBOSE);
  const std::string prefix =
      "cannot connect to the database (" + config_->description() + "): ";
  auto state = PGRES_POLLING_WRITING;
  while (PQstatus(native_) != CONNECTION_BAD) {
    if (state == PGRES_POLLING_OK)
      break;
    const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!wait_for(PQsocket(native_), events, until))
      throw timeout_error(prefix + "no answer in time; is the host right, "
                                   "and does a firewall drop packets?");
    state = PQconnectPoll(native_);
    if (state == PGRES_POLLING_FAILED)
      break;
  }
  if (PQstatus(native_) != CONNECTION_OK) {
    const refusal why(message("unknown reason"));
    throw connection_error(prefix + why.text, why.sqlstate);
  }
  PQsetErrorVerbosity(native_, PQERRORS_DEFAULT);
  cancel_.reset(PQgetCancel(native_), PQfreeCancel);
}

void connection::verify_session() {
  if (config_->remote() && !PQsslInUse(native_))
    throw connection_error("the connection to another machine is not "
                           "encrypted; it was closed");
  const auto reported = [this](const char *name) {
    const char *value = PQparameterStatus(native_, name);
    return std::string_view(value ? value : "");
  };
  if (reported("standard_conforming_strings") == "off")
    throw connection_error(
        "the server's standard_conforming_strings is off, so quotes in "
        "statements do not mean what they say: turn it on for this role");
  if (!reported("client_encoding").empty() &&
      reported("client_encoding") != "UTF8")
    throw connection_error("the server does not speak UTF8 with clients");
  if (PQsetnonblocking(native_, 1) != 0 || !PQenterPipelineMode(native_))
    throw connection_error(message("cannot use pipeline mode"));
}

bool connection::reaches_server_itself(deadline until) {
  try {
    const request question[] = {
        {"select pg_catalog.pg_backend_pid()", {nullptr, 0}}};
    const std::vector<result> answer = exchange(question, {until, until});
    return answer.size() == 1 && !is_error(answer[0]) &&
           answer[0].rows() == 1 &&
           answer[0].at(0, 0).text == std::to_string(PQbackendPID(native_));
  } catch (const connection_lost &lost) {
    throw connection_error("the connection broke at once: " + lost.message);
  }
}

} // namespace dbsafe::detail
