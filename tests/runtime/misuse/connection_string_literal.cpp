// expect: the_name_of_an_environment_variable_is_expected
#include "dbsafe/config.hpp"

void caller() {
#ifdef NEAREST_MISS
  dbsafe::connection_config::from_env("APP_DATABASE_URL");
#else
  dbsafe::connection_config::from_env("postgresql://app:hunter2@db/shop");
#endif
}
