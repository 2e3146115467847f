//===- SyntaxTree.h - The parser's JSON, small and fast -------------------===//
//
// libpg_query hands its tree over as JSON with hundreds of tiny objects a
// statement. They are kept as sorted-by-arrival lists of members: looking
// through five of them beats any hash table, in time and in memory.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SYNTAXTREE_H
#define DBSAFE_CHECKS_SQL_SYNTAXTREE_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dbsafe::sql::tree {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;

/// Members in the order of the text.
class Object {
public:
  Object();
  ~Object();
  Object(const Object &);
  Object(Object &&) noexcept;
  Object &operator=(const Object &);
  Object &operator=(Object &&) noexcept;

  /// Null if there is no such member, or it is of another type.
  const Value *get(llvm::StringRef Name) const;
  const Object *getObject(llvm::StringRef Name) const;
  const Array *getArray(llvm::StringRef Name) const;
  std::optional<llvm::StringRef> getString(llvm::StringRef Name) const;
  std::optional<int64_t> getInteger(llvm::StringRef Name) const;
  std::optional<bool> getBoolean(llvm::StringRef Name) const;

  void add(std::string Name, Value V);
  size_t size() const;
  const Member *begin() const;
  const Member *end() const;

private:
  std::vector<Member> Members;
};

class Value {
public:
  using Content =
      std::variant<std::monostate, bool, int64_t, std::string, Array, Object>;

  Value() = default;
  Value(bool B) : Data(B) {}
  Value(int64_t I) : Data(I) {}
  Value(std::string S) : Data(std::move(S)) {}
  Value(Array A) : Data(std::move(A)) {}
  Value(Object O) : Data(std::move(O)) {}
  Value(const char *) = delete; // Would be a bool.

  const Object *getAsObject() const { return std::get_if<Object>(&Data); }
  const Array *getAsArray() const { return std::get_if<Array>(&Data); }
  const std::string *getAsString() const {
    return std::get_if<std::string>(&Data);
  }
  const int64_t *getAsInteger() const { return std::get_if<int64_t>(&Data); }
  const bool *getAsBoolean() const { return std::get_if<bool>(&Data); }

private:
  Content Data;
};

/// Reads JSON as libpg_query writes it: no floating numbers. Nothing if the
/// text is anything else.
std::optional<Value> read(llvm::StringRef Json);

} // namespace dbsafe::sql::tree

#endif
