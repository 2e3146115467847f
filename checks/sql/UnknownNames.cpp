#include "sql/UnknownNames.h"
#include "sql/NameLookup.h"

namespace dbsafe::sql {

using tree::Object;
using tree::Value;

namespace {

std::string modelName(const Object &RangeVar) {
  Node N{"RangeVar", &RangeVar};
  return tableName(N.text("schemaname").str(), N.text("relname").str());
}

/// Calls Visit for every table that is named in V.
void forEachTable(const Value &V,
                  llvm::function_ref<void(const Object &)> Visit) {
  if (const auto *List = V.getAsArray())
    for (const Value &Element : *List)
      forEachTable(Element, Visit);
  const Object *Fields = V.getAsObject();
  if (!Fields)
    return;
  if (Fields->getString("relname"))
    Visit(*Fields);
  for (const auto &Field : *Fields)
    forEachTable(Field.second, Visit);
}

} // namespace

void addOwnTables(const ReadText &Text, const Schema &S, OwnTables &Own) {
  for (const ReadStatement &Each : Text.statements()) {
    Node N = Each.root();
    if (!N)
      continue;
    const Object *Made = nullptr;
    if (N.is("CreateStmt") || N.is("AlterTableStmt") || N.is("RenameStmt"))
      Made = N.object("relation");
    else if (N.is("ViewStmt"))
      Made = N.object("view");
    else if (N.is("CreateForeignTableStmt"))
      Made = N.object("base")
                 ? Node{"CreateStmt", N.object("base")}.object("relation")
                 : nullptr;
    else if (const Object *Into =
                 N.object(N.is("CreateTableAsStmt") ? "into" : "intoClause"))
      Made = Node{"IntoClause", Into}.object("rel");
    if (Made)
      Own.Made.insert(modelName(*Made));
    if (N.is("RenameStmt"))
      Own.Made.insert(N.text("newname").str());
    forEachTable(Each.Tree.statements()[0], [&](const Object &RangeVar) {
      Own.UsesSchema |= S.model().find(modelName(RangeVar)) != nullptr;
    });
  }
}

std::vector<Remark> unknownNames(const ReadText &Text, const Schema &S,
                                 const OwnTables &Own) {
  std::vector<Remark> Result;
  if (S.empty() || !Own.UsesSchema)
    return Result;
  for (const ReadStatement &Each : Text.statements())
    if (Node N = Each.root(); N && !Each.Doubt)
      for (Remark &R : NameLookup(Text, Each, S.model(), Own.Made).statement(N))
        Result.push_back(std::move(R));
  return Result;
}

} // namespace dbsafe::sql
