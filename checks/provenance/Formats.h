//===- Formats.h - Format strings -----------------------------------------===//
//
// Reads the format languages that builders use, into literal parts and
// arguments. The catalogue says which call speaks which language and what its
// own conversions mean.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_FORMATS_H
#define DBSAFE_CHECKS_PROVENANCE_FORMATS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace dbsafe::provenance {

/// One part of a format string.
struct FormatPart {
  std::string Literal;   ///< If not empty, literal text and nothing else.
  size_t Offset = 0;     ///< Where the part starts in the format string.
  unsigned Argument = 0; ///< Otherwise the argument, counted from 0.
  char Conversion = 0;   ///< Its conversion letter ('s', 'd'), 0 for none.
  std::string Name = {}; ///< If not empty, the argument's name: {user}.
  size_t Size = 0;       ///< Of an argument: how long its mark is.
};

/// Reads Format in Language: "printf", "fmt" (std::format), "qt" (%1, %2),
/// "boost" (%1%, %|1$s|, %s), "poco" (%s, %[0]s), "substitute" ($0). Null if
/// the language is not known or the format is broken. Next is the argument
/// that a mark without a position takes, and is counted on: a format may come
/// in pieces. Own are the letters of conversions that a library has of its own.
std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format,
                                                  unsigned &Next,
                                                  llvm::StringRef Own = {});
std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format);

/// True if a call fills in the lowest marks that there are and leaves the
/// others to later calls: QString("%1 %2").arg(a).arg(b).
bool isFilledInSteps(llvm::StringRef Language);

/// True if the conversion prints a number whatever the argument's type.
bool isNumericConversion(llvm::StringRef Language, char Conversion);

} // namespace dbsafe::provenance

#endif
