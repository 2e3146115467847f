//===- Deviance.h - The one statement that does not ask whose row it is ---===//
//
// Without a schema nobody says which tables have owners. But the program does:
// where most statements on a table tie one column to a parameter, the one that
// does not is suspicious ("bugs as deviant behavior", Engler et al., 2001).
// docs/scoped.md has the thresholds.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_DEVIANCE_H
#define DBSAFE_CHECKS_SQL_DEVIANCE_H

#include "sql/Ownership.h"
#include "sql/ReadText.h"
#include "sql/Scope.h"

namespace dbsafe::sql {

/// One text that a program sends.
struct SentText {
  Template Text;
  Dialect Lang = Dialect::PostgreSQL;
};

/// A text that does not do as most others.
struct Deviation {
  size_t Text = 0;    ///< Its index.
  std::string Table;  ///< "todos"
  std::string Column; ///< The column that most others require: "user_id".
  unsigned Requiring = 0;
  unsigned Total = 0;
  Place Where; ///< The table's name.
  size_t Length = 0;
};

struct Deviance {
  std::vector<Deviation> Deviations; ///< In the order of the texts.
  /// True if there is a table most statements on which agree.
  bool HasMajority = false;
};

/// Compares texts that run against one database. Tables that O lists, as owned
/// or public, are not guessed about.
Deviance deviance(const std::vector<SentText> &Texts, const Ownership &O);

/// The tables that a text reads or changes rows of: where each is named first,
/// and its name as the message.
std::vector<Remark> tableUses(const SentText &Sent);

/// "11 of 12 statements on 'todos' require 'user_id'; this one does not".
std::string message(const Deviation &D);

} // namespace dbsafe::sql

#endif
