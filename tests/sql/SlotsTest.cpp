// What a hole is to SQL's grammar, by the text around it.
#include "sql/Slots.h"
#include "TemplateText.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;
using dbsafe::sql::test::withHoles;

namespace {

/// V value, Q quoted value, P LIKE pattern, I identifier, J quoted identifier,
/// K keyword, N limit, L list, C clause, S statement, # comment, $
/// placeholder.
char letter(Slot S) {
  switch (S) {
  case Slot::Value:
    return 'V';
  case Slot::QuotedValue:
    return 'Q';
  case Slot::LikePattern:
    return 'P';
  case Slot::Identifier:
    return 'I';
  case Slot::QuotedIdentifier:
    return 'J';
  case Slot::Keyword:
    return 'K';
  case Slot::Limit:
    return 'N';
  case Slot::List:
    return 'L';
  case Slot::Clause:
    return 'C';
  case Slot::Statement:
    return 'S';
  case Slot::Open:
    return '.';
  case Slot::Comment:
    return '#';
  case Slot::Placeholder:
    return '$';
  case Slot::Unknown:
    break;
  }
  return '?';
}

struct Row {
  const char *Slots;
  const char *Text;
  Dialect D = Dialect::PostgreSQL;
};

void check(std::initializer_list<Row> Rows) {
  for (const Row &R : Rows) {
    std::string Found;
    for (Slot S : slots(withHoles(R.Text), R.D))
      Found += letter(S);
    EXPECT_EQ(Found, R.Slots) << R.Text;
  }
}

TEST(Slots, Values) {
  check({
      {"V", "SELECT * FROM t WHERE id = {}"},
      {"V", "SELECT * FROM t WHERE {} = id"},
      {"V", "SELECT * FROM t WHERE id={} AND b"},
      {"VV", "SELECT * FROM t WHERE a = {} AND b > {}"},
      {"VV", "SELECT * FROM t WHERE a BETWEEN {} AND {}"},
      {"V", "SELECT * FROM t WHERE a = lower({})"},
      {"V", "SELECT * FROM t WHERE a = {}::int"},
      {"V", "SELECT * FROM t WHERE a = -{}"},
      {"V", "SELECT a + {} FROM t"},
      {"VV", "INSERT INTO t (a, b) VALUES ({}, {})"},
      {"V", "INSERT INTO t (a) VALUES ({})"},
      {"V", "INSERT INTO t (a, b) VALUES (1, {})"},
      {"VV", "INSERT INTO t (a, b) SELECT {}, {} FROM u"},
      {"V", "UPDATE t SET a = {} WHERE b"},
      {"VV", "UPDATE t SET a = a + {}, b = {}"},
      {"V", "SELECT * FROM t WHERE a IN (1, {})"},
      {"VV", "SELECT * FROM t WHERE a IN ({}, {})"},
      {"V", "SELECT CASE WHEN a THEN {} ELSE 1 END FROM t"},
      {"V", "SET statement_timeout = {}"},
      {"V", "SELECT f({})"},
      {"V", "SELECT * FROM f({})"},
      {"V", "SELECT 5{}"},
      {"V", "SELECT * FROM t WHERE a = ANY({})"},
  });
}

TEST(Slots, OtherDialects) {
  const Dialect G = Dialect::Generic, M = Dialect::MySQL;
  check({
      // SQL Server and its ODBC driver.
      {"J", "SELECT * FROM [{}]", G},
      {"JJ", "SELECT * FROM [{}].[{}] WHERE [a] = ?", G},
      {"J", "SELECT * FROM t WHERE [{}] = @p", G},
      {"V", "SELECT * FROM t WHERE [a] = {}", G},
      {"Q", "SELECT * FROM t WHERE [a b] = N'{}'", G},
      {"P", "SELECT * FROM t WHERE [a] LIKE N'%{}%'", G},
      {"V", "SELECT * FROM t WHERE a = @a AND b = {}", G},
      {"Q", "DECLARE @a nvarchar(64) = N'{}'; EXEC p @a", G},
      {"Q", "EXEC p '{}'", G},
      {"Q", "{call p('{}')}", G},
      {"V", "{call p({}, ?)}", G},
      {"N", "SELECT TOP {} a FROM t", G},
      {"N", "SELECT TOP {} * FROM t WHERE a = ?", G},
      {"NQ", "SELECT TOP {} a FROM t WHERE b = '{}'", G},
      {"N", "SELECT a FROM t ORDER BY b OFFSET {} ROWS", G},
      // Firebird.
      {"N", "SELECT FIRST {} a FROM t", G},
      {"NN", "SELECT FIRST {} SKIP {} a FROM t", G},
      {"N", "SELECT FIRST 5 SKIP {} a FROM t WHERE b = ?", G},
      {"K", "SELECT a FROM t ORDER BY a {} NULLS FIRST"},
      {"K", "SELECT a FROM t ORDER BY a NULLS FIRST {}"},
      // Oracle.
      {"V", "SELECT * FROM t WHERE a = :a AND b = {}", G},
      {"I", "SELECT * FROM t WHERE {} = :a", G},
      {"N", "SELECT a FROM t FETCH FIRST {} ROWS ONLY", G},
      // Qt's and Boost's places.
      {"V", "SELECT * FROM t WHERE a = %1 AND b = {}", G},
      // MySQL.
      {"J", "SELECT `{}` FROM `t` WHERE `a` = ?", M},
      {"JJ", "SELECT * FROM `{}`.`{}`", M},
      {"V", "SELECT * FROM `t` WHERE `a` = {} # it's", M},
      {"Q", "SELECT 'it\\'s' FROM t WHERE a = '{}'", M},
      {"Q", "SELECT a -- it's\n FROM t WHERE a = \"{}\"", M},
      {"V", "INSERT INTO t VALUES (0x{})", M},
      {"Q", "INSERT INTO t VALUES (X'{}')", M},
      {"N", "SELECT a FROM t LIMIT ?, {}", M},
      {"N", "SELECT a FROM t LIMIT {}, ?", M},
      {"NN", "SELECT a FROM `t` WHERE b = ? LIMIT {}, {}", M},
  });
}

TEST(Slots, InsideQuotes) {
  check({
      {"Q", "SELECT * FROM t WHERE a = '{}'"},
      {"QQ", "SELECT * FROM t WHERE a = '{}' AND b = 'x{}y'"},
      {"Q", "SELECT * FROM t WHERE a = E'it\\'s {}'"},
      {"Q", "SELECT * FROM t WHERE a = $$ {} $$"},
      {"Q", "SELECT * FROM t WHERE a = '{}"},
      {"V", "SELECT * FROM t WHERE a = 'it''s' AND b = {}"},
      {"J", "SELECT * FROM \"{}\""},
      {"J", "SELECT * FROM `{}`", Dialect::MySQL},
      {"Q", "SELECT * FROM t WHERE a = \"{}\"", Dialect::MySQL},
      {"Q", "SELECT * FROM t WHERE a = \"{}\"", Dialect::SQLite},
      {"J", "SELECT * FROM t WHERE a = \"{}\"", Dialect::PostgreSQL},
      {"J", "SELECT \"{}\" FROM t", Dialect::SQLite},
      {"J", "SELECT [{}] FROM t", Dialect::SQLite},
      {"#", "SELECT 1 -- {}\n"},
      {"#V", "SELECT 1 /* {} */ + {}"},
      {"V", "SELECT '--' || {}"},
      {"Q", "INSERT INTO t VALUES (1, '{}')"},
      {"Q", "SELECT interval '{} days'"},
      {"Q", "CREATE USER u PASSWORD '{}'"},
  });
}

TEST(Slots, Patterns) {
  check({
      {"P", "SELECT * FROM t WHERE a LIKE {}"},
      {"P", "SELECT * FROM t WHERE a ILIKE '{}'"},
      {"P", "SELECT * FROM t WHERE a LIKE '%{}%'"},
      {"P", "SELECT * FROM t WHERE a LIKE '%' || {} || '%'"},
      {"P", "SELECT * FROM t WHERE a NOT LIKE lower('%{}%')"},
      {"P", "SELECT * FROM t WHERE a LIKE '{}' ESCAPE '!'"},
      {"P", "SELECT * FROM t WHERE a SIMILAR TO '{}'"},
      {"P", "SELECT * FROM t WHERE a LIKE CONCAT('%', '{}', '%') LIMIT 1, 2",
       Dialect::MySQL},
      {"P", "SELECT * FROM t WHERE `a` LIKE \"%{}%\"", Dialect::MySQL},
      {"P", "SELECT * FROM t WHERE a GLOB '{}'", Dialect::SQLite},
      {"Q", "SELECT * FROM t WHERE a LIKE 'x' AND b = '{}'"},
      {"V", "SELECT * FROM t WHERE a LIKE 'x' AND b = {}"},
  });
}

TEST(Slots, Identifiers) {
  check({
      {"I", "SELECT * FROM {}"},
      {"I", "SELECT * FROM {} WHERE a = 1"},
      {"I", "SELECT * FROM s.{}"},
      {"I", "SELECT * FROM {}.t"},
      {"I", "SELECT * FROM t_{}"},
      {"I", "SELECT * FROM {}_log WHERE a"},
      {"II", "SELECT * FROM {}{}"},
      {"I", "SELECT {} FROM t"},
      {"I", "SELECT id, {} FROM t"},
      {"I", "SELECT a FROM t UNION SELECT {} FROM u"},
      {"V", "SELECT a FROM t UNION SELECT a FROM u WHERE a = {}"},
      {"I", "SELECT {}, id FROM t"},
      {"I", "SELECT count({}.id) FROM t"},
      {"I", "SELECT * FROM t ORDER BY {}"},
      {"I", "SELECT * FROM t ORDER BY {} DESC"},
      {"I", "SELECT * FROM t GROUP BY {}"},
      {"I", "SELECT * FROM t ORDER BY a, {}"},
      {"I", "INSERT INTO {} VALUES (1)"},
      {"I", "INSERT INTO t ({}) VALUES (1)"},
      {"I", "UPDATE {} SET a = 1"},
      {"I", "UPDATE t SET {} = 1"},
      {"IV", "UPDATE t SET {} = {}"},
      {"I", "DELETE FROM {}"},
      {"I", "DROP TABLE {}"},
      {"I", "DROP TABLE IF EXISTS {}"},
      {"I", "CREATE TABLE {} (id int)"},
      {"I", "TRUNCATE {}"},
      {"I", "LISTEN {}"},
      {"I", "SELECT * FROM t JOIN {} ON a = b"},
      {"IV", "SELECT * FROM t WHERE {} = {}"},
      {"IQ", "SELECT * FROM t WHERE {} = '{}'"},
      {"I", "SELECT * FROM t WHERE {} IS NOT DISTINCT FROM 5"},
      {"I", "SELECT * FROM t AS {}"},
      {"I", "SELECT x::{} FROM t"},
      {"I", "SELECT {}(1)"},
      {"I", "ALTER TABLE t ADD COLUMN {} int"},
      {"I", "CREATE INDEX ON t ({})"},
      {"I", "PRAGMA table_info({})", Dialect::SQLite},
  });
}

TEST(Slots, Limits) {
  check({
      {"N", "SELECT * FROM t LIMIT {}"},
      {"NN", "SELECT * FROM t LIMIT {} OFFSET {}"},
      {"NN", "SELECT * FROM t LIMIT {}, {}", Dialect::MySQL},
      {"N", "SELECT * FROM t OFFSET ({} - 1) * 10"},
      {"N", "SELECT * FROM t FETCH FIRST {} ROWS ONLY"},
      {"N", "SELECT TOP {} * FROM t", Dialect::Generic},
      {"N", "UPDATE t SET a = 1 LIMIT {}", Dialect::MySQL},
  });
}

TEST(Slots, Lists) {
  check({
      {"L", "SELECT * FROM t WHERE a IN ({})"},
      {"L", "SELECT * FROM t WHERE a NOT IN ({}) AND b"},
      {"L", "SELECT * FROM t WHERE a IN {}"},
      {"L", "INSERT INTO t VALUES ({})"},
      {"L", "INSERT INTO t (a, b) VALUES ({})"},
      {"L", "INSERT INTO t (a, b) VALUES {}"},
      {"IL", "INSERT INTO t ({}) VALUES ({})"},
  });
}

TEST(Slots, Keywords) {
  check({
      {"K", "SELECT * FROM t ORDER BY a {}"},
      {"IK", "SELECT * FROM t ORDER BY {} {}"},
      {"K", "SELECT * FROM t ORDER BY a {} LIMIT 5"},
      {"K", "SELECT * FROM t WHERE a {} 5"},
      {"K", "SELECT * FROM t WHERE a = 1 {} b = 2"},
      {"K", "SELECT * FROM t {} JOIN u ON t.a = u.a"},
      {"IKIK", "SELECT * FROM t ORDER BY {} {}, {} {}"},
  });
}

TEST(Slots, Clauses) {
  check({
      {"C", "SELECT * FROM t {}"},
      {"C", "SELECT * FROM t WHERE {}"},
      {"C", "SELECT * FROM t WHERE ({})"},
      {"C", "SELECT * FROM t WHERE a = 1 AND {}"},
      {"C", "SELECT * FROM t WHERE a = 1 {}"},
      {"C", "SELECT * FROM t WHERE a = 1 {} ORDER BY b"},
      {"CK", "SELECT * FROM t {} ORDER BY a {} LIMIT 5"},
      {"C", "UPDATE t SET {} WHERE a"},
      {"C", "UPDATE t SET a = 1, {} WHERE a"},
      {"C", "SELECT * FROM t JOIN u ON {}"},
      {"C", "SELECT a FROM t GROUP BY a HAVING {}"},
      {"C", "{} WHERE a = 1"},
      {"C", "SELECT * {}"},
      {"VC", "SELECT * FROM t WHERE a = {} {}"},
      {"C", "SELECT * FROM t WHERE NOT {}"},
  });
}

TEST(Slots, Statements) {
  check({
      {"S", "{}"},
      {"SS", "{}{}"},
      {"S", " {} ; "},
      {"S", "BEGIN; {}; COMMIT"},
      {"S", "EXPLAIN {}"},
      {"S", "SELECT * FROM ({}) AS x"},
      {"S", "SELECT 1 UNION ALL {}"},
      {"S", "CREATE VIEW v AS {}"},
      {"S", "SELECT count(*) FROM t WHERE EXISTS ({})"},
      {"S", "COPY ({}) TO STDOUT"},
  });
}

TEST(Slots, Placeholders) {
  check({
      {"$", "SELECT * FROM t WHERE a = ${}"},
      {"$$", "SELECT * FROM t WHERE a = ${} AND b = ${}"},
      {"$", "SELECT * FROM t WHERE a = :p{}", Dialect::Generic},
      {"$", "SELECT * FROM t WHERE a = ?{}", Dialect::SQLite},
      {"Q", "SELECT * FROM t WHERE a = '${}'"},
      {"V", "SELECT * FROM t WHERE a = $1 AND b = {}"},
      {"V", "SELECT * FROM t WHERE a = ? AND b = {}", Dialect::MySQL},
      {"V", "SELECT * FROM t WHERE a ? 'k' AND b = {}"},
  });
}

TEST(Slots, TextThatTheParserCannotRead) {
  check({
      {"VQ", "INSERT IGNORE INTO `t` SET a = {}, b = '{}'", Dialect::MySQL},
      {"I", "SHOW COLUMNS FROM {}", Dialect::MySQL},
      {"VN", "UPDATE t SET a = {} WHERE b ORDER BY c LIMIT {}", Dialect::MySQL},
      {"V", "REPLACE INTO t VALUES (1, {})", Dialect::MySQL},
      {"I", "REPLACE INTO {} VALUES (1)", Dialect::MySQL},
      {"V", "SELECT * FROM t WHERE a = {} AND"},
      {"V", "WHERE a = {}"},
      {"C", "SELECT * FROM WHERE {}"},
      {"I", "SELECT * FROM FROM {}"},
      {"Q", "SELECT ((( '{}'"},
      {"V", "PRAGMA user_version = {}", Dialect::SQLite},
      {"I", "SELECT * FROM t ORDER BY {} LIMIT"},
      {"J", "INSERT OR REPLACE INTO \"{}\" VALUES (1)", Dialect::SQLite},
      {"J", "ATTACH DATABASE x AS \"{}\"", Dialect::SQLite},
  });
}

// Only the text that is not written here knows where its parts stand.
TEST(Slots, OfAStatementThatComesFromElsewhere) {
  check({
      {"SS", "{}{}"},
      {"S..", "{} {};{}"},
      {"SS..", "{}{} NULL {}, 1 {}"},
      {"S.", " {}%{};"},
      {"SQ", "{}'{}'"},
      {"S", "{}"},
      {"S", "{};"},
      {"IV", "SELECT {} = {}"},
      {"SV", "{} AND a = {}"},
  });
}

TEST(Slots, NeverFailOnAnyCut) {
  std::string Text =
      "WITH a AS (SELECT {} FROM \"x{}\" WHERE b = '{}' AND c IN ({}) -- {}\n"
      "ORDER BY {} {}) SELECT $t$ {} $t$, ${} /* {} */ FROM a JOIN {} ON {} "
      "WHERE d LIKE E'%{}\\'' LIMIT {}";
  for (size_t End = 0; End <= Text.size(); ++End)
    for (Dialect D : {Dialect::PostgreSQL, Dialect::SQLite, Dialect::MySQL,
                      Dialect::Generic}) {
      Template T = withHoles(std::string_view(Text).substr(0, End));
      EXPECT_EQ(slots(T, D).size(), T.holes());
      T = withHoles(std::string_view(Text).substr(End));
      EXPECT_EQ(slots(T, D).size(), T.holes());
    }
}

TEST(Slots, ManyHolesAreLinear) {
  Template T("INSERT INTO t VALUES ");
  for (int I = 0; I < 20000; ++I)
    T.literal(I ? ", (" : "(").hole().literal(", '").hole().literal("')");
  std::vector<Slot> Found = slots(T, Dialect::PostgreSQL);
  EXPECT_EQ(Found[39998], Slot::Value);
  EXPECT_EQ(Found[39999], Slot::QuotedValue);
}

TEST(Slots, DeepTextIsNoDanger) {
  for (const char *Part : {"(", "1+", "NOT ", "a AND (", "CASE WHEN ", "-",
                           "a.", "[", "'||'", "x UNION SELECT "}) {
    std::string Text = "SELECT ";
    for (int I = 0; I < 50000; ++I)
      Text += Part;
    EXPECT_EQ(slots(withHoles(Text + "{}"), Dialect::PostgreSQL).size(), 1u);
  }
}

} // namespace
