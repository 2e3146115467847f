//===- FreezeMain.cpp - dbsafe-freeze-catalogs OUTPUT FILE... -------------===//
//
// Run while dbsafe is built: reads the catalogue's YAML files, stops the build
// at a mistake in one, and writes their trees as the C++ source that
// Builtin.cpp thaws.
//
//===----------------------------------------------------------------------===//
#include "catalog/Catalog.h"
#include "catalog/Frozen.h"
#include "catalog/Reader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace {

using namespace dbsafe;

/// The bytes as a string literal. All are escapes: none can end the literal or
/// be cut within a character.
void writeLiteral(llvm::StringRef Bytes, llvm::raw_ostream &Out) {
  constexpr size_t Line = 1024;
  for (size_t At = 0; At < Bytes.size(); At += Line) {
    Out << "\n      \"";
    for (unsigned char C : Bytes.substr(At, Line))
      Out << "\\x" << llvm::hexdigit(C >> 4, /*LowerCase=*/true)
          << llvm::hexdigit(C & 0xF, /*LowerCase=*/true);
    Out << '"';
  }
}

llvm::Error freeze(llvm::StringRef Path, catalog::Catalog &All,
                   llvm::raw_ostream &Out) {
  auto Text = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Text)
    return llvm::createFileError(Path, Text.getError());
  yaml::Problems P(Path);
  std::optional<yaml::Node> Tree = yaml::parse((*Text)->getBuffer(), P);
  if (llvm::Error E = P.take())
    return E;
  if (llvm::Error E = catalog::Reader::read(*Tree, Path, All))
    return E;
  std::string Bytes = yaml::freeze(*Tree);
  Out << "    {\"" << llvm::sys::path::filename(Path) << "\",\n     {";
  writeLiteral(Bytes, Out);
  Out << ",\n      " << Bytes.size() << "}},\n";
  return llvm::Error::success();
}

llvm::Error freezeAll(llvm::ArrayRef<const char *> Paths,
                      llvm::raw_ostream &Out) {
  catalog::Catalog All;
  Out << "// Written by dbsafe-freeze-catalogs from the files it names.\n"
         "#include \"embedded.h\"\n"
         "std::span<const dbsafe::embedded::EmbeddedFile>\n"
         "dbsafe::embedded::catalogs() {\n"
         "  static constexpr EmbeddedFile Files[] = {\n";
  for (const char *Path : Paths)
    if (llvm::Error E = freeze(Path, All, Out))
      return E;
  Out << "  };\n  return Files;\n}\n";
  return llvm::Error::success();
}

} // namespace

int main(int Count, char **Arguments) {
  if (Count < 3) {
    llvm::errs() << "usage: dbsafe-freeze-catalogs OUTPUT FILE...\n";
    return 2;
  }
  std::string Source;
  llvm::raw_string_ostream Text(Source);
  llvm::Error E = freezeAll({Arguments + 2, Arguments + Count}, Text);
  // A file that is not written whole must not look new to the build.
  if (!E)
    E = llvm::writeToOutput(Arguments[1], [&](llvm::raw_ostream &Out) {
      Out << Text.str();
      return llvm::Error::success();
    });
  if (!E)
    return 0;
  llvm::errs() << llvm::toString(std::move(E)) << '\n';
  return 2;
}
