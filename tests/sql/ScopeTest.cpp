// Which statements stay within their principal's rows.
#include "JudgedCases.h"
#include "gtest/gtest.h"
#include <fstream>
#include <sstream>

using namespace dbsafe::sql;
using namespace dbsafe::sql::test;

namespace {

const char *name(Scoped S) {
  switch (S) {
  case Scoped::Yes:
    return "scoped";
  case Scoped::No:
    return "unscoped";
  case Scoped::Unknown:
    return "unknown";
  case Scoped::Exempt:
    return "exempt";
  }
  return "";
}

void expect(const std::string &Label, const std::string &Sql) {
  Verdict V = judge(Sql);
  EXPECT_EQ(name(V.Result), Label)
      << Sql << "\n  " << V.Table << ": " << V.Reason << " | " << V.Missing;
}

/// Lines of label, tab, statement.
void expectAll(const std::string &File) {
  std::istringstream Lines(contents(File));
  unsigned Count = 0;
  for (std::string Line; std::getline(Lines, Line);) {
    size_t Tab = Line.find('\t');
    if (Line.empty() || Line[0] == '#' || Tab == std::string::npos)
      continue;
    expect(Line.substr(0, Tab),
           Line.substr(Tab + 1, Line.find('\t', Tab + 1) - Tab - 1));
    ++Count;
  }
  EXPECT_GT(Count, 0u);
}

TEST(Scope, LabelledCases) { expectAll("scope_cases.tsv"); }
TEST(Scope, NearestMisses) { expectAll("scope_more.tsv"); }
TEST(Scope, Applications) { expectAll("scope_applications.tsv"); }
TEST(Scope, Adversary) { expectAll("scope_adversary.tsv"); }

TEST(Scope, TheVerdictNamesThePlaceAndWhatIsMissing) {
  Verdict V = judge("SELECT 1 FROM tags g JOIN todos t ON g.name = t.title");
  EXPECT_EQ(V.Result, Scoped::No);
  EXPECT_EQ(V.Table, "todos t");
  EXPECT_EQ(V.Missing, "t.user_id = $1");
  EXPECT_EQ(V.Reason, "no condition on todos.user_id");
  EXPECT_EQ(V.Where, (Place{0, 26}));
  EXPECT_EQ(V.Length, 5u);

  V = judge("SELECT * FROM todos WHERE id = $1");
  EXPECT_EQ(V.Missing, "user_id = $2");
  V = judge("SELECT * FROM todos WHERE id = ?", Dialect::SQLite);
  EXPECT_EQ(V.Missing, "user_id = ?");
  V = judge("SELECT * FROM todos WHERE id = :id", Dialect::Generic);
  EXPECT_EQ(V.Missing, "user_id = :user_id");
  V = judge("SELECT * FROM todos t, todo_items WHERE t.user_id = $1");
  EXPECT_EQ(V.Table, "todo_items");
  EXPECT_EQ(V.Missing,
            "EXISTS (SELECT 1 FROM todos WHERE todos.id = todo_items.todo_id "
            "AND todos.user_id = $1)");
  V = judge("SELECT * FROM todos WHERE user_id = 2");
  EXPECT_NE(V.Reason.find("constant"), std::string::npos) << V.Reason;
  V = judge("SELECT * FROM todos WHERE user_id = $1 OR done");
  EXPECT_NE(V.Reason.find("OR"), std::string::npos) << V.Reason;
  V = judge("SELECT * FROM todos WHERE user_id IN ($1, $2)");
  EXPECT_NE(V.Reason.find("$1 and $2"), std::string::npos) << V.Reason;
  V = judge("INSERT INTO todos (title) VALUES ($1)");
  EXPECT_EQ(V.Reason, "todos.user_id is not set");
  EXPECT_EQ(V.Missing, "user_id = $2");
  V = judge("SELECT * FROM todo_stats");
  EXPECT_EQ(V.Where, (Place{0, 14}));
  EXPECT_EQ(V.Length, 10u);
}

TEST(Scope, EveryStatementHasItsVerdict) {
  auto Verdicts = prove(Template("SELECT 1; ; DELETE FROM todos -- x\n;"
                                 "SELECT * FROM todos WHERE user_id = $1;;"),
                        Dialect::PostgreSQL, schema(), ownership());
  ASSERT_EQ(Verdicts.size(), 3u);
  EXPECT_EQ(Verdicts[0].Result, Scoped::Yes);
  EXPECT_EQ(Verdicts[1].Result, Scoped::No);
  EXPECT_EQ(Verdicts[1].Where, (Place{0, 24}));
  EXPECT_EQ(Verdicts[2].Result, Scoped::Yes);
  EXPECT_TRUE(
      prove(Template(" -- nothing"), Dialect::PostgreSQL, schema(), ownership())
          .empty());
}

TEST(Scope, HolesAreParametersWhereAValueStands) {
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = {}").Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = '{}'").Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = 'x{}'").Result,
            Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE title = '{}'").Result, Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM todos a, todos b WHERE a.user_id = {} AND "
                  "b.user_id = {}")
                .Result,
            Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = ${}").Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = $1 LIMIT {}").Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id IN ({})").Result,
            Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM projects WHERE org_id IN ({})").Result,
            Scoped::Yes);
}

