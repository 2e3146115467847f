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
  if (Sink.Format) {
    static const catalog::Builder Plain;
    T = formatText(Plain, *Sink.Format, T, Argument,
                   formatArguments(Call, Sink.Format->Arguments,
                                   Sink.Format->LastArgument));
  }
  S.Parts.push_back({Role::Sql, Argument, T, {}});
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
