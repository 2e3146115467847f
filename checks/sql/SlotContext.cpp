#include "sql/SlotContext.h"
#include "sql/Words.h"
#include "llvm/ADT/StringRef.h"

namespace dbsafe::sql {

namespace {

/// How far back the clause that governs a comma is looked for.
constexpr size_t LookBack = 400;

bool isComparison(llvm::StringRef Op) {
  return oneOf(Op, {"=", "<", ">", "<=", ">=", "<>", "!=", "==", "~", "~~"});
}

class Context {
public:
  Context(const TokenizedText &Text, size_t I)
      : Text(Text), Tokens(Text.tokens()), At(I), Prev(Text.previous(I)),
        Next(Text.next(I)) {}

  Slot slot() const {
    const Token &T = Tokens[At];
    switch (T.Kind) {
    case TokenKind::Comment:
      return Slot::Comment;
    case TokenKind::Placeholder:
      return Slot::Placeholder;
    case TokenKind::QuotedName:
      return quotedNameSlot();
    case TokenKind::Word:
      return Slot::Identifier;
    case TokenKind::String:
      return isPattern() ? Slot::LikePattern : Slot::QuotedValue;
    case TokenKind::Number:
      return governedByLimit() ? Slot::Limit : Slot::Value;
    default:
      return freeSlot();
    }
  }

private:
  static constexpr size_t None = TokenizedText::None;
  const TokenizedText &Text;
  const std::vector<Token> &Tokens;
  size_t At, Prev, Next;

  bool nextIs(llvm::StringRef Spelling) const {
    return Next != None && Text.is(Tokens[Next], Spelling);
  }
  bool nextIsWord(llvm::StringRef Word) const {
    return Next != None && Text.isWord(Tokens[Next], Word);
  }
  bool isWordAt(size_t I, llvm::StringRef Word) const {
    return I != None && Text.isWord(Tokens[I], Word);
  }
  bool isAt(size_t I, llvm::StringRef Spelling) const {
    return I != None && Text.is(Tokens[I], Spelling);
  }

  /// Nothing of the statement, or of the parentheses, follows.
  bool atEnd() const { return Next == None || nextIs(";") || nextIs(")"); }

  /// A comparison with no column follows: the hole is the column's name.
  bool beforeComparison() const {
    if (Next == None)
      return false;
    const Token &N = Tokens[Next];
    if (N.Kind == TokenKind::Operator) {
      size_t Right = Text.next(Next);
      bool Column = Right != None && Tokens[Right].Kind == TokenKind::Word &&
                    !isAt(Text.next(Right), "(");
      return isComparison(Text.text(N)) && !Column;
    }
    return oneOf(Text.upper(N), {"IN", "IS", "LIKE", "ILIKE", "BETWEEN", "NOT",
                                 "SIMILAR", "GLOB", "REGEXP"});
  }

  /// The hole is all between two logical words: a condition of its own.
  bool wholeCondition() const {
    if (atEnd())
      return true;
    return oneOf(Text.upper(Tokens[Next]),
                 {"AND",    "OR",        "GROUP",     "ORDER", "LIMIT",
                  "THEN",   "RETURNING", "HAVING",    "UNION", "FOR",
                  "OFFSET", "WINDOW",    "FETCH",     "JOIN",  "LEFT",
                  "INNER",  "EXCEPT",    "INTERSECT", "ON",    "WHERE"});
  }

  /// SQLite, and MySQL behind ODBC, read "text" as a string where a value is
  /// expected; PostgreSQL never does.
  Slot quotedNameSlot() const {
    const Token &T = Tokens[At];
    if (Text.dialect() == Dialect::PostgreSQL ||
        Text.flat().text()[T.Begin] != '"' || nextIs(".") || Prev == None)
      return Slot::QuotedIdentifier;
    const Token &P = Tokens[Prev];
    bool Compared = P.Kind == TokenKind::Operator &&
                    isComparison(Text.text(P)) && !operandIsName(Prev);
    if (isPattern())
      return Slot::LikePattern;
    if (Compared)
      return Slot::QuotedValue;
    if (isAt(Prev, "(") || isAt(Prev, ",")) {
      size_t Open = openParen();
      size_t Before = Open == None ? None : Text.previous(Open);
      if (isWordAt(Before, "VALUES") || isWordAt(Before, "IN"))
        return Slot::QuotedValue;
    }
    return Slot::QuotedIdentifier;
  }

  /// In "a"."x" = "b"."y" the right side is a name.
  bool operandIsName(size_t Operator) const {
    size_t Left = Text.previous(Operator);
    return Left != None && Tokens[Left].Kind == TokenKind::QuotedName &&
           isAt(Text.previous(Left), ".");
  }

