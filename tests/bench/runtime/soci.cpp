//===- soci.cpp - The operations with SOCI's connection pool --------------===//
#include "workload.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <memory>

namespace {

constexpr std::size_t pool_size = 8;

struct todo {
  long long id = 0;
  std::string title;
  int done = 0; // SOCI has no bool.
};

/// SOCI does not take URIs: "host=... port=...".
std::string as_keywords(const char *url) {
  std::string words;
  PQconninfoOption *const all = PQconninfoParse(url, nullptr);
  for (const PQconninfoOption *one = all; one && one->keyword; ++one)
    if (one->val)
      words += std::string(one->keyword) + "=" + one->val + " ";
  PQconninfoFree(all);
  return words;
}

void read_one(soci::session &s, std::size_t i) {
  todo one;
  const long long id = some_id(i);
  s << "select id, title, done::int from todo where id = :id", soci::use(id),
      soci::into(one.id), soci::into(one.title), soci::into(one.done);
}

void read_own(soci::session &s, std::size_t i) {
  todo one;
  const long long id = some_id(i);
  const std::string owner = user;
  s << "select id, title, done::int from todo where id = :id "
       "and user_id = :owner",
      soci::use(id), soci::use(owner), soci::into(one.id),
      soci::into(one.title), soci::into(one.done);
}

void set_user(soci::session &s) {
  std::string ignored;
  const std::string owner = user;
  s << "select set_config('app.user_id', :owner, true)", soci::use(owner),
      soci::into(ignored);
}

} // namespace

operations soci_operations(const char *url) {
  const auto pool = std::make_shared<soci::connection_pool>(pool_size);
  for (std::size_t i = 0; i < pool_size; ++i)
    pool->at(i).open(soci::postgresql, as_keywords(url));
  const auto checkout = [pool] { soci::session s(*pool); };
  return {
      {"single read",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           read_one(s, i);
         }
       }},
      {"transaction for nobody",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           soci::transaction tx(s);
           read_own(s, i);
           tx.commit();
         }
       }},
      {"user-scoped transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           soci::transaction tx(s);
           set_user(s);
           read_own(s, i);
           tx.commit();
         }
       }},
      {"ten reads in a transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           soci::transaction tx(s);
           set_user(s);
           for (std::size_t j = 0; j < 10; ++j)
             read_own(s, i + j);
           tx.commit();
         }
       }},
      {"10,000 rows",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           std::vector<todo> all;
           const soci::rowset<soci::row> rows =
               (s.prepare << "select id, title, done::int from todo "
                             "order by id limit 10000");
           for (const soci::row &row : rows)
             all.push_back({row.get<long long>(0), row.get<std::string>(1),
                            row.get<int>(2)});
         }
       }},
      {"bulk insert of 1,000 rows",
       [=](std::size_t times) {
         const std::vector<std::string> owners(rows_of_bulk, user);
         const std::vector<std::string> titles(rows_of_bulk, "a new thing");
         for (std::size_t i = 0; i < times; ++i) {
           soci::session s(*pool);
           soci::transaction tx(s);
           s << "insert into bench_bulk (user_id, title, done) "
                "values (:owner, :title, false)",
               soci::use(owners), soci::use(titles);
           tx.commit();
         }
       }},
      {"single read, 64 threads", on_threads(64,
                                             [pool] {
                                               soci::session s(*pool);
                                               read_one(s, 7);
                                             })},
      {"checkout, 1 thread", on_threads(1, checkout)},
      {"checkout, 8 threads", on_threads(8, checkout)},
      {"checkout, 64 threads", on_threads(64, checkout)},
  };
}
