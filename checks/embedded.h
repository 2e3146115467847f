//===- embedded.h - Text files compiled into the binary -------------------===//
//
// The catalogue and the checks' documentation pages travel inside the command
// and the plugin, so that neither has anything to find at run time. The
// definitions are written by the build.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_EMBEDDED_H
#define DBSAFE_CHECKS_EMBEDDED_H

#include <span>
#include <string_view>

namespace dbsafe::embedded {

struct EmbeddedFile {
  std::string_view Name; ///< File name without its folder: "libpq.yaml".
  std::string_view Text;
};

/// Every file of checks/catalog/*.yaml, frozen (catalog/Frozen.h).
std::span<const EmbeddedFile> catalogs();

/// Every page of docs/checks/*.md.
std::span<const EmbeddedFile> pages();

} // namespace dbsafe::embedded

#endif
