//===- Sites.cpp - Calls that speak to the database, written down ---------===//
#include "catalog/Recipe.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace dbsafe::provenance {

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
  S.Callee = Call.called();
  // What a destructor sends is told of the call that made the object.
  if (isa_and_nonnull<CXXDestructorDecl>(Call.Callee))
    if (const auto *Maker = dyn_cast<CallExpr>(Call.Call->IgnoreImplicit()))
      if (const FunctionDecl *Made = Maker->getDirectCallee())
        S.Callee = Made;
  S.Function = S.Outermost = Function;
  TextRef T = givenText({Sink.Sql, Sink.Fields}, Call);
  for (const auto &[Of, Fields] : Sink.Behind)
    T = Texts.concat(T, givenText({Of, Fields}, Call));
  // An object that gathers a statement: what it held when it was given to this
  // function is told of where that was put in.
  QualType Pointee = Argument->getType()->getPointeeType();
  bool Gathers = Sink.Sql.Where == catalog::Operand::Kind::This ||
                 (!Pointee.isNull() && Pointee->isRecordType());
  if (Gathers && T->hasOwn())
    if (Value Object = targetOf(Sink.Sql, Call); Object.isAddress())
      T = withoutOwnStart(T, Object.P);
  if (Sink.Format) {
    static const catalog::Builder Plain;
    T = formatText(Plain, *Sink.Format, T, Argument,
                   formatArguments(Call, Sink.Format->Arguments,
                                   Sink.Format->LastArgument));
  }
  S.Parts.push_back({Role::Sql, Argument, T, {}, Gathers});
  recordBinding(Sink.Binds, Call, S);
  record(std::move(S), &Sink);
}

void FunctionEvaluator::recordUse(const catalog::Use &Use,
                                  const CallContext &Call) {
  Site S;
  S.Use = &Use;
  S.Call = Call.Call;
  S.Callee = Call.called();
  S.Function = S.Outermost = Function;
  recordBinding(Use.Binds, Call, S);
  record(std::move(S), &Use);
}

void FunctionEvaluator::recordConnect(const catalog::Connect &Connect,
                                      const CallContext &Call) {
  Site S;
  S.Connect = &Connect;
  S.Call = Call.Call;
  S.Callee = Call.called();
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
  if (Connect.Options)
    recordOptions(Connect, Call, S);
  if (Connect.Connection)
    recordSettings(Connect, Call, S);
  record(std::move(S), &Connect);
}

TextRef FunctionEvaluator::withoutOwnStart(TextRef T, PlaceId P) {
  return Texts.map(
      T, [](TextRef Node) { return Node->isSymbolic(); },
      [&](const Hole &H) {
        return H.From == Origin::Symbol && H.Symbol == P ? Texts.empty()
                                                         : nullptr;
      });
}

void FunctionEvaluator::noteStore(PlaceId P) {
  if (const auto *Field = dyn_cast<FieldDecl>(Places[P].Decl);
      Field && TheProgram.Matcher.isSite(Field) &&
      !llvm::is_contained(StoredTo, P))
    StoredTo.push_back(P);
}

void FunctionEvaluator::recordStores(const Stmt *By) {
  for (PlaceId P : StoredTo) {
    const auto *E = dyn_cast<Expr>(By);
    if (const auto *D = dyn_cast<DeclStmt>(By); D && D->isSingleDecl())
      if (const auto *V = dyn_cast<VarDecl>(D->getSingleDecl()))
        E = V->getInit();
    if (!E)
      continue;
    const auto *Field = cast<FieldDecl>(Places[P].Decl);
    const catalog::CallModel *Model = TheProgram.Matcher.modelOf(Field);
    Site S;
    S.Call = E;
    S.Callee = Field;
    S.Function = S.Outermost = Function;
    // What was there before has been looked at where it was stored.
    TextRef T = withoutOwnStart(loadText(P, E), P);
    for (const catalog::Sink &Sink : Model->Sinks) {
      if (!isOfField(Sink))
        continue;
      S.Sink = &Sink;
      S.Parts = {{Role::Sql, E, T, {}}};
      record(S, &Sink);
    }
    S.Sink = nullptr;
    for (const catalog::Connect &Connect : Model->Connects) {
      if (!isOfField(Connect))
        continue;
      S.Connect = &Connect;
      S.Parts = {{Connect.Conninfo   ? Role::Conninfo
                  : Connect.Password ? Role::Password
                  : Connect.User     ? Role::User
                                     : Role::Host,
                  E,
                  T,
                  {}}};
      record(S, &Connect);
    }
  }
  StoredTo.clear();
}

void FunctionEvaluator::recordKeywordArrays(const catalog::Connect &Connect,
                                            const CallContext &Call, Site &S) {
  if (*Connect.Keywords >= Call.Arguments.size() ||
      *Connect.Values >= Call.Arguments.size())
    return;
  S.HasMore = true;
  size_t Before = S.Parts.size();
  recordKeywordPairs(Connect, Call, S);
  if (S.Parts.size() == Before)
    pairLists(Call.Arguments[*Connect.Keywords],
              Call.Arguments[*Connect.Values], S);
}

void FunctionEvaluator::recordKeywordPairs(const catalog::Connect &Connect,
                                           const CallContext &Call, Site &S) {
  const Expr *Argument = Call.Arguments[*Connect.Values];
  Value Keywords = value(Call.Arguments[*Connect.Keywords]);
  Value Settings = value(Argument);
  if (Keywords.P == NoPlace || Settings.P == NoPlace)
    return;
  // A pointer to the first is one to all of them.
  for (Value *Array : {&Keywords, &Settings})
    if (const Place &Here = Places[Array->P];
        Here.What == Place::Kind::Element && Here.Index == 0)
      Array->P = Here.Base;
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
  S.HasMore = Ordered.empty();
  for (unsigned Index : Ordered) {
    std::optional<std::string> Keyword =
        constantValue(loadText(Places.element(Keywords.P, Index), Argument));
    S.HasMore |= !Keyword;
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
