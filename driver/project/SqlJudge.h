//===- SqlJudge.h - A verdict for every statement of a file ---------------===//
#ifndef DBSAFE_DRIVER_PROJECT_SQLJUDGE_H
#define DBSAFE_DRIVER_PROJECT_SQLJUDGE_H

#include "config/Configuration.h"
#include "project/SqlInput.h"
#include "report/Statements.h"
#include <optional>

namespace dbsafe::driver {

/// Without a dialect, a statement is read as PostgreSQL's, and with the
/// placeholders of all libraries if that is no proof.
using FileDialect = std::optional<sql::Dialect>;

struct JudgedFile {
  std::vector<report::Statement> Statements;
  std::vector<report::Failure> Failures; ///< Statements that do not parse.
};

struct JudgedProgram {
  std::vector<JudgedFile> Files; ///< One for each text.
  /// True if neither a schema nor the statements themselves tell which tables
  /// have owners.
  bool NothingToGoBy = false;
};

/// Judges every statement of the texts of one program: by the schema, or
/// without one by what most of its statements do.
JudgedProgram judge(const std::vector<const SqlText *> &Texts,
                    const config::Configuration &Config, FileDialect D);

} // namespace dbsafe::driver

#endif
