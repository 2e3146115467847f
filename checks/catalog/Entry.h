//===- Entry.h - What all entries of the catalogue share
//-------------------===//
//
// A library, and the calls and operands that an entry speaks of.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_ENTRY_H
#define DBSAFE_CHECKS_CATALOG_ENTRY_H

#include "sql/Template.h" // for Dialect
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dbsafe::catalog {

/// One step from a container or a tuple to what it holds.
struct Within {
  enum class Kind {
    Some,   ///< []: some element. Of an iterator, what it points to.
    At,     ///< [0]: the element whose index is that argument.
    Member, ///< .0: the member of that number, of a pair or tuple.
    Named,  ///< <>: the member that the call's first template argument names.
  };
  Kind What = Kind::Some;
  unsigned Index = 0; ///< Of At and Member.

  bool operator==(const Within &) const = default;
};

/// A place in a call: an argument (counted from 0, the object not included),
/// the object itself, or the result; or part of it.
struct Operand {
  enum class Kind { Argument, This, Return };
  Kind Where = Kind::Argument;
  unsigned Index = 0; ///< For Argument.
  std::vector<Within> Steps = {};

  bool operator==(const Operand &) const = default;
};

/// One library, as its file's head describes it.
struct Library {
  std::string Name; ///< "libpqxx"
  sql::Dialect Dialect = sql::Dialect::Generic;
  std::vector<std::string> Headers; ///< Globs over included file names.
  std::string Bind;            ///< What to write instead of a spliced value.
  std::string QuoteValue;      ///< The same, of a library that binds nothing.
  std::string QuoteIdentifier; ///< What to write for a spliced identifier.
  /// Globs over the names of its own functions, which keep nothing that they
  /// are given unless the catalogue says so.
  std::vector<std::string> Functions;
};

/// What all entries share: which calls they speak of.
struct Entry {
  std::string Call; ///< Qualified, inline namespaces and template arguments
                    ///< left out: "pqxx::transaction_base::exec".
  /// If not empty, one pattern a parameter: "text", "char", "number",
  /// "pointer", "*" for anything, "..." at the end for any number more; or a
  /// glob over the parameter's type without const and reference.
  std::vector<std::string> Parameters;
  /// Arguments that must be these constants: text, or an enumerator's or
  /// macro's name.
  std::vector<std::pair<unsigned, std::string>> When;
  const Library *Lib = nullptr;
  /// Found in another file of the program: holds only for functions that are
  /// not defined in the file that calls them.
  bool Linked = false;
};

} // namespace dbsafe::catalog

#endif
