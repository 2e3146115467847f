//===- SchemaFiles.cpp - The SQL files of a schema ------------------------===//
#include "config/SchemaFiles.h"
#include "config/FileGlob.h"
#include "sql/Rollback.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace dbsafe::config {

std::vector<std::string> SchemaFiles::read(llvm::StringRef Pattern) {
  auto Quoted = [](llvm::StringRef Name) { return "'" + Name.str() + "'"; };
  llvm::Expected<std::vector<std::string>> Files =
      filesMatching(Pattern, Folder);
  if (!Files)
    return {Quoted(Pattern) + ": " + llvm::toString(Files.takeError())};
  if (Files->empty())
    return {Quoted(Pattern) + " matches no file; paths start at " +
            (Into.File.empty() ? Folder : "the folder of this file")};
  std::vector<std::string> Wrong;
  for (const std::string &File : *Files) {
    if (!Seen.insert(File).second)
      continue;
    // A pattern is not meant to take in what drops the tables again.
    if (Files->size() > 1 &&
        sql::undoesMigration(llvm::sys::path::filename(File)))
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
    if (!Buffer) {
      Wrong.push_back("can't read " + Quoted(File) + ": " +
                      Buffer.getError().message());
      continue;
    }
    Into.HasSchema = true;
    for (const sql::SchemaProblem &One :
         Into.Schema.read((*Buffer)->getBuffer(), File))
      Into.Warnings.push_back(
          (One.File + ":" + llvm::Twine(One.Line) + ": warning: " + One.Message)
              .str());
  }
  return Wrong;
}

} // namespace dbsafe::config
