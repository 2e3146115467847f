//===- Calls.cpp - Calls, as the catalogue describes them -----------------===//
#include "provenance/Formats.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

PlaceId FunctionEvaluator::objectPlace(const Expr *Object) {
  Value V = value(Object);
  if (V.isAddress()) {
    // A pointer variable's place leads to the object it points to.
    if (Object->getType()->isPointerType())
      return V.P;
    if (const Value *Stored = Current.get(V.P); Stored && Stored->isAddress())
      return Stored->P;
    return V.P;
  }
  if (V.What == Value::Kind::Copy)
    return V.P;
  PlaceId P = Places.temporary(Object);
  store(P, Value::text(textOf(V, Object)));
  return P;
}

Value FunctionEvaluator::call(const CallExpr *E) {
  CallContext Call = contextOf(E);
  // A closure has no text of its own, and its object is its captures.
  if (Call.Object)
    Call.This = objectPlace(Call.Object);
  if (!Call.Callee)
    return resultOf(E, unknownCall(Call));
  if (std::optional<Value> Result = applyCatalog(Call))
    return resultOf(E, *Result);
  auto Known = TheProgram.Summaries.find(Call.Callee->getCanonicalDecl());
  if (Known != TheProgram.Summaries.end())
    return resultOf(E, apply(*Known->second, Call.Callee, Call));
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  if (Method && Call.This != NoPlace && !Call.Arguments.empty() &&
      (Method->isCopyAssignmentOperator() ||
       Method->isMoveAssignmentOperator())) {
    Value V = value(Call.Arguments[0]);
    if (V.isAddress() || V.What == Value::Kind::Copy) {
      if (V.P != Call.This)
        store(Call.This, Value::copy(V.P));
    } else {
      store(Call.This, V);
    }
    return Value::address(Call.This);
  }
  return resultOf(E, unknownCall(Call));
}

/// A glvalue's value is an address; what a call returns as one gets a place.
Value FunctionEvaluator::resultOf(const Expr *Call, Value V) {
  if (!Call->isGLValue() || V.isAddress() || V.isNone())
    return V;
  if (V.What == Value::Kind::Copy)
    return Value::address(V.P);
  PlaceId P = Places.temporary(Call);
  store(P, V);
  return Value::address(P);
}

Value FunctionEvaluator::unknownCall(const CallContext &Call) {
  // A function of which nothing is known may fill the buffers and strings it
  // is given to write to.
  if (Call.Callee)
    for (unsigned I = 0; I < Call.Arguments.size(); ++I) {
      if (I >= Call.Callee->getNumParams())
        break;
      QualType T = Call.Callee->getParamDecl(I)->getType();
      QualType Pointee = T->getPointeeType();
      if (Pointee.isNull() || Pointee.isConstQualified())
        continue;
      bool IsBuffer = isCharacter(Pointee);
      bool IsString = T->isLValueReferenceType() && Pointee->isRecordType();
      if (!IsBuffer && !IsString)
        continue;
      Value V = value(Call.Arguments[I]);
      if (!V.isAddress())
        continue;
      const Value *Old = Current.get(V.P);
      // Objects that hold no text are not texts after the call either.
      if (IsString && !(Old && Old->isText()))
        continue;
      store(V.P, Value::text(dynamic(Call.Call)));
    }
  QualType T = Call.Call->getType();
  if (T->isVoidType() || isNumeric(T))
    return {};
  if (T->isRecordType())
    return Value::opaque(dynamic(Call.Call));
  return Value::text(dynamic(Call.Call));
}

Value FunctionEvaluator::construct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Constructor = E->getConstructor();
  CallContext Call;
  Call.Call = E;
  Call.Callee = Constructor;
  Call.This = Places.temporary(E);
  Call.Arguments.assign(E->arg_begin(), E->arg_end());
  auto Built = [&]() -> Value {
    const Value *Stored = Current.get(Call.This);
    if (Stored && !Stored->isNone() && !Stored->isAddress())
      return *Stored;
    return Value::copy(Call.This);
  };
  // An object that is made anew in a loop starts empty.
  store(Call.This, Value());
  if (applyCatalog(Call))
    return Built();
  if (Constructor->isCopyOrMoveConstructor() && E->getNumArgs() > 0) {
    Value V = value(E->getArg(0));
    return V.isAddress() ? Value::copy(V.P) : V;
  }
  auto Known = TheProgram.Summaries.find(Constructor->getCanonicalDecl());
  if (Known != TheProgram.Summaries.end()) {
    apply(*Known->second, Constructor, Call);
    return Built();
  }
  llvm::SmallVector<const Expr *, 4> Given;
  for (const Expr *Argument : Call.Arguments)
    if (!isa<CXXDefaultArgExpr>(Argument) && !isNumeric(Argument->getType()))
      Given.push_back(Argument);
  // A class of which only the declaration is known, made from one thing,
  // most likely wraps it.
  if (Given.size() == 1)
    return Value::text(textOf(Given.front()));
  if (Given.empty())
    return Value::copy(Call.This);
  return Value::opaque(dynamic(E));
}

