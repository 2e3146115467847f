//===- NameLookup.h - What every name of a statement stands for -----------===//
//
// Walks one statement with the tables that are visible at each place, and
// remarks the names that are nowhere. It errs on the quiet side: as soon as
// something of unknown columns is visible, every column may be its.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_NAMELOOKUP_H
#define DBSAFE_CHECKS_SQL_NAMELOOKUP_H

#include "sql/ReadText.h"
#include "sql/SchemaModel.h"

namespace dbsafe::sql {

class NameLookup {
public:
  NameLookup(const ReadText &Text, const ReadStatement &S,
             const Schema::Model &Model, const std::set<std::string> &Made)
      : Text(Text), S(S), Model(Model), Made(Made) {}

  std::vector<Remark> statement(const Node &N) {
    visit(N, {}, nullptr);
    return std::move(Found);
  }

private:
  /// The columns of something in FROM, in order.
  struct Shape {
    bool Known = false;
    std::vector<std::string> Columns;
    bool has(llvm::StringRef Name) const;
  };
  struct Item {
    std::string Alias;
    std::string Table; ///< For messages: "todos".
    Shape Columns;
  };
  /// A common table expression and those before it.
  struct Cte {
    std::string Name;
    Shape Columns;
    const Cte *Before = nullptr;
  };
  struct Level {
    std::vector<Item> Items;
    std::vector<std::string> Outputs; ///< Names that clauses may use as well.
    const Level *Outer = nullptr;
    const Cte *Ctes = nullptr;
  };

  const ReadText &Text;
  const ReadStatement &S;
  const Schema::Model &Model;
  const std::set<std::string> &Made;
  std::vector<Remark> Found;
  std::deque<Cte> Memory;
  unsigned Silence = 0, Depth = 0;

  // NameLookup.cpp: statements
  /// A query or a write; the columns that it gives.
  Shape visit(const Node &N, const Cte *Ctes, const Level *Outer);
  Shape select(const Node &N, const Cte *Ctes, const Level *Outer);
  Shape write(const Node &N, const Cte *Ctes);
  void merge(const Node &N, Level &L);
  const Cte *with(const Node &N, const Cte *Ctes, const Level *Outer);
  void from(const tree::Value &V, Level &L);
  Item table(const tree::Object &RangeVar, const Cte *Ctes);
  Shape shapeOf(const Table &T);
  Shape outputs(const tree::Array &Targets, const Level &L);
  void assignments(const tree::Array &Targets, const Item &Into,
                   const Level &L);

  // NameLookupColumns.cpp: expressions
  void expression(const tree::Value &V, const Level &L);
  void column(const Node &N, const Level &L);
  void target(const Node &ResTarget, const Item &Into);
  void unknownColumn(size_t Location, const std::string &Name,
                     const std::vector<const Item *> &Candidates);
  void unknownTable(size_t Location, const std::string &Name);
  void remark(size_t Location, std::string Message, std::string Subject);
};

} // namespace dbsafe::sql

#endif
