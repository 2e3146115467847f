//===- SlotContext.h - A hole's slot by the words around it ---------------===//
//
// What a hole probably is, judged by the tokens before and after it alone.
// It is the first guess that the parser confirms or refutes, and the answer
// where the parser cannot read the text (incomplete text, other dialects).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_SLOTCONTEXT_H
#define DBSAFE_CHECKS_SQL_SLOTCONTEXT_H

#include "sql/Lexer.h"
#include "sql/Slots.h"

namespace dbsafe::sql {

/// The slot of the token I, which is a hole or has holes in it, from its
/// surroundings.
Slot slotFromContext(const TokenizedText &Text, size_t I);

/// True if the token I ends an operand: after it, no value can follow.
bool endsOperand(const TokenizedText &Text, size_t I);

/// True if an operand can begin with the token I (None: the text's end).
bool startsOperand(const TokenizedText &Text, size_t I);

} // namespace dbsafe::sql

#endif
