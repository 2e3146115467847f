#include "provenance/Recipes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace dbsafe::provenance {

using catalog::Recipe;
using catalog::Spot;
using catalog::Target;

namespace {

// What is longer is told as anything: no reader follows it either.
constexpr unsigned MaxPieces = 256;
constexpr size_t MaxBytes = 1U << 13;
constexpr size_t MaxParts = 64;

class RecipeWriter {
public:
  RecipeWriter(const FunctionDecl *F, const Program &Program)
      : F(F), TheProgram(Program) {}

  Recipe write(const Value &V) {
    switch (V.What) {
    case Value::Kind::Text:
    case Value::Kind::Opaque:
      return write(V.T);
    case Value::Kind::Address:
    case Value::Kind::Copy:
      return given(V.P, nullptr);
    case Value::Kind::None:
    case Value::Kind::Number:
      break;
    }
    return {};
  }

  bool isTooLong() const { return Pieces > MaxPieces || Bytes > MaxBytes; }

private:
  Recipe write(TextRef T) {
    Recipe R;
    if (++Pieces > MaxPieces)
      return R;
    switch (T->kind()) {
    case Text::Kind::Empty:
      R.What = Recipe::Kind::Literal;
      break;
    case Text::Kind::Literal:
      R.What = Recipe::Kind::Literal;
      R.Text = T->bytes().str();
      Bytes += R.Text.size();
      break;
    case Text::Kind::Hole:
      return hole(T->hole());
    case Text::Kind::Concat: {
      R.What = Recipe::Kind::Sequence;
      llvm::SmallVector<TextRef, 8> Reversed;
      for (; T->kind() == Text::Kind::Concat; T = T->left())
        Reversed.push_back(T->right());
      Reversed.push_back(T);
      for (TextRef Piece : llvm::reverse(Reversed))
        R.Parts.push_back(write(Piece));
      break;
    }
    case Text::Kind::Choice:
      R.What = Recipe::Kind::Choice;
      for (TextRef Each : T->alternatives())
        R.Parts.push_back(write(Each));
      break;
    case Text::Kind::Repeat:
      R.What = Recipe::Kind::Loop;
      R.Parts.push_back(write(T->body()));
      break;
    }
    return R;
  }

  Recipe hole(const Hole &H) {
    Recipe R;
    switch (H.From) {
    case Origin::Constant:
      R.What = Recipe::Kind::Constant;
      break;
    case Origin::Number:
      R.What = Recipe::Kind::Number;
      break;
    case Origin::Sanitized:
      R.What = Recipe::Kind::Quoted;
      R.Slot = H.Quoted;
      for (unsigned C = 0; H.Chars && C < H.Chars->size(); ++C)
        if (H.Chars->test(C))
          R.Chars.push_back(char(C));
      if (H.Quoter)
        R.By = std::make_shared<catalog::Quoter>(*H.Quoter);
      R.Parts.push_back(H.Inner ? write(H.Inner) : Recipe());
      break;
    case Origin::Outside:
      R.What = Recipe::Kind::Outside;
      R.Origin = std::make_shared<catalog::Source>(*H.Source);
      break;
    case Origin::Symbol:
      R = H.Formats ? format(H) : given(H.Symbol, &H);
      break;
    case Origin::Dynamic:
      break;
    }
    R.Cut = H.Cut;
    if (H.Secret)
      R.Hidden = std::make_shared<catalog::Secret>(*H.Secret);
    R.Where = spotOf(H.Where);
    R.Spliced = spotOf(H.Splice);
    return R;
  }

  Recipe given(PlaceId P, const Hole *H) {
    Recipe R;
    if (std::optional<Target> Known = targetOf(P, F, TheProgram)) {
      R.What = Recipe::Kind::Given;
      R.From = std::move(*Known);
    } else if (H) {
      R.Where = spotOf(H->Where);
    }
    return R;
  }

