#include "rules/HardcodedCredentials.h"
#include "conninfo/Conninfo.h"
#include "conninfo/Shown.h"
#include "provenance/Program.h"
#include "rules/ConnectSite.h"
#include "rules/SourceText.h"
#include "sql/Lexer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

using provenance::Line;
using provenance::Role;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

class Inspector {
public:
  Inspector(const provenance::Program &Program, const Report &Report)
      : Context(Program.context()), Written(Program), TheReport(Report) {}

  void inspect(const Site &S) {
    std::string User = constantOf(S, Role::User);
    std::string Host = constantOf(S, Role::Host);
    for (const SitePart &Part : S.Parts) {
      if (Part.What == Role::Conninfo)
        inspectConninfo(S, Part);
      else if (Part.What == Role::Password)
        inspectPassword(S, Part, User, Host);
    }
  }

  /// CREATE ROLE ... PASSWORD '...', IDENTIFIED BY '...', PRAGMA key = '...'.
  void inspectSql(const Site &S) {
    const SitePart *Sql = S.part(Role::Sql);
    for (const Line &L : provenance::lines(Sql->Text)) {
      sql::TokenizedText Text(toTemplate(L), S.Sink->Lib->Dialect);
      const std::vector<sql::Token> &Tokens = Text.tokens();
      for (size_t I = 0; I < Tokens.size(); ++I)
        if (Tokens[I].Kind == sql::TokenKind::String &&
            !Text.hasHole(Tokens[I]) && setsPassword(Text, I))
          addSql(S, L, Text, Tokens[I]);
    }
  }

  /// PGPASSWORD=... psql
  void inspectCommand(const Site &S) {
    for (const SitePart &Part : S.Parts)
      for (const Line &L : provenance::lines(Part.Text, 16)) {
        conninfo::PartialText Text = partialText(L);
        for (size_t Piece : conninfo::secretsInCommand(Text)) {
          if (Piece >= L.size() || !L[Piece]->isLiteral())
            continue;
          Finding F;
          F.Range = rangeOf(L[Piece]->expr(), Context);
          F.Message = message("password", {}, {});
          F.Subject = describe(S.Function) + " command line";
          addPathTo(F, S, Context, "run here, through '");
          add(std::move(F), /*AtConnect=*/true);
        }
      }
  }

  void inspect(const provenance::Program::Literal &L) {
    if (L.Expr->getLength() == 0)
      return;
    for (const conninfo::Secret &Secret :
         conninfo::secretsInLiteral(L.Expr->getString())) {
      Finding F;
      F.Range = rangeOf(L.Expr, Context);
      F.Message = message(Secret.Keyword, Secret.User, Secret.Host);
      F.Subject = describe(L.Function) + " " + Secret.Keyword + " " +
                  Secret.User + "@" + Secret.Host + " " + Secret.Hash;
      add(std::move(F), /*AtConnect=*/false);
    }
  }

  void finish() {
    for (auto &[Where, F] : Findings)
      TheReport(std::move(F));
  }

private:
  static std::string constantOf(const Site &S, Role What) {
    if (const SitePart *Part = S.part(What))
      for (const Line &L : provenance::lines(Part->Text, 1))
        if (L.size() == 1 && L[0]->isLiteral())
          return L[0]->bytes().str();
    return {};
  }

  /// True if the string token at I stands where a statement takes a password.
  static bool setsPassword(const sql::TokenizedText &Text, size_t I) {
    const std::vector<sql::Token> &Tokens = Text.tokens();
    size_t Before = Text.previous(I);
    if (Before == sql::TokenizedText::None)
      return false;
    size_t Start = Before;
    for (size_t J = Before; J != sql::TokenizedText::None;
         J = Text.previous(J)) {
      if (Text.is(Tokens[J], ";"))
        break;
      Start = J;
    }
    if (Text.isWord(Tokens[Start], "PRAGMA")) {
      size_t Key = Text.is(Tokens[Before], "=") || Text.is(Tokens[Before], "(")
                       ? Text.previous(Before)
                       : Before;
      return Key != sql::TokenizedText::None &&
             (Text.isWord(Tokens[Key], "KEY") ||
              Text.isWord(Tokens[Key], "REKEY"));
    }
    bool OnRoles = Text.isWord(Tokens[Start], "CREATE") ||
                   Text.isWord(Tokens[Start], "ALTER") ||
                   Text.isWord(Tokens[Start], "GRANT") ||
                   Text.isWord(Tokens[Start], "SET");
    if (!OnRoles)
      return false;
    if (Text.isWord(Tokens[Before], "PASSWORD"))
      return true;
    // MySQL: SET PASSWORD FOR u = '...', = PASSWORD('...').
    size_t Called = Text.is(Tokens[Before], "(") ? Text.previous(Before)
                                                 : sql::TokenizedText::None;
    if (Called != sql::TokenizedText::None &&
        Text.isWord(Tokens[Called], "PASSWORD"))
      return true;
    if (Text.isWord(Tokens[Start], "SET") && Text.is(Tokens[Before], "=") &&
        Start + 1 < Tokens.size()) {
      for (size_t J = Text.previous(Before);
           J != sql::TokenizedText::None && J != Start; J = Text.previous(J))
        if (Text.previous(J) == Start)
          return Text.isWord(Tokens[J], "PASSWORD");
    }
    size_t Identified = Text.previous(Before);
    return Text.isWord(Tokens[Before], "BY") &&
           Identified != sql::TokenizedText::None &&
           Text.isWord(Tokens[Identified], "IDENTIFIED");
  }

