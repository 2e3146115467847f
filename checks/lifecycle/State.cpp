#include "lifecycle/State.h"

namespace dbsafe::lifecycle {

// What a path can remember. Beyond that, what is oldest is not judged.
static constexpr size_t MaxFacts = 40;
static constexpr size_t MaxLives = 32;

static bool before(const std::pair<HolderId, Value> &F, HolderId H) {
  return F.first < H;
}

Value State::get(HolderId H) const {
  auto At = llvm::lower_bound(Facts, H, before);
  return At != Facts.end() && At->first == H ? At->second : Value();
}

void State::set(HolderId H, Value V) {
  auto At = llvm::lower_bound(Facts, H, before);
  bool Known = At != Facts.end() && At->first == H;
  if (V.isUnknown()) {
    if (Known)
      Facts.erase(At);
    return;
  }
  if (Known) {
    At->second = V;
    return;
  }
  Facts.insert(At, {H, V});
  if (Facts.size() <= MaxFacts)
    return;
  auto Oldest = llvm::find_if(Facts, [&](const auto &F) {
    return !F.second.isHandle() && F.first != H;
  });
  if (Oldest == Facts.end())
    Oldest = Facts.begin();
  if (Life *L = Oldest->second.isHandle() ? find(Oldest->second.Site) : nullptr)
    L->Is = Life::Kind::None;
  Facts.erase(Oldest);
}

Life *State::find(SiteId S) {
  auto At = llvm::find_if(Lives, [&](const Life &L) { return L.Site == S; });
  return At == Lives.end() ? nullptr : &*At;
}

Life &State::start(SiteId S) {
  llvm::erase_if(Lives, [&](const Life &L) { return L.Site == S; });
  if (Lives.size() >= MaxLives)
    Lives.erase(Lives.begin());
  Lives.emplace_back();
  Lives.back().Site = S;
  return Lives.back();
}

bool State::isHeld(SiteId S) const {
  return llvm::any_of(Facts, [&](const auto &F) {
    return F.second.isHandle() && F.second.Site == S;
  });
}

void State::prune() {
  llvm::erase_if(Lives, [&](const Life &L) {
    return L.Is != Life::Kind::Owned &&
           llvm::none_of(Facts, [&](const auto &F) {
             return F.second.Site == L.Site || F.second.Teller == L.Site;
           });
  });
}

bool State::covers(const State &Other) const {
  return llvm::all_of(
      Facts, [&](const auto &F) { return Other.get(F.first) == F.second; });
}

llvm::SmallVector<Value, 4> State::intersect(const State &Other) {
  llvm::SmallVector<Value, 4> Dropped;
  llvm::erase_if(Facts, [&](const auto &F) {
    if (Other.get(F.first) == F.second)
      return false;
    Dropped.push_back(F.second);
    return true;
  });
  return Dropped;
}

} // namespace dbsafe::lifecycle
