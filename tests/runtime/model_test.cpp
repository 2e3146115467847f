//===- model_test.cpp - Structs as tables, against a server ---------------===//
#include "pool_fixture.hpp"

namespace model_test {

struct user_id {
  std::string value;
  friend bool operator==(const user_id &, const user_id &) = default;
};

enum class urgency { low, high };

struct Todo {
  dbsafe::columns<dbsafe::id, dbsafe::timestamps> base;
  user_id owner_id;
  std::string title;
  bool done = false;
  std::optional<int> priority;
  using owner = dbsafe::owned_by<&Todo::owner_id>;
};

struct Step {
  static constexpr std::string_view table = "app_model.step";
  dbsafe::columns<dbsafe::id> base;
  dbsafe::references<Todo> todo_id;
  std::string text;
};

struct Order { // A word of SQL's, a key of one's own, a name in mixed case.
  std::string code;
  urgency howUrgent = urgency::low;
  std::vector<std::string> tags;
  using key = dbsafe::keyed_by<&Order::code>;
};

} // namespace model_test

template <>
struct dbsafe::codec<model_test::user_id>
    : dbsafe::codec_through<model_test::user_id, &model_test::user_id::value> {
};

namespace {

using namespace dbsafe;
using namespace model_test;

constexpr const char *schema = R"(
  drop schema if exists app_model cascade;
  drop table if exists todo, "order" cascade;
  create schema app_model authorization app;
  create table todo (
    id bigint generated always as identity primary key,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    owner_id text not null,
    title text not null,
    done boolean not null,
    priority integer);
  create table app_model.step (
    id bigint generated always as identity primary key,
    todo_id bigint not null references todo on delete cascade,
    text text not null);
  create table "order" (
    code text primary key, "howUrgent" text not null, tags text[] not null);
  alter table todo enable row level security;
  create policy own on todo using (
    owner_id = current_setting('app.user_id', true)
    or current_setting('app.system_reason', true) <> '');
  grant all on todo, app_model.step, "order" to app;
)";

class Models : public PoolTest {
protected:
  Models() { server.admin(schema); }
  ~Models() override { // Other tests have a table todo as well.
    server.admin("drop schema app_model cascade; drop table todo, \"order\"");
  }

  Todo add(const user_id &user, const std::string &title) {
    return db.as(user).insert(Todo{.base = {},
                                   .owner_id = user,
                                   .title = title,
                                   .done = false,
                                   .priority = {}});
  }

  pool db = make_pool();
  const user_id alice{"alice"};
  const user_id bob{"bob"};
};

TEST_F(Models, WhatTheDatabaseMakesIsReadBack) {
  const Todo made = add(alice, "one");
  EXPECT_EQ(made.base.id, 1);
  EXPECT_EQ(made.title, "one");
  EXPECT_EQ(made.base.created_at, made.base.updated_at);
  EXPECT_GT(made.base.created_at, time_point());
  EXPECT_EQ(add(alice, "two").base.id, 2);
}

TEST_F(Models, SelectsByConditions) {
  for (const char *title : {"a", "b", "c", "d"})
    add(alice, title);
  add(bob, "e");
  auto user = db.as(alice);
  const auto titles = [&](const auto &query) {
    std::string all;
    for (const Todo &todo : user.all(query))
      all += todo.title;
    return all;
  };
  const auto mine = select<Todo>().where(column<&Todo::owner_id> == alice);
  EXPECT_EQ(titles(mine.order_by(key<Todo>)), "abcd");
  EXPECT_EQ(titles(mine.order_by(desc(column<&Todo::title>)).limit(2)), "dc");
  EXPECT_EQ(titles(mine.order_by(key<Todo>).offset(1).limit(2)), "bc");
  EXPECT_EQ(titles(mine.where(column<&Todo::title> >= "c").order_by(key<Todo>)),
            "cd");
  EXPECT_EQ(titles(mine.where(in(key<Todo>, {1, 3, 99})).order_by(key<Todo>)),
            "ac");
  EXPECT_EQ(titles(mine.where(in(key<Todo>, {}))), "");
  EXPECT_EQ(titles(mine.where(like(column<&Todo::title>, "%b%"))), "b");
  EXPECT_EQ(titles(mine.where(!(column<&Todo::title> < "d"))), "d");
  EXPECT_EQ(titles(mine.where(is_not_null(column<&Todo::priority>))), "");
  EXPECT_EQ(titles(mine.where((column<&Todo::title> == "a" ||
                               column<&Todo::title> == std::string("b")) &&
                              column<&Todo::done> == false &&
                              is_null(column<&Todo::priority>))
                       .order_by(key<Todo>)
                       .for_update()),
            "ab");
  EXPECT_EQ(user.one(count<Todo>().where(column<&Todo::owner_id> == alice)), 4);
  EXPECT_EQ(user.one(select(column<&Todo::title>)
                         .where(column<&Todo::owner_id> == alice)
                         .where(key<Todo> == 2)),
            "b");
  using pair = std::tuple<std::int64_t, std::string>;
  EXPECT_EQ(user.one(select(key<Todo>, column<&Todo::title>)
                         .where(column<&Todo::owner_id> == alice)
                         .where(key<Todo> == 2)),
            pair(2, "b"));
  EXPECT_EQ(user.maybe_one(mine.where(key<Todo> == 99)).has_value(), false);
}

