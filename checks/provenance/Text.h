//===- Text.h - What is known of a string ---------------------------------===//
//
// A text is what the evaluator knows of a string at one point of the program:
// literal pieces and holes in order, alternatives where paths meet, repetition
// where a loop adds to it. Texts are immutable, shared and unique: equal texts
// are the same pointer, appending is O(1), and joining two texts that share a
// prefix costs only their suffixes.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_TEXT_H
#define DBSAFE_CHECKS_PROVENANCE_TEXT_H

#include "catalog/Catalog.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include <bitset>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace clang {
class Expr;
class NamedDecl;
} // namespace clang

namespace dbsafe::provenance {

class Text;
/// A text; never null.
using TextRef = const Text *;

/// Names a place of the program that holds a value; see Place.h.
using PlaceId = unsigned;
constexpr PlaceId NoPlace = ~0U;

/// Which characters a text may have.
using CharSet = std::bitset<256>;

/// Where a hole's value comes from.
enum class Origin : uint8_t {
  Constant,  ///< The same in every run, though its value is not known here.
  Number,    ///< Digits, a sign, a point: a number by its type.
  Sanitized, ///< Went through a quoter; Hole::Quoter says which.
  Outside,   ///< Entered the program from outside; Hole::Source says how.
  Symbol,    ///< What Hole::Symbol held when the function was entered.
  Dynamic,   ///< Anything else.
};

/// One call on the way of a hole's value from its origin to its splice.
struct Trail {
  const clang::Expr *Call;     ///< The call that hands the value on.
  const clang::Expr *Argument; ///< The argument that it is handed on in.
  const Trail *Next;           ///< The next call inwards, or null.
};

/// The steps of a trail that a reader is told: of a long one, both ends.
llvm::SmallVector<const Trail *, 4> shown(const Trail *T);

/// A part of a text that is no literal.
struct Hole {
  Origin From = Origin::Dynamic;
  /// Where the value arose: the call, the variable, the parameter.
  const clang::Expr *Where = nullptr;
  /// The operand at which the value was first joined with other text; null as
  /// long as it stands alone.
  const clang::Expr *Splice = nullptr;
  const catalog::Source *Source = nullptr; ///< Of an Outside hole.
  const catalog::Quoter *Quoter = nullptr; ///< Of a Sanitized hole.
  /// Of a Sanitized hole made by a format conversion: its meaning.
  catalog::Quoter::Slot Quoted = catalog::Quoter::Slot::None;
  TextRef Inner = nullptr; ///< Of a Sanitized hole: what was quoted.
  /// If not null, all that it consists of.
  const CharSet *Chars = nullptr;
  PlaceId Symbol = NoPlace;
  /// Of a Symbol that is a format string: the builder and its item that will
  /// format the caller's arguments with it.
  const catalog::Builder *Formats = nullptr;
  const catalog::Item *Format = nullptr;
  /// What the format is filled in with; empty if that is what the callers of a
  /// variadic function give behind it.
  llvm::ArrayRef<TextRef> Arguments;
  const Trail *Through = nullptr;
  /// How the program got it, if it is a secret by where it comes from.
  const catalog::Secret *Secret = nullptr;
  bool Part = false;  ///< Of a Symbol: a piece of what it stands for.
  bool Cut = false;   ///< Something was taken out of it, or covered.
  bool Known = false; ///< Of a Number or Constant: a constant of the program.
  bool Unchecked = false; ///< Of a Sanitized hole: nobody asks if it failed.
  /// Of a Sanitized hole: a character on its way through a loop that quotes.
  /// All of them and what the loop puts between are the quoted text.
  bool IsCharacter = false;

  bool operator==(const Hole &) const = default;
};

class Text {
public:
  enum class Kind : uint8_t { Empty, Literal, Hole, Concat, Choice, Repeat };

  Kind kind() const { return TheKind; }
  bool isEmpty() const { return TheKind == Kind::Empty; }
  bool isLiteral() const { return TheKind == Kind::Literal; }
  bool isHole() const { return TheKind == Kind::Hole; }

  llvm::StringRef bytes() const { return Bytes; }    ///< Literal.
  const clang::Expr *expr() const { return Source; } ///< Literal's origin.
  unsigned offset() const { return Offset; }         ///< Bytes into it.
  const Hole &hole() const { return *TheHole; }      ///< Hole.
  TextRef left() const { return Parts[0]; }          ///< Concat.
  TextRef right() const { return Parts[1]; }         ///< Concat.
  llvm::ArrayRef<TextRef> alternatives() const { return Parts; } ///< Choice.
  TextRef body() const { return Parts[0]; }                      ///< Repeat.

  /// True if some hole is a Symbol.
  bool isSymbolic() const { return Symbolic; }
  /// True if some hole has no Splice yet.
  bool hasLooseHole() const { return Loose; }
  /// True if some of it was written or made here, not merely handed in: a
  /// literal, a hole that is no Symbol.
  bool hasOwn() const { return Own; }
  /// True if there is any hole that is neither Constant nor Number.
  bool hasHole() const { return Holey; }
  /// Number of concatenations on the left spine.
  unsigned depth() const { return Depth; }
  /// How deeply choices and repetitions nest.
  unsigned nesting() const { return Nesting; }
  /// How many pieces it has if it is written out; no more than can be counted.
  unsigned weight() const { return Weight; }

private:
  friend class TextFactory;
  /// Equal but for its identity.
  bool isSame(const Text &Other) const;
  size_t hash() const;

