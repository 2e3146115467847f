// expect: deleted
#include "dbsafe/secret.hpp"
#include <iostream>

void caller(const dbsafe::secret &password) {
#ifdef NEAREST_MISS
  std::cout << password.reveal();
#else
  std::cout << password;
#endif
}