  /// An operand of LIKE, perhaps with || or a function around it.
  bool isPattern() const {
    for (size_t I = At, Steps = 0; Steps < 24; ++Steps) {
      I = Text.previous(I);
      if (I == None)
        return false;
      const Token &T = Tokens[I];
      if (T.Kind == TokenKind::Word) {
        bool Found = oneOf(Text.upper(T), {"LIKE", "ILIKE", "GLOB"});
        if (Found ||
            (Text.isWord(T, "TO") && isWordAt(Text.previous(I), "SIMILAR")))
          return true;
        if (isClauseKeyword(Text.upper(T)))
          return false;
        continue;
      }
      if (T.Kind == TokenKind::Operator && Text.text(T) != "||" &&
          Text.text(T) != "+")
        return Text.text(T) == "~~" || Text.text(T) == "~~*";
      if (Text.is(T, ")") || Text.is(T, ";"))
        return false;
    }
    return false;
  }

  /// The parenthesis that is open at the hole.
  size_t openParen() const {
    unsigned Depth = 0;
    size_t Stop = At > LookBack ? At - LookBack : 0;
    for (size_t I = At; I-- > Stop;) {
      if (Text.is(Tokens[I], ")"))
        ++Depth;
      else if (Text.is(Tokens[I], "(") && Depth-- == 0)
        return I;
      else if (Text.is(Tokens[I], ";"))
        return None;
    }
    return None;
  }

  /// The last clause keyword before the hole at its own depth; Open is set if
  /// the parenthesis comes first.
  size_t governingWord(bool &Open) const {
    unsigned Depth = 0;
    Open = false;
    size_t Stop = At > LookBack ? At - LookBack : 0;
    for (size_t I = At; I-- > Stop;) {
      const Token &T = Tokens[I];
      if (Text.is(T, ")")) {
        ++Depth;
      } else if (Text.is(T, "(")) {
        if (Depth == 0) {
          Open = true;
          return I;
        }
        --Depth;
      } else if (Depth == 0 && T.Kind == TokenKind::Word) {
        bool Governs = oneOf(Text.upper(T),
                             {"SELECT", "FROM", "BY", "LIMIT", "OFFSET", "SET",
                              "VALUES", "WHERE", "HAVING", "ON", "RETURNING",
                              "TABLE", "USING", "INTO", "UPDATE"});
        if (Governs)
          return I;
      }
    }
    return None;
  }

  bool governedByLimit() const {
    bool Open;
    size_t Word = governingWord(Open);
    return !Open && Word != None &&
           (isWordAt(Word, "LIMIT") || isWordAt(Word, "OFFSET"));
  }

  Slot freeSlot() const {
    if (Prev == None || isAt(Prev, ";"))
      return atEnd() ? Slot::Statement : Slot::Clause;
    const Token &P = Tokens[Prev];
    if (P.Kind == TokenKind::Operator)
      return afterOperator();
    if (isAt(Prev, ".") || nextIs("."))
      return Slot::Identifier;
    if (isAt(Prev, "("))
      return insideParen(Prev, /*First=*/true);
    if (isAt(Prev, "["))
      return Slot::Value;
    if (isAt(Prev, ","))
      return afterComma();
    if (P.Kind == TokenKind::Word && !Text.hasHole(P))
      return afterWord(Prev);
    return afterOperand();
  }

  Slot afterOperator() const {
    llvm::StringRef Op = Text.text(Tokens[Prev]);
    if (Op == "::")
      return Slot::Identifier;
    if (Op == "*" && isWordAt(Text.previous(Prev), "SELECT"))
      return Slot::Clause; // SELECT * <from ...>
    if (isPattern())
      return Slot::LikePattern;
    return governedByLimit() ? Slot::Limit : Slot::Value;
  }

