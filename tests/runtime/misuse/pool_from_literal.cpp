// expect: a_connection_string_comes_from_the_environment_use_from_env
#include "dbsafe/runtime.hpp"

void caller() {
#ifdef NEAREST_MISS
  const dbsafe::pool db(dbsafe::connection_config::from_env("DATABASE_URL"));
#else
  const dbsafe::pool db("postgresql://app:hunter2@db/shop");
#endif
}
