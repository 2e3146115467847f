//===- Excerpt.h - A line of source that is fit to be shown ---------------===//
//
// Reports end up in CI logs and on dashboards, so a line of the user's source
// is shown only after every password in it has been masked, whatever the
// finding is about. The underline follows the text as it moves.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_REPORT_EXCERPT_H
#define DBSAFE_DRIVER_REPORT_EXCERPT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>

namespace dbsafe::report {

/// A masked line without its line end, and the bytes of it to underline.
struct Excerpt {
  std::string Text;
  size_t Begin = 0;
  size_t End = 0;
};

/// A half-open range of bytes in a line.
using Span = std::pair<size_t, size_t>;

/// Makes Line fit to be shown; [Begin, End) is to be underlined. Literals are
/// the insides of the string literals to be masked as a whole, in order and
/// without overlap; connection strings keep what is no secret in them.
Excerpt excerpt(llvm::StringRef Line, size_t Begin, size_t End,
                llvm::ArrayRef<Span> Literals = {});

} // namespace dbsafe::report

#endif
