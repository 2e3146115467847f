#include "project/Habits.h"
#include "config/Configuration.h"
#include "project/Configurations.h"

namespace dbsafe::driver {

namespace {

struct Program {
  std::vector<sql::SentText> Texts;
  std::vector<std::pair<report::Outcome *, const report::SentStatement *>> From;
  /// What a header sends is one statement, however many files include it.
  std::set<std::tuple<std::string, report::Position, std::string>> Known;
};

} // namespace

void compareHabits(std::vector<report::Outcome> &Outcomes,
                   Configurations &Configured) {
  std::map<const config::Configuration *, Program> Programs;
  for (report::Outcome &O : Outcomes) {
    if (O.Sent.empty())
      continue;
    auto Config = Configured.of(O.File);
    if (!Config) {
      llvm::consumeError(Config.takeError());
      continue;
    }
    Program &P = Programs[&**Config];
    for (const report::SentStatement &S : O.Sent) {
      const report::Place &At = S.Tables.front().Where;
      std::string Text;
      for (const sql::Piece &Piece : S.Text.Text.pieces())
        Text += Piece.IsHole ? "\1" : Piece.Text;
      if (!P.Known.insert({At.File, At.Begin, std::move(Text)}).second)
        continue;
      P.Texts.push_back(S.Text);
      P.From.emplace_back(&O, &S);
    }
  }
  for (const auto &[Config, P] : Programs)
    for (const sql::Deviation &D :
         sql::deviance(P.Texts, Config->Ownership).Deviations) {
      auto [Outcome, Statement] = P.From[D.Text];
      for (const report::Result &Table : Statement->Tables) {
        if (Table.Message != D.Table)
          continue;
        report::Result R = Table;
        R.Message = "suspicious: " + message(D);
        R.Subject += " " + D.Column;
        Outcome->Results.push_back(std::move(R));
      }
    }
}

} // namespace dbsafe::driver
