//===- Formats.cpp - Format strings ---------------------------------------===//
#include "provenance/Formats.h"
#include "llvm/ADT/StringExtras.h"

namespace dbsafe::provenance {

namespace {

class FormatReader {
public:
  FormatReader(llvm::StringRef Format, unsigned &Next, llvm::StringRef Own)
      : Format(Format), Own(Own), Next(Next) {}

  /// A method that reads a mark if one begins here, and leaves At alone if
  /// none does.
  using Mark = bool (FormatReader::*)();

  std::optional<std::vector<FormatPart>> read(Mark ReadMark) {
    while (At < Format.size() && !Broken)
      if (!(this->*ReadMark)()) {
        addLiteral(Format[At], At);
        ++At;
      }
    if (Broken)
      return std::nullopt;
    return std::move(Parts);
  }

  /// %s, %2$s, %%
  bool printf() {
    if (peek() != '%')
      return false;
    size_t Start = At++;
    if (peek() == '%') {
      addLiteral('%', Start);
      ++At;
    } else {
      std::optional<unsigned> Position = position('$');
      printfConversion(Start, Position, /*Modifiers=*/"hlLjztq");
    }
    return true;
  }

  /// {}, {0}, {name}, {:>{}}, {{
  bool braces() {
    char C = peek();
    if (C != '{' && C != '}')
      return false;
    if (At + 1 < Format.size() && Format[At + 1] == C) {
      addLiteral(C, At);
      At += 2;
      return true;
    }
    Broken = C == '}' || !replacementField();
    return true;
  }

  /// %1 to %99, %L1
  bool qt() {
    if (peek() != '%')
      return false;
    size_t Digits = At + (Format.substr(At + 1).starts_with("L") ? 2 : 1);
    size_t End = Digits;
    while (End < Format.size() && End < Digits + 2 &&
           llvm::isDigit(Format[End]))
      ++End;
    unsigned Number = 0;
    if (Format.slice(Digits, End).getAsInteger(10, Number) || Number == 0)
      return false;
    size_t Start = At;
    At = End;
    addArgument(Start, Number - 1, 0);
    return true;
  }

  /// %1%, %|1$s|, %1$s, %s; %% stays as it is until all marks are filled.
  bool boost() {
    if (peek() != '%')
      return false;
    size_t Start = At++;
    if (peek() == '%') {
      addLiteral('%', Start);
      addLiteral('%', At++);
      return true;
    }
    if (std::optional<unsigned> Position = position('%')) {
      addArgument(Start, *Position, 0);
      return true;
    }
    bool Bars = peek() == '|';
    At += Bars ? 1 : 0;
    std::optional<unsigned> Position = position('$');
    if (!Bars) {
      printfConversion(Start, Position, "hlLjztq");
      return true;
    }
    size_t Close = Format.find('|', At);
    Broken = Close == llvm::StringRef::npos;
    At = Broken ? Format.size() : Close + 1;
    addArgument(Start, Position ? *Position : Next++, 0);
    return true;
  }

  /// %s, %[0]s, %?d, %%
  bool poco() {
    if (peek() != '%')
      return false;
    size_t Start = At++;
    if (peek() == '%') {
      addLiteral('%', Start);
      ++At;
      return true;
    }
    std::optional<unsigned> Position;
    if (peek() == '[') {
      unsigned Number = 0;
      size_t Close = Format.find(']', At);
      if (!Format.slice(At + 1, Close).getAsInteger(10, Number)) {
        Position = Number;
        At = Close + 1;
      }
    }
    printfConversion(Start, Position, "hlL?");
    return true;
  }

  /// $0 to $9, $$
  bool substitute() {
    if (peek() != '$' || At + 1 >= Format.size())
      return false;
    char Second = Format[At + 1];
    if (Second == '$')
      addLiteral('$', At);
    else if (!llvm::isDigit(Second))
      return false;
    size_t Start = At;
    At += 2;
    if (llvm::isDigit(Second))
      addArgument(Start, unsigned(Second - '0'), 0);
    return true;
  }

private:
  char peek() const { return At < Format.size() ? Format[At] : '\0'; }

  void addLiteral(char C, size_t Offset) {
    // A literal part is contiguous in the format, so that a byte of it has a
    // place in the source.
    if (Parts.empty() || Parts.back().Literal.empty() ||
        Parts.back().Offset + Parts.back().Literal.size() != Offset)
      Parts.push_back({std::string(1, C), Offset});
    else
      Parts.back().Literal += C;
  }

  /// The mark from Start to here.
  void addArgument(size_t Start, unsigned Argument, char Conversion) {
    Parts.push_back({{}, Start, Argument, Conversion, {}, At - Start});
  }

