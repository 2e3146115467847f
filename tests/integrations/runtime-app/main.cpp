// Uses the installed runtime without a database: there is none to connect to.
#include <dbsafe/runtime.hpp>
#include <iostream>

int main() {
  try {
    dbsafe::connection_config::from_env("APP_DATABASE_URL");
  } catch (const std::exception &error) {
    std::cout << error.what() << '\n';
    return 3;
  }
}
