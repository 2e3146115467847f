#include "Comparison.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using llvm::StringRef;

namespace dbsafe::annotated {

static std::string place(StringRef File, unsigned Line,
                         std::optional<unsigned> Column) {
  std::string Result = File.str() + ":" + std::to_string(Line);
  if (Column)
    Result += ":" + std::to_string(*Column);
  return Result;
}

static std::string describe(const Reported &F) {
  return place(F.File, F.Line, F.Column) + ": " + F.Severity + ": " +
         F.Message + " [" + F.Check + "]";
}

static std::string describe(const Expectation &E) {
  return (E.IsNote             ? "note"
          : E.Severity.empty() ? "finding"
                               : E.Severity) +
         " [" + E.Check + "] '" + E.Text + "'";
}

template <typename Place>
static bool standsAt(const Expectation &E, const Place &P) {
  return E.File == P.File && E.Line == P.Line &&
         (!E.Column || *E.Column == P.Column) &&
         StringRef(P.Message).contains(E.Text);
}

static bool matches(const Expectation &E, const Reported &F) {
  if (E.Check != F.Check)
    return false;
  if (E.IsNote)
    return llvm::any_of(F.Notes,
                        [&](const ReportedNote &N) { return standsAt(E, N); });
  return (E.Severity.empty() || E.Severity == F.Severity) && standsAt(E, F);
}

std::vector<std::string> compare(const std::vector<Expectation> &Stated,
                                 const std::vector<Reported> &Found) {
  std::vector<std::string> Problems;
  std::vector<bool> Explained(Found.size(), false);
  // Annotations that say more choose first, so that an empty text does not
  // take the finding that another one needs.
  std::vector<const Expectation *> Ordered;
  for (const Expectation &E : Stated)
    Ordered.push_back(&E);
  llvm::sort(Ordered, [](const Expectation *A, const Expectation *B) {
    return std::pair(A->Column.has_value(), A->Text.size()) >
           std::pair(B->Column.has_value(), B->Text.size());
  });
  for (const Expectation *E : Ordered) {
    bool Met = false;
    for (size_t I = 0; I < Found.size() && !Met; ++I)
      if ((E->IsNote || !Explained[I]) && matches(*E, Found[I])) {
        Met = true;
        if (!E->IsNote)
          Explained[I] = true;
      }
    if (!Met)
      Problems.push_back(place(E->File, E->Line, E->Column) + ": missing " +
                         describe(*E));
  }
  for (size_t I = 0; I < Found.size(); ++I)
    if (!Explained[I])
      Problems.push_back("unexpected: " + describe(Found[I]));
  return Problems;
}

std::vector<std::string> differences(const std::vector<Reported> &Left,
                                     StringRef LeftName,
                                     const std::vector<Reported> &Right,
                                     StringRef RightName) {
  std::map<std::string, int> Balance;
  for (const Reported &F : Left)
    ++Balance[describe(F)];
  for (const Reported &F : Right)
    --Balance[describe(F)];
  std::vector<std::string> Result;
  for (const auto &[Description, Count] : Balance)
    if (Count != 0)
      Result.push_back(
          ("only " + (Count > 0 ? LeftName : RightName) + ": " + Description)
              .str());
  return Result;
}

} // namespace dbsafe::annotated
