//===- Frozen.cpp - YAML trees that need no parser ------------------------===//
//
// A node is its kind, its place and its content: a scalar's text, a list's
// items, a mapping's keys and values in turn. Numbers are unsigned LEB128.
//
//===----------------------------------------------------------------------===//
#include "catalog/Frozen.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include <cassert>

namespace dbsafe::yaml {

namespace {

void write(const Node &N, llvm::raw_ostream &To) {
  llvm::encodeULEB128(static_cast<unsigned>(N.What), To);
  llvm::encodeULEB128(N.Line, To);
  llvm::encodeULEB128(N.Column, To);
  switch (N.What) {
  case Node::Kind::Null:
    break;
  case Node::Kind::Scalar:
    llvm::encodeULEB128(N.Text.size(), To);
    To << N.Text;
    break;
  case Node::Kind::Sequence:
    llvm::encodeULEB128(N.Items.size(), To);
    for (const Node &Item : N.Items)
      write(Item, To);
    break;
  case Node::Kind::Mapping:
    llvm::encodeULEB128(N.Items.size(), To);
    for (auto [Key, Value] : llvm::zip_equal(N.Keys, N.Items)) {
      write(Key, To);
      write(Value, To);
    }
    break;
  }
}

class Thawing {
public:
  explicit Thawing(llvm::StringRef Bytes)
      : At(Bytes.bytes_begin()), End(Bytes.bytes_end()) {}

  void read(Node &Into) {
    Into.What = static_cast<Node::Kind>(number());
    Into.Line = number();
    Into.Column = number();
    switch (Into.What) {
    case Node::Kind::Null:
      break;
    case Node::Kind::Scalar: {
      unsigned Length = number();
      assert(Length <= static_cast<size_t>(End - At));
      Into.Text.assign(reinterpret_cast<const char *>(At), Length);
      At += Length;
      break;
    }
    case Node::Kind::Sequence:
      Into.Items.resize(number());
      for (Node &Item : Into.Items)
        read(Item);
      break;
    case Node::Kind::Mapping:
      Into.Items.resize(number());
      Into.Keys.resize(Into.Items.size());
      for (auto [Key, Value] : llvm::zip_equal(Into.Keys, Into.Items)) {
        read(Key);
        read(Value);
      }
      break;
    }
  }

  bool atEnd() const { return At == End; }

private:
  unsigned number() {
    unsigned Length = 0;
    auto Value = static_cast<unsigned>(llvm::decodeULEB128(At, &Length, End));
    assert(Length != 0);
    At += Length;
    return Value;
  }

  const uint8_t *At;
  const uint8_t *End;
};

} // namespace

std::string freeze(const Node &Tree) {
  std::string Bytes;
  llvm::raw_string_ostream To(Bytes);
  write(Tree, To);
  return Bytes;
}

Node thaw(llvm::StringRef Bytes) {
  Node Tree;
  Thawing From(Bytes);
  From.read(Tree);
  assert(From.atEnd());
  return Tree;
}

} // namespace dbsafe::yaml
