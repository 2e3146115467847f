//===- State.h - What is known at one point of one path -------------------===//
//
// A function is walked path by path, as far as paths differ in what becomes of
// its resources. A state is small and bounded: what a few variables hold, and
// how it stands with each resource that is alive.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_LIFECYCLE_STATE_H
#define DBSAFE_CHECKS_LIFECYCLE_STATE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>

namespace dbsafe::lifecycle {

/// The number of a call that gives something or tells something, in its
/// function.
using SiteId = unsigned;
constexpr SiteId NoSite = ~0U;

/// What an expression or a variable is.
struct Value {
  enum class Kind : uint8_t {
    Unknown,
    Int,     ///< A known integer; 0 for a null pointer too.
    Nonzero, ///< Something else than 0.
    Handle,  ///< What a site gave; null if it gave nothing.
    Code,    ///< What a site's call told; of Inverted, whether it is 0.
    Same,    ///< A handle, or null if that is what another site's call told.
    View,    ///< Something that lives as long as a handle.
  };
  Kind What = Kind::Unknown;
  bool Inverted = false;
  SiteId Site = NoSite;   ///< The resource; of Code the call.
  SiteId Teller = NoSite; ///< Of Same.
  int64_t Number = 0;

  static Value integer(int64_t N) {
    Value V;
    V.What = Kind::Int;
    V.Number = N;
    return V;
  }
  static Value of(Kind What, SiteId Site, SiteId Teller = NoSite) {
    Value V;
    V.What = What;
    V.Site = Site;
    V.Teller = Teller;
    return V;
  }
  static Value nonzero() { return of(Kind::Nonzero, NoSite); }

  bool isUnknown() const { return What == Kind::Unknown; }
  bool isInt() const { return What == Kind::Int; }
  bool isCode() const { return What == Kind::Code; }
  /// True if it is a pointer to a resource.
  bool isHandle() const { return What == Kind::Handle || What == Kind::Same; }
  bool operator==(const Value &) const = default;
};

/// How it stands with what one site gave.
struct Life {
  enum class Kind : uint8_t {
    None,     ///< Nothing was given, or it is of no concern any more.
    Owned,    ///< It has to be released, unless it is null.
    Released, ///< By a call that this function makes itself.
  };
  SiteId Site = NoSite;
  Kind Is = Kind::None;
  bool Asked = false;   ///< Somebody has asked whether it worked.
  bool NotNull = false; ///< It is known to be there.
  bool operator==(const Life &) const = default;
};

/// The number of a variable or of a call in its function.
using HolderId = unsigned;

class State {
public:
  Value get(HolderId H) const;
  /// Sets what H is; Unknown forgets it. If there is no room, something older
  /// is forgotten.
  void set(HolderId H, Value V);

  Life *find(SiteId S);
  /// Starts another life of what S gives. If there is no room, the oldest is
  /// given up.
  Life &start(SiteId S);

  /// True if a variable or a call holds what S gave.
  bool isHeld(SiteId S) const;

  template <typename Function> void replace(Function Each) {
    for (auto &[H, V] : Facts)
      V = Each(V);
    llvm::erase_if(Facts, [](const auto &F) { return F.second.isUnknown(); });
  }

  llvm::MutableArrayRef<Life> lives() { return Lives; }
  llvm::ArrayRef<Life> lives() const { return Lives; }

  /// Forgets lives that are over and that nothing refers to.
  void prune();

  bool sameLives(const State &Other) const { return Lives == Other.Lives; }
  /// True if Other, with the same lives, knows no more than this one.
  bool covers(const State &Other) const;
  /// Keeps what Other, with the same lives, knows too. Returns what was known
  /// to this one alone.
  llvm::SmallVector<Value, 4> intersect(const State &Other);

private:
  llvm::SmallVector<std::pair<HolderId, Value>, 8> Facts; ///< Sorted.
  llvm::SmallVector<Life, 4> Lives; ///< In the order of their beginning.
};

} // namespace dbsafe::lifecycle

#endif