Value FunctionEvaluator::lambda(const LambdaExpr *E) {
  // Whoever gets the closure may call it: its sites are reached from here,
  // with its captures as they are now.
  const FunctionDecl *Operator = E->getCallOperator();
  auto Known = TheProgram.Summaries.find(Operator->getCanonicalDecl());
  if (Known == TheProgram.Summaries.end())
    return {};
  CallContext Call;
  Call.Call = E;
  Call.Callee = Operator;
  if (ThisOwner)
    Call.This = Places.thisObject(ThisOwner);
  State Before = Current;
  apply(*Known->second, Operator, Call);
  // It may run or not.
  State After = Current;
  Current = Before;
  joinInto(Current, After, false);
  return {};
}

const Expr *FunctionEvaluator::operandExpr(const catalog::Operand &Operand,
                                           const CallContext &Call) {
  switch (Operand.Where) {
  case catalog::Operand::Kind::Argument:
    return Operand.Index < Call.Arguments.size() ? Call.Arguments[Operand.Index]
                                                 : nullptr;
  case catalog::Operand::Kind::This:
    return Call.Object ? Call.Object : Call.Call;
  case catalog::Operand::Kind::Return:
    return Call.Call;
  }
  return nullptr;
}

Value FunctionEvaluator::operandValue(const catalog::Operand &Operand,
                                      const CallContext &Call) {
  if (Operand.Where == catalog::Operand::Kind::This)
    return Call.This == NoPlace ? Value() : Value::address(Call.This);
  const Expr *E = operandExpr(Operand, Call);
  return E ? value(E) : Value();
}

TextRef FunctionEvaluator::operandText(const catalog::Operand &Operand,
                                       const CallContext &Call) {
  if (Operand.Where == catalog::Operand::Kind::This)
    return Call.This == NoPlace ? Texts.empty()
                                : loadText(Call.This, Call.Object);
  const Expr *E = operandExpr(Operand, Call);
  if (!E)
    return Texts.empty();
  // Manipulators (std::endl, std::hex) are functions and no text.
  QualType T = E->getType();
  if (T->isFunctionPointerType() || T->isFunctionType())
    return Texts.empty();
  return textOf(E);
}

void FunctionEvaluator::storeOperand(const catalog::Operand &Operand, TextRef T,
                                     const CallContext &Call,
                                     std::optional<Value> &Result) {
  if (Operand.Where == catalog::Operand::Kind::Return) {
    // A buffer that is handed out can be written to.
    QualType Pointee = Call.Call->getType()->getPointeeType();
    if (Call.Call->isPRValue() && !Pointee.isNull() &&
        !Pointee.isConstQualified()) {
      PlaceId P = Places.temporary(Call.Call);
      store(P, Value::text(T));
      Result = Value::address(P);
    } else {
      Result = Value::text(T);
    }
    return;
  }
  Value Target = operandValue(Operand, Call);
  if (!Target.isAddress())
    return;
  // What is printed to std::cout goes nowhere that is followed.
  const Place &Root = Places[Places[Target.P].Root];
  if (Root.What == Place::Kind::Variable &&
      Context.getSourceManager().isInSystemHeader(Root.Decl->getLocation()))
    return;
  if (Target.Later)
    T = Texts.concat(loadText(Target.P, Call.Call), T);
  // char *p; asprintf(&p, ...): what p points to.
  store(Target.P, Value::text(T));
}

