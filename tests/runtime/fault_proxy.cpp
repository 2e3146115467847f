//===- fault_proxy.cpp - One thread that forwards, or does not ------------===//
#include "fault_proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

void send_at_once(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

fault_proxy::fault_proxy(int target_port) : target_port_(target_port) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
      listen(listener_, 128) != 0)
    throw std::runtime_error("the proxy cannot listen");
  getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
  port_ = ntohs(address.sin_port);
  std::signal(SIGPIPE, SIG_IGN);
  thread_ = std::thread([this] { run(); });
}

fault_proxy::~fault_proxy() {
  stopping_ = true;
  thread_.join();
  close(listener_);
}

std::string fault_proxy::url(const std::string &role) const {
  return "postgresql://" + role + "@127.0.0.1:" + std::to_string(port_) +
         "/postgres?sslmode=disable";
}

void fault_proxy::heal() {
  stalled_ = false;
  refusing_ = false;
  delay_ = std::chrono::microseconds(0);
  bytes_left_ = -1;
}

void fault_proxy::accept_one() {
  const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0)
    return;
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(target_port_);
  if (refusing_ || connect(server, reinterpret_cast<const sockaddr *>(&address),
                           sizeof address) != 0) {
    close(client);
    close(server);
    return;
  }
  send_at_once(client);
  send_at_once(server);
  sessions_.push_back({{client, server, true, {}, false},
                       {server, client, false, {}, false},
                       false});
}

/// False when the connection is over.
bool fault_proxy::forward(link &one, bool readable) {
  const auto now = clock::now();
  if (readable && !one.ended) {
    char buffer[65536];
    const ssize_t count = recv(one.from, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
      one.ended = true;
    else if (count > 0)
      one.waiting.push_back(
          {now + delay_.load(), {buffer, static_cast<std::size_t>(count)}});
  }
  while (!one.waiting.empty() && one.waiting.front().due <= now) {
    std::string &bytes = one.waiting.front().bytes;
    bool cut_here = false;
    if (const long left = bytes_left_; one.to_server && left >= 0) {
      cut_here = static_cast<long>(bytes.size()) >= left;
      bytes.resize(std::min(bytes.size(), static_cast<std::size_t>(left)));
      bytes_left_ = cut_here ? -1 : left - static_cast<long>(bytes.size());
    }
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t count =
          send(one.to, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
      if (count < 0)
        return false;
      at += static_cast<std::size_t>(count);
    }
    sent_ += one.to_server;
    one.waiting.pop_front();
    if (cut_here)
      return false;
  }
  return !(one.ended && one.waiting.empty());
}

void fault_proxy::close_session(const session &one) {
  close(one.up.from);
  close(one.up.to);
}

void fault_proxy::run() {
  unsigned cuts = 0;
  unsigned forgets = 0;
  while (!stopping_) {
    if (cuts != cuts_) {
      cuts = cuts_;
      for (const session &one : sessions_)
        close_session(one);
      sessions_.clear();
    }
    if (forgets != forgets_) {
      forgets = forgets_;
      for (session &one : sessions_)
        one.forgotten = true;
    }
    std::vector<pollfd> descriptors{{listener_, POLLIN, 0}};
    clock::time_point due = clock::now() + std::chrono::milliseconds(5);
    if (!stalled_)
      for (const session &one : sessions_)
        for (const link *each : {&one.up, &one.down}) {
          const bool deaf = each->ended || one.forgotten;
          descriptors.push_back({deaf ? -1 : each->from, POLLIN, 0});
          if (!each->waiting.empty() && !one.forgotten)
            due = std::min(due, each->waiting.front().due);
        }
    // Commands are noticed within 5 milliseconds, due packets at once.
    const auto left = std::max(due - clock::now(), clock::duration::zero());
    const timespec patience{
        0, std::chrono::duration_cast<std::chrono::nanoseconds>(left).count()};
    ppoll(descriptors.data(), descriptors.size(), &patience, nullptr);
    if (!stalled_ && descriptors.size() > 1) {
      std::size_t at = 1;
      for (auto one = sessions_.begin(); one != sessions_.end();) {
        const bool up =
            one->forgotten || forward(one->up, descriptors[at].revents != 0);
        const bool down = one->forgotten ||
                          forward(one->down, descriptors[at + 1].revents != 0);
        at += 2;
        if (up && down) {
          ++one;
          continue;
        }
        close_session(*one);
        one = sessions_.erase(one);
      }
    }
    if (descriptors[0].revents != 0)
      accept_one();
  }
  for (const session &one : sessions_)
    close_session(one);
}
