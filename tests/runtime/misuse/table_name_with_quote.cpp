// expect: a_table_name_is_letters_digits_and_underscores_with_at_most_one_dot
#include "dbsafe/runtime.hpp"

struct Quoted {
  static constexpr std::string_view table = "note\"; drop table note; --";
  std::string text;
};
struct Plain {
  static constexpr std::string_view table = "app.note_2";
  std::string text;
};

void caller(dbsafe::session &s, std::int64_t user) {
  using namespace dbsafe;
#ifdef NEAREST_MISS
  s.all(select<Plain>()), (void)user;
#else
  s.all(select<Quoted>()), (void)user;
#endif
}