  /// A position counted from 1 and the character behind it: "2$" is 1.
  std::optional<unsigned> position(char Behind) {
    size_t End = At;
    while (End < Format.size() && llvm::isDigit(Format[End]))
      ++End;
    unsigned Number = 0;
    if (End >= Format.size() || Format[End] != Behind ||
        Format.slice(At, End).getAsInteger(10, Number) || Number == 0)
      return std::nullopt;
    At = End + 1;
    return Number - 1;
  }

  void printfConversion(size_t Start, std::optional<unsigned> Position,
                        llvm::StringRef Modifiers) {
    auto SkipNumber = [&] {
      bool IsArgument = peek() == '*';
      if (IsArgument)
        ++At;
      while (llvm::isDigit(peek()))
        ++At;
      if (IsArgument && peek() == '$')
        ++At; // Its position is given: *2$.
      else if (IsArgument)
        ++Next;
    };
    while (peek() && llvm::StringRef("-+ #0'!,").contains(peek()))
      ++At;
    SkipNumber();
    if (peek() == '.') {
      ++At;
      SkipNumber();
    }
    // Windows: %I64d, %I32u.
    llvm::StringRef Rest = Format.substr(At);
    if (Rest.starts_with("I64") || Rest.starts_with("I32"))
      At += 3;
    while (peek() && Modifiers.contains(peek())) {
      // 'q' (in BSD) and 'z' are lengths, in SQLite and POCO conversions: a
      // length only if a conversion letter follows.
      if ((peek() == 'q' || peek() == 'z') &&
          (At + 1 >= Format.size() ||
           !llvm::StringRef("diouxXn").contains(Format[At + 1])))
        break;
      ++At;
    }
    char Conversion = peek();
    if (!Conversion)
      return;
    ++At;
    if (Conversion == 'm' && !Position && !Own.contains('m'))
      // glibc's strerror(errno), which takes no argument.
      return;
    unsigned Argument = Position ? *Position : Next++;
    if (Conversion == 'n')
      return; // Tells how much was printed and prints nothing.
    addArgument(Start, Argument, Conversion);
  }

  bool replacementField() {
    size_t Start = At++;
    size_t Close = Format.find('}', At);
    if (Close == llvm::StringRef::npos)
      return false;
    // Nested fields for width and precision: {:{}.{}f}.
    unsigned Nested = 0;
    while (Nested < Format.slice(At, Close).count('{')) {
      ++Nested;
      Close = Format.find('}', Close + 1);
      if (Close == llvm::StringRef::npos)
        return false;
    }
    llvm::StringRef Field = Format.slice(At, Close);
    At = Close + 1;
    auto [Id, Spec] = Field.split(':');
    Id = Id.trim();
    unsigned Argument = Next;
    std::string Name;
    if (Id.empty())
      ++Next;
    else if (llvm::StringRef Number = Id.take_while(llvm::isDigit);
             Number.empty() || Number.getAsInteger(10, Argument))
      Name = Id.str();
    Next += Nested;
    char Conversion = Spec.empty() ? '\0' : Spec.back();
    addArgument(Start, Argument, llvm::isAlpha(Conversion) ? Conversion : '\0');
    Parts.back().Name = Name;
    return true;
  }

  llvm::StringRef Format;
  llvm::StringRef Own;
  unsigned &Next;
  size_t At = 0;
  bool Broken = false;
  std::vector<FormatPart> Parts;
};

struct LanguageMark {
  llvm::StringRef Language;
  FormatReader::Mark Mark;
};

constexpr LanguageMark Languages[] = {
    {"printf", &FormatReader::printf},
    {"fmt", &FormatReader::braces},
    {"qt", &FormatReader::qt},
    {"boost", &FormatReader::boost},
    {"poco", &FormatReader::poco},
    {"substitute", &FormatReader::substitute}};

} // namespace

std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format,
                                                  unsigned &Next,
                                                  llvm::StringRef Own) {
  for (const auto &[Name, Mark] : Languages)
    if (Name == Language)
      return FormatReader(Format, Next, Own).read(Mark);
  return std::nullopt;
}

std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format) {
  unsigned Next = 0;
  return readFormat(Language, Format, Next);
}

bool isFilledInSteps(llvm::StringRef Language) {
  return Language == "qt" || Language == "boost";
}

bool isNumericConversion(llvm::StringRef Language, char Conversion) {
  if (!Conversion)
    return false;
  if (Language == "printf")
    return llvm::StringRef("diouxXeEfFgGaAp").contains(Conversion);
  if (Language == "poco")
    return llvm::StringRef("diouxXeEfFgGbBzO").contains(Conversion);
  return false;
}

} // namespace dbsafe::provenance
