//===- Words.h - Is it one of these words? --------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_WORDS_H
#define DBSAFE_CHECKS_SQL_WORDS_H

#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <initializer_list>

namespace dbsafe::sql {

/// True if Word is one of Words, case-sensitively.
inline bool oneOf(llvm::StringRef Word,
                  std::initializer_list<llvm::StringRef> Words) {
  return std::find(Words.begin(), Words.end(), Word) != Words.end();
}

} // namespace dbsafe::sql

#endif
