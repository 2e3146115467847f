//===- ReadText.h - A text, read once for all that look at it -------------===//
//
// Cut into tokens and statements, the slots of its holes found, every
// statement parsed. The prover and the smaller checks work on this, so that
// each distinct text is parsed once.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_READTEXT_H
#define DBSAFE_CHECKS_SQL_READTEXT_H

#include "sql/Parser.h"
#include "sql/Placeholders.h"
#include "sql/Slots.h"
#include <deque>
#include <map>
#include <memory>
#include <set>

namespace dbsafe::sql {

/// One statement of a text.
struct ReadStatement {
  size_t First = 0, Last = 0; ///< Its tokens, half-open.
  size_t Start = 0;           ///< The first that is neither space nor comment.
  /// Why what is read here may not be what the server reads; null if nothing
  /// speaks for that. Then it is not parsed.
  const char *Doubt = nullptr;
  bool Unclosed = false; ///< Doubt is that the text ends inside quotes.
  size_t DoubtAt = 0;    ///< Offset in the flat text.
  /// What holes leave open beside values; null if nothing. It is parsed if
  /// they are names.
  const char *Open = nullptr;
  std::set<unsigned> Lists; ///< Parameters that stand for a whole list.
  NormalText Normal;
  ParseResult Tree; ///< Neither a tree nor an error if it was not parsed.

  /// The statement; empty if there is none.
  Node root() const;
};

/// What is said about a part of a text.
struct Remark {
  Place Where;
  size_t Length = 0; ///< Bytes at Where to underline; 0 if unknown.
  std::string Message;
  std::string Subject; ///< Free of places: for fingerprints.
};

class ReadText {
public:
  ReadText(const Template &T, Dialect D);

  const TokenizedText &tokenized() const { return Text; }
  Dialect dialect() const { return Text.dialect(); }
  const std::vector<Slot> &slots() const { return Slots; }
  const std::deque<ReadStatement> &statements() const { return Statements; }

  /// A remark on the token at Location of a statement's normal text.
  Remark remark(const ReadStatement &S, size_t Location,
                std::string Message) const;
  /// A remark on a token.
  Remark remark(const Token &T, std::string Message) const;
  /// True if a comment in the statement exempts it (docs/scoped.md).
  bool isExempt(const ReadStatement &S) const;

private:
  TokenizedText Text;
  std::vector<Slot> Slots;
  std::deque<ReadStatement> Statements;

  void statement(size_t First, size_t Last);
  bool hasLexicalDoubt(ReadStatement &S) const;
};

/// The annotation "dbsafe:global" in a comment: nothing if there is none, its
/// reason, empty if it gives none.
std::optional<std::string> globalAnnotation(std::string_view Comment);

/// Reads texts, each distinct one once.
class TextReader {
public:
  const ReadText &read(const Template &T, Dialect D);

private:
  std::map<std::pair<std::string, Dialect>, std::unique_ptr<ReadText>> Known;
};

} // namespace dbsafe::sql

#endif
