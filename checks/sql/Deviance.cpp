//===- Deviance.cpp - The one statement that does not ask whose row it is -===//
#include "sql/Deviance.h"
#include "sql/Placeholders.h"
#include "sql/ScopeLowering.h"
#include "sql/SlotTree.h"
#include "sql/Words.h"
#include <algorithm>
#include <array>
#include <tuple>

namespace dbsafe::sql {

namespace {

/// Fewer statements are no habit.
constexpr unsigned MinStatements = 5;
/// At least so many in a hundred must agree.
constexpr unsigned MinPercent = 80;

bool contains(const std::vector<std::string> &List, const std::string &Name) {
  return std::find(List.begin(), List.end(), Name) != List.end();
}

/// "todos" -> "todo", "addresses" -> "address", "parties" -> "party".
std::vector<std::string> singulars(const std::string &Table) {
  llvm::StringRef Name = llvm::StringRef(Table).rsplit('.').second;
  if (Name.empty())
    Name = Table;
  std::vector<std::string> Result{Name.str()};
  if (Name.ends_with("s"))
    Result.push_back(Name.drop_back().str());
  if (Name.ends_with("es"))
    Result.push_back(Name.drop_back(2).str());
  if (Name.ends_with("ies"))
    Result.push_back(Name.drop_back(3).str() + "y");
  return Result;
}

/// True if the column may well say whose the row is: it refers to something
/// else than the row itself, or is called after people.
bool looksLikeAnOwner(const std::string &Column, const std::string &Table,
                      const Ownership &O) {
  if (Column == O.OwnerColumn)
    return true;
  llvm::StringRef Name(Column);
  if (!Name.consume_back("_id") && !Name.consume_back("_uuid") &&
      !Name.consume_back("_uid")) {
    static constexpr std::array<llvm::StringRef, 12> People = {
        "owner",      "username", "userid",   "ownerid", "tenant", "tenantid",
        "created_by", "author",   "authorid", "account", "orgid",  "accountid"};
    return std::find(People.begin(), People.end(), Name) != People.end();
  }
  return !Name.empty() && !contains(singulars(Table), Name.str());
}

/// The tables that a text reads or changes rows of, and the columns of each
/// that are compared with a parameter.
struct Outline {
  struct Use {
    std::set<std::string> Columns;
    size_t Location = 0;
    size_t Length = 0;
  };
  std::map<std::string, Use> Tables;
  /// Columns without a table's name that are compared where there are several
  /// tables: without a schema, nobody knows whose they are.
  std::set<std::string> Ambiguous;
};

/// Words beside "=" or IN, without a qualifier.
std::set<std::string> bareComparisons(const TokenizedText &Text) {
  std::set<std::string> Result;
  const auto &Tokens = Text.tokens();
  auto Is = [&](size_t I, std::string_view Spelling) {
    return I != TokenizedText::None && Text.is(Tokens[I], Spelling);
  };
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].Kind != TokenKind::Word || Is(Text.previous(I), "."))
      continue;
    size_t Next = Text.next(I);
    bool Compared =
        Is(Next, "=") || Is(Text.previous(I), "=") ||
        (Next != TokenizedText::None && Text.isWord(Tokens[Next], "IN"));
    if (Compared)
      Result.insert(llvm::StringRef(Text.text(Tokens[I])).lower());
  }
  return Result;
}

Outline outline(const SentText &Sent) {
  Outline Result;
  TokenizedText Text(Sent.Text, Sent.Lang);
  NormalText Normal =
      normalise(Text, 0, Text.tokens().size(), [&](size_t I, bool) {
        return "$" + std::to_string(StandInBase +
                                    Text.flat().holeAt(Text.tokens()[I].Begin));
      });
  ParseResult Tree = parse(Normal.Text);
  if (!Tree.ok() || Tree.statements().size() != 1)
    return Result;
  const auto *Root = Tree.statements()[0].getAsObject();
  const auto *Body = Root ? Root->get("stmt") : nullptr;
  Node N = Body ? asNode(*Body) : Node{};
  if (!N)
    return Result;
  static const Schema NoSchema;
  static const Ownership Nobody;
  TableRoles Roles(NoSchema.model(), Nobody);
  ScopeModel Model;
  ScopeLowering(Roles, Model, {}).statement(N);
  for (const Ref &R : Model.Refs)
    if (R.Kind == Ref::Table && R.Role) {
      auto [It, New] = Result.Tables.try_emplace(R.Role->Name);
      if (New)
        It->second.Location = Normal.origin(R.Location);
    }
  auto Compared = [&](TermId Column, TermId Value) {
    if (Column == NoTerm || Value == NoTerm)
      return;
    const Term &C = Model.Terms[Column], &V = Model.Terms[Value];
    bool Bound = V.Kind == Term::Parameter || V.Kind == Term::Session;
    if (C.Kind != Term::ColumnOf || !Bound)
      return;
    const Ref &R = Model.Refs[C.Ref];
    if (R.Kind == Ref::Table && R.Role)
      Result.Tables[R.Role->Name].Columns.insert(C.Column);
  };
  for (const Condition &C : Model.Conditions)
    if (C.Kind == Condition::Equal) {
      Compared(C.Left, C.Right);
      Compared(C.Right, C.Left);
    }
  if (Model.Refs.size() > 1)
    Result.Ambiguous = bareComparisons(Text);
  for (auto &[Name, Use] : Result.Tables)
    for (const Token &T : Text.tokens())
      if (T.Begin <= Use.Location && Use.Location < T.End)
        Use.Length = T.End - Use.Location;
  return Result;
}

