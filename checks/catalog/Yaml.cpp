//===- Yaml.cpp - YAML files that people write ----------------------------===//
#include "catalog/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace dbsafe::yaml {

namespace {

/// Copies LLVM's nodes, which can be walked only once and only in order.
class TreeBuilder {
public:
  TreeBuilder(llvm::SourceMgr &Sources, Problems &P) : Sources(Sources), P(P) {}

  Node build(llvm::yaml::Node *From, unsigned Line, unsigned Column) {
    Node To;
    To.Line = Line;
    To.Column = Column;
    if (!From)
      return To;
    // A null node has no text and so no place of its own.
    if (!llvm::isa<llvm::yaml::NullNode>(From) &&
        From->getSourceRange().Start.isValid())
      std::tie(To.Line, To.Column) = Sources.getLineAndColumn(start(*From));
    if (!From->getAnchor().empty())
      P.add(To, "anchors are not supported; write the value out");

    if (auto *S = llvm::dyn_cast<llvm::yaml::ScalarNode>(From)) {
      scalar(*S, To);
    } else if (auto *B = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(From)) {
      To.What = Node::Kind::Scalar;
      To.Text = B->getValue().str();
    } else if (auto *S = llvm::dyn_cast<llvm::yaml::SequenceNode>(From)) {
      To.What = Node::Kind::Sequence;
      for (llvm::yaml::Node &Item : *S)
        To.Items.push_back(build(&Item, To.Line, To.Column));
    } else if (auto *M = llvm::dyn_cast<llvm::yaml::MappingNode>(From)) {
      mapping(*M, To);
    } else if (llvm::isa<llvm::yaml::AliasNode>(From)) {
      P.add(To, "aliases are not supported; write the value out");
    }
    return To;
  }

private:
  /// Where a node begins. LLVM lets a [list] and a {mapping} begin behind the
  /// bracket.
  llvm::SMLoc start(const llvm::yaml::Node &Of) const {
    llvm::SMLoc Start = Of.getSourceRange().Start;
    if (!llvm::isa<llvm::yaml::SequenceNode, llvm::yaml::MappingNode>(Of))
      return Start;
    const char *Text =
        Sources.getMemoryBuffer(Sources.getMainFileID())->getBufferStart();
    llvm::StringRef Before(Text, Start.getPointer() - Text);
    Before = Before.rtrim();
    return Before.ends_with("[") || Before.ends_with("{")
               ? llvm::SMLoc::getFromPointer(Before.end() - 1)
               : Start;
  }

  static void scalar(llvm::yaml::ScalarNode &From, Node &To) {
    llvm::StringRef Raw = From.getRawValue();
    if (Raw == "~" || Raw == "null" || Raw.empty())
      return;
    llvm::SmallString<64> Storage;
    To.What = Node::Kind::Scalar;
    To.Text = From.getValue(Storage).str();
  }

  void mapping(llvm::yaml::MappingNode &From, Node &To) {
    To.What = Node::Kind::Mapping;
    llvm::StringSet<> Seen;
    for (llvm::yaml::KeyValueNode &Member : From) {
      Node Key = build(Member.getKey(), To.Line, To.Column);
      Node Value = build(Member.getValue(), Key.Line, Key.Column);
      if (Key.What != Node::Kind::Scalar)
        P.add(Key, "expected a name as the key");
      else if (!Seen.insert(Key.Text).second)
        P.add(Key, "key '" + Key.Text + "' stands here twice");
      To.Keys.push_back(std::move(Key));
      To.Items.push_back(std::move(Value));
    }
  }

  llvm::SourceMgr &Sources;
  Problems &P;
};

void reportSyntax(const llvm::SMDiagnostic &D, void *Context) {
  llvm::StringRef Message = D.getMessage();
  llvm::StringRef Remedy;
  // By far the most frequent: checks: *
  if (Message.contains("alias or anchor"))
    Remedy = "; quote a text that begins with '*' or '&'";
  else if (Message.starts_with("Unrecognized character"))
    Remedy = "; quote a text that begins with '@', '`' or '%'";
  static_cast<Problems *>(Context)->add(
      D.getLineNo(), D.getColumnNo() + 1,
      "no valid YAML: " + Message.rtrim(".!") + Remedy);
}

/// True if there is anything but comments and markers. LLVM reads nothing out
/// of a text in UTF-16 or behind a directive, and does not say so.
bool saysSomething(llvm::StringRef Text) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Line = Line.take_until([](char C) { return C == '#'; }).trim();
    Line.consume_front("\xEF\xBB\xBF");
    if (!Line.empty() && Line != "---" && Line != "..." && Line != "~" &&
        Line != "null")
      return true;
    Text = Rest;
  }
  return false;
}

const char *nameOf(Node::Kind K) {
  switch (K) {
  case Node::Kind::Null:
    return "nothing";
  case Node::Kind::Scalar:
    return "a single value";
  case Node::Kind::Sequence:
    return "a list";
  case Node::Kind::Mapping:
    return "a mapping";
  }
  return "";
}

} // namespace

void Problems::add(unsigned Line, unsigned Column, const llvm::Twine &Message) {
  Found.push_back({Line, Column, Message.str()});
}

void Problems::adopt(llvm::Error OfAnotherFile) {
  if (OfAnotherFile)
    Adopted.push_back(llvm::toString(std::move(OfAnotherFile)));
}