  Slot insideParen(size_t Open, bool First) const {
    bool Whole = First && nextIs(")");
    size_t Before = Text.previous(Open);
    if (Before == None)
      return Slot::Statement;
    const Token &B = Tokens[Before];
    if (B.Kind == TokenKind::Word) {
      std::string Word = Text.upper(B);
      if (Word == "IN" || Word == "VALUES")
        return Whole ? Slot::List : Slot::Value;
      if (Word == "EXISTS" || Word == "AS" || Word == "FROM" ||
          Word == "LATERAL" || Word == "ALL" || Word == "UNION")
        return Whole ? Slot::Statement : Slot::Identifier;
      if (Word == "USING" || Word == "KEY" || Word == "UNIQUE" ||
          Word == "SELECT")
        return Slot::Identifier;
      if (Word == "WHERE" || Word == "AND" || Word == "OR" || Word == "NOT" ||
          Word == "ON" || Word == "HAVING" || Word == "WHEN")
        return beforeComparison() ? Slot::Identifier
               : wholeCondition() ? Slot::Clause
                                  : Slot::Value;
      if (Word == "OVER" || Word == "FILTER")
        return Slot::Clause;
    }
    if (isWordAt(Text.previous(Before), "PRAGMA"))
      return Slot::Identifier;
    // INSERT INTO t (...), CREATE TABLE t (...), ON t (...).
    for (size_t I = Before, Steps = 0; I != None && Steps < 4; ++Steps) {
      const Token &T = Tokens[I];
      if (Text.isWord(T, "INTO") || Text.isWord(T, "TABLE") ||
          Text.isWord(T, "REFERENCES") || Text.isWord(T, "COPY") ||
          Text.isWord(T, "REPLACE"))
        return Slot::Identifier;
      if (T.Kind != TokenKind::QuotedName && T.Kind != TokenKind::Hole &&
          T.Kind != TokenKind::Word && !Text.is(T, "."))
        break;
      if (T.Kind == TokenKind::Word && isClauseKeyword(Text.upper(T)))
        break;
      I = Text.previous(I);
    }
    if (isPattern())
      return Slot::LikePattern;
    return Slot::Value;
  }

  Slot afterComma() const {
    bool Open;
    size_t Word = governingWord(Open);
    if (Word == None)
      return Slot::Value;
    if (Open)
      return insideParen(Word, /*First=*/false);
    std::string Upper = Text.upper(Tokens[Word]);
    if (Upper == "SET")
      return nextIs("=") ? Slot::Identifier : Slot::Clause;
    if (Upper == "LIMIT" || Upper == "OFFSET")
      return Slot::Limit;
    if (Upper == "VALUES")
      return Slot::List;
    if (Upper == "WHERE" || Upper == "HAVING" || Upper == "ON")
      return Slot::Value;
    return Upper == "SELECT" && copiesRows() ? Slot::Value : Slot::Identifier;
  }

  /// INSERT INTO ... SELECT <hole>, ...: one of the values.
  bool copiesRows() const {
    return isWordAt(firstWord(), "INSERT") && (nextIs(",") || isAt(Prev, ","));
  }

  Slot afterWord(size_t I) const {
    std::string Word = Text.upper(Tokens[I]);
    if (Word == "SELECT" && copiesRows())
      return Slot::Value;
    if (Word == "BY")
      return isWordAt(Text.previous(I), "IDENTIFIED") ? Slot::Value
                                                      : Slot::Identifier;
    if (Word == "AND" && closesBetween(I))
      return Slot::Value;
    if (Word == "FROM" && isWordAt(Text.previous(I), "DISTINCT"))
      return Slot::Value;
    if (Word == "TO")
      return isWordAt(Text.previous(I), "SIMILAR") ? Slot::LikePattern
             : startsWithSet()                     ? Slot::Value
                                                   : Slot::Identifier;
    if ((Word == "FIRST" || Word == "LAST") &&
        isWordAt(Text.previous(I), "NULLS"))
      return afterOperand();
    Slot ByWord =
        (oneOf(Word, {"FROM",     "INTO",     "UPDATE",     "TABLE",
                      "JOIN",     "VIEW",     "INDEX",      "DATABASE",
                      "SCHEMA",   "SEQUENCE", "ROLE",       "USER",
                      "COLUMN",   "TRUNCATE", "DESCRIBE",   "REFERENCES",
                      "USING",    "LISTEN",   "UNLISTEN",   "NOTIFY",
                      "USE",      "ADD",      "SAVEPOINT",  "CONSTRAINT",
                      "FUNCTION", "TRIGGER",  "EXTENSION",  "TABLESPACE",
                      "CALL",     "EXECUTE",  "DEALLOCATE", "PREPARE",
                      "SELECT",   "DISTINCT", "RETURNING",  "DELETE",
                      "COPY",     "ANALYZE",  "VACUUM",     "REINDEX",
                      "ONLY",     "COLLATE",  "REPLACE"})
             ? Slot::Identifier
         : oneOf(Word, {"LIMIT", "OFFSET", "FIRST", "NEXT", "TOP", "SKIP"})
             ? Slot::Limit
         : oneOf(Word, {"LIKE", "ILIKE", "GLOB"}) ? Slot::LikePattern
         : oneOf(Word, {"THEN", "ELSE", "BETWEEN", "CASE", "DEFAULT", "ESCAPE",
                        "INTERVAL", "PASSWORD", "REGEXP", "RLIKE", "IS",
                        "RETURN", "SYMMETRIC", "DATE", "TIMESTAMP"})
             ? Slot::Value
         : oneOf(Word, {"VALUES", "IN"}) ? Slot::List
         : oneOf(Word, {"UNION", "EXPLAIN", "EXCEPT", "INTERSECT"})
             ? Slot::Statement
         : oneOf(Word, {"ORDER", "GROUP", "IF", "CREATE", "DROP", "ALTER"})
             ? Slot::Keyword
             : Slot::Unknown);
    if (ByWord != Slot::Unknown)
      return ByWord;
    if (Word == "EXISTS")
      return isWordAt(Text.previous(I), "IF") ||
                     isWordAt(Text.previous(I), "NOT")
                 ? (ddl() ? Slot::Identifier : Slot::Statement)
                 : Slot::Statement;
    if (Word == "WHERE" || Word == "AND" || Word == "OR" || Word == "NOT" ||
        Word == "HAVING" || Word == "WHEN" || Word == "ON")
      return beforeComparison() ? Slot::Identifier
             : wholeCondition() ? Slot::Clause
             : Word == "ON"     ? Slot::Identifier
                                : Slot::Value;
    if (Word == "SET")
      return nextIs("=") || nextIsWord("TO") ? Slot::Identifier : Slot::Clause;
    if (Word == "AS")
      return viewBody() && atEnd() ? Slot::Statement : Slot::Identifier;
    if (Word == "ALL")
      return isWordAt(Text.previous(I), "UNION") ? Slot::Statement
                                                 : Slot::Identifier;
    if (Word == "PRAGMA" || Word == "SHOW")
      return Slot::Identifier;
    if (Word == "ASC" || Word == "DESC")
      return Slot::Clause;
    return afterOperand();
  }

