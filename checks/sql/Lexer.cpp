//===- Lexer.cpp - Where SQL text is code, string, name or comment --------===//
//
// PostgreSQL's scan.l, and where MySQL and SQLite differ from it.
//
//===----------------------------------------------------------------------===//
#include "sql/Lexer.h"
#include <algorithm>
#include <array>
#include <cstring>

namespace dbsafe::sql {

namespace {

constexpr char HoleByte = FlatText::HoleByte;

bool isDigit(char C) { return C >= '0' && C <= '9'; }
bool isNameStart(char C) {
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_' ||
         static_cast<unsigned char>(C) >= 0x80;
}
bool isNamePart(char C) { return isNameStart(C) || isDigit(C) || C == '$'; }
bool isSpace(char C) {
  return C == ' ' || C == '\t' || C == '\n' || C == '\r' || C == '\f' ||
         C == '\v';
}
bool isOperatorChar(char C) {
  return C != 0 && std::strchr("+-*/<>=~!@#%^&|?:\\", C) != nullptr;
}
char toUpper(char C) { return C >= 'a' && C <= 'z' ? char(C - 32) : C; }

/// One pass over the text.
class Scanner {
public:
  Scanner(std::string_view Text, Dialect D) : Text(Text), Lang(D) {}

  std::vector<Token> run() {
    while (At < Text.size())
      step();
    return std::move(Out);
  }

private:
  std::string_view Text;
  Dialect Lang;
  size_t At = 0;
  int Brackets = 0;
  std::vector<Token> Out;

  char peek(size_t Ahead = 0) const {
    return At + Ahead < Text.size() ? Text[At + Ahead] : '\0';
  }

  Token &emit(TokenKind Kind, size_t End) {
    Token T;
    T.Kind = Kind;
    T.Begin = At;
    T.End = End;
    T.Body = At;
    T.BodyEnd = End;
    At = End;
    return Out.emplace_back(T);
  }

  const Token *lastSignificant() const {
    for (size_t I = Out.size(); I-- > 0;)
      if (Out[I].Kind != TokenKind::Space && Out[I].Kind != TokenKind::Comment)
        return &Out[I];
    return nullptr;
  }

  void step() {
    char C = peek();
    if (isSpace(C))
      return space();
    if (C == '-' && peek(1) == '-' &&
        (Lang != Dialect::MySQL || peek(2) == '\0' || isSpace(peek(2)) ||
         peek(2) == HoleByte))
      return lineComment();
    if (C == '#' && Lang == Dialect::MySQL)
      return lineComment();
    if (C == '/' && peek(1) == '*')
      return blockComment();
    if (C == '\'')
      return quoted(TokenKind::String, At, '\'', Lang == Dialect::MySQL);
    if (C == '"')
      return Lang == Dialect::MySQL
                 ? quoted(TokenKind::String, At, '"', true)
                 : quoted(TokenKind::QuotedName, At, '"', false);
    if (C == '`' && Lang != Dialect::PostgreSQL)
      return quoted(TokenKind::QuotedName, At, '`', false);
    if (C == '[' && opensBracketName())
      return quoted(TokenKind::QuotedName, At, ']', false);
    if (C == '$')
      return dollar();
    if (isDigit(C) || (C == '.' && isDigit(peek(1))))
      return number();
    if (isNameStart(C) || C == HoleByte)
      return wordOrHole();
    if (placeholder())
      return;
    if (isOperatorChar(C))
      return operatorRun();
    Brackets += C == '[' ? 1 : C == ']' ? -1 : 0;
    emit(TokenKind::Punctuation, At + 1);
  }

  void space() {
    size_t End = At;
    while (End < Text.size() && isSpace(Text[End]))
      ++End;
    emit(TokenKind::Space, End);
  }

  void lineComment() {
    size_t End = Text.find('\n', At);
    bool Closed = End != std::string_view::npos;
    emit(TokenKind::Comment, Closed ? End : Text.size()).Closed = Closed;
  }

  void blockComment() {
    bool Nests = Lang == Dialect::PostgreSQL || Lang == Dialect::Generic;
    size_t End = At + 2;
    unsigned Depth = 1;
    while (End < Text.size() && Depth) {
      if (Text.compare(End, 2, "*/") == 0) {
        --Depth;
        End += 2;
      } else if (Nests && Text.compare(End, 2, "/*") == 0) {
        ++Depth;
        End += 2;
      } else {
        ++End;
      }
    }
    emit(TokenKind::Comment, End).Closed = Depth == 0;
  }

  /// A quoted token whose opening quote is at Open; At may be before it, at a
  /// prefix.
  void quoted(TokenKind Kind, size_t Open, char Quote, bool Backslash) {
    size_t End = Open + 1;
    bool Closed = false;
    while (End < Text.size()) {
      char C = Text[End];
      if (C == '\\' && Backslash && End + 1 < Text.size()) {
        End += 2;
        continue;
      }
      ++End;
      if (C != Quote)
        continue;
      if (End < Text.size() && Text[End] == Quote) {
        ++End;
        continue;
      }
      Closed = true;
      break;
    }
    Token &T = emit(Kind, End);
    T.Body = Open + 1;
    T.BodyEnd = Closed ? End - 1 : End;
    T.Closed = Closed;
    T.Backslash = Backslash;
  }

