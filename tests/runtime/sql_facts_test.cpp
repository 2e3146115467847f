//===- sql_facts_test.cpp - Statements read as the server reads them ------===//
#include "dbsafe/sql.hpp"

#include <gtest/gtest.h>

namespace {

using dbsafe::read_sql;
using dbsafe::session_effect;
using dbsafe::sql_problem;

constexpr auto none = session_effect::none;
constexpr auto possible = session_effect::possible;
constexpr auto certain = session_effect::certain;

// The compiler and the running program must agree: both read every example.
#define EXPECT_PLACEHOLDERS(count, text)                                       \
  do {                                                                         \
    static_assert(read_sql(text).placeholders == (count));                     \
    static_assert(read_sql(text).problem == sql_problem::none);                \
    EXPECT_EQ(read_sql(text).placeholders, (count) + 0U) << (text);            \
  } while (false)
#define EXPECT_PROBLEM(expected, text)                                         \
  do {                                                                         \
    static_assert(read_sql(text).problem == sql_problem::expected);            \
    EXPECT_EQ(read_sql(text).problem, sql_problem::expected) << (text);        \
  } while (false)
#define EXPECT_EFFECT(expected, text)                                          \
  do {                                                                         \
    static_assert(read_sql(text).effect == (expected), text);                  \
    static_assert(read_sql(text).problem == sql_problem::none);                \
    EXPECT_EQ(read_sql(text).effect, (expected)) << (text);                    \
  } while (false)

TEST(SqlFacts, CountsPlaceholdersOutsideQuotesAndComments) {
  EXPECT_PLACEHOLDERS(0, "select 1");
  EXPECT_PLACEHOLDERS(2, "select $1, $2");
  EXPECT_PLACEHOLDERS(2, "select $2, $1, $2");
  EXPECT_PLACEHOLDERS(12, "select $12");
  EXPECT_PLACEHOLDERS(1, "select $1::int[1]");
  EXPECT_PLACEHOLDERS(1, "select 1+$1");
  EXPECT_PLACEHOLDERS(1, "select 1.5e-3$1");
  EXPECT_PLACEHOLDERS(1, "select '$2', $1");
  EXPECT_PLACEHOLDERS(1, "select \"$2\", $1");
  EXPECT_PLACEHOLDERS(1, "select $1 -- $2");
  EXPECT_PLACEHOLDERS(2, "select $1 -- $3\n, $2");
  EXPECT_PLACEHOLDERS(1, "select /* $2 /* $3 */ $4 */ $1");
  EXPECT_PLACEHOLDERS(1, "select a$2 from t where b = $1");
  EXPECT_PLACEHOLDERS(1, "select \xC3\xA4$2, $1");
}

TEST(SqlFacts, ReadsEveryKindOfString) {
  EXPECT_PLACEHOLDERS(0, "select 'it''s $1'");
  EXPECT_PLACEHOLDERS(1, "select 'back\\', $1");
  EXPECT_PLACEHOLDERS(0, "select E'it\\'s $1'");
  EXPECT_PLACEHOLDERS(1, "select e'two\\\\', $1");
  EXPECT_PLACEHOLDERS(1, "select the'back\\', $1");
  EXPECT_PLACEHOLDERS(0, "select E'a'\n  'b\\' $1'");
  EXPECT_PLACEHOLDERS(0, "select E'a' -- note\n 'b\\' $1'");
  EXPECT_PLACEHOLDERS(1, "select 'a'\n'b\\', $1");
  EXPECT_PLACEHOLDERS(1, "select E'a' /* */ , 'b\\', $1");
  EXPECT_PLACEHOLDERS(0, "select B'01', x'$1', U&'$1', u&\"$1\", N'$1'");
  EXPECT_PLACEHOLDERS(0, "select $$ $1 ' $$");
  EXPECT_PLACEHOLDERS(1, "select $a$ $1 $$ $b$ $a$, $1");
  EXPECT_PLACEHOLDERS(0, "select $a$ $1 $ab$a$");
  EXPECT_PLACEHOLDERS(0, "select $\xC3\xA4$ $1 ' $\xC3\xA4$");
}

TEST(SqlFacts, TellsDistinctPlaceholders) {
  static_assert(read_sql("select $2, $2").distinct == 1);
  static_assert(read_sql("select $1, $64, $65, $1").distinct == 3);
  static_assert(read_sql("select $65535").placeholders == 65535);
}

TEST(SqlFacts, FindsWhatDoesNotEnd) {
  EXPECT_PROBLEM(unterminated_string, "select 'a");
  EXPECT_PROBLEM(unterminated_string, "select 'a''");
  EXPECT_PROBLEM(unterminated_string, "select E'a\\'");
  EXPECT_PROBLEM(unterminated_string, "select E'a\\");
  EXPECT_PROBLEM(unterminated_string, "select $a$ x $b$");
  EXPECT_PROBLEM(unterminated_name, "select \"a");
  EXPECT_PROBLEM(unterminated_comment, "select 1 /* /* */");
  EXPECT_PROBLEM(unterminated_comment, "select 1 /*");
  EXPECT_PROBLEM(stray_dollar, "select $ 1");
  EXPECT_PROBLEM(stray_dollar, "select $a");
  EXPECT_PROBLEM(placeholder_number, "select $0");
  EXPECT_PROBLEM(placeholder_number, "select $65536");
  EXPECT_PROBLEM(placeholder_number, "select $99999999999999999999");
  static_assert(read_sql({"select\0 1", 9}).problem ==
                sql_problem::nul_character);
}

TEST(SqlFacts, AllowsOneStatement) {
  EXPECT_PROBLEM(none, "select 1;");
  EXPECT_PROBLEM(none, "select 1 ; -- done\n ;");
  EXPECT_PROBLEM(none, "select ';'");
  EXPECT_PROBLEM(none,
                 "create rule r as on insert to t do (select 1; select 2)");
  EXPECT_PROBLEM(none, "create function f() returns int begin atomic "
                       "select case when true then 1 end; select 2; end");
  EXPECT_PROBLEM(second_statement, "select 1; select 2");
  EXPECT_PROBLEM(second_statement, "create function f() returns int begin "
                                   "atomic select 1; end; drop table t");
  EXPECT_PROBLEM(empty, "");
  EXPECT_PROBLEM(empty, " \n\t-- x\n/* y */ ;");
}

TEST(SqlFacts, KeepsTransactionControlOut) {
  EXPECT_PROBLEM(transaction_control, "BEGIN");
  EXPECT_PROBLEM(transaction_control, "/* x */ Commit");
  EXPECT_PROBLEM(transaction_control, "rollback to savepoint a");
  EXPECT_PROBLEM(transaction_control, "savepoint a");
  EXPECT_PROBLEM(transaction_control, "start transaction");
  EXPECT_PROBLEM(transaction_control, "prepare transaction 'x'");
  EXPECT_PROBLEM(none, "prepare transactions as select 1");
  EXPECT_PROBLEM(none, "select \"commit\" from t");
  EXPECT_PROBLEM(client_copy, "copy t from stdin");
  EXPECT_PROBLEM(client_copy, "copy (select 1) to STDOUT");
  EXPECT_PROBLEM(none, "copy t from '/srv/stdin'");
}

TEST(SqlFacts, KnowsWhatOutlivesTheTransaction) {
  EXPECT_EFFECT(certain, "set app.user_id = 'x'");
  EXPECT_EFFECT(certain,
                "set session characteristics as transaction read only");
  EXPECT_EFFECT(certain, "SET search_path = a");
  EXPECT_EFFECT(none, "set local app.user_id = 'x'");
  EXPECT_EFFECT(none, "set transaction read only");
  EXPECT_EFFECT(none, "set constraints all deferred");
  EXPECT_EFFECT(none, "update t set x = 1");
  EXPECT_EFFECT(certain, "reset all");
  EXPECT_EFFECT(certain, "listen jobs");
  EXPECT_EFFECT(none, "notify jobs");
  EXPECT_EFFECT(certain, "prepare p as select 1");
  EXPECT_EFFECT(certain, "declare c cursor with hold for select 1");
  EXPECT_EFFECT(none, "declare c cursor without hold for select 1");
  EXPECT_EFFECT(possible, "do $$ begin end $$");
  EXPECT_EFFECT(possible, "call f()");
}

TEST(SqlFacts, KnowsTemporaryTables) {
  EXPECT_EFFECT(certain, "create temp table t (a int)");
  EXPECT_EFFECT(certain, "create local temporary table t (a int)");
  EXPECT_EFFECT(certain, "create or replace temp view v as select 1");
  EXPECT_EFFECT(certain, "select 1 as a into temp t");
  EXPECT_EFFECT(none, "create temp table t (a int) on commit drop");
  EXPECT_EFFECT(certain, "create temp table t (a int) on commit delete rows");
  EXPECT_EFFECT(none, "create table t (temp int)");
  EXPECT_EFFECT(none, "insert into temp values (1)");
  EXPECT_EFFECT(certain, "create table pg_temp.t (a int)");
  EXPECT_EFFECT(certain, "create table \"pg_temp\".t (a int)");
  EXPECT_EFFECT(certain, "select 1 as a into pg_temp.t");
  EXPECT_EFFECT(none, "insert into pg_temp.t values (1)");
  EXPECT_EFFECT(none, "select * from pg_temp.t");
}

TEST(SqlFacts, KnowsCopyAndWhatFollowsIt) {
  using enum dbsafe::detail::copy_direction;
  EXPECT_EQ(dbsafe::read_sql("copy t from stdin").copy, from_client);
  EXPECT_EQ(dbsafe::read_sql("copy (select 1) to stdout;").copy, to_client);
  EXPECT_EQ(dbsafe::read_sql("copy t from '/a/file'").copy, none);
  EXPECT_EQ(dbsafe::read_sql("select stdin from copy").copy, none);
  EXPECT_EQ(dbsafe::read_sql("copy (select stdout from t) to stdout").copy,
            to_client);
  EXPECT_FALSE(dbsafe::read_sql("copy t from stdin; -- end").copy_options);
  EXPECT_TRUE(dbsafe::read_sql("copy t from stdin (format csv)").copy_options);
  EXPECT_EQ(dbsafe::read_sql("copy t from stdin; drop table t").problem,
            dbsafe::sql_problem::second_statement);
}

TEST(SqlFacts, KnowsSettingsAndLocksInsideExpressions) {
  EXPECT_EFFECT(none, "select set_config('a.b', $1, true)");
  EXPECT_EFFECT(none, "select pg_catalog.set_config('a.b', $1, TRUE)");
  EXPECT_EFFECT(certain, "select set_config('a.b', $1, false)");
  EXPECT_EFFECT(certain, "select set_config('a.b', $1, $2)");
  EXPECT_EFFECT(certain, "select set_config('a.b', (select 'true'), (false))");
  EXPECT_EFFECT(certain, "select set_config('a.b', lower('true'), not (true))");
  EXPECT_EFFECT(certain, "select set_config('a.b', 'x', not true)");
  EXPECT_EFFECT(certain, "select set_config('a.b', 'x', 1 > 2 is true)");
  EXPECT_EFFECT(certain, "select \"set_config\"('a.b', 'x', false)");
  EXPECT_EFFECT(none, "select set_config, (1) from t");
  EXPECT_EFFECT(certain, "select pg_advisory_lock(1)");
  EXPECT_EFFECT(certain, "select PG_TRY_ADVISORY_LOCK_SHARED(1)");
  EXPECT_EFFECT(none, "select pg_advisory_xact_lock(1)");
  EXPECT_EFFECT(none, "select 'pg_advisory_lock(1)'");
}

TEST(SqlFacts, KnowsWhatOnlyReads) {
  static_assert(read_sql("select 1").only_reads);
  static_assert(read_sql("(select 'update')").only_reads);
  static_assert(read_sql("with a as (select 1) select * from a").only_reads);
  static_assert(!read_sql("update t set a = 1 returning a").only_reads);
  static_assert(!read_sql("with a as (delete from t returning *) "
                          "select * from a")
                     .only_reads);
  static_assert(!read_sql("create table t (a int)").only_reads);
}

TEST(SqlFacts, WhatCannotWriteByItsOwnWords) {
  const auto harmless = [](std::string_view sql) {
    return read_sql(sql).repeatable;
  };
  EXPECT_TRUE(harmless("select a, b from t where c = $1 order by a limit 3"));
  EXPECT_TRUE(harmless("select count(*), max (a) from t where b in (1, 2)"));
  EXPECT_TRUE(harmless("select a::numeric(10, 2) from t where (b or c)"));
  EXPECT_TRUE(harmless("with x as (select 1) select * from x"));
  EXPECT_TRUE(harmless("select a from t where exists (select 1 from u)"));
  EXPECT_TRUE(harmless("select sum(a) over (partition by b) from t"));
  EXPECT_TRUE(harmless("values (1), (2)"));
  EXPECT_TRUE(harmless("select pg_catalog.lower(a) from t"));
  EXPECT_FALSE(harmless("select nextval('s')"));
  EXPECT_FALSE(harmless("select app.lower(a) from t"));
  EXPECT_FALSE(harmless("select transfer($1, $2)"));
  EXPECT_FALSE(harmless("select \"count\"(a) from t"));
  EXPECT_FALSE(harmless("select * from t, refresh (a)"));
  EXPECT_FALSE(harmless("select pg_notify('a', 'b')"));
  EXPECT_FALSE(harmless("select a into b from t"));
  EXPECT_FALSE(harmless("select set_config('a.b', 'c', true)"));
  EXPECT_FALSE(harmless("with x as (delete from t returning a) table x"));
  EXPECT_FALSE(harmless("insert into t values (1)"));
  EXPECT_FALSE(harmless("explain analyze execute p"));
}

TEST(SqlLiteral, KeepsTextAndPlace) {
  constexpr dbsafe::sql_literal<int> literal = "select $1";
  EXPECT_EQ(literal.statement().view(), "select $1");
  EXPECT_NE(std::string_view(literal.statement().where.file_name())
                .find("sql_facts_test.cpp"),
            std::string_view::npos);
}

TEST(SqlLiteral, TakesNoTextOfRunTime) {
  static_assert(!std::is_convertible_v<std::string, dbsafe::sql_for<>>);
  static_assert(!std::is_convertible_v<std::string_view, dbsafe::sql_for<>>);
  static_assert(!std::is_convertible_v<const char *, dbsafe::sql_for<>>);
  static_assert(!std::is_convertible_v<char(&)[9], dbsafe::sql_for<>>);
  static_assert(std::is_convertible_v<dbsafe::unsafe_sql, dbsafe::sql_for<>>);
}

} // namespace
