//===- Configurations.h - Each file's configuration -----------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_CONFIGURATIONS_H
#define DBSAFE_DRIVER_PROJECT_CONFIGURATIONS_H

#include "config/Configuration.h"
#include <map>
#include <mutex>
#include <set>

namespace dbsafe::driver {

/// What is said on the command line about configurations.
struct ConfigurationChoice {
  std::string File;                ///< For all files; empty: the nearest.
  std::vector<std::string> Schema; ///< Patterns, in place of its schema.
  std::string Here;                ///< Where relative patterns start.
};

/// The configuration of each file: the one given, or the nearest upwards.
/// Thread-safe.
class Configurations {
public:
  static llvm::Expected<std::unique_ptr<Configurations>>
  make(ConfigurationChoice Choice);

  /// The returned object lives as long as this one.
  llvm::Expected<const config::Configuration *> of(llvm::StringRef File);

  /// What those used so far could not read of their schemas, each once.
  std::set<std::string> warnings() const;

private:
  explicit Configurations(ConfigurationChoice Choice);

  ConfigurationChoice Choice;
  std::unique_ptr<const config::Configuration> Given;
  config::Discovery Nearest;
  mutable std::mutex Lock;
  std::set<const config::Configuration *> Used;
  /// Configurations with another schema than their own.
  std::map<const config::Configuration *,
           std::unique_ptr<const config::Configuration>>
      Changed;

  llvm::Error readSchema(config::Configuration &Into) const;
};

} // namespace dbsafe::driver

#endif
