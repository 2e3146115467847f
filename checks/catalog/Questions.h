//===- Questions.h - What one file of a program asks the others -----------===//
//
// Text that a function is given and puts where nothing can be bound is as good
// as what its callers pass. Other files may call it: each is asked about its
// own calls.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_QUESTIONS_H
#define DBSAFE_CHECKS_CATALOG_QUESTIONS_H

#include <map>
#include <set>
#include <string>

namespace dbsafe::catalog {

/// A parameter of a function, by name: "open(const char *,int)#0".
using QuestionKey = std::string;

/// What one file passes.
struct Answer {
  bool IsOpen = false; ///< Not all of it is known to be harmless.
  /// It is harmless if what these parameters are given is.
  std::set<QuestionKey> Hinges;
};

/// Parameters that are asked about, with the name of their function.
using Questions = std::map<QuestionKey, std::string>;

} // namespace dbsafe::catalog

#endif
