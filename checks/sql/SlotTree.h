//===- SlotTree.h - A stand-in's slot by its place in the syntax tree -----===//
//
// The same parameter is a value in "a = $1" and a column list in
// "SELECT $1 FROM t": the parser accepts both, the place tells them apart.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SLOTTREE_H
#define DBSAFE_CHECKS_SQL_SLOTTREE_H

#include "sql/Parser.h"
#include "sql/Slots.h"

namespace dbsafe::sql {

/// Stand-ins are the parameter or the number StandInBase + hole, or have the
/// hole's marker in their text.
constexpr unsigned StandInBase = 50'000'000;

/// Sets Slots[hole] for every stand-in that Tree has.
void readSlots(const ParseResult &Tree, std::vector<Slot> &Slots);

} // namespace dbsafe::sql

#endif