TEST_F(Models, AMemberWhoseTypeIsUniqueIsFoundByItsPointer) {
  add(alice, "x");
  const auto found =
      db.as(alice).all(select<Todo>().where(&Todo::owner_id == alice).limit(5));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].owner_id, alice);
}

TEST_F(Models, PointersStandForColumnsWhoseTypeIsUnique) {
  add(alice, "x");
  add(alice, "y");
  auto user = db.as(alice);
  const auto mine = select<Todo>().where(&Todo::owner_id == alice);
  EXPECT_EQ(user.all(mine.order_by(desc(&Todo::title)))[0].title, "y");
  EXPECT_EQ(user.all(mine.order_by(&Todo::done, &Todo::title))[0].title, "x");
  EXPECT_EQ(user.all(mine.where(is_null(&Todo::priority) &&
                                in(&Todo::title, {"x", "z"})))
                .size(),
            1U);
  EXPECT_EQ(user.execute(update<Todo>()
                             .set(&Todo::done, true)
                             .where(&Todo::owner_id == alice &&
                                    like(&Todo::title, "x%"))),
            1U);
  using pair = std::tuple<std::string, bool>;
  EXPECT_EQ(user.all(select(&Todo::title, &Todo::done)
                         .where(&Todo::owner_id == alice)
                         .order_by(&Todo::title)),
            (std::vector<pair>{{"x", true}, {"y", false}}));
  EXPECT_EQ(user.all(select<Step>()
                         .join(&Step::todo_id)
                         .where(&Todo::owner_id == alice))
                .size(),
            0U);
}

TEST_F(Models, UpdatesSetTheTimeOfChange) {
  Todo todo = add(alice, "x");
  auto user = db.as(alice);
  EXPECT_EQ(user.execute(update<Todo>()
                             .set(column<&Todo::done>, true)
                             .set(column<&Todo::priority>, 3)
                             .where(key<Todo> == todo.base.id)
                             .where(column<&Todo::owner_id> == alice)),
            1U);
  const Todo changed =
      user.one(select<Todo>().where(column<&Todo::owner_id> == alice));
  EXPECT_TRUE(changed.done);
  EXPECT_EQ(changed.priority, 3);
  EXPECT_GT(changed.base.updated_at, todo.base.updated_at);
  EXPECT_EQ(changed.base.created_at, todo.base.created_at);
  EXPECT_EQ(user.execute(update<Todo>()
                             .set(column<&Todo::priority>, std::nullopt)
                             .where(column<&Todo::owner_id> == alice)),
            1U);

  todo.title = "y";
  const Todo stored = user.update(todo);
  EXPECT_EQ(stored.title, "y");
  EXPECT_FALSE(stored.done);
  EXPECT_GT(stored.base.updated_at, changed.base.updated_at);
}

TEST_F(Models, AnObjectOfSomebodyElseIsNoRow) {
  Todo todo = add(alice, "x");
  EXPECT_THROW(db.as(bob).update(todo), row_count_error);
  EXPECT_THROW(db.as(bob).remove(todo), row_count_error);
  todo.owner_id = bob; // A lie does not help: no such row of bob's.
  EXPECT_THROW(db.as(bob).update(todo), row_count_error);
  EXPECT_THROW(db.as(bob).insert(Todo{.base = {},
                                      .owner_id = alice,
                                      .title = "forged",
                                      .done = false,
                                      .priority = {}}),
               query_error);
  EXPECT_EQ(server.admin("select string_agg(title, ',') from todo"), "x");
}

