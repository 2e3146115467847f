//===- Habits.h - The statements of a program, compared -------------------===//
//
// Without a schema, the one statement that does not ask whose row it is stands
// out among all of the program, not only among those of its own file.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_HABITS_H
#define DBSAFE_DRIVER_PROJECT_HABITS_H

#include "report/Report.h"
#include <vector>

namespace dbsafe::driver {

class Configurations;

/// Adds to each outcome the statements in it that do not do as most others of
/// the files with the same configuration (sql/Deviance.h).
void compareHabits(std::vector<report::Outcome> &Outcomes,
                   Configurations &Configured);

} // namespace dbsafe::driver

#endif
