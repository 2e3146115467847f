#include "World.h"
#include <algorithm>
#include <cctype>

namespace dbsafe::sql::test {

namespace {

const char *Same = R"(
  INSERT INTO users VALUES (1, 'me@x', 'me', false);
  INSERT INTO orgs VALUES (10, 'mine');
  INSERT INTO tags VALUES (1, 'a'), (2, 'b'), (3, 'c');
  INSERT INTO todos (id, user_id, parent_id, title, done, priority) VALUES
    (100, 1, NULL, 'a', false, 1), (101, 1, 100, 'b', true, 2),
    (102, 1, 101, 'c', false, 0);
  INSERT INTO todo_items (id, todo_id, body, done) VALUES
    (1, 100, 'a', false), (2, 100, 'b', true), (3, 101, 'x', false);
  INSERT INTO todo_tags VALUES (100, 1), (101, 2);
  INSERT INTO org_members VALUES (10, 1, 'admin');
  INSERT INTO projects (id, org_id, name) VALUES (1, 10, 'a'), (2, 10, 'b');
  INSERT INTO notes (id, user_id, body) VALUES (1, 1, 'a'), (2, 1, 'x');
  INSERT INTO drafts (id, user_id, todo_id, body) VALUES
    (1, 1, 100, 'a'), (2, 1, NULL, 'b');
)";

/// Other people, who hang things on the principal's where they can.
const char *Variants[] = {R"(
  INSERT INTO users VALUES (2, 'two@x', 'a', true);
  INSERT INTO orgs VALUES (20, 'b');
  INSERT INTO todos (id, user_id, parent_id, title, done, priority) VALUES
    (200, 2, NULL, 'b', false, 5), (201, 2, 100, 'c', true, 9),
    (300, 2, 200, 'x', false, 1);
  INSERT INTO todo_items (id, todo_id, body, done) VALUES
    (20, 200, 'a', true), (21, 201, 'c', false);
  INSERT INTO todo_tags VALUES (200, 1), (201, 3);
  INSERT INTO org_members VALUES (20, 2, 'admin');
  INSERT INTO projects (id, org_id, name) VALUES (20, 20, 'a');
  INSERT INTO notes (id, user_id, body) VALUES (20, 2, 'b');
  INSERT INTO drafts (id, user_id, todo_id, body) VALUES
    (20, 2, 100, 'a'), (21, NULL, 101, 'b');
  UPDATE drafts SET todo_id = 201 WHERE id = 2;
)",
                          R"(
  INSERT INTO users VALUES (3, 'three@x', 'b', false), (4, 'f@x', 'me', true);
  INSERT INTO orgs VALUES (30, 'a'), (31, 'c');
  INSERT INTO todos (id, user_id, parent_id, title, done, priority) VALUES
    (201, 3, 101, 'a', false, 7), (202, 4, 201, 'b', true, 0),
    (301, 4, 102, 'c', true, 2), (203, 3, NULL, 'b', false, 3);
  INSERT INTO todo_items (id, todo_id, body, done) VALUES
    (30, 201, 'b', false), (31, 202, 'x', true), (32, 301, 'c', true);
  INSERT INTO todo_tags VALUES (201, 2), (301, 1), (202, 2);
  INSERT INTO org_members VALUES (30, 3, 'member'), (31, 4, 'admin'),
    (30, 4, 'admin');
  INSERT INTO projects (id, org_id, name) VALUES (30, 30, 'c'), (31, 31, 'b');
  INSERT INTO notes (id, user_id, body) VALUES (30, 3, 'a'), (31, 4, 'c');
  INSERT INTO drafts (id, user_id, todo_id, body) VALUES
    (30, 3, 102, 'x'), (31, NULL, 100, 'a'), (32, NULL, NULL, 'c');
  UPDATE drafts SET todo_id = 201 WHERE id = 2;
)"};

/// Who asks, in every way that a statement may ask for.
const char *Principals = R"(
  SET app.user_id = '1'; SET app.org_id = '10';
  CREATE SCHEMA auth;
  GRANT USAGE ON SCHEMA auth TO app;
  CREATE FUNCTION auth.uid() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT current_setting(''app.user_id'')::bigint';
)";

/// Each table, and which of its rows are the principal's.
const char *Owned[][2] = {
    {"users", "id = 1"},
    {"todos", "user_id = 1"},
    {"todo_items", "todo_id IN (SELECT id FROM todos WHERE user_id = 1)"},
    {"tags", "true"},
    {"todo_tags", "todo_id IN (SELECT id FROM todos WHERE user_id = 1)"},
    {"orgs", "id = 10"},
    {"org_members", "org_id = 10 OR user_id = 1"},
    {"projects", "org_id = 10"},
    {"notes", "user_id = 1"},
    {"drafts", "user_id IS NOT DISTINCT FROM 1"}};

