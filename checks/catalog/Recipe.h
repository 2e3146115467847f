//===- Recipe.h - What a function of another file does to text ------------===//
//
// What one file of a program has found out about its functions, told to the
// others: the text that a call returns or leaves in what it is given, in terms
// of what it is given. A catalogue file has no way to write these; it speaks of
// quoters, builders and sources, which say the same for a library.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_RECIPE_H
#define DBSAFE_CHECKS_CATALOG_RECIPE_H

#include "catalog/Catalog.h"

namespace dbsafe::catalog {

/// A piece of source in a file of the program.
struct Spot {
  std::string File;            ///< Absolute.
  unsigned Begin = 0, End = 0; ///< Offsets of its first and its last token.
  std::string Function;        ///< The function that it stands in.

  bool operator==(const Spot &) const = default;
};

/// An operand, or a field of the object that it is: {0, {"sql"}} is the sql of
/// what argument 0 is or points to.
struct Target {
  Operand Of;
  std::vector<std::string> Fields;

  bool operator==(const Target &) const = default;
};

/// How a text is made: a tree.
struct Recipe {
  enum class Kind {
    Literal,  ///< Text.
    Given,    ///< What From held before the call.
    Quoted,   ///< Parts[0], quoted by By, or by a conversion for Slot.
    Number,   ///< Digits.
    Constant, ///< The same in every run.
    Outside,  ///< Text from Source.
    Unknown,  ///< Anything.
    Format,   ///< From is a format, filled in with the arguments behind it.
    Sequence, ///< Parts, one after the other.
    Choice,   ///< One of Parts.
    Loop,     ///< Parts[0], any number of times.
  };
  Kind What = Kind::Unknown;
  std::string Text;
  Target From;
  Quoter::Slot Slot = Quoter::Slot::None;
  std::string Chars; ///< Of Quoted: all that it consists of, if that is known.
  std::shared_ptr<const Quoter> By;     ///< Null for a conversion.
  std::shared_ptr<const Source> Origin; ///< Of Outside.
  /// Of Outside and Unknown: that it is a secret.
  std::shared_ptr<const Secret> Hidden;
  bool Cut = false; ///< Of Given: something was taken out of it, or covered.
  /// Of Format: its language, and the conversions that quote.
  std::shared_ptr<const Builder> With;
  std::vector<Recipe> Parts;
  std::optional<Spot> Where;   ///< Where the piece arises.
  std::optional<Spot> Spliced; ///< Where it is put into other text.

  bool operator==(const Recipe &Other) const;
};

/// What a call leaves in Into. Without Into: nothing anywhere else than other
/// effects of the same function say.
struct Effect : Entry {
  std::optional<Target> Into;
  Recipe Text;
};

} // namespace dbsafe::catalog

#endif
