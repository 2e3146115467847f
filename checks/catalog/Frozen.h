//===- Frozen.h - YAML trees that need no parser --------------------------===//
//
// The built-in catalogue is parsed when dbsafe is built. A run that looks at
// one small file would otherwise spend most of its time in the YAML scanner,
// over texts that never change.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_FROZEN_H
#define DBSAFE_CHECKS_CATALOG_FROZEN_H

#include "catalog/Yaml.h"

namespace dbsafe::yaml {

/// The tree as bytes, places included.
std::string freeze(const Node &Tree);

/// The tree that freeze() was given. Bytes that it did not write are a bug in
/// the build; they are asserted against, not reported.
Node thaw(llvm::StringRef Bytes);

} // namespace dbsafe::yaml

#endif
