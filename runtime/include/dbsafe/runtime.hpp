//===- runtime.hpp - Everything of dbsafe::runtime ------------------------===//
//
// The header to include. See docs/runtime.md for a guide.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_RUNTIME_HPP
#define DBSAFE_RUNTIME_HPP

#include "dbsafe/arrays.hpp"       // IWYU pragma: export
#include "dbsafe/change.hpp"       // IWYU pragma: export
#include "dbsafe/config.hpp"       // IWYU pragma: export
#include "dbsafe/copy.hpp"         // IWYU pragma: export
#include "dbsafe/enums.hpp"        // IWYU pragma: export
#include "dbsafe/error.hpp"        // IWYU pragma: export
#include "dbsafe/metrics.hpp"      // IWYU pragma: export
#include "dbsafe/observer.hpp"     // IWYU pragma: export
#include "dbsafe/pool.hpp"         // IWYU pragma: export
#include "dbsafe/pool_options.hpp" // IWYU pragma: export
#include "dbsafe/scalars.hpp"      // IWYU pragma: export
#include "dbsafe/secret.hpp"       // IWYU pragma: export
#include "dbsafe/select.hpp"       // IWYU pragma: export
#include "dbsafe/session.hpp"      // IWYU pragma: export
#include "dbsafe/sql.hpp"          // IWYU pragma: export
#include "dbsafe/system.hpp"       // IWYU pragma: export
#include "dbsafe/time.hpp"         // IWYU pragma: export
#include "dbsafe/types.hpp"        // IWYU pragma: export

#endif
