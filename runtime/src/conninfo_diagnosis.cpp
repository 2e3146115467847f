//===- conninfo_diagnosis.cpp - Recognising what is wrong -----------------===//
//
// The checks run from the outside in: each message is the first thing that a
// person would have to correct.
//
//===----------------------------------------------------------------------===//
#include "conninfo_diagnosis.hpp"
#include "dbsafe/sql_facts.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace dbsafe::detail {

static constexpr std::string_view encode_hint =
    "In a URI, write the characters @ : / ? # % of user and password "
    "percent-encoded (%40 %3A %2F %3F %23 %25)";

static std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What comes before "://", if it looks like the scheme of a URI.
static std::string_view scheme_of(std::string_view value) {
  const auto end = value.find("://");
  if (end == std::string_view::npos || end == 0)
    return {};
  const std::string_view scheme = value.substr(0, end);
  const bool fits = std::ranges::all_of(scheme, [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           c == '+' || c == '-' || c == '.' || c == ':';
  });
  return fits ? scheme : std::string_view();
}

static std::string diagnose_scheme(std::string_view scheme) {
  if (scheme == "postgresql" || scheme == "postgres")
    return {};
  const std::string name = lowered(scheme);
  if (name == "postgresql" || name == "postgres")
    return "its scheme must be in lower case: postgresql://";
  if (name.starts_with("postgresql+") || name.starts_with("postgres+"))
    return "it names a driver, as SQLAlchemy does (\"postgresql+...://\"): "
           "write postgresql://";
  if (name.starts_with("jdbc:postgres"))
    return "it is a JDBC URL: drop \"jdbc:\", and put user and password in "
           "front of the host";
  static constexpr std::array<std::string_view, 12> others = {
      "mysql",  "mariadb", "sqlite", "sqlite3", "mssql", "sqlserver",
      "oracle", "mongodb", "redis",  "http",    "https", "jdbc:mysql"};
  for (const std::string_view other : others)
    if (name == other || name.starts_with(std::string(other) + "+"))
      return "it is a URL for something else (\"" + std::string(other) +
             "://\"), not for PostgreSQL: write postgresql://";
  return "its scheme is not PostgreSQL's: write postgresql://";
}

std::string diagnose_shape(std::string_view value) {
  if (std::ranges::all_of(value, is_space))
    return "it is empty";
  if (is_space(value.front()) || is_space(value.back()))
    return "it begins or ends with white space; a line break often comes from "
           "reading it from a file";
  const char first = value.front();
  if (value.size() > 1 && first == value.back() &&
      (first == '\'' || first == '"' || first == '`'))
    return "it is wrapped in quotes that belong to the shell, not to the "
           "value; env files of Docker keep them";
  if (first == '$' || first == '<' || first == '{')
    return "it is a placeholder that nothing has replaced";
  if (const auto scheme = scheme_of(value); !scheme.empty())
    return diagnose_scheme(scheme);
  if (value.find('=') == std::string_view::npos)
    return "it is neither a URI (postgresql://user@host/dbname) nor a list of "
           "keyword=value";
  return {};
}

std::string diagnose_parse_error(std::string_view message) {
  const auto says = [message](std::string_view part) {
    return message.find(part) != std::string_view::npos;
  };
  if (says("invalid connection option"))
    return "it has a keyword that this libpq does not know. Keywords are in "
           "lower case (host, port, dbname, user, password, sslmode), and a "
           "value with spaces needs quotes: password='a b'";
  if (says("invalid URI query parameter"))
    return "a parameter after its \"?\" is none that this libpq knows";
  if (says("missing \"=\" after"))
    return "a keyword in it has no \"=\". A value with spaces needs quotes: "
           "password='a b'";
  if (says("unterminated quoted string"))
    return "a quoted value in it does not end; write a quote inside one as \\'";
  if (says("percent-encoded") || says("%00"))
    return "a \"%\" in it is not followed by two hexadecimal digits. "
           "Write % itself as %25";
  if (says("query parameter") || says("key/value separator"))
    return "what follows its \"?\" is not a list of keyword=value. " +
           std::string(encode_hint);
  if (says("IPv6"))
    return "its IPv6 address has no closing \"]\" or is empty";
  if (says("unexpected character"))
    return "after the closing \"]\" of its IPv6 address comes neither \":\" "
           "nor \"/\"";
  return "libpq cannot read it. " + std::string(encode_hint);
}

bool is_this_machine(const std::string &host) {
  if (host.empty() || host.front() == '/' || host.front() == '@')
    return true;
  if (lowered(host) == "localhost")
    return true;
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1)
    return (ntohl(v4.s_addr) >> 24) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 &&
         IN6_IS_ADDR_LOOPBACK(&v6);
}

} // namespace dbsafe::detail
