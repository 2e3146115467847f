//===- libpq.cpp - The operations by hand, with libpq ---------------------===//
//
// Three ways: one statement after the other, as in most programs; in pipeline
// mode, as somebody writes who counts round trips; and that with statements
// prepared before.
//
//===----------------------------------------------------------------------===//
#include "workload.hpp"

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>

namespace {

struct todo {
  std::int64_t id;
  std::string title;
  bool done;
};

using answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

class handle {
public:
  explicit handle(const char *url) : native_(PQconnectdb(url), PQfinish) {
    if (PQstatus(native_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(native_.get()));
  }
  PGconn *native() const { return native_.get(); }

  static void check(const PGresult *one) {
    const ExecStatusType kind = PQresultStatus(one);
    if (kind != PGRES_COMMAND_OK && kind != PGRES_TUPLES_OK &&
        kind != PGRES_COPY_IN)
      throw std::runtime_error(PQresultErrorMessage(one));
  }

  answer run(const char *sql, std::vector<const char *> values = {}) const {
    answer one(PQexecParams(native(), sql, static_cast<int>(values.size()),
                            nullptr, values.data(), nullptr, nullptr, 0),
               PQclear);
    check(one.get());
    return one;
  }

private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> native_;
};

std::vector<todo> read_rows(const PGresult *rows) {
  std::vector<todo> all;
  const int count = PQntuples(rows);
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    all.push_back({std::stoll(PQgetvalue(rows, i, 0)), PQgetvalue(rows, i, 1),
                   *PQgetvalue(rows, i, 2) == 't'});
  return all;
}

constexpr const char *set_user = "select set_config('app.user_id', $1, true)";
constexpr const char *read_own =
    "select id, title, done from todo where id = $1 and user_id = $2";

/// Statements that leave together.
class pipeline {
public:
  pipeline(PGconn *on, bool prepared) : on_(on), prepared_(prepared) {
    PQenterPipelineMode(on_);
  }
  ~pipeline() { PQexitPipelineMode(on_); }

  void send(const char *sql, const char *name,
            std::vector<const char *> values = {}) {
    const int count = static_cast<int>(values.size());
    if (prepared_ && name)
      PQsendQueryPrepared(on_, name, count, values.data(), nullptr, nullptr, 0);
    else
      PQsendQueryParams(on_, sql, count, nullptr, values.data(), nullptr,
                        nullptr, 0);
    ++sent_;
  }
  /// The last answer but `after` that follow it.
  std::vector<todo> finish(std::size_t after) {
    PQpipelineSync(on_);
    std::vector<todo> rows;
    for (; sent_ > 0; --sent_) {
      const answer one(PQgetResult(on_), PQclear);
      handle::check(one.get());
      if (sent_ == after + 1)
        rows = read_rows(one.get());
      PQgetResult(on_); // The end of its results.
    }
    PQclear(PQgetResult(on_)); // The Sync.
    return rows;
  }

private:
  PGconn *on_;
  bool prepared_;
  std::size_t sent_ = 0;
};

operations pipelined(const char *url, bool prepared) {
  const auto db = std::make_shared<handle>(url);
  if (prepared) {
    for (const auto &[name, sql] :
         {std::pair("set_user", set_user), std::pair("read_own", read_own)})
      PQclear(PQprepare(db->native(), name, sql, 0, nullptr));
  }
  const auto begin_and_read = [](pipeline &p, const std::string &id) {
    p.send("begin", nullptr);
    p.send(set_user, "set_user", {user});
    p.send(read_own, "read_own", {id.c_str(), user});
  };
  return {
      {"user-scoped transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           const std::string id = std::to_string(some_id(i));
           pipeline p(db->native(), prepared);
           begin_and_read(p, id);
           p.send("commit", nullptr);
           p.finish(1);
         }
       }},
      {"user-scoped transaction, interactive",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           const std::string id = std::to_string(some_id(i));
           pipeline p(db->native(), prepared);
           begin_and_read(p, id);
           p.finish(0);
           p.send("commit", nullptr);
           p.finish(0);
         }
       }},
  };
}

} // namespace

operations libpq_pipelined_operations(const char *url) {
  return pipelined(url, false);
}

operations libpq_prepared_operations(const char *url) {
  return pipelined(url, true);
}

operations libpq_operations(const char *url) {
  const auto db = std::make_shared<handle>(url);
  return {
      {"single read",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           const std::string id = std::to_string(some_id(i));
           read_rows(db->run("select id, title, done from todo where id = $1",
                             {id.c_str()})
                         .get());
         }
       }},
      {"user-scoped transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           const std::string id = std::to_string(some_id(i));
           db->run("begin");
           db->run(set_user, {user});
           read_rows(db->run(read_own, {id.c_str(), user}).get());
           db->run("commit");
         }
       }},
      {"ten reads in a transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           db->run("begin");
           db->run(set_user, {user});
           for (std::size_t j = 0; j < 10; ++j) {
             const std::string id = std::to_string(some_id(i + j));
             read_rows(db->run(read_own, {id.c_str(), user}).get());
           }
           db->run("commit");
         }
       }},
      {"10,000 rows",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           read_rows(db->run("select id, title, done from todo order by id "
                             "limit 10000")
                         .get());
       }},
      {"bulk insert of 1,000 rows",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           db->run("begin");
           PQclear(PQexec(db->native(),
                          "copy bench_bulk (user_id, title, done) from stdin"));
           for (std::size_t row = 0; row < rows_of_bulk; ++row) {
             const std::string line = std::string(user) + "\ta new thing\tf\n";
             PQputCopyData(db->native(), line.data(),
                           static_cast<int>(line.size()));
           }
           PQputCopyEnd(db->native(), nullptr);
           while (PGresult *one = PQgetResult(db->native()))
             PQclear(one);
           db->run("commit");
         }
       }},
  };
}
