//===- Recipes.h - Summaries, written for other files ---------------------===//
//
// A function's effect on text as the program's other files can read it: without
// a syntax tree, in terms of what the call is given (catalog/Recipe.h).
// Effects.cpp reads it.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_RECIPES_H
#define DBSAFE_CHECKS_PROVENANCE_RECIPES_H

#include "catalog/Recipe.h"
#include "provenance/Program.h"

namespace dbsafe::provenance {

/// What P is to the callers of F; nothing if they do not know it.
std::optional<catalog::Target> targetOf(PlaceId P, const clang::FunctionDecl *F,
                                        const Program &Program);

/// What F leaves where its callers can see it. Empty if that is no more than
/// they assume of any function.
std::vector<catalog::Effect> effectsOf(const clang::FunctionDecl *F,
                                       const Summary &S,
                                       const Program &Program);

} // namespace dbsafe::provenance

#endif
