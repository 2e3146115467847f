//===- RandomStatement.h - Statements nobody would think of ---------------===//
#ifndef DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMSTATEMENT_H
#define DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMSTATEMENT_H

#include <random>
#include <string>
#include <vector>

namespace dbsafe::sql::test {

/// Makes statements on the tables of World.h. Parameters: $1 the user, $2 the
/// id of some todo, $3 a text, $4 the user's organisation. User columns are
/// compared with $1 and other columns alone, so that whatever the prover takes
/// for the principal is one.
///
/// What a statement gives must not depend on anything but the rows: no LIMIT
/// without an order, no clock, no cast that may fail on a row that is not
/// wanted.
class RandomStatement {
public:
  explicit RandomStatement(uint64_t Seed) : Random(Seed) {}
  std::string next();

private:
  enum Type { User, Todo, Org, Tag, Text, Bool, Number };
  struct Column {
    std::string Name;
    Type Kind;
  };
  struct Source {
    std::string Alias;
    std::vector<Column> Columns;
    std::string Table; ///< Empty for a derived one.
  };
  using Scope = std::vector<Source>;

  std::mt19937_64 Random;
  unsigned NextAlias = 0;
  std::vector<Source> Ctes; ///< Those that are visible.

  // RandomStatement.cpp
  unsigned below(unsigned N) { return unsigned(Random() % N); }
  bool chance(unsigned Percent) { return below(100) < Percent; }
  std::string alias() { return "r" + std::to_string(NextAlias++); }
  /// "1, 2, 3": an order that leaves nothing open.
  static std::string positions(size_t Count);
  static const std::vector<Source> &tables();
  const Source &table();
  std::string parameter(Type T);
  bool column(const Scope &S, Type T, std::string &Name);
  std::pair<std::string, Type> anyColumn(const Scope &S);

  // RandomConditions.cpp
  std::string scoping(const Source &S, const Scope &Others);
  std::string operand(Type T, const Scope &All);
  std::string atom(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string nested(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string disguised(const std::string &Name, Type T, const Scope &All);
  std::string listed(const std::string &Name, Type T, const Scope &All);
  std::string rows(const Scope &S, const Scope &All, unsigned Depth);
  std::string truth(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string condition(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string subquery(const std::vector<Type> &Kinds, const Scope &Outer,
                       unsigned Depth);
  std::string exists(const Scope &Outer, unsigned Depth);

  // RandomQueries.cpp
  std::string made(Scope &S);
  std::string item(Scope &S, const Scope &Outer, unsigned Depth);
  std::string join(Scope &S, const Scope &Outer, unsigned Depth, bool Comma);
  std::string from(Scope &S, const Scope &Outer, unsigned Depth);
  std::string where(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string query(std::vector<Column> &Outputs, const Scope &Outer,
                    unsigned Depth);
  std::string body(std::vector<Column> &Outputs, const Scope &Outer,
                   unsigned Depth);
  std::string grouped(const Scope &S, const std::vector<std::string> &Names,
                      std::vector<Column> &Outputs, const std::string &List,
                      const std::string &From);
  std::string windows(const std::vector<std::string> &Names,
                      std::vector<Column> &Outputs, const std::string &List,
                      const std::string &From);
  std::string recursion(Source &Cte);
  std::string cte(Source &Cte);
  std::string with();
  std::string select();

  // RandomWrites.cpp
  const Source &target();
  std::string returning(const Source &Target);
  std::string value(Type T, const Scope &S);
  std::string assignments(const Source &Target, const Scope &S);
  std::string upsert(const Source &Target, bool OwnKey);
  std::string insert(const Source &Target);
  std::string update(const Source &Target);
  std::string remove(const Source &Target);
  std::string merge();
};

} // namespace dbsafe::sql::test

#endif
