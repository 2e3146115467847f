//===- Place.h - What can hold a value ------------------------------------===//
//
// A place is a variable, an object behind a pointer, a field of another place
// or a temporary. Places are numbered once for a translation unit, so that the
// functions of a file speak of the same globals, fields and captured variables
// by the same numbers.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_PLACE_H
#define DBSAFE_CHECKS_PROVENANCE_PLACE_H

#include "provenance/Text.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <compare>
#include <optional>
#include <vector>

namespace dbsafe::provenance {

struct Place {
  enum class Kind {
    Variable,  ///< A variable or parameter: Decl.
    Pointee,   ///< What the parameter Decl points or refers to.
    This,      ///< The object of the method Decl.
    Field,     ///< The field Decl of Base.
    Element,   ///< An element of the array or container Base: Index.
    Temporary, ///< The object that Expr makes; without it, one that a call has
               ///< left a pointer to in the place Index - 1.
    Returned,  ///< The object that the function Decl returns.
  };
  Kind What;
  PlaceId Base = NoPlace;
  const clang::Decl *Decl = nullptr;
  const clang::Expr *Expr = nullptr;
  PlaceId Root = NoPlace; ///< The outermost base; itself if there is none.
  unsigned Index = 0;     ///< Of an Element; AnyIndex if not known.
};

constexpr unsigned AnyIndex = ~0U;
/// The element that stands for the characters of a text that a condition has
/// looked at, one after the other.
constexpr unsigned CharIndex = AnyIndex - 1;

class PlaceTable {
public:
  PlaceId variable(const clang::ValueDecl *D) {
    return get(Place::Kind::Variable, NoPlace, D->getCanonicalDecl(), nullptr);
  }
  PlaceId pointee(const clang::ParmVarDecl *D) {
    return get(Place::Kind::Pointee, NoPlace, D, nullptr);
  }
  PlaceId thisObject(const clang::FunctionDecl *D) {
    return get(Place::Kind::This, NoPlace, D->getCanonicalDecl(), nullptr);
  }
  PlaceId returned(const clang::FunctionDecl *D) {
    return get(Place::Kind::Returned, NoPlace, D->getCanonicalDecl(), nullptr);
  }
  PlaceId field(PlaceId Base, const clang::ValueDecl *D) {
    return get(Place::Kind::Field, Base, D->getCanonicalDecl(), nullptr);
  }
  PlaceId element(PlaceId Base, unsigned Index) {
    // Tables of tables are followed two levels deep.
    const Place &B = Places[Base];
    if (B.What == Place::Kind::Element &&
        Places[B.Base].What == Place::Kind::Element)
      return Base;
    return get(Place::Kind::Element, Base, nullptr, nullptr, Index);
  }
  PlaceId temporary(const clang::Expr *E) {
    return get(Place::Kind::Temporary, NoPlace, nullptr, E);
  }

  /// The object that a call has made and left a pointer to in Pointer: whatever
  /// call that is, so that two ways that meet have one object.
  PlaceId made(PlaceId Pointer) {
    return get(Place::Kind::Temporary, NoPlace, nullptr, nullptr, Pointer + 1);
  }

  /// The place within Into that P is within Within; P itself if it is not
  /// within Within.
  PlaceId moved(PlaceId P, PlaceId Within, PlaceId Into) {
    llvm::SmallVector<PlaceId, 4> Steps;
    PlaceId At = P;
    for (; At != Within && At != NoPlace; At = Places[At].Base)
      Steps.push_back(At);
    if (At == NoPlace)
      return P;
    while (!Steps.empty()) {
      const Place Step = Places[Steps.pop_back_val()];
      Into = Step.What == Place::Kind::Field
                 ? get(Place::Kind::Field, Into, Step.Decl, nullptr)
                 : element(Into, Step.Index);
    }
    return Into;
  }

  /// The places that may be P, as far as they have been named: an element may
  /// be any other whose index is not known.
  void aliases(PlaceId P, llvm::SmallVectorImpl<PlaceId> &Out) const {
    const Place &Here = Places[P];
    if (Here.Base == NoPlace) {
      Out.push_back(P);
      return;
    }
    llvm::SmallVector<PlaceId, 4> Bases;
    aliases(Here.Base, Bases);
    for (PlaceId Base : Bases) {
      if (Here.What == Place::Kind::Element && Here.Index == AnyIndex) {
        for (PlaceId Child : children(Base))
          if (Places[Child].What == Place::Kind::Element &&
              Places[Child].Index != CharIndex)
            Out.push_back(Child);
        continue;
      }
      auto Add = [&](unsigned Index) {
        if (auto Id = named(Here.What, Base, Here.Decl, nullptr, Index))
          Out.push_back(*Id);
      };
      Add(Here.Index);
      if (Here.What == Place::Kind::Element)
        Add(AnyIndex);
    }
  }

