//===- Effects.cpp - Calls, as another file of the program tells ----------===//
#include "catalog/Recipe.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace dbsafe::provenance {

using catalog::Recipe;

namespace {

const FieldDecl *fieldNamed(const RecordDecl *R, llvm::StringRef Name) {
  if (const RecordDecl *Definition = R->getDefinition())
    R = Definition;
  else
    return nullptr;
  for (const FieldDecl *Field : R->fields())
    if (Field->getDeclName().isIdentifier() && Field->getName() == Name)
      return Field;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(R))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const auto *Below = Base.getType()->getAsCXXRecordDecl())
        if (const FieldDecl *Field = fieldNamed(Below, Name))
          return Field;
  return nullptr;
}

} // namespace

bool FunctionEvaluator::isByReference(const CallContext &Call,
                                      unsigned Argument) const {
  return Call.Callee && Argument < Call.Callee->getNumParams() &&
         Call.Callee->getParamDecl(Argument)->getType()->isReferenceType();
}

PlaceId FunctionEvaluator::placeOf(const catalog::Target &Target,
                                   const CallContext &Call, bool ToWrite) {
  PlaceId P = NoPlace;
  QualType Type; // Of what is at P.
  auto Pointee = [](QualType T) {
    return T->isPointerType() ? T->getPointeeType() : T;
  };
  switch (Target.Of.Where) {
  case catalog::Operand::Kind::This:
    P = Call.This;
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.Callee))
      Type = Method->getFunctionObjectParameterType();
    break;
  case catalog::Operand::Kind::Return:
    P = Places.temporary(Call.Call);
    Type = Pointee(Call.Call->getType());
    break;
  case catalog::Operand::Kind::Argument:
    if (Target.Of.Index < Call.Arguments.size()) {
      const Expr *Argument = Call.Arguments[Target.Of.Index];
      Value V = value(Argument);
      if (V.isAddress() || V.What == Value::Kind::Copy)
        P = V.P;
      else if (V.isText() && V.T->isHole() &&
               V.T->hole().From == Origin::Symbol && !V.T->hole().Formats &&
               !isCharacterPointer(Argument->getType()))
        P = V.T->hole().Symbol;
      Type = isByReference(Call, Target.Of.Index)
                 ? Argument->getType()
                 : Pointee(Argument->getType());
    }
    break;
  }
  for (const std::string &Name : Target.Fields) {
    if (P == NoPlace || Type.isNull())
      break;
    // A pointer leads on.
    const Value *Stored = Current.get(P);
    if (Stored && Stored->isAddress()) {
      P = Stored->P;
    } else if (ToWrite && Type->isPointerType() && !isSymbolic(P)) {
      PlaceId Object = Places.made(P);
      store(P, Value::address(Object));
      P = Object;
    }
    Type = Pointee(Type);
    const RecordDecl *Record = Type->getAsRecordDecl();
    const FieldDecl *Field = Record ? fieldNamed(Record, Name) : nullptr;
    // Of an object whose class is not to be seen here, all is one text.
    if (!Field)
      break;
    P = Places.field(P, Field);
    Type = Field->getType();
  }
  return P;
}

TextRef FunctionEvaluator::givenText(const catalog::Target &Target,
                                     const CallContext &Call) {
  if (Target.Fields.empty())
    return operandText(Target.Of, Call);
  PlaceId P = placeOf(Target, Call);
  return P == NoPlace ? operandText(Target.Of, Call) : loadText(P, Call.Call);
}

