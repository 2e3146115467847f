//===- TextTemplate.cpp - "{this}, {0}" -----------------------------------===//
#include "catalog/TextTemplate.h"
#include "catalog/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace dbsafe::catalog {

llvm::ArrayRef<llvm::StringRef> formatLanguages() {
  static constexpr llvm::StringRef Languages[] = {"printf", "fmt", "qt",
                                                  "boost", "poco"};
  return Languages;
}

std::variant<Operand, std::string> readOperand(llvm::StringRef Word) {
  if (Word == "this")
    return Operand{Operand::Kind::This, 0};
  if (Word == "return")
    return Operand{Operand::Kind::Return, 0};
  unsigned Index = 0;
  constexpr unsigned MostArguments = 256;
  if (Word.getAsInteger(10, Index) || Index >= MostArguments)
    return ("'" + Word +
            "' is no operand; write an argument's index counted from 0, 'this' "
            "or 'return'")
        .str();
  return Operand{Operand::Kind::Argument, Index};
}

namespace {

/// Reads an item's further operand, which is an argument's index.
std::variant<unsigned, std::string> readIndex(llvm::StringRef Word,
                                              llvm::StringRef What) {
  auto Read = readOperand(Word);
  auto *Argument = std::get_if<Operand>(&Read);
  if (!Argument || Argument->Where != Operand::Kind::Argument)
    return (What + " is an index, not '" + Word + "'").str();
  return Argument->Index;
}

/// Reads what stands between braces.
std::variant<Item, std::string> readItem(llvm::StringRef Body) {
  auto Wrong = [&](const llvm::Twine &Why) {
    return ("in '{" + Body + "}': " + Why).str();
  };
  Item Result;
  auto ReadIndices =
      [&](llvm::StringRef First, llvm::StringRef FirstName,
          llvm::StringRef Last,
          llvm::StringRef LastName) -> std::optional<std::string> {
    auto A = readIndex(First, FirstName);
    if (auto *Why = std::get_if<std::string>(&A))
      return *Why;
    Result.Arguments = std::get<unsigned>(A);
    if (Last.empty())
      return std::nullopt;
    auto B = readIndex(Last, LastName);
    if (auto *Why = std::get_if<std::string>(&B))
      return *Why;
    Result.Last = std::get<unsigned>(B);
    return std::nullopt;
  };
  llvm::SmallVector<llvm::StringRef, 4> Words;
  Body.split(Words, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  if (Words.empty())
    return Wrong("an item names an operand; '{{' and '}}' are literal braces");

  llvm::StringRef Of = Words.back();
  if (Words.size() == 1) {
    if (Of.consume_back("..."))
      Result.What = Item::Kind::Rest;
    else if (Of.consume_back("[]"))
      Result.What = Item::Kind::Elements;
    else
      Result.What = Item::Kind::Operand;
  } else if (Words.size() == 2 && Words[0] == "part") {
    Result.What = Item::Kind::Part;
  } else if (Words.size() == 2 && Words[0] == "repeat") {
    Result.What = Item::Kind::Repeat;
  } else if (Words[0] == "replace") {
    if (Words.size() != 4)
      return Wrong("a replacement is written {replace TEXT WHAT BY}, three "
                   "operands");
    Result.What = Item::Kind::Replace;
    Of = Words[1];
    if (auto Why = ReadIndices(Words[2], "what is replaced", Words[3],
                               "what replaces it"))
      return Wrong(*Why);
  } else if (llvm::is_contained(formatLanguages(), Words[0])) {
    if (Words.size() != 3 && Words.size() != 4)
      return Wrong("a format is written {" + Words[0] +
                   " FORMAT FIRST-ARGUMENT [LAST-ARGUMENT]}");
    Result.What = Item::Kind::Format;
    Result.Text = Words[0].str();
    Of = Words[1];
    if (auto Why =
            ReadIndices(Words[2], "the first argument",
                        Words.size() == 4 ? Words[3] : "", "the last argument"))
      return Wrong(*Why);
  } else {
    std::vector<llvm::StringRef> Known = {"part", "repeat", "replace"};
    llvm::append_range(Known, formatLanguages());
    return Wrong("unknown word '" + Words[0] + "'" +
                 yaml::remedy(Words[0], Known));
  }

  auto From = readOperand(Of);
  if (auto *Why = std::get_if<std::string>(&From))
    return Wrong(*Why);
  Result.From = std::get<Operand>(From);
  if (Result.From.Where == Operand::Kind::Return)
    return Wrong("the result can't be made of itself");
  if (Result.What == Item::Kind::Rest &&
      Result.From.Where != Operand::Kind::Argument)
    return Wrong("only an argument has further arguments behind it");
  return Result;
}

} // namespace

std::variant<std::vector<Item>, std::string> readText(llvm::StringRef Text) {
  std::vector<Item> Items;
  std::string Literal;
  auto EndLiteral = [&] {
    if (Literal.empty())
      return;
    Items.push_back({Item::Kind::Literal, Literal, {}});
    Literal.clear();
  };
  while (!Text.empty()) {
    if (Text.consume_front("{{")) {
      Literal += '{';
    } else if (Text.consume_front("}}")) {
      Literal += '}';
    } else if (Text.front() == '}') {
      return "'}' closes no item; a literal brace is written '}}'";
    } else if (Text.consume_front("{")) {
      size_t End = Text.find('}');
      if (End == llvm::StringRef::npos)
        return "'{' is never closed; a literal brace is written '{{'";
      auto One = readItem(Text.take_front(End));
      if (auto *Why = std::get_if<std::string>(&One))
        return std::move(*Why);
      EndLiteral();
      Items.push_back(std::get<Item>(std::move(One)));
      Text = Text.drop_front(End + 1);
    } else {
      Literal += Text.front();
      Text = Text.drop_front();
    }
  }
  EndLiteral();
  return Items;
}

} // namespace dbsafe::catalog
