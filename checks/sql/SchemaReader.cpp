//===- SchemaReader.cpp - DDL statements applied to a schema --------------===//
#include "sql/SchemaReader.h"
#include "sql/Parser.h"
#include "sql/Rollback.h"
#include "sql/SqlFile.h"
#include "sql/Words.h"
#include <algorithm>

namespace dbsafe::sql {

namespace {

using llvm::StringRef;
using tree::Object;

std::string relationName(const Object *Relation) {
  if (!Relation)
    return "";
  return tableName(Relation->getString("schemaname").value_or("").str(),
                   Relation->getString("relname").value_or("").str());
}

SharedTree share(const tree::Value *V) {
  return V ? std::make_shared<const tree::Value>(*V) : nullptr;
}

/// Applies statements to a model whose tables are shared and immutable.
class Reader {
public:
  explicit Reader(Schema::Model &Model) : Model(Model) {}

  void apply(const Node &N) {
    if (N.is("CreateStmt"))
      createTable(N);
    else if (N.is("AlterTableStmt"))
      alterTable(N);
    else if (N.is("ViewStmt"))
      createView(relationName(N.object("view")), N.Fields->get("query"),
                 names(N.list("aliases")));
    else if (N.is("CreateTableAsStmt"))
      createTableAs(N);
    else if (N.is("DropStmt"))
      drop(N);
    else if (N.is("RenameStmt"))
      rename(N);
    else if (N.is("AlterObjectSchemaStmt"))
      moveTo(relationName(N.object("relation")), N.text("newschema"));
    else if (N.is("CreatePolicyStmt"))
      createPolicy(N);
    else if (N.is("AlterPolicyStmt"))
      alterPolicy(N);
    else if (N.is("IndexStmt"))
      createIndex(N);
    else if (N.is("CreateFunctionStmt"))
      createFunction(N);
    else if (mayMakeTables(N))
      Model.Complete = false;
  }

private:
  Schema::Model &Model;

  void createFunction(const Node &N) {
    std::vector<std::string> Name = names(N.list("funcname"));
    if (Name.empty())
      return;
    bool Pure = false;
    for (const tree::Value &Option : N.list("options")) {
      Node Element = asNode(Option);
      Node Argument = Element.child("arg");
      Pure |= Element.text("defname") == "volatility" &&
              Argument.text("sval") == "immutable";
    }
    std::string Known =
        tableName(Name.size() > 1 ? Name.front() : "", Name.back());
    // Of several with one name, all must be pure.
    if (Pure && !Impure.count(Known))
      Model.PureFunctions.insert(Known);
    if (!Pure) {
      Model.PureFunctions.erase(Known);
      Impure.insert(Known);
    }
  }

  std::set<std::string> Impure;

  /// True for what may make tables out of sight.
  static bool mayMakeTables(const Node &N) {
    if (N.is("CreateExtensionStmt"))
      return !oneOf(N.text("extname"),
                    {"btree_gin", "btree_gist", "citext", "hstore", "ltree",
                     "pg_trgm", "pgcrypto", "plpgsql", "unaccent",
                     "uuid-ossp"});
    return oneOf(N.Type, {"CallStmt", "CreateForeignTableStmt", "DoStmt",
                          "ImportForeignSchemaStmt"}) ||
           (N.is("CreateSchemaStmt") && !N.list("schemaElts").empty());
  }

  /// The table for changing, or nothing if it does not exist.
  std::shared_ptr<Table> edit(const std::string &Name) {
    const Table *Found = Model.find(Name);
    if (!Found)
      return nullptr;
    auto Copy = std::make_shared<Table>(*Found);
    Model.Tables[Copy->Name] = Copy;
    return Copy;
  }

  void createTable(const Node &N) {
    auto T = std::make_shared<Table>();
    T->Name = relationName(N.object("relation"));
    if (N.flag("if_not_exists") && Model.Tables.count(T->Name))
      return;
    T->ColumnsKnown = !N.Fields->get("ofTypename");
    for (const auto &Parent : N.list("inhRelations"))
      inherit(*T, relationName(asNode(Parent).Fields));
    for (const auto &Element : N.list("tableElts")) {
      Node E = asNode(Element);
      if (E.is("ColumnDef"))
        addColumn(*T, E);
      else if (E.is("Constraint"))
        addConstraint(*T, E, nullptr);
      else if (E.is("TableLikeClause"))
        inherit(*T, relationName(E.object("relation")), /*Keys=*/false);
    }
    Model.Tables[T->Name] = T;
  }