/// Generated keys are 9000 and above. In which order rows get them is not
/// promised, so they are all the same to us.
std::string withoutKeys(const std::string &Row) {
  std::string Result;
  for (size_t I = 0; I < Row.size(); ++I) {
    size_t End = I;
    while (End < Row.size() && std::isdigit(Row[End]))
      ++End;
    if (End - I == 4 && Row[I] == '9') {
      Result += '#';
      I = End - 1;
      continue;
    }
    Result += Row[I];
  }
  return Result;
}

std::string rowsOf(const PGresult *R) {
  std::vector<std::string> Rows;
  for (int I = 0; I < PQntuples(R); ++I) {
    std::string Row;
    for (int J = 0; J < PQnfields(R); ++J)
      Row += (PQgetisnull(R, I, J) ? "\\N" : PQgetvalue(R, I, J)) +
             std::string("|");
    Rows.push_back(withoutKeys(Row));
  }
  std::sort(Rows.begin(), Rows.end());
  std::string Result = PQcmdTuples(const_cast<PGresult *>(R));
  for (const std::string &Row : Rows)
    Result += "\n" + Row;
  return Result;
}

} // namespace

World::World(const std::string &Conninfo, const std::string &Schema,
             int Variant)
    : Connection(PQconnectdb(Conninfo.c_str())) {
  Ready = PQstatus(Connection) == CONNECTION_OK &&
          command("SET client_min_messages = error") &&
          command("SET statement_timeout = '500ms'") && command(Schema) &&
          command(Same) && command(Variants[Variant]) && command(Principals) &&
          command("ANALYZE");
  if (Ready)
    Before = dump(/*Mine=*/false);
}

World::~World() { PQfinish(Connection); }

bool World::command(const std::string &Sql) {
  PGresult *R = PQexec(Connection, Sql.c_str());
  ExecStatusType Status = PQresultStatus(R);
  PQclear(R);
  return Status == PGRES_COMMAND_OK || Status == PGRES_TUPLES_OK;
}

std::string World::dump(bool Mine) {
  std::string Sql;
  for (const auto &[Table, Condition] : Owned)
    Sql += std::string(Sql.empty() ? "" : " UNION ALL ") + "SELECT '" + Table +
           "' || x::text FROM " + Table + " x WHERE " + (Mine ? "" : "NOT ") +
           "(" + Condition + ")";
  PGresult *R = PQexec(Connection, Sql.c_str());
  std::string Result = PQresultStatus(R) == PGRES_TUPLES_OK
                           ? rowsOf(R)
                           : PQerrorMessage(Connection);
  PQclear(R);
  return Result;
}

Outcome World::run(const std::string &Statement, const Bound &Parameters) {
  Outcome Result;
  bool Inserts = Statement.find("INSERT") != std::string::npos;
  command(std::string("BEGIN; ") +
          (Inserts ? "SELECT setval('todos_id_seq', 9000), "
                     "setval('todo_items_id_seq', 9000), "
                     "setval('projects_id_seq', 9000), "
                     "setval('notes_id_seq', 9000), "
                     "setval('drafts_id_seq', 9000); "
                   : "") +
          "SET LOCAL ROLE app");
  const Oid Typed[] = {20, 20, 25, 20};
  // The server wants to know the type of a parameter that is not used, too.
  int Count = 0;
  for (int I = 1; I <= 4; ++I)
    if (Parameters.Typed ||
        Statement.find("$" + std::to_string(I)) < Statement.npos)
      Count = I;
  PGresult *R = PQexecParams(Connection, Statement.c_str(), Count,
                             Parameters.Typed ? Typed : nullptr,
                             Parameters.Values, nullptr, nullptr, 0);
  ExecStatusType Status = PQresultStatus(R);
  if (Status == PGRES_COMMAND_OK || Status == PGRES_TUPLES_OK) {
    Result.Rows = rowsOf(R);
    bool Writes = Inserts || Statement.find("UPDATE") != std::string::npos ||
                  Statement.find("DELETE") != std::string::npos;
    command("RESET ROLE");
    Result.Mine = Writes ? dump(true) : "";
    Result.Others = Writes ? dump(false) : Before;
  } else {
    const char *State = PQresultErrorField(R, PG_DIAG_SQLSTATE);
    Result.Error = State ? State : "?";
    Result.Message = PQresultErrorMessage(R);
  }
  PQclear(R);
  command("ROLLBACK");
  return Result;
}

const char *difference(const Outcome &A, const Outcome &B, const World &InA,
                       const World &InB) {
  if (!A.Error.empty() || !B.Error.empty()) {
    bool Constraint = A.Error.starts_with("23") || B.Error.starts_with("23") ||
                      A.Error.starts_with("21") || B.Error.starts_with("21");
    return A.Error == B.Error || Constraint ? nullptr : "one fails";
  }
  if (A.Rows != B.Rows)
    return "different results";
  if (A.Mine != B.Mine)
    return "different rows of the principal afterwards";
  if (A.Others != InA.othersBefore() || B.Others != InB.othersBefore())
    return "somebody else's rows have changed";
  return nullptr;
}

} // namespace dbsafe::sql::test
