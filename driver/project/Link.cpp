//===- Link.cpp - The files of a program, told of each other --------------===//
#include "project/Link.h"
#include "project/Workers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace dbsafe::driver {

namespace {

// A wrapper of a wrapper of a wrapper: deeper towers than this are not built.
constexpr unsigned MaxRounds = 8;

std::string keyOf(const catalog::Entry &Entry) {
  return Entry.Call + "(" + llvm::join(Entry.Parameters, ",") + ")";
}

std::string keyOf(const catalog::Operand &Of,
                  const std::vector<std::string> &Fields) {
  bool IsThis = Of.Where == catalog::Operand::Kind::This;
  return (IsThis ? "this" : std::to_string(Of.Index)) + "." +
         llvm::join(Fields, ".");
}

std::string keyOf(const catalog::Sink &Sink) {
  std::string Key = keyOf(static_cast<const catalog::Entry &>(Sink)) +
                    keyOf(Sink.Sql, Sink.Fields);
  for (const auto &[Of, Fields] : Sink.Behind)
    Key += "+" + keyOf(Of, Fields);
  return Key;
}

std::string keyOf(const catalog::Connect &Connect) {
  return keyOf(static_cast<const catalog::Entry &>(Connect)) +
         std::to_string(Connect.Conninfo ? *Connect.Conninfo
                                         : Connect.Password.value_or(0));
}

} // namespace

bool Linkage::add(const provenance::Interface &Offered) {
  bool New = false;
  auto Take = [&](const auto &Entry, auto &List) {
    if (!Known.insert(keyOf(Entry)).second)
      return;
    List.push_back(Entry);
    List.back().Linked = true;
    SinkChanged[Entry.Call] = Round;
    New = true;
  };
  for (const catalog::Sink &Sink : Offered.Sinks)
    Take(Sink, Found.Sinks);
  for (const catalog::Connect &Connect : Offered.Connects)
    Take(Connect, Found.Connects);
  for (const auto &[Key, Name] : Offered.Asked)
    if (Found.Asked.try_emplace(Key, Name).second) {
      AskedIn[Name] = Round;
      New = true;
    }
  for (const std::string &Name : Offered.Changed)
    if (Found.Changed.insert(Name).second) {
      ChangedIn[Name] = Round;
      New = true;
    }
  // The effects of one function stand together.
  llvm::ArrayRef<std::shared_ptr<const catalog::Effect>> Rest = Offered.Effects;
  std::map<std::string, unsigned> Before;
  while (!Rest.empty()) {
    std::string Function = keyOf(*Rest.front());
    size_t Count = 1;
    while (Count < Rest.size() && keyOf(*Rest[Count]) == Function)
      ++Count;
    New |= addEffects({&Offered, Before[Function]++}, Rest.take_front(Count));
    Rest = Rest.drop_front(Count);
  }
  Version += New;
  return New;
}

bool Linkage::addEffects(
    Definition By, llvm::ArrayRef<std::shared_ptr<const catalog::Effect>> Of) {
  std::string Function = keyOf(*Of.front());
  auto &Definitions = Offers[Function];
  Definitions[By].assign(Of.begin(), Of.end());
  Effects New = ofAny(Definitions);
  Effects &Old = ByFunction[Function];
  bool Same = llvm::equal(Old, New, [](const auto &A, const auto &B) {
    return A->Into == B->Into && A->Text == B->Text;
  });
  if (Same)
    return false;
  Old.clear();
  for (const auto &Each : New) {
    auto Linked = std::make_shared<catalog::Effect>(*Each);
    Linked->Linked = true;
    Old.push_back(std::move(Linked));
  }
  EffectChanged[Of.front()->Call] = Round;
  return true;
}

Linkage::Effects
Linkage::ofAny(const std::map<Definition, Effects> &Definitions) {
  if (Definitions.size() == 1)
    return Definitions.begin()->second;
  using catalog::Recipe;
  // By where they leave something, in the order of first mention.
  std::vector<std::shared_ptr<catalog::Effect>> Result;
  auto Find = [](const auto &Among, const catalog::Effect &E) {
    return llvm::find_if(
        Among, [&](const auto &Other) { return Other->Into == E.Into; });
  };
  for (const auto &[By, Of] : Definitions)
    for (const auto &Each : Of)
      if (Find(Result, *Each) == Result.end()) {
        Result.push_back(std::make_shared<catalog::Effect>(*Each));
        Result.back()->Text = {};
        Result.back()->Text.What = Recipe::Kind::Choice;
      }
  for (const auto &All : Result)
    for (const auto &[By, Of] : Definitions) {
      Recipe Part;
      if (auto Told = Find(Of, *All); Told != Of.end()) {
        Part = (*Told)->Text;
      } else if (All->Into &&
                 All->Into->Of.Where != catalog::Operand::Kind::Return) {
        // This one leaves it as it was.
        Part.What = Recipe::Kind::Given;
        Part.From = *All->Into;
      }
      if (!llvm::is_contained(All->Text.Parts, Part))
        All->Text.Parts.push_back(std::move(Part));
    }
  for (const auto &All : Result)
    if (All->Text.Parts.size() == 1) {
      Recipe Only = std::move(All->Text.Parts.front());
      All->Text = std::move(Only);
    }
  return {Result.begin(), Result.end()};
}

