//===- connection.cpp - Sending, waiting, cancelling ----------------------===//
//
// Non-blocking libpq with poll(): the only calls that may wait are here, and
// every one of them has a deadline. (Resolving a host name is libpq's, and has
// the resolver's own.)
//
//===----------------------------------------------------------------------===//
#include "connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace dbsafe::detail {

/// Milliseconds for poll(), rounded up so that it never spins.
static int remaining(deadline until) {
  if (until == no_deadline)
    return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
  return static_cast<int>(
      std::clamp<std::int64_t>(left.count(), 0, 24L * 3600 * 1000));
}

bool wait_for(int socket, short events, deadline until) {
  pollfd descriptor{socket, events, 0};
  for (;;) {
    const int ready = poll(&descriptor, 1, remaining(until));
    if (ready > 0)
      return true;
    if (ready == 0 && clock::now() >= until)
      return false;
    if (ready < 0 && errno != EINTR)
      return true; // libpq will find out what is wrong with the socket.
  }
}

connection::~connection() {
  if (native_)
    PQfinish(native_);
}

void connection::abandon() noexcept {
  // Leaks libpq's memory on purpose: PQfinish would tell the server goodbye in
  // the name of the parent, and TLS state may be half way through a record.
  if (native_ && PQsocket(native_) >= 0)
    close(PQsocket(native_));
  native_ = nullptr;
}

transaction_status connection::status() const noexcept {
  if (!native_)
    return transaction_status::unknown;
  switch (PQtransactionStatus(native_)) {
  case PQTRANS_IDLE:
    return transaction_status::idle;
  case PQTRANS_INTRANS:
    return transaction_status::open;
  case PQTRANS_INERROR:
    return transaction_status::failed;
  default:
    return transaction_status::unknown;
  }
}

std::string connection::message(const char *fallback) const {
  std::string text = native_ ? PQerrorMessage(native_) : "";
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text.empty() ? fallback : config_->redact(text);
}

void connection::lose(const char *fallback, bool timed_out) {
  connection_lost lost{timed_out ? fallback : message(fallback), sent_,
                       timed_out};
  if (native_)
    PQfinish(native_);
  native_ = nullptr;
  throw lost;
}

void connection::fill(parameter_list parameters) {
  types_.resize(parameters.size);
  values_.resize(parameters.size);
  lengths_.resize(parameters.size);
  formats_.resize(parameters.size);
  for (std::size_t i = 0; i < parameters.size; ++i) {
    const parameter &value = parameters.values[i];
    types_[i] = static_cast<Oid>(value.type());
    values_[i] = value.data();
    lengths_[i] = value.size();
    formats_[i] = value.binary() ? 1 : 0;
  }
}

void connection::send(const request &one) {
  if (!PQsendQueryParams(native_, one.text,
                         static_cast<int>(one.parameters.size), types_.data(),
                         values_.data(), lengths_.data(), formats_.data(), 0))
    lose("cannot send a statement");
}

void connection::send_by_name(const request &one, const kept_plan &plan) {
  const int count = static_cast<int>(one.parameters.size);
  if (!plan.ready && !PQsendPrepare(native_, plan.name.c_str(), one.text, count,
                                    types_.data()))
    lose("cannot send a statement");
  if (!PQsendQueryPrepared(native_, plan.name.c_str(), count, values_.data(),
                           lengths_.data(), formats_.data(), 0))
    lose("cannot send a statement");
}

void connection::send_sync() {
  if (!PQpipelineSync(native_))
    lose("cannot send a statement");
}

void connection::wait(short events, patience until) {
  if (wait_for(PQsocket(native_), events, until.ask))
    return;
  if (until.ask < until.give_up) {
    cancel();
    if (wait_for(PQsocket(native_), events, until.give_up))
      return;
  }
  lose("no answer in time", true);
}

void connection::cancel() noexcept {
  if (cancelled_.exchange(true) || !cancel_ || config_->remote())
    return;
  try {
    std::thread([request = cancel_] {
      char ignored[256];
      PQcancel(request.get(), ignored, sizeof ignored);
    }).detach();
  } catch (...) { // NOLINT(bugprone-empty-catch): closing will have to do.
  }
}

