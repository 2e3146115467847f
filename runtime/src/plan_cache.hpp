//===- plan_cache.hpp - Statements that the server has planned ------------===//
//
// Parsing and planning take longer than finding one row. A literal that runs
// again on the same connection is therefore given a name on the server (manual,
// section 55.2.3 "Extended Query"); it is known by its address, because
// literals neither move nor change.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_PLAN_CACHE_HPP
#define DBSAFE_PLAN_CACHE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace dbsafe::detail {

/// A statement that has, or is about to get, a name on the server.
struct kept_plan {
  std::string name;
  std::string text; ///< Compared each time: a plugin may have been unloaded.
  /// Of the parameters; compared as well, since the compiler keeps equal
  /// literals in one place.
  std::vector<std::uint32_t> types;
  bool ready = false; ///< The server has said so.
};

/// Of one connection.
class plan_cache {
public:
  /// The plan to run the text by, or nullptr if it is to be sent as it is: the
  /// first time, unless `at_once`, when the types differ, and when there are
  /// many already, so that neither side's memory grows without end. Valid until
  /// clear().
  kept_plan *find(const char *text, const std::vector<std::uint32_t> &types,
                  bool at_once);

  /// The server has none of them any more, or nobody knows. Names are not used
  /// again.
  void clear() noexcept { plans_.clear(); }

private:
  static constexpr std::size_t most_plans = 256;
  std::unordered_map<const char *, kept_plan> plans_; ///< Seen at least once.
  std::size_t named_ = 0; ///< So far, on this connection.
};

} // namespace dbsafe::detail

#endif
