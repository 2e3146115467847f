//===- ReaderStore.h - Where a catalogue file's entries go ----------------===//
//
// An entry is kept under each name of its calls, unless one says the same
// already.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_READERSTORE_H
#define DBSAFE_CHECKS_CATALOG_READERSTORE_H

#include "catalog/Reader.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

namespace dbsafe::catalog {

/// What an entry is about, beside its overload: two entries that agree in it
/// contradict each other.
inline auto key(const Operand &O) {
  return std::tie(O.Where, O.Index, O.Steps);
}
inline auto subject(const Sink &S) { return key(S.Sql); }
inline auto subject(const Use &) { return std::tuple<>(); }
inline auto subject(const Connect &C) { return std::tie(C.Setting); }
inline auto subject(const Quoter &Q) {
  return std::tuple_cat(key(Q.From), key(Q.Into));
}
inline const std::optional<Operand> &subject(const Builder &B) {
  return B.Into;
}
inline auto subject(const Source &S) {
  return std::tuple_cat(key(S.Into),
                        std::tuple(S.Callback ? S.Callback->Index + 1 : 0));
}
inline auto subject(const Comparison &C) { return key(C.Value); }
inline auto subject(const Secret &S) { return key(S.Into); }
inline auto subject(const Output &O) {
  return std::tuple(O.Text ? O.Text->Index + 1 : 0);
}

/// The name behind the last "::": "operator<<" of "a::b::operator<<", and all
/// of "operator std::string".
inline llvm::StringRef lastComponent(llvm::StringRef Qualified) {
  llvm::StringRef Scope = Qualified;
  if (size_t Operator = Qualified.find("operator");
      Operator != llvm::StringRef::npos &&
      (Operator == 0 || Qualified[Operator - 1] == ':'))
    Scope = Qualified.take_front(Operator);
  size_t Colons = Scope.rfind("::");
  return Colons == llvm::StringRef::npos ? Qualified
                                         : Qualified.drop_front(Colons + 2);
}

template <typename EntryT>
void Reader::store(llvm::ArrayRef<const yaml::Node *> Names, EntryT E,
                   std::vector<EntryT> CallModel::*List) {
  for (const yaml::Node *Name : Names) {
    E.Call = Name->Text;
    std::vector<EntryT> &Entries = Into.Calls[E.Call].*List;
    Into.LastComponents.try_emplace(lastComponent(E.Call));
    auto Same = llvm::find_if(Entries, [&](const EntryT &Old) {
      return Old.Parameters == E.Parameters && Old.When == E.When &&
             subject(Old) == subject(E);
    });
    if (Same == Entries.end())
      Entries.push_back(E);
    else if (Same->Lib != Lib)
      *Same = E;
    else
      P.add(*Name, "'" + E.Call +
                       "' has such an entry already, for the same operand; "
                       "drop one, or tell them apart with 'parameters' or "
                       "'when'");
  }
}

} // namespace dbsafe::catalog

#endif