TEST(Scope, DifferentHolesAreToldApart) {
  Verdict V = judge("SELECT * FROM todos a, todos b WHERE a.title = {} AND "
                    "a.user_id = {} AND b.user_id = {}");
  EXPECT_EQ(V.Result, Scoped::No);
  EXPECT_NE(V.Reason.find("the 2nd value put in at run time and the 3rd value "
                          "put in at run time may differ"),
            std::string::npos)
      << V.Reason;
  V = judge("SELECT * FROM todos a, todos b WHERE a.user_id = {} AND "
            "b.user_id = $1");
  EXPECT_NE(V.Reason.find("the 1st value put in at run time and $1 may"),
            std::string::npos)
      << V.Reason;
  // What to add is SQL: $1 is something else, and a hole has no name there.
  V = judge("SELECT * FROM todos a, todos b WHERE a.user_id = {} AND "
            "a.title = $1");
  EXPECT_EQ(V.Missing, "b.user_id = $2");
}

TEST(Scope, WhetherTwoQuestionMarksAreEqualIsUnknown) {
  auto Judge = [](const char *Sql, Dialect D = Dialect::MySQL) {
    return judge(Sql, D);
  };
  for (Dialect D : {Dialect::MySQL, Dialect::SQLite, Dialect::Generic})
    for (const char *Sql :
         {"SELECT * FROM todos a, todos b WHERE a.user_id = ? AND b.user_id = "
          "?",
          "SELECT * FROM todos WHERE user_id = ? UNION SELECT * FROM todos "
          "WHERE user_id = ?",
          "SELECT * FROM todos WHERE (user_id = ? AND done) OR (user_id = ? "
          "AND priority > 5)",
          "INSERT INTO todos (title, user_id) VALUES (?, ?), (?, ?)",
          "UPDATE todos SET title = ?, user_id = ? WHERE id = ? AND user_id = "
          "?"}) {
      Verdict V = Judge(Sql, D);
      EXPECT_EQ(V.Result, Scoped::Unknown) << Sql;
      EXPECT_NE(V.Reason.find("two parameters give the user; use one numbered "
                              "parameter"),
                std::string::npos)
          << V.Reason;
    }
  // One of them is enough.
  EXPECT_EQ(
      Judge("SELECT * FROM todos WHERE user_id = ? AND user_id = ?").Result,
      Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM todos a JOIN todos b ON b.user_id = a.user_id "
                  "WHERE a.user_id = ? AND a.id = ?")
                .Result,
            Scoped::Yes);
  // Unscoped even if they are equal.
  EXPECT_EQ(Judge("SELECT * FROM todos a, todos b, todos c WHERE a.user_id = ? "
                  "AND b.user_id = ?")
                .Result,
            Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM todos a, todos b WHERE a.user_id = ? AND b.id "
                  "= ?")
                .Result,
            Scoped::No);
  // Nobody lists the same user twice.
  Verdict V = Judge("SELECT * FROM todos WHERE user_id IN (?, ?)");
  EXPECT_EQ(V.Result, Scoped::No);
  EXPECT_NE(V.Reason.find("the 1st ? and the 2nd ? may differ"),
            std::string::npos)
      << V.Reason;
  // The session may be somebody else than any parameter.
  EXPECT_EQ(Judge("SELECT * FROM todos a, todos b WHERE a.user_id = ? AND "
                  "b.user_id = auth.uid()")
                .Result,
            Scoped::No);
  // What has a name or a number says itself whether it is the same.
  for (const char *Sql :
       {"SELECT * FROM todos a, todos b WHERE a.user_id = ?1 AND b.user_id = "
        "?2",
        "SELECT * FROM todos a, todos b WHERE a.user_id = :a AND b.user_id = "
        ":b",
        "SELECT * FROM todos a, todos b WHERE a.user_id = ?1 AND b.user_id = "
        "?"})
    EXPECT_EQ(Judge(Sql, Dialect::SQLite).Result, Scoped::No) << Sql;
  EXPECT_EQ(Judge("SELECT * FROM todos a, todos b WHERE a.user_id = ?1 AND "
                  "b.user_id = ?1",
                  Dialect::SQLite)
                .Result,
            Scoped::Yes);
}

