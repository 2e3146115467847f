#include "provenance/Formats.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace dbsafe::provenance {

namespace {

class FormatReader {
public:
  FormatReader(llvm::StringRef Format, llvm::StringRef Own)
      : Format(Format), Own(Own) {}

  std::optional<std::vector<FormatPart>> printf() {
    while (At < Format.size()) {
      if (Format[At] != '%') {
        addLiteral(Format[At], At);
        ++At;
        continue;
      }
      size_t Start = At++;
      if (peek() == '%') {
        addLiteral('%', Start);
        ++At;
        continue;
      }
      printfConversion(Start);
    }
    return std::move(Parts);
  }

  std::optional<std::vector<FormatPart>> braces() {
    while (At < Format.size()) {
      char C = Format[At];
      if ((C == '{' || C == '}') && At + 1 < Format.size() &&
          Format[At + 1] == C) {
        addLiteral(C, At);
        At += 2;
        continue;
      }
      if (C == '}')
        return std::nullopt;
      if (C != '{') {
        addLiteral(C, At++);
        continue;
      }
      if (!replacementField())
        return std::nullopt;
    }
    return std::move(Parts);
  }

  std::optional<std::vector<FormatPart>> qt() {
    while (At < Format.size()) {
      size_t Start = At;
      if (Format[At] == '%') {
        size_t Digits = At + 1;
        if (Digits < Format.size() && Format[Digits] == 'L')
          ++Digits;
        size_t End = Digits;
        while (End < Format.size() && End < Digits + 2 &&
               llvm::isDigit(Format[End]))
          ++End;
        unsigned Number = 0;
        if (!Format.slice(Digits, End).getAsInteger(10, Number) && Number > 0) {
          Parts.push_back({{}, Start, Number - 1, 0});
          At = End;
          continue;
        }
      }
      addLiteral(Format[At++], Start);
    }
    return std::move(Parts);
  }

private:
  char peek() const { return At < Format.size() ? Format[At] : '\0'; }

  void addLiteral(char C, size_t Offset) {
    // A literal part is contiguous in the format, so that a byte of it has a
    // place in the source.
    if (Parts.empty() || Parts.back().Literal.empty() ||
        Parts.back().Offset + Parts.back().Literal.size() != Offset)
      Parts.push_back({std::string(1, C), Offset, 0, 0});
    else
      Parts.back().Literal += C;
  }

  void printfConversion(size_t Start) {
    std::optional<unsigned> Position;
    size_t Saved = At;
    unsigned Number = 0;
    while (llvm::isDigit(peek()))
      Number = Number * 10 + unsigned(Format[At++] - '0');
    if (peek() == '$' && Number > 0) {
      Position = Number - 1;
      ++At;
    } else {
      At = Saved;
    }
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
    while (peek() && llvm::StringRef("hlLjztq").contains(peek())) {
      // 'q' (in BSD) and 'z' are lengths, in SQLite conversions: a length only
      // if a conversion letter follows.
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
    Parts.push_back({{}, Start, Argument, Conversion});
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
    unsigned Argument = Next;
    if (Id.empty())
      ++Next;
    else if (Id.getAsInteger(10, Argument))
      return false;
    Next += Nested;
    char Conversion = Spec.empty() ? '\0' : Spec.back();
    Parts.push_back(
        {{}, Start, Argument, llvm::isAlpha(Conversion) ? Conversion : '\0'});
    return true;
  }

  llvm::StringRef Format;
  llvm::StringRef Own;
  size_t At = 0;
  unsigned Next = 0;
  std::vector<FormatPart> Parts;
};

} // namespace

std::optional<std::vector<FormatPart>> readFormat(llvm::StringRef Language,
                                                  llvm::StringRef Format,
                                                  llvm::StringRef Own) {
  FormatReader Reader(Format, Own);
  if (Language == "printf")
    return Reader.printf();
  if (Language == "fmt")
    return Reader.braces();
  if (Language == "qt")
    return Reader.qt();
  return std::nullopt;
}

bool isNumericConversion(llvm::StringRef Language, char Conversion) {
  if (Language == "printf")
    return Conversion &&
           llvm::StringRef("diouxXeEfFgGaAp").contains(Conversion);
  return false;
}

} // namespace dbsafe::provenance
