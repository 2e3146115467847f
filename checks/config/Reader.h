//===- Reader.h - One .dbsafe.yaml ----------------------------------------===//
//
// Reads the file's keys into a Configuration. A misspelt key would switch a
// check off without a word, so nothing that is not understood is let pass.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONFIG_READER_H
#define DBSAFE_CHECKS_CONFIG_READER_H

#include "catalog/Yaml.h"
#include "config/Configuration.h"

namespace dbsafe::config {

class Reader {
public:
  /// Folder is where the file's relative paths start. Without WithSchema, the
  /// schema's files are left alone.
  Reader(Configuration &Into, const KnownNames &Known, llvm::StringRef Folder,
         bool WithSchema, yaml::Problems &P)
      : Into(Into), Known(Known), Folder(Folder), WithSchema(WithSchema), P(P) {
  }

  void read(const yaml::Node &Root);

private:
  void checks(const yaml::Record &R);
  void options(const yaml::Record &R);

  void owned(const yaml::Record &R);
  void principals(const yaml::Record &R);
  sql::Principal principal(const yaml::Node &Name, const yaml::Node &Value);
  void bridges(const yaml::Record &R);

  void schema(const yaml::Record &R);
  void catalog(const yaml::Record &R);

  /// The text of a file; a problem at Where if it can't be read.
  std::optional<std::string> content(const std::string &File,
                                     const yaml::Node &Where);

  Configuration &Into;
  const KnownNames &Known;
  std::string Folder;
  bool WithSchema;
  yaml::Problems &P;
};

} // namespace dbsafe::config

#endif
