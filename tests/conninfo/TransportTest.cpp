//===- TransportTest.cpp - sslmode and its relatives ----------------------===//
#include "conninfo/Transport.h"
#include "conninfo/Shown.h"
#include <gtest/gtest.h>

namespace dbsafe::conninfo {
namespace {

Protection of(const std::string &Text, Grammar G = Grammar::Libpq,
              const char *Default = "prefer") {
  return transportOf({Text}, G, Default).How;
}

TEST(Transport, FollowsTheTableOfTheManual) {
  EXPECT_EQ(of("host=h sslmode=disable"), Protection::Plain);
  EXPECT_EQ(of("host=h sslmode=allow"), Protection::Optional);
  EXPECT_EQ(of("host=h sslmode=prefer"), Protection::Optional);
  EXPECT_EQ(of("host=h"), Protection::Optional);
  EXPECT_EQ(of("host=h sslmode=require"), Protection::Unverified);
  EXPECT_EQ(of("host=h sslmode=verify-ca"), Protection::Verified);
  EXPECT_EQ(of("host=h sslmode=verify-full"), Protection::Verified);
  EXPECT_EQ(of("host=h sslmode=bogus"), Protection::Unknown);
}

TEST(Transport, KnowsWhatElseProtects) {
  EXPECT_EQ(of("host=h sslmode=require channel_binding=require"),
            Protection::Verified);
  EXPECT_EQ(of("host=h sslmode=require sslrootcert=ca.pem"),
            Protection::Verified);
  EXPECT_EQ(of("host=h sslrootcert=system"), Protection::Verified);
  EXPECT_EQ(of("host=h sslrootcert=ca.pem"), Protection::Optional);
  EXPECT_EQ(of("host=h gssencmode=require"), Protection::Unknown);
  EXPECT_EQ(of("host=h gssencmode=prefer"), Protection::Optional);
  EXPECT_EQ(of("postgresql://h/d?ssl=true"), Protection::Unverified);
  EXPECT_EQ(of("service=s host=h"), Protection::Unknown);
}

TEST(Transport, LeavesThisMachineAlone) {
  for (const char *Text :
       {"dbname=d", "host=localhost", "host=127.0.0.3", "host=::1",
        "host=/run/postgresql", "host=@s", "postgresql:///d",
        "postgresql://localhost/d", "postgresql://%2Frun%2Fpostgresql/d",
        "host=localhost,127.0.0.1"})
    EXPECT_EQ(of(Text), Protection::Local) << Text;
  EXPECT_EQ(of("host=localhost,h"), Protection::Optional);
  EXPECT_EQ(of("host=localhost hostaddr=10.0.0.1"), Protection::Optional);
}

TEST(Transport, SaysNothingOfWhatIsNotKnown) {
  auto Of = [](PartialText Text) {
    return transportOf(Text, Grammar::Libpq, "prefer").How;
  };
  EXPECT_EQ(Of({"host=", std::nullopt}), Protection::Unknown);
  EXPECT_EQ(Of({"host=", std::nullopt, " sslmode=disable"}), Protection::Plain);
  EXPECT_EQ(Of({"host=", std::nullopt, " sslmode=prefer"}),
            Protection::Unknown);
  EXPECT_EQ(Of({"host=h sslmode=", std::nullopt}), Protection::Unknown);
  EXPECT_EQ(Of({std::nullopt, " host=h"}), Protection::Unknown);
  EXPECT_EQ(Of({"host=h dbname=", std::nullopt}), Protection::Optional);
  EXPECT_EQ(Of({"host=db-", std::nullopt, ".example.com"}),
            Protection::Optional);
  EXPECT_EQ(Of({"host=/run/", std::nullopt}), Protection::Unknown);
  EXPECT_EQ(Of({"postgresql://", std::nullopt, "@h/d"}), Protection::Optional);
  EXPECT_EQ(Of({"postgresql://h/d?", std::nullopt}), Protection::Unknown);
}

TEST(Transport, KnowsWhatDriversDo) {
  auto Of = [](const std::string &Text) {
    return of(Text, Grammar::Odbc, "driver");
  };
  EXPECT_EQ(Of("Driver={PostgreSQL Unicode};Server=h"), Protection::Plain);
  EXPECT_EQ(Of("Driver={MySQL ODBC 8.0};Server=h"), Protection::Optional);
  EXPECT_EQ(Of("Driver={ODBC Driver 17 for SQL Server};Server=h"),
            Protection::Plain);
  EXPECT_EQ(Of("Driver={ODBC Driver 18 for SQL Server};Server=h"),
            Protection::Unknown);
  EXPECT_EQ(Of("Driver={X};Server=h"), Protection::Unknown);
  EXPECT_EQ(Of("Driver={X};Server=h;Encrypt=no"), Protection::Plain);
  EXPECT_EQ(Of("DSN=d;Server=h"), Protection::Unknown);
}

TEST(Transport, SaysWhatToWrite) {
  auto Of = [](const std::string &Text) {
    Transport T = transportOf({Text}, Grammar::Libpq, "prefer");
    return T.Joint + T.Remedy;
  };
  EXPECT_EQ(Of("host=h"), " sslmode=verify-full");
  EXPECT_EQ(Of("host=10.0.0.1"), " sslmode=require");
  EXPECT_EQ(Of("postgresql://h/d"), "?sslmode=verify-full");
  EXPECT_EQ(Of("postgresql://h/d?user=u"), "&sslmode=verify-full");
  EXPECT_EQ(Of("postgresql://ep-x.neon.tech/d"),
            "?sslmode=require&channel_binding=require");
  EXPECT_EQ(Of("host=ep-x.neon.tech"),
            " sslmode=require channel_binding=require");
  EXPECT_EQ(Of("host=h sslmode=require"), " channel_binding=require");
  Transport T = transportOf({"host=h sslmode=prefer"}, Grammar::Libpq, "");
  EXPECT_EQ(T.Offset, 15U);
  EXPECT_EQ(T.Length, 6U);
  EXPECT_EQ(T.Value, "verify-full");
}

using Pieces = std::vector<size_t>;

TEST(Shown, KnowsAPasswordByWhatStandsAroundIt) {
  auto None = std::nullopt;
  EXPECT_EQ(secretHolesIn({"at postgresql://", None, ":", None, "@h/d"}),
            (Pieces{3}));
  EXPECT_EQ(secretHolesIn({"at postgresql://", None, "@h/d"}), Pieces());
  EXPECT_EQ(secretHolesIn({"at https://", None, ":", None, "@h"}), Pieces());
  EXPECT_EQ(secretHolesIn({"host=", None, " password=", None}), (Pieces{3}));
  EXPECT_EQ(secretHolesIn({"bad password=", None}), Pieces());
  EXPECT_EQ(secretsInCommand({"PGPASSWORD=", None, " psql"}), (Pieces{1}));
  EXPECT_EQ(secretsInCommand({"PGPASSWORD=x1y2 psql"}), (Pieces{0}));
  EXPECT_EQ(secretsInCommand({"PGPASSWORD=$PW psql"}), Pieces());
  EXPECT_EQ(secretsInCommand({"mysql -p", None}), (Pieces{1}));
  EXPECT_EQ(secretsInCommand({"ssh -p", None}), Pieces());
  EXPECT_EQ(
      secretHoles({"host=h password=", None, " user=", None}, Grammar::Libpq),
      (Pieces{1}));
}

} // namespace
} // namespace dbsafe::conninfo
