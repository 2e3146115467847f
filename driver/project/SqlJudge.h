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

/// Judges every statement of a text.
JudgedFile judge(const SqlText &Text, const config::Configuration &Config,
                 FileDialect D);

} // namespace dbsafe::driver

#endif
