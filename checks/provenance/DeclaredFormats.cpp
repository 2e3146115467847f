#include "provenance/DeclaredFormats.h"
#include "provenance/CallMatcher.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace dbsafe::provenance {

using catalog::Item;
using catalog::Operand;

namespace {

/// True for StringInfoData, ast_str, strbuf: what gathers text in C.
bool gathersText(QualType T) {
  const auto *Record = T->getAsRecordDecl();
  if (!Record || !Record->getIdentifier())
    return false;
  std::string Name = Record->getName().lower();
  llvm::StringRef Lower = Name;
  return Lower.contains("buf") || Lower.contains("string") ||
         Lower.starts_with("str_") || Lower.ends_with("_str") || Lower == "str";
}

bool isAppending(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier())
    return false;
  std::string Name = F->getName().lower();
  llvm::StringRef Lower = Name;
  return Lower.contains("append") || Lower.contains("cat") ||
         Lower.contains("add");
}

enum class Target { None, Text, Gathering };

/// What a parameter of type T is to a function that formats.
Target targetFor(QualType T) {
  QualType To = T->getPointeeType();
  if (To.isNull() || To.isConstQualified())
    return Target::None;
  if (To->isPointerType() && !To->getPointeeType().isConstQualified() &&
      To->getPointeeType()->isRecordType())
    To = To->getPointeeType();
  if (gathersText(To))
    return Target::Gathering;
  return isCharacter(To) || isCharacterPointer(To) ? Target::Text
                                                   : Target::None;
}

/// The format and the arguments that it is filled in with.
std::optional<Item> formatOf(const FunctionDecl *F) {
  const auto *Attribute = F->getMostRecentDecl()->getAttr<FormatAttr>();
  if (!Attribute || !Attribute->getType()->getName().contains("printf"))
    return std::nullopt;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  int Shift = Method && Method->isInstance() ? 2 : 1; // One for the object.
  int Index = Attribute->getFormatIdx() - Shift;
  if (Index < 0 || unsigned(Index) >= F->getNumParams())
    return std::nullopt;
  std::optional<unsigned> Arguments = formatArgumentsOf(F);
  if (!Arguments)
    return std::nullopt;
  Item Result;
  Result.What = Item::Kind::Format;
  Result.Text = "printf";
  Result.From = {Operand::Kind::Argument, unsigned(Index)};
  Result.Arguments = *Arguments;
  Result.LastArgument = lastFormatArgumentOf(F);
  return Result;
}

} // namespace

std::optional<catalog::Builder> declaredFormat(const FunctionDecl *F) {
  std::optional<Item> Format = formatOf(F);
  if (!Format)
    return std::nullopt;
  catalog::Builder Result;
  Result.Call = catalogName(*F);
  QualType Returned = F->getReturnType();
  bool Appends = isAppending(F);
  std::optional<unsigned> Given;
  for (unsigned I = 0; I < Format->From.Index && !Given; ++I)
    if (Target T = targetFor(F->getParamDecl(I)->getType());
        T != Target::None) {
      Given = I;
      Appends |= T == Target::Gathering;
    }
  if (isCharacterPointer(Returned) || Returned->isRecordType())
    Result.Into = {Operand::Kind::Return, 0};
  else if (Given)
    Result.Into = {Operand::Kind::Argument, *Given};
  else
    return std::nullopt;
  if (Appends && Given) {
    Item Old;
    Old.What = Item::Kind::Operand;
    Old.From = {Operand::Kind::Argument, *Given};
    Result.Text.push_back(Old);
  }
  Result.Text.push_back(*Format);
  return Result;
}

} // namespace dbsafe::provenance
