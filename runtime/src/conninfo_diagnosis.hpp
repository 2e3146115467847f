//===- conninfo_diagnosis.hpp - What is wrong with a connection string ----===//
//
// libpq's own parse errors quote the text they could not read, which may be
// half of the password. So they are recognised, never repeated, and said again
// in words that show nothing of the value (CWE-209).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CONNINFO_DIAGNOSIS_HPP
#define DBSAFE_CONNINFO_DIAGNOSIS_HPP

#include <string>
#include <string_view>

namespace dbsafe::detail {

/// What keeps a value from being a connection string at all, seen from its
/// outside: quotes, white space, another database's scheme. Empty if nothing.
std::string diagnose_shape(std::string_view value);

/// What PQconninfoParse means, without its quotations.
std::string diagnose_parse_error(std::string_view message);

/// True if the host (an element of host or hostaddr) is this machine: a Unix
/// socket or a loopback address.
bool is_this_machine(const std::string &host);

} // namespace dbsafe::detail

#endif
