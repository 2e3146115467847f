//===- Reader.h - One catalogue file --------------------------------------===//
//
// Reads a file of docs/catalog.md's format into a Catalog, and is strict about
// it: an entry that is silently dropped is a sink that nobody watches.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_READER_H
#define DBSAFE_CHECKS_CATALOG_READER_H

#include "catalog/Catalog.h"
#include "catalog/Yaml.h"

namespace dbsafe::catalog {

class Reader {
public:
  /// Adds a file's library and entries to Into. Where the error is not
  /// success, Into is of no further use.
  static llvm::Error read(llvm::StringRef Yaml, llvm::StringRef FileName,
                          Catalog &Into);
  /// The same of a text that is parsed already.
  static llvm::Error read(const yaml::Node &Tree, llvm::StringRef FileName,
                          Catalog &Into);

private:
  Reader(Catalog &Into, yaml::Problems &P) : Into(Into), P(P) {}

  void file(const yaml::Node &Root);
  std::shared_ptr<const Library> library(const yaml::Record &R);

  void sink(const yaml::Node &N);
  void use(const yaml::Node &N);
  /// Reads what a call binds.
  Binding binding(const yaml::Record &R, const Entry &E);
  void connect(const yaml::Node &N);
  /// What a connect says of the settings that are gathered for a connection.
  void settings(const yaml::Record &R, Connect &C);
  void quoter(const yaml::Node &N);
  void builder(const yaml::Node &N);
  void source(const yaml::Node &N);
  void comparison(const yaml::Node &N);
  // --- Secrets.cpp
  void secret(const yaml::Node &N);
  void output(const yaml::Node &N);

  // LifecycleReader.cpp
  void resource(const yaml::Node &N);
  void status(const yaml::Node &N);
  /// The entries below one key of a resource.
  void handlings(const yaml::Record &R, llvm::StringRef Key,
                 Handling::Kind Does,
                 const std::shared_ptr<const Resource> &Of);
  /// Qualified names, each checked.
  std::vector<std::string> names(const yaml::Record &R, llvm::StringRef Key);

  /// Reads the keys that all entries share into E and returns the names of the
  /// calls that it speaks of.
  std::vector<const yaml::Node *> head(const yaml::Record &R, Entry &E);
  bool isName(const yaml::Node &Call);
  void when(const yaml::Node &N, Entry &E);

  std::optional<Operand> operand(const yaml::Record &R, llvm::StringRef Key,
                                 const Entry &E, bool MayReturn);
  /// The scanf format that says where text goes.
  std::optional<unsigned> scans(const yaml::Record &R, const Entry &E);
  std::optional<unsigned> argument(const yaml::Record &R, llvm::StringRef Key,
                                   const Entry &E);
  /// Reports an index beyond the end of the entry's parameters.
  void checkIndex(const yaml::Node &Where, unsigned Index, const Entry &E);
  Quoter::Slot slot(const yaml::Node &N);
  /// The format that the operand From of a call is, in the language that N
  /// names.
  Item format(const yaml::Node &N, const Operand &From);
  /// Format conversions that quote, each with the slot that it is good for.
  std::vector<std::pair<char, QuotedSlot>> conversions(const yaml::Node &N);

  /// Stores E under each name. An entry of another file about the same operand
  /// of the same overload gives way; one of this file is a problem.
  template <typename EntryT>
  void store(llvm::ArrayRef<const yaml::Node *> Names, EntryT E,
             std::vector<EntryT> CallModel::*List);

  Catalog &Into;
  yaml::Problems &P;
  const Library *Lib = nullptr;
};

} // namespace dbsafe::catalog

#endif
