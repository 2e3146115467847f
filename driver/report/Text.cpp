//===- Text.cpp - A report for people -------------------------------------===//
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"
#include <set>

namespace dbsafe::report {

namespace {

using Colour = llvm::raw_ostream::Colors;

/// How much of a line is shown at most; generated code has lines of megabytes.
constexpr size_t MaxWidth = 160;
constexpr size_t TabStop = 4;

/// The columns a text takes on a terminal, tabs apart.
size_t width(llvm::StringRef Text) {
  int Columns = llvm::sys::unicode::columnWidthUTF8(Text);
  return Columns < 0 ? Text.size() : static_cast<size_t>(Columns);
}

/// Cuts a long line to the neighbourhood of what is underlined.
Excerpt shortened(const Excerpt &E) {
  if (E.Text.size() <= MaxWidth)
    return E;
  auto IsInsideCharacter = [&](size_t At) {
    return At < E.Text.size() && (E.Text[At] & 0xC0) == 0x80;
  };
  size_t From = E.Begin > MaxWidth / 3 ? E.Begin - MaxWidth / 3 : 0;
  size_t To = std::min(E.Text.size(), From + MaxWidth);
  while (IsInsideCharacter(From))
    ++From;
  while (IsInsideCharacter(To))
    --To;
  Excerpt Short;
  Short.Text = From ? "..." : "";
  Short.Begin = Short.Text.size() + (E.Begin - From);
  Short.End = Short.Text.size() + (std::min(E.End, To) - From);
  Short.Text += E.Text.substr(From, To - From);
  if (To < E.Text.size())
    Short.Text += "...";
  return Short;
}

class TextWriter {
public:
  TextWriter(llvm::StringRef Here, bool Colours, llvm::raw_ostream &OS)
      : Here(Here), Colours(Colours), OS(OS) {}

  void result(const Result &Found) {
    bool IsError = Found.Level == rules::Severity::Error;
    line(Found.Where, name(Found.Level),
         IsError                                ? Colour::RED
         : Found.Level == rules::Severity::Note ? Colour::CYAN
                                                : Colour::MAGENTA,
         Found.Message + " [" + Found.Check + "]", /*Bold=*/true);
    for (const Note &N : Found.Path)
      line(N.Where, "note", Colour::CYAN, N.Message, /*Bold=*/false);
  }

private:
  void colour(Colour C, bool Bold = true) {
    if (Colours)
      OS.changeColor(C, Bold);
  }
  void plain() {
    if (Colours)
      OS.resetColor();
  }

  void line(const Place &At, llvm::StringRef Kind, Colour KindColour,
            llvm::StringRef Message, bool Bold) {
    colour(Colour::SAVEDCOLOR);
    OS << relativeTo(Here, At.File) << ':' << At.Begin.Line << ':'
       << At.Begin.Column << ": ";
    colour(KindColour);
    OS << Kind << ": ";
    plain();
    if (Bold)
      colour(Colour::SAVEDCOLOR);
    OS << Message;
    plain();
    OS << '\n';
    source(At);
  }

  void source(const Place &At) {
    if (At.Source.Text.empty())
      return;
    Excerpt E = shortened(At.Source);
    std::string Shown, Marks;
    auto Put = [&](llvm::StringRef Part, char Mark) {
      for (size_t From = 0; From <= Part.size();) {
        size_t Tab = std::min(Part.find('\t', From), Part.size());
        llvm::StringRef Text = Part.slice(From, Tab);
        Shown += Text;
        Marks.append(width(Text), Mark);
        if (Tab < Part.size()) {
          size_t Spaces = TabStop - Marks.size() % TabStop;
          Shown.append(Spaces, ' ');
          Marks.append(Spaces, Mark);
        }
        From = Tab + 1;
      }
    };
    llvm::StringRef Text = E.Text;
    Put(Text.take_front(E.Begin), ' ');
    size_t Caret = Marks.size();
    Put(Text.slice(E.Begin, E.End), '~');
    if (Caret == Marks.size())
      Marks += '^';
    else
      Marks[Caret] = '^';
    std::string Underline = Marks; // What follows is not underlined.
    Put(Text.drop_front(E.End), ' ');
    OS << llvm::formatv("{0,5} | {1}\n      | ", At.Begin.Line,
                        llvm::StringRef(Shown).rtrim());
    colour(Colour::GREEN);
    OS << Underline;
    plain();
    OS << '\n';
  }

  llvm::StringRef Here;
  bool Colours;
  llvm::raw_ostream &OS;
};

std::string counted(size_t Number, llvm::StringRef One) {
  return (llvm::Twine(Number) + " " + One + (Number == 1 ? "" : "s")).str();
}

} // namespace

std::string summary(const Report &R) {
  unsigned Errors = R.active(rules::Severity::Error);
  unsigned Warnings = R.active(rules::Severity::Warning);
  unsigned Notes = R.active(rules::Severity::Note);
  unsigned Suppressed = 0;
  std::set<llvm::StringRef> InFiles;
  for (const Result &Found : R.Results) {
    if (Found.Suppressed) {
      ++Suppressed;
      continue;
    }
    InFiles.insert(Found.Where.File);
  }
  std::string Line = "dbsafe: ";
  if (InFiles.empty())
    Line += "no findings";
  else
    Line += counted(R.active(), "finding") + " (" + counted(Errors, "error") +
            ", " + counted(Warnings, "warning") +
            (Notes ? ", " + counted(Notes, "note") : std::string()) + ") in " +
            counted(InFiles.size(), "file");
  Line += "; " + counted(R.Files, "file") + " checked";
  if (R.FailedFiles)
    Line += ", of these " + std::to_string(R.FailedFiles) + " not in full";
  if (Suppressed)
    Line += "; " + counted(Suppressed, "finding") + " suppressed by NOLINT";
  if (R.Undecided)
    Line += "; " + counted(R.Undecided, "statement") +
            " undecided (dbsafe-unscoped-query.ReportUnknown shows " +
            (R.Undecided == 1 ? "it" : "them") + ")";
  return Line;
}

void writeFinding(const Result &Found, llvm::StringRef Here, bool Colours,
                  llvm::raw_ostream &OS) {
  TextWriter(Here, Colours, OS).result(Found);
}

void writeText(const Report &R, const TextStyle &Style, llvm::raw_ostream &OS) {
  TextWriter Writer(R.Here, Style.Colours, OS);
  for (const Result &Found : R.Results)
    if (!Found.Suppressed)
      Writer.result(Found);
  if (Style.Summary)
    OS << summary(R) << '\n';
}

} // namespace dbsafe::report
