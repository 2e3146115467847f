//===- Settings.cpp - Connections that are set up call by call ------------===//
//
// mysql_options(db, MYSQL_OPT_SSL_MODE, ...) some lines above
// mysql_real_connect(db, ...): the settings are kept like fields of the object
// that they are made for, so that they go where it goes.
//
//===----------------------------------------------------------------------===//
#include "provenance/FunctionEvaluator.h"

using namespace clang;

namespace dbsafe::provenance {

PlaceId FunctionEvaluator::connectionPlace(const catalog::Connect &Connect,
                                           const CallContext &Call) {
  using Kind = catalog::Operand::Kind;
  if (Connect.Connection->Where == Kind::This)
    return Call.This;
  if (Connect.Connection->Where == Kind::Return)
    return Places.temporary(Call.Call);
  const Expr *E = operandExpr(*Connect.Connection, Call);
  if (!E)
    return NoPlace;
  // A handle of which nothing is known goes by the variable that holds it.
  const Expr *Handle = E->IgnoreParenImpCasts();
  Value V = value(E);
  if (!V.isAddress() && V.What != Value::Kind::Copy && Handle->isGLValue())
    V = value(Handle);
  return V.isAddress() || V.What == Value::Kind::Copy ? V.P : NoPlace;
}

void FunctionEvaluator::makeSetting(const catalog::Connect &Connect,
                                    const CallContext &Call) {
  PlaceId Object = connectionPlace(Connect, Call);
  if (Object == NoPlace)
    return;
  PlaceId P = Places.field(Object, TheProgram.settingDecl(Connect.Setting));
  TextRef T = Texts.empty();
  if (!Connect.Value) {
    T = Texts.literal(Connect.Is, Call.Call);
  } else if (*Connect.Value < Call.Arguments.size()) {
    const Expr *Argument = Call.Arguments[*Connect.Value];
    if (Connect.Named.empty()) {
      T = textOf(Argument);
    } else {
      // mysql_options(db, option, &mode): a number behind a pointer.
      const Expr *Constant = Argument->IgnoreParenCasts();
      if (const auto *U = dyn_cast<UnaryOperator>(Constant);
          U && U->getOpcode() == UO_AddrOf)
        Constant = U->getSubExpr()->IgnoreParenCasts();
      if (const auto *R = dyn_cast<DeclRefExpr>(Constant))
        if (const auto *V = dyn_cast<VarDecl>(R->getDecl());
            V && V->getInit() && V->getType()->isIntegralOrEnumerationType())
          Constant = V->getInit();
      T = dynamic(Argument);
      if (!Constant->isValueDependent())
        for (const auto &[Name, Word] : Connect.Named)
          if (TheProgram.Matcher.isConstant(Constant, Name)) {
            T = Texts.literal(Word, Argument);
            break;
          }
    }
  }
  store(P, Value::text(T));
}

void FunctionEvaluator::recordSettings(const catalog::Connect &Connect,
                                       const CallContext &Call, Site &S) {
  PlaceId Object = connectionPlace(Connect, Call);
  if (Object == NoPlace)
    return;
  for (const std::string &Keyword : TheProgram.Matcher.settings()) {
    PlaceId P = Places.field(Object, TheProgram.settingDecl(Keyword));
    const Value *Known = Current.get(P);
    if (!Known && !isSymbolic(P))
      continue;
    TextRef T = loadText(P, Call.Call);
    if (T->isEmpty())
      continue;
    Role What = Keyword == "host"       ? Role::Host
                : Keyword == "conninfo" ? Role::Conninfo
                                        : Role::Setting;
    S.Parts.push_back({What, Call.Call, T, Keyword});
  }
}

} // namespace dbsafe::provenance