TEST_F(Models, Removes) {
  const Todo first = add(alice, "1");
  add(alice, "2");
  auto user = db.as(alice);
  user.remove(first);
  EXPECT_THROW(user.remove(first), row_count_error);
  EXPECT_EQ(
      user.execute(remove<Todo>().where(column<&Todo::owner_id> == alice &&
                                        column<&Todo::title> == "2")),
      1U);
  EXPECT_EQ(server.admin("select count(*) from todo"), "0");
}

TEST_F(Models, JoinsOverForeignKeysFromBothSides) {
  const Todo todo = add(alice, "with");
  add(alice, "without");
  auto user = db.as(alice);
  user.insert(Step{.base = {}, .todo_id = todo.base.id, .text = "first"});
  user.insert(Step{.base = {}, .todo_id = todo.base.id, .text = "second"});

  const auto steps = user.all(select<Step>()
                                  .join(column<&Step::todo_id>)
                                  .where(column<&Todo::owner_id> == alice)
                                  .order_by(key<Step>));
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(std::get<Step>(steps[1]).text, "second");
  EXPECT_EQ(std::get<Todo>(steps[1]).title, "with");
  EXPECT_EQ(std::get<Step>(steps[1]).todo_id, todo.base.id);

  const auto todos = user.all(select<Todo>()
                                  .left_join(column<&Step::todo_id>)
                                  .where(column<&Todo::owner_id> == alice)
                                  .order_by(key<Todo>, desc(key<Step>)));
  ASSERT_EQ(todos.size(), 3U);
  EXPECT_EQ(std::get<1>(todos[0])->text, "second");
  EXPECT_EQ(std::get<0>(todos[2]).title, "without");
  EXPECT_EQ(std::get<1>(todos[2]).has_value(), false);

  EXPECT_EQ(user.one(count<Step>()
                         .join(column<&Step::todo_id>)
                         .where(column<&Todo::owner_id> == alice)),
            2);
}

TEST_F(Models, NamesAreQuotedAndKeysMayBeGiven) {
  const Order order{.code = "A1", .howUrgent = urgency::high, .tags = {"x"}};
  EXPECT_EQ(db.insert(order).howUrgent, urgency::high);
  EXPECT_EQ(db.one(select<Order>().where(key<Order> == "A1")).tags,
            std::vector<std::string>{"x"});
  EXPECT_EQ(
      db.one(count<Order>().where(column<&Order::howUrgent> == urgency::high)),
      1);
  db.remove(order);
  EXPECT_EQ(db.one(count<Order>()), 0);
}

TEST_F(Models, TheSystemMaySeeAllOwners) {
  add(alice, "a");
  add(bob, "b");
  auto system = db.as_system("a report over all users");
  EXPECT_EQ(system.all(select<Todo>()).size(), 2U);
  EXPECT_EQ(system.transact([](system_session &s) {
    return s.execute(remove<Todo>().where(every_row));
  }),
            2U);
  {
    system_session s = system.begin();
    EXPECT_EQ(s.one(count<Todo>()), 0);
    session &as_any_other = s;
    EXPECT_EQ(as_any_other.one<int>("select 1"), 1);
    s.commit();
  }
}

TEST_F(Models, RowsOfModelsCanBeReadByHandWrittenSqlAsWell) {
  add(alice, "x");
  const auto rows =
      db.as(alice).all<Todo>("select * from todo where owner_id = $1", alice);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].base.id, 1);
  const unsafe_sql all{"select * from todo", "a test"};
  EXPECT_THROW(db.as(alice).all<Todo>(all), usage_error);
  EXPECT_EQ(db.as_system("a test").all<Todo>(all).size(), 1U);
}

TEST_F(Models, OneOfSeveralLiteralsMayBeChosenAtRunTime) {
  add(alice, "a");
  add(alice, "b");
  const auto first_title = [&](bool descending) {
    using by_user = sql_literal<user_id>;
    const by_user sql =
        descending ? by_user("select title from todo where owner_id = $1 "
                             "order by title desc limit 1")
                   : by_user("select title from todo where owner_id = $1 "
                             "order by title limit 1");
    return db.as(alice).one<std::string>(sql, alice);
  };
  EXPECT_EQ(first_title(true), "b");
  EXPECT_EQ(first_title(false), "a");
}

} // namespace