bool connection::reusable() const noexcept {
  return !cancelled_ && status() == transaction_status::idle;
}

bool connection::ping(deadline until) noexcept {
  try {
    const request question[] = {{"", {nullptr, 0}}};
    return exchange(question, {until, until}).size() == 1;
  } catch (const connection_lost &) {
    return false;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

void connection::flush(patience until) {
  for (;;) {
    const int rest = PQflush(native_);
    if (rest == 0)
      return;
    if (rest < 0)
      lose("cannot send a statement");
    wait(POLLIN | POLLOUT, until);
    // The server may be blocked sending to us: make room.
    if (!PQconsumeInput(native_))
      lose("the server closed the connection");
  }
}

pg_result *connection::next_result(patience until) {
  while (PQisBusy(native_)) {
    wait(POLLIN, until);
    if (!PQconsumeInput(native_))
      lose("the server closed the connection");
  }
  return PQgetResult(native_);
}

void connection::submit(std::span<const request> requests) {
  if (!native_)
    throw connection_lost{"the connection is closed", false, false};
  sent_ = true; // libpq may flush at any time from here on.
  lost_plan_ = false;
  parsing_.assign(requests.size(), nullptr);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const request &one = requests[i];
    fill(one.parameters);
    kept_plan *const plan =
        one.plan == plan_use::none || pooled
            ? nullptr
            : plans_.find(one.text, types_, one.plan == plan_use::at_once);
    if (!plan) {
      send(one);
      continue;
    }
    send_by_name(one, *plan);
    if (!plan->ready)
      parsing_[i] = plan;
  }
  send_sync();
}

std::vector<result> connection::exchange(std::span<const request> requests,
                                         patience until) {
  submit(requests);
  return receive(requests.size(), until);
}

bool connection::begin_reset() noexcept {
  try {
    const request reset{"DISCARD ALL", {nullptr, 0}};
    fill(reset.parameters);
    send(reset);
    send_sync();
    if (PQflush(native_) < 0)
      lose("cannot send");
  } catch (const connection_lost &) {
    return false;
  } catch (const std::bad_alloc &) {
    return false;
  }
  reset_pending_ = true;
  forget_plans();
  return true;
}

bool connection::receive_reset(deadline until) noexcept {
  reset_pending_ = false;
  try {
    const std::vector<result> results = receive(1, {until, until});
    return results.size() == 1 && !is_error(results[0]) &&
           status() == transaction_status::idle;
  } catch (const connection_lost &) {
    return false;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

bool is_error(const result &one) noexcept {
  const ExecStatusType kind = PQresultStatus(one.native());
  return kind != PGRES_COMMAND_OK && kind != PGRES_TUPLES_OK &&
         kind != PGRES_EMPTY_QUERY;
}

query_error to_query_error(const result &failed,
                           const connection_config &config,
                           const std::source_location &where) {
  const auto part = [&](int code) {
    const char *text = PQresultErrorField(failed.native(), code);
    return config.redact(text ? text : "");
  };
  const std::string sqlstate = part(PG_DIAG_SQLSTATE);
  const std::string primary = part(PG_DIAG_MESSAGE_PRIMARY);
  // Data exceptions end in the datum: invalid input syntax for type integer:
  // "...". It goes to detail(), which is shown only where that is meant.
  std::string shown = primary;
  std::string detail = part(PG_DIAG_MESSAGE_DETAIL);
  if (const auto value = primary.find(": \"");
      sqlstate.starts_with("22") && value != std::string::npos) {
    shown = primary.substr(0, value) + " (value not shown)";
    detail = primary + (detail.empty() ? "" : "\n" + detail);
  }
  if (const std::string hint = part(PG_DIAG_MESSAGE_HINT); !hint.empty())
    detail += (detail.empty() ? "" : "\n") + hint;
  return {shown.empty() ? "the server refused the statement" : shown, sqlstate,
          detail, where};
}

} // namespace dbsafe::detail
