//===- ConninfoTest.cpp - What a connection string gives away -------------===//
#include "conninfo/Conninfo.h"
#include "gtest/gtest.h"

using namespace dbsafe::conninfo;

namespace {

/// A text in which "~" is a hole.
PartialText partial(std::string_view Text) {
  PartialText Parts;
  for (size_t At = 0; At <= Text.size();) {
    size_t End = std::min(Text.find('~', At), Text.size());
    if (End > At)
      Parts.emplace_back(std::string(Text.substr(At, End - At)));
    if (End < Text.size())
      Parts.emplace_back(std::nullopt);
    At = End + 1;
  }
  return Parts;
}

std::string describe(const std::vector<Secret> &Secrets,
                     std::string_view Known) {
  std::string Out;
  for (const Secret &S : Secrets) {
    if (!Out.empty())
      Out += "; ";
    Out += S.Keyword + "=" + std::string(Known.substr(S.Offset, S.Length));
    if (!S.User.empty())
      Out += " user=" + S.User;
    if (!S.Host.empty())
      Out += " host=" + S.Host;
    if (S.Local)
      Out += " local";
  }
  return Out;
}

/// The secrets of a text in which "~" is a hole, as "password=raw user=u
/// host=h local". Only a test may print them.
std::string secrets(std::string_view Text, Grammar G) {
  std::string Known(Text);
  std::erase(Known, '~');
  return describe(secretsIn(partial(Text), G), Known);
}

std::string secretsAlone(std::string_view Text) {
  return describe(secretsInLiteral(Text), Text);
}

/// The settings as "host=h user=?".
std::string settings(std::string_view Text, Grammar G) {
  std::string Out;
  for (const Setting &S : settingsIn(partial(Text), G)) {
    if (!Out.empty())
      Out += ' ';
    Out += S.Keyword + "=" + S.Value.value_or("?");
  }
  return Out;
}

struct Case {
  std::string_view Text, Expected;
};

TEST(Conninfo, ReadsLibpqsUris) {
  const Case Cases[] = {
      {"postgresql://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"postgres://u:pw1@h:5432/db?sslmode=require",
       "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@ep-x.eu.neon.tech/db?sslmode=require&"
       "channel_binding=require",
       "password=pw1 user=u host=ep-x.eu.neon.tech"},
      {"postgresql://h/db?user=u&password=s3", "password=s3 user=u host=h"},
      {"postgresql://u:p%40ss@h/db", "password=p%40ss user=u host=h"},
      {"postgresql://u:pw1@/db", "password=pw1 user=u local"},
      {"postgresql://u:pw1@%2Fvar%2Frun/db",
       "password=pw1 user=u host=/var/run local"},
      {"postgresql://u:pw1@[::1]:5432/db",
       "password=pw1 user=u host=::1 local"},
      {"postgresql://u:pw1@a:1,b:2/db", "password=pw1 user=u host=a,b"},
      {"postgresql://:pw1@h/db", "password=pw1 host=h"},
      {"postgresql://u:a1@h/d?password=b2", "password=b2 user=u host=h"},
      {"postgresql://u:pw1@h/d?sslpassword=k2&sslkey=f",
       "password=pw1 user=u host=h; sslpassword=k2 user=u host=h"},
      {"postgresql://h1/d?hostaddr=127.0.0.1&password=pw1",
       "password=pw1 host=h1 local"},
      // The nearest without a password.
      {"postgresql://u@h/db", ""},
      {"postgresql://u:@h/db", ""},
      {"postgresql://h:5432/db", ""},
      {"postgresql://h:5432/a@b", ""},
      {"postgresql://h:5432/db?application_name=a:b@c", ""},
      {"postgresql:///db", ""},
      {"postgresql://", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Libpq), C.Expected) << C.Text;
}

TEST(Conninfo, ReadsLibpqsPairs) {
  const Case Cases[] = {
      {"host=h user=u password=pw1", "password=pw1 user=u host=h"},
      {"password = pw1", "password=pw1 local"},
      {"host=h password='s3 cr\\'et'", "password=s3 cr\\'et host=h"},
      {"host=h password=a\\ b", "password=a\\ b host=h"},
      {"host=h password=a1 password=b2", "password=b2 host=h"},
      {"host=h password=a;b", "password=a;b host=h"},
      {"host=h\tpassword=pw1\nport=1", "password=pw1 host=h"},
      {"sslmode=bogus host=h password=pw1", "password=pw1 host=h"},
      {"hostaddr=10.0.0.1 password=pw1", "password=pw1"},
      {"host=localhost hostaddr=10.0.0.1 password=pw1",
       "password=pw1 host=localhost"},
      {"password=", ""},
      {"password=''", ""},
      {"password=pw1 password=''", ""},
      {"host=h user=u", ""},
      {"PASSWORD=pw1 host=h", ""}, // libpq's keywords are case-sensitive.
      {"host=h password", ""},
      {"host=h password='open", ""},
      {"", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Libpq), C.Expected) << C.Text;
}

TEST(Conninfo, TakesAPasswordToItsTrueEnd) {
  const Case Cases[] = {
      {"postgresql://u:p@ss@host/db", "password=p@ss user=u host=host"},
      {"postgresql://u:p/ss@host/db", "password=p/ss user=u host=host"},
      {"postgresql://u:p?ss@host/db", "password=p?ss user=u host=host"},
      {"postgresql://u:p#ss@host/db", "password=p#ss user=u host=host"},
      {"postgresql://u:p/ss@localhost:5/db?application_name=a@b",
       "password=p/ss user=u host=localhost local"},
      {"mysql://u:p@ss@host/db", "password=p@ss user=u host=host"},
      {"mysql://u:p/ss@host/db", "password=p/ss user=u host=host"},
      {"postgresql://u:50%zz@host/db", "password=50%zz user=u host=host"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Libpq), C.Expected) << C.Text;
}

TEST(Conninfo, ForgivesKeywordsOfANewerLibpq) {
  const Case Cases[] = {
      {"host=h require_auth=scram-sha-256 password=pw1", "password=pw1 host=h"},
      {"host=h password=pw1 load_balance_hosts=random", "password=pw1 host=h"},
      {"postgresql://u:pw1@h/db?sslnegotiation=direct&sslmode=require",
       "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@h/db?ssl=true", "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@h/db?ssl=false", "password=pw1 user=u host=h"},
      {"db=d user=u password='pw1'", "password=pw1 user=u local"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Libpq), C.Expected) << C.Text;
}

TEST(Conninfo, ReadsOtherUris) {
  const Case Cases[] = {
      {"mysql://u:pw1@h:3306/db", "password=pw1 user=u host=h"},
      {"postgresql+psycopg2://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"POSTGRESQL://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"jdbc:postgresql://h/db?user=u&password=pw1",
       "password=pw1 user=u host=h"},
      {"jdbc:mysql://h/db?USER=u&Password=pw1", "password=pw1 user=u host=h"},
      {"jdbc:sqlserver://h:1433;user=u;password=pw1",
       "password=pw1 user=u host=h"},
      {"mongodb://u:pw1@a:1,b:2/db?replicaSet=r",
       "password=pw1 user=u host=a,b"},
      {"mongodb+srv://u:pw1@h/", "password=pw1 user=u host=h"},
      {"redis://:pw1@h:6379/0", "password=pw1 host=h"},
      {"rediss://u:pw1@127.0.0.1/0",
       "password=pw1 user=u host=127.0.0.1 local"},
      {"mysqlx://u:p%23@[::1]:33060", "password=p%23 user=u host=::1 local"},
      {"u:pw1@h:33060/db", "password=pw1 user=u host=h"},
      {"redis://h:6379/0", ""},
      {"mysql://u@h/db", ""},
      {"u@h:33060/db", ""},
      {"h:33060", ""},
      {"tcp://h:3306", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Uri), C.Expected) << C.Text;
}

TEST(Conninfo, ReadsOdbc) {
  const Case Cases[] = {
      {"Driver={PostgreSQL};Server=h;Uid=u;Pwd=pw1;",
       "password=pw1 user=u host=h"},
      {"SERVER=tcp:h,1433;User ID=u;Password=pw1",
       "password=pw1 user=u host=h"},
      {"PWD={a;b}}c};UID=u", "password=a;b}}c user=u local"},
      {"Server=h;Password='a;b'", "password=a;b host=h"},
      {"Server=h;Password=my secret;Database=d", "password=my secret host=h"},
      {"Server=h;Pwd=first1;Pwd=second2", "password=first1 host=h"},
      {"PWD=pw1", "password=pw1 local"},
      {"Server=.\\SQLEXPRESS;Pwd=pw1", "password=pw1 host=localhost local"},
      {"Server=.\\SQLEXPRESS;Trusted_Connection=yes", ""},
      {"Server=h;Pwd=;Uid=u", ""},
      {"Server=h;Pwd=~;Uid=u", ""},
      {"DSN=mine", ""},
      {"mine", ""},
      {"", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Odbc), C.Expected) << C.Text;
}

TEST(Conninfo, FindsTheGrammarThatFits) {
  const Case Cases[] = {
      {"host=h user=u password=pw1", "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"mysql://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"Server=h;Uid=u;Pwd=pw1", "password=pw1 user=u host=h"},
      // POCO's MySQL and SOCI.
      {"host=h;port=1;user=u;password=pw1", "password=pw1 user=u host=h"},
      {"postgresql://dbname=d user=u password=pw1",
       "password=pw1 user=u local"},
      {"mysql:///host=h;user=u;password=pw1", "password=pw1 user=u host=h"},
      {"mysql://db=d user=u password='pw1'", "password=pw1 user=u local"},
      {"u:pw1@h", "password=pw1 user=u host=h"},
      {"hello world", ""},
      {"a=b", ""},
      {":memory:", ""},
      {"file:test.db?mode=ro", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Any), C.Expected) << C.Text;
  // A string of another grammar at libpq's door is a secret all the same.
  EXPECT_EQ(secrets("Server=h;Uid=u;Pwd=pw1", Grammar::Libpq),
            "password=pw1 user=u host=h");
  EXPECT_EQ(secrets("host=h;password=pw1", Grammar::Libpq),
            "password=pw1 host=h");
  EXPECT_EQ(secrets("mysql://u:pw1@h", Grammar::Odbc),
            "password=pw1 user=u host=h");
}

TEST(Conninfo, KeepsSilentAboutPasswordsFromHoles) {
  const Case Cases[] = {
      {"postgresql://u:~@h/db", ""},
      {"postgresql://u:x7~@h/db", ""},
      {"postgresql://~:~@~/db", ""},
      {"postgresql://u~h/db", ""},
      {"host=h password=~", ""},
      {"host=h password='~'", ""},
      {"host=h password=~ user=u", ""},
      {"password=literal1 password=~", ""},
      {"~", ""},
      {"~~", ""},
      {"Server=h;Pwd=~", ""},
      {"mysql://u:~@h", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Any), C.Expected) << C.Text;
}

TEST(Conninfo, FindsPasswordsBesideHoles) {
  const Case Cases[] = {
      {"postgresql://u:pw1@~/db", "password=pw1 user=u"},
      {"postgresql://~:pw1@h/db", "password=pw1 host=h"},
      {"postgresql://u:pw1@db-~.example.com/~",
       "password=pw1 user=u host=db-....example.com"},
      {"postgresql://u:pw1@h:~/db", "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@h/db?~", "password=pw1 user=u host=h"},
      {"postgresql://u:pw1@~", "password=pw1 user=u"},
      {"host=~ user=~ password=pw1", "password=pw1"},
      {"host=~ password=pw1 dbname=~", "password=pw1"},
      {"user=u password=pw1 ~", "password=pw1 user=u"},
      {"~ password=pw1", "password=pw1"},
      {"~password=pw1", "password=pw1"},
      {"~ ~ password=pw1 ~", "password=pw1"},
      {"Server=~;Uid=~;Pwd=pw1", "password=pw1"},
      {"~;Uid=u;Pwd=pw1;~", "password=pw1 user=u"},
      {"mysql://~:pw1@h", "password=pw1 host=h"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Any), C.Expected) << C.Text;
}

TEST(Conninfo, LetsTemplatesEliminateThemselves) {
  const Case Cases[] = {
      {"postgresql://%s:%s@%s:%d/%s", ""},
      {"postgresql://{}:{}@{}:{}/{}", ""},
      {"postgresql://${U}:${P}@h/db", ""},
      {"postgresql://<user>:<password>@<host>/db", ""},
      {"postgresql://$USER:$PASS@h/db", ""},
      {"postgres://postgres:[YOUR-PASSWORD]@db.x.co:5432/postgres", ""},
      {"host=%s user=%s password=%s", ""},
      {"host=h password='%s'", ""},
      {"host={} password={}", ""},
      {"mysql://%s:%s@%s/%s", ""},
      {"Server=%s;Pwd=%s", ""},
      // A real password in a template for the rest.
      {"postgresql://u:pw1@%s:%d/%s", "password=pw1 user=u"},
      {"mysql://u:pw1@%s:%d/%s", "password=pw1 user=u"},
      {"host=%s port=%d password=pw1", "password=pw1 host=%s"},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secrets(C.Text, Grammar::Any), C.Expected) << C.Text;
}

TEST(Conninfo, WantsMoreEvidenceOfALiteralAlone) {
  const Case Cases[] = {
      {"postgresql://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"postgresql:///db?host=h&password=pw1", "password=pw1 host=h"},
      {"mysql://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"postgresql+asyncpg://u:pw1@h/db", "password=pw1 user=u host=h"},
      {"redis://:pw1@h", "password=pw1 host=h"},
      {"host=h password=pw1", "password=pw1 host=h"},
      {"dbname=d password=pw1 require_auth=none", "password=pw1 local"},
      {"Server=h;Uid=u;Pwd=pw1;", "password=pw1 user=u host=h"},
      // Not enough.
      {"password=pw1", ""},
      {"Pwd=pw1", ""},
      {"Pwd=pw1;Colour=red", ""},
      {"postgresql://u:pw1@/db", ""},
      {"https://u:pw1@h/", ""},
      {"u:pw1@h", ""},
      {"mailto:u@h", ""},
      {"see postgresql://u:pw1@h/db for more", ""},
      {"name=n colour=c password=pw1", ""},
      {"SELECT * FROM t WHERE user=1 AND password=pw1", ""},
      {"user = $1 password = $2", ""},
      {"usage: host=h password=pw1", ""},
      {"user=u&password=pw1", ""},
      {"postgresql://u:pw@h/db", ""},
      {"", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(secretsAlone(C.Text), C.Expected) << C.Text;
}

TEST(Conninfo, TellsSettingsButNoSecrets) {
  const Case Cases[] = {
      {"host=h sslmode=disable password=pw1", "host=h sslmode=disable"},
      {"host=~ sslmode=require", "host=? sslmode=require"},
      {"host=db-~ dbname=d", "dbname=d host=?"},
      {"postgresql://u:pw1@h:5/d?sslmode=prefer",
       "user=u dbname=d host=h port=5 sslmode=prefer"},
      {"Server=h;Uid=u;Pwd=pw1", "host=h user=u"},
      {"nothing", ""},
  };
  for (const Case &C : Cases)
    EXPECT_EQ(settings(C.Text, Grammar::Any), C.Expected) << C.Text;
}

TEST(Conninfo, KnowsThisMachine) {
  for (std::string_view Host :
       {"", "/var/run/postgresql", "@abstract", "localhost", "LOCALHOST",
        "127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost,127.0.0.1"})
    EXPECT_TRUE(isLocal(Host)) << Host;
  for (std::string_view Host :
       {"db", "postgres", "10.0.0.1", "127.example.com", "localhost.evil.com",
        "::2", "localhost,db", "db,localhost", "128.0.0.1"})
    EXPECT_FALSE(isLocal(Host)) << Host;
}

TEST(Conninfo, HashesTellSecretsApartAndSayNothingElse) {
  std::string Hash = hashOf("hunter2");
  EXPECT_EQ(Hash.size(), 12u);
  EXPECT_EQ(Hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(Hash, hashOf("hunter2"));
  EXPECT_NE(Hash, hashOf("hunter3"));
  EXPECT_NE(Hash, "f52fbd32b2b3"); // SHA-256 without salt.
  // Two spellings of one password are one password.
  EXPECT_EQ(secretsInLiteral("postgresql://u:p%40ss@h/d").at(0).Hash,
            secretsInLiteral("host=h password=p@ss").at(0).Hash);
}

} // namespace
