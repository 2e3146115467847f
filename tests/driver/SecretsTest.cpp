//===- SecretsTest.cpp - No report holds a secret -------------------------===//
//
// A program full of passwords, in the shapes that libraries ask for, is checked
// by the command with its real rules, all of them and each alone, and written
// in every format. None of the passwords may be found in what comes out.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include <gmock/gmock.h>

using namespace dbsafe::test;
using testing::HasSubstr;
using testing::Not;

namespace {

/// Each planted once in the program below, in this order.
const char *const Planted[] = {"Pw01-qZ", "Pw02-qZ", "Pw03-qZ", "Pw04-qZ",
                               "Pw05-qZ", "Pw06-qZ", "Pw07-qZ", "Pw08-qZ",
                               "Pw09-qZ", "Pw10-qZ", "Pw11-qZ", "Pw12-qZ",
                               "Pw13-qZ", "Pw14-qZ", "Pw15-qZ", "Pw16-qZ",
                               "Pw17-qZ", "Pw18@qZ", "Pw19/qZ", "Pw20%40qZ"};

constexpr const char *Program = R"cpp(
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
extern "C" {
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
PGconn *PQconnectdb(const char *);
PGconn *PQconnectdbParams(const char *const *, const char *const *, int);
PGconn *PQsetdbLogin(const char *, const char *, const char *, const char *, const char *, const char *, const char *);
PGresult *PQexec(PGconn *, const char *);
typedef struct sqlite3 sqlite3;
int sqlite3_key(sqlite3 *, const void *, int);
typedef struct st_mysql MYSQL;
MYSQL *mysql_init(MYSQL *);
MYSQL *mysql_real_connect(MYSQL *, const char *, const char *, const char *, const char *, unsigned, const char *, unsigned long);
}
#define PASSWORD "Pw01-qZ"
namespace { const char *const url = "postgresql://app:Pw02-qZ@db.example.com/app"; }
struct Settings { std::string host = "db.example.com", password = "Pw03-qZ"; };
void a() { PQsetdbLogin("db.example.com", nullptr, nullptr, nullptr, "app", "app", PASSWORD); std::cerr << PASSWORD; }
void b() { std::cerr << url; PQconnectdb(url); throw std::runtime_error(url); }
void c() { Settings s; PQsetdbLogin(s.host.c_str(), nullptr, nullptr, nullptr, "app", "app", s.password.c_str()); printf("%s", s.password.c_str()); }
void d() { PQconnectdb("host=db.example.com user=app password='Pw04-qZ' sslmode=disable"); }
void e() { PQconnectdb("host=db.example.com user=app password=Pw05-qZ sslmode=require"); }
void f() { const char *k[] = {"host", "password", nullptr}; const char *v[] = {"db.example.com", "Pw06-qZ", nullptr}; PQconnectdbParams(k, v, 0); }
void g() { setenv("PGPASSWORD", "Pw07-qZ", 1); }
void h() { system("PGPASSWORD=Pw08-qZ pg_dump app"); }
void i() { system("mysqldump -u root -pPw09-qZ app"); }
void j(PGconn *db) { PQexec(db, "CREATE ROLE app LOGIN PASSWORD 'Pw10-qZ'"); }
void k(PGconn *db, const std::string &n) { PQexec(db, ("ALTER ROLE " + n + " PASSWORD 'Pw11-qZ'").c_str()); }
void l(sqlite3 *db) { sqlite3_key(db, "Pw12-qZ", 7); }
void m() { MYSQL *db = mysql_init(nullptr); mysql_real_connect(db, "db.example.com", "app", "Pw13-qZ", "app", 0, nullptr, 0); }
void n() { const char *u = getenv("DATABASE_URL"); PQconnectdb(u ? u : "postgres://app:Pw14-qZ@db.example.com/app"); std::cout << u; }
void o() { std::map<std::string, std::string> m{{"host", "db.example.com"}, {"user", "app"}, {"password", "Pw15-qZ"}}; std::string s; for (auto &[k, v] : m) s += k + "=" + v + " "; PQconnectdb(s.c_str()); std::cerr << s; }
void p(PGconn *db, const char *name) { std::string s = "Pw16-qZ"; PQsetdbLogin("db.example.com", nullptr, nullptr, nullptr, "app", "app", s.c_str()); PQexec(db, ("SELECT '" + std::string(name) + s + "'").c_str()); }
void q(PGconn *db, const char *name) { PQexec(PQconnectdb("host=h password=Pw17-qZ"), ("SELECT '" + std::string(name) + "'").c_str()); }
void r() { PQconnectdb("postgresql://app:Pw18@qZ@db.example.com/app"); }
void s() { PQconnectdb("postgresql://app:Pw19/qZ@db.example.com/app"); }
void t() { PQconnectdb("postgresql://app:Pw20%40qZ@db.example.com/app"); }
)cpp";

class Secrets : public Workspace {
protected:
  Secrets() {
    write("app.cpp", Program);
    database("build", {{"app.cpp", "c++ -std=c++17 -c app.cpp"}});
  }

  void holdNone(const std::string &Checks) {
    write(".dbsafe.yaml", "checks: [" + Checks + "]\n");
    for (const std::string Format : {"text", "json", "sarif"}) {
      Ran R = shell(DBSAFE_COMMAND " check -p build --format " + Format);
      ASSERT_NE(R.Code, 2) << R.Err;
      for (const char *Secret : Planted)
        for (const std::string &Written : {R.Out, R.Err})
          EXPECT_THAT(Written, Not(HasSubstr(Secret)))
              << Checks << " as " << Format;
    }
  }
};

TEST_F(Secrets, AreFoundButNotShown) {
  write(".dbsafe.yaml", "checks: ['-*', dbsafe-hardcoded-credentials]\n");
  Ran R = shell(DBSAFE_COMMAND " check -p build");
  EXPECT_EQ(R.Code, 1) << R.Err;
  EXPECT_GE(count(R.Out, "[dbsafe-hardcoded-credentials]"), std::size(Planted))
      << R.Out;
  EXPECT_THAT(R.Out, HasSubstr("***"));
}

TEST_F(Secrets, NoReportHoldsOne) { holdNone("'*'"); }

TEST_F(Secrets, NoneIsShownBesideAnotherFinding) {
  holdNone("'-*', dbsafe-insecure-transport");
  holdNone("'-*', dbsafe-credential-exposure");
}

// A literal in a statement that is someone else's fault.
TEST_F(Secrets, NoneIsShownInAStatement) {
  holdNone("'-*', dbsafe-sql-concatenation");
}

} // namespace
