//===- echo.cpp - The observer that writes lines --------------------------===//
//
// One write per line, so that lines of several threads do not mix.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/observer.hpp"
#include "location_text.hpp"

#include <cstdio>
#include <mutex>

namespace dbsafe {

namespace {

std::string milliseconds(std::chrono::nanoseconds duration) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f ms",
                std::chrono::duration<double, std::milli>(duration).count());
  return text;
}

std::string counted(std::uint64_t count, const char *what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/// A statement on one line, whatever its layout in the source. Quoted text is
/// squeezed as well: this is for reading, not for running.
std::string on_one_line(std::string_view sql) {
  std::string line;
  line.reserve(sql.size());
  bool space = false;
  for (const char c : sql) {
    if (static_cast<unsigned char>(c) <= ' ') {
      space = !line.empty();
      continue;
    }
    if (space)
      line += ' ';
    space = false;
    line += c;
  }
  return line;
}

class echo_observer final : public pool_observer {
public:
  explicit echo_observer(std::ostream &out) : out_(out) {}

  void on_connect(const connect_event &event) noexcept override {
    write([&] {
      return event.error.empty()
                 ? "connected in " + milliseconds(event.took)
                 : "connect failed: " + std::string(event.error);
    });
  }
  void on_exhausted(const exhausted_event &event) noexcept override {
    write([&] { return at(event.where) + std::string(event.message); });
  }
  void on_leak(const leak_event &event) noexcept override {
    write([&] {
      return at(event.where) + "the session begun here " +
             (event.returned ? "gave its connection back after "
                             : "still holds its connection after ") +
             milliseconds(event.held);
    });
  }
  void on_statement(const statement_event &event) noexcept override {
    write([&] {
      std::string line = at(event.where) + on_one_line(event.sql);
      if (event.parameters > 0)
        line += " [" + counted(event.parameters, "parameter") + "]";
      line += event.failed ? " failed" : " " + counted(event.rows, "row");
      if (!event.sqlstate.empty())
        line += " (SQLSTATE " + std::string(event.sqlstate) + ")";
      return line + ", " + milliseconds(event.took);
    });
  }
  void on_retry(const retry_event &event) noexcept override {
    write([&] {
      return at(event.where) + "attempt " + std::to_string(event.attempt) +
             " failed with SQLSTATE " + std::string(event.sqlstate) +
             "; trying again";
    });
  }

private:
  static std::string at(const std::source_location &where) {
    return detail::location_text(where) + ": ";
  }

  /// A log that cannot be written must not stop what it reports on.
  template <class Line> void write(Line line) noexcept {
    try {
      const std::string text = "dbsafe: " + line() + "\n";
      const std::lock_guard lock(mutex_);
      out_.write(text.data(), static_cast<std::streamsize>(text.size()));
      out_.flush();
    } catch (...) { // NOLINT(bugprone-empty-catch): see above.
    }
  }

  std::mutex mutex_;
  std::ostream &out_;
};

} // namespace

std::shared_ptr<pool_observer> echo(std::ostream &out) {
  return std::make_shared<echo_observer>(out);
}

} // namespace dbsafe
