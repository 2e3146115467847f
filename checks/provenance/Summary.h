//===- Summary.h - What a function does to text ---------------------------===//
//
// A function's effect in terms of what it is given: the text it returns, what
// it leaves in places that outlive it, and the sites whose text depends on its
// callers. Computed once, bottom-up, and applied at every call.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_SUMMARY_H
#define DBSAFE_CHECKS_PROVENANCE_SUMMARY_H

#include "provenance/Place.h"
#include "provenance/Site.h"
#include <vector>

namespace dbsafe::provenance {

struct Summary {
  Value Returns;
  /// Final values of places that are not the function's own.
  std::vector<std::pair<PlaceId, Value>> Writes;
  /// Objects that it makes and its callers get to know.
  std::vector<PlaceId> Made;
  /// What its result tells of what it was given, and what its return does.
  Outcomes Results;
  Facts Always;
  /// Every site in the function and, as far as they depend on the caller, in
  /// the functions it calls.
  std::vector<Site> Sites;
  /// Those of Sites whose text the callers decide; of very many, the first.
  std::vector<unsigned> Pending;
};

} // namespace dbsafe::provenance

#endif