TextRef FunctionEvaluator::follow(const Recipe &R, const CallContext &Call,
                                  bool IsPart) {
  Hole H;
  H.Where = R.Where ? TheProgram.elsewhere(*R.Where) : Call.Call;
  H.Splice = R.Spliced ? TheProgram.elsewhere(*R.Spliced) : nullptr;
  if (!H.Where)
    H.Where = Call.Call;
  H.Secret = R.Hidden.get();
  H.Cut = R.Cut;
  switch (R.What) {
  case Recipe::Kind::Literal:
    return Texts.literal(R.Text, Call.Call);
  case Recipe::Kind::Given: {
    TextRef Given = givenText(R.From, Call);
    if (R.Cut)
      Given = Texts.cut(Given);
    const Expr *Argument = operandExpr(R.From.Of, Call);
    if (R.From.Of.Where == catalog::Operand::Kind::This)
      Argument = nullptr;
    if (!H.Splice)
      return IsPart && Argument ? Texts.spliced(Given, Argument) : Given;
    // It is put in there; this call is how it got there.
    return Texts.map(
        Given, [](TextRef Node) { return Node->hasLooseHole(); },
        [&](const Hole &Loose) -> TextRef {
          if (Loose.Splice)
            return nullptr;
          Hole Copy = Loose;
          Copy.Splice = H.Splice;
          Copy.Through = Texts.trail(Call.Call, Argument, nullptr);
          return Texts.hole(Copy);
        });
  }
  case Recipe::Kind::Quoted:
    H.From = Origin::Sanitized;
    H.Quoter = R.By.get();
    H.Quoted = R.Slot;
    H.Inner = R.Parts.empty() ? dynamic(Call.Call)
                              : follow(R.Parts.front(), Call, false);
    if (!R.Chars.empty()) {
      CharSet Chars;
      for (unsigned char Each : R.Chars)
        Chars.set(Each);
      TextRef Checked = limited(H.Inner, Chars, H.Where);
      return Checked ? Checked : H.Inner;
    }
    return Texts.hole(H);
  case Recipe::Kind::Number:
    H.From = Origin::Number;
    return Texts.hole(H);
  case Recipe::Kind::Constant:
    H.From = Origin::Constant;
    return Texts.hole(H);
  case Recipe::Kind::Outside:
    H.From = Origin::Outside;
    H.Source = R.Origin.get();
    return Texts.hole(H);
  case Recipe::Kind::Unknown:
    return Texts.hole(H);
  case Recipe::Kind::Format: {
    const catalog::Item &Item = R.With->Text.front();
    const Expr *At = operandExpr(R.From.Of, Call);
    return formatText(*R.With, Item, givenText(R.From, Call),
                      At ? At : Call.Call,
                      formatArguments(Call, Item.Arguments, Item.LastArgument));
  }
  case Recipe::Kind::Sequence: {
    TextRef Result = Texts.empty();
    for (const Recipe &Part : R.Parts)
      Result = Texts.concat(Result, follow(Part, Call, true));
    return Result;
  }
  case Recipe::Kind::Choice: {
    llvm::SmallVector<TextRef, 8> All;
    for (const Recipe &Part : R.Parts)
      All.push_back(follow(Part, Call, IsPart));
    return Texts.join(All);
  }
  case Recipe::Kind::Loop:
    return R.Parts.empty() ? Texts.empty()
                           : Texts.repeat(follow(R.Parts.front(), Call, true));
  }
  return dynamic(Call.Call);
}

Value FunctionEvaluator::applyEffects(
    llvm::ArrayRef<const catalog::Effect *> Effects, const CallContext &Call) {
  std::optional<Value> Result;
  // All of them speak of the state before the call.
  struct Store {
    const catalog::Target *Into;
    TextRef T;
  };
  llvm::SmallVector<Store, 4> Stores;
  for (const catalog::Effect *E : Effects) {
    if (!E->Into)
      continue;
    bool IsResult = E->Into->Of.Where == catalog::Operand::Kind::Return &&
                    E->Into->Fields.empty();
    // return *this;
    if (IsResult && E->Text.What == Recipe::Kind::Given && !E->Text.Spliced)
      if (PlaceId P = placeOf(E->Text.From, Call); P != NoPlace) {
        bool ByValue =
            Call.Call->isPRValue() && Call.Call->getType()->isRecordType();
        Result = ByValue ? Value::copy(P) : Value::address(P);
        continue;
      }
    Stores.push_back({&*E->Into, follow(E->Text, Call, false)});
  }
  for (const Store &Each : Stores) {
    if (Each.Into->Fields.empty()) {
      storeOperand(Each.Into->Of, Each.T, Call, Result);
      continue;
    }
    PlaceId P = placeOf(*Each.Into, Call, /*ToWrite=*/true);
    if (P == NoPlace)
      continue;
    store(P, Value::text(Each.T));
    if (Each.Into->Of.Where == catalog::Operand::Kind::Return && !Result) {
      PlaceId Object = Places.temporary(Call.Call);
      Result = Call.Call->getType()->isPointerType() ? Value::address(Object)
                                                     : Value::copy(Object);
    }
  }
  if (Result)
    return *Result;
  QualType T = Call.Call->getType();
  if (T->isVoidType() || isNumeric(T))
    return {};
  return T->isRecordType() ? Value::opaque(dynamic(Call.Call))
                           : Value::text(dynamic(Call.Call));
}

} // namespace dbsafe::provenance