TEST(Scope, HolesElsewhereLeaveItOpen) {
  for (const char *Text : {"SELECT * FROM {} WHERE user_id = $1",
                           "SELECT * FROM todos WHERE user_id = $1 {}",
                           "SELECT * FROM todos WHERE user_id = $1 AND {}",
                           "{}", "SELECT {} FROM todos WHERE user_id = $1",
                           "INSERT INTO todos VALUES ({})"}) {
    Verdict V = judge(Text);
    EXPECT_EQ(V.Result, Scoped::Unknown) << Text;
    EXPECT_NE(V.Reason.find("run time"), std::string::npos) << V.Reason;
  }
}

TEST(Scope, OtherDialects) {
  EXPECT_EQ(judge("SELECT `id` FROM `todos` WHERE `user_id` = ? LIMIT 1, 5",
                  Dialect::MySQL)
                .Result,
            Scoped::Yes);
  EXPECT_EQ(
      judge("SELECT * FROM Todos WHERE title = \"user_id = ?\"", Dialect::MySQL)
          .Result,
      Scoped::No);
  EXPECT_EQ(
      judge("SELECT * FROM [Todos] WHERE user_id = @u", Dialect::SQLite).Result,
      Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos a, todos b WHERE a.user_id = :u AND "
                  "b.user_id = :u",
                  Dialect::Generic)
                .Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = @p1").Result,
            Scoped::No); // An operator in PostgreSQL.
  EXPECT_EQ(judge("SELECT * FROM todos /*! WHERE 1 */", Dialect::MySQL).Result,
            Scoped::Unknown);
  EXPECT_EQ(judge("SELECT 'a\\' FROM todos WHERE user_id = ?", Dialect::Generic)
                .Result,
            Scoped::Unknown);
  EXPECT_EQ(judge("INSERT OR IGNORE INTO todos (user_id, title) VALUES (?, ?)",
                  Dialect::SQLite)
                .Result,
            Scoped::Yes);
  EXPECT_EQ(judge("INSERT OR REPLACE INTO todos (user_id, title) VALUES (?, "
                  "?)",
                  Dialect::SQLite)
                .Result,
            Scoped::Unknown); // Replaces rows of anybody.
  EXPECT_EQ(judge("INSERT IGNORE INTO todos (title) VALUES (?)", Dialect::MySQL)
                .Result,
            Scoped::No);
  EXPECT_EQ(judge("SELECT TOP 5 * FROM todos", Dialect::Generic).Result,
            Scoped::Unknown);
}

