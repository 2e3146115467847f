//===- Wrappers.h - Functions that hand their parameter on to a sink ------===//
//
// A project's own functions around a library's are the library's to their
// callers. What one file knows of them is written as catalogue entries, the
// same as a library's, so that the other files of the program can be told: by
// the command, which links them, or through a catalogue file.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_WRAPPERS_H
#define DBSAFE_CHECKS_PROVENANCE_WRAPPERS_H

#include "provenance/Program.h"
#include <string>
#include <vector>

namespace dbsafe::provenance {

/// What a file offers to, and wants from, the rest of the program.
struct Interface {
  std::vector<catalog::Sink> Sinks;
  std::vector<catalog::Connect> Connects;
  /// Catalogue names of the functions that are called here and defined
  /// elsewhere, sorted.
  std::vector<std::string> Calls;
};

/// The interface of an analysed translation unit.
Interface interfaceOf(const Program &Program);

} // namespace dbsafe::provenance

#endif
