//===- TextTemplate.h - "{this}, {0}" -------------------------------------===//
//
// The small language in which a catalogue file says what text a builder makes:
// literal text, and items in braces (docs/catalog.md lists them).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_TEXTTEMPLATE_H
#define DBSAFE_CHECKS_CATALOG_TEXTTEMPLATE_H

#include "catalog/Catalog.h"
#include <variant>

namespace dbsafe::catalog {

/// The format languages that an item may name: "printf", "fmt", ...
llvm::ArrayRef<llvm::StringRef> formatLanguages();

/// The slot of that name; nullopt if there is none.
std::optional<QuotedSlot> readSlot(llvm::StringRef Word);
/// Their names, to suggest one.
llvm::ArrayRef<llvm::StringRef> slotNames();

/// Reads "this", "return" or an argument's index; a string is what is wrong.
std::variant<Operand, std::string> readOperand(llvm::StringRef Word);

/// Reads a builder's text; a string is what is wrong with it.
std::variant<std::vector<Item>, std::string> readText(llvm::StringRef Text);

} // namespace dbsafe::catalog

#endif
