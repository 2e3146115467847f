#include "sql/Rollback.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace dbsafe::sql {

using llvm::StringRef;

namespace {

enum class Direction { None, Up, Down };

Direction directionOf(StringRef Line) {
  Line = Line.trim();
  if (!Line.consume_front("--"))
    return Direction::None;
  Line = Line.ltrim(" \t/");
  if (Line.starts_with_insensitive("@undo"))
    return Direction::Down;
  bool Tool = Line.consume_front_insensitive("+goose") ||
              Line.consume_front_insensitive("+migrate") ||
              Line.consume_front_insensitive("migrate:");
  if (!Tool)
    return Direction::None;
  StringRef Word = Line.ltrim().take_while(llvm::isAlpha);
  if (Word.equals_insensitive("up"))
    return Direction::Up;
  return Word.equals_insensitive("down") ? Direction::Down : Direction::None;
}

} // namespace

std::string withoutRollback(std::string_view Ddl) {
  std::string Result;
  bool Down = false;
  for (StringRef Rest = Ddl; !Rest.empty();) {
    size_t End = Rest.find('\n');
    StringRef Line = Rest.take_front(End == StringRef::npos ? End : End + 1);
    Rest = Rest.drop_front(Line.size());
    if (Direction D = directionOf(Line); D != Direction::None)
      Down = D == Direction::Down;
    if (!Down)
      Result += Line;
    else
      for (char C : Line)
        Result += C == '\n' ? '\n' : ' ';
  }
  return Result;
}

bool undoesMigration(std::string_view FileName) {
  StringRef Name = FileName;
  if (Name.ends_with_insensitive(".down.sql"))
    return true;
  if (!Name.consume_front("U"))
    return false;
  StringRef Version = Name.take_while(
      [](char C) { return llvm::isDigit(C) || C == '.' || C == '_'; });
  return !Version.empty() && llvm::isDigit(Version[0]) &&
         Version.ends_with("__");
}

} // namespace dbsafe::sql