  void inherit(Table &T, const std::string &From, bool Keys = true) {
    const Table *Parent = Model.find(From);
    T.ColumnsKnown &= Parent && Parent->ColumnsKnown;
    if (!Parent)
      return;
    T.Columns.insert(T.Columns.end(), Parent->Columns.begin(),
                     Parent->Columns.end());
    if (!Keys)
      return;
    T.PrimaryKey = Parent->PrimaryKey;
    T.ForeignKeys = Parent->ForeignKeys;
  }

  void addColumn(Table &T, const Node &N) {
    Column C;
    C.Name = N.text("colname").str();
    if (const auto *Type = N.object("typeName"))
      if (const auto *List = Type->getArray("names"))
        if (auto Names = names(*List); !Names.empty()) {
          C.Type = Names.back();
          C.Generated = StringRef(C.Type).ends_with("serial");
        }
    C.NotNull = N.flag("is_not_null");
    std::erase_if(T.Columns,
                  [&](const Column &Old) { return Old.Name == C.Name; });
    T.Columns.push_back(C);
    size_t Index = T.Columns.size() - 1;
    for (const auto &Element : N.list("constraints"))
      addConstraint(T, asNode(Element), &T.Columns[Index]);
  }

  void addConstraint(Table &T, const Node &N, Column *C) {
    std::vector<std::string> Keys = names(N.list("keys"));
    if (C)
      Keys = {C->Name};
    StringRef Kind = N.text("contype");
    std::string Base = T.Name.substr(T.Name.find('.') + 1);
    std::string Name = N.text("conname").str();
    if (Kind == "CONSTR_NOTNULL" && C) {
      C->NotNull = true;
    } else if (Kind == "CONSTR_PRIMARY") {
      T.PrimaryKey = Keys;
      for (Column &Part : T.Columns)
        Part.NotNull |=
            std::find(Keys.begin(), Keys.end(), Part.Name) != Keys.end();
      T.Uniques.push_back({Name.empty() ? Base + "_pkey" : Name, Keys});
    } else if (Kind == "CONSTR_UNIQUE") {
      std::string Default = Base;
      for (const std::string &Key : Keys)
        Default += "_" + Key;
      T.Uniques.push_back({Name.empty() ? Default + "_key" : Name, Keys});
    } else if (Kind == "CONSTR_FOREIGN") {
      std::vector<std::string> Columns = names(N.list("fk_attrs"));
      if (C)
        Columns = {C->Name};
      std::string Default =
          Base + "_" + (Columns.empty() ? "" : Columns[0]) + "_fkey";
      T.ForeignKeys.push_back({Columns, relationName(N.object("pktable")),
                               names(N.list("pk_attrs")),
                               Name.empty() ? Default : Name});
    } else if (Kind == "CONSTR_DEFAULT" && C) {
      C->Default = share(N.Fields->get("raw_expr"));
    } else if ((Kind == "CONSTR_IDENTITY" || Kind == "CONSTR_GENERATED") && C) {
      C->Generated = true;
      C->NotNull |= Kind == "CONSTR_IDENTITY";
    }
  }

  static Column *columnOf(Table &T, StringRef Name) {
    for (Column &C : T.Columns)
      if (C.Name == Name)
        return &C;
    return nullptr;
  }

  void alterTable(const Node &N) {
    auto T = edit(relationName(N.object("relation")));
    if (!T)
      return;
    for (const auto &Element : N.list("cmds")) {
      Node Command = asNode(Element);
      StringRef Kind = Command.text("subtype");
      StringRef Name = Command.text("name");
      Node Definition = Command.child("def");
      Column *C = columnOf(*T, Name);
      if (Kind == "AT_AddColumn" && Definition) {
        if (!(Command.flag("missing_ok") &&
              columnOf(*T, Definition.text("colname"))))
          addColumn(*T, Definition);
      } else if (Kind == "AT_DropColumn")
        dropColumn(*T, Name);
      else if (Kind == "AT_AddConstraint" && Definition)
        addConstraint(*T, Definition, nullptr);
      else if (Kind == "AT_DropConstraint")
        dropConstraint(*T, Name);
      else if (Kind == "AT_SetNotNull" && C)
        C->NotNull = true;
      else if (Kind == "AT_DropNotNull" && C)
        C->NotNull = false;
      else if (Kind == "AT_ColumnDefault" && C)
        C->Default = share(Command.Fields->get("def"));
      else if (Kind == "AT_AddIdentity" && C)
        C->Generated = true;
      else if (Kind == "AT_AlterColumnType" && C && Definition) {
        if (const auto *Type = Definition.object("typeName"))
          if (const auto *List = Type->getArray("names"))
            if (auto Names = names(*List); !Names.empty())
              C->Type = Names.back();
      } else if (Kind == "AT_EnableRowSecurity")
        T->RowSecurity = true;
      else if (Kind == "AT_DisableRowSecurity")
        T->RowSecurity = false;
      else if (Kind == "AT_ForceRowSecurity")
        T->ForceRowSecurity = true;
      else if (Kind == "AT_NoForceRowSecurity")
        T->ForceRowSecurity = false;
      else if (Kind == "AT_AttachPartition")
        attach(*T, Definition);
    }
  }

