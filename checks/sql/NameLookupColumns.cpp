#include "sql/NameLookup.h"
#include "sql/Words.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/edit_distance.h"

namespace dbsafe::sql {

using llvm::StringRef;
using tree::Array;
using tree::Object;
using tree::Value;

namespace {

/// Columns of every table, and words that other servers know without
/// parentheses.
bool isEverywhere(StringRef Name, Dialect D) {
  if (oneOf(Name, {"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"}))
    return true;
  return D != Dialect::PostgreSQL &&
         oneOf(Name, {"rowid", "_rowid_", "rownum", "rank", "level", "sysdate",
                      "systimestamp", "user", "uid", "true", "false",
                      "current_timestamp", "utc_timestamp", "utc_date"});
}

/// The name most like Wanted; empty if none is.
std::string nearest(StringRef Wanted, const std::vector<std::string> &Names) {
  std::string Best;
  unsigned Distance = unsigned(Wanted.size()) / 3 + 1;
  for (const std::string &Name : Names) {
    unsigned Here = llvm::ComputeEditDistance(
        llvm::ArrayRef<char>(Wanted.data(), Wanted.size()),
        llvm::ArrayRef<char>(Name.data(), Name.size()), true, Distance);
    if (Here < Distance || (Here == Distance && Best.empty())) {
      Best = Name;
      Distance = Here;
    }
  }
  return Best;
}

std::string suggestion(const std::string &Name) {
  return Name.empty() ? "" : "; did you mean '" + Name + "'?";
}

} // namespace

void NameLookup::expression(const Value &V, const Level &L) {
  if (const auto *List = V.getAsArray()) {
    for (const Value &Element : *List)
      expression(Element, L);
    return;
  }
  const Object *Fields = V.getAsObject();
  if (!Fields || Depth > 100)
    return;
  if (Node N = asNode(V)) {
    if (N.is("ColumnRef"))
      return column(N, L);
    if (N.is("SubLink")) {
      if (const Value *Tested = N.Fields->get("testexpr"))
        expression(*Tested, L);
      visit(N.child("subselect"), L.Ctes, &L);
      return;
    }
    // (t).a: what t is, only the server knows.
    if (N.is("A_Indirection"))
      return;
    if (N.is("IndexElem"))
      if (StringRef Name = N.text("name"); !Name.empty() && !L.Items.empty()) {
        Object Target;
        Target.add("name", Value(Name.str()));
        return target({"ResTarget", &Target}, L.Items[0]);
      }
  }
  ++Depth;
  for (const auto &Field : *Fields)
    expression(Field.second, L);
  --Depth;
}

void NameLookup::column(const Node &N, const Level &L) {
  const Array &Fields = N.list("fields");
  std::vector<std::string> Name = names(Fields);
  if (Name.size() != Fields.size() || Name.empty() ||
      isEverywhere(Name.back(), Text.dialect()))
    return;
  size_t Location = size_t(N.number("location"));
  std::vector<const Item *> Visible;
  for (const Level *At = &L; At; At = At->Outer)
    for (const Item &I : At->Items) {
      if (Name.size() > 1) {
        if (I.Alias != Name[Name.size() - 2])
          continue;
        if (I.Columns.Known && !I.Columns.has(Name.back()))
          unknownColumn(Location, Name.back(), {&I});
        return;
      }
      if (!I.Columns.Known || I.Columns.has(Name[0]) || I.Alias == Name[0])
        return;
      Visible.push_back(&I);
    }
  if (Name.size() > 1 || Visible.empty())
    return;
  for (const Level *At = &L; At; At = At->Outer)
    if (std::find(At->Outputs.begin(), At->Outputs.end(), Name[0]) !=
        At->Outputs.end())
      return;
  unknownColumn(Location, Name[0], Visible);
}

void NameLookup::target(const Node &ResTarget, const Item &Into) {
  std::string Name = ResTarget.text("name").str();
  if (Name.empty() || !ResTarget.list("indirection").empty() ||
      !Into.Columns.Known || Into.Columns.has(Name) ||
      isEverywhere(Name, Text.dialect()))
    return;
  unknownColumn(size_t(ResTarget.number("location")), Name, {&Into});
}

void NameLookup::unknownColumn(size_t Location, const std::string &Name,
                               const std::vector<const Item *> &Candidates) {
  // SQLite takes a name in double quotes that is none for a string.
  if (markedHole(Name) != ~0u)
    return;
  if (Text.dialect() != Dialect::PostgreSQL)
    for (size_t I = S.First; I < S.Last; ++I)
      if (Text.tokenized().tokens()[I].Kind == TokenKind::QuotedName)
        return;
  std::vector<std::string> Known;
  for (const Item *I : Candidates)
    Known.insert(Known.end(), I->Columns.Columns.begin(),
                 I->Columns.Columns.end());
  const Item &First = *Candidates[0];
  std::string Where =
      Candidates.size() > 1
          ? "no table of this statement has a column '" + Name + "'"
      : First.Table.empty()
          ? "'" + First.Alias + "' has no column '" + Name + "'"
          : "table '" + First.Table + "' has no column '" + Name + "'";
  remark(Location, Where + suggestion(nearest(Name, Known)),
         First.Table + " " + Name);
}

void NameLookup::unknownTable(size_t Location, const std::string &Name) {
  std::vector<std::string> Known;
  for (const auto &[Table, Definition] : Model.Tables)
    Known.push_back(Table);
  remark(Location,
         "the schema has no table '" + Name + "'" +
             suggestion(nearest(Name, Known)),
         Name);
}

void NameLookup::remark(size_t Location, std::string Message,
                        std::string Subject) {
  if (Silence)
    return;
  Found.push_back(Text.remark(S, Location, std::move(Message)));
  Found.back().Subject = std::move(Subject);
}

} // namespace dbsafe::sql