  /// A printf of the project's own is one to its callers if they give the
  /// arguments.
  Recipe format(const Hole &H) {
    std::optional<Target> Known = targetOf(H.Symbol, F, TheProgram);
    std::optional<unsigned> Arguments = formatArgumentsOf(F);
    Recipe R;
    if (!Known || !Arguments || !H.Arguments.empty())
      return R;
    R.What = Recipe::Kind::Format;
    R.From = std::move(*Known);
    catalog::Builder With = *H.Formats;
    With.Text = {*H.Format};
    With.Text.front().Arguments = *Arguments;
    With.Text.front().LastArgument = lastFormatArgumentOf(F);
    R.With = std::make_shared<catalog::Builder>(std::move(With));
    return R;
  }

  std::optional<Spot> spotOf(const Expr *E) const {
    if (!E)
      return std::nullopt;
    const SourceManager &Sources = TheProgram.context().getSourceManager();
    SourceLocation Begin = Sources.getFileLoc(E->getBeginLoc());
    SourceLocation End = Sources.getFileLoc(E->getEndLoc());
    llvm::SmallString<128> File = Sources.getFilename(Begin);
    if (Begin.isInvalid() || File.empty())
      return std::nullopt;
    Sources.getFileManager().makeAbsolutePath(File);
    unsigned First = Sources.getFileOffset(Begin), Last = First;
    if (End.isValid() && Sources.getFileID(Begin) == Sources.getFileID(End))
      Last = std::max(First, Sources.getFileOffset(End));
    llvm::StringRef Owner = TheProgram.ownerOf(E);
    return Spot{File.str().str(), First, Last,
                Owner.empty() ? catalogName(*F) : Owner.str()};
  }

  const FunctionDecl *F;
  const Program &TheProgram;
  unsigned Pieces = 0;
  size_t Bytes = 0;
};

/// True if the recipe tells callers no more than that there is a text.
bool tellsNothing(const Recipe &R) {
  return R.What == Recipe::Kind::Unknown && !R.Spliced && !R.Hidden;
}

/// True for what is left as it was: a pointer that is stored back.
bool isWhatWasThere(const Recipe &R, const Target &Into) {
  if (R.What == Recipe::Kind::Choice)
    return llvm::all_of(R.Parts, [&](const Recipe &Part) {
      return isWhatWasThere(Part, Into);
    });
  return R.What == Recipe::Kind::Given && R.From == Into && !R.Spliced;
}

} // namespace

/// The fields that lead from the root of P to P; nothing if one has no name.
static std::optional<Target> fieldsTo(PlaceId P, const Program &Program) {
  Target Result;
  for (; Program.place(P).Base != NoPlace; P = Program.place(P).Base) {
    const Place &Part = Program.place(P);
    if (Part.What != Place::Kind::Field) {
      // Some element: as much as is known of the whole.
      Result.Fields.clear();
      continue;
    }
    const auto *Field = dyn_cast<NamedDecl>(Part.Decl);
    if (!Field || !Field->getIdentifier())
      return std::nullopt;
    Result.Fields.insert(Result.Fields.begin(), Field->getName().str());
  }
  return Result;
}

std::optional<Target> targetOf(PlaceId P, const FunctionDecl *F,
                               const Program &Program) {
  std::optional<Target> Known = fieldsTo(P, Program);
  if (!Known)
    return std::nullopt;
  Target Result = std::move(*Known);
  const Place &Root = Program.place(Program.rootOf(P));
  switch (Root.What) {
  case Place::Kind::This:
    Result.Of = {catalog::Operand::Kind::This, 0};
    return Result;
  case Place::Kind::Returned:
    Result.Of = {catalog::Operand::Kind::Return, 0};
    return Result;
  case Place::Kind::Variable:
  case Place::Kind::Pointee: {
    const auto *Param = dyn_cast<ParmVarDecl>(Root.Decl);
    const auto *Owner =
        Param ? dyn_cast<FunctionDecl>(Param->getDeclContext()) : nullptr;
    if (!Owner || Owner->getCanonicalDecl() != F->getCanonicalDecl())
      return std::nullopt;
    Result.Of = {catalog::Operand::Kind::Argument,
                 Param->getFunctionScopeIndex()};
    return Result;
  }
  default:
    return std::nullopt;
  }
}

