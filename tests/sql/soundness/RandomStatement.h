//===- RandomStatement.h - Statements nobody would think of ---------------===//
#ifndef DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMSTATEMENT_H
#define DBSAFE_TESTS_SQL_SOUNDNESS_RANDOMSTATEMENT_H

#include <random>
#include <string>
#include <vector>

namespace dbsafe::sql::test {

/// Makes statements on the tables of data/scope_schema.sql. Parameters: $1 the
/// user, $2 the id of some todo, $3 a text, $4 the user's organisation. User
/// columns are compared with $1 and other columns alone, so that whatever the
/// prover takes for the principal is one.
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
  std::vector<Source> Ctes;

  unsigned below(unsigned N) { return unsigned(Random() % N); }
  bool chance(unsigned Percent) { return below(100) < Percent; }
  std::string alias() { return "r" + std::to_string(NextAlias++); }

  static const std::vector<Source> &tables();
  const Source &table();
  std::string parameter(Type T);
  bool column(const Scope &S, Type T, std::string &Name);
  std::pair<std::string, Type> anyColumn(const Scope &S);
  std::string scoping(const Source &S, const Scope &Others);
  std::string atom(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string condition(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string subquery(Type T, const Scope &Outer, unsigned Depth);
  std::string exists(const Scope &Outer, unsigned Depth);
  std::string item(Scope &S, const Scope &Outer, unsigned Depth);
  std::string from(Scope &S, const Scope &Outer, unsigned Depth);
  std::string where(const Scope &S, const Scope &Outer, unsigned Depth);
  std::string query(std::vector<Column> &Outputs, const Scope &Outer,
                    unsigned Depth);
  std::string body(std::vector<Column> &Outputs, const Scope &Outer,
                   unsigned Depth);
  std::string with();
  std::string select();
  std::string insert();
  std::string update();
  std::string remove();
  std::string merge();
  std::string assignments(const Source &Target, const Scope &S);
  std::string value(Type T, const Scope &S);
};

} // namespace dbsafe::sql::test

#endif
