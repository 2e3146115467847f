//===- RedactionTest.cpp - Texts that may be printed ----------------------===//
#include "conninfo/Conninfo.h"
#include "gtest/gtest.h"

using namespace dbsafe::conninfo;

namespace {

struct Case {
  std::string_view Text, Expected;
};

TEST(Redaction, OfUris) {
  const Case Cases[] = {
      {"postgresql://u:pw1@h/db", "postgresql://u:***@h/db"},
      {"mysql://u:pw1@h", "mysql://u:***@h"},
      {"redis://:pw1@h", "redis://:***@h"},
      {"postgresql://u:p@ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p/ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p?ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p#ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:a@b/c@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p\"ss@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:p<s>s@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:50%zz@h/db", "postgresql://u:***@h/db"},
      {"postgresql://u:pw1@h/db?password=pw2&sslmode=require",
       "postgresql://u:***@h/db?password=***&sslmode=require"},
      {"jdbc:postgresql://h/db?user=u&password=pw1",
       "jdbc:postgresql://h/db?user=u&password=***"},
      {"a://u:pw1@h/d b://v:pw2@i/e", "a://u:***@h/d b://v:***@i/e"},
      {"connect(\"postgresql://u:pw1@h/db\", x);",
       "connect(\"postgresql://u:***@h/db\", x);"},
      {"could not reach postgresql://u:pw1@h/db: refused",
       "could not reach postgresql://u:***@h/db: refused"},
      {"u:pw1@h:33060", "u:***@h:33060"},
      {"postgresql://u@h/db", "postgresql://u@h/db"},
      {"postgresql://u:@h/db", "postgresql://u:@h/db"},
      {"postgresql://h:5432/db?options=a@b",
       "postgresql://h:5432/db?options=a@b"},
      {"postgresql://${U}:${P}@h/db", "postgresql://${U}:${P}@h/db"},
      {"postgresql://%s:%s@%s/%s", "postgresql://%s:%s@%s/%s"},
      {"https://example.com/a?b=c", "https://example.com/a?b=c"},
      {"://", "://"},
      {"a://:@", "a://:@"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(redact(C.Text), C.Expected) << C.Text;
}

TEST(Redaction, OfPairs) {
  const Case Cases[] = {
      {"host=h password=pw1 user=u", "host=h password=*** user=u"},
      {"password = pw1", "password = ***"},
      {"password='s3 cr\\'et' host=h", "password='***' host=h"},
      {"password='never closed host=h", "password='***"},
      {"password=a\\ b host=h", "password=*** host=h"},
      {"password=a;b host=h", "password=*** host=h"},
      {"password=a1 password=b2", "password=*** password=***"},
      {"sslpassword=pw1", "sslpassword=***"},
      {"PGPASSWORD=pw1 psql", "PGPASSWORD=*** psql"},
      {"db_pass=pw1", "db_pass=***"},
      {"Server=h;Uid=u;Pwd=pw1;Database=d",
       "Server=h;Uid=u;Pwd=***;Database=d"},
      {"Server=h;Pwd=my secret;", "Server=h;Pwd=***;"},
      {"Pwd=my secret;Uid=u", "Pwd=***;Uid=u"},
      {"PWD={a;b}}c};UID=u", "PWD={***};UID=u"},
      {"{\"password\": \"pw1\"}", "{\"password\": \"***\"}"},
      {"connect(\"host=h password=pw1\");",
       "connect(\"host=h password=***\");"},
      // Nothing that is secret.
      {"password=%s", "password=%s"},
      {"password=", "password="},
      {"\"password=\" + pw + \" host=h\"", "\"password=\" + pw + \" host=h\""},
      {"WHERE password = $1", "WHERE password = $1"},
      {"the password: three tries", "the password: three tries"},
      {"bypass=1 compass=2", "bypass=1 compass=2"},
      {"password_hash=abc", "password_hash=abc"},
      {"", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(redact(C.Text), C.Expected) << C.Text;
}

TEST(Redaction, OfStatements) {
  const Case Cases[] = {
      {"CREATE ROLE r LOGIN PASSWORD 'pw1' VALID UNTIL 'x'",
       "CREATE ROLE r LOGIN PASSWORD '***' VALID UNTIL 'x'"},
      {"ALTER USER u WITH ENCRYPTED PASSWORD E'p\\'w1'",
       "ALTER USER u WITH ENCRYPTED PASSWORD E'***'"},
      {"alter role r password $x$pw1$x$", "alter role r password $x$***$x$"},
      {"ALTER ROLE r PASSWORD 'it''s'", "ALTER ROLE r PASSWORD '***'"},
      {"CREATE USER u IDENTIFIED BY 'pw1'",
       "CREATE USER u IDENTIFIED BY '***'"},
      {"CREATE USER u IDENTIFIED BY \"pw1\";",
       "CREATE USER u IDENTIFIED BY \"***\";"},
      {"CREATE USER u IDENTIFIED BY tiger;",
       "CREATE USER u IDENTIFIED BY ***;"},
      {"CREATE USER u IDENTIFIED BY PASSWORD 'pw1'",
       "CREATE USER u IDENTIFIED BY PASSWORD '***'"},
      {"CREATE USER u IDENTIFIED WITH caching_sha2_password BY 'pw1'",
       "CREATE USER u IDENTIFIED WITH caching_sha2_password BY '***'"},
      {"SET PASSWORD FOR u = PASSWORD('pw1')",
       "SET PASSWORD FOR u = PASSWORD('***')"},
      {"SET PASSWORD = 'pw1'", "SET PASSWORD = '***'"},
      {"PRAGMA key = 'pw1'", "PRAGMA key = '***'"},
      {"PRAGMA rekey('pw1')", "PRAGMA rekey('***')"},
      // Nothing that is secret.
      {"ALTER ROLE r PASSWORD NULL", "ALTER ROLE r PASSWORD NULL"},
      {"ALTER ROLE r PASSWORD '%s'", "ALTER ROLE r PASSWORD '%s'"},
      {"ORDER BY 'x'", "ORDER BY 'x'"},
      {"SELECT password, 'x' FROM t", "SELECT password, 'x' FROM t"},
      {"PRAGMA foreign_keys = 'on'", "PRAGMA foreign_keys = 'on'"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(redact(C.Text), C.Expected) << C.Text;
}

TEST(Redaction, DoneTwiceIsDoneOnce) {
  for (std::string_view Text :
       {"postgresql://u:p@ss@h/db", "password='a b' host=h",
        "Server=h;Pwd=my secret;", "CREATE ROLE r PASSWORD 'pw1'"})
    EXPECT_EQ(redact(redact(Text)), redact(Text)) << Text;
}

} // namespace
