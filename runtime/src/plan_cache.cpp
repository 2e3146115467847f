//===- plan_cache.cpp - Which statements get a name -----------------------===//
#include "plan_cache.hpp"

namespace dbsafe::detail {

kept_plan *plan_cache::find(const char *text,
                            const std::vector<std::uint32_t> &types,
                            bool at_once) {
  const auto found = plans_.find(text);
  const bool seen = found != plans_.end();
  if (seen && !found->second.name.empty())
    return found->second.text == text && found->second.types == types
               ? &found->second
               : nullptr;
  if (!seen && plans_.size() >= 2 * most_plans)
    return nullptr;
  kept_plan &plan = seen ? found->second : plans_[text];
  if ((!seen && !at_once) || named_ >= most_plans)
    return nullptr;
  plan.text = text;
  plan.types = types;
  plan.name = "dbsafe_" + std::to_string(++named_);
  return &plan;
}

} // namespace dbsafe::detail
