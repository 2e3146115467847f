//===- connection.hpp - One libpq connection, always in pipeline mode -----===//
//
// Everything goes out as one packet that ends in a Sync: BEGIN, settings and
// the first statement travel together and cost one round trip (PostgreSQL
// manual, section 34.5 "Pipeline Mode"). Never blocks beyond its deadline.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CONNECTION_HPP
#define DBSAFE_CONNECTION_HPP

#include "dbsafe/config.hpp"
#include "dbsafe/copy.hpp"
#include "dbsafe/queries.hpp"
#include "plan_cache.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <vector>

struct pg_conn;   // libpq's PGconn.
struct pg_cancel; // libpq's PGcancel.

namespace dbsafe::detail {

using clock = std::chrono::steady_clock;
using deadline = clock::time_point;
inline constexpr deadline no_deadline = deadline::max();

/// How long to wait for an answer: at `ask` the server is asked to cancel, at
/// `give_up` the connection is closed. Equal: it is not asked.
struct patience {
  deadline ask = no_deadline;
  deadline give_up = no_deadline;
};

/// Whether the server may keep a statement's plan, where the connection allows
/// it. The text must live as long as the program.
enum class plan_use : unsigned char {
  none,
  when_repeated, ///< From its second time on.
  at_once,       ///< What every transaction runs.
};

/// One statement of a packet.
struct request {
  const char *text;
  parameter_list parameters;
  plan_use plan = plan_use::none;
};

/// The connection broke while a packet was under way.
struct connection_lost {
  std::string message; ///< Redacted.
  bool sent;           ///< Some of the packet may have reached the server.
  bool timed_out;
  /// The server refused a request before the last one, and its answers come in
  /// order: the last one was not run. (A pooler's answers prove nothing: it may
  /// speak for a server that it lost.)
  bool last_not_run = false;
};

/// The transaction's state as the server last reported it.
enum class transaction_status { idle, open, failed, unknown };

using shared_config = std::shared_ptr<const connection_config>;

/// Used by one thread at a time, except for cancel().
class connection {
public:
  /// Connects. Throws connection_error, redacted; also if a server on another
  /// machine ends up unencrypted, whatever the settings promised; timeout_error
  /// if the deadline passed.
  static std::unique_ptr<connection> open(shared_config config,
                                          const std::string &application_name,
                                          deadline until);
  ~connection();
  connection(const connection &) = delete;
  connection &operator=(const connection &) = delete;

  /// Sends the requests and a Sync; returns their results in order. After the
  /// first error the server skips the rest, so the list ends there. Throws
  /// connection_lost.
  std::vector<result> exchange(std::span<const request> requests,
                               patience until);

  /// The same, but hands the rows of the last request to the sink as they come,
  /// one by one. If the sink throws, the rest is read and dropped, for a second
  /// at most, and `thrown` is set.
  std::vector<result> stream(std::span<const request> requests, row_sink &rows,
                             std::exception_ptr &thrown, patience until);

  /// COPY from and to the client: the server's last word on it. Outside of
  /// pipeline mode, which does not have it; `thrown` as above.
  result copy_in(const char *text, copy_source &rows,
                 std::exception_ptr &thrown, patience until);
  result copy_out(const char *text, copy_sink &rows, std::exception_ptr &thrown,
                  patience until);

  /// Asks the server to end what it is doing, from any thread. Does not wait:
  /// libpq's way is a connection of its own, which may take its time. After
  /// it, the connection is not reusable: the request may arrive late, and must
  /// not hit somebody else's statement. Not sent to other machines, because
  /// PQcancel() does not encrypt; there, closing has to do.
  void cancel() noexcept;

  transaction_status status() const noexcept;

  /// False if the server has closed the connection. Costs one poll(), no round
  /// trip; a pending notification is no sign of death.
  bool alive() const noexcept;

  /// Asks the server; one round trip. False also if it does not answer in time.
  bool ping(deadline until) noexcept;

