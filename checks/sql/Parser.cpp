#include "sql/Parser.h"
#include <algorithm>
#include <pg_query.h>
#include <vector>

namespace dbsafe::sql {

namespace {

/// Nesting that the recursive walkers (libpg_query's, the JSON reader's and
/// our own) are known to bear on a thread's stack.
constexpr unsigned MaxDepth = 700;

const tree::Array &noElements() {
  static const tree::Array None;
  return None;
}

bool isWordChar(char C) {
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_' ||
         (C >= '0' && C <= '9') || static_cast<unsigned char>(C) >= 0x80;
}

/// An upper bound of the tree's depth, from the text alone: parentheses nest,
/// and so do chains of operators, joins and set operations.
unsigned depthBound(const std::string &Text) {
  std::vector<unsigned> Open{0};
  unsigned Outer = 0, Joins = 0, Bound = 0;
  char Quote = '\0';
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Quote) {
      if (C == Quote)
        Quote = '\0';
      continue;
    }
    if (C == '\'' || C == '"') {
      Quote = C;
    } else if (C == '(' || C == '[') {
      Outer += Open.back() + 1;
      Open.push_back(0);
    } else if ((C == ')' || C == ']') && Open.size() > 1) {
      Open.pop_back();
      Outer -= Open.back() + 1;
    } else if (C == ',' || C == ';') {
      Open.back() = 0;
    } else if (isWordChar(C)) {
      size_t Begin = I;
      while (I + 1 < Text.size() && isWordChar(Text[I + 1]))
        ++I;
      llvm::StringRef Word(Text.data() + Begin, I + 1 - Begin);
      if (Word.equals_insensitive("and") || Word.equals_insensitive("or"))
        Open.back() = 0;
      else if (Word.equals_insensitive("not") ||
               Word.equals_insensitive("case") ||
               Word.equals_insensitive("is") ||
               Word.equals_insensitive("like") ||
               Word.equals_insensitive("at") ||
               Word.equals_insensitive("collate"))
        ++Open.back();
      else if (Word.equals_insensitive("join") ||
               Word.equals_insensitive("union") ||
               Word.equals_insensitive("except") ||
               Word.equals_insensitive("intersect"))
        ++Joins;
    } else if (C != ' ' && C != '\n' && C != '\t' && C != ')' && C != '.' &&
               C != '$' && C != '\r') {
      ++Open.back();
    }
    Bound = std::max(Bound, Outer + Open.back() + Joins);
  }
  return Bound;
}

/// The byte at which the Characterth character (from 0) begins.
size_t byteOffset(const std::string &Text, size_t Character) {
  size_t I = 0;
  for (; I < Text.size(); ++I) {
    bool Starts = (static_cast<unsigned char>(Text[I]) & 0xC0) != 0x80;
    if (Starts && Character-- == 0)
      return I;
  }
  return I;
}

} // namespace

ParseResult parse(const std::string &Text) {
  ParseResult Result;
  if (depthBound(Text) > MaxDepth) {
    Result.Error = "the statement is nested too deeply";
    return Result;
  }
  PgQueryParseResult Raw = pg_query_parse(Text.c_str());
  if (Raw.error) {
    Result.Error = Raw.error->message ? Raw.error->message : "syntax error";
    if (Raw.error->cursorpos > 0)
      Result.ErrorOffset = byteOffset(Text, size_t(Raw.error->cursorpos) - 1);
  } else {
    Result.Tree = tree::read(Raw.parse_tree);
    if (!Result.Tree)
      Result.Error = "the syntax tree cannot be read";
  }
  pg_query_free_parse_result(Raw);
  return Result;
}

const tree::Array &ParseResult::statements() const {
  if (Tree)
    if (const auto *Root = Tree->getAsObject())
      if (const auto *List = Root->getArray("stmts"))
        return *List;
  return noElements();
}

Node asNode(const tree::Value &V) {
  const auto *Object = V.getAsObject();
  if (!Object || Object->size() != 1)
    return {};
  const auto &Entry = *Object->begin();
  const auto *Fields = Entry.second.getAsObject();
  return Fields ? Node{Entry.first, Fields} : Node{};
}

Node Node::child(llvm::StringRef Name) const {
  const auto *Value = Fields ? Fields->get(Name) : nullptr;
  return Value ? asNode(*Value) : Node{};
}

const tree::Object *Node::object(llvm::StringRef Name) const {
  return Fields ? Fields->getObject(Name) : nullptr;
}

llvm::StringRef Node::text(llvm::StringRef Name) const {
  return Fields ? Fields->getString(Name).value_or("") : "";
}

int64_t Node::number(llvm::StringRef Name) const {
  return Fields ? Fields->getInteger(Name).value_or(0) : 0;
}

bool Node::flag(llvm::StringRef Name) const {
  return Fields && Fields->getBoolean(Name).value_or(false);
}

const tree::Array &Node::list(llvm::StringRef Name) const {
  const auto *List = Fields ? Fields->getArray(Name) : nullptr;
  return List ? *List : noElements();
}

std::vector<std::string> names(const tree::Array &List) {
  std::vector<std::string> Result;
  for (const auto &Element : List)
    if (Node N = asNode(Element); N.is("String"))
      Result.push_back(N.text("sval").str());
  return Result;
}

} // namespace dbsafe::sql
