//===- environment.hpp - Environment variables for the length of a test ---===//
//
// Configuration comes from the environment only, so tests set it, and put back
// what was there.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_TESTS_ENVIRONMENT_HPP
#define DBSAFE_TESTS_ENVIRONMENT_HPP

#include <cstdlib>
#include <optional>
#include <string>

class environment_variable {
public:
  environment_variable(const char *name, const std::string &value)
      : environment_variable(name) {
    setenv(name, value.c_str(), 1);
  }
  /// Not set at all.
  explicit environment_variable(const char *name) : name_(name) {
    if (const char *old = std::getenv(name))
      old_ = old;
    unsetenv(name);
  }
  ~environment_variable() {
    if (old_)
      setenv(name_, old_->c_str(), 1);
    else
      unsetenv(name_);
  }
  environment_variable(const environment_variable &) = delete;
  environment_variable &operator=(const environment_variable &) = delete;

private:
  const char *name_;
  std::optional<std::string> old_;
};

#endif