  void addSql(const Site &S, const Line &L, const sql::TokenizedText &Text,
              const sql::Token &Token) {
    std::string Value =
        Text.flat().text().substr(Token.Body, Token.BodyEnd - Token.Body);
    TextRef Leaf = leafOf(L, Text.flat().place(Token.Begin).Piece);
    if (!Leaf || !Leaf->isLiteral() || conninfo::isPlaceholder(Value))
      return;
    Finding F;
    F.Range = rangeOf(Leaf->expr(), Context);
    F.Message = message("password", {}, {});
    F.Subject =
        describe(S.Function) + " SQL password " + conninfo::hashOf(Value);
    addPathTo(F, S, Context, "sent to the database here, through '");
    add(std::move(F), /*AtConnect=*/true);
  }

  std::string message(llvm::StringRef Keyword, llvm::StringRef User,
                      llvm::StringRef Host) const {
    if (Written.has(User))
      User = {};
    if (Written.has(Host))
      Host = {};
    std::string Text = "a ";
    Text += Keyword.empty() || Keyword.equals_insensitive("pwd") ||
                    Keyword.contains_insensitive("pass")
                ? "password"
                : Keyword.str();
    if (!User.empty())
      Text += " for user '" + User.str() + "'";
    if (!Host.empty())
      Text += " on '" + Host.str() + "'";
    return Text + " is written in the source: everyone who has the code or the "
                  "binary has it, and it can't be changed without a release; "
                  "read it from the environment or a password file, and change "
                  "this one";
  }

  void inspectConninfo(const Site &S, const SitePart &Part) {
    for (const Line &L : provenance::lines(Part.Text)) {
      conninfo::PartialText Text = partialText(L);
      for (const conninfo::Secret &Secret :
           conninfo::secretsIn(Text, grammarOf(*S.Connect))) {
        TextRef Leaf = leafWith(L, Secret.Offset);
        if (!Leaf)
          continue;
        Finding F;
        F.Range = rangeOf(Leaf->expr(), Context);
        F.Message = message(Secret.Keyword, Secret.User, Secret.Host);
        F.Subject = describe(S.Function) + " " + Secret.Keyword + " " +
                    Secret.User + "@" + Secret.Host + " " + Secret.Hash;
        addPathTo(F, S, Context);
        add(std::move(F), /*AtConnect=*/true);
      }
    }
  }

  void inspectPassword(const Site &S, const SitePart &Part,
                       const std::string &User, const std::string &Host) {
    for (const Line &L : provenance::lines(Part.Text)) {
      std::string Value;
      TextRef Leaf = nullptr;
      bool Constant = !L.empty();
      for (TextRef Each : L) {
        Constant &= Each->isLiteral();
        if (!Constant)
          break;
        Value += Each->bytes();
        Leaf = Leaf ? Leaf : Each;
      }
      if (!Constant || conninfo::isPlaceholder(Value, Part.Keyword))
        continue;
      Finding F;
      F.Range = rangeOf(Leaf->expr(), Context);
      F.Message = message("password", User, Host);
      F.Subject = describe(S.Function) + " password " + User + "@" + Host +
                  " " + conninfo::hashOf(Value);
      addPathTo(F, S, Context);
      add(std::move(F), /*AtConnect=*/true);
    }
  }

  /// The literal that holds the byte at Offset of the line's known text.
  static TextRef leafWith(const Line &L, size_t Offset) {
    TextRef Last = nullptr;
    for (TextRef Leaf : L) {
      if (!Leaf->isLiteral())
        continue;
      Last = Leaf;
      if (Offset < Leaf->bytes().size())
        return Leaf;
      Offset -= Leaf->bytes().size();
    }
    return Last;
  }

  void add(Finding F, bool AtConnect) {
    auto [It, Fresh] = Findings.insert({F.Range.getBegin(), F});
    // Evidence of use is better than a literal's own.
    if (!Fresh && AtConnect && It->second.Path.empty())
      It->second = std::move(F);
  }

  const ASTContext &Context;
  WrittenSecrets Written;
  const Report &TheReport;
  llvm::MapVector<SourceLocation, Finding> Findings;
};

} // namespace

const RuleInfo &HardcodedCredentials::info() const {
  static constexpr unsigned Cwe[] = {798, 259};
  static constexpr RuleInfo Info = {
      "dbsafe-hardcoded-credentials",
      "A database password is written in the source",
      Cwe,
      "8.8",
      {}};
  return Info;
}

void HardcodedCredentials::check(const provenance::Program &Program,
                                 const config::Configuration &,
                                 const Report &Report) const {
  Inspector I(Program, Report);
  for (const Site &S : Program.sites())
    if (S.Connect)
      I.inspect(S);
    else if (S.Sink)
      I.inspectSql(S);
    else if (S.Output && S.Output->What == catalog::Output::Kind::Command)
      I.inspectCommand(S);
  for (const provenance::Program::Literal &L : Program.literals())
    I.inspect(L);
  I.finish();
}

} // namespace dbsafe::rules
