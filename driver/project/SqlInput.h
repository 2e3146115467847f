//===- SqlInput.h - The SQL texts a command line names --------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_SQLINPUT_H
#define DBSAFE_DRIVER_PROJECT_SQLINPUT_H

#include "report/Report.h"
#include "llvm/ADT/ArrayRef.h"

namespace dbsafe::driver {

struct SqlText {
  std::string File; ///< Absolute; for stdin "<stdin>" in the working folder.
  std::string Content;
};

struct SqlInput {
  std::vector<SqlText> Texts; ///< In the order given, each file once.
  std::vector<report::Failure> Failures;
};

/// Reads what Paths name: files, folders (every .sql file below), patterns
/// such as "queries/**/*.sql", and "-" for stdin. Nothing at all is stdin.
SqlInput readSql(llvm::ArrayRef<std::string> Paths, llvm::StringRef Here);

} // namespace dbsafe::driver

#endif
