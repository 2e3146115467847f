#include "sql/Template.h"

namespace dbsafe::sql {

Template &Template::literal(std::string_view Text) {
  if (!Text.empty())
    Pieces.push_back({false, std::string(Text), 0});
  return *this;
}

Template &Template::hole() {
  Pieces.push_back({true, {}, Holes++});
  return *this;
}

} // namespace dbsafe::sql
