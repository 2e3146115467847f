//===- Configurations.cpp - Each file's configuration ---------------------===//
#include "project/Configurations.h"
#include "commands/Commands.h"
#include "config/SchemaFiles.h"

namespace dbsafe::driver {

Configurations::Configurations(ConfigurationChoice C)
    : Choice(std::move(C)),
      Nearest(knownNames(), /*WithSchema=*/Choice.Schema.empty()) {}

llvm::Expected<std::unique_ptr<Configurations>>
Configurations::make(ConfigurationChoice Choice) {
  std::unique_ptr<Configurations> Made(new Configurations(std::move(Choice)));
  const std::string &File = Made->Choice.File;
  if (File.empty())
    return Made;
  auto Given = config::load(File, knownNames(), Made->Choice.Schema.empty());
  if (!Given)
    return Given.takeError();
  if (llvm::Error Error = Made->readSchema(*Given))
    return std::move(Error);
  Made->Given =
      std::make_unique<const config::Configuration>(std::move(*Given));
  return Made;
}

llvm::Error Configurations::readSchema(config::Configuration &Into) const {
  std::string Wrong;
  std::string File = std::exchange(Into.File, "");
  config::SchemaFiles Files(Into, Choice.Here);
  for (const std::string &Pattern : Choice.Schema)
    for (const std::string &Problem : Files.read(Pattern))
      Wrong += "--schema: " + Problem + "\n";
  Into.File = std::move(File);
  if (!Wrong.empty())
    return llvm::createStringError(Wrong);
  return llvm::Error::success();
}

llvm::Expected<const config::Configuration *>
Configurations::of(llvm::StringRef File) {
  if (Given)
    return Given.get();
  auto Found = Nearest.find(File);
  if (!Found)
    return Found;
  std::lock_guard Guard(Lock);
  const config::Configuration *Config = *Found;
  if (!Choice.Schema.empty()) {
    auto &Copy = Changed[Config];
    if (!Copy) {
      auto Fresh = std::make_unique<config::Configuration>(*Config);
      if (llvm::Error Error = readSchema(*Fresh))
        return std::move(Error);
      Copy = std::move(Fresh);
    }
    Config = Copy.get();
  }
  Used.insert(Config);
  return Config;
}

std::set<std::string> Configurations::warnings() const {
  std::lock_guard Guard(Lock);
  std::set<std::string> All;
  if (Given)
    All.insert(Given->Warnings.begin(), Given->Warnings.end());
  for (const config::Configuration *Each : Used)
    All.insert(Each->Warnings.begin(), Each->Warnings.end());
  return All;
}

} // namespace dbsafe::driver