std::optional<Value> FunctionEvaluator::applyCatalog(const CallContext &Call) {
  const Matches *M = TheProgram.Matcher.match(Call.Callee);
  if (!M)
    return std::nullopt;
  auto Holds = [&](const catalog::Entry *Entry) {
    return TheProgram.Matcher.holds(*Entry, Call.Arguments);
  };
  std::optional<Value> Result;
  bool Applied = false;
  for (const catalog::Sink *Sink : M->Sinks)
    if (Holds(Sink)) {
      recordSink(*Sink, Call);
      Applied = true;
    }
  for (const catalog::Connect *Connect : M->Connects)
    if (Holds(Connect)) {
      recordConnect(*Connect, Call);
      Applied = true;
    }
  for (const catalog::Quoter *Quoter : M->Quoters) {
    if (!Holds(Quoter))
      continue;
    Applied = true;
    Hole H;
    H.From = Origin::Sanitized;
    H.Where = Call.Call;
    H.Quoter = Quoter;
    H.Quoted = Quoter->For;
    H.Inner = operandText(Quoter->From, Call);
    storeOperand(Quoter->Into, Texts.hole(H), Call, Result);
  }
  // All entries read the state before the call.
  llvm::SmallVector<std::pair<const catalog::Builder *, TextRef>, 2> Built;
  for (const catalog::Builder *Builder : M->Builders)
    if (Holds(Builder)) {
      Applied = true;
      Built.emplace_back(Builder,
                         Builder->Into ? build(*Builder, Call) : nullptr);
    }
  for (auto [Builder, T] : Built) {
    if (T)
      storeOperand(*Builder->Into, T, Call, Result);
    if (Builder->Returns)
      Result = operandValue(*Builder->Returns, Call);
  }
  for (const catalog::Source *Source : M->Sources) {
    if (!Holds(Source))
      continue;
    Applied = true;
    Hole H;
    H.From = Origin::Outside;
    H.Where = Call.Call;
    H.Source = Source;
    storeOperand(Source->Into, Texts.hole(H), Call, Result);
  }
  if (!Applied)
    return std::nullopt;
  if (!Result) {
    QualType T = Call.Call->getType();
    if (T->isVoidType() || isNumeric(T))
      return Value();
    Result = T->isRecordType() ? Value::opaque(dynamic(Call.Call))
                               : Value::text(dynamic(Call.Call));
  }
  return Result;
}

TextRef FunctionEvaluator::build(const catalog::Builder &Builder,
                                 const CallContext &Call) {
  using Kind = catalog::Item::Kind;
  struct Piece {
    TextRef T;
    const Expr *At; ///< Null for what can't be spliced.
  };
  llvm::SmallVector<Piece, 6> Pieces;
  for (const catalog::Item &Item : Builder.Text) {
    bool IsThis = Item.From.Where == catalog::Operand::Kind::This;
    const Expr *At = IsThis ? nullptr : operandExpr(Item.From, Call);
    switch (Item.What) {
    case Kind::Literal:
      Pieces.push_back({Texts.literal(Item.Text, Call.Call), nullptr});
      break;
    case Kind::Operand:
      Pieces.push_back({operandText(Item.From, Call), At});
      break;
    case Kind::Rest:
      for (unsigned I = Item.From.Index; I < Call.Arguments.size(); ++I)
        Pieces.push_back(
            {operandText({catalog::Operand::Kind::Argument, I}, Call),
             Call.Arguments[I]});
      break;
    case Kind::Elements:
    case Kind::Repeat:
      Pieces.push_back({Texts.repeat(operandText(Item.From, Call)), At});
      break;
    case Kind::Part:
      Pieces.push_back({partOf(operandText(Item.From, Call), Call.Call), At});
      break;
    case Kind::Format:
      Pieces.push_back({buildFormat(Builder, Item, Call), nullptr});
      break;
    }
  }
  // A value is spliced where it first meets text that is written here. What
  // only appends one unknown to another, such as a string builder's own
  // append, hands it on.
  bool Written =
      llvm::any_of(Pieces, [](const Piece &P) { return P.T->hasOwn(); });
  TextRef Result = Texts.empty();
  for (const Piece &P : Pieces)
    Result = Texts.concat(Result, Written && P.At && Pieces.size() > 1
                                      ? spliced(P.T, P.At)
                                      : P.T);
  return Result;
}

