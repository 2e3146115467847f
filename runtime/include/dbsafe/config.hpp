//===- config.hpp - Where to connect, from the environment only -----------===//
//
// A connection string in the source is a credential in every clone of it
// (CWE-798), and one that leaves out sslmode sends the password to whoever
// answers (CWE-319; PostgreSQL manual, section 34.19 "SSL Support": the
// default "prefer" protects against nothing). So there is one way to say where
// to connect: an environment variable, checked before anything is sent.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CONFIG_HPP
#define DBSAFE_CONFIG_HPP

#include "dbsafe/secret.hpp"
#include "dbsafe/sql.hpp"

#include <string>
#include <vector>

namespace dbsafe {

namespace reason {
void the_name_of_an_environment_variable_is_expected_not_a_connection_string();
struct a_connection_string_comes_from_the_environment_use_from_env;
} // namespace reason

/// The name of an environment variable, as a literal.
class env_name {
public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is one.
  consteval env_name(const char (&name)[N]) : name_(name) {
    for (std::size_t i = 0; i + 1 < N; ++i) {
      const char c = name[i];
      const bool fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                        (c >= '0' && c <= '9') || c == '_';
      if (!fits)
        reason::
            the_name_of_an_environment_variable_is_expected_not_a_connection_string();
    }
    if (N < 2)
      reason::
          the_name_of_an_environment_variable_is_expected_not_a_connection_string();
  }
  template <
      runtime_text T,
      class Why =
          reason::a_connection_string_comes_from_the_environment_use_from_env>
  env_name(const T &) = delete;

  constexpr const char *c_str() const { return name_; }

private:
  const char *name_;
};

/// One keyword of a connection string and its value (manual, section 34.1.2).
struct connection_setting {
  std::string keyword;
  secret value;           ///< All values are kept as secrets; few of them are.
  bool is_secret = false; ///< libpq marks it as not to be shown.
};

/// Where and how to connect. Immutable once made, so safe to share between
/// threads. Never prints a secret.
class connection_config {
public:
  /// Reads a connection URI or keyword/value string from the variable. What it
  /// leaves out comes from libpq's own variables (PGHOST, PGPASSWORD, ...) and
  /// defaults. Reads the environment: call it before other threads change it.
  ///
  /// Throws configuration_error, which never shows any of the value, if
  ///  - the variable is not set, is empty, or cannot be read;
  ///  - a host is another machine and sslmode is weaker than "require";
  ///  - it needs a service file, or another client_encoding than UTF8.
  static connection_config from_env(env_name name);
  template <
      runtime_text T,
      class Why =
          reason::a_connection_string_comes_from_the_environment_use_from_env>
  explicit connection_config(const T &) = delete;
  template <
      std::size_t N,
      class Why =
          reason::a_connection_string_comes_from_the_environment_use_from_env>
  explicit connection_config(const char (&)[N]) = delete;

  /// The same variable, read again: for credentials that were rotated. If it
  /// is no longer set, because the program hides it from its children, what
  /// was read before. Throws configuration_error.
  connection_config read_again() const;

  /// "host=db.example.com port=5432 user=app password=*** sslmode=require":
  /// for logs. No secret in it.
  std::string description() const;

  /// The text with every secret of this configuration replaced by "***": for
  /// messages of libpq and the server.
  std::string redact(std::string_view message) const;

  /// True if a host is neither a Unix socket nor a loopback address. The
  /// connection is then refused unless it really is encrypted.
  bool remote() const noexcept { return remote_; }

  /// True if the address is a transaction pooler's by its provider's
  /// convention: see endpoint::autodetect.
  bool looks_like_transaction_pooler() const noexcept { return pooled_; }

  const std::vector<connection_setting> &settings() const noexcept {
    return settings_;
  }

private:
  struct unread {
    const char *variable;
  };
  explicit connection_config(unread from) : variable_(from.variable) {}
  static connection_config from_variable(const char *variable);

  const char *variable_; ///< A literal's: lives as long as the program.
  std::vector<connection_setting> settings_;
  bool remote_ = false;
  bool pooled_ = false;
};

} // namespace dbsafe

#endif
