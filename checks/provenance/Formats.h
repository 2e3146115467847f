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
};

/// Reads Format in Language: "printf", "fmt" (std::format), "qt" (%1, %2). Null
/// if the language is not known or the format is broken. Own: the letters of
/// conversions that a library has of its own.
std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format,
                                                  llvm::StringRef Own = {});

/// True if the conversion prints a number whatever the argument's type.
bool isNumericConversion(llvm::StringRef Language, char Conversion);

} // namespace dbsafe::provenance

#endif
