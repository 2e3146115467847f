//===- Transport.h - How a connection is protected on its way -------------===//
//
// Reads sslmode and its relatives the way the client library does: what
// happens to the traffic if someone stands between the program and the server
// (PostgreSQL manual, "SSL Support", table 34.1).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONNINFO_TRANSPORT_H
#define DBSAFE_CHECKS_CONNINFO_TRANSPORT_H

#include "conninfo/Conninfo.h"

namespace dbsafe::conninfo {

enum class Protection {
  Unknown,    ///< Something that decides is not known.
  Local,      ///< The traffic does not leave this machine.
  Plain,      ///< It is never encrypted.
  Optional,   ///< It is if the server says so, or whoever stands between.
  Unverified, ///< It is, but to whoever answers.
  Verified,   ///< It is, and who answers is checked.
};

struct Transport {
  Protection How = Protection::Unknown;
  std::string Host;   ///< May be shown; empty if it is not known.
  std::string Said;   ///< "sslmode=prefer"; empty if nothing is said.
  std::string Remedy; ///< What to write instead, or to add.
  /// Where the value stands that Value is to replace, as Secret has it; Length
  /// is 0 if nothing is said, or it could not be located.
  size_t Offset = 0, Length = 0;
  std::string Value;
  /// What joins Remedy to the text's end; empty if it can't be appended.
  std::string Joint;
};

/// What a connection string says. Default is what the library does if nothing
/// is said, in libpq's words ("prefer"); empty if that is not known, "driver"
/// if it is an ODBC driver's to decide.
Transport transportOf(const PartialText &Text, Grammar G,
                      std::string_view Default);

/// The same for settings that are made one by one. If HasMore, there may be
/// others.
Transport transportOf(const std::vector<Setting> &Settings, bool HasMore,
                      std::string_view Default);

} // namespace dbsafe::conninfo

#endif
