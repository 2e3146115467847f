//===- plan_cache.cpp - Names for what comes back -------------------------===//
//
// Names are never used twice in a connection's life, so a name that the server
// still has can never stand for another statement.
//
//===----------------------------------------------------------------------===//
#include "plan_cache.hpp"

#include <charconv>
#include <cstring>

namespace dbsafe::detail {

plan *plan_cache::find(const char *text,
                       const std::vector<std::uint32_t> &types) {
  const auto found = plans_.find(text);
  if (found == plans_.end()) {
    if (plans_.size() < most)
      plans_.try_emplace(text, plan{text, types, 1, {}, false});
    return nullptr;
  }
  plan &known = found->second;
  if (known.text != text || known.types != types)
    return nullptr;
  if (++known.uses == 2) {
    constexpr char prefix[] = "dbsafe_";
    std::memcpy(known.name.data(), prefix, sizeof prefix - 1);
    *std::to_chars(known.name.data() + sizeof prefix - 1,
                   known.name.data() + known.name.size() - 1, ++named_)
         .ptr = '\0';
  }
  return &known;
}

} // namespace dbsafe::detail
