//===- pool.cpp - The pool that users hold --------------------------------===//
//
// Checks what it is given once, so that nothing behind it has to.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/system.hpp"
#include "session_state.hpp"

#include <algorithm>

namespace dbsafe {

namespace {

void require(bool holds, const char *rule) {
  if (!holds)
    throw configuration_error(std::string("pool_options: ") + rule);
}

/// A setting of one's own needs a prefix (manual, section 20.16).
bool is_setting_name(const std::string &name) {
  const auto dot = name.find('.');
  return dot != std::string::npos && dot != 0 && dot + 1 != name.size() &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '.';
         });
}

pool_options checked(pool_options options, const connection_config &config) {
  constexpr std::chrono::hours year{24 * 365};
  const auto in_range = [&](std::chrono::milliseconds value) {
    return value.count() > 0 && value <= year;
  };
  require(options.max_size >= 1 && options.max_size <= 10000,
          "max_size must be from 1 to 10000");
  require(options.min_idle <= options.max_size,
          "min_idle must be at most max_size");
  require(in_range(options.acquire_timeout),
          "acquire_timeout must be positive and at most a year");
  require(in_range(options.max_lifetime),
          "max_lifetime must be positive and at most a year");
  require(
      !options.ping_if_idle || *options.ping_if_idle == ping_never ||
          (options.ping_if_idle->count() >= 0 && *options.ping_if_idle <= year),
      "ping_if_idle must be ping_always, ping_never or at most a year");
  require(options.idle_timeout.count() == 0 || in_range(options.idle_timeout),
          "idle_timeout must be 0 (never) or at most a year");
  require(options.leak_after.count() == 0 || in_range(options.leak_after),
          "leak_after must be 0 (never) or at most a year");
  require(options.lifetime_jitter >= 0 && options.lifetime_jitter <= 1,
          "lifetime_jitter must be from 0 to 1");
  require(options.statement_timeout.count() == 0 ||
              (in_range(options.statement_timeout) &&
               options.statement_timeout <= std::chrono::hours(24 * 24)),
          "statement_timeout must be 0 (none) or at most 24 days");
  const bool pooler = options.endpoint == endpoint::transaction_pooler ||
                      (options.endpoint == endpoint::autodetect &&
                       config.looks_like_transaction_pooler());
  require(!options.always_reset || !pooler,
          "always_reset has no meaning behind a transaction pooler, where a "
          "reset would reach another client's connection (endpoint::direct, "
          "if the address only looks like one)");
  require(is_setting_name(options.principal_setting) &&
              is_setting_name(options.system_setting) &&
              options.principal_setting != options.system_setting,
          "principal_setting and system_setting must be two names such as "
          "app.user_id: lower case, with a dot");
  return options;
}

} // namespace

session_source::session_source(std::shared_ptr<detail::pool_state> state,
                               std::shared_ptr<const detail::principal> who)
    : state_(std::move(state)), who_(std::move(who)) {}

/// In this order: checking needs the configuration that is then moved.
static std::shared_ptr<detail::pool_state> make_state(connection_config config,
                                                      pool_options options) {
  options = checked(std::move(options), config);
  return std::make_shared<detail::pool_state>(std::move(config),
                                              std::move(options));
}

pool pool::from_env(env_name name, pool_options options) {
  return pool(connection_config::from_env(name), std::move(options));
}

pool::pool(connection_config config, pool_options options)
    : session_source(make_state(std::move(config), std::move(options)),
                     nullptr) {}

pool::~pool() { state().retire(); }

session_source pool::for_user(const parameter &id) const {
  if (!id.data() || *id.data() == '\0' || id.binary())
    throw usage_error("as() was given an empty user id. That would be nobody, "
                      "which hides the mistake: authenticate first, or use "
                      "the pool itself for what everyone may see");
  return {shared_state(),
          std::make_shared<const detail::principal>(
              detail::principal{.user = id.data(), .system_reason = {}})};
}

system_source pool::as_system(written_reason why) const {
  return system_source(
      {shared_state(),
       std::make_shared<const detail::principal>(
           detail::principal{.user = {}, .system_reason = why.c_str()})});
}

void pool::check() const {
  session_source nobody = *this;
  nobody.one<std::int32_t>("select 1");
}

bool pool::close(std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds year = std::chrono::hours(24 * 365);
  return state().close(
      std::clamp(wait, std::chrono::milliseconds::zero(), year));
}

void pool::reopen() { state().reopen(); }

void pool::expire() { state().expire(); }

pool_stats pool::stats() const { return state().stats(); }

const pool_options &pool::options() const noexcept { return state().options(); }

} // namespace dbsafe