class Comparison {
public:
  Comparison(const std::vector<SentText> &Texts, const Ownership &O)
      : Texts(Texts), Config(O) {}

  Deviance run() {
    for (size_t I = 0; I < Texts.size(); ++I) {
      Outlines.push_back(outline(Texts[I]));
      for (const auto &[Table, Use] : Outlines.back().Tables)
        if (!isListed(Table))
          Users[Table].push_back(I);
    }
    for (const auto &[Table, All] : Users)
      compare(Table, All);
    std::sort(Result.Deviations.begin(), Result.Deviations.end(),
              [](const Deviation &A, const Deviation &B) {
                return std::tie(A.Text, A.Table) < std::tie(B.Text, B.Table);
              });
    return std::move(Result);
  }

private:
  const std::vector<SentText> &Texts;
  const Ownership &Config;
  std::vector<Outline> Outlines;
  std::map<std::string, std::vector<size_t>> Users;
  Deviance Result;

  bool isListed(const std::string &Table) const {
    return contains(Config.Public, Table) || Config.Owned.count(Table);
  }

  static bool isMost(size_t Part, size_t Total) {
    return Total >= MinStatements && Part * 100 >= Total * MinPercent;
  }

  void compare(const std::string &Table, const std::vector<size_t> &All) {
    if (All.size() < MinStatements)
      return;
    std::map<std::string, unsigned> Counts;
    for (size_t I : All)
      for (const std::string &Column : Outlines[I].Tables.at(Table).Columns)
        if (looksLikeAnOwner(Column, Table, Config))
          ++Counts[Column];
    // The most frequent first: a table is judged by one column.
    std::vector<std::tuple<bool, unsigned, std::string>> Candidates;
    for (const auto &[Column, Count] : Counts)
      if (Count * 2 > All.size())
        Candidates.emplace_back(Column == Config.OwnerColumn, Count, Column);
    std::sort(Candidates.rbegin(), Candidates.rend());
    for (const auto &[IsUsual, Count, Column] : Candidates)
      if (judge(Table, Column, All))
        return;
  }

  /// Proves every statement as if Column owned Table; true if most pass.
  bool judge(const std::string &Table, const std::string &Column,
             const std::vector<size_t> &All) {
    Ownership Guess;
    Guess.Principals = Config.Principals;
    for (Principal &P : Guess.Principals)
      P.Table.clear();
    Guess.OwnerColumn = Config.OwnerColumn;
    Guess.Owned[Table] = Column;
    unsigned Requiring = 0;
    std::vector<Deviation> Others;
    for (size_t I : All) {
      std::vector<Verdict> Verdicts =
          prove(Texts[I].Text, Texts[I].Lang, Schema(), Guess);
      if (Verdicts.size() != 1)
        continue;
      const Verdict &V = Verdicts[0];
      if (V.Result == Scoped::Yes) {
        ++Requiring;
      } else if (V.Result == Scoped::No &&
                 !Outlines[I].Ambiguous.count(Column)) {
        const Outline::Use &Use = Outlines[I].Tables.at(Table);
        Others.push_back({I, Table, Column, 0, 0, V.Where,
                          V.Length ? V.Length : Use.Length});
      }
    }
    unsigned Total = Requiring + unsigned(Others.size());
    if (!isMost(Requiring, Total))
      return false;
    Result.HasMajority = true;
    for (Deviation &D : Others) {
      D.Requiring = Requiring;
      D.Total = Total;
      Result.Deviations.push_back(std::move(D));
    }
    return true;
  }
};

} // namespace

Deviance deviance(const std::vector<SentText> &Texts, const Ownership &O) {
  return Comparison(Texts, O).run();
}

std::vector<Remark> tableUses(const SentText &Sent) {
  std::vector<Remark> Result;
  FlatText Flat(Sent.Text);
  for (const auto &[Table, Use] : outline(Sent).Tables)
    Result.push_back({Flat.place(Use.Location), Use.Length, Table, Table});
  return Result;
}

std::string message(const Deviation &D) {
  return std::to_string(D.Requiring) + " of " + std::to_string(D.Total) +
         " statements on '" + D.Table + "' require '" + D.Column +
         "'; this one does not";
}

} // namespace dbsafe::sql
