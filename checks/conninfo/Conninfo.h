//===- Conninfo.h - What a connection string gives away -------------------===//
//
// Reads connection strings the way their libraries do (libpq's own parser for
// PostgreSQL), tells secrets from placeholders, and redacts. Nothing here ever
// returns a secret: only that there is one, and a salted hash to recognise it
// again.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONNINFO_CONNINFO_H
#define DBSAFE_CHECKS_CONNINFO_CONNINFO_H

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::conninfo {

/// The grammar of a connection string.
enum class Grammar {
  Libpq, ///< URI or keyword/value, as PQconninfoParse reads it.
  Odbc,  ///< Key=value;Key=value
  Uri,   ///< scheme://user:password@host of any scheme
  Any,   ///< Whichever of the above fits.
};

/// A password that stands in a text.
struct Secret {
  std::string Keyword; ///< As libpq spells it: "password", "sslpassword".
  std::string User;    ///< Empty if the text names none.
  std::string Host;    ///< Empty if the text names none.
  std::string Hash;    ///< Salted, 12 hex digits; tells two secrets apart.
  /// Where the secret stands in the text as it is written (encoded, without
  /// its quotes), in bytes. Holes count for nothing.
  size_t Offset = 0;
  size_t Length = 0;  ///< 0 where it could not be located.
  bool Local = false; ///< The host is this machine (socket, loopback).
};

/// A text of known pieces and holes, in order; a hole is std::nullopt.
using PartialText = std::vector<std::optional<std::string>>;

/// The secrets that are written in a connection string. A password that comes
/// from a hole is no secret of the text, nor is a placeholder ("<password>",
/// "${PGPASSWORD}", "changeme") or an empty one.
std::vector<Secret> secretsIn(const PartialText &Text, Grammar G);

/// The same for a text that stands alone, without evidence that it is used to
/// connect: only a URI with password and host, or a keyword/value string with
/// at least two known keywords, one of them a password, counts.
std::vector<Secret> secretsInLiteral(std::string_view Text);

/// One setting of a connection string.
struct Setting {
  std::string Keyword; ///< As libpq spells it: "host", "user", "sslmode".
  std::optional<std::string> Value; ///< nullopt if a hole has part in it.
};

/// All settings but the secrets. A keyword that is repeated is there once, with
/// the value that counts; a text that can't be read has none.
std::vector<Setting> settingsIn(const PartialText &Text, Grammar G);

/// True if all of a comma-separated list of hosts are this machine: empty, a
/// socket's path or abstract name, localhost, 127.0.0.0/8, ::1.
bool isLocal(std::string_view Hosts);

/// True if a value can't be a secret: empty, a mask, a placeholder, a
/// reference to a vault, the key's own name.
bool isPlaceholder(std::string_view Value, std::string_view Keyword = {});

/// A secret's hash: salted, truncated, for baselines and fingerprints.
std::string hashOf(std::string_view Secret);

/// The text with every password in it replaced by "***", whether or not it
/// parses. For anything that prints text of the user's program.
std::string redact(std::string_view Text);

} // namespace dbsafe::conninfo

#endif
