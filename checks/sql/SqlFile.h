//===- SqlFile.h - A file of SQL, statement by statement ------------------===//
//
// Cuts a file into statements as psql does: what is meant for psql itself
// (backslash commands, the data of COPY ... FROM stdin) is blanked, so that
// every offset is one of the file. A comment belongs to the statement that it
// stands in front of, or that ends on its line.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SQLFILE_H
#define DBSAFE_CHECKS_SQL_SQLFILE_H

#include "sql/Template.h"
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::sql {

/// One statement of a file; offsets in bytes, half-open.
struct FileStatement {
  size_t Begin = 0;  ///< Where its comments begin.
  size_t First = 0;  ///< Its first word.
  size_t End = 0;    ///< Behind its last word, without the semicolon.
  size_t Close = 0;  ///< Behind its comments.
  unsigned Line = 1; ///< Of First.
};

class SqlFile {
public:
  explicit SqlFile(std::string_view Content, Dialect D = Dialect::PostgreSQL);

  const std::vector<FileStatement> &statements() const { return Statements; }

  /// The statement from its first word to its last.
  std::string_view words(const FileStatement &S) const {
    return std::string_view(Text).substr(S.First, S.End - S.First);
  }
  /// The statement and its comments. It starts at S.Begin of the file.
  std::string_view whole(const FileStatement &S) const {
    return std::string_view(Text).substr(S.Begin, S.Close - S.Begin);
  }

private:
  std::string Text;
  std::vector<FileStatement> Statements;
};

} // namespace dbsafe::sql

#endif