TextRef FunctionEvaluator::spliced(TextRef T, const Expr *At) {
  // Text that is built from another's characters is a copy of it: it is spliced
  // where the copy is.
  if (isCharacter(At->getType()) && T->isHole() &&
      T->hole().From == Origin::Symbol) {
    const auto *D = dyn_cast_or_null<ValueDecl>(Places[T->hole().Symbol].Decl);
    if (D && !isCharacter(D->getType().getNonReferenceType()))
      return T;
  }
  return Texts.spliced(T, At);
}

TextRef FunctionEvaluator::buildFormat(const catalog::Builder &Builder,
                                       const catalog::Item &Item,
                                       const CallContext &Call) {
  const Expr *FormatExpr = operandExpr(Item.From, Call);
  TextRef Format = operandText(Item.From, Call);
  auto Arguments = formatArguments(Call, Item.Arguments);
  if (Format->kind() == Text::Kind::Choice) {
    llvm::SmallVector<TextRef, 4> Results;
    for (TextRef Each : Format->alternatives())
      Results.push_back(formatText(Builder, Item, Each, FormatExpr, Arguments));
    return Texts.join(Results);
  }
  return formatText(Builder, Item, Format, FormatExpr, Arguments);
}

llvm::SmallVector<FunctionEvaluator::FormatArgument, 6>
FunctionEvaluator::formatArguments(const CallContext &Call, unsigned First) {
  llvm::SmallVector<FormatArgument, 6> Result;
  for (unsigned I = First; I < Call.Arguments.size(); ++I)
    Result.push_back({textOf(Call.Arguments[I]), Call.Arguments[I]});
  return Result;
}

bool FunctionEvaluator::isOwnFormat(TextRef Format) const {
  if (!Format->isHole() || Format->hole().From != Origin::Symbol)
    return false;
  const Place &P = Places[Format->hole().Symbol];
  return P.Base == NoPlace && isa_and_nonnull<ParmVarDecl>(P.Decl);
}

bool FunctionEvaluator::isArgumentList(const Expr *E) const {
  QualType List = Context.getBuiltinVaListType().getCanonicalType();
  QualType Given = E->getType().getCanonicalType().getUnqualifiedType();
  if (List->isArrayType() &&
      Given == Context.getDecayedType(List).getCanonicalType())
    return true;
  return Given == List.getUnqualifiedType();
}

TextRef FunctionEvaluator::formatText(
    const catalog::Builder &Builder, const catalog::Item &Item, TextRef Format,
    const Expr *FormatExpr, llvm::ArrayRef<FormatArgument> Arguments) {
  if (isOwnFormat(Format)) {
    // A printf of the project's own: its callers know the format.
    Hole H = Format->hole();
    H.Formats = &Builder;
    H.Format = &Item;
    llvm::SmallVector<TextRef, 6> Given;
    if (Arguments.size() != 1 || !isArgumentList(Arguments[0].At))
      for (const FormatArgument &Argument : Arguments)
        Given.push_back(Argument.T);
    H.Arguments = Texts.keep(Given);
    return Texts.hole(H);
  }
  std::optional<std::string> Constant = constantValue(Format);
  std::optional<std::vector<FormatPart>> Parts;
  if (Constant)
    Parts = readFormat(Item.Text, *Constant);
  TextRef Result = Texts.empty();
  if (!Parts) {
    // The format is not known: its own text, then any of the arguments.
    Result = Format->isHole() ? Format : partOf(Format, FormatExpr);
    for (const FormatArgument &Argument : Arguments)
      Result = Texts.concat(Result, Texts.spliced(Argument.T, Argument.At));
    return Result;
  }
  bool Written = llvm::any_of(
      *Parts, [](const FormatPart &P) { return !P.Literal.empty(); });
  const Expr *Source = Format->isLiteral() ? Format->expr() : FormatExpr;
  unsigned Base = Format->isLiteral() ? Format->offset() : 0;
  for (const FormatPart &Part : *Parts) {
    if (!Part.Literal.empty()) {
      Result = Texts.concat(
          Result, Texts.literal(Part.Literal, Source, Base + Part.Offset));
      continue;
    }
    if (Part.Argument >= Arguments.size())
      continue;
    auto [Given, At] = Arguments[Part.Argument];
    TextRef Piece = Given;
    auto Quotes = llvm::find_if(Builder.Conversions, [&](const auto &C) {
      return C.first == Part.Conversion;
    });
    Hole H;
    H.Where = At;
    if (Quotes != Builder.Conversions.end()) {
      H.From = Origin::Sanitized;
      H.Quoted = Quotes->second;
      H.Inner = Given;
      Piece = Texts.hole(H);
    } else if (isNumericConversion(Item.Text, Part.Conversion)) {
      H.From = Origin::Number;
      Piece = Texts.hole(H);
    } else if (Part.Conversion == 'c' && Given->isHole() &&
               Given->hole().From == Origin::Number) {
      // A character, though an int carries it.
      Piece = dynamic(At);
    }
    Result = Texts.concat(Result, Written ? Texts.spliced(Piece, At) : Piece);
  }
  return Result;
}

