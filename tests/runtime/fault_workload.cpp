//===- fault_workload.cpp - Writing, looking, keeping books ---------------===//
//
// No key of any table is unique, so that what is done twice shows.
//
//===----------------------------------------------------------------------===//
#include "fault_workload.hpp"

#include <algorithm>
#include <thread>
#include <typeinfo>

using namespace std::chrono_literals;

/// No call may take longer, on whatever machine: the pool's own limits in
/// fault_schedule.cpp add up to less than half of it.
static constexpr std::chrono::seconds longest_wait{60};

fault_workload::fault_workload(const postgres_server &server, dbsafe::pool &db,
                               std::uint64_t seed)
    : server_(server), db_(db), seed_(seed) {
  server.admin("create table entry (id bigint, owner text);"
               "create index on entry (id);"
               "create index on entry (owner);"
               "alter table entry enable row level security;"
               "create policy own on entry using "
               "(owner = current_setting('app.user_id', true));"
               "create table counter (owner text, n bigint not null default 0);"
               "grant all on entry, counter to app");
}

void fault_workload::serve(int number) {
  user *self = nullptr;
  {
    const std::lock_guard lock(mutex_);
    self = &users_[number];
  }
  self->name = "user" + std::to_string(number);
  self->random.seed(seed_ * 1000 + static_cast<std::uint64_t>(number));
  self->next_id = std::int64_t{number} * 1'000'000'000 + 1;
  server_.admin("insert into counter values ('" + self->name + "')");
  while (!stopping_) {
    const auto start = std::chrono::steady_clock::now();
    act(*self);
    const auto took = std::chrono::steady_clock::now() - start;
    const std::lock_guard lock(mutex_);
    longest_ = std::max(longest_, took);
  }
}

void fault_workload::act(user &of) {
  switch (of.random() % 8) {
  case 0:
  case 1:
    return insert_alone(of);
  case 2:
  case 3:
    return insert_pair(of);
  case 4:
    return insert_and_undo(of);
  case 5:
    return increment(of);
  default:
    return look(of);
  }
}

/// Runs it and tells what the library says has become of it.
template <class Work>
fault_workload::outcome fault_workload::outcome_of(Work work) {
  try {
    work();
    return outcome::committed;
  } catch (const dbsafe::commit_unknown &) {
    const std::lock_guard lock(mutex_);
    ++errors_["commit_unknown"];
    return outcome::unknown;
  } catch (const dbsafe::usage_error &e) {
    complain(std::string("usage_error: ") + e.what());
  } catch (const dbsafe::query_error &e) {
    // Everything else the server refuses would be a mistake of ours. 57P01 to
    // 57P03: it is going down; 57014: cancelled; 08P01: PgBouncer's only code.
    if (!e.may_retry() && !e.sqlstate().starts_with("57") &&
        !e.sqlstate().starts_with("08"))
      complain(std::string("query_error: ") + e.what());
    const std::lock_guard lock(mutex_);
    ++errors_["query_error " + e.sqlstate()];
  } catch (const dbsafe::pool_exhausted &) {
    const std::lock_guard lock(mutex_);
    ++errors_["pool_exhausted"];
  } catch (const dbsafe::pool_closed &) {
    const std::lock_guard lock(mutex_);
    ++errors_["pool_closed"];
  } catch (const dbsafe::timeout_error &) {
    const std::lock_guard lock(mutex_);
    ++errors_["timeout_error"];
  } catch (const dbsafe::connection_error &) {
    const std::lock_guard lock(mutex_);
    ++errors_["connection_error"];
  } catch (const dbsafe::error &e) {
    complain(std::string(typeid(e).name()) + ": " + e.what());
  }
  std::this_thread::sleep_for(2ms);
  return outcome::not_committed;
}

void fault_workload::insert_alone(user &of) {
  const std::int64_t id = of.next_id++;
  const outcome what = outcome_of([&] {
    db_.as(of.name).execute("insert into entry values ($1, $2)", id, of.name);
  });
  of.entries.push_back({id, what, 1});
}

void fault_workload::insert_pair(user &of) {
  const std::int64_t id = of.next_id++;
  const bool patient = of.random() % 2 == 0;
  const outcome what = outcome_of([&] {
    db_.as(of.name).transact(
        {.timeout = patient ? 0ms : 2000ms}, [&](dbsafe::session &s) {
          s.execute("insert into entry values ($1, $2)", id, of.name);
          auto undone = s.savepoint();
          s.execute("insert into entry values ($1, $2)", id, of.name);
          undone.rollback();
          s.execute("insert into entry values ($1, $2)", id, of.name);
        });
  });
  of.entries.push_back({id, what, 2});
}

