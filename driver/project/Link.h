//===- Link.h - The files of a program, told of each other ----------------===//
//
// A function that hands its parameter on to the database is a sink to its
// callers, also to those in other files. Every file is analysed by itself and
// says what it offers and what it calls (provenance/Wrappers.h); those that
// call what another offers are analysed again with that knowledge, until
// nothing new is found.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_DRIVER_PROJECT_LINK_H
#define DBSAFE_DRIVER_PROJECT_LINK_H

#include "project/Sources.h"
#include "report/Report.h"
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace dbsafe::driver {

/// What the files of a program offer each other, found so far.
class Linkage {
public:
  /// Takes what a file offers; true if some of it is new.
  bool add(const provenance::Interface &Offered);

  /// True if the file calls something that has changed since that round and
  /// that matters: a sink to anyone, an effect to those whose text reaches a
  /// database.
  bool concerns(const provenance::Interface &File, unsigned Since) const;

  /// Finds out whose text reaches a database, of all files.
  void follow(llvm::ArrayRef<const provenance::Interface *> Files);

  /// What is added from now on belongs to the next round.
  unsigned nextRound() { return ++Round; }

  /// Base with everything that was added. Thread-safe.
  std::shared_ptr<const catalog::Catalog>
  extend(const std::shared_ptr<const catalog::Catalog> &Base) const;

private:
  using Effects = std::vector<std::shared_ptr<const catalog::Effect>>;
  /// What one function of a file does, and which of those that go by the same
  /// name it is: overriders, or functions that one pointer is given.
  using Definition = std::pair<const provenance::Interface *, unsigned>;

  /// Replaces what is known of one definition's effects; true if that is new.
  bool addEffects(Definition By,
                  llvm::ArrayRef<std::shared_ptr<const catalog::Effect>> Of);
  /// What a call does that may mean any of Definitions.
  static Effects ofAny(const std::map<Definition, Effects> &Definitions);

  catalog::Discoveries Found;
  std::set<std::string, std::less<>> Known;
  unsigned Round = 0;
  /// In which round what is known of the calls of a name changed last.
  std::map<std::string, unsigned, std::less<>> SinkChanged, EffectChanged,
      AskedIn, ChangedIn;
  std::set<const provenance::Interface *> Relevant;
  /// Effects by function: of each definition, and of any of them.
  std::map<std::string, std::map<Definition, Effects>, std::less<>> Offers;
  std::map<std::string, Effects, std::less<>> ByFunction;
  size_t Version = 0; ///< How often anything has changed.
  mutable std::mutex Lock;
  mutable std::map<const catalog::Catalog *,
                   std::pair<size_t, std::shared_ptr<const catalog::Catalog>>>
      Extended;
};

/// Analyses all units with Analyse, which is given what is known of the other
/// files, on Threads threads. The outcomes are in the order of the units.
std::vector<report::Outcome> analyseProgram(
    const std::vector<Source> &Units, unsigned Threads,
    const std::function<report::Outcome(const Source &, const Linkage &)>
        &Analyse,
    const std::function<void(size_t, llvm::StringRef)> &Progress);

/// Drops what is no finding because all calls of the program pass constants:
/// for outcomes of all its files.
void settle(std::vector<report::Outcome> &Outcomes);

} // namespace dbsafe::driver

#endif
