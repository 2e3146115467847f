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

#include "provenance/Interface.h"
#include "provenance/Program.h"

namespace dbsafe::provenance {

/// The interface of an analysed translation unit.
Interface interfaceOf(const Program &Program);

} // namespace dbsafe::provenance

#endif
