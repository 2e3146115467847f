//===- Conninfo.cpp - What a connection string gives away -----------------===//
#include "conninfo/Conninfo.h"
#include "conninfo/Reading.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/SHA256.h"
#include <algorithm>
#include <array>

namespace dbsafe::conninfo {

namespace {

/// SOCI and POCO put pairs behind a scheme: "postgresql://dbname=d user=u".
std::string_view pairsBehindScheme(const UriParts &Uri) {
  std::string_view Rest = Uri.Rest;
  if (Rest.starts_with('/'))
    Rest.remove_prefix(1);
  size_t End = Rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  bool IsPair = End != 0 && End != std::string_view::npos && Rest[End] == '=';
  return IsPair ? Rest : std::string_view();
}

bool hasPassword(const std::optional<Reading> &R) {
  return R && R->has("password");
}

std::optional<Reading> readPairs(std::string_view Text, Grammar G,
                                 UnknownKeywords U = UnknownKeywords::Drop) {
  std::optional<Reading> Libpq = readLibpqPairs(Text, U);
  if (looksLikeOdbc(Text)) {
    // To libpq a semicolon is like any other character. Where both readings
    // have a password, the caller's evidence decides.
    std::optional<Reading> Odbc = readOdbc(Text);
    if (hasPassword(Odbc) && (G != Grammar::Libpq || !hasPassword(Libpq)))
      return Odbc;
  }
  if (Libpq || U == UnknownKeywords::Refuse)
    return Libpq;
  return readOdbc(Text);
}

} // namespace

std::optional<Reading> read(std::string_view Text, Grammar G) {
  if (std::optional<UriParts> Uri = splitUri(Text)) {
    std::string_view Pairs = pairsBehindScheme(*Uri);
    if (!Pairs.empty())
      return readPairs(Pairs, Grammar::Any);
    if (auto R = readLibpqUri(Text))
      return R;
    return readUri(Text);
  }
  if (G == Grammar::Odbc)
    return readOdbc(Text);
  if (auto R = readBareUri(Text))
    return R;
  return readPairs(Text, G);
}

std::string shown(const Field *F) {
  std::string Result;
  if (!F || std::all_of(F->Value.begin(), F->Value.end(),
                        [](char C) { return C == Hole; }))
    return Result;
  for (char C : F->Value)
    if (C != Hole)
      Result += C;
    else if (!Result.ends_with("..."))
      Result += "...";
  return Result;
}

const Field *hostOf(const Reading &R) {
  const Field *Address = R.find("hostaddr");
  return Address && !Address->Value.empty() ? Address : R.find("host");
}

namespace {

bool isOnThisMachine(const Reading &R) {
  const Field *Host = hostOf(R);
  if (!Host || Host->Value.empty())
    return !R.IsPartial;
  return !hasHole(Host->Value) && isLocal(Host->Value);
}

template <typename OffsetT>
std::vector<Secret> secretsOf(const Reading &R, OffsetT Offset) {
  std::vector<Secret> Secrets;
  for (const Field &F : R.Fields) {
    if (!F.IsSecret || hasHole(F.Value) || isPlaceholder(F.Value, F.Keyword))
      continue;
    Secret S;
    S.Keyword = F.Keyword;
    S.User = shown(R.find("user"));
    S.Host = shown(R.find("host"));
    S.Hash = hashOf(F.Value);
    if (!F.Raw.empty()) {
      S.Offset = Offset(F.Raw);
      S.Length = F.Raw.size();
    }
    S.Local = isOnThisMachine(R);
    Secrets.push_back(std::move(S));
  }
  return Secrets;
}

} // namespace

bool isDatabaseScheme(std::string_view Scheme) {
  if (Scheme.starts_with("jdbc:"))
    return true;
  std::string Base = lower(Scheme.substr(0, Scheme.find_first_of("+:")));
  constexpr std::array<std::string_view, 29> Known = {
      "postgresql",  "postgres",  "pgsql",     "pg",          "psql",
      "mysql",       "mysqlx",    "mariadb",   "mongodb",     "redis",
      "rediss",      "valkey",    "mssql",     "sqlserver",   "oracle",
      "cockroachdb", "cockroach", "redshift",  "timescaledb", "clickhouse",
      "cassandra",   "neo4j",     "bolt",      "couchdb",     "couchbase",
      "firebird",    "db2",       "snowflake", "odbc"};
  return std::find(Known.begin(), Known.end(), Base) != Known.end();
}

std::vector<Secret> secretsIn(const PartialText &Text, Grammar G) {
  Joined All(Text);
  std::optional<Reading> R = read(All.text(), G);
  if (!R)
    return {};
  return secretsOf(*R, [&](std::string_view Raw) { return All.offset(Raw); });
}

std::vector<Secret> secretsInLiteral(std::string_view Text) {
  std::optional<Reading> R;
  if (std::optional<UriParts> Uri = splitUri(Text)) {
    if (!isDatabaseScheme(Uri->Scheme) ||
        Text.find_first_of(" \t\r\n") != std::string_view::npos)
      return {};
    R = read(Text, Grammar::Any);
    if (!R || !(R->has("host") || R->has("hostaddr")))
      return {};
  } else {
    R = readPairs(Text, Grammar::Any, UnknownKeywords::Refuse);
    constexpr int Enough = 2;
    if (!R ||
        std::count_if(R->Fields.begin(), R->Fields.end(), [](const Field &F) {
          return isKeyword(F.Keyword);
        }) < Enough)
      return {};
  }
  return secretsOf(*R, [&](std::string_view Raw) -> size_t {
    return Raw.data() - Text.data();
  });
}

std::vector<Setting> settingsIn(const PartialText &Text, Grammar G) {
  Joined All(Text);
  std::optional<Reading> R = read(All.text(), G);
  std::vector<Setting> Settings;
  if (!R)
    return Settings;
  for (const Field &F : R->Fields) {
    if (F.IsSecret)
      continue;
    Settings.push_back({F.Keyword, std::nullopt});
    if (!hasHole(F.Value))
      Settings.back().Value = F.Value;
  }
  return Settings;
}

bool isLocal(std::string_view Hosts) {
  while (true) {
    size_t End = std::min(Hosts.find(','), Hosts.size());
    std::string Host = lower(Hosts.substr(0, End));
    bool IsLoopback =
        Host == "localhost" || Host == "::1" || Host == "[::1]" ||
        (Host.starts_with("127.") &&
         Host.find_first_not_of("0123456789.") == std::string::npos);
    // An empty host, a path and an abstract name stand for a socket.
    bool IsSocket = Host.empty() || Host[0] == '/' || Host[0] == '@';
    if (!IsLoopback && !IsSocket)
      return false;
    if (End == Hosts.size())
      return true;
    Hosts.remove_prefix(End + 1);
  }
}

std::string hashOf(std::string_view Secret) {
  // The salt keeps the hash out of tables made for other tools' hashes.
  constexpr std::string_view Salt = "dbsafe/credential/1\n";
  llvm::SHA256 Sha;
  Sha.update(llvm::StringRef(Salt.data(), Salt.size()));
  Sha.update(llvm::StringRef(Secret.data(), Secret.size()));
  std::string Hex;
  constexpr size_t Bytes = 6;
  for (uint8_t Byte : Sha.final()) {
    if (Hex.size() == 2 * Bytes)
      break;
    Hex += "0123456789abcdef"[Byte >> 4];
    Hex += "0123456789abcdef"[Byte & 15];
  }
  return Hex;
}

} // namespace dbsafe::conninfo
