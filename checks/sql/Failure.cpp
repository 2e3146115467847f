#include "sql/Failure.h"
#include "sql/Lexer.h"
#include "sql/Words.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

enum class Weight {
  None,  ///< Its failure harms nobody.
  Reads, ///< Its failure is seen by who wants the rows.
  Ends,  ///< What was written before is kept, or not.
  Full,
};

Weight weigh(llvm::StringRef First, llvm::StringRef Second) {
  if (oneOf(First,
            {"ROLLBACK", "ABORT", "CLOSE", "DEALLOCATE", "DISCARD", "UNLISTEN",
             "RESET", "PRAGMA", "BEGIN", "START", "SAVEPOINT", "SHOW",
             "ANALYZE", "VACUUM", "CHECKPOINT", "DETACH", "UNLOCK"}))
    return Weight::None;
  // Who one is, and where names are looked up, is no mere wish.
  if (First == "SET")
    return oneOf(Second, {"ROLE", "SESSION", "SEARCH_PATH"}) ? Weight::Full
                                                             : Weight::None;
  if (oneOf(First, {"SELECT", "DECLARE", "FETCH", "MOVE", "EXPLAIN"}))
    return Weight::Reads;
  if (oneOf(First, {"COMMIT", "END", "RELEASE"}))
    return Weight::Ends;
  return Weight::Full;
}

/// True if the statement has the word behind the token at I.
bool hasWord(const TokenizedText &Tokens, size_t I, std::string_view Upper) {
  for (; I != TokenizedText::None; I = Tokens.next(I)) {
    if (Tokens.is(Tokens.tokens()[I], ";"))
      return false;
    if (Tokens.isWord(Tokens.tokens()[I], Upper))
      return true;
  }
  return false;
}

/// The heaviest of a text's statements.
Weight weigh(std::string_view Text, Dialect D) {
  Template T;
  T.literal(Text);
  TokenizedText Tokens(T, D);
  const auto &All = Tokens.tokens();
  Weight Heaviest = Weight::None;
  bool AtStart = true;
  for (size_t I = 0; I < All.size(); ++I) {
    if (Tokens.is(All[I], ";")) {
      AtStart = true;
      continue;
    }
    if (!AtStart || All[I].Kind == TokenKind::Space ||
        All[I].Kind == TokenKind::Comment)
      continue;
    AtStart = false;
    size_t Next = Tokens.next(I);
    std::string First = Tokens.upper(All[I]);
    std::string Second =
        Next == TokenizedText::None ? "" : Tokens.upper(All[Next]);
    // What is dropped if it is there may well not be.
    bool IsOptional = First == "DROP" && Next != TokenizedText::None &&
                      hasWord(Tokens, Next, "EXISTS");
    Weight W = IsOptional ? Weight::None : weigh(First, Second);
    Heaviest = std::max(Heaviest, W);
  }
  return Heaviest;
}

} // namespace

bool mayFail(std::string_view Text, Dialect D,
             const std::vector<std::string_view> &Others) {
  Weight W = weigh(Text, D);
  if (W != Weight::Ends)
    return W == Weight::None;
  bool Reads = false;
  for (std::string_view Other : Others) {
    Weight Each = Other.empty() ? Weight::Full : weigh(Other, D);
    if (Each == Weight::Full)
      return false;
    Reads |= Each == Weight::Reads;
  }
  return Reads;
}

} // namespace dbsafe::sql
