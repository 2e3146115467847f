// What a proof costs, in steps: no more than a statement's size gives reason
// for, and never without bound.
#include "JudgedCases.h"
#include "gtest/gtest.h"

using namespace dbsafe::sql;
using namespace dbsafe::sql::test;

namespace {

using std::to_string;

/// "A, B, C" of a count of parts.
template <typename Part>
std::string list(int Count, const char *Between, Part Each) {
  std::string Result;
  for (int I = 0; I < Count; ++I)
    Result += (I ? Between : "") + Each(I);
  return Result;
}

struct Shape {
  const char *Name;
  int Count; ///< For which the answer is Answer.
  Scoped Answer;
  std::string (*Make)(int Count);
};

const Shape Shapes[] = {
    {"ORs that all ask for the user", 500, Scoped::Yes,
     [](int N) {
       return "SELECT * FROM todos WHERE " + list(N, " OR ", [](int I) {
                return "(user_id = $1 AND id = " + to_string(I) + ")";
              });
     }},
    {"ORs of which one does not", 500, Scoped::No,
     [](int N) {
       return "SELECT * FROM todos WHERE done OR " + list(N, " OR ", [](int I) {
                return "(user_id = $1 AND id = " + to_string(I) + ")";
              });
     }},
    {"ANDs of ORs", 500, Scoped::No,
     [](int N) {
       return "SELECT * FROM todos WHERE " + list(N, " AND ", [](int I) {
                return "(id = " + to_string(I) + " OR parent_id = $1)";
              });
     }},
    {"inner joins", 60, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT 1 FROM todos t0";
       for (int I = 1; I <= N; ++I)
         Sql += " JOIN todos t" + to_string(I) + " ON t" + to_string(I) +
                ".user_id = t" + to_string(I - 1) + ".user_id";
       return Sql + " WHERE t" + to_string(N) + ".user_id = $1";
     }},
    {"outer joins with ORs", 60, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT 1 FROM todos t0";
       for (int I = 1; I <= N; ++I) {
         std::string A = "t" + to_string(I), B = "t" + to_string(I - 1);
         Sql += " LEFT JOIN todos " + A + " ON " + A + ".user_id = " + B +
                ".user_id AND (" + A + ".done OR " + A + ".id = " + B + ".id)";
       }
       return Sql + " WHERE t0.user_id = $1";
     }},
    {"outer joins that nothing proves", 60, Scoped::No,
     [](int N) {
       std::string Sql = "SELECT 1 FROM todos t0";
       for (int I = 1; I <= N; ++I)
         Sql += " LEFT JOIN todo_items i" + to_string(I) + " ON i" +
                to_string(I) + ".todo_id = t0.id";
       return Sql;
     }},
    {"LATERAL", 60, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT 1 FROM todos t0";
       for (int I = 1; I <= N; ++I)
         Sql +=
             " CROSS JOIN LATERAL (SELECT * FROM todos x WHERE x.user_id = t" +
             to_string(I - 1) + ".user_id LIMIT 1) t" + to_string(I);
       return Sql + " WHERE t0.user_id = $1";
     }},
    {"a list of values", 200, Scoped::Yes,
     [](int N) {
       return "SELECT * FROM todos WHERE user_id = $1 AND id IN (" +
              list(N, ", ", [](int I) { return "$" + to_string(I + 2); }) + ")";
     }},
    {"a list of users", 200, Scoped::No,
     [](int N) {
       return "SELECT * FROM todos WHERE user_id IN (" +
              list(N, ", ", [](int I) { return "$" + to_string(I + 1); }) + ")";
     }},
    {"a list of rows", 500, Scoped::Yes,
     [](int N) {
       return "SELECT * FROM todos WHERE (user_id, id) IN (" +
              list(N, ", ",
                   [](int I) { return "($1, " + to_string(I) + ")"; }) +
              ")";
     }},
    {"CTEs side by side", 100, Scoped::Yes,
     [](int N) {
       return "WITH " +
              list(N, ", ",
                   [](int I) {
                     return "c" + to_string(I) +
                            " AS (SELECT id FROM todos WHERE user_id "
                            "= $1 AND id > " +
                            to_string(I) + ")";
                   }) +
              " SELECT 1 FROM " +
              list(N, ", ", [](int I) { return "c" + to_string(I); });
     }},
    {"UNIONs", 200, Scoped::Yes,
     [](int N) {
       return list(N, " UNION ALL ", [](int I) {
         return "SELECT id FROM todos WHERE user_id = $1 AND id = " +
                to_string(I);
       });
     }},
    {"UNIONs with the condition outside", 200, Scoped::Yes,
     [](int N) {
       return "SELECT 1 FROM (" +
              list(N, " UNION ALL ",
                   [](int I) {
                     return "SELECT user_id FROM todos WHERE id = " +
                            to_string(I);
                   }) +
              ") s WHERE user_id = $1";
     }},
    {"EXCEPT in EXCEPT", 40, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT id FROM todos WHERE user_id = $1";
       for (int I = 0; I < N; ++I)
         Sql = "(" + Sql + ") EXCEPT SELECT id FROM todos WHERE user_id = $1";
       return Sql;
     }},
    {"EXISTS in EXISTS", 60, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT 1 FROM todos t0 WHERE t0.user_id = $1", End;
       for (int I = 1; I <= N; ++I, End += ")")
         Sql += " AND EXISTS (SELECT 1 FROM todos t" + to_string(I) +
                " WHERE t" + to_string(I) + ".user_id = t" + to_string(I - 1) +
                ".user_id";
       return Sql + End;
     }},
    {"EXISTS side by side in OR", 100, Scoped::Yes,
     [](int N) {
       return "SELECT * FROM todo_items i WHERE " + list(N, " OR ", [](int I) {
                return "EXISTS (SELECT 1 FROM todos t WHERE t.id = i.todo_id "
                       "AND t.user_id = $1 AND t.priority = " +
                       to_string(I) + ")";
              });
     }},
    {"derived tables", 60, Scoped::Yes,
     [](int N) {
       std::string Sql = "SELECT * FROM todos";
       for (int I = 0; I < N; ++I)
         Sql = "SELECT * FROM (" + Sql + ") s" + to_string(I);
       return Sql + " WHERE user_id = $1";
     }},
    {"scalar subqueries", 60, Scoped::Yes,
     [](int N) {
       return "SELECT " +
              list(N, ", ",
                   [](int I) {
                     std::string T = "t" + to_string(I);
                     return "(SELECT count(*) FROM todos " + T + " WHERE " + T +
                            ".user_id = u.id)";
                   }) +
              " FROM users u WHERE u.id = $1";
     }},
    {"views", 100, Scoped::Yes,
     [](int N) {
       return "SELECT 1 FROM " +
              list(N, ", ", [](int I) { return "my_todos m" + to_string(I); });
     }},
    {"rows that are inserted", 2000, Scoped::Yes,
     [](int N) {
       return "INSERT INTO todos (user_id, title) VALUES " +
              list(N, ", ", [](int) { return std::string("($1, $2)"); });
     }},
};

