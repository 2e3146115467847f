//===- UnknownCalls.cpp - Calls of functions whose bodies are not seen ----===//
//
// Whoever calls a function of which neither the catalogue nor a body tells
// anything gets back anything: as its result, and in what it is given to write
// to. There, what is known stays known as far as it is likely an input; what is
// not known can be anything after the call.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace dbsafe::provenance {

namespace {

/// True for T &&, T being deduced: who takes anything does not write to it.
bool isForwarding(const FunctionDecl *F, unsigned Index) {
  const FunctionTemplateDecl *Template = F->getPrimaryTemplate();
  if (!Template || Template->getTemplatedDecl()->getNumParams() == 0)
    return false;
  const FunctionDecl *Pattern = Template->getTemplatedDecl();
  // A pack, which comes last, stands for all the rest.
  unsigned At = std::min(Index, Pattern->getNumParams() - 1);
  QualType T = Pattern->getParamDecl(At)->getType();
  if (const auto *Pack = T->getAs<PackExpansionType>())
    T = Pack->getPattern();
  const auto *Reference = T->getAs<RValueReferenceType>();
  return Reference && isa<TemplateTypeParmType>(Reference->getPointeeType());
}

/// What F may write to through an argument; null if nothing.
QualType writtenThrough(const FunctionDecl *F, unsigned Index,
                        const Expr *Argument) {
  const Expr *Given = Argument->IgnoreParenImpCasts();
  QualType T;
  if (Index < F->getNumParams()) {
    if (isForwarding(F, Index))
      return {};
    T = F->getParamDecl(Index)->getType();
    QualType Pointee = T->getPointeeType();
    if (T->isVoidPointerType() && !Pointee.isConstQualified())
      T = Given->getType();
  } else {
    // parse(what, &name): there is no other reason to hand over where a pointer
    // is kept.
    const auto *AddressOf = dyn_cast<UnaryOperator>(Given);
    if (!AddressOf || AddressOf->getOpcode() != UO_AddrOf ||
        !AddressOf->getSubExpr()->getType()->isPointerType())
      return {};
    T = AddressOf->getType();
  }
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    T = Array->getElementType();
  else
    T = T->getPointeeType();
  return T.isNull() || T.isConstQualified() ? QualType() : T;
}

/// True for what the standard library declares: what its functions do not do by
/// the catalogue, they do not do.
bool isStandard(const FunctionDecl *F) {
  return F->getDeclContext()->getEnclosingNamespaceContext()->isStdNamespace();
}

bool isEmptyText(const Value &V) { return V.isText() && V.T->isEmpty(); }

/// True if someone who sees T can read something else than numbers from it. A
/// handle, of which only the name is known, holds nothing but itself.
bool canHold(QualType T) {
  const RecordDecl *Record = T->getAsRecordDecl();
  if (!Record)
    return !isNumeric(T);
  return Record->isCompleteDefinition() &&
         (isa<ClassTemplateSpecializationDecl>(Record) ||
          llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
            return !isNumeric(Field->getType());
          }));
}

/// True if M may leave something in the fields that its callers read.
bool mayFillFields(const CXXMethodDecl *M) {
  if (M->isStatic() || M->isConst() || M->isOverloadedOperator() ||
      isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(M))
    return false;
  return llvm::any_of(M->getParent()->fields(), [](const FieldDecl *Field) {
    return Field->getAccess() == AS_public && !isNumeric(Field->getType());
  });
}

} // namespace

Value FunctionEvaluator::unknownCall(const CallContext &Call) {
  if (Call.Callee && !isStandard(Call.Callee)) {
    for (unsigned I = 0; I < Call.Arguments.size(); ++I) {
      QualType T = writtenThrough(Call.Callee, I, Call.Arguments[I]);
      if (T.isNull())
        continue;
      Value V = value(Call.Arguments[I]);
      if (!V.isAddress())
        continue;
      bool IsParameter = I < Call.Callee->getNumParams();
      QualType Taken = IsParameter ? Call.Callee->getParamDecl(I)->getType()
                                   : Call.Arguments[I]->getType();
      const Value *Old = Current.get(V.P);
      bool IsBuffer = isCharacter(T) && !Taken->isVoidPointerType();
      bool IsString = Taken->isLValueReferenceType() && T->isRecordType() &&
                      Old && Old->isText();
      if (IsBuffer || IsString)
        store(V.P, Value::text(dynamic(Call.Call)));
      else
        fillUnknown(V.P, T, Call.Call);
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
    if (Method && Call.This != NoPlace && mayFillFields(Method))
      fillUnknown(Call.This, Method->getFunctionObjectParameterType(),
                  Call.Call);
  }
  QualType T = Call.Call->getType();
  if (T->isVoidType() || isNumeric(T))
    return {};
  if (T->isRecordType())
    return Value::opaque(dynamic(Call.Call));
  if (std::optional<Value> Block = allocated(Call))
    return *Block;
  return Value::text(dynamic(Call.Call));
}

void FunctionEvaluator::fillUnknown(PlaceId P, QualType T, const Expr *Call) {
  // What the caller's callers know of it says more.
  if (!canHold(T) || isSymbolic(P))
    return;
  const Value *Old = Current.get(P);
  if (Old && !Old->isNone() && !isEmptyText(*Old))
    return;
  for (PlaceId Child : Places.children(P))
    if (const Value *V = Current.get(Child);
        Places[Child].What == Place::Kind::Element && V && !V->isNone() &&
        !isEmptyText(*V))
      return;
  bool IsText = (Old && Old->isText()) || isCharacter(T) ||
                isCharacterPointer(T) || T->isVoidPointerType();
  partsOf(P, [&](PlaceId Part) {
    if (const Value *V = Current.get(Part); V && isEmptyText(*V))
      Current.set(Memory, Part, Value());
  });
  write(P, IsText ? Value::text(dynamic(Call)) : Value::opaque(dynamic(Call)));
}

/// Raw memory comes from an allocator: empty, or what it was given to enlarge.
/// Who keeps count of it gives his file, line and name as well.
std::optional<Value> FunctionEvaluator::allocated(const CallContext &Call) {
  if (!Call.Call->getType()->isVoidPointerType())
    return std::nullopt;
  const Expr *Old = nullptr;
  unsigned Numbers = 0, Names = 0;
  for (const Expr *Argument : Call.Arguments) {
    const Expr *Given = Argument->IgnoreParenCasts();
    QualType T = Given->getType();
    bool IsLiteral = isa<StringLiteral, PredefinedExpr>(Given);
    bool IsName = isCharacterPointer(T) && T->isPointerType() &&
                  T->getPointeeType().isConstQualified();
    Numbers += isNumeric(T);
    Names += IsName;
    if (isNumeric(T) || IsLiteral || IsName)
      continue;
    if (Old || !T->isPointerType() || T->getPointeeType().isConstQualified() ||
        T->getPointeeType()->isFunctionType())
      return std::nullopt;
    Old = Argument;
  }
  if (Numbers == 0 || (!Old && Names > 0 && Numbers < 2))
    return std::nullopt;
  if (Old)
    return value(Old);
  PlaceId P = Places.temporary(Call.Call);
  store(P, Value::text(Texts.empty()));
  return Value::address(P);
}

} // namespace dbsafe::provenance
