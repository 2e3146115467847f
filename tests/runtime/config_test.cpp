//===- config_test.cpp - Each way the variable can be wrong ---------------===//
#include "dbsafe/config.hpp"
#include "dbsafe/error.hpp"
#include "environment.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <type_traits>

namespace {

using dbsafe::connection_config;

constexpr const char *variables_of_libpq[] = {
    "PGHOST",     "PGHOSTADDR", "PGPORT",    "PGDATABASE",      "PGUSER",
    "PGPASSWORD", "PGSSLMODE",  "PGSERVICE", "PGCLIENTENCODING"};

class Config : public testing::Test {
protected:
  Config() {
    for (const char *name : variables_of_libpq)
      unsetenv(name);
  }

  static connection_config read(const std::string &value) {
    const environment_variable url("DATABASE_URL", value);
    return connection_config::from_env("DATABASE_URL");
  }

  /// The message of the error; empty if there is none.
  static std::string error_of(const std::string &value) {
    try {
      read(value);
    } catch (const dbsafe::configuration_error &e) {
      return e.what();
    }
    return "";
  }

  static void expect_error(const std::string &value, const std::string &part) {
    const std::string message = error_of(value);
    EXPECT_NE(message.find(part), std::string::npos)
        << value << "\n -> " << message;
    EXPECT_EQ(message.find("hunter2"), std::string::npos) << message;
    EXPECT_EQ(message.find("s3cr"), std::string::npos) << message;
  }
};

TEST_F(Config, SaysWhatToExportWhenNothingIsSet) {
  const environment_variable url("DATABASE_URL");
  try {
    connection_config::from_env("DATABASE_URL");
    FAIL();
  } catch (const dbsafe::configuration_error &e) {
    EXPECT_NE(std::string(e.what()).find("export DATABASE_URL='postgresql://"),
              std::string::npos);
  }
}

TEST_F(Config, NamesTheMistakeAndNeverTheValue) {
  expect_error("", "empty");
  expect_error(" \n", "empty");
  expect_error("postgresql://u:hunter2@localhost/d\n", "white space");
  expect_error("\"postgresql://u:hunter2@localhost/d\"", "quotes");
  expect_error("'postgresql://u:hunter2@localhost/d'", "quotes");
  expect_error("${SECRET_hunter2}", "placeholder");
  expect_error("hunter2", "neither a URI");
  expect_error("mysql://u:hunter2@localhost/d", "mysql");
  expect_error("hunter2://u@localhost/d", "not PostgreSQL's");
  expect_error("POSTGRESQL://u:hunter2@localhost/d", "lower case");
  expect_error("postgresql+asyncpg://u:hunter2@localhost/d", "driver");
  expect_error("jdbc:postgresql://localhost/d?password=hunter2", "JDBC");
  expect_error("host=localhost pasword=hunter2", "keyword");
  expect_error("host=localhost password=s3cr hunter2", "no \"=\"");
  expect_error("host=localhost password='hunter2", "does not end");
  expect_error("postgresql://u:hun%ter2@localhost/d", "%25");
  expect_error("postgresql://u:hunter2@[::1/d", "IPv6");
  expect_error("postgresql://u:hunter2@[::1]x/d", "IPv6");
  expect_error("postgresql://u@localhost/d?hunter2", "keyword=value");
  expect_error("postgresql://u:p@hunter2@localhost/d", "%40");
  expect_error("postgresql://u:p/hunter2@localhost/d", "%2F");
  expect_error("postgresql://u:hunter2@localhost/d?nope=1", "\"?\"");
  expect_error("postgresql://u@localhost/d?sslmode=required", "verify-full");
  expect_error("service=prod", "service file");
  expect_error("host=localhost client_encoding=SJIS", "UTF8");
}

TEST_F(Config, RefusesToTalkToAnotherMachineInTheClear) {
  const std::string hint = "sslmode=verify-full";
  expect_error("postgresql://u:hunter2@db.example.com/d", hint);
  for (const char *mode : {"disable", "allow", "prefer"})
    expect_error(
        std::string("postgresql://u:hunter2@10.0.0.5/d?sslmode=") + mode, hint);
  for (const char *mode : {"require", "verify-ca", "verify-full"})
    EXPECT_EQ(
        error_of(std::string("postgresql://u@10.0.0.5/d?sslmode=") + mode), "");
  expect_error("postgresql://u@localhost,db.example.com/d", hint);
  expect_error("host=localhost hostaddr=10.0.0.5", hint);
  expect_error("host=128.0.0.1", hint);
  expect_error("host=localhost.example.com", hint);
  expect_error("host=::2", hint);
}

TEST_F(Config, NeedsNoTlsOnThisMachine) {
  for (const char *host : {"localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9",
                           "::1", "/run/postgresql", "@abstract", "''"})
    EXPECT_EQ(error_of(std::string("dbname=d host=") + host), "") << host;
  EXPECT_EQ(error_of("postgresql:///d"), "");
  EXPECT_EQ(error_of("host=db.example.com hostaddr=127.0.0.1"), "");
  EXPECT_FALSE(read("postgresql:///d").remote());
  EXPECT_TRUE(read("host=db.example.com sslmode=require").remote());
}

TEST_F(Config, JudgesWhatLibpqWouldTakeFromItsOwnVariables) {
  {
    const environment_variable host("PGHOST", "db.example.com");
    expect_error("dbname=d", "sslmode=verify-full");
    const environment_variable mode("PGSSLMODE", "require");
    EXPECT_EQ(error_of("dbname=d"), "");
    expect_error("dbname=d sslmode=prefer", "sslmode=verify-full");
  }
  {
    const environment_variable address("PGHOSTADDR", "10.0.0.5");
    expect_error("host=localhost", "sslmode=verify-full");
  }
  {
    const environment_variable service("PGSERVICE", "prod");
    expect_error("host=localhost", "service file");
  }
}

TEST_F(Config, DescribesItselfWithoutTheSecret) {
  const auto config =
      read("postgresql://app:hunter2@127.0.0.1:6000/shop?sslpassword=s3cr3t");
  EXPECT_EQ(config.description(), "host=127.0.0.1 port=6000 dbname=shop "
                                  "user=app password=*** sslmode=prefer");
}

TEST_F(Config, RedactsEverySecretFromMessages) {
  const auto config =
      read("postgresql://app:hunter2@127.0.0.1/d?sslpassword=s3cr3t");
  EXPECT_EQ(config.redact("no hunter2, no s3cr3t, no hunter2hunter2; app"),
            "no ***, no ***, no ******; app");
  const auto decoded = read("postgresql://app:p%40ss%20w@127.0.0.1/d");
  EXPECT_EQ(decoded.redact("bad p@ss w"), "bad ***");
  const auto shorter = read("postgresql://app:abc@127.0.0.1/d");
  EXPECT_EQ(shorter.redact("nothing"), "nothing");
  EXPECT_EQ(shorter.redact("xabcx").find("abc"), std::string::npos);
}

template <class T>
concept printable =
    requires(std::ostream &out, const T &value) { out << value; };

TEST(Secret, CannotBePrintedOrConverted) {
  static_assert(!printable<dbsafe::secret>);
  static_assert(printable<std::string>);
  static_assert(!std::is_convertible_v<dbsafe::secret, std::string>);
  static_assert(!std::is_convertible_v<dbsafe::secret, std::string_view>);
  static_assert(!std::is_convertible_v<std::string, dbsafe::secret>);
}

TEST(Secret, KeepsItsValueThroughCopiesAndMoves) {
  dbsafe::secret a("hunter2");
  dbsafe::secret copy = a;
  dbsafe::secret moved = std::move(a);
  EXPECT_EQ(copy.reveal(), "hunter2");
  EXPECT_EQ(moved.reveal(), "hunter2");
  EXPECT_TRUE(a.empty()); // NOLINT(bugprone-use-after-move): defined.
  EXPECT_EQ(a.reveal(), "");
  copy = dbsafe::secret("other");
  EXPECT_EQ(copy.reveal(), "other");
}

} // namespace
