//===- config.cpp - Reading and judging the environment -------------------===//
//
// libpq parses; this file decides. What libpq would fill in from the
// environment is filled in here, so that the rule about TLS is applied to what
// will really be used, and then handed back to libpq in full.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/config.hpp"
#include "conninfo_diagnosis.hpp"
#include "dbsafe/error.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>

namespace dbsafe {

namespace {

struct free_conninfo {
  void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using conninfo = std::unique_ptr<PQconninfoOption, free_conninfo>;

using settings_map = std::map<std::string, connection_setting>;

class reader {
public:
  explicit reader(const char *variable) : variable_(variable) {}

  settings_map read() const {
    const char *value = std::getenv(variable_);
    if (!value)
      throw configuration_error(
          std::string(variable_) +
          " is not set. It says which database to use; for example:\n  "
          "export " +
          variable_ +
          "='postgresql://user:password@db.example.com:5432/"
          "dbname?sslmode=verify-full'");
    if (const std::string problem = detail::diagnose_shape(value);
        !problem.empty())
      fail(problem);
    settings_map settings = parse(value);
    add_defaults(settings);
    return settings;
  }

  [[noreturn]] void fail(const std::string &problem) const {
    throw configuration_error(std::string(variable_) +
                              " cannot be used: " + problem +
                              ". (Its value is not shown: it may contain a "
                              "password.)");
  }

private:
  settings_map parse(const char *value) const {
    char *message = nullptr;
    const conninfo parsed(PQconninfoParse(value, &message));
    const std::unique_ptr<char, void (*)(void *)> owner(message, PQfreemem);
    if (!parsed)
      fail(detail::diagnose_parse_error(message ? message : "out of memory"));
    settings_map settings;
    add(settings, parsed.get());
    return settings;
  }

  /// What the value leaves out and libpq would take from PGHOST and the like.
  void add_defaults(settings_map &settings) const {
    if (settings.contains("service") || std::getenv("PGSERVICE"))
      fail("it depends on a service file (service= or PGSERVICE), which could "
           "change host and sslmode afterwards. Write its settings into the "
           "variable");
    const conninfo defaults(PQconndefaults());
    if (!defaults)
      fail("libpq could not read its defaults");
    add(settings, defaults.get());
  }

  static void add(settings_map &settings, const PQconninfoOption *option) {
    for (; option->keyword; ++option)
      if (option->val && *option->val && !std::strchr(option->dispchar, 'D'))
        settings.try_emplace(
            option->keyword,
            connection_setting{option->keyword, secret(option->val),
                               std::strchr(option->dispchar, '*') != nullptr});
  }