  /// SQLite and SQL Server quote names in brackets; an array subscript stands
  /// after an operand.
  bool opensBracketName() const {
    if (Lang != Dialect::SQLite && Lang != Dialect::Generic)
      return false;
    size_t Close = Text.find(']', At);
    if (Close == std::string_view::npos || Close == At + 1)
      return false;
    char First = Text[At + 1];
    if (!isNameStart(First) && First != HoleByte)
      return false;
    for (size_t I = At + 1; I < Close; ++I)
      if (!isNamePart(Text[I]) && Text[I] != ' ' && Text[I] != HoleByte)
        return false;
    if (Lang == Dialect::SQLite)
      return true;
    const Token *Last = lastSignificant();
    if (!Last)
      return true;
    std::string_view Word = Text.substr(Last->Begin, Last->End - Last->Begin);
    if (Last->Kind == TokenKind::Word)
      return Last->End != At && !(Word.size() == 5 && toUpper(Word[0]) == 'A' &&
                                  toUpper(Word[4]) == 'Y');
    return Word != ")" && Word != "]" && Last->Kind != TokenKind::QuotedName &&
           Last->Kind != TokenKind::Placeholder;
  }

  void dollar() {
    size_t End = At + 1;
    if (peek(1) == HoleByte) { // "$" + number
      while (End < Text.size() && Text[End] == HoleByte)
        ++End;
      emit(TokenKind::Placeholder, End);
      return;
    }
    if (isDigit(peek(1))) {
      // "$1" + digits, too.
      while (End < Text.size() && (isDigit(Text[End]) || Text[End] == HoleByte))
        ++End;
      emit(TokenKind::Placeholder, End);
      return;
    }
    while (End < Text.size() &&
           (isNameStart(Text[End]) || (End > At + 1 && isDigit(Text[End]))))
      ++End;
    bool HasDollarQuotes =
        Lang == Dialect::PostgreSQL || Lang == Dialect::Generic;
    if (HasDollarQuotes && End < Text.size() && Text[End] == '$') {
      std::string_view Tag = Text.substr(At, End + 1 - At);
      size_t Close = Text.find(Tag, End + 1);
      bool Closed = Close != std::string_view::npos;
      Token &T =
          emit(TokenKind::String, Closed ? Close + Tag.size() : Text.size());
      T.Body = End + 1;
      T.BodyEnd = Closed ? Close : Text.size();
      T.Closed = Closed;
      return;
    }
    if (Lang == Dialect::SQLite && End > At + 1) {
      emit(TokenKind::Placeholder, End);
      return;
    }
    emit(TokenKind::Punctuation, At + 1);
  }

  void number() {
    size_t End = At;
    while (End < Text.size() &&
           (isDigit(Text[End]) || Text[End] == '.' || Text[End] == HoleByte))
      ++End;
    if (End < Text.size() && toUpper(Text[End]) == 'E') {
      size_t Exponent = End + 1;
      if (Exponent < Text.size() &&
          (Text[Exponent] == '+' || Text[Exponent] == '-'))
        ++Exponent;
      if (Exponent < Text.size() && isDigit(Text[Exponent])) {
        End = Exponent;
        while (End < Text.size() && isDigit(Text[End]))
          ++End;
      }
    } else if (End == At + 1 && Text[At] == '0' && End < Text.size() &&
               toUpper(Text[End]) == 'X') {
      ++End;
      while (End < Text.size() &&
             (isDigit(Text[End]) || Text[End] == HoleByte ||
              (toUpper(Text[End]) >= 'A' && toUpper(Text[End]) <= 'F')))
        ++End;
    }
    emit(TokenKind::Number, End);
  }

  void wordOrHole() {
    size_t End = At;
    bool Letters = false, Holes = false, Names = false;
    for (; End < Text.size(); ++End) {
      char C = Text[End];
      if (C == HoleByte)
        Holes = true;
      else if (isNamePart(C) && !(C == '$' && !Letters))
        Letters = true, Names |= !isDigit(C);
      else
        break;
    }
    if (!Holes && End < Text.size() && Text[End] == '\'' && End == At + 1) {
      char Prefix = toUpper(Text[At]);
      bool Escapes = Prefix == 'E' &&
                     (Lang == Dialect::PostgreSQL || Lang == Dialect::Generic);
      if (Escapes || Prefix == 'B' || Prefix == 'X' || Prefix == 'N')
        return quoted(TokenKind::String, End, '\'',
                      Escapes || Lang == Dialect::MySQL);
    }
    if (!Holes && End == At + 1 && toUpper(Text[At]) == 'U' &&
        Text.compare(End, 2, "&'") == 0 && Lang == Dialect::PostgreSQL)
      return quoted(TokenKind::String, End + 1, '\'', false);
    if (!Holes) {
      emit(TokenKind::Word, End);
      return;
    }
    if (!Letters) {
      emit(TokenKind::Hole, End);
      return;
    }
    if (!Names) {
      emit(TokenKind::Number, End);
      return;
    }
    glued(End);
  }

