//===- VersionGuard.h - No work under another LLVM ------------------------===//
//
// A plugin that is loaded into a clang-tidy of another LLVM version finds
// nothing and clang-tidy exits with 0: the layouts of Clang's classes differ,
// so no matcher ever fires. A check that silently passes is worse than none.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PLUGIN_VERSIONGUARD_H
#define DBSAFE_CHECKS_PLUGIN_VERSIONGUARD_H

#include <string>
#include <string_view>

namespace dbsafe::tidy {

/// "19.1" out of "Debian clang version 19.1.7 (3~deb12u1)"; empty if there is
/// no version in it. Releases of one major.minor share their layouts.
std::string_view majorMinor(std::string_view FullVersion);

/// What to tell the user if a plugin built for Built is loaded into Host (both
/// full versions); empty if they fit.
std::string versionMismatch(std::string_view Built, std::string_view Host);

} // namespace dbsafe::tidy

#endif