  const char *variable_;
};

std::string value_of(const settings_map &settings, const char *keyword) {
  const auto found = settings.find(keyword);
  return found == settings.end() ? ""
                                 : std::string(found->second.value.reveal());
}

std::vector<std::string> split(const std::string &list) {
  std::vector<std::string> parts(1);
  for (const char c : list) {
    if (c == ',')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// The machines that will be tried: hostaddr decides where it is given
/// (manual, section 34.1.2).
std::vector<std::string> machines(const settings_map &settings) {
  std::vector<std::string> hosts = split(value_of(settings, "host"));
  const std::string addresses = value_of(settings, "hostaddr");
  if (addresses.empty())
    return hosts;
  std::vector<std::string> result = split(addresses);
  for (std::size_t i = 0; i < result.size(); ++i)
    if (result[i].empty() && i < hosts.size())
      result[i] = hosts[i];
  return result;
}

void check_address(const settings_map &settings, const reader &from) {
  // "u:p@ss@host" parses as host "ss@host", "u:p/ss@host" as port "p".
  const std::string host = value_of(settings, "host");
  if (host.find('@') != std::string::npos && host.front() != '@' &&
      host.front() != '/')
    from.fail("its host contains \"@\"; the password probably does. Write @ "
              "there as %40");
  for (const std::string &port : split(value_of(settings, "port")))
    if (port.size() > 5 ||
        !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
      from.fail("its port is not a number; if the password contains / or :, "
                "write %2F or %3A");
}

/// Refuses to talk to another machine in the clear.
void check_tls(const settings_map &settings, bool remote, const reader &from) {
  static constexpr std::array<std::string_view, 6> modes = {
      "disable", "allow", "prefer", "require", "verify-ca", "verify-full"};
  const std::string mode = value_of(settings, "sslmode");
  const auto *const found = std::ranges::find(modes, mode);
  if (found == modes.end())
    from.fail("its sslmode is not one of disable, allow, prefer, require, "
              "verify-ca, verify-full");
  if (remote && found < modes.begin() + 3)
    from.fail(
        "the database is on another machine, but sslmode is \"" + mode +
        (mode == "prefer" ? "\" (the default)" : "\"") +
        ", so password and data may travel unencrypted to whoever answers. "
        "Add sslmode=verify-full (checks who answers; needs sslrootcert), or "
        "at least sslmode=require");
}

/// Taking a session pooler for one in transaction mode refuses a SET that would
/// have worked; the other way round, a SET reaches strangers.
bool is_transaction_pooler(const settings_map &settings) {
  const std::vector<std::string> hosts = split(value_of(settings, "host"));
  if (std::ranges::any_of(hosts, [](const std::string &host) {
        // ep-cool-name-123456-pooler.eu-central-1.aws.neon.tech
        return host.substr(0, host.find('.')).ends_with("-pooler");
      }))
    return true;
  const std::vector<std::string> ports = split(value_of(settings, "port"));
  return std::ranges::any_of(ports, [](const std::string &port) {
    return port == "6432" || port == "6543";
  });
}

} // namespace

connection_config connection_config::from_env(env_name name) {
  return from_variable(name.c_str());
}

connection_config connection_config::read_again() const {
  return std::getenv(variable_) ? from_variable(variable_) : *this;
}

connection_config connection_config::from_variable(const char *variable) {
  const reader from(variable);
  settings_map settings = from.read();
  check_address(settings, from);

  connection_config config(unread{variable});
  const std::vector<std::string> hosts = machines(settings);
  config.remote_ = !std::ranges::all_of(hosts, detail::is_this_machine);
  check_tls(settings, config.remote_, from);
  config.pooled_ = is_transaction_pooler(settings);

  // The lexer that reads the statements knows no other multi-byte encoding,
  // and in some of them a quote is half of a character (CVE-2006-2314).
  const std::string encoding = value_of(settings, "client_encoding");
  if (!encoding.empty() && !detail::is_word(encoding, "utf8") &&
      !detail::is_word(encoding, "utf-8"))
    from.fail("its client_encoding is not UTF8, the only one supported");
  settings["client_encoding"] = {"client_encoding", secret("UTF8"), false};
  // TLS is what is judged above; GSS would bypass it where a ticket exists.
  settings["gssencmode"] = {"gssencmode", secret("disable"), false};

  for (auto &[keyword, setting] : settings)
    config.settings_.push_back(std::move(setting));
  return config;
}

std::string connection_config::description() const {
  static constexpr std::array<std::string_view, 7> shown = {
      "host", "hostaddr", "port", "dbname", "user", "password", "sslmode"};
  std::string text;
  for (const std::string_view keyword : shown)
    for (const connection_setting &setting : settings_)
      if (setting.keyword == keyword) {
        text += (text.empty() ? "" : " ") + setting.keyword + "=";
        text += setting.is_secret ? "***" : setting.value.reveal();
      }
  return text;
}

std::string connection_config::redact(std::string_view message) const {
  std::string text(message);
  for (const connection_setting &setting : settings_) {
    const std::string_view value = setting.value.reveal();
    if (!setting.is_secret || value.empty())
      continue;
    // Replacing "a" by "***" everywhere would tell it: show nothing then.
    constexpr std::size_t too_short = 4;
    if (value.size() < too_short && text.find(value) != std::string::npos)
      return "(message not shown: it may contain a secret)";
    for (auto at = text.find(value); at != std::string::npos;
         at = text.find(value, at + 3))
      text.replace(at, value.size(), "***");
  }
  return text;
}

} // namespace dbsafe