void fault_workload::insert_and_undo(user &of) {
  const std::int64_t id = of.next_id++;
  outcome_of([&] {
    dbsafe::session s = db_.as(of.name).begin();
    s.execute("insert into entry values ($1, $2)", id, of.name);
    if (of.random() % 2 == 0)
      s.rollback();
  });
  of.entries.push_back({id, outcome::not_committed, 0});
}

void fault_workload::increment(user &of) {
  const outcome what = outcome_of([&] {
    db_.transact({.isolation = dbsafe::isolation::serializable,
                  .timeout = 3000ms,
                  .attempts = 5},
                 [&](dbsafe::session &s) {
                   const auto n = s.one<std::int64_t>(
                       "select n from counter where owner = $1", of.name);
                   s.execute("update counter set n = $1 where owner = $2",
                             n + 1, of.name);
                 });
  });
  ++of.increments[static_cast<std::size_t>(what)];
}

void fault_workload::look(const user &of) {
  outcome_of([&] {
    const auto owners = db_.as(of.name).all<std::string>(
        "select distinct owner from entry where id % 7 <> 3");
    if (owners.size() > 1 || (owners.size() == 1 && owners[0] != of.name))
      complain(of.name + " sees rows of " + owners[0]);
  });
  outcome_of([&] {
    if (db_.one<bool>("select exists (select from entry)"))
      complain("nobody sees rows");
  });
}

void fault_workload::complain(const std::string &what) {
  const std::lock_guard lock(mutex_);
  complaints_ += what + "\n";
}

void fault_workload::check_entries(const user &of) {
  std::map<std::int64_t, int> rows;
  const std::string list =
      server_.admin("select string_agg(id || ':' || n, ' ') from (select id, "
                    "count(*) n from entry where owner = '" +
                    of.name + "' group by id) e");
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t colon = list.find(':', at);
    const std::size_t end = std::min(list.find(' ', colon), list.size());
    rows[std::stoll(list.substr(at, colon - at))] =
        std::stoi(list.substr(colon + 1, end - colon - 1));
    at = end + 1;
  }
  for (const entry &one : of.entries) {
    const int found = rows[one.id];
    const bool fits =
        (found == one.rows && one.what != outcome::not_committed) ||
        (found == 0 && one.what != outcome::committed);
    if (!fits)
      complain(of.name + ": entry " + std::to_string(one.id) + " has " +
               std::to_string(found) + " rows, but was reported " +
               (one.what == outcome::committed       ? "committed"
                : one.what == outcome::not_committed ? "not committed"
                                                     : "unknown"));
    rows.erase(one.id);
  }
  if (!rows.empty())
    complain(of.name + " has entries that it never made");
}

void fault_workload::check_increments(const user &of) {
  const std::int64_t n = std::stoll(
      server_.admin("select n from counter where owner = '" + of.name + "'"));
  const std::int64_t least = of.increments[0];
  const std::int64_t most = least + of.increments[2];
  if (n < least || n > most)
    complain(of.name + ": the counter is " + std::to_string(n) + ", but " +
             std::to_string(least) + " to " + std::to_string(most) +
             " increments were committed");
}

std::string fault_workload::verdict() {
  for (const auto &[number, of] : users_) {
    check_entries(of);
    check_increments(of);
  }
  if (longest_ > longest_wait)
    complain("a call took " +
             std::to_string(std::chrono::duration<double>(longest_).count()) +
             " s");
  return complaints_;
}

std::string fault_workload::summary() const {
  std::array<std::uint64_t, 3> transactions{};
  for (const auto &[number, of] : users_) {
    for (const entry &one : of.entries)
      ++transactions[static_cast<std::size_t>(one.what)];
    for (std::size_t i = 0; i < transactions.size(); ++i)
      transactions[i] += static_cast<std::uint64_t>(of.increments[i]);
  }
  std::string text =
      "transactions: " + std::to_string(transactions[0]) + " committed, " +
      std::to_string(transactions[1]) + " not, " +
      std::to_string(transactions[2]) + " unknown; the longest call took " +
      std::to_string(
          std::chrono::duration_cast<std::chrono::milliseconds>(longest_)
              .count()) +
      " ms\nerrors:";
  for (const auto &[what, count] : errors_)
    text += " " + what + " x" + std::to_string(count) + ";";
  return text;
}