  /// A partition is read through its parent's keys.
  void attach(const Table &Parent, const Node &Definition) {
    if (auto Part = edit(relationName(Definition.object("name"))))
      for (const ForeignKey &Key : Parent.ForeignKeys)
        Part->ForeignKeys.push_back(Key);
  }

  static void dropColumn(Table &T, StringRef Name) {
    auto Has = [&](const std::vector<std::string> &List) {
      return std::find(List.begin(), List.end(), Name) != List.end();
    };
    std::erase_if(T.Columns, [&](const Column &C) { return C.Name == Name; });
    std::erase_if(T.ForeignKeys,
                  [&](const ForeignKey &K) { return Has(K.Columns); });
    std::erase_if(T.Uniques,
                  [&](const UniqueKey &K) { return Has(K.Columns); });
    if (Has(T.PrimaryKey))
      T.PrimaryKey.clear();
  }

  static void dropConstraint(Table &T, StringRef Name) {
    std::erase_if(T.ForeignKeys,
                  [&](const ForeignKey &K) { return K.Name == Name; });
    std::erase_if(T.Uniques,
                  [&](const UniqueKey &K) { return K.Name == Name; });
  }

  void createView(const std::string &Name, const tree::Value *Query,
                  std::vector<std::string> Columns) {
    auto T = std::make_shared<Table>();
    T->Name = Name;
    T->View = share(Query);
    T->ViewColumns = std::move(Columns);
    Model.Tables[Name] = T;
  }

  void createTableAs(const Node &N) {
    const auto *Into = N.object("into");
    if (!Into)
      return;
    std::string Name = relationName(Into->getObject("rel"));
    std::vector<std::string> Columns;
    if (const auto *List = Into->getArray("colNames"))
      Columns = names(*List);
    if (N.text("objtype") == "OBJECT_MATVIEW")
      return createView(Name, N.Fields->get("query"), Columns);
    auto T = std::make_shared<Table>();
    T->Name = Name;
    T->ColumnsKnown = false;
    Model.Tables[Name] = T;
  }

  void drop(const Node &N) {
    StringRef Kind = N.text("removeType");
    for (const auto &Element : N.list("objects")) {
      std::vector<std::string> Name = names(asNode(Element).list("items"));
      if (Name.empty())
        continue;
      if (Kind == "OBJECT_POLICY") {
        std::string Last = Name.back();
        Name.pop_back();
        if (auto T = edit(joined(Name)))
          std::erase_if(T->Policies,
                        [&](const Policy &P) { return P.Name == Last; });
      } else if (Kind == "OBJECT_TABLE" || Kind == "OBJECT_VIEW" ||
                 Kind == "OBJECT_MATVIEW") {
        if (const Table *T = Model.find(joined(Name)))
          Model.Tables.erase(std::string(T->Name));
      }
    }
  }

  static std::string joined(const std::vector<std::string> &Name) {
    if (Name.empty())
      return "";
    return Name.size() == 1 ? Name[0]
                            : tableName(Name[Name.size() - 2], Name.back());
  }

  void rename(const Node &N) {
    std::string Name = relationName(N.object("relation"));
    std::string New = N.text("newname").str();
    StringRef Kind = N.text("renameType");
    if (Kind == "OBJECT_COLUMN" || Kind == "OBJECT_ATTRIBUTE")
      return renameColumn(Name, N.text("subname").str(), New);
    if (Kind != "OBJECT_TABLE" && Kind != "OBJECT_VIEW" &&
        Kind != "OBJECT_MATVIEW")
      return;
    size_t Dot = Name.find('.');
    renameTable(Name,
                Dot == std::string::npos ? New : Name.substr(0, Dot + 1) + New);
  }

  void moveTo(const std::string &Name, StringRef NewSchema) {
    renameTable(Name,
                tableName(NewSchema.str(), Name.substr(Name.find('.') + 1)));
  }

