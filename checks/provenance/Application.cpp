//===- Application.cpp - What a summarised call does here -----------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <functional>

using namespace clang;

namespace dbsafe::provenance {

namespace {

// How many of a function's writes every caller applies without paying.
constexpr size_t FreeWrites = 64;

/// True if the hole is all of T, at least on one path.
bool isAlone(TextRef T, const Hole &H) {
  auto Is = [&](TextRef Each) {
    return Each->isHole() && Each->hole().From == H.From &&
           Each->hole().Symbol == H.Symbol;
  };
  return T->isHole() || (T->kind() == Text::Kind::Choice &&
                         llvm::any_of(T->alternatives(), Is));
}

/// The symbol that V is, if not null; null if it is anything else.
const Hole *lonelySymbol(const Value &V) {
  const Hole *Found = nullptr;
  auto Take = [&](TextRef T) {
    if (T->isEmpty())
      return true;
    if (!T->isHole() || T->hole().From != Origin::Symbol || T->hole().Formats ||
        (Found && Found->Symbol != T->hole().Symbol))
      return false;
    Found = &T->hole();
    return true;
  };
  if (!V.isText())
    return nullptr;
  bool Alone = V.T->kind() == Text::Kind::Choice
                   ? llvm::all_of(V.T->alternatives(), Take)
                   : Take(V.T);
  return Alone ? Found : nullptr;
}

const ParmVarDecl *parameterOf(const Place &P) {
  return dyn_cast_or_null<ParmVarDecl>(P.Decl);
}

} // namespace

void FunctionEvaluator::noteBuffer(
    const Summary &S, const CallContext &Call,
    llvm::function_ref<Value(PlaceId)> Translate) {
  QualType Pointee = Call.Call->getType()->getPointeeType();
  if (Pointee.isNull() || Pointee.isConstQualified() || !isCharacter(Pointee))
    return;
  const Hole *Kept = lonelySymbol(S.Returns);
  Value Where = Kept && !Kept->Cut ? Translate(Kept->Symbol) : Value();
  if (Where.isAddress())
    Buffers[Call.Call] = Where.P;
  else
    Buffers.erase(Call.Call);
}

Value FunctionEvaluator::apply(const Summary &S, const FunctionDecl *Callee,
                               const CallContext &Call) {
  const FunctionDecl *Definition = Callee->getDefinition();
  if (!Definition)
    Definition = Callee;

  auto ArgumentOf = [&](const ParmVarDecl *Param) -> const Expr * {
    const auto *Owner = dyn_cast<FunctionDecl>(Param->getDeclContext());
    if (!Owner || Owner->getCanonicalDecl() != Callee->getCanonicalDecl())
      return nullptr;
    unsigned Index = Param->getFunctionScopeIndex();
    return Index < Call.Arguments.size() ? Call.Arguments[Index] : nullptr;
  };
  auto IsCalleesParameter = [&](const Place &Root) {
    const ParmVarDecl *Param = parameterOf(Root);
    if (!Param || (Root.What != Place::Kind::Variable &&
                   Root.What != Place::Kind::Pointee))
      return false;
    const auto *Owner = dyn_cast<FunctionDecl>(Param->getDeclContext());
    return Owner && Owner->getCanonicalDecl() == Callee->getCanonicalDecl();
  };

  // The callee's place as seen from here: an address, a text that stands for
  // it, or nothing.
  std::function<PlaceId(PlaceId)> MadeHere;
  auto Translate = [&](auto &Self, PlaceId Id) -> Value {
    const Place P = Places[Id];
    if (P.Base != NoPlace) {
      Value Base = Self(Self, P.Base);
      if (!Base.isAddress())
        return Base;
      // The callee's pointer is one into a table.
      if (const Place Pointed = Places[Base.P];
          P.What == Place::Kind::Element && P.Index != CharIndex &&
          Places[P.Base].What == Place::Kind::Pointee && Places[P.Base].Decl &&
          cast<ParmVarDecl>(Places[P.Base].Decl)->getType()->isPointerType() &&
          Pointed.What == Place::Kind::Element)
        return Value::address(Places.element(
            Pointed.Base, Pointed.Index == 0 ? P.Index : AnyIndex));
      // (*s)->field: what the callee knows by the pointer, we may know better.
      if (P.What == Place::Kind::Field && holdsPointer(P.Base))
        if (Value Object = load(Base.P, Call.Call); Object.isAddress())
          Base = Object;
      return Value::address(P.What == Place::Kind::Field
                                ? Places.field(Base.P, cast<ValueDecl>(P.Decl))
                                : Places.element(Base.P, P.Index));
    }
    if (P.What == Place::Kind::Returned && P.Decl == Callee->getCanonicalDecl())
      return Value::address(Places.temporary(Call.Call));
    // What the callee has made is another object with every call.
    if (P.What == Place::Kind::Temporary)
      return Value::address(MadeHere(Id));
    if (P.What == Place::Kind::This)
      return Call.This == NoPlace ? Value() : Value::address(Call.This);
    if (IsCalleesParameter(P)) {
      const Expr *Argument = ArgumentOf(parameterOf(P));
      if (!Argument)
        return {};
      if (Call.Given)
        return Call.given(parameterOf(P)->getFunctionScopeIndex());
      Value V = value(Argument);
      if (V.What == Value::Kind::Copy)
        return Value::address(V.P);
      if (V.isAddress()) {
        // A symbol that was a pointer in a place of ours.
        return V;
      }
      if (V.isText() && V.T->isHole() && V.T->hole().From == Origin::Symbol &&
          Argument->getType()->isPointerType() &&
          !isCharacterPointer(Argument->getType()))
        return Value::address(V.T->hole().Symbol);
      return V.isNone() ? Value::text(textOf(Argument)) : V;
    }
    return Value::address(Id);
  };

  // An object that the callee makes is known by where the pointer to it is
  // left.
  llvm::SmallDenseMap<PlaceId, PlaceId, 4> Made;
  MadeHere = [&](PlaceId Id) {
    if (auto Known = Made.find(Id); Known != Made.end())
      return Known->second;
    PlaceId Here = Made[Id] = Places.temporary(Call.Call);
    for (const auto &[P, V] : S.Writes)
      if (V.isAddress() && V.P == Id)
        if (Value Pointer = Translate(Translate, P); Pointer.isAddress())
          Here = Made[Id] = Places.made(Pointer.P);
    return Here;
  };

  auto ArgumentFor = [&](PlaceId Id) -> const Expr * {
    const Place &Root = Places[Places[Id].Root];
    if (const ParmVarDecl *Param = parameterOf(Root))
      return ArgumentOf(Param);
    return Call.Object;
  };

  State Before = Current;
  PlaceId WrittenTo = NoPlace;
  std::function<TextRef(TextRef)> Substitute;
  // What a format of the callee's is filled in with: its own arguments, or
  // those behind its named ones.
  auto FormatWith = [&](const Hole &H) {
    llvm::SmallVector<FormatArgument, 6> Result;
    for (TextRef Each : H.Arguments) {
      const Expr *At = Call.Call;
      if (Each->isHole()) {
        At = Each->hole().From == Origin::Symbol
                 ? ArgumentFor(Each->hole().Symbol)
                 : Each->hole().Where;
        At = At ? At : Call.Call;
      }
      Result.push_back({Substitute(Each), At});
    }
    if (!H.Arguments.empty())
      return Result;
    if (Definition->isVariadic())
      return formatArguments(Call, Definition->getNumParams());
    for (const Expr *Each : Call.Arguments)
      if (isArgumentList(Each))
        Result.push_back({textOf(Each), Each});
    return Result;
  };
  Substitute = [&](TextRef T) {
    State After = Current;
    Current = Before;
    // A function that hands what it was given to one that appends it appends it
    // itself: it stands where it is given.
    std::optional<bool> Appends;
    auto HandsOn = [&](TextRef Given) {
      if (T->hasOwn() || !Given->isHole() ||
          Given->hole().From != Origin::Symbol || Given->hole().Splice)
        return false;
      if (!Appends)
        Appends = llvm::none_of(TextFactory::pieces(T), [&](TextRef Piece) {
          if (!Piece->isHole() || Piece->hole().From != Origin::Symbol)
            return !Piece->isHole();
          Value V = Translate(Translate, Piece->hole().Symbol);
          return !V.isNone() && textOf(V, Piece->hole().Where)->hasOwn();
        });
      return *Appends;
    };
    TextRef Result = Texts.map(
        T, [](TextRef Node) { return Node->isSymbolic(); },
        [&](const Hole &H) -> TextRef {
          if (H.From == Origin::Sanitized) {
            Hole Copy = H;
            Copy.Inner = Texts.map(
                H.Inner, [](TextRef N) { return N->isSymbolic(); },
                [&](const Hole &Within) -> TextRef {
                  if (Within.From != Origin::Symbol)
                    return nullptr;
                  Value V = Translate(Translate, Within.Symbol);
                  return V.isNone() ? nullptr : textOf(V, Within.Where);
                });
            if (H.Splice)
              Copy.Through = Texts.trail(Call.Call, nullptr, H.Through);
            return Texts.hole(Copy);
          }
          if (H.From != Origin::Symbol)
            return nullptr;
          Value V = Translate(Translate, H.Symbol);
          if (V.isNone())
            return nullptr;
          if (V.isAddress() && V.P == H.Symbol && !Current.get(H.Symbol) &&
              isSymbolic(V.P))
            return nullptr;
          const Expr *Argument = ArgumentFor(H.Symbol);
          TextRef Given = textOf(V, Argument ? Argument : H.Where);
          if (H.Part)
            Given = partOf(Given, Argument ? Argument : H.Where);
          if (H.Cut)
            Given = Texts.cut(Given);
          if (H.Formats)
            return formatText(*H.Formats, *H.Format, Given,
                              Argument ? Argument : H.Where, FormatWith(H));
          if (!H.Splice)
            // Part of more: this call is where it is put in.
            // What a buffer held before more is appended stands where it did.
            return isAlone(T, H) || !Argument || H.Symbol == WrittenTo ||
                           HandsOn(Given)
                       ? Given
                       : Texts.spliced(Given, Argument);
          // Spliced inside the callee: there it stands, and this is how it got
          // there.
          return Texts.map(
              Given, [](TextRef Node) { return Node->hasLooseHole(); },
              [&](const Hole &Loose) -> TextRef {
                if (Loose.Splice)
                  return nullptr;
                Hole Copy = Loose;
                Copy.Splice = H.Splice;
                Copy.Through = Texts.trail(Call.Call, Argument, H.Through);
                return Texts.hole(Copy);
              });
        });
    Current = After;
    return Result;
  };
  auto SubstituteValue = [&](const Value &V) -> Value {
    switch (V.What) {
    case Value::Kind::Text:
      return Value::text(Substitute(V.T));
    case Value::Kind::Opaque:
      return Value::opaque(Substitute(V.T));
    case Value::Kind::Address:
    case Value::Kind::Copy: {
      Value There = Translate(Translate, V.P);
      if (There.isAddress() && V.What == Value::Kind::Copy)
        return Value::copy(There.P);
      if (There.isAddress())
        There.Later |= V.Later;
      return There;
    }
    case Value::Kind::None:
    case Value::Kind::Number:
      break;
    }
    return {};
  };

  for (unsigned Index : S.Pending) {
    const Site &Inner = S.Sites[Index];
    Site Outer = Inner;
    bool Changed = false, Depends = false;
    for (SitePart &Part : Outer.Parts) {
      Depends |= Part.Text->isSymbolic();
      TextRef T = Substitute(Part.Text);
      if (Part.Gathers && T->hasOwn() && Part.Text->isHole() &&
          Part.Text->hole().From == Origin::Symbol)
        if (Value Object = Translate(Translate, Part.Text->hole().Symbol);
            Object.isAddress())
          T = withoutOwnStart(T, Object.P);
      Changed |= T != Part.Text;
      Part.Text = T;
    }
    bool Bound = handOn(Outer.Values, ArgumentFor, Substitute);
    if (!Depends) {
      // The text is judged where it stands; the values are ours.
      if (!Bound)
        continue;
      Outer.OnlyValues = true;
    } else if (!Changed && TheProgram.KnownCallers.mayBeElsewhere(Callee)) {
      // A site of a function that others can call has been judged there.
      continue;
    }
    Outer.Outermost = Function;
    Outer.Calls = Texts.trail(Call.Call, nullptr, Inner.Calls);
    ++Outer.CallDepth;
    auto Key = std::pair(Call.Call, static_cast<const void *>(&Inner));
    Found[Key] = std::move(Outer);
  }

  Value Result = SubstituteValue(S.Returns);
  noteBuffer(S, Call, [&](PlaceId P) { return Translate(Translate, P); });
  // Where a write of the callee goes. What it writes behind a pointer that came
  // here as a text goes where that text is kept.
  auto TargetOf = [&](PlaceId P) {
    Value Target = Translate(Translate, P);
    if (!Target.isAddress() && Places[P].What == Place::Kind::Pointee &&
        IsCalleesParameter(Places[P]))
      Target = bufferOf(ArgumentOf(parameterOf(Places[P])));
    return Target;
  };
  llvm::SmallVector<std::pair<Value, Value>, 8> Stores;
  // Of an object that an earlier turn of a loop was handed, nothing is left.
  for (PlaceId Made : S.Made)
    forget(MadeHere(Made));
  llvm::ArrayRef<std::pair<PlaceId, Value>> Writes = S.Writes;
  if (Writes.size() > FreeWrites && !Texts.spend(Writes.size()))
    Writes = Writes.take_front(FreeWrites);
  for (const auto &[P, V] : Writes) {
    // A pointer to an object that the callee does not know is the pointer that
    // was there.
    if (const Hole *Old = holdsPointer(P) ? lonelySymbol(V) : nullptr)
      if (Value From = Translate(Translate, Old->Symbol); From.isAddress())
        if (Value Pointer = load(From.P, Call.Call); Pointer.isAddress()) {
          Stores.emplace_back(TargetOf(P), Pointer);
          continue;
        }
    WrittenTo = P;
    Stores.emplace_back(TargetOf(P), SubstituteValue(V));
  }
  // Where the callee stores in a field that is a sink, that is its site.
  size_t Noted = StoredTo.size();
  for (const auto &[Target, V] : Stores) {
    if (!Target.isAddress() || V.isNone())
      continue;
    Value New = V;
    if (Target.Later && New.isText())
      New = Value::text(appended(loadText(Target.P, Call.Call), New.T, Call));
    if ((New.isAddress() || New.What == Value::Kind::Copy) && New.P == Target.P)
      continue;
    store(Target.P, New);
  }
  StoredTo.truncate(Noted);
  // A function that returns has checked what it checks.
  Implied Checked;
  for (const Fact &Each : S.Always)
    if (Fact Here; translate(Each, Call, Here))
      Checked[Here.Where] = Here.Is;
  assume(Checked);
  return Result;
}

} // namespace dbsafe::provenance
