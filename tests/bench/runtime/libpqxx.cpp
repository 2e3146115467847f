//===- libpqxx.cpp - The operations with libpqxx --------------------------===//
#include "workload.hpp"

#include <pqxx/pqxx>

#include <memory>
#include <tuple>

namespace {

struct todo {
  std::int64_t id;
  std::string title;
  bool done;
};

std::vector<todo> read_rows(const pqxx::result &rows) {
  std::vector<todo> all;
  all.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto &row : rows)
    all.push_back({row[0].as<std::int64_t>(), row[1].as<std::string>(),
                   row[2].as<bool>()});
  return all;
}

} // namespace

operations libpqxx_operations(const char *url) {
  const auto db = std::make_shared<pqxx::connection>(url);
  const auto read_own = [](pqxx::work &tx, std::size_t i) {
    return read_rows(tx.exec_params("select id, title, done from todo "
                                    "where id = $1 and user_id = $2",
                                    some_id(i), user));
  };
  return {
      {"single read",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::nontransaction tx(*db);
           read_rows(tx.exec_params(
               "select id, title, done from todo where id = $1", some_id(i)));
         }
       }},
      {"transaction for nobody",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::work tx(*db);
           read_own(tx, i);
           tx.commit();
         }
       }},
      {"user-scoped transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::work tx(*db);
           tx.exec_params("select set_config('app.user_id', $1, true)", user);
           read_own(tx, i);
           tx.commit();
         }
       }},
      {"ten reads in a transaction",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::work tx(*db);
           tx.exec_params("select set_config('app.user_id', $1, true)", user);
           for (std::size_t j = 0; j < 10; ++j)
             read_own(tx, i + j);
           tx.commit();
         }
       }},
      {"10,000 rows",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::nontransaction tx(*db);
           read_rows(tx.exec("select id, title, done from todo order by id "
                             "limit 10000"));
         }
       }},
      {"bulk insert of 1,000 rows",
       [=](std::size_t times) {
         for (std::size_t i = 0; i < times; ++i) {
           pqxx::work tx(*db);
           pqxx::stream_to copy(
               tx, "bench_bulk",
               std::vector<std::string>{"user_id", "title", "done"});
           for (std::size_t row = 0; row < rows_of_bulk; ++row)
             copy << std::make_tuple(std::string(user),
                                     std::string("a new thing"), false);
           copy.complete();
           tx.commit();
         }
       }},
  };
}
