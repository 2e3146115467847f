//===- fault_proxy.hpp - A network that misbehaves on request -------------===//
//
// Forwards TCP connections to a port of this machine, and can stall, delay,
// cut and refuse them: what firewalls, load balancers and cables do.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_FAULT_PROXY_HPP
#define DBSAFE_TESTS_FAULT_PROXY_HPP

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <list>
#include <string>
#include <thread>

/// All functions may be called from any thread; they take effect at once.
class fault_proxy {
public:
  explicit fault_proxy(int target_port);
  ~fault_proxy();
  fault_proxy(const fault_proxy &) = delete;
  fault_proxy &operator=(const fault_proxy &) = delete;

  int port() const { return port_; }
  /// A connection string through it, over TCP without TLS.
  std::string url(const std::string &role_and_password) const;

  /// Nothing gets through any more; nobody is told.
  void stall(bool on) { stalled_ = on; }
  /// Everything takes this much longer, in each direction.
  void delay(std::chrono::microseconds each_way) { delay_ = each_way; }
  /// Ends every connection there is.
  void cut() { ++cuts_; }
  /// What is connected now hears nothing any more, as if a firewall had
  /// dropped it; new connections work.
  void forget() { ++forgets_; }
  /// New connections are closed at once.
  void refuse(bool on) { refusing_ = on; }
  /// The connections to the server are cut after this many more bytes to it:
  /// in the middle of whatever is sent then.
  void cut_after(std::size_t bytes) { bytes_left_ = static_cast<long>(bytes); }
  /// Back to forwarding.
  void heal();

  /// Packets that programs sent and that were forwarded to the server, where
  /// what arrives at once counts as one: round trips, if answers are awaited.
  unsigned sent() const { return sent_; }

private:
  using clock = std::chrono::steady_clock;
  struct chunk {
    clock::time_point due;
    std::string bytes;
  };
  struct link {
    int from;
    int to;
    bool to_server;
    std::deque<chunk> waiting;
    bool ended = false;
  };
  struct session {
    link up;
    link down;
    bool forgotten = false;
  };

  void run();
  void accept_one();
  bool forward(link &one, bool readable);
  void close_session(const session &one);

  int target_port_;
  int listener_ = -1;
  int port_ = 0;
  std::list<session> sessions_;
  std::atomic<bool> stalled_ = false;
  std::atomic<bool> refusing_ = false;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::chrono::microseconds> delay_{std::chrono::microseconds(0)};
  std::atomic<unsigned> cuts_ = 0;
  std::atomic<unsigned> forgets_ = 0;
  std::atomic<long> bytes_left_ = -1;
  std::atomic<unsigned> sent_ = 0;
  std::thread thread_;
};

#endif
