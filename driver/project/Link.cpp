//===- Link.cpp - The files of a program, told of each other --------------===//
#include "project/Link.h"
#include "project/Workers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace dbsafe::driver {

namespace {

// A wrapper of a wrapper of a wrapper: deeper towers than this are not built.
constexpr unsigned MaxRounds = 8;

std::string keyOf(const catalog::Entry &Entry, unsigned Index) {
  return Entry.Call + "(" + llvm::join(Entry.Parameters, ",") + ")" +
         std::to_string(Index);
}

} // namespace

bool Linkage::add(const provenance::Interface &Offered) {
  bool New = false;
  auto Take = [&](const auto &Entry, unsigned Index, auto &List) {
    if (!Known.try_emplace(keyOf(Entry, Index), true).second)
      return;
    List.push_back(Entry);
    List.back().Linked = true;
    Fresh.try_emplace(Entry.Call, true);
    New = true;
  };
  for (const catalog::Sink &Sink : Offered.Sinks)
    Take(Sink, Sink.Sql.Index, Sinks);
  for (const catalog::Connect &Connect : Offered.Connects)
    Take(Connect,
         Connect.Conninfo ? *Connect.Conninfo : Connect.Password.value_or(0),
         Connects);
  return New;
}

bool Linkage::concerns(const provenance::Interface &File) const {
  return llvm::any_of(File.Calls, [&](const std::string &Call) {
    return Fresh.find(Call) != Fresh.end();
  });
}

std::shared_ptr<const catalog::Catalog> Linkage::extend(
    const std::shared_ptr<const catalog::Catalog> &Base) const {
  size_t Size = Sinks.size() + Connects.size();
  if (Size == 0)
    return Base;
  std::scoped_lock Locked(Lock);
  auto &[AtSize, Made] = Extended[Base.get()];
  if (!Made || AtSize != Size) {
    Made = Base->with(Sinks, Connects);
    AtSize = Size;
  }
  return Made;
}

std::vector<report::Outcome> analyseProgram(
    const std::vector<Source> &Units, unsigned Threads,
    const std::function<report::Outcome(const Source &, const Linkage &)>
        &Analyse,
    const std::function<void(size_t, llvm::StringRef)> &Progress) {
  Linkage Links;
  auto Run = [&](const std::vector<Source> &Some) {
    return analyseAll(
        Some, Threads,
        [&](const Source &Unit) { return Analyse(Unit, Links); }, Progress);
  };
  std::vector<report::Outcome> Outcomes = Run(Units);
  std::vector<size_t> Last(Units.size());
  for (size_t I = 0; I < Units.size(); ++I)
    Last[I] = I;
  for (unsigned Round = 0; Round < MaxRounds; ++Round) {
    Links.nextRound();
    bool New = false;
    for (size_t I : Last)
      New |= Links.add(Outcomes[I].Interface);
    if (!New)
      break;
    std::vector<Source> Again;
    Last.clear();
    for (size_t I = 0; I < Units.size(); ++I)
      if (Links.concerns(Outcomes[I].Interface)) {
        Again.push_back(Units[I]);
        Last.push_back(I);
      }
    if (Again.empty())
      break;
    std::vector<report::Outcome> Revised = Run(Again);
    for (size_t I = 0; I < Last.size(); ++I)
      Outcomes[Last[I]] = std::move(Revised[I]);
  }
  return Outcomes;
}

} // namespace dbsafe::driver