std::vector<catalog::Effect> effectsOf(const FunctionDecl *F, const Summary &S,
                                       const Program &Program) {
  std::vector<catalog::Effect> Result;
  // An object that F makes is known by where F leaves a pointer to it.
  llvm::DenseMap<PlaceId, Target> Made;
  auto IsMade = [&](const Value &V) {
    return V.isAddress() && llvm::is_contained(S.Made, V.P);
  };
  auto Into = [&](PlaceId P) {
    std::optional<Target> Known = targetOf(P, F, Program);
    auto Object = Made.find(Program.rootOf(P));
    if (Known || Object == Made.end())
      return Known;
    Target Part = fieldsTo(P, Program).value_or(Target());
    Part.Of = Object->second.Of;
    Part.Fields.insert(Part.Fields.begin(), Object->second.Fields.begin(),
                       Object->second.Fields.end());
    return std::optional(Part);
  };
  if (IsMade(S.Returns))
    Made[S.Returns.P] = {{catalog::Operand::Kind::Return, 0}, {}};
  for (const auto &[P, V] : S.Writes)
    if (std::optional<Target> Pointer = IsMade(V) ? Into(P) : std::nullopt)
      Made.try_emplace(V.P, std::move(*Pointer));
  auto Add = [&](Target Into, const Value &V) {
    RecipeWriter Writer(F, Program);
    catalog::Effect E;
    E.Into = std::move(Into);
    E.Text = Writer.write(V);
    if (Writer.isTooLong())
      E.Text = Recipe();
    if (isWhatWasThere(E.Text, *E.Into))
      return;
    Result.push_back(std::move(E));
  };
  auto IsPart = [&](PlaceId P) {
    for (; P != NoPlace; P = Program.place(P).Base)
      if (Program.place(P).What == Place::Kind::Element)
        return true;
    return false;
  };
  // What goes into containers leaves there what was in them.
  std::vector<std::pair<Target, std::vector<Value>>> Filled;
  QualType Type = F->getReturnType();
  bool ReturnsParts = false;
  std::vector<std::pair<Target, Value>> Written;
  for (const auto &[P, V] : S.Writes) {
    std::optional<Target> Where = IsMade(V) ? std::nullopt : Into(P);
    if (!Where)
      continue;
    if (!IsPart(P)) {
      Written.emplace_back(std::move(*Where), V);
      continue;
    }
    ReturnsParts |= Where->Of.Where == catalog::Operand::Kind::Return &&
                    Where->Fields.empty();
    auto Known = llvm::find_if(
        Filled, [&](const auto &Each) { return Each.first == *Where; });
    if (Known == Filled.end())
      Filled.emplace_back(*Where, std::vector<Value>{V});
    else if (Known->second.size() < MaxParts)
      Known->second.push_back(V);
  }
  if (!S.Returns.isNone() && !Type->isVoidType() && !isNumeric(Type) &&
      !IsMade(S.Returns) && !ReturnsParts)
    Add({{catalog::Operand::Kind::Return, 0}, {}}, S.Returns);
  for (auto &[Where, V] : Written)
    Add(std::move(Where), V);
  for (auto &[Where, All] : Filled) {
    catalog::Effect E;
    E.Text.What = Recipe::Kind::Choice;
    if (Where.Of.Where != catalog::Operand::Kind::Return) {
      Recipe Before;
      Before.What = Recipe::Kind::Given;
      Before.From = Where;
      E.Text.Parts.push_back(std::move(Before));
    }
    RecipeWriter Writer(F, Program);
    for (const Value &V : All)
      E.Text.Parts.push_back(Writer.write(V));
    if (Writer.isTooLong())
      E.Text = Recipe();
    E.Into = std::move(Where);
    Result.push_back(std::move(E));
  }
  // What it has checked, or it would not have returned.
  for (const Fact &Each : S.Always)
    if (std::optional<Target> Where = targetOf(Each.Where, F, Program))
      if (llvm::none_of(Result, [&](const catalog::Effect &E) {
            return E.Into == Where;
          }))
        Add(std::move(*Where), Value::text(Each.Is));
  // Of a function whose result can be anything and which writes nowhere, its
  // callers assume no better.
  if (!Result.empty() && llvm::all_of(Result, [](const catalog::Effect &E) {
        return tellsNothing(E.Text);
      }))
    Result.clear();
  return Result;
}

} // namespace dbsafe::provenance
