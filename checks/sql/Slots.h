//===- Slots.h - What each hole is to SQL's grammar -----------------------===//
//
// The slot of a hole decides what may safely stand in it: a value can be
// bound, an identifier can only be quoted or chosen from a list. It is found
// by reading the statement, never by guessing from names: PostgreSQL's lexical
// rules say whether the hole stands inside quotes, then the parser is run with
// a stand-in in its place.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SLOTS_H
#define DBSAFE_CHECKS_SQL_SLOTS_H

#include "sql/Template.h"
#include <string_view>
#include <vector>

namespace dbsafe::sql {

enum class Slot {
  Value,            ///< An expression's operand outside quotes: bind it.
  QuotedValue,      ///< Inside '...': bind it, without the quotes.
  LikePattern,      ///< Operand of LIKE / ILIKE / SIMILAR TO, quoted or not.
  Identifier,       ///< A table, column or other name outside quotes.
  QuotedIdentifier, ///< Inside "..." (or `...`).
  Keyword,          ///< ASC/DESC, an operator, a join kind.
  Limit,            ///< LIMIT, OFFSET, FETCH.
  List,             ///< The whole inside of IN (...) or VALUES (...).
  Clause,           ///< A condition, a WHERE, an ORDER BY: grammar of its own.
  Statement,        ///< The whole statement, or one of several.
  Open,             ///< Within a statement of which no word is written here.
  Comment,          ///< Inside /* */ or --.
  Placeholder,      ///< The number of a placeholder: "$" followed by the hole.
  Unknown,          ///< The text around it could not be read.
};

/// The slot's name for messages: "quoted value", "LIMIT".
std::string_view name(Slot S);

/// True where a bind parameter could stand in the hole's place.
bool canBind(Slot S);

/// The slot of each hole, in the order of their numbers. Never fails: where
/// the grammar cannot be read, the lexical state alone decides.
std::vector<Slot> slots(const Template &T, Dialect D);

} // namespace dbsafe::sql

#endif
