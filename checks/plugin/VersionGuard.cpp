//===- VersionGuard.cpp - No work under another LLVM ----------------------===//
//
// Uses nothing but the standard library: it must run before anything of a
// wrong LLVM is touched.
//
//===----------------------------------------------------------------------===//
#include "plugin/VersionGuard.h"

namespace dbsafe::tidy {

std::string_view majorMinor(std::string_view FullVersion) {
  constexpr std::string_view Before = "version ";
  size_t Start = FullVersion.find(Before);
  Start = Start == std::string_view::npos ? 0 : Start + Before.size();
  size_t End = Start;
  bool SeenDot = false;
  while (End < FullVersion.size()) {
    char C = FullVersion[End];
    if (C == '.' && SeenDot)
      break;
    SeenDot |= C == '.';
    if (C != '.' && (C < '0' || C > '9'))
      break;
    ++End;
  }
  return FullVersion.substr(Start, End - Start);
}

std::string versionMismatch(std::string_view Built, std::string_view Host) {
  std::string_view Ours = majorMinor(Built), Theirs = majorMinor(Host);
  if (Ours == Theirs)
    return {};
  std::string Major(Ours.substr(0, Ours.find('.')));
  return "dbsafe: error: this plugin is built for clang-tidy " +
         std::string(Ours) + ", but this is " + std::string(Host) +
         ". It would find nothing here. Use clang-tidy-" + Major +
         ", or the plugin built for this version.\n";
}

} // namespace dbsafe::tidy
