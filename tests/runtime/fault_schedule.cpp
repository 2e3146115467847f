//===- fault_schedule.cpp - Random faults, and what must hold meanwhile ---===//
//
//   runtime_fault_schedule [--seed N] [--seconds N] [--threads N] [--pgbouncer]
//
// Runs a workload against a real server through a network that misbehaves, and
// kills connections, servers and poolers, in an order that the seed decides.
// Whatever happens: no commit that was reported is lost, none is done twice,
// nothing that was reported as not committed is, no user sees another's rows,
// no connection is leaked, and every wait ends. Exits with 1 if not.
//
//===----------------------------------------------------------------------===//
#include "environment.hpp"
#include "fault_proxy.hpp"
#include "fault_workload.hpp"
#include "pgbouncer.hpp"

#include <cstdio>
#include <cstring>
#include <functional>
#include <optional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct arguments {
  std::uint64_t seed = 1;
  int seconds = 10;
  int threads = 8;
  bool through_pgbouncer = false;
};

class fault_schedule {
public:
  fault_schedule(const postgres_server &server, pgbouncer *bouncer,
                 fault_proxy &network, dbsafe::pool &db, std::uint64_t seed)
      : server_(server), bouncer_(bouncer), network_(network), db_(db),
        random_(seed) {}

  void run_until(std::chrono::steady_clock::time_point end) {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < end) {
      pause(20, 250);
      const fault &one = faults_[random_() % faults_.size()];
      std::printf("%7.3f s: %s\n",
                  std::chrono::duration<double>(
                      std::chrono::steady_clock::now() - start)
                      .count(),
                  one.name);
      std::fflush(stdout);
      one.happen();
      network_.heal();
    }
  }

private:
  struct fault {
    const char *name;
    std::function<void()> happen;
  };

  std::uint64_t between(std::uint64_t least, std::uint64_t most) {
    return least + random_() % (most - least + 1);
  }
  void pause(std::uint64_t least, std::uint64_t most) {
    std::this_thread::sleep_for(milliseconds(between(least, most)));
  }
  void terminate(const std::string &which) {
    server_.admin("select pg_terminate_backend(pid) from pg_stat_activity "
                  "where usename = 'app'" +
                  which);
  }

  const postgres_server &server_;
  pgbouncer *bouncer_;
  fault_proxy &network_;
  dbsafe::pool &db_;
  std::mt19937_64 random_;

  const std::vector<fault> faults_{
      {"idle backends are terminated",
       [this] { terminate(" and state = 'idle'"); }},
      {"busy backends are terminated",
       [this] { terminate(" and state <> 'idle'"); }},
      {"some backends are terminated",
       [this] { terminate(" and random() < 0.5"); }},
      {"the network is cut", [this] { network_.cut(); }},
      {"the network is cut in mid-packet",
       [this] {
         network_.cut_after(between(1, 3000));
         pause(100, 300);
       }},
      {"the network stalls",
       [this] {
         network_.stall(true);
         pause(50, 900);
       }},
      {"the network stalls for long",
       [this] {
         network_.stall(true);
         pause(3500, 5500);
       }},
      {"the network is slow",
       [this] {
         network_.delay(milliseconds(between(1, 40)));
         pause(200, 600);
       }},
      {"a firewall forgets the connections", [this] { network_.forget(); }},
      {"connections are refused",
       [this] {
         network_.refuse(true);
         network_.cut();
         pause(100, 700);
       }},
      {"the server crashes",
       [this] {
         server_.crash();
         pause(0, 300);
         server_.start_again();
       }},
      {"the pooler crashes",
       [this] {
         if (bouncer_)
           bouncer_->restart();
       }},
      {"the pool expires", [this] { db_.expire(); }},
      {"the pool closes and opens",
       [this] {
         db_.close(milliseconds(between(0, 200)));
         pause(0, 50);
         db_.reopen();
       }},
      {"the program forks",
       [] {
         const pid_t child = fork();
         if (child == 0)
           _exit(0); // The child's copies of the connections go with it.
         waitpid(child, nullptr, 0);
       }},
  };
};

