//===- Schema.cpp - dbsafe schema -----------------------------------------===//
#include "commands/Commands.h"

namespace dbsafe::driver {

int showSchema(const SchemaRequest &) { return Clean; }

} // namespace dbsafe::driver
