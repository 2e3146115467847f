#include "Annotations.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using llvm::StringRef;

namespace dbsafe::annotated {

static llvm::Error failure(StringRef File, unsigned Line,
                           const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 llvm::Twine(File) + ":" + llvm::Twine(Line) +
                                     ": " + Message);
}

/// The comment that ends a line, without its marks; empty if there is none.
static StringRef trailingComment(StringRef Line) {
  size_t Start = std::min(Line.find("//"), Line.find("/*"));
  if (Start == StringRef::npos)
    return {};
  StringRef Comment = Line.drop_front(Start + 2).rtrim();
  Comment.consume_back("*/");
  return Comment.trim();
}

/// Reads the annotations of one comment into Into.
static llvm::Error parseComment(StringRef Comment, StringRef File,
                                unsigned Line, std::vector<Expectation> &Into) {
  static const llvm::Regex Marker(
      "(^|[^A-Za-z0-9_-])expect(-note|-error|-warning)?(@[+-][0-9]+)?\\[");
  llvm::SmallVector<StringRef, 4> Match;
  while (Marker.match(Comment, &Match)) {
    Expectation E;
    E.File = File.str();
    E.IsNote = Match[2] == "-note";
    if (!E.IsNote)
      E.Severity = Match[2].drop_while([](char C) { return C == '-'; }).str();
    int Offset = 0;
    if (!Match[3].empty())
      Match[3].drop_front(Match[3][1] == '+' ? 2 : 1).getAsInteger(10, Offset);
    if (int(Line) + Offset < 1)
      return failure(File, Line, "annotation for a line before the first");
    E.Line = unsigned(int(Line) + Offset);
    StringRef Rest = StringRef(Match[0].end(), Comment.end() - Match[0].end());

    auto [Check, AfterCheck] = Rest.split(']');
    if (!Check.starts_with("dbsafe-"))
      return failure(File, Line, "annotation without a check: '" + Check + "'");
    E.Check = Check.str();
    if (!AfterCheck.consume_front(":"))
      return failure(File, Line, "annotation without ':' after its check");
    unsigned Column = 0;
    StringRef Numbered = AfterCheck;
    if (!Numbered.consumeInteger(10, Column) && Numbered.consume_front(":")) {
      E.Column = Column;
      AfterCheck = Numbered;
    }
    llvm::SmallVector<StringRef, 4> Next;
    StringRef Text = AfterCheck;
    if (Marker.match(AfterCheck, &Next))
      Text =
          StringRef(AfterCheck.begin(), Next[0].begin() - AfterCheck.begin());
    E.Text = Text.trim().str();
    Into.push_back(std::move(E));
    Comment = AfterCheck.drop_front(Text.size());
  }
  // A slip of the pen must not make an annotation an ordinary comment.
  static const llvm::Regex Nearly(
      "(^|[^A-Za-z0-9_-])expect(-[a-z]+)?(@[0-9+-]*)?(\\[| ?\\[?dbsafe-)");
  if (Nearly.match(Comment))
    return failure(File, Line, "cannot read the annotation '" + Comment + "'");
  return llvm::Error::success();
}

llvm::Expected<Sample> parseSample(StringRef Text, StringRef FileName) {
  Sample Result;
  llvm::SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (unsigned Number = 1; Number <= Lines.size(); ++Number) {
    StringRef Comment = trailingComment(Lines[Number - 1]);
    if (Comment.empty())
      continue;
    StringRef Value = Comment;
    if (Value.consume_front("flags:")) {
      llvm::SmallVector<StringRef, 8> Flags;
      llvm::SplitString(Value, Flags);
      for (StringRef Flag : Flags)
        Result.Flags.push_back(Flag.str());
    } else if (Value.consume_front("config:")) {
      Result.Config = Value.trim().str();
    } else if (Value.consume_front("requires:")) {
      Result.Required.push_back(Value.trim().str());
    } else if (auto E = parseComment(Comment, FileName, Number,
                                     Result.Expectations)) {
      return std::move(E);
    }
  }
  return Result;
}

/// Adds the expectations of the headers beside Path that Text includes.
static llvm::Error addIncluded(StringRef Path, StringRef Text, Sample &Into,
                               llvm::StringSet<> &Seen) {
  llvm::SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (StringRef Line : Lines) {
    StringRef Rest = Line.ltrim();
    if (!Rest.consume_front("#include"))
      continue;
    Rest = Rest.ltrim();
    if (!Rest.consume_front("\""))
      continue;
    llvm::SmallString<128> Header = llvm::sys::path::parent_path(Path);
    llvm::sys::path::append(Header, Rest.split('"').first);
    if (!llvm::sys::fs::exists(Header) || !Seen.insert(Header).second)
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(Header);
    if (!Buffer)
      return llvm::errorCodeToError(Buffer.getError());
    StringRef Content = (*Buffer)->getBuffer();
    auto Parsed = parseSample(Content, llvm::sys::path::filename(Header));
    if (!Parsed)
      return Parsed.takeError();
    llvm::append_range(Into.Expectations, Parsed->Expectations);
    if (auto E = addIncluded(Header, Content, Into, Seen))
      return E;
  }
  return llvm::Error::success();
}

llvm::Expected<Sample> readSample(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   Path + ": " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  auto Result = parseSample(Text, llvm::sys::path::filename(Path));
  llvm::StringSet<> Seen;
  if (Result)
    if (auto E = addIncluded(Path, Text, *Result, Seen))
      return std::move(E);
  return Result;
}

} // namespace dbsafe::annotated
