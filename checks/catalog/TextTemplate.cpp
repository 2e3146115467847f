//===- TextTemplate.cpp - "{this}, {0}" -----------------------------------===//
#include "catalog/TextTemplate.h"
#include "catalog/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace dbsafe::catalog {

llvm::ArrayRef<llvm::StringRef> formatLanguages() {
  static constexpr llvm::StringRef Languages[] = {
      "printf", "fmt", "qt", "boost", "poco", "substitute"};
  return Languages;
}

llvm::ArrayRef<llvm::StringRef> slotNames() {
  static constexpr llvm::StringRef Names[] = {
      "value", "quoted-value", "identifier", "quoted-identifier",
      "word",  "figures",      "no-quotes",  "anywhere",
      "none"};
  return Names;
}

std::optional<QuotedSlot> readSlot(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<QuotedSlot>>(Word)
      .Case("value", QuotedSlot::Value)
      .Case("quoted-value", QuotedSlot::QuotedValue)
      .Case("identifier", QuotedSlot::Identifier)
      .Case("quoted-identifier", QuotedSlot::QuotedIdentifier)
      .Case("word", QuotedSlot::Word)
      .Case("figures", QuotedSlot::Figures)
      .Case("no-quotes", QuotedSlot::NoQuotes)
      .Case("anywhere", QuotedSlot::Anywhere)
      .Case("none", QuotedSlot::None)
      .Default(std::nullopt);
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

/// The items that are a word and several operands.
struct Operation {
  llvm::StringRef Word;
  Item::Kind What;
  llvm::ArrayRef<llvm::StringRef> Operands; ///< As a mistake's remedy says it.
};

llvm::ArrayRef<Operation> operations() {
  static constexpr llvm::StringRef Call[] = {"CALLABLE", "ELEMENTS"};
  static constexpr llvm::StringRef Fold[] = {"CALLABLE", "START", "ELEMENTS"};
  static constexpr llvm::StringRef Replace[] = {"WHOLE", "WHAT", "WITH"};
  static constexpr Operation All[] = {
      {"call", Item::Kind::Call, Call},
      {"fold", Item::Kind::Fold, Fold},
      {"replace", Item::Kind::Replace, Replace}};
  return All;
}

/// Reads what stands between braces.
std::variant<Item, std::string> readItem(llvm::StringRef Body) {
  auto Wrong = [&](const llvm::Twine &Why) {
    return ("in '{" + Body + "}': " + Why).str();
  };
  Item Result;
  llvm::SmallVector<llvm::StringRef, 4> Words;
  Body.split(Words, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  if (Words.empty())
    return Wrong("an item names an operand; '{{' and '}}' are literal braces");

  llvm::StringRef Of = Words.back();
  // {char 0} and {repeat char 0}.
  if (Words.size() > 1 && Words[Words.size() - 2] == "char") {
    Result.Character = true;
    Words.erase(Words.end() - 2);
  }
  const auto *Known = llvm::find_if(operations(), [&](const Operation &O) {
    return Words.size() > 1 && O.Word == Words[0];
  });
  if (Words.size() == 1 && Of == "number") {
    Result.What = Item::Kind::Number;
    return Result;
  }
  if (Words.size() == 2 && Words[0] == "made") {
    std::optional<QuotedSlot> Slot = readSlot(Of);
    if (!Slot)
      return Wrong("'" + Of + "' is no slot" + yaml::remedy(Of, slotNames()));
    Result.What = Item::Kind::Made;
    Result.GoodFor = *Slot;
    return Result;
  }
  if (Words.size() == 1) {
    if (Of.consume_back("..."))
      Result.What = Item::Kind::Rest;
    else if (Of.consume_back("[]"))
      Result.What = Item::Kind::Elements;
    else
      Result.What = Item::Kind::Operand;
  } else if (Words.size() == 2 && Words[0] == "part") {
    Result.What = Item::Kind::Part;
  } else if (Words.size() == 2 && Words[0] == "time") {
    Result.What = Item::Kind::Time;
  } else if (Words.size() == 2 && Words[0] == "repeat") {
    Result.What = Item::Kind::Repeat;
  } else if (Known != operations().end()) {
    if (Words.size() != Known->Operands.size() + 1)
      return Wrong("'" + Known->Word + "' is written {" + Known->Word + " " +
                   llvm::join(Known->Operands, " ") + "}");
    Result.What = Known->What;
    Of = Words[1];
    for (const llvm::StringRef &Word : llvm::drop_begin(Words, 2)) {
      // Not known what is replaced; nothing to start with.
      if (Word == "?" && Known->What != Item::Kind::Call && &Word == &Words[2])
        continue;
      auto Other = readOperand(Word);
      if (auto *Why = std::get_if<std::string>(&Other))
        return Wrong(*Why);
      Result.Others.push_back(std::get<Operand>(Other));
    }
  } else if (llvm::is_contained(formatLanguages(), Words[0])) {
    if (Words.size() != 3 && Words.size() != 4)
      return Wrong("a format is written {" + Words[0] +
                   " FORMAT FIRST-ARGUMENT}, two operands, or {" + Words[0] +
                   " FORMAT FIRST-ARGUMENT LAST-ARGUMENT}");
    Result.What = Item::Kind::Format;
    Result.Text = Words[0].str();
    Of = Words[1];
    auto First = readOperand(Words[2]);
    auto *Argument = std::get_if<Operand>(&First);
    if (!Argument || Argument->Where != Operand::Kind::Argument)
      return Wrong("the first argument is an index, not '" + Words[2] + "'");
    Result.Arguments = Argument->Index;
    if (Words.size() == 4) {
      auto Last = readOperand(Words[3]);
      auto *Index = std::get_if<Operand>(&Last);
      if (!Index || Index->Where != Operand::Kind::Argument ||
          Index->Index < Result.Arguments)
        return Wrong("the last argument is an index that is not below the "
                     "first's, not '" +
                     Words[3] + "'");
      Result.LastArgument = Index->Index;
    }
  } else {
    std::vector<llvm::StringRef> Valid = {"part", "repeat", "char"};
    for (const Operation &O : operations())
      Valid.push_back(O.Word);
    llvm::append_range(Valid, formatLanguages());
    return Wrong("unknown word '" + Words[0] + "'" +
                 yaml::remedy(Words[0], Valid));
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
  if (Result.Character && Result.What != Item::Kind::Operand &&
      Result.What != Item::Kind::Repeat)
    return Wrong("'char' stands before an operand, as in {char 0} or {repeat "
                 "char 0}");
  return Result;
}

} // namespace

std::variant<std::vector<Item>, std::string> readText(llvm::StringRef Text) {
  std::vector<Item> Items;
  std::string Literal;
  auto EndLiteral = [&] {
    if (Literal.empty())
      return;
    Items.push_back({Item::Kind::Literal, Literal, {}, 0, {}});
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