  bool closesBetween(size_t And) const {
    size_t Value = Text.previous(And);
    for (unsigned Steps = 0; Value != None && Steps < 12; ++Steps) {
      if (isWordAt(Value, "BETWEEN"))
        return true;
      if (Tokens[Value].Kind == TokenKind::Word &&
          isClauseKeyword(Text.upper(Tokens[Value])))
        return false;
      Value = Text.previous(Value);
    }
    return false;
  }

  size_t firstWord() const {
    size_t First = Text.next(size_t(-1));
    return First;
  }
  bool startsWithSet() const { return isWordAt(firstWord(), "SET"); }
  bool ddl() const {
    size_t First = firstWord();
    return isWordAt(First, "CREATE") || isWordAt(First, "DROP") ||
           isWordAt(First, "ALTER");
  }
  bool viewBody() const { return ddl() || isWordAt(firstWord(), "PREPARE"); }

  /// After a name or a value: an alias, an operator, a direction, or the rest
  /// of the statement.
  Slot afterOperand() const {
    bool Open;
    size_t Word = governingWord(Open);
    bool Orders = !Open && isWordAt(Word, "BY");
    if (Orders && (atEnd() || nextIs(",") || nextIsWord("LIMIT") ||
                   nextIsWord("NULLS") || nextIsWord("OFFSET")))
      return isWordAt(Text.previous(Word), "ORDER") ? Slot::Keyword
                                                    : Slot::Clause;
    if ((startsOperand(Text, Next) || nextIsWord("JOIN")) && !atEnd())
      return Slot::Keyword;
    return Slot::Clause;
  }
};

} // namespace

Slot slotFromContext(const TokenizedText &Text, size_t I) {
  return Context(Text, I).slot();
}

bool endsOperand(const TokenizedText &Text, size_t I) {
  if (I == TokenizedText::None)
    return false;
  const Token &T = Text.tokens()[I];
  switch (T.Kind) {
  case TokenKind::Word:
    return Text.hasHole(T) || !isClauseKeyword(Text.upper(T));
  case TokenKind::Punctuation:
    return Text.is(T, ")") || Text.is(T, "]");
  case TokenKind::Operator:
    return false;
  default:
    return true;
  }
}

bool startsOperand(const TokenizedText &Text, size_t I) {
  if (I == TokenizedText::None)
    return false;
  const Token &T = Text.tokens()[I];
  switch (T.Kind) {
  case TokenKind::Word:
    return Text.hasHole(T) || !isClauseKeyword(Text.upper(T));
  case TokenKind::Punctuation:
    return Text.is(T, "(");
  case TokenKind::Operator:
    return false;
  default:
    return true;
  }
}

} // namespace dbsafe::sql