void Linkage::follow(llvm::ArrayRef<const provenance::Interface *> Files) {
  // Who makes a text that a file with statements uses, and who makes what that
  // one uses.
  std::map<llvm::StringRef, std::set<const provenance::Interface *>> Makers;
  for (const provenance::Interface *File : Files)
    for (const auto &Each : File->Effects)
      Makers[Each->Call].insert(File);
  Relevant.clear();
  std::vector<const provenance::Interface *> Work;
  for (const provenance::Interface *File : Files)
    if (File->HasSites && Relevant.insert(File).second)
      Work.push_back(File);
  while (!Work.empty()) {
    const provenance::Interface *File = Work.back();
    Work.pop_back();
    for (const std::string &Name : File->Uses)
      if (auto Known = Makers.find(Name); Known != Makers.end())
        for (const provenance::Interface *Maker : Known->second)
          if (Relevant.insert(Maker).second)
            Work.push_back(Maker);
  }
}

bool Linkage::concerns(const provenance::Interface &File,
                       unsigned Since) const {
  auto Any = [&](const std::vector<std::string> &Names, const auto &Changed) {
    return llvm::any_of(Names, [&](const std::string &Name) {
      auto Known = Changed.find(Name);
      return Known != Changed.end() && Known->second > Since;
    });
  };
  // Who asks may have calls of his own, too.
  bool AsksNew = llvm::any_of(File.Asked, [&](const auto &Question) {
    auto Known = AskedIn.find(Question.second);
    return Known != AskedIn.end() && Known->second > Since;
  });
  bool KeptChanged = llvm::any_of(File.Kept, [&](const std::string &Name) {
    auto Known = ChangedIn.find(Name);
    return Known != ChangedIn.end() && Known->second > Since;
  });
  return AsksNew || KeptChanged || Any(File.Calls, AskedIn) ||
         Any(File.Calls, SinkChanged) ||
         (Relevant.count(&File) && Any(File.Uses, EffectChanged));
}

std::shared_ptr<const catalog::Catalog>
Linkage::extend(const std::shared_ptr<const catalog::Catalog> &Base) const {
  if (Version == 0)
    return Base;
  std::scoped_lock Locked(Lock);
  auto &[AtVersion, Made] = Extended[Base.get()];
  if (!Made || AtVersion != Version) {
    catalog::Discoveries All = Found;
    for (const auto &[Function, Each] : ByFunction)
      All.Effects.insert(All.Effects.end(), Each.begin(), Each.end());
    Made = Base->with(All);
    AtVersion = Version;
  }
  return Made;
}

void settle(std::vector<report::Outcome> &Outcomes) {
  std::map<catalog::QuestionKey, catalog::Answer> All;
  for (const report::Outcome &Each : Outcomes)
    for (const auto &[Key, Given] : Each.Interface.Answers) {
      catalog::Answer &Known = All[Key];
      Known.IsOpen |= Given.IsOpen;
      Known.Hinges.insert(Given.Hinges.begin(), Given.Hinges.end());
    }
  // Nobody's answer is no answer.
  auto IsSettled = [&](const catalog::QuestionKey &Key) {
    auto Known = All.find(Key);
    return Known != All.end() && !Known->second.IsOpen;
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Key, Known] : All)
      if (!Known.IsOpen && !llvm::all_of(Known.Hinges, IsSettled))
        Changed = Known.IsOpen = true;
  }
  for (report::Outcome &Each : Outcomes)
    llvm::erase_if(Each.Results, [&](const report::Result &R) {
      return !R.Hinges.empty() && llvm::all_of(R.Hinges, IsSettled);
    });
}

std::vector<report::Outcome> analyseProgram(
    const std::vector<Source> &Units, unsigned Threads,
    const std::function<report::Outcome(const Source &, const Linkage &)>
        &Analyse,
    const std::function<void(size_t, llvm::StringRef)> &Progress) {
  Linkage Links;
  auto Run = [&](const std::vector<Source> &Some) {
    return analyseAll(
        Some, Threads, [&](const Source &Unit) { return Analyse(Unit, Links); },
        Progress);
  };
  std::vector<report::Outcome> Outcomes = Run(Units);
  std::vector<size_t> Last(Units.size());
  for (size_t I = 0; I < Units.size(); ++I)
    Last[I] = I;
  // The last round of which each file has heard.
  std::vector<unsigned> Heard(Units.size(), 0);
  for (unsigned I = 0; I < MaxRounds; ++I) {
    unsigned Round = Links.nextRound();
    bool New = false;
    for (size_t I : Last)
      New |= Links.add(Outcomes[I].Interface);
    if (!New)
      break;
    std::vector<const provenance::Interface *> Files;
    for (const report::Outcome &Each : Outcomes)
      Files.push_back(&Each.Interface);
    Links.follow(Files);
    std::vector<Source> Again;
    Last.clear();
    for (size_t I = 0; I < Units.size(); ++I)
      if (Links.concerns(Outcomes[I].Interface, Heard[I])) {
        Again.push_back(Units[I]);
        Last.push_back(I);
        Heard[I] = Round;
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
