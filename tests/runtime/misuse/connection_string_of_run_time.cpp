// expect: a_connection_string_comes_from_the_environment_use_from_env
#include "dbsafe/config.hpp"
#include <string>

void caller(const std::string &url) {
#ifdef NEAREST_MISS
  dbsafe::connection_config::from_env("DATABASE_URL"), (void)url;
#else
  dbsafe::connection_config::from_env(url);
#endif
}
