//===- Yaml.h - YAML files that people write ------------------------------===//
//
// Reads a YAML text into a tree whose every node knows its line and column, and
// collects what is wrong with it, so that one run of dbsafe tells a person all
// the mistakes of a file, each with its place and its remedy. LLVM's own YAML
// mapping stops at the first. The catalogue and .dbsafe.yaml are read with it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_YAML_H
#define DBSAFE_CHECKS_CATALOG_YAML_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace dbsafe::yaml {

/// One value of a YAML text.
struct Node {
  enum class Kind { Null, Scalar, Sequence, Mapping };
  Kind What = Kind::Null;
  std::string Text;        ///< A scalar's value, unquoted.
  std::vector<Node> Items; ///< A sequence's items, a mapping's values.
  std::vector<Node> Keys;  ///< A mapping's keys, parallel to Items.
  unsigned Line = 1;       ///< Counted from 1.
  unsigned Column = 1;     ///< In bytes, counted from 1.
};

/// What is wrong with one file.
class Problems {
public:
  explicit Problems(llvm::StringRef FileName) : FileName(FileName) {}

  void add(unsigned Line, unsigned Column, const llvm::Twine &Message);
  void add(const Node &Where, const llvm::Twine &Message) {
    add(Where.Line, Where.Column, Message);
  }
  /// Takes the problems of another file along; they come last.
  void adopt(llvm::Error OfAnotherFile);
  bool empty() const { return Found.empty() && Adopted.empty(); }

  /// All problems in the order of their places, a line each, in a compiler's
  /// form: "file:line:col: error: message". Success if there are none.
  llvm::Error take();

private:
  struct Problem {
    unsigned Line, Column;
    std::string Message;
  };
  std::string FileName;
  std::vector<Problem> Found;
  std::vector<std::string> Adopted;
};

/// The tree of a text that holds one document. Syntax errors, repeated keys,
/// anchors and aliases go to P; the tree is nullopt if there is none to speak
/// of. An empty text is a Null.
std::optional<Node> parse(llvm::StringRef Text, Problems &P);

/// The end of a message about a name that is not one of Valid: "; did you mean
/// 'x'?" if one is near, otherwise "; valid are x, y, z".
std::string remedy(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Valid);

/// A mapping with known keys.
class Record {
public:
  /// Reports a node that is no mapping and keys that are not in Keys. What
  /// names the mapping in messages: "a sink".
  Record(const Node &N, llvm::StringRef What,
         llvm::ArrayRef<llvm::StringRef> Keys, Problems &P);

  const Node &node() const { return N; }
  bool has(llvm::StringRef Key) const { return find(Key) != nullptr; }

  /// The key's value; null if the key is missing or has no value.
  const Node *find(llvm::StringRef Key) const;
  /// The same; a missing key is a problem.
  const Node *require(llvm::StringRef Key) const;

  /// The key's value as a text; empty if it is missing. Lists and mappings are
  /// problems.
  std::string text(llvm::StringRef Key) const;
  /// The key's value as a list of scalars; one scalar alone is a list of one.
  std::vector<const Node *> list(llvm::StringRef Key) const;
  /// The key's value as true or false.
  bool flag(llvm::StringRef Key, bool Default) const;

private:
  const Node &N;
  std::string What;
  Problems &P;
};

/// The items of a node that should be a sequence; none and a problem if it is
/// something else. Key names it in the message.
llvm::ArrayRef<Node> itemsOf(const Node &N, llvm::StringRef Key, Problems &P);

/// The text of a node that should be a scalar; nullptr and a problem if not.
const std::string *scalarOf(const Node &N, llvm::StringRef Key, Problems &P);

} // namespace dbsafe::yaml

#endif