/// What must hold once all is over.
std::string leftovers(const postgres_server &server, dbsafe::pool &db,
                      bool through_pgbouncer) {
  std::string text;
  const dbsafe::pool_stats now = db.stats();
  if (now.in_use != 0 || now.waiting != 0)
    text += "connections were leaked: " + std::to_string(now.in_use) +
            " in use, " + std::to_string(now.waiting) + " waiting\n";
  if (now.size != now.idle || now.idle > now.max_size)
    text += "the pool lost count\n";
  if (!db.close(5s))
    text += "the pool does not close\n";
  const std::string condition = through_pgbouncer ? " and state <> 'idle'" : "";
  for (int i = 0; i < 200; ++i) {
    if (server.admin("select count(*) from pg_stat_activity where usename = "
                     "'app'" +
                     condition) == "0")
      return text;
    std::this_thread::sleep_for(50ms);
  }
  return text + "the server still has connections of the pool\n";
}

int run(const arguments &chosen) {
  const postgres_server &server = postgres_server::shared();
  std::optional<pgbouncer> bouncer;
  if (chosen.through_pgbouncer)
    bouncer.emplace(server, 3);
  fault_proxy network(bouncer ? bouncer->port() : server.port());
  const environment_variable url("DATABASE_URL", network.url("app:hunter2"));
  dbsafe::pool db =
      dbsafe::pool::from_env("DATABASE_URL", {.max_size = 5,
                                              .min_idle = 1,
                                              .acquire_timeout = 3s,
                                              .ping_if_idle = 500ms,
                                              .idle_timeout = 1s,
                                              .statement_timeout = 1s,
                                              .leak_after = 500ms});
  fault_workload work(server, db, chosen.seed);
  db.check();
  db.verify_rls({"entry"});

  std::vector<std::thread> threads;
  for (int i = 0; i < chosen.threads; ++i)
    threads.emplace_back([&work, i] { work.serve(i); });
  std::this_thread::sleep_for(200ms);
  fault_schedule(server, bouncer ? &*bouncer : nullptr, network, db,
                 chosen.seed)
      .run_until(std::chrono::steady_clock::now() +
                 std::chrono::seconds(chosen.seconds));
  work.stop();
  for (std::thread &one : threads)
    one.join();
  network.cut(); // What a firewall forgot, the server still believes in.

  const std::string wrong =
      work.verdict() + leftovers(server, db, chosen.through_pgbouncer);
  std::printf("%s\n%s", work.summary().c_str(), wrong.c_str());
  std::printf(wrong.empty() ? "all promises were kept\n"
                            : "PROMISES WERE BROKEN (seed %llu)\n",
              static_cast<unsigned long long>(chosen.seed));
  return wrong.empty() ? 0 : 1;
}

/// False if the arguments cannot be understood.
bool parse(int count, char **words, arguments &chosen) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--pgbouncer") {
      chosen.through_pgbouncer = true;
      continue;
    }
    char *end = nullptr;
    const char *text = i + 1 < count ? words[++i] : "";
    const unsigned long long value = std::strtoull(text, &end, 10);
    if (end == text || *end != '\0' || *text == '-')
      return false;
    if (word == "--seed")
      chosen.seed = value;
    else if (word == "--seconds" && value <= 86400)
      chosen.seconds = static_cast<int>(value);
    else if (word == "--threads" && value >= 1 && value <= 50)
      chosen.threads = static_cast<int>(value);
    else
      return false;
  }
  return true;
}

} // namespace

int main(int count, char **words) {
  arguments chosen;
  if (!parse(count, words, chosen)) {
    std::fputs("usage: runtime_fault_schedule [--seed N] [--seconds N] "
               "[--threads 1..50] [--pgbouncer]\n",
               stderr);
    return 2;
  }
  if (chosen.through_pgbouncer && !pgbouncer::is_installed()) {
    std::fputs("PgBouncer is not installed\n", stderr);
    return 77;
  }
  try {
    return run(chosen);
  } catch (const std::exception &e) {
    std::fprintf(stderr, "runtime_fault_schedule: %s\n", e.what());
    return 2;
  }
}
