#include "sql/SchemaModel.h"
#include "sql/SchemaReader.h"

namespace dbsafe::sql {

Schema::Schema() : Content(std::make_shared<Model>()) {}
Schema::~Schema() = default;
Schema::Schema(const Schema &) = default;
Schema &Schema::operator=(const Schema &) = default;

bool Schema::empty() const { return Content->Tables.empty(); }

std::vector<SchemaProblem> Schema::read(std::string_view Ddl,
                                        std::string_view File) {
  auto Changed = std::make_shared<Model>(*Content);
  std::vector<SchemaProblem> Problems = readDdl(Ddl, File, *Changed);
  Content = std::move(Changed);
  return Problems;
}

const Column *Table::column(std::string_view Wanted) const {
  for (const Column &C : Columns)
    if (C.Name == Wanted)
      return &C;
  return nullptr;
}

std::string tableName(std::string_view SchemaName, std::string_view Table) {
  if (SchemaName.empty() || SchemaName == "public" || SchemaName == "main" ||
      SchemaName == "dbo")
    return std::string(Table);
  return std::string(SchemaName) + "." + std::string(Table);
}

const Table *Schema::Model::find(const std::string &Name) const {
  if (auto It = Tables.find(Name); It != Tables.end())
    return It->second.get();
  if (Name.find('.') != std::string::npos)
    return nullptr;
  const Table *Found = nullptr;
  for (const auto &[Qualified, T] : Tables) {
    size_t Dot = Qualified.find('.');
    if (Dot == std::string::npos || Qualified.substr(Dot + 1) != Name)
      continue;
    if (Found)
      return nullptr; // Which one depends on the search path.
    Found = T.get();
  }
  return Found;
}

std::vector<std::string> Schema::Model::keysOf(const ForeignKey &Key) const {
  if (!Key.Keys.empty())
    return Key.Keys;
  if (const Table *T = find(Key.Table))
    return T->PrimaryKey;
  return {};
}

} // namespace dbsafe::sql
