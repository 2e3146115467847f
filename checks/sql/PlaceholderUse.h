//===- PlaceholderUse.h - Which values a statement waits for --------------===//
#ifndef DBSAFE_CHECKS_SQL_PLACEHOLDERUSE_H
#define DBSAFE_CHECKS_SQL_PLACEHOLDERUSE_H

#include "sql/ReadText.h"

namespace dbsafe::sql {

/// The placeholders of a text.
struct PlaceholderUse {
  std::set<unsigned> Numbers;  ///< $1, ?1; those of "?" in order.
  std::set<std::string> Names; ///< ":user", "@user", "$user"
  /// How many values have to be bound.
  unsigned count() const {
    return (Numbers.empty() ? 0 : *Numbers.rbegin()) + unsigned(Names.size());
  }
  /// Name as it is spelled in the text, or without its first character.
  bool has(const std::string &Name) const;
};

/// True if a value that is bound to Name is bound to the placeholder that is
/// spelled like this: some libraries leave out the first character.
bool isNameOf(const std::string &Name, const std::string &Spelling);

/// Nothing if a hole may bring further ones, or if what is read here may not
/// be what the server reads.
std::optional<PlaceholderUse> placeholderUse(const ReadText &Text);

/// Placeholders that are none, or that leave a number out. AsSent says that the
/// server gets the text as it is: then ":name" is none either.
std::vector<Remark> placeholderMistakes(const ReadText &Text, bool AsSent);

/// The start of the second statement of a text; null if there is none.
const Token *secondStatement(const ReadText &Text);

} // namespace dbsafe::sql

#endif
