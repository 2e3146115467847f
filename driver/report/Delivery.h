//===- Delivery.h - A report, to where it is wanted -----------------------===//
#ifndef DBSAFE_DRIVER_REPORT_DELIVERY_H
#define DBSAFE_DRIVER_REPORT_DELIVERY_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace dbsafe::report {

/// Writes a report, with colours or without.
using Write = llvm::function_ref<void(llvm::raw_ostream &OS, bool Colours)>;

/// Writes to the file, or to stdout if it is empty or "-". Returns what kept
/// that from being done; empty if nothing did.
std::string deliver(llvm::StringRef File, Write Report);

} // namespace dbsafe::report

#endif
