//===- Configuration.cpp - .dbsafe.yaml -----------------------------------===//
#include "config/Configuration.h"

namespace dbsafe::config {

Configuration Configuration::defaults() {
  Configuration C;
  sql::Principal User;
  User.Name = "user";
  User.Table = "users";
  User.Settings = {"app.user_id"};
  C.Ownership.Principals.push_back(std::move(User));
  C.Catalog = catalog::Catalog::builtin();
  return C;
}

llvm::StringRef Configuration::option(llvm::StringRef Check,
                                      llvm::StringRef Name,
                                      llvm::StringRef Default) const {
  auto Found = Options.find((Check + "." + Name).str());
  return Found == Options.end() ? Default : llvm::StringRef(Found->second);
}

} // namespace dbsafe::config