TEST(ScopeCost, TheAnswerIsFound) {
  for (const Shape &S : Shapes)
    EXPECT_EQ(judge(S.Make(S.Count)).Result, S.Answer) << S.Name;
}

// Twice the size may cost four times as much: of some joins, each is looked up
// for each. More would be a sign of cases multiplying.
TEST(ScopeCost, GrowsWithTheSize) {
  for (const Shape &S : Shapes) {
    size_t Half = judge(S.Make(S.Count / 2)).Steps;
    size_t Whole = judge(S.Make(S.Count)).Steps;
    EXPECT_GT(Half, 0u) << S.Name;
    EXPECT_LE(Whole, 4 * Half + 1000) << S.Name << ": " << Half;
    EXPECT_LE(Whole, 60000u) << S.Name;
  }
}

/// Statements whose cases multiply: given up, never called scoped, and in time.
TEST(ScopeCost, IsBounded) {
  std::string Ctes = "WITH c0 AS (SELECT * FROM todos)";
  for (int I = 1; I <= 30; ++I) {
    std::string B = "c" + to_string(I - 1);
    Ctes += ", c" + to_string(I) + " AS (SELECT a.* FROM " + B + " a JOIN " +
            B + " b USING (id))";
  }
  std::string Choices =
      "SELECT 1 FROM " +
      list(60, ", ", [](int I) { return "todos t" + to_string(I); }) +
      " WHERE " + list(60, " AND ", [](int I) {
        std::string A = "t" + to_string(I);
        std::string B = "t" + to_string((I + 1) % 60);
        return "(" + A + ".user_id = " + B + ".user_id OR " + A +
               ".user_id = $1)";
      });
  for (const std::string &Sql : {Ctes + " SELECT * FROM c30", Choices}) {
    Verdict V = judge(Sql);
    EXPECT_NE(V.Result, Scoped::Yes);
    EXPECT_LE(V.Steps, 600000u);
  }
}

} // namespace