  /// Sends DISCARD ALL without waiting for the answer, so that locks and
  /// temporary tables are gone at once; finish_reset() reads the answer before
  /// the next use. False if the connection cannot be used again.
  bool begin_reset() noexcept;
  bool finish_reset(deadline until) noexcept {
    return !reset_pending_ || receive_reset(until);
  }

  /// The server may no longer have them, or tables have changed.
  void forget_plans() noexcept {
    parsing_.clear();
    plans_.clear();
  }

  /// After fork(), in the child: closes the descriptor without a word to the
  /// server, whose conversation is with the parent. Async-signal-safe.
  void abandon() noexcept;

  /// True if the server's process is the one that answered the connect: false
  /// behind PgBouncer and its like, which invent a process number. One round
  /// trip. Throws connection_error.
  bool reaches_server_itself(deadline until);

  /// True if the last exchange failed only because a plan that was kept no
  /// longer holds: a table was altered, or something discarded it. All are
  /// forgotten by then, so the same packet works the next time.
  bool lost_plan() const noexcept { return lost_plan_; }

  /// False if something makes the next statement's fate uncertain.
  bool reusable() const noexcept;

  const connection_config &config() const noexcept { return *config_; }
  clock::time_point expires = clock::time_point::max();
  clock::time_point idle_since;  ///< Given back, or opened.
  std::uint64_t epoch = 0;       ///< Of the pool when it was opened.
  std::uint64_t plans_epoch = 0; ///< Of the pool when plans were last right.
  bool pooled = true; ///< Nothing may be left in it: others use it as well.

private:
  explicit connection(shared_config config) : config_(std::move(config)) {}

  bool receive_reset(deadline until) noexcept;
  void submit(std::span<const request> requests);
  /// The next result; never none.
  result expect_result(patience until);
  void start_copy(const char *text, patience until);
  /// Back to pipeline mode, after all results.
  void resume_pipeline(patience until);
  void put_copy(const std::string &rows, patience until);
  result end_copy(patience until);
  void send(const request &one);
  void send_by_name(const request &one, const kept_plan &plan);
  /// The plan whose Parse is answered before the request with this number.
  kept_plan *parsed_before(std::size_t place) const {
    return place < parsing_.size() ? parsing_[place] : nullptr;
  }
  void fill(parameter_list parameters);
  void send_sync();
  void flush(patience until);
  /// The results up to the next Sync.
  class delivery;
  std::vector<result> receive(std::size_t expected, patience until,
                              delivery *rows = nullptr);
  void receive_into(std::vector<result> &results, std::size_t expected,
                    patience until, delivery *rows);
  void wait(short events, patience until);
  pg_result *next_result(patience until);
  void connect(const std::string &application_name, deadline until);
  void verify_session();
  [[noreturn]] void lose(const char *fallback, bool timed_out = false);
  std::string message(const char *fallback) const;

  const shared_config config_;
  pg_conn *native_ = nullptr;
  std::shared_ptr<pg_cancel> cancel_; ///< Set once, while opening.
  std::atomic<bool> cancelled_ = false;
  bool sent_ = false;
  bool reset_pending_ = false;
  plan_cache plans_;
  std::vector<kept_plan *> parsing_; ///< By request; nullptr: no Parse.
  bool lost_plan_ = false;

  // What send() hands to libpq; kept for their memory.
  std::vector<std::uint32_t> types_;
  std::vector<const char *> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// For what nobody wants any more: a second at most.
patience drop_until(patience until);

/// False when the deadline has passed; true when the socket is ready, or is
/// broken, which the next call of libpq will find out.
bool wait_for(int socket, short events, deadline until);

/// True if the result is the server's refusal.
bool is_error(const result &one) noexcept;

/// The server's refusal as an exception, without values of parameters.
query_error to_query_error(const result &failed,
                           const connection_config &config,
                           const std::source_location &where);

} // namespace dbsafe::detail

#endif
