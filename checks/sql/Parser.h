//===- Parser.h - PostgreSQL's parser, as a value -------------------------===//
//
// Runs libpg_query and returns its syntax tree as JSON. A text whose tree
// would be so deep that walking it could exhaust the stack is an error, like
// any other text that cannot be read.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_PARSER_H
#define DBSAFE_CHECKS_SQL_PARSER_H

#include "sql/SyntaxTree.h"
#include <optional>
#include <string>

namespace dbsafe::sql {

/// A syntax tree, or why there is none.
struct ParseResult {
  std::optional<tree::Value> Tree;
  std::string Error;
  size_t ErrorOffset = 0; ///< In bytes.

  bool ok() const { return Tree.has_value(); }
  /// The statements: objects with "stmt", "stmt_location", "stmt_len".
  const tree::Array &statements() const;
};

/// Parses Text, which has no NUL bytes. Thread-safe.
ParseResult parse(const std::string &Text);

/// The one member of a node's object: {"SelectStmt": {...}}.
struct Node {
  llvm::StringRef Type;
  const tree::Object *Fields = nullptr;

  explicit operator bool() const { return Fields != nullptr; }
  bool is(llvm::StringRef T) const { return Fields && Type == T; }

  /// Field accessors; absent fields are empty, as in the JSON.
  Node child(llvm::StringRef Name) const;
  const tree::Object *object(llvm::StringRef Name) const;
  llvm::StringRef text(llvm::StringRef Name) const;
  int64_t number(llvm::StringRef Name) const;
  bool flag(llvm::StringRef Name) const;
  /// A list's elements; nothing if there is no such list.
  const tree::Array &list(llvm::StringRef Name) const;
};

/// The node in a wrapper object; empty for anything else.
Node asNode(const tree::Value &V);

/// The strings of a list of String nodes: a qualified name.
std::vector<std::string> names(const tree::Array &List);

} // namespace dbsafe::sql

#endif
