//===- plan_cache.hpp - Statements that the server need not parse again ---===//
//
// Half of a short statement's cost is its text: parsed, looked up, planned. A
// statement that comes back is given a name, under which the server keeps the
// plan (PostgreSQL manual, "PREPARE"; protocol, section 55.2.3).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_PLAN_CACHE_HPP
#define DBSAFE_PLAN_CACHE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace dbsafe::detail {

/// One statement, as one connection knows it.
struct plan {
  std::string text;
  std::vector<std::uint32_t> types; ///< Of the parameters, as first used.
  unsigned uses = 0;
  std::array<char, 24> name{};
  bool kept = false; ///< By the server.
};

/// The plans of one connection. Found by the address of the text, so only for
/// literals; but compared by the text itself, since code can be unloaded.
class plan_cache {
public:
  /// What to run by name; nullptr if it is to be sent as text: the first time,
  /// because most statements of a migration or a test never come back, when the
  /// types differ, or when there are too many. Valid until forget_all().
  plan *find(const char *text, const std::vector<std::uint32_t> &types);

  /// The server has dropped them all.
  void forget_all() noexcept { plans_.clear(); }

private:
  static constexpr std::size_t most = 256;

  std::unordered_map<const char *, plan> plans_;
  std::uint64_t named_ = 0;
};

} // namespace dbsafe::detail

#endif
