//===- ScopeNames.cpp - What a column name means --------------------------===//
//
// Names are looked up as PostgreSQL does, innermost query level first. Where
// missing knowledge of a table's columns leaves more than one possibility, the
// name means nothing: no fact follows from it.
//
//===----------------------------------------------------------------------===//
#include "sql/ScopeLowering.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

bool isSystemColumn(const std::string &Name) {
  return Name == "ctid" || Name == "xmin" || Name == "xmax" || Name == "cmin" ||
         Name == "cmax" || Name == "tableoid";
}

} // namespace

ScopeLowering::Has ScopeLowering::hasColumn(RefId R,
                                            const std::string &Name) const {
  const Ref &Reference = Model.Refs[R];
  if (std::find(Reference.Columns.begin(), Reference.Columns.end(), Name) !=
      Reference.Columns.end())
    return Has::Yes;
  if (Reference.Kind != Ref::Derived && isSystemColumn(Name))
    return Has::Yes;
  return Reference.ColumnsKnown ? Has::No : Has::Maybe;
}

TermId ScopeLowering::resolve(const tree::Array &Fields,
                              const NameScope &Scope) {
  std::vector<std::string> Names = names(Fields);
  if (Names.size() != Fields.size())
    return NoTerm; // t.*
  TermId Result = NoTerm;
  if (Names.size() == 1)
    Result = unqualifiedColumn(Names[0], Scope);
  else if (Names.size() == 2)
    Result = qualifiedColumn("", Names[0], Names[1], Scope);
  else if (Names.size() == 3)
    Result = qualifiedColumn(Names[0], Names[1], Names[2], Scope);
  if (InCondition && Result != NoTerm)
    Model.Compared.insert(Result);
  return Result;
}

TermId ScopeLowering::unqualifiedColumn(const std::string &Name,
                                        const NameScope &Scope) {
  for (const NameScope *S = &Scope; S; S = S->Outer) {
    if (auto It = S->Merged.find(Name); It != S->Merged.end())
      return It->second;
    RefId Certain = NoRef, Possible = NoRef;
    unsigned CertainCount = 0, PossibleCount = 0;
    for (const NamedItem &Item : S->Items) {
      Has Found = hasColumn(Item.Ref, Name);
      if (Found == Has::Yes) {
        Certain = Item.Ref;
        ++CertainCount;
      } else if (Found == Has::Maybe) {
        Possible = Item.Ref;
        ++PossibleCount;
      }
    }
    if (CertainCount)
      return CertainCount > 1 ? NoTerm : columnTerm(Certain, Name);
    if (PossibleCount > 1)
      return NoTerm;
    if (PossibleCount == 1) {
      // It is a column of that table unless an outer query has one of this
      // name; then who knows.
      bool Outside = false;
      for (const NameScope *O = S->Outer; O; O = O->Outer)
        for (const NamedItem &Item : O->Items)
          Outside |= hasColumn(Item.Ref, Name) != Has::No;
      return Outside ? NoTerm : columnTerm(Possible, Name);
    }
  }
  return NoTerm;
}

TermId ScopeLowering::qualifiedColumn(const std::string &Schema,
                                      const std::string &Alias,
                                      const std::string &Name,
                                      const NameScope &Scope) {
  for (const NameScope *S = &Scope; S; S = S->Outer) {
    RefId Found = NoRef;
    for (const NamedItem &Item : S->Items) {
      if (Item.Alias != Alias || Item.Hidden ||
          (!Schema.empty() && !Item.Schema.empty() && Item.Schema != Schema))
        continue;
      if (Found != NoRef)
        return NoTerm; // Ambiguous: an error, or two schemas.
      Found = Item.Ref;
    }
    if (Found != NoRef)
      return hasColumn(Found, Name) == Has::No ? NoTerm
                                               : columnTerm(Found, Name);
  }
  return NoTerm;
}

} // namespace dbsafe::sql