  const Place &operator[](PlaceId Id) const { return Places[Id]; }
  /// The fields and elements of Base that have been named so far. By value:
  /// whoever looks at them may name more.
  llvm::SmallVector<PlaceId, 4> children(PlaceId Base) const {
    return Children.lookup(Base);
  }
  size_t size() const { return Places.size(); }

private:
  PlaceId get(Place::Kind What, PlaceId Base, const clang::Decl *D,
              const clang::Expr *E, unsigned Index = 0) {
    auto [It, Fresh] =
        Ids.try_emplace(key(What, Base, D, E, Index), Places.size());
    if (Fresh) {
      auto Id = PlaceId(Places.size());
      Places.push_back(
          {What, Base, D, E, Base == NoPlace ? Id : Places[Base].Root, Index});
      if (Base != NoPlace)
        Children[Base].push_back(Id);
    }
    return It->second;
  }

  using Key = std::pair<const void *, uint64_t>;
  static Key key(Place::Kind What, PlaceId Base, const clang::Decl *D,
                 const clang::Expr *E, unsigned Index) {
    return {D ? static_cast<const void *>(D) : E,
            (uint64_t(Base) << 32) ^ (uint64_t(Index) << 3) ^ unsigned(What)};
  }

  std::optional<PlaceId> named(Place::Kind What, PlaceId Base,
                               const clang::Decl *D, const clang::Expr *E,
                               unsigned Index) const {
    auto Found = Ids.find(key(What, Base, D, E, Index));
    return Found == Ids.end() ? std::nullopt : std::optional(Found->second);
  }

  llvm::DenseMap<Key, PlaceId> Ids;
  llvm::DenseMap<PlaceId, llvm::SmallVector<PlaceId, 4>> Children;
  std::vector<Place> Places;
};

/// What a condition says of a place: it held Was, and that is Is.
struct Fact {
  PlaceId Where;
  TextRef Was, Is;
  auto operator<=>(const Fact &) const = default;
};
using Facts = std::vector<Fact>;

/// What is known if a number is Number; if there is none, any other number.
struct Outcome {
  std::optional<int64_t> Number;
  Facts Known;
  auto operator<=>(const Outcome &) const = default;
};
/// What is known by the value of a number: a flag, an index, a result.
using Outcomes = std::vector<Outcome>;

/// What an expression or a place holds: text, the address of a place, or
/// nothing that is followed.
struct Value {
  enum class Kind : uint8_t {
    None,
    Text,    ///< The text T.
    Address, ///< Points or refers to P; Later if possibly behind its start.
    Copy,    ///< A copy of the object P, taken whole. Stored: of what P held
             ///< when the function was entered.
    Opaque,  ///< An object of which nothing is known; its origin is the hole T.
    Number,  ///< A number, of which Numbers tells what it stands for.
  };
  Kind What = Kind::None;
  bool Later = false;
  PlaceId P = NoPlace;
  TextRef T = nullptr;
  /// Of a Text that a condition has narrowed: what it was.
  TextRef Was = nullptr;
  const Outcomes *Numbers = nullptr;

  static Value text(TextRef T) {
    return {Kind::Text, false, NoPlace, T, nullptr, nullptr};
  }
  static Value address(PlaceId P, bool Later = false) {
    return {Kind::Address, Later, P, nullptr, nullptr, nullptr};
  }
  static Value copy(PlaceId P) {
    return {Kind::Copy, false, P, nullptr, nullptr, nullptr};
  }
  static Value opaque(TextRef T) {
    return {Kind::Opaque, false, NoPlace, T, nullptr, nullptr};
  }
  static Value number(const Outcomes *Numbers) {
    return {Kind::Number, false, NoPlace, nullptr, nullptr, Numbers};
  }

  bool isNone() const { return What == Kind::None; }
  bool isText() const { return What == Kind::Text; }
  bool isNumber() const { return What == Kind::Number; }
  bool isAddress() const { return What == Kind::Address; }
  bool operator==(const Value &) const = default;
};

} // namespace dbsafe::provenance

#endif
