//===- Comparison.h - Stated findings against reported ones ---------------===//
//
// Every finding must be annotated and every annotation found; two front ends
// must report the same.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_CHECKS_COMPARISON_H
#define DBSAFE_TESTS_CHECKS_COMPARISON_H

#include "Annotations.h"
#include "FrontEnds.h"
#include <string>
#include <vector>

namespace dbsafe::annotated {

/// What is wrong, one line each: "a.cpp:3: missing finding ...". Empty if all
/// is as stated. Notes need no annotation, but an annotated one must be there.
std::vector<std::string> compare(const std::vector<Expectation> &Stated,
                                 const std::vector<Reported> &Found);

/// In what two front ends differ, one line each.
std::vector<std::string> differences(const std::vector<Reported> &Left,
                                     llvm::StringRef LeftName,
                                     const std::vector<Reported> &Right,
                                     llvm::StringRef RightName);

} // namespace dbsafe::annotated

#endif
