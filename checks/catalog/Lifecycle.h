//===- Lifecycle.h - What calls give, take back and tell
//-------------------===//
//
// The catalogue's sections 'resources' and 'statuses': which call hands out
// something that must be given back, which takes it, and how a call says
// whether it worked (docs/catalog.md).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_LIFECYCLE_H
#define DBSAFE_CHECKS_CATALOG_LIFECYCLE_H

#include "catalog/Entry.h"
#include <memory>

namespace dbsafe::catalog {

/// Something that a program is given and has to give back.
struct Resource {
  std::string Name;    ///< "PGresult"
  std::string What;    ///< For messages: "result".
  std::string Lost;    ///< What it means to lose one, as the end of a sentence.
  std::string Release; ///< The call to write: "PQclear".
  /// True if the type of that name is the library's own affair, so that every
  /// pointer to it is one of these.
  bool Opaque = false;
};

/// When a call does what an entry says, by its integral or pointer result.
enum class Outcome { Always, Zero, Nonzero, Positive };

/// What a call does with a resource.
struct Handling : Entry {
  enum class Kind {
    Acquire, ///< It leaves a new one in Where.
    Release, ///< It takes back what Where is.
    Keep,    ///< It keeps what Where is, and will give it back by itself.
    Same,    ///< Its result is what Where is.
    View,    ///< Its result lives as long as what Where is.
  };
  Kind Does = Kind::Acquire;
  Operand Where;
  Outcome If = Outcome::Always; ///< Of Acquire and Release.
  /// Of Keep, if Where is a format: the conversion whose arguments it keeps.
  char Conversion = '\0';
  /// What is handled; of Same and View any.
  std::shared_ptr<const Resource> Of;
};

/// How a call says whether it worked.
struct Status : Entry {
  enum class Kind {
    Code,    ///< By its result, which must be looked at.
    Pointer, ///< By a null pointer, which must be told before it is used.
    Object,  ///< By what it gives, which one of TestedBy asks.
  };
  Kind By = Kind::Code;
  /// Calls that ask whether it worked, by qualified name.
  std::vector<std::string> TestedBy;
  /// Calls that make sense only if it did.
  std::vector<std::string> ReadBy;
  /// An argument that, if it is not null, says what went wrong.
  std::optional<unsigned> Told;
  /// It may be thrown away as a whole.
  bool MayDrop = false;
};

/// What is known of the calls of one name.
struct LifecycleModel {
  std::vector<Handling> Handlings;
  std::vector<Status> Statuses;
};

} // namespace dbsafe::catalog

#endif
