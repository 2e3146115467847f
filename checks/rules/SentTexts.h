//===- SentTexts.h - The SQL that a translation unit sends ----------------===//
//
// Every text that reaches the database as a statement, read once for all the
// rules that look at statements.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_SENTTEXTS_H
#define DBSAFE_CHECKS_RULES_SENTTEXTS_H

#include "provenance/Program.h"
#include "rules/Rule.h"
#include "sql/ReadText.h"
#include <map>
#include <string>
#include <vector>

namespace dbsafe::rules {

/// One way to read the text of a call.
struct SentText {
  const provenance::Site *From;
  provenance::Line Line;
  sql::Template Template;
  const sql::ReadText *Read;

  sql::Dialect dialect() const { return From->Sink->Lib->Dialect; }
};

class SentTexts {
public:
  /// AreAll says that the program has no texts in other files.
  /// IsBroken says that the parser has left something out.
  SentTexts(const provenance::Program &Program, bool AreAll, bool IsBroken)
      : Program(Program), AreAll(AreAll), IsBroken(IsBroken) {}

  bool areAll() const { return AreAll; }
  bool isBroken() const { return IsBroken; }
  /// The one text that a call which binds to a statement is about, as far as
  /// this file tells; null if there are several, or none.
  const SentText *boundBy(const provenance::Site &Use) const;
  /// The number of the placeholder of Text that V is bound to by Use; 0 if it
  /// is bound by name, or if that is not known.
  unsigned numberOf(const provenance::Site &Use, const SentText &Text,
                    const provenance::BoundValue &V) const;

  /// Every text; read when first asked for.
  const std::vector<SentText> &all() const;
  const provenance::Program &program() const { return Program; }

  /// A finding at a remark on a text.
  Finding finding(const SentText &Text, const sql::Remark &R) const;

private:
  const provenance::Program &Program;
  void read() const;
  const SentText *preparedFor(const provenance::Site &Use) const;
  bool inSameExpression(const provenance::Site &Use,
                        const provenance::Site &Sink) const;
  bool isBehind(const provenance::Site &Use,
                const provenance::Site &Sink) const;

  bool AreAll, IsBroken;
  mutable bool IsRead = false;
  mutable sql::TextReader Reader;
  mutable std::vector<SentText> Texts;
  /// Calls that bind the next value, in their order, by the text's call.
  mutable std::map<const clang::Expr *, std::vector<const clang::Expr *>>
      Sequences;
};

/// Findings at one place with one message are one: the same text is often seen
/// from several callers.
class DistinctFindings {
public:
  void add(Finding F);
  void report(const Report &Report);

private:
  std::map<std::pair<clang::SourceLocation, std::string>, Finding> Findings;
};

} // namespace dbsafe::rules

#endif
