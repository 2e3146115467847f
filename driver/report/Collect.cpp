//===- Collect.cpp - From the outcomes of many files to one report --------===//
#include "report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <set>
#include <tuple>

namespace dbsafe::report {

namespace {

/// The order of a report. Two results that compare equal are one finding.
auto key(const Result &R) {
  return std::tie(R.Where.File, R.Where.Begin, R.Check, R.Where.End, R.Message);
}

/// Which of two reports of one finding is shown: the graver, then any fixed
/// choice, so that the report does not depend on who came first.
auto preference(const Result &R) {
  std::string Way;
  for (const Note &N : R.Path)
    Way += N.Where.File + ':' + std::to_string(N.Where.Begin.Line) + ':' +
           std::to_string(N.Where.Begin.Column) + ':' + N.Message + '\n';
  return std::make_tuple(R.Suppressed, -int(R.Level), R.Path.size(),
                         std::move(Way), R.Subject);
}

/// Ties a result to what it is about instead of to where it stands, so that a
/// baseline survives an edit further up in the file.
void fingerprint(std::vector<Result> &Results, llvm::StringRef Root) {
  std::map<std::string, unsigned> Seen;
  for (Result &R : Results) {
    std::string About = R.Check + '\0' + relativeTo(Root, R.Where.File) + '\0' +
                        (R.Subject.empty() ? R.Message : R.Subject);
    std::array<uint8_t, 32> Hash = llvm::SHA256::hash(llvm::ArrayRef(
        reinterpret_cast<const uint8_t *>(About.data()), About.size()));
    unsigned Occurrence = ++Seen[About];
    R.Fingerprint =
        llvm::toHex(llvm::ArrayRef(Hash).take_front(8), /*LowerCase=*/true) +
        ':' + std::to_string(Occurrence);
  }
}

/// Makes one of the results about one piece: the graver one, which tells how
/// many calls the piece reaches.
void merge(std::vector<Result> &Results) {
  std::map<std::tuple<std::string, Position, Position, std::string>, size_t>
      First;
  std::vector<Result> Kept;
  for (Result &R : Results) {
    auto Key = std::tuple(R.Where.File, R.Where.Begin, R.Where.End, R.Check);
    auto [It, Fresh] = R.Reaches.empty() ? std::pair(First.end(), true)
                                         : First.try_emplace(Key, Kept.size());
    if (Fresh) {
      Kept.push_back(std::move(R));
      continue;
    }
    Result &Old = Kept[It->second];
    std::set<std::string> All = std::move(Old.Reaches);
    All.merge(R.Reaches);
    bool Worse = std::tuple(R.Suppressed, -int(R.Level)) <
                 std::tuple(Old.Suppressed, -int(Old.Level));
    if (Worse)
      Old = std::move(R);
    Old.Reaches = std::move(All);
  }
  for (Result &R : Kept)
    if (std::string Note = rules::reachNote(R.Reaches.size()); !Note.empty())
      R.Path.insert(R.Path.begin(), {R.Where, std::move(Note)});
  Results = std::move(Kept);
}

/// Leaves of the results with one cause the first few, one of which tells how
/// many there are. What is suppressed does not count.
void fold(std::vector<Result> &Results) {
  struct Same {
    size_t First = 0;
    unsigned Count = 0;
  };
  std::map<std::pair<std::string, std::string>, Same> Causes;
  std::vector<Result> Kept;
  for (Result &R : Results) {
    if (R.Cause.empty() || R.Suppressed) {
      Kept.push_back(std::move(R));
      continue;
    }
    Same &Known = Causes[{R.Check, R.Cause}];
    if (++Known.Count > rules::MaxOfOneCause)
      continue;
    if (Known.Count == 1)
      Known.First = Kept.size();
    Kept.push_back(std::move(R));
  }
  for (const auto &[Cause, All] : Causes)
    if (All.Count > rules::MaxOfOneCause) {
      Result &R = Kept[All.First];
      R.Path.insert(
          R.Path.begin(),
          {R.Where, rules::causeNote(All.Count - rules::MaxOfOneCause)});
    }
  Results = std::move(Kept);
}

} // namespace

unsigned Report::active() const {
  return llvm::count_if(Results, [](const Result &R) { return !R.Suppressed; });
}

unsigned Report::active(rules::Severity Level) const {
  return llvm::count_if(Results, [&](const Result &R) {
    return !R.Suppressed && R.Level == Level;
  });
}

Report collect(std::vector<Outcome> Outcomes, std::string Root,
               std::string Here) {
  Report All;
  All.Root = std::move(Root);
  All.Here = std::move(Here);
  std::set<std::string> Files, Failed, Undecided;
  std::set<Failure> Failures;
  for (Outcome &O : Outcomes) {
    Files.insert(O.File);
    Undecided.merge(O.Undecided);
    if (!O.Failures.empty())
      Failed.insert(O.File);
    // A broken header is told once, not by every file that includes it.
    for (Failure &F : O.Failures)
      if (Failures.insert(F).second)
        All.Failures.push_back(std::move(F));
    std::move(O.Results.begin(), O.Results.end(),
              std::back_inserter(All.Results));
  }
  All.Files = Files.size();
  All.FailedFiles = Failed.size();
  All.Undecided = Undecided.size();
  llvm::sort(All.Results, [](const Result &A, const Result &B) {
    if (key(A) != key(B))
      return key(A) < key(B);
    return preference(A) < preference(B);
  });
  merge(All.Results);
  All.Results.erase(llvm::unique(All.Results,
                                 [](const Result &A, const Result &B) {
                                   return key(A) == key(B);
                                 }),
                    All.Results.end());
  fold(All.Results);
  fingerprint(All.Results, All.Root);
  return All;
}

std::string relativeTo(llvm::StringRef Folder, llvm::StringRef Path) {
  llvm::StringRef Rest = Path;
  while (Folder.size() > 1 && llvm::sys::path::is_separator(Folder.back()))
    Folder = Folder.drop_back();
  if (Folder.empty() || !Rest.consume_front(Folder) || Rest.empty())
    return llvm::sys::path::convert_to_slash(Path);
  if (Folder != "/" && !llvm::sys::path::is_separator(Rest.front()))
    return llvm::sys::path::convert_to_slash(Path);
  return llvm::sys::path::convert_to_slash(Rest.ltrim('/'));
}

llvm::StringRef name(rules::Severity Level) {
  switch (Level) {
  case rules::Severity::Error:
    return "error";
  case rules::Severity::Warning:
    return "warning";
  case rules::Severity::Note:
    return "note";
  }
  return {};
}

} // namespace dbsafe::report
