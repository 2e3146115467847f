//===- Functions.h - The functions that resources pass through ------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_FUNCTIONS_H
#define DBSAFE_CHECKS_LIFECYCLE_FUNCTIONS_H

#include "lifecycle/Knowledge.h"
#include <vector>

namespace dbsafe::lifecycle {

/// The definitions in the user's own code that call something which What knows,
/// or that call one which does and returns a pointer; in the order of the
/// program. Templates are seen as instantiated.
std::vector<const clang::FunctionDecl *> concerned(Knowledge &What);

} // namespace dbsafe::lifecycle

#endif
