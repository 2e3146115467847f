//===- Builtin.cpp - The catalogue that dbsafe comes with -----------------===//
#include "catalog/Catalog.h"
#include "catalog/Frozen.h"
#include "catalog/Reader.h"
#include "embedded.h"
#include "llvm/Support/ErrorHandling.h"

namespace dbsafe::catalog {

std::shared_ptr<const Catalog> Catalog::builtin() {
  static const std::shared_ptr<const Catalog> Builtin = [] {
    auto C = std::make_shared<Catalog>();
    for (const embedded::EmbeddedFile &File : embedded::catalogs())
      if (llvm::Error E = Reader::read(yaml::thaw(File.Text), File.Name, *C))
        llvm::report_fatal_error(std::move(E));
    return C;
  }();
  return Builtin;
}

} // namespace dbsafe::catalog
