//===- dbsafe.cpp - The operations with dbsafe::runtime -------------------===//
#include "workload.hpp"

#include <dbsafe/runtime.hpp>
#include <libpq-fe.h>

#include <memory>
#include <poll.h>

namespace {

struct Todo {
  std::int64_t id = 0;
  std::string title;
  bool done = false;
};

struct NewTodo {
  static constexpr std::string_view table = "bench_bulk";
  std::string user_id;
  std::string title;
  bool done = false;
};

} // namespace

/// What a pool cannot do without, if it is not to lend dead connections.
static operation socket_check(const char *url) {
  const std::shared_ptr<PGconn> idle(PQconnectdb(url), PQfinish);
  return [idle](std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) {
      pollfd socket{PQsocket(idle.get()), POLLIN | POLLRDHUP, 0};
      poll(&socket, 1, 0);
    }
  };
}

operations dbsafe_operations(const char *url) {
  const auto shared = std::make_shared<dbsafe::pool>(
      dbsafe::connection_config::from_env("DATABASE_URL"),
      dbsafe::pool_options{.max_size = 8});
  dbsafe::pool &db = *shared;
  std::vector<NewTodo> bulk(rows_of_bulk, NewTodo{user, "a new thing", false});
  const auto checkout = [shared] { const auto s = shared->begin(); };
  return {
      {"single read",
       [&db](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.one<Todo>("select id, title, done from todo where id = $1",
                        some_id(i));
       }},
      {"user-scoped transaction",
       [&db](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.as(user).one<Todo>("select id, title, done from todo "
                                 "where id = $1 and user_id = $2",
                                 some_id(i), user);
       }},
      {"user-scoped transaction, interactive",
       [&db](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.as(user).transact([&](dbsafe::session &s) {
             return s.one<Todo>("select id, title, done from todo "
                                "where id = $1 and user_id = $2",
                                some_id(i), user);
           });
       }},
      {"ten reads in a transaction",
       [&db](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.as(user).transact([&](dbsafe::session &s) {
             for (std::size_t j = 0; j < 10; ++j)
               s.one<Todo>("select id, title, done from todo where id = $1 "
                           "and user_id = $2",
                           some_id(i + j), user);
           });
       }},
      {"10,000 rows",
       [&db](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.all<Todo>("select id, title, done from todo order by id "
                        "limit 10000");
       }},
      {"bulk insert of 1,000 rows",
       [&db, bulk](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i)
           db.transact([&](dbsafe::session &s) { s.copy_in(bulk); });
       }},
      {"single read, 64 threads", on_threads(64,
                                             [shared] {
                                               shared->one<Todo>(
                                                   "select id, title, done "
                                                   "from todo where id = $1",
                                                   some_id(7));
                                             })},
      {"socket check", socket_check(url)},
      {"checkout, 1 thread", on_threads(1, checkout)},
      {"checkout, 8 threads", on_threads(8, checkout)},
      {"checkout, 64 threads", on_threads(64, checkout)},
  };
}