llvm::Error Problems::take() {
  if (empty())
    return llvm::Error::success();
  llvm::sort(Found, [](const Problem &A, const Problem &B) {
    return std::tie(A.Line, A.Column, A.Message) <
           std::tie(B.Line, B.Column, B.Message);
  });
  std::vector<std::string> Lines;
  for (const Problem &One : Found)
    Lines.push_back((FileName + ":" + llvm::Twine(One.Line) + ":" +
                     llvm::Twine(One.Column) + ": error: " + One.Message)
                        .str());
  llvm::append_range(Lines, Adopted);
  std::string All = llvm::join(Lines, "\n");
  Found.clear();
  Adopted.clear();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 All.c_str());
}

std::optional<Node> parse(llvm::StringRef Text, Problems &P) {
  llvm::SourceMgr Sources;
  Sources.setDiagHandler(reportSyntax, &P);
  llvm::yaml::Stream Stream(Text, Sources, /*ShowColors=*/false);
  llvm::yaml::document_iterator Document = Stream.begin();
  if (Document == Stream.end())
    return Stream.failed() ? std::nullopt : std::optional<Node>(Node());
  Node Root = TreeBuilder(Sources, P).build(Document->getRoot(), 1, 1);
  if (Stream.failed()) {
    if (P.empty())
      P.add(1, 1, "no valid YAML");
    return std::nullopt;
  }
  if (Root.What == Node::Kind::Null && saysSomething(Text))
    P.add(1, 1, "no valid YAML: expected a text in UTF-8, without directives");
  ++Document;
  if (Document != Stream.end() && !Stream.failed())
    P.add(Root, "expected one YAML document, found several");
  return Root;
}

std::string remedy(llvm::StringRef Name,
                   llvm::ArrayRef<llvm::StringRef> Valid) {
  llvm::StringRef Nearest;
  unsigned Least = std::max<unsigned>(2, Name.size() / 3) + 1;
  for (llvm::StringRef Candidate : Valid) {
    unsigned Distance = Name.edit_distance_insensitive(
        Candidate, /*AllowReplacements=*/true, /*MaxEditDistance=*/Least);
    // "a" is two edits from "to", and yet nobody meant it.
    if (Distance < Least && Distance < Candidate.size()) {
      Least = Distance;
      Nearest = Candidate;
    }
  }
  if (!Nearest.empty())
    return ("; did you mean '" + Nearest + "'?").str();
  constexpr size_t Readable = 16;
  if (Valid.empty() || Valid.size() > Readable)
    return {};
  return "; valid are " + llvm::join(Valid, ", ");
}

Record::Record(const Node &N, llvm::StringRef What,
               llvm::ArrayRef<llvm::StringRef> Keys, Problems &P)
    : N(N), What(What), P(P) {
  if (N.What != Node::Kind::Mapping) {
    P.add(N, What + " is written as a mapping, not as " + nameOf(N.What));
    return;
  }
  for (const Node &Key : N.Keys)
    if (Key.What == Node::Kind::Scalar && !llvm::is_contained(Keys, Key.Text))
      P.add(Key, "unknown key '" + Key.Text + "' in " + What +
                     remedy(Key.Text, Keys));
}

const Node *Record::find(llvm::StringRef Key) const {
  for (auto [K, Value] : llvm::zip(N.Keys, N.Items))
    if (K.Text == Key && Value.What != Node::Kind::Null)
      return &Value;
  return nullptr;
}

const Node *Record::require(llvm::StringRef Key) const {
  const Node *Value = find(Key);
  if (!Value && N.What == Node::Kind::Mapping)
    P.add(N, What + " needs '" + Key + "'");
  return Value;
}

std::string Record::text(llvm::StringRef Key) const {
  const Node *Value = find(Key);
  const std::string *Text = Value ? scalarOf(*Value, Key, P) : nullptr;
  return Text ? *Text : std::string();
}

std::vector<const Node *> Record::list(llvm::StringRef Key) const {
  const Node *Value = find(Key);
  if (!Value)
    return {};
  if (Value->What == Node::Kind::Scalar)
    return {Value};
  std::vector<const Node *> Scalars;
  for (const Node &Item : itemsOf(*Value, Key, P))
    if (Item.What == Node::Kind::Scalar ||
        scalarOf(Item, ("an item of '" + Key + "'").str(), P))
      Scalars.push_back(&Item);
  return Scalars;
}

bool Record::flag(llvm::StringRef Key, bool Default) const {
  const Node *Value = find(Key);
  if (!Value)
    return Default;
  if (Value->Text == "true")
    return true;
  if (Value->Text != "false")
    P.add(*Value, "'" + Key + "' is true or false");
  return false;
}

/// "'schema'" for a key, a description as it is.
static std::string quoted(llvm::StringRef Key) {
  return Key.contains('\'') ? Key.str() : ("'" + Key + "'").str();
}

llvm::ArrayRef<Node> itemsOf(const Node &N, llvm::StringRef Key, Problems &P) {
  if (N.What == Node::Kind::Sequence)
    return N.Items;
  P.add(N, quoted(Key) + " is a list, not " + nameOf(N.What));
  return {};
}

const std::string *scalarOf(const Node &N, llvm::StringRef Key, Problems &P) {
  if (N.What == Node::Kind::Scalar)
    return &N.Text;
  P.add(N, quoted(Key) + " is a single value, not " + nameOf(N.What));
  return nullptr;
}

} // namespace dbsafe::yaml
