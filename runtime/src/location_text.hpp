//===- location_text.hpp - A source line, as messages show it -------------===//
//
// "orders.cpp:41": the file's last component, because messages that carry the
// build machine's folders are longer and tell nothing more.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_LOCATION_TEXT_HPP
#define DBSAFE_LOCATION_TEXT_HPP

#include <source_location>
#include <string>
#include <string_view>

namespace dbsafe::detail {

inline std::string location_text(const std::source_location &where) {
  std::string_view file = where.file_name();
  if (const auto slash = file.rfind('/'); slash != std::string_view::npos)
    file.remove_prefix(slash + 1);
  return std::string(file) + ":" + std::to_string(where.line());
}

} // namespace dbsafe::detail

#endif