  Kind TheKind = Kind::Empty;
  bool Symbolic = false, Loose = false, Holey = false, Own = false;
  unsigned Depth = 0, Nesting = 0, Offset = 0, Weight = 1;
  llvm::StringRef Bytes;
  const clang::Expr *Source = nullptr;
  const Hole *TheHole = nullptr;
  llvm::ArrayRef<TextRef> Parts;
  TextRef SameHash = nullptr; ///< Another text that has this one's hash.
};

/// Makes texts and owns them. Not thread-safe; one per translation unit.
///
/// What costs more than a text's growth (to put a long text behind another, to
/// replace its holes, to compare it with another) is paid for: every step of
/// the evaluation earns some work. Where that is used up, long texts are
/// condensed first, so that the whole stays linear in the program's size.
class TextFactory {
public:
  /// Steps that are not worth counting one by one.
  static constexpr unsigned FreeSteps = 64;

  TextFactory();

  /// Called once for each step of the evaluation.
  void earn() { Earned += EarnedByStep; }
  /// True if Steps more can be paid for.
  bool spend(unsigned Steps) {
    if (Spent + Steps > Earned)
      return false;
    Spent += Steps;
    return true;
  }
  /// What all the paid work was so far.
  uint64_t spent() const { return Spent; }
  /// A short text in the place of a long one: its beginning and its end, and in
  /// between any of its holes, in any order. A short one is left as it is.
  TextRef condensed(TextRef T);

  TextRef empty() const { return TheEmpty; }
  /// Bytes are copied. Source is the literal's expression, Offset the place of
  /// the first byte in it.
  TextRef literal(llvm::StringRef Bytes, const clang::Expr *Source,
                  unsigned Offset = 0);
  TextRef hole(const Hole &H);
  TextRef concat(TextRef A, TextRef B);
  TextRef repeat(TextRef Body);
  /// The text where two paths meet: A on one, B on the other.
  TextRef join(TextRef A, TextRef B);
  TextRef join(llvm::ArrayRef<TextRef> Texts);
  /// The text at a loop's head: Entry on the way in, Back after one more turn.
  /// Repeated application reaches a fixpoint after two turns.
  TextRef widen(TextRef Entry, TextRef Back);

  /// T with At as the splice of every loose hole.
  TextRef spliced(TextRef T, const clang::Expr *At);
  /// T with every hole replaced by what Replace gives for it; holes for which
  /// it gives null stay. Only texts for which Enter is true are entered.
  TextRef map(TextRef T, llvm::function_ref<bool(TextRef)> Enter,
              llvm::function_ref<TextRef(const Hole &)> Replace);
  /// T after something was taken out of it, or covered.
  TextRef cut(TextRef T);
  /// T with every literal replaced by what Replace gives for it.
  TextRef mapLiterals(TextRef T, llvm::function_ref<TextRef(TextRef)> Replace);
  /// The pieces of T in order: what it is a concatenation of.
  static llvm::SmallVector<TextRef, 8> pieces(TextRef T) {
    llvm::SmallVector<TextRef, 8> Result;
    spine(T, Result);
    return Result;
  }

  /// A copy of Texts that lives as long as the factory.
  llvm::ArrayRef<TextRef> keep(llvm::ArrayRef<TextRef> Texts) {
    return Texts.copy(Memory);
  }

  /// The one copy of Chars.
  const CharSet *keep(const CharSet &Chars) {
    return &*Sets.insert(Chars).first;
  }

  const Trail *trail(const clang::Expr *Call, const clang::Expr *Argument,
                     const Trail *Next);

private:
  /// What is heavier can be condensed.
  static constexpr unsigned MaxCondensedWeight = 96;
  /// What one turn of a loop adds, as part of what the loop makes: if it is a
  /// quoted character, that is the whole quoted text.
  TextRef turn(TextRef Suffix);
  TextRef unique(const Text &Candidate);
  /// T with every literal and hole replaced by what Leaf gives for it, unless
  /// that is null.
  TextRef mapLeaves(TextRef T, llvm::function_ref<bool(TextRef)> Enter,
                    llvm::function_ref<TextRef(TextRef)> Leaf);
  TextRef choice(llvm::ArrayRef<TextRef> Alternatives);
  /// The pieces of T's left spine, in order.
  static void spine(TextRef T, llvm::SmallVectorImpl<TextRef> &Pieces);
  TextRef concatAll(llvm::ArrayRef<TextRef> Pieces);
  TextRef condensed(llvm::ArrayRef<TextRef> Pieces);

  // Programs that people write never use up what they start with.
  static constexpr uint64_t EarnedAtFirst = 1U << 17, EarnedByStep = 4;
  uint64_t Earned = EarnedAtFirst, Spent = 0;

  llvm::BumpPtrAllocator Memory;
  llvm::DenseMap<TextRef, TextRef> Condensed;
  llvm::DenseMap<size_t, Text *> Nodes; ///< By hash, chained.
  std::unordered_set<CharSet> Sets;
  llvm::DenseMap<std::pair<const clang::Expr *,
                           std::pair<const clang::Expr *, const Trail *>>,
                 const Trail *>
      Trails;
  TextRef TheEmpty;
};

/// One way to read a text: a sequence of literals and holes without
/// alternatives.
using Line = std::vector<TextRef>;

/// Ways to read T that together contain every piece of it at least once: one
/// line, and one more for every further alternative, at most Limit.
std::vector<Line> lines(TextRef T, unsigned Limit = 64);

/// The literal bytes of T if it is one literal text without holes or
/// alternatives; nullopt otherwise.
std::optional<std::string> constantValue(TextRef T);

} // namespace dbsafe::provenance

#endif