  void renameTable(const std::string &Name, const std::string &New) {
    auto T = edit(Name);
    if (!T)
      return;
    std::string Old = T->Name;
    Model.Tables.erase(Old);
    T->Name = New;
    Model.Tables[New] = T;
    for (auto &[OtherName, Other] : Model.Tables) {
      auto Copy = std::make_shared<Table>(*Other);
      bool Changed = false;
      for (ForeignKey &Key : Copy->ForeignKeys)
        if (Key.Table == Old) {
          Key.Table = New;
          Changed = true;
        }
      if (Changed)
        Other = Copy;
    }
  }

  void renameColumn(const std::string &Name, const std::string &Old,
                    const std::string &New) {
    auto T = edit(Name);
    if (!T)
      return;
    auto Replace = [&](std::vector<std::string> &List) {
      std::replace(List.begin(), List.end(), Old, New);
    };
    for (Column &C : T->Columns)
      if (C.Name == Old)
        C.Name = New;
    Replace(T->PrimaryKey);
    for (UniqueKey &Key : T->Uniques)
      Replace(Key.Columns);
    for (ForeignKey &Key : T->ForeignKeys)
      Replace(Key.Columns);
    for (auto &[OtherName, Other] : Model.Tables) {
      auto Copy = std::make_shared<Table>(*Other);
      for (ForeignKey &Key : Copy->ForeignKeys)
        if (Key.Table == T->Name)
          Replace(Key.Keys);
      Other = Copy;
    }
  }

  void createPolicy(const Node &N) {
    auto T = edit(relationName(N.object("table")));
    if (!T)
      return;
    Policy P;
    P.Name = N.text("policy_name").str();
    P.Command = N.text("cmd_name").str();
    P.Permissive = N.flag("permissive");
    P.Using = share(N.Fields->get("qual"));
    P.Check = share(N.Fields->get("with_check"));
    T->Policies.push_back(P);
  }

  void alterPolicy(const Node &N) {
    auto T = edit(relationName(N.object("table")));
    if (!T)
      return;
    for (Policy &P : T->Policies) {
      if (P.Name != N.text("policy_name"))
        continue;
      if (const auto *Using = N.Fields->get("qual"))
        P.Using = share(Using);
      if (const auto *Check = N.Fields->get("with_check"))
        P.Check = share(Check);
    }
  }

  void createIndex(const Node &N) {
    if (!N.flag("unique") || N.Fields->get("whereClause"))
      return;
    auto T = edit(relationName(N.object("relation")));
    if (!T)
      return;
    UniqueKey Key{N.text("idxname").str(), {}};
    for (const auto &Element : N.list("indexParams"))
      if (StringRef Name = asNode(Element).text("name"); !Name.empty())
        Key.Columns.push_back(Name.str());
    if (Key.Columns.size() == N.list("indexParams").size())
      T->Uniques.push_back(Key);
  }
};

/// Statements that change rows or the session, not the schema: not parsed,
/// for a dump may have megabytes of them.
bool isNoDdl(StringRef Text) {
  StringRef Word = Text.take_while(
      [](char C) { return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z'); });
  return oneOf(Word.upper(),
               {"INSERT",    "UPDATE",  "DELETE",  "SELECT",   "SET",
                "COPY",      "WITH",    "COMMENT", "GRANT",    "REVOKE",
                "BEGIN",     "COMMIT",  "START",   "ROLLBACK", "ANALYZE",
                "VACUUM",    "PRAGMA",  "USE",     "LOCK",     "UNLOCK",
                "DELIMITER", "REPLACE", "END"});
}

} // namespace

std::vector<SchemaProblem> readDdl(std::string_view Ddl, std::string_view File,
                                   Schema::Model &Model) {
  std::vector<SchemaProblem> Problems;
  Reader R(Model);
  std::string Forwards = withoutRollback(Ddl);
  SqlFile Content(Forwards);
  for (const FileStatement &S : Content.statements()) {
    std::string Text(Content.words(S));
    if (isNoDdl(Text))
      continue;
    ParseResult Tree = parse(Text);
    if (!Tree.ok()) {
      std::string Error = Tree.Error;
      Tree = parse(withoutDialect(Text));
      if (!Tree.ok()) {
        Problems.push_back({std::string(File), S.Line, Error});
        Model.Complete = false;
        continue;
      }
    }
    for (const auto &Statement : Tree.statements())
      if (const auto *Root = Statement.getAsObject())
        if (const auto *Body = Root->get("stmt"))
          if (Node N = asNode(*Body))
            R.apply(N);
  }
  return Problems;
}

} // namespace dbsafe::sql
