//===- Quoting.cpp - Whether a quoted value is quoted for its place -------===//
#include "rules/SourceText.h"
#include "rules/SqlHole.h"

using namespace clang;

namespace dbsafe::rules {

using provenance::Hole;
using sql::Slot;
using Quoted = catalog::Quoter::Slot;
using Manner = catalog::Quoter::Manner;

namespace {

bool isName(Slot S) {
  return S == Slot::Identifier || S == Slot::QuotedIdentifier;
}

std::string weakness(const Hole &H) {
  return H.Quoter && !H.Quoter->Weakness.empty()
             ? H.Quoter->Weakness
             : "its quoter does not quote for SQL";
}

std::string ordinal(unsigned Number) {
  llvm::StringRef Suffix = Number % 10 == 1 && Number != 11   ? "st"
                           : Number % 10 == 2 && Number != 12 ? "nd"
                           : Number % 10 == 3 && Number != 13 ? "rd"
                                                              : "th";
  return (llvm::Twine(Number) + Suffix).str();
}

/// What makes a quoter that fits its place unsafe there all the same.
std::optional<std::string> insufficient(const SqlHole &At,
                                        const std::string &What,
                                        const std::string &How) {
  const Hole &H = At.What;
  std::string Bind = "; " + binding(At, "the value", " instead");
  if (!H.Quoter)
    return std::nullopt;
  if (!H.Quoter->Weakness.empty())
    return What + " is escaped by " + How +
           ", which is unsafe: " + H.Quoter->Weakness + Bind;
  if (H.Quoter->By == Manner::Doubling && At.Backslash)
    return What + " is escaped by " + How +
           ", which doubles quotes, but a backslash escapes here as well: one "
           "in it takes a quote's meaning away" +
           Bind;
  if (H.Quoter->By == Manner::Backslash && At.InQuotes && !At.Backslash)
    return What + " is escaped by " + How +
           ", which puts a backslash before quotes, but a backslash is a "
           "character like any other here: the quote behind it ends the "
           "string" +
           Bind;
  if (H.Unchecked)
    return What + " is escaped by " + How + ", which tells through its " +
           ordinal(H.Quoter->Error->Index + 1) +
           " argument that the text is malformed, and nothing looks at that; "
           "check it before the value is used, or " +
           binding(At, "the value");
  return std::nullopt;
}

} // namespace

std::optional<std::string> misquoted(const SqlHole &At,
                                     const ASTContext &Context) {
  const Hole &H = At.What;
  // Quoting what is no text, or known, is needless but never wrong.
  if (H.Inner && !H.Inner->hasHole())
    return std::nullopt;
  std::string How = H.Chars ? "the check of its characters" : "this conversion";
  if (H.Quoter)
    How = H.Quoter->Lib ? "'" + H.Quoter->Call + "'" : H.Quoter->Call;
  std::string What = "'" + spelling(splice(At), Context) + "'";
  bool Name = isName(At.Where);
  switch (H.Quoted) {
  case Quoted::None:
    return What + " is no quoted value: " + weakness(H) +
           (At.Where == Slot::LikePattern
                ? "; quote the whole pattern as a value, or "
                : "; quote it as a value, or ") +
           binding(At);
  case Quoted::Value:
    if (Name)
      return What +
             " is quoted as a value but stands where a name is "
             "expected; " +
             remedy(At);
    if (At.InQuotes)
      return What + " is quoted twice: " + How +
             " adds the quotes itself, so those around it end at its first "
             "one; drop the quotes around it";
    break;
  case Quoted::QuotedValue:
    if (Name)
      return What +
             " is escaped as a value but stands where a name is "
             "expected; " +
             remedy(At);
    if (!At.InQuotes && At.Where != Slot::Comment)
      return What + " is escaped but not inside quotes: " + How +
             " protects only between '...', here it can be any SQL; put "
             "quotes around it, or better " +
             binding(At);
    break;
  case Quoted::Word:
    if (!Name && !At.InQuotes && At.Where != Slot::Comment)
      return What +
             " has only letters, digits and underscores, but may be any word "
             "here; " +
             remedy(At);
    break;
  case Quoted::Figures:
    if (At.Where == Slot::Identifier || At.Where == Slot::Keyword)
      return What +
             " is a date or a time but stands where a name is expected; " +
             remedy(At);
    break;
  case Quoted::NoQuotes:
    if (!At.InQuotes && At.Where != Slot::Comment)
      return What +
             " can't end a string but is not inside quotes, where it may be "
             "any SQL; " +
             (Name ? remedy(At)
                   : "put quotes around it, or better " + binding(At));
    break;
  case Quoted::Anywhere:
  case Quoted::Raw:
    break;
  case Quoted::Identifier:
    if (At.InQuotes && Name)
      return What + " is quoted twice: " + How +
             " adds the quotes itself; drop the quotes around it";
    if (At.InQuotes || At.Where == Slot::Value || At.Where == Slot::Limit)
      return What +
             " is quoted as a name but stands where a value is "
             "expected; " +
             remedy(At);
    break;
  case Quoted::QuotedIdentifier:
    if (At.Where != Slot::QuotedIdentifier)
      return What + " is escaped as a name but not inside \"...\"; " +
             (Name ? "put double quotes around it" : binding(At));
    break;
  }
  return insufficient(At, What, How);
}

} // namespace dbsafe::rules
