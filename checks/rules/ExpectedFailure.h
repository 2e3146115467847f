//===- ExpectedFailure.h - Tests that want a mistake to fail --------------===//
//
// EXPECT_THROW(query.bind(9, x), Error) is wrong on purpose: a test of what
// happens to a wrong statement is told nothing about it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_RULES_EXPECTEDFAILURE_H
#define DBSAFE_CHECKS_RULES_EXPECTEDFAILURE_H

#include "clang/AST/Expr.h"

namespace dbsafe::rules {

/// True if E is given to a macro that asserts that it throws.
bool isExpectedToFail(const clang::Expr *E, const clang::ASTContext &Context);

} // namespace dbsafe::rules

#endif
