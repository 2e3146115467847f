// expect: a_connection_string_comes_from_the_environment_use_from_env
#include "dbsafe/config.hpp"

void caller(const std::string &url) {
#ifdef NEAREST_MISS
  const auto config = dbsafe::connection_config::from_env("DATABASE_URL");
  (void)url;
#else
  const dbsafe::connection_config config(url);
#endif
}