void FunctionEvaluator::record(Site S, const void *Inner) {
  Found[{S.Call, Inner}] = std::move(S);
}

void FunctionEvaluator::recordSink(const catalog::Sink &Sink,
                                   const CallContext &Call) {
  const Expr *Argument = operandExpr(Sink.Sql, Call);
  if (!Argument)
    return;
  Site S;
  S.Sink = &Sink;
  S.Call = Call.Call;
  S.Callee = Call.Callee;
  S.Function = S.Outermost = Function;
  TextRef T = operandText(Sink.Sql, Call);
  if (Sink.Format) {
    static const catalog::Builder Plain;
    T = formatText(Plain, *Sink.Format, T, Argument,
                   formatArguments(Call, Sink.Format->Arguments));
  }
  S.Parts.push_back({Role::Sql, Argument, T, {}});
  record(std::move(S), &Sink);
}

void FunctionEvaluator::recordConnect(const catalog::Connect &Connect,
                                      const CallContext &Call) {
  Site S;
  S.Connect = &Connect;
  S.Call = Call.Call;
  S.Callee = Call.Callee;
  S.Function = S.Outermost = Function;
  for (auto [Index, What] : {std::pair(Connect.Conninfo, Role::Conninfo),
                             {Connect.Password, Role::Password},
                             {Connect.User, Role::User},
                             {Connect.Host, Role::Host}})
    if (Index && *Index < Call.Arguments.size()) {
      const Expr *Argument = Call.Arguments[*Index];
      S.Parts.push_back({What, Argument, textOf(Argument), {}});
    }
  if (Connect.Keywords && Connect.Values)
    recordKeywordArrays(Connect, Call, S);
  record(std::move(S), &Connect);
}

void FunctionEvaluator::recordKeywordArrays(const catalog::Connect &Connect,
                                            const CallContext &Call, Site &S) {
  if (*Connect.Keywords >= Call.Arguments.size() ||
      *Connect.Values >= Call.Arguments.size())
    return;
  const Expr *Argument = Call.Arguments[*Connect.Values];
  Value Keywords = value(Call.Arguments[*Connect.Keywords]);
  Value Settings = value(Argument);
  if (Keywords.P == NoPlace || Settings.P == NoPlace)
    return;
  // The names are listed where the array was initialised.
  PlaceId Listed = Keywords.P;
  while (const Value *Content = Current.get(Listed)) {
    if (Content->What != Value::Kind::Copy || Content->P == Listed)
      break;
    Listed = Content->P;
  }
  llvm::DenseSet<unsigned> Indices;
  for (PlaceId Array : {Keywords.P, Listed})
    for (PlaceId Child : Places.children(Array))
      if (Places[Child].What == Place::Kind::Element &&
          Places[Child].Index != AnyIndex)
        Indices.insert(Places[Child].Index);
  std::vector<unsigned> Ordered(Indices.begin(), Indices.end());
  llvm::sort(Ordered);
  for (unsigned Index : Ordered) {
    std::optional<std::string> Keyword =
        constantValue(loadText(Places.element(Keywords.P, Index), Argument));
    if (!Keyword || Keyword->empty())
      continue;
    TextRef T = loadText(Places.element(Settings.P, Index), Argument);
    Role What = Role::Setting;
    if (*Keyword == "password" || *Keyword == "sslpassword")
      What = Role::Password;
    else if (*Keyword == "host" || *Keyword == "hostaddr")
      What = Role::Host;
    else if (*Keyword == "user")
      What = Role::User;
    else if (*Keyword == "dbname")
      What = Role::Conninfo;
    S.Parts.push_back({What, Argument, T, *Keyword});
  }
}

} // namespace dbsafe::provenance
