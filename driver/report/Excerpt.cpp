//===- Excerpt.cpp - A line of source that is fit to be shown -------------===//
#include "report/Excerpt.h"
#include "conninfo/Conninfo.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <algorithm>

namespace dbsafe::report {

namespace {

/// A text under change that keeps track of two places in it.
struct Marked {
  std::string Text;
  size_t Begin, End;

  /// Replaces [From, To). A place inside the replaced part moves to its edge.
  void replace(size_t From, size_t To, llvm::StringRef With) {
    Text.replace(From, To - From, With.str());
    size_t NewTo = From + With.size();
    if (Begin >= To)
      Begin = Begin - To + NewTo;
    else if (Begin > From)
      Begin = From;
    if (End >= To)
      End = End - To + NewTo;
    else if (End > From)
      End = NewTo;
  }

  /// Replaces the part that differs from Changed.
  void become(llvm::StringRef Changed) {
    llvm::StringRef Old = Text;
    size_t Shorter = std::min(Old.size(), Changed.size());
    size_t Prefix = 0;
    while (Prefix < Shorter && Old[Prefix] == Changed[Prefix])
      ++Prefix;
    size_t Suffix = 0;
    while (Suffix < Shorter - Prefix &&
           Old[Old.size() - 1 - Suffix] == Changed[Changed.size() - 1 - Suffix])
      ++Suffix;
    std::string Middle =
        Changed.substr(Prefix, Changed.size() - Prefix - Suffix).str();
    replace(Prefix, Old.size() - Suffix, Middle);
  }
};

/// What may be shown of a literal that is at fault for its secret, or stands
/// beside one: a connection string without its passwords, of anything else
/// nothing.
std::string maskedLiteral(llvm::StringRef Content) {
  std::string Redacted = conninfo::redact(Content.str());
  if (Content.empty() || Redacted != Content)
    return Redacted;
  conninfo::PartialText Text = {Content.str()};
  bool IsHarmless =
      !conninfo::settingsIn(Text, conninfo::Grammar::Any).empty() &&
      conninfo::secretsIn(Text, conninfo::Grammar::Any).empty();
  return IsHarmless ? Redacted : "***";
}

} // namespace

Excerpt excerpt(llvm::StringRef Line, size_t Begin, size_t End,
                llvm::ArrayRef<Span> Literals) {
  Begin = std::min(Begin, Line.size());
  End = std::clamp(End, Begin, Line.size());
  Marked Shown{Line.str(), Begin, End};
  // From the right, so that the places of those still to come stay valid.
  for (auto [From, To] : llvm::reverse(Literals))
    Shown.replace(From, To, maskedLiteral(Line.slice(From, To)));
  Shown.become(conninfo::redact(Shown.Text));
  for (char &C : Shown.Text) // Source must not steer the reader's terminal.
    if (C != '\t' && (static_cast<unsigned char>(C) < 0x20 || C == 0x7f))
      C = ' ';
  if (!llvm::json::isUTF8(Shown.Text))
    for (char &C : Shown.Text)
      if (!llvm::isASCII(C))
        C = '?';
  return {std::move(Shown.Text), Shown.Begin, Shown.End};
}

} // namespace dbsafe::report