TEST(Scope, SqlcsMacros) {
  EXPECT_EQ(
      judge("SELECT * FROM todos WHERE user_id = sqlc.arg(user_id)").Result,
      Scoped::Yes);
  EXPECT_EQ(judge("SELECT sqlc.embed(t) FROM todos t WHERE t.user_id = "
                  "sqlc.arg('me')::bigint AND (sqlc.narg(title)::text IS NULL "
                  "OR t.title = sqlc.narg(title))")
                .Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos a, todos b WHERE a.user_id = @me AND "
                  "b.user_id = sqlc.arg(me)",
                  Dialect::Generic)
                .Result,
            Scoped::Yes);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE id = sqlc.arg(id)").Result,
            Scoped::No);
  EXPECT_EQ(
      judge("SELECT * FROM todos WHERE user_id IN (sqlc.slice(ids))").Result,
      Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = sqlc.narg(me) OR "
                  "sqlc.narg(me) IS NULL")
                .Result,
            Scoped::No);
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id = other.arg(me)").Result,
            Scoped::No);
}

TEST(Scope, FunctionsThatTheSchemaCallsImmutable) {
  Schema S;
  S.read("CREATE TABLE todos (id int, user_id int NOT NULL);"
         "CREATE FUNCTION rank(text) RETURNS int IMMUTABLE LANGUAGE sql AS $$ "
         "SELECT 1 $$;"
         "CREATE FUNCTION best(int) RETURNS int STABLE LANGUAGE sql AS $$ "
         "SELECT max(id) FROM todos $$;"
         "CREATE FUNCTION both(int) RETURNS int IMMUTABLE LANGUAGE sql AS $$ "
         "SELECT 1 $$;"
         "CREATE FUNCTION both(text) RETURNS int LANGUAGE sql AS $$ SELECT "
         "max(id) FROM todos $$;",
         "s.sql");
  auto Judge = [&](const char *Sql) {
    return judge(Sql, Dialect::PostgreSQL, S, Ownership()).Result;
  };
  EXPECT_EQ(Judge("SELECT rank('a') FROM todos WHERE user_id = $1"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT best(1) FROM todos WHERE user_id = $1"),
            Scoped::Unknown);
  EXPECT_EQ(Judge("SELECT both(1) FROM todos WHERE user_id = $1"),
            Scoped::Unknown);
  EXPECT_EQ(Judge("SELECT 1 FROM todos WHERE user_id = rank($1)"), Scoped::No);
}

TEST(Scope, AWriteWithoutAConditionIsToldAsThat) {
  EXPECT_EQ(judge("DELETE FROM todos").Reason, "it has no WHERE");
  EXPECT_EQ(judge("UPDATE todos SET done = true RETURNING *").Reason,
            "it has no WHERE");
  EXPECT_EQ(judge("DELETE FROM todos WHERE id = $1 RETURNING *").Reason,
            "no condition on todos.user_id");
  EXPECT_EQ(judge("SELECT * FROM todos WHERE done").Reason,
            "no condition on todos.user_id");
  EXPECT_EQ(judge("SELECT * FROM todos WHERE user_id > $1").Reason,
            "no condition on todos.user_id that holds for every row and names "
            "the principal");
}

TEST(Scope, TheAnnotationNeedsAReason) {
  Verdict V = judge("SELECT * /* dbsafe:global reason=\"nightly report\" */ "
                    "FROM todos");
  EXPECT_EQ(V.Result, Scoped::Exempt);
  EXPECT_EQ(V.Reason, "nightly report");
  V = judge("-- dbsafe:global reason=\"nightly report\"\nSELECT * FROM todos");
  EXPECT_EQ(V.Result, Scoped::Exempt);
  for (const char *Text : {"SELECT * /* dbsafe:global */ FROM todos",
                           "SELECT * /* dbsafe:global reason=\"\" */ FROM "
                           "todos"}) {
    V = judge(Text);
    EXPECT_EQ(V.Result, Scoped::No);
    EXPECT_EQ(V.Note, Annotation::NoReason);
    EXPECT_NE(message(V).find("reason="), std::string::npos) << message(V);
  }
  EXPECT_EQ(
      judge("SELECT '/* dbsafe:global reason=\"x\" */' FROM todos").Result,
      Scoped::No);
  EXPECT_EQ(judge("/* dbsafe:global reason=\"x\" */ SELECT 1; DELETE FROM "
                  "todos")
                .Result,
            Scoped::No);
}

TEST(Scope, AnAnnotationThatExemptsNothingIsToldOf) {
  std::string Sql = "SELECT 1 FROM todos WHERE user_id = $1 ";
  Verdict V = prove(Template(Sql + "-- dbsafe:global reason=\"report\""),
                    Dialect::PostgreSQL, schema(), ownership())[0];
  EXPECT_EQ(V.Result, Scoped::Yes);
  EXPECT_EQ(V.Note, Annotation::Needless);
  EXPECT_EQ(V.NoteWhere.Offset, Sql.size());
  EXPECT_EQ(V.NoteLength, 32u);
}

TEST(Scope, WhatDoesNotParseHasThePlaceOfTheMistake) {
  Verdict V = judge("SELECT 1 FORM todos WHERE user_id = $1");
  EXPECT_EQ(V.Result, Scoped::Unknown);
  EXPECT_TRUE(V.Unreadable);
  EXPECT_EQ(V.Where.Offset, 14u);
  EXPECT_EQ(V.Length, 5u);
  EXPECT_FALSE(judge("DO 'x'").Unreadable);
}

TEST(Scope, WithoutASchemaOnlyTheListedTablesAreOwned) {
  Ownership O;
  O.Owned = {{"todos", "user_id"}, {"notes", "owner"}};
  Schema None;
  auto Judge = [&](const char *Sql) {
    return judge(Sql, Dialect::PostgreSQL, None, O).Result;
  };
  EXPECT_EQ(Judge("SELECT * FROM todos WHERE user_id = $1"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM todos WHERE id = $1"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM notes WHERE owner = $1"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM notes WHERE user_id = $1"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM others"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM others, todos WHERE user_id = $1"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM others, todos WHERE id = $1"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM others o JOIN todos t ON t.x = o.y WHERE "
                  "t.user_id = $1 AND z = 5"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM (SELECT * FROM todos) s WHERE s.user_id = "
                  "$1"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT s.x FROM (SELECT * FROM todos LIMIT 5) s WHERE "
                  "s.user_id = $1"),
            Scoped::No);
  EXPECT_EQ(Judge("INSERT INTO todos (user_id, title) VALUES ($1, $2)"),
            Scoped::Yes);
  EXPECT_EQ(Judge("INSERT INTO todos VALUES ($1, $2)"), Scoped::Unknown);
  EXPECT_EQ(Judge("UPDATE todos SET title = $2 WHERE user_id = $1"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM todos WHERE user_id = "
                  "current_setting('app.user_id')::int"),
            Scoped::Yes);
  // Whose user_id it is cannot be told.
  EXPECT_NE(Judge("SELECT * FROM notes n WHERE EXISTS (SELECT 1 FROM others "
                  "WHERE owner = $1)"),
            Scoped::Yes);
}

TEST(Scope, TheShortFormWithASchema) {
  Schema S;
  S.read("CREATE TABLE users (id int PRIMARY KEY, email text);"
         "CREATE TABLE todos (id int PRIMARY KEY, user_id int NOT NULL);"
         "CREATE TABLE items (id int, todo_id int REFERENCES todos(id));"
         "CREATE TABLE a (id int PRIMARY KEY, b_id int);"
         "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a,"
         " todo_id int REFERENCES todos);"
         "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;"
         "CREATE TABLE colours (id int)",
         "s.sql");
  auto Judge = [&](const char *Sql) {
    return judge(Sql, Dialect::PostgreSQL, S, Ownership()).Result;
  };
  EXPECT_EQ(Judge("SELECT id FROM users WHERE email = $1"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM colours"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM unheard_of"), Scoped::Unknown);
  EXPECT_EQ(Judge("SELECT * FROM todos"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM todos WHERE user_id = $1"), Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM items WHERE id = $1"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM items JOIN todos ON todos.id = todo_id WHERE "
                  "user_id = $1"),
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM a"), Scoped::No);
  EXPECT_EQ(Judge("SELECT * FROM b"), Scoped::No);
}

TEST(Scope, TheOwnerThatIsMeantIsNamedFirst) {
  Schema S;
  S.read("CREATE TABLE users (id int PRIMARY KEY, parent_id int REFERENCES "
         "users, email text);"
         "CREATE TABLE requests (id int, decided_by int REFERENCES users, "
         "wanted_by int NOT NULL REFERENCES users);"
         "CREATE TABLE members (invited_by int REFERENCES users, user_id int "
         "NOT NULL REFERENCES users, org_id int NOT NULL REFERENCES orgs);"
         "CREATE TABLE orgs (id int PRIMARY KEY);"
         "CREATE TABLE projects (id int, org_id int REFERENCES orgs);"
         "CREATE TABLE counters (user_id int)",
         "s.sql");
  Ownership O;
  O.Principals.push_back({"user", "users", {}, {}});
  O.Principals.push_back({"org", "orgs", {}, {}, true});
  O.Bridges.push_back({"members", "user", "org"});
  auto Judge = [&](const char *Sql) {
    return judge(Sql, Dialect::PostgreSQL, S, O);
  };
  EXPECT_EQ(Judge("SELECT * FROM users WHERE email = $1").Missing, "id = $2");
  EXPECT_EQ(Judge("SELECT * FROM requests").Missing, "wanted_by = $1");
  EXPECT_EQ(Judge("SELECT * FROM projects WHERE org_id IN (SELECT org_id FROM "
                  "members WHERE user_id = $1)")
                .Result,
            Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM projects WHERE org_id IN (SELECT org_id FROM "
                  "members WHERE invited_by = $1)")
                .Result,
            Scoped::No);
  // Whose user_id it is nobody has said.
  O.Principals = {{"org", "orgs", {}, {}, true}};
  O.Bridges.clear();
  EXPECT_EQ(Judge("SELECT * FROM counters").Result, Scoped::Yes);
  EXPECT_EQ(Judge("SELECT * FROM projects").Result, Scoped::No);
}

TEST(Scope, PoliciesMustNameThePrincipal) {
  const char *Tables = "CREATE TABLE t (id int, user_id int NOT NULL);"
                       "ALTER TABLE t ENABLE ROW LEVEL SECURITY;";
  auto Judge = [&](const std::string &Ddl, const char *Sql) {
    Schema S;
    S.read(Tables + Ddl, "s.sql");
    return judge(Sql, Dialect::PostgreSQL, S, Ownership()).Result;
  };
  std::string Force = "ALTER TABLE t FORCE ROW LEVEL SECURITY;";
  std::string Mine = "CREATE POLICY p ON t USING (user_id = "
                     "current_setting('app.user_id')::int);";
  std::string All = "CREATE POLICY q ON t FOR SELECT USING (true);";
  EXPECT_EQ(Judge(Force + Mine, "SELECT * FROM t"), Scoped::Yes);
  EXPECT_EQ(Judge(Mine, "SELECT * FROM t"), Scoped::No);
  EXPECT_EQ(Judge(Force + Mine + All, "SELECT * FROM t"), Scoped::No);
  EXPECT_EQ(Judge(Force + Mine + "DROP POLICY p ON t", "SELECT * FROM t"),
            Scoped::Yes); // Nothing is visible.
  EXPECT_EQ(Judge(Force + Mine, "TRUNCATE t"), Scoped::No);
  EXPECT_EQ(Judge(Force + Mine, "INSERT INTO t VALUES (1, 2)"), Scoped::Yes);
}

TEST(Scope, NoTextIsADanger) {
  std::string Text = contents("scope_more.tsv") + contents("scope_cases.tsv");
  for (size_t I = 0; I + 40 < Text.size(); I += 37)
    for (size_t Length : {11, 40, 90})
      prove(withHoles(std::string_view(Text).substr(I, Length)), Dialect(I % 4),
            schema(), ownership());
}

} // namespace
