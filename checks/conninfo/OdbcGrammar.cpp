//===- OdbcGrammar.cpp - Key=value;Key={value} ----------------------------===//
//
// ODBC, ADO and what borrows their form (POCO, MySQL X). Keys are
// case-insensitive, and the first of two equal ones counts.
//
//===----------------------------------------------------------------------===//
#include "conninfo/Reading.h"
#include <algorithm>
#include <array>

namespace dbsafe::conninfo {

namespace {

constexpr size_t None = std::string_view::npos;

std::string_view trim(std::string_view Text) {
  size_t Begin = Text.find_first_not_of(" \t\r\n");
  if (Begin == None)
    return {};
  return Text.substr(Begin, Text.find_last_not_of(" \t\r\n") - Begin + 1);
}

/// What drivers call libpq's keywords.
std::string commonKeyword(std::string Key) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18>
      Names = {{{"pwd", "password"},
                {"passwd", "password"},
                {"pgpassword", "password"}, // putenv("PGPASSWORD=...")
                {"mysql_pwd", "password"},
                {"uid", "user"},
                {"user id", "user"},
                {"userid", "user"},
                {"username", "user"},
                {"user name", "user"},
                {"server", "host"},
                {"servername", "host"},
                {"hostname", "host"},
                {"data source", "host"},
                {"address", "host"},
                {"addr", "host"},
                {"network address", "host"},
                {"database", "dbname"},
                {"initial catalog", "dbname"}}};
  for (auto [Theirs, Ours] : Names)
    if (Key == Theirs)
      return std::string(Ours);
  return Key;
}

/// "db" of "tcp:db\instance,1433".
std::string hostName(std::string Server) {
  if (Server.starts_with("tcp:"))
    Server.erase(0, 4);
  Server = Server.substr(0, Server.find_first_of("\\,"));
  return Server == "." || Server == "(local)" ? "localhost" : Server;
}

struct Pair {
  std::string Key; ///< In lower case.
  std::string Value;
  std::string_view Raw;
};

/// Splits at semicolons that stand outside of braces and quotes. IsSound turns
/// false where a part is no pair.
std::vector<Pair> split(std::string_view Text, bool &IsSound) {
  std::vector<Pair> Pairs;
  size_t At = 0;
  while (At < Text.size()) {
    size_t Equals = Text.find_first_of("=;", At);
    std::string_view Key = trim(Text.substr(At, Equals - At));
    if (Equals == None || Text[Equals] == ';') {
      // A hole between semicolons may be any number of pairs.
      IsSound &= Key.find_first_not_of(Hole) == None;
      At = Equals == None ? Text.size() : Equals + 1;
      continue;
    }
    while (Key.starts_with(Hole))
      Key.remove_prefix(1);
    IsSound &= !Key.empty() && Key.find_first_of("'\"{}/?&") == None;

    Pair P{lower(Key), {}, {}};
    size_t Begin = Text.find_first_not_of(" \t", Equals + 1);
    if (Begin == None)
      Begin = Text.size();
    char Open = Begin < Text.size() ? Text[Begin] : ';';
    size_t End;
    if (Open == '{' || Open == '\'' || Open == '"') {
      char Close = Open == '{' ? '}' : Open;
      ++Begin;
      for (End = Begin; End < Text.size(); ++End) {
        if (Text[End] == Close) {
          if (End + 1 == Text.size() || Text[End + 1] != Close)
            break;
          ++End; // A doubled quote is one that belongs to the value.
        }
        P.Value += Text[End];
      }
      P.Raw = Text.substr(Begin, End - Begin);
      End = Text.find(';', std::min(End + 1, Text.size()));
    } else {
      End = Text.find(';', Begin);
      P.Raw = trim(Text.substr(Begin, End - Begin));
      P.Value = P.Raw;
    }
    Pairs.push_back(std::move(P));
    At = End == None ? Text.size() : End + 1;
  }
  return Pairs;
}

} // namespace

bool isOdbcKey(std::string_view Key) {
  constexpr std::array<std::string_view, 10> Common = {
      "user",   "password", "host", "dbname",   "port",
      "driver", "dsn",      "db",   "provider", "trusted_connection"};
  return std::find(Common.begin(), Common.end(),
                   commonKeyword(std::string(Key))) != Common.end();
}

bool looksLikeOdbc(std::string_view Text) {
  bool IsSound = true;
  return split(Text, IsSound).size() >= 2 && IsSound;
}

std::optional<Reading> readOdbc(std::string_view Text) {
  bool IsSound = true;
  std::vector<Pair> Pairs = split(Text, IsSound);
  if (!IsSound || Pairs.empty())
    return std::nullopt;
  Reading R;
  R.IsPartial = hasHole(Text);
  for (Pair &P : Pairs) {
    std::string Keyword = commonKeyword(P.Key);
    if (R.find(Keyword))
      continue;
    bool IsSecret = Keyword == "password" || Keyword == "sslpassword";
    if (Keyword == "host")
      P.Value = hostName(std::move(P.Value));
    R.Fields.push_back(
        {std::move(Keyword), std::move(P.Value), P.Raw, IsSecret});
  }
  return R;
}

} // namespace dbsafe::conninfo
