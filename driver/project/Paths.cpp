//===- Paths.cpp - Names of files, as reports tell them -------------------===//
#include "project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace dbsafe::driver {

namespace path = llvm::sys::path;

std::string absoluteName(llvm::StringRef Name, llvm::StringRef Directory) {
  llvm::SmallString<256> Full;
  if (!path::is_absolute(Name))
    Full = Directory;
  path::append(Full, Name);
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

bool isHeader(llvm::StringRef File) {
  static constexpr llvm::StringLiteral Extensions[] = {
      ".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inl", ".ipp", ".tpp"};
  return llvm::is_contained(Extensions, path::extension(File));
}

bool isWithin(llvm::StringRef Path, llvm::StringRef File) {
  if (!File.consume_front(Path))
    return false;
  return File.empty() || Path.ends_with("/") ||
         path::is_separator(File.front());
}

} // namespace dbsafe::driver
