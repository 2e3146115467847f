// expect: a_connection_string_comes_from_the_environment_use_from_env
#include "dbsafe/config.hpp"

void caller() {
#ifdef NEAREST_MISS
  const auto config = dbsafe::connection_config::from_env("DATABASE_URL");
#else
  const dbsafe::connection_config config("host=db password=hunter2");
#endif
}