  /// Letters and holes with nothing between them: a name with a variable
  /// part, unless the letters are a keyword ("WHERE" + condition).
  void glued(size_t End) {
    size_t FirstHole = Text.find(HoleByte, At);
    if (FirstHole > At && isKeywordPart(At, FirstHole)) {
      emit(TokenKind::Word, FirstHole);
      return;
    }
    size_t LastHole = Text.rfind(HoleByte, End - 1);
    if (LastHole + 1 < End && isKeywordPart(LastHole + 1, End))
      End = LastHole + 1;
    bool OnlyHoles = true;
    for (size_t I = At; I < End; ++I)
      OnlyHoles &= Text[I] == HoleByte;
    emit(OnlyHoles ? TokenKind::Hole : TokenKind::Word, End);
  }

  bool isKeywordPart(size_t Begin, size_t End) const {
    std::string Word(Text.substr(Begin, End - Begin));
    std::transform(Word.begin(), Word.end(), Word.begin(), toUpper);
    return isClauseKeyword(Word);
  }

  bool afterOperand() const {
    const Token *Last = lastSignificant();
    if (!Last)
      return false;
    switch (Last->Kind) {
    case TokenKind::Word:
      return !isKeywordPart(Last->Begin, Last->End);
    case TokenKind::Punctuation:
      return Text[Last->Begin] == ')' || Text[Last->Begin] == ']';
    case TokenKind::Operator:
      return false;
    default:
      return true;
    }
  }

  bool placeholder() {
    char C = peek();
    size_t End = At + 1;
    auto Name = [&] {
      while (End < Text.size() &&
             (isNamePart(Text[End]) || Text[End] == HoleByte))
        ++End;
      emit(TokenKind::Placeholder, End);
      return true;
    };
    char Next = peek(1);
    bool NameFollows = isNameStart(Next) || isDigit(Next) || Next == HoleByte;
    if (C == '?' && Lang != Dialect::PostgreSQL)
      return questionMark(Next);
    if (C == ':' && NameFollows) {
      // "::type" is a cast, "[a:b]" a slice, ":=" an assignment.
      bool Cast = At > 0 && Text[At - 1] == ':';
      bool Slice = Lang == Dialect::PostgreSQL && Brackets > 0;
      return !Cast && !Slice && Name();
    }
    if (C == '@' && NameFollows && Lang != Dialect::PostgreSQL)
      return Name();
    // Qt's and Boost.Format's "%1": a modulo stands after an operand.
    if (C == '%' && Lang == Dialect::Generic && isDigit(Next) &&
        !afterOperand()) {
      while (End < Text.size() && isDigit(Text[End]))
        ++End;
      emit(TokenKind::Placeholder, End);
      return true;
    }
    return false;
  }

  bool questionMark(char Next) {
    size_t End = At + 1;
    while (End < Text.size() && (isDigit(Text[End]) || Text[End] == HoleByte))
      ++End;
    if (Lang == Dialect::Generic && End == At + 1) {
      // jsonb's operators ?, ?| and ?& stand between operands.
      if ((Next == '|' && peek(2) != '|') || Next == '&')
        return false;
      size_t After = End;
      while (After < Text.size() && isSpace(Text[After]))
        ++After;
      if (After < Text.size() && Text[After] == '\'' && afterOperand())
        return false;
    }
    emit(TokenKind::Placeholder, End);
    return true;
  }

  void operatorRun() {
    if (peek() == ':') {
      size_t Length = peek(1) == ':' || peek(1) == '=' ? 2 : 1;
      emit(Length == 2 ? TokenKind::Operator : TokenKind::Punctuation,
           At + Length);
      return;
    }
    size_t End = At + 1;
    while (End < Text.size() && isOperatorChar(Text[End]) && Text[End] != ':') {
      if (Text.compare(End, 2, "--") == 0 || Text.compare(End, 2, "/*") == 0)
        break;
      if (Text[End] == '#' && Lang == Dialect::MySQL)
        break;
      if ((Text[End] == '?' || Text[End] == '@') &&
          Lang != Dialect::PostgreSQL && endsOperator(End))
        break;
      ++End;
    }
    emit(TokenKind::Operator, End);
  }

  /// In "a=?" and "a=@b" the operator ends before the placeholder.
  bool endsOperator(size_t End) const {
    static constexpr std::array<std::string_view, 14> Whole = {"=",  "<",  ">",
                                                               "<=", ">=", "<>",
                                                               "!=", "+",  "-",
                                                               "*",  "/",  "||",
                                                               "->", "->>"};
    return std::find(Whole.begin(), Whole.end(), Text.substr(At, End - At)) !=
           Whole.end();
  }
};

} // namespace

TokenizedText::TokenizedText(const Template &T, Dialect D)
    : Flat(T), Lang(D), Tokens(Scanner(Flat.text(), D).run()) {}

} // namespace dbsafe::sql
