//===- TemplateText.h - Templates written as plain text in tests ----------===//
#ifndef DBSAFE_TESTS_SQL_TEMPLATETEXT_H
#define DBSAFE_TESTS_SQL_TEMPLATETEXT_H

#include "sql/Template.h"

namespace dbsafe::sql::test {

/// "a = {} AND b" is a template with a hole at the braces.
inline Template withHoles(std::string_view Text) {
  Template T;
  size_t At = 0;
  for (;;) {
    size_t Hole = Text.find("{}", At);
    T.literal(Text.substr(At, Hole - At));
    if (Hole == std::string_view::npos)
      return T;
    T.hole();
    At = Hole + 2;
  }
}

} // namespace dbsafe::sql::test

#endif
