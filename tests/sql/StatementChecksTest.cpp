// The smaller checks on statements: unbounded writes, invalid SQL,
// placeholders, unknown names.
#include "TemplateText.h"
#include "sql/InvalidSql.h"
#include "sql/PlaceholderUse.h"
#include "sql/UnboundedWrite.h"
#include "sql/UnknownNames.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;
using dbsafe::sql::test::withHoles;

namespace {

std::string first(const std::vector<Remark> &Found) {
  return Found.empty() ? "" : Found[0].Message;
}

std::string unbounded(std::string_view Sql, Dialect D = Dialect::PostgreSQL) {
  ReadText Text(withHoles(Sql), D);
  std::string Result;
  for (const ReadStatement &S : Text.statements())
    Result += first(unboundedWrites(Text, S, writeContext(Text)));
  return Result;
}

TEST(UnboundedWrite, NeedsACondition) {
  EXPECT_NE(unbounded("DELETE FROM t").find("every row of 't'"),
            std::string::npos);
  for (const char *Bad :
       {"UPDATE t SET a = 1", "TRUNCATE t", "DELETE FROM t WHERE true",
        "DELETE FROM t WHERE 1 = 1 AND 'a' = 'a'", "DELETE FROM t WHERE a = a",
        "DELETE FROM t WHERE 1 <> 2", "EXPLAIN ANALYZE DELETE FROM t",
        "PREPARE p AS UPDATE t SET a = $1",
        "DELETE FROM t; INSERT INTO u "
        "VALUES (1)",
        "ALTER TABLE t ADD COLUMN b int; UPDATE t SET b = 1, a = "
        "2",
        "UPDATE t SET a = 1; INSERT INTO t VALUES (1)"})
    EXPECT_NE(unbounded(Bad), "") << Bad;
  for (const char *Good :
       {"DELETE FROM t WHERE a", "DELETE FROM t WHERE $1 = $1 AND a = 2",
        "SELECT 1", "DELETE FROM t WHERE 1 = 0", "DELETE FROM t WHERE NOT true",
        "CREATE TEMP TABLE t (a int); DELETE FROM t",
        "CREATE TEMP TABLE t AS SELECT 1; TRUNCATE t", "DELETE FROM",
        "DELETE FROM t; INSERT INTO t SELECT * FROM u",
        "TRUNCATE t; COPY t FROM STDIN",
        "ALTER TABLE t ADD COLUMN b int; UPDATE t SET b = a"})
    EXPECT_EQ(unbounded(Good), "") << Good;
  EXPECT_NE(unbounded("DELETE FROM t WHERE 1", Dialect::SQLite), "");
}

std::string invalid(std::string_view Sql, Dialect D = Dialect::PostgreSQL) {
  return first(syntaxMistakes(ReadText(withHoles(Sql), D)));
}

TEST(InvalidSql, OnlyWhereTheServerIsKnown) {
  EXPECT_NE(invalid("SELECT a FORM t").find("at or near \"t\""),
            std::string::npos);
  EXPECT_NE(invalid("SELECT 'a"), "");
  for (Dialect Other : {Dialect::SQLite, Dialect::MySQL, Dialect::Generic})
    EXPECT_EQ(invalid("SELECT a FORM t", Other), "");
  for (const char *Good :
       {"", "mine", "SELECT %s FROM t WHERE", "SELECT 1_000",
        "SELECT * FROM t WHERE a = ?", "SELECT * FROM (SELECT 1)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "MERGE INTO t USING u ON a = b WHEN NOT MATCHED BY SOURCE THEN DELETE"})
    EXPECT_EQ(invalid(Good), "") << Good;
}

TEST(PlaceholderUse, CountsWhatHasToBeBound) {
  auto Count = [](std::string_view Sql, Dialect D) {
    return placeholderUse(ReadText(Template(Sql), D))->count();
  };
  EXPECT_EQ(Count("SELECT $1, $1, $2", Dialect::PostgreSQL), 2u);
  EXPECT_EQ(Count("SELECT ?, ?", Dialect::MySQL), 2u);
  EXPECT_EQ(Count("SELECT ?, ?5, ?", Dialect::SQLite), 6u);
  EXPECT_EQ(Count("SELECT :a, :b, :a", Dialect::Generic), 2u);
  EXPECT_EQ(Count("SELECT '?', a::int -- ?", Dialect::Generic), 0u);
  EXPECT_FALSE(
      placeholderUse(ReadText(withHoles("SELECT {}"), Dialect::MySQL)));
}

TEST(PlaceholderUse, FindsWhatIsNoPlaceholder) {
  auto Mistake = [](std::string_view Sql) {
    return first(placeholderMistakes(
        ReadText(Template(Sql), Dialect::PostgreSQL), /*AsSent=*/true));
  };
  EXPECT_NE(Mistake("SELECT '$1'"), "");
  EXPECT_NE(Mistake("SELECT a FROM t WHERE b LIKE '%$2%'"), "");
  EXPECT_NE(Mistake("SELECT $1, $3"), "");
  EXPECT_NE(Mistake("SELECT a FROM t WHERE b = ?"), "");
  EXPECT_NE(Mistake("SELECT a FROM t WHERE b = :b"), "");
  EXPECT_EQ(Mistake("SELECT a[1:b] FROM t"), "");
  EXPECT_EQ(Mistake("SELECT a::int FROM t"), "");
  EXPECT_EQ(Mistake("SELECT '$1'::money"), "");
  EXPECT_EQ(Mistake("SELECT a ? 'b' FROM t"), "");
  EXPECT_EQ(Mistake("SELECT $2, $1"), "");
  EXPECT_EQ(Mistake("PREPARE p (int, int, int) AS SELECT $1, $3"), "");
  EXPECT_EQ(Mistake("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS '$1'"),
            "");
}

std::string unknown(std::string_view Sql, const char *Ddl = nullptr) {
  Schema S;
  S.read(Ddl ? Ddl
             : "CREATE TABLE t (a int, b int); CREATE TABLE u (c int);"
               "CREATE VIEW v AS SELECT a AS x FROM t;",
         "schema.sql");
  ReadText Text(withHoles(Sql), Dialect::PostgreSQL);
  OwnTables Own;
  addOwnTables(Text, S, Own);
  return first(unknownNames(Text, S, Own));
}

TEST(UnknownNames, SuggestsTheNearest) {
  EXPECT_EQ(unknown("SELECT ab FROM t"),
            "table 't' has no column 'ab'; did you mean 'a'?");
  EXPECT_EQ(unknown("SELECT 1 FROM t, tt"),
            "the schema has no table 'tt'; did you mean 't'?");
  for (const char *Bad :
       {"SELECT c FROM t", "SELECT t.c FROM t, u", "UPDATE t SET c = 1",
        "INSERT INTO t (a, c) VALUES (1, 2)", "DELETE FROM t WHERE c = 1",
        "SELECT a FROM t ORDER BY z", "SELECT y FROM v",
        "SELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM u WHERE d = a)",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (z) DO NOTHING",
        "INSERT INTO t (a) VALUES (1) RETURNING z",
        "MERGE INTO t USING u ON a = c WHEN MATCHED THEN UPDATE SET z = 1",
        "WITH w AS (SELECT a FROM t) SELECT b FROM w"})
    EXPECT_NE(unknown(Bad), "") << Bad;
}

TEST(UnknownNames, IsQuietWhereItCannotKnow) {
  for (const char *Good :
       {"SELECT a, b FROM t", "SELECT x FROM v",
        "SELECT a AS z FROM t ORDER BY z", "SELECT t FROM t",
        "SELECT a FROM t, f() WHERE z = 1", "SELECT z FROM t AS k(z)",
        "SELECT xmin FROM t",
        "SELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM u WHERE c = b)",
        "WITH w(q) AS (SELECT a FROM t) SELECT q FROM w",
        "WITH RECURSIVE w AS (SELECT a FROM t UNION ALL SELECT a + 1 FROM w) "
        "SELECT a FROM w",
        "CREATE TABLE n (z int); SELECT z FROM n, t",
        "ALTER TABLE t ADD z int; SELECT z FROM t",
        "SELECT count FROM (SELECT count(*) FROM t) s",
        "SELECT z FROM elsewhere", "SELECT relname FROM pg_class, t",
        "SELECT (k).z FROM t k", "SELECT j.z FROM (t JOIN u ON true) AS j",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = "
        "excluded.b WHERE t.a > 1",
        "SELECT coalesce FROM (SELECT coalesce(a, b) FROM t) s"})
    EXPECT_EQ(unknown(Good), "") << Good;
  EXPECT_EQ(unknown("SELECT 1 FROM t, tt",
                    "CREATE TABLE t (a int); DO $$ BEGIN END $$"),
            "");
}

} // namespace
