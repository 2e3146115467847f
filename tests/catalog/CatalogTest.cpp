//===- CatalogTest.cpp - Which call is what -------------------------------===//
#include "catalog/Catalog.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace dbsafe;
using namespace dbsafe::catalog;

namespace {

using Shared = std::shared_ptr<const Catalog>;

/// The built-in catalogue with a file on top, which must be without fault.
Shared with(llvm::StringRef Yaml, const Catalog &On = *Catalog::builtin()) {
  llvm::Expected<Shared> C = On.with(Yaml, "mine.yaml");
  if (!C) {
    ADD_FAILURE() << llvm::toString(C.takeError());
    return Catalog::builtin();
  }
  return *C;
}

/// What is said about a file.
std::string complaints(llvm::StringRef Yaml) {
  llvm::Expected<Shared> C = Catalog::builtin()->with(Yaml, "mine.yaml");
  return C ? "" : llvm::toString(C.takeError());
}

/// The same for a section of one entry, its text on line 3, column 3.
std::string complaintsOf(llvm::StringRef Section, llvm::StringRef Entry) {
  return complaints(
      ("library: mine\n" + Section + ":\n- " + Entry + "\n").str());
}

Operand argument(unsigned Index) { return {Operand::Kind::Argument, Index}; }
constexpr Operand This{Operand::Kind::This, 0};
constexpr Operand Return{Operand::Kind::Return, 0};

TEST(Catalog, KnowsTheLibraryThatComesWithIt) {
  const CallModel *Exec = Catalog::builtin()->find("PQexec");
  ASSERT_NE(Exec, nullptr);
  ASSERT_EQ(Exec->Sinks.size(), 1u);
  EXPECT_EQ(Exec->Sinks[0].Sql, argument(1));
  EXPECT_EQ(Exec->Sinks[0].What, Sink::Kind::Statement);
  EXPECT_EQ(Exec->Sinks[0].Lib->Name, "libpq");
  EXPECT_EQ(Exec->Sinks[0].Lib->Dialect, sql::Dialect::PostgreSQL);
  EXPECT_EQ(Catalog::builtin()->find("PQexecutive"), nullptr);
  EXPECT_EQ(Catalog::builtin()->find("db::PQexec"), nullptr);
}

TEST(Catalog, TellsCheaplyWhetherANameIsWorthALook) {
  Shared C = with("library: mine\n"
                  "sinks:\n"
                  "- {call: 'acme::Db::run', sql: 0}\n"
                  "- {call: 'acme::Db::operator<<', sql: 0}\n"
                  "builders:\n"
                  "- {call: 'acme::Str::operator std::string', returns: this}\n"
                  "- {call: 'acme::operator\"\"_sql', returns: 0}\n");
  EXPECT_TRUE(C->mentions("PQexec"));
  EXPECT_TRUE(C->mentions("run"));
  EXPECT_TRUE(C->mentions("operator<<"));
  EXPECT_TRUE(C->mentions("operator std::string"));
  EXPECT_FALSE(C->mentions("acme::Db::run"));
  EXPECT_FALSE(C->mentions("Db"));
  EXPECT_FALSE(C->mentions("walk"));
  EXPECT_FALSE(Catalog::builtin()->mentions("run"));
}

TEST(Catalog, ReadsALibrarysHead) {
  Shared C = with("library: mine\n"
                  "dialect: mysql\n"
                  "headers: [a.h, \"b/*\"]\n"
                  "bind: 'run(\"... ?\", x)'\n"
                  "quote-identifier: quoteName(x)\n");
  const Library &L = *C->libraries().back();
  EXPECT_EQ(L.Name, "mine");
  EXPECT_EQ(L.Dialect, sql::Dialect::MySQL);
  EXPECT_EQ(L.Headers, (std::vector<std::string>{"a.h", "b/*"}));
  EXPECT_EQ(L.Bind, "run(\"... ?\", x)");
  EXPECT_EQ(L.QuoteIdentifier, "quoteName(x)");
  EXPECT_EQ(with("library: other\n")->libraries().back()->Dialect,
            sql::Dialect::Generic);
}

TEST(Catalog, ReadsSinks) {
  Shared C = with("library: mine\n"
                  "sinks:\n"
                  "- call: [a::run, a::runLater]\n"
                  "  sql: 1\n"
                  "  kind: fragment\n"
                  "  bind: runBound(...)\n"
                  "  parameters: [text, 'a::Params', '...']\n"
                  "  when: {0: RUN_NOW, 2: 'x y'}\n"
                  "- {call: 'a::table', sql: this, kind: identifier}\n");
  ASSERT_NE(C->find("a::runLater"), nullptr);
  const Sink &S = C->find("a::runLater")->Sinks.at(0);
  EXPECT_EQ(S.Call, "a::runLater");
  EXPECT_EQ(S.Sql, argument(1));
  EXPECT_EQ(S.What, Sink::Kind::Fragment);
  EXPECT_EQ(S.Bind, "runBound(...)");
  EXPECT_EQ(S.Parameters,
            (std::vector<std::string>{"text", "a::Params", "..."}));
  EXPECT_EQ(S.When, (std::vector<std::pair<unsigned, std::string>>{
                        {0, "RUN_NOW"}, {2, "x y"}}));
  EXPECT_EQ(C->find("a::run")->Sinks.at(0).Call, "a::run");
  EXPECT_EQ(C->find("a::table")->Sinks.at(0).Sql, This);
  EXPECT_EQ(C->find("a::table")->Sinks.at(0).What, Sink::Kind::Identifier);
}

TEST(Catalog, ReadsConnects) {
  Shared C = with("library: mine\n"
                  "connects:\n"
                  "- {call: 'a::whole', conninfo: 0, grammar: odbc}\n"
                  "- {call: 'a::any', conninfo: 0}\n"
                  "- {call: 'a::parts', host: 0, user: 1, password: 2}\n"
                  "- {call: 'a::arrays', keywords: 0, values: 1}\n");
  EXPECT_EQ(C->find("a::whole")->Connects.at(0).Conninfo, 0u);
  EXPECT_EQ(C->find("a::whole")->Connects.at(0).Grammar, "odbc");
  EXPECT_EQ(C->find("a::any")->Connects.at(0).Grammar, "any");
  const Connect &Parts = C->find("a::parts")->Connects.at(0);
  EXPECT_EQ(Parts.Conninfo, std::nullopt);
  EXPECT_EQ(Parts.Grammar, "");
  EXPECT_EQ(Parts.Host, 0u);
  EXPECT_EQ(Parts.User, 1u);
  EXPECT_EQ(Parts.Password, 2u);
  EXPECT_EQ(C->find("a::arrays")->Connects.at(0).Keywords, 0u);
  EXPECT_EQ(C->find("a::arrays")->Connects.at(0).Values, 1u);

  Shared Pg = with("library: mine\ndialect: postgresql\n"
                   "connects: [{call: f, conninfo: 0}]\n");
  EXPECT_EQ(Pg->find("f")->Connects.at(0).Grammar, "libpq");
}

TEST(Catalog, ReadsQuoters) {
  Shared C =
      with("library: mine\n"
           "quoters:\n"
           "- {call: q, from: 1, into: 0, slot: quoted-value,\n"
           "   weakness: \"it ignores the connection's encoding\"}\n"
           "- {call: like, from: 0, into: return, slot: none}\n"
           "- {call: hex, from: 1, into: 0, slot: anywhere, append: true}\n");
  const Quoter &Q = C->find("q")->Quoters.at(0);
  EXPECT_EQ(Q.From, argument(1));
  EXPECT_EQ(Q.Into, argument(0));
  EXPECT_EQ(Q.For, Quoter::Slot::QuotedValue);
  EXPECT_EQ(Q.Weakness, "it ignores the connection's encoding");
  EXPECT_EQ(C->find("like")->Quoters.at(0).Into, Return);
  EXPECT_EQ(C->find("like")->Quoters.at(0).For, Quoter::Slot::None);
  EXPECT_FALSE(C->find("like")->Quoters.at(0).Append);
  EXPECT_EQ(C->find("hex")->Quoters.at(0).For, Quoter::Slot::Anywhere);
  EXPECT_TRUE(C->find("hex")->Quoters.at(0).Append);
}

TEST(Catalog, ReadsConversionsOfALibrarysOwn) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: f, sql: 0, format: fmt,\n"
                  "   conversions: {plain: value, i: identifier, r: raw}}]\n");
  EXPECT_EQ(
      C->find("f")->Sinks.at(0).Format->Conversions,
      (std::vector<std::pair<char, QuotedSlot>>{{'\0', QuotedSlot::Value},
                                                {'i', QuotedSlot::Identifier},
                                                {'r', QuotedSlot::Raw}}));
}

TEST(Catalog, ReadsBuilders) {
  Shared C = with(
      "library: mine\n"
      "builders:\n"
      "- {call: 'S::append', into: this, text: '{this}{0}', returns: this}\n"
      "- {call: 'S::c_str', returns: this}\n"
      "- {call: 'S::clear', into: this, text: ''}\n"
      "- {call: mprintf, into: return, text: '{printf 0 1}',\n"
      "   conversions: {q: quoted-value, Q: value, w: quoted-identifier}}\n");
  const Builder &Append = C->find("S::append")->Builders.at(0);
  EXPECT_EQ(Append.Into, This);
  EXPECT_EQ(Append.Returns, This);
  ASSERT_EQ(Append.Text.size(), 2u);
  EXPECT_EQ(Append.Text[0].From, This);
  EXPECT_EQ(Append.Text[1].From, argument(0));
  EXPECT_EQ(C->find("S::c_str")->Builders.at(0).Into, std::nullopt);
  const Builder &Clear = C->find("S::clear")->Builders.at(0);
  EXPECT_EQ(Clear.Into, This);
  EXPECT_TRUE(Clear.Text.empty());
  const Builder &Printf = C->find("mprintf")->Builders.at(0);
  EXPECT_EQ(Printf.Text.at(0).What, Item::Kind::Format);
  EXPECT_EQ(Printf.Text.at(0).Arguments, 1u);
  EXPECT_EQ(Printf.Text.at(0).Conversions,
            (std::vector<std::pair<char, Quoter::Slot>>{
                {'q', Quoter::Slot::QuotedValue},
                {'Q', Quoter::Slot::Value},
                {'w', Quoter::Slot::QuotedIdentifier}}));
}

TEST(Catalog, ReadsSources) {
  Shared C = with("library: mine\n"
                  "sources: [{call: ask, into: return, what: the user}]\n");
  EXPECT_EQ(C->find("ask")->Sources.at(0).Into, Return);
  EXPECT_EQ(C->find("ask")->Sources.at(0).What, "the user");
}

TEST(Catalog, CollectsWhatSeveralFilesSayOfOneCall) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: PQexec, sql: 0}]\n"
                  "sources: [{call: PQexec, into: return, what: afar}]\n");
  const CallModel *Exec = C->find("PQexec");
  ASSERT_EQ(Exec->Sinks.size(), 2u);
  EXPECT_EQ(Exec->Sinks[0].Lib->Name, "libpq");
  EXPECT_EQ(Exec->Sinks[1].Lib->Name, "mine");
  EXPECT_EQ(Exec->Sources.size(), 1u);
  EXPECT_EQ(Catalog::builtin()->find("PQexec")->Sinks.size(), 1u);
}

TEST(Catalog, LetsALaterFileOverrideAnEntry) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: PQexec, sql: 1, bind: ourExec(...)}]\n"
                  "quoters: [{call: PQescapeLiteral, from: 1, into: return,\n"
                  "           slot: none}]\n");
  ASSERT_EQ(C->find("PQexec")->Sinks.size(), 1u);
  EXPECT_EQ(C->find("PQexec")->Sinks[0].Bind, "ourExec(...)");
  ASSERT_EQ(C->find("PQescapeLiteral")->Quoters.size(), 1u);
  EXPECT_EQ(C->find("PQescapeLiteral")->Quoters[0].For, Quoter::Slot::None);
}

TEST(Catalog, KeepsEntriesOfDifferentOverloadsApart) {
  Shared C = with("library: mine\n"
                  "sinks:\n"
                  "- {call: f, sql: 0, parameters: [text]}\n"
                  "- {call: f, sql: 0, parameters: [text, text]}\n"
                  "- {call: f, sql: 1, parameters: [text, text]}\n"
                  "- {call: f, sql: 0, when: {1: X}}\n");
  EXPECT_EQ(C->find("f")->Sinks.size(), 4u);
}

TEST(Catalog, ReadsComparisons) {
  Shared C =
      with("library: mine\n"
           "comparisons:\n"
           "- {call: same, value: 0, among: 1, holds: zero}\n"
           "- {call: 'S::isAsc', value: this, text: ASC, holds: nonzero}\n"
           "- {call: 'S::none', value: this, text: '', holds: nonzero}\n"
           "- {call: 'Set::find', value: 0, among: this, holds: found}\n");
  const Comparison &Same = C->find("same")->Comparisons.at(0);
  EXPECT_EQ(Same.Value, argument(0));
  EXPECT_EQ(Same.Among, argument(1));
  EXPECT_EQ(Same.Holds, Comparison::Outcome::Zero);
  const Comparison &Asc = C->find("S::isAsc")->Comparisons.at(0);
  EXPECT_EQ(Asc.Value, This);
  EXPECT_EQ(Asc.Among, std::nullopt);
  EXPECT_EQ(Asc.Text, "ASC");
  EXPECT_EQ(Asc.Holds, Comparison::Outcome::Nonzero);
  EXPECT_EQ(C->find("S::none")->Comparisons.at(0).Text, "");
  const Comparison &Find = C->find("Set::find")->Comparisons.at(0);
  EXPECT_EQ(Find.Among, This);
  EXPECT_EQ(Find.Holds, Comparison::Outcome::Found);
}

TEST(Catalog, ComplainsOfComparisonsThatSayTooLittleOrTooMuch) {
  EXPECT_EQ(complaintsOf("comparisons", "{call: f, value: 0, holds: zero}"),
            "mine.yaml:3:3: error: a comparison needs 'among' (an operand), "
            "'text' (a literal), or what else is known of the value");
  EXPECT_EQ(complaintsOf("comparisons", "{call: f, value: 0, among: 1, text: a,"
                                        " holds: zero}"),
            "mine.yaml:3:39: error: 'text' says again what the value is "
            "compared with; keep one");
  EXPECT_EQ(complaintsOf("comparisons", "{call: f, among: 1, holds: zero}"),
            "mine.yaml:3:3: error: a comparison needs 'value'");
  EXPECT_EQ(complaintsOf("comparisons", "{call: f, value: 0, among: 1}"),
            "mine.yaml:3:3: error: a comparison needs 'holds'");
  EXPECT_EQ(
      complaintsOf("comparisons", "{call: f, value: 0, text: a, holds: fond}"),
      "mine.yaml:3:39: error: unknown outcome 'fond'; did you mean 'found'?");
  EXPECT_EQ(complaintsOf("comparisons",
                         "{call: f, value: return, text: a, holds: zero}"),
            "mine.yaml:3:20: error: 'value' can't be the call's own result");
}

TEST(Catalog, ReadsSinksThatFormat) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: 'Db::PExecute', sql: 1, format: printf},\n"
                  "        {call: 'Db::Execute', sql: 1}]\n");
  const std::optional<Item> &Format =
      C->find("Db::PExecute")->Sinks.at(0).Format;
  ASSERT_TRUE(Format);
  EXPECT_EQ(Format->What, Item::Kind::Format);
  EXPECT_EQ(Format->Text, "printf");
  EXPECT_EQ(Format->From, argument(1));
  EXPECT_EQ(Format->Arguments, 2u);
  EXPECT_EQ(C->find("Db::Execute")->Sinks.at(0).Format, std::nullopt);
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sql: 0, format: print}"),
            "mine.yaml:3:29: error: unknown format language 'print'; did you "
            "mean 'printf'?");
}

TEST(Catalog, ReadsTheOverloadWithoutParameters) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: 'Q::run', sql: this, parameters: [none]},\n"
                  "        {call: 'Q::run', sql: 0, parameters: [text]}]\n");
  ASSERT_EQ(C->find("Q::run")->Sinks.size(), 2u);
  EXPECT_EQ(C->find("Q::run")->Sinks[0].Parameters,
            std::vector<std::string>{"none"});
}

// 'none' beside other patterns, or an operand among no parameters, describes
// a call that does not exist.
TEST(Catalog, ComplainsOfArgumentsOfACallWithoutParameters) {
  EXPECT_NE(complaintsOf("sinks", "{call: f, sql: 0, parameters: [none]}"), "");
  EXPECT_NE(
      complaintsOf("sinks", "{call: f, sql: 0, parameters: [text, none]}"), "");
}

TEST(Catalog, ReadsWhatBindsToWhichStatement) {
  Shared C = with("library: mine\n"
                  "uses:\n"
                  "  - {call: all, statement: 0, values: 1, member: buffer}\n"
                  "  - {call: one, statement: expression, next: true, value: "
                  "0, name: 1}\n");
  const catalog::Binding &All = C->find("all")->Uses.at(0).Binds;
  EXPECT_EQ(All.Values, 1u);
  EXPECT_EQ(All.Member, "buffer");
  EXPECT_TRUE(All.Statement);
  EXPECT_FALSE(All.InExpression);
  const catalog::Binding &One = C->find("one")->Uses.at(0).Binds;
  EXPECT_TRUE(One.InExpression);
  EXPECT_TRUE(One.Positional);
  EXPECT_FALSE(One.Statement);
  EXPECT_NE(complaintsOf("uses", "{call: f, value: 0, next: true}"), "");
}

TEST(Catalog, ReadsIntegersInWhen) {
  Shared C = with("library: mine\n"
                  "sinks: [{call: f, sql: 0, when: {1: 0, 2: -1}}]\n");
  EXPECT_EQ(
      C->find("f")->Sinks.at(0).When,
      (std::vector<std::pair<unsigned, std::string>>{{1, "0"}, {2, "-1"}}));
}

TEST(Catalog, TakesEntriesThatWereFoundInTheProgram) {
  Shared Base = Catalog::builtin();
  Sink Run = Base->find("PQexec")->Sinks.at(0);
  Run.Call = "db::run";
  Run.Sql = argument(0);
  Run.Linked = true;
  Connect Open = Base->find("PQconnectdb")->Connects.at(0);
  Open.Call = "open";
  Shared C = Base->with(Discoveries{{Run}, {Open}, {}, {}, {}});
  ASSERT_NE(C->find("db::run"), nullptr);
  EXPECT_TRUE(C->find("db::run")->Sinks.at(0).Linked);
  EXPECT_EQ(C->find("db::run")->Sinks[0].Lib->Name, "libpq");
  EXPECT_EQ(C->find("open")->Connects.at(0).Conninfo, 0u);
  EXPECT_TRUE(C->mentions("run"));
  EXPECT_TRUE(C->mentions("open"));
  EXPECT_NE(C->find("PQexec"), nullptr);
  // Nothing is Linked that a file says, and the base stays as it was.
  EXPECT_FALSE(C->find("PQexec")->Sinks.at(0).Linked);
  EXPECT_EQ(Base->find("db::run"), nullptr);
  EXPECT_FALSE(Base->mentions("run"));
}

TEST(Catalog, ComplainsOfAFileThatIsNone) {
  EXPECT_EQ(complaints(""), "mine.yaml:1:1: error: a catalogue file is written "
                            "as a mapping, not as nothing");
  EXPECT_EQ(complaints("- x\n"), "mine.yaml:1:1: error: a catalogue file is "
                                 "written as a mapping, not as a list");
  EXPECT_EQ(complaints("dialect: mysql\n"),
            "mine.yaml:1:1: error: a catalogue file needs 'library'");
  EXPECT_EQ(complaints("library: m\nsinks: PQexec\n"),
            "mine.yaml:2:8: error: 'sinks' is a list, not a single value");
}

TEST(Catalog, SuggestsTheNearestKeyAndWord) {
  EXPECT_EQ(complaints("library: m\nsink: []\n"),
            "mine.yaml:2:1: error: unknown key 'sink' in a catalogue file; did "
            "you mean 'sinks'?");
  EXPECT_EQ(complaints("library: m\ndialect: postgres\n"),
            "mine.yaml:2:10: error: unknown dialect 'postgres'; did you mean "
            "'postgresql'?");
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sq: 0, sql: 0}"),
            "mine.yaml:3:13: error: unknown key 'sq' in a sink; did you mean "
            "'sql'?");
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sql: 0, kind: statment}"),
            "mine.yaml:3:27: error: unknown kind of sink 'statment'; did you "
            "mean 'statement'?");
  EXPECT_EQ(complaintsOf("quoters", "{call: f, from: 0, into: 1, slot: x}"),
            "mine.yaml:3:37: error: unknown slot 'x'; valid are value, "
            "quoted-value, identifier, quoted-identifier, word, figures, "
            "no-quotes, anywhere, none");
  EXPECT_EQ(complaintsOf("connects", "{call: f, conninfo: 0, grammar: pq}"),
            "mine.yaml:3:35: error: unknown grammar 'pq'; valid are libpq, "
            "odbc, uri, any");
}

TEST(Catalog, ReportsAllProblemsAtOnceInTheirOrder) {
  EXPECT_EQ(complaints("sources:\n"
                       "- {call: f, into: retrun, what: x}\n"
                       "library: m\n"
                       "sinks:\n"
                       "- {sql: -1}\n"),
            "mine.yaml:2:19: error: 'into': 'retrun' is no operand; write an "
            "argument's index counted from 0, 'this' or 'return'\n"
            "mine.yaml:5:3: error: a sink needs 'call'\n"
            "mine.yaml:5:9: error: 'sql': '-1' is no operand; write an "
            "argument's index counted from 0, 'this' or 'return'");
}

TEST(Catalog, ComplainsOfNamesThatNoCallHas) {
  auto Name = [](llvm::StringRef Call) {
    return complaintsOf("sinks", ("{call: '" + Call + "', sql: 0}").str());
  };
  EXPECT_EQ(Name("::f"), "mine.yaml:3:10: error: '::f' is no qualified name; "
                         "write it without the leading '::'");
  EXPECT_EQ(Name("f(int)"),
            "mine.yaml:3:10: error: 'f(int)' is no qualified name; write the "
            "name alone; 'parameters' tells overloads apart");
  EXPECT_EQ(Name("a<char>::f"),
            "mine.yaml:3:10: error: 'a<char>::f' is no qualified name; write "
            "it without template arguments");
  EXPECT_EQ(Name(" f"), "mine.yaml:3:10: error: ' f' is no qualified name; a "
                        "call is a qualified name");
  EXPECT_EQ(Name("a::operator()"), "");
  EXPECT_EQ(Name("a::operator<<"), "");
  EXPECT_EQ(Name("a::operator<"), "");
}

TEST(Catalog, ComplainsOfEntriesThatSayTooLittleOrTooMuch) {
  EXPECT_EQ(complaintsOf("sinks", "{call: f}"),
            "mine.yaml:3:3: error: a sink needs 'sql'");
  EXPECT_EQ(complaintsOf("connects", "{call: f, user: 0}"),
            "mine.yaml:3:3: error: a connect names the argument that gives the "
            "connection: 'conninfo', 'password', 'host', 'options', "
            "'keywords' and 'values', or 'connection'");
  EXPECT_EQ(complaintsOf("connects", "{call: f, values: 0}"),
            "mine.yaml:3:3: error: 'keywords' and 'values' are two arrays that "
            "belong together; give both");
  EXPECT_EQ(complaintsOf("connects", "{call: f, password: return}"),
            "mine.yaml:3:23: error: 'password' is an argument's index");
  EXPECT_EQ(complaintsOf("connects", "{call: f, password: 0, value: 1}"),
            "mine.yaml:3:33: error: this is the value of a 'setting', which is "
            "missing");
  EXPECT_EQ(complaintsOf("connects", "{call: f, host: 0, setting: sslmode, "
                                     "is: require}"),
            "mine.yaml:3:31: error: 'setting' is one of a 'connection', which "
            "is missing");
  EXPECT_EQ(
      complaintsOf("connects", "{call: f, connection: 0, setting: "
                               "sslmode}"),
      "mine.yaml:3:37: error: the 'setting' is an argument's ('value') or "
      "always the same ('is'); give one of the two");
  EXPECT_EQ(complaintsOf("secrets", "{call: f, into: return}"),
            "mine.yaml:3:3: error: a secret needs 'what'");
  EXPECT_EQ(
      complaintsOf("outputs", "{call: f}"),
      "mine.yaml:3:3: error: an output shows an argument ('text') or what "
      "is written to a 'stream'; give one of the two");
  EXPECT_EQ(
      complaintsOf("outputs", "{call: f, text: 0, kind: loud}"),
      "mine.yaml:3:28: error: unknown kind of output 'loud'; it is 'log', "
      "'error' or 'command'");
  EXPECT_EQ(complaintsOf("connects", "{call: s::f, password: this, user: 0}"),
            "mine.yaml:3:3: error: a field is one thing: drop what else than "
            "'this' is given");
  EXPECT_EQ(complaintsOf("sources", "{call: f, scans: 1, into: 2, what: x}"),
            "mine.yaml:3:20: error: 'scans' says what the call writes to; drop "
            "'into'");
  EXPECT_EQ(complaintsOf("quoters", "{call: f, from: return, into: 0, "
                                    "slot: value}"),
            "mine.yaml:3:19: error: 'from' can't be the call's own result");
  EXPECT_EQ(complaintsOf("builders", "{call: f}"),
            "mine.yaml:3:3: error: a builder needs 'into' and 'text', or "
            "'returns'");
  EXPECT_EQ(complaintsOf("builders", "{call: f, text: '{0}', returns: this}"),
            "mine.yaml:3:3: error: 'into' says where 'text' goes; give both, "
            "or 'returns' alone for a call that hands an operand on");
  EXPECT_EQ(complaintsOf("builders", "{call: f, into: 0, text: '{0', }"),
            "mine.yaml:3:28: error: '{' is never closed; a literal brace is "
            "written '{{'");
  EXPECT_EQ(complaintsOf("builders", "{call: f, into: return, text: '{0}', "
                                     "conversions: {q: value}}"),
            "mine.yaml:3:53: error: 'conversions' are those of a format, which "
            "'text' does not have");
  EXPECT_EQ(complaintsOf("quoters", "{call: f, from: 0, into: return, slot: "
                                    "value, append: true}"),
            "mine.yaml:3:57: error: 'append' needs an operand that held text "
            "before the call; the result did not");
  EXPECT_EQ(complaintsOf("builders", "{call: f, into: return, text: '{printf 0 "
                                     "1}', conversions: {'%q': value}}"),
            "mine.yaml:3:63: error: a conversion is one letter, without the "
            "'%', or 'plain' for a mark without one");
}

TEST(Catalog, ComplainsOfArgumentsThatAreNotThere) {
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sql: 1, parameters: [text]}"),
            "mine.yaml:3:18: error: there is no argument 1: 'parameters' has "
            "1, counted from 0");
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sql: 1, parameters: [a, '...']}"),
            "");
  EXPECT_EQ(complaintsOf("builders", "{call: f, into: this, text: '{2}', "
                                     "parameters: [text, text]}"),
            "mine.yaml:3:31: error: there is no argument 2: 'parameters' has "
            "2, counted from 0");
  EXPECT_EQ(complaintsOf("sinks", "{call: f, sql: 0, when: {this: X}}"),
            "mine.yaml:3:28: error: 'this' is no argument's index, counted "
            "from 0");
  EXPECT_EQ(
      complaintsOf("sinks", "{call: f, sql: 0, parameters: ['...', text]}"),
      "mine.yaml:3:41: error: '...' stands for all further parameters "
      "and comes last");
}

TEST(Catalog, ComplainsOfAnEntryThatStandsTwiceInOneFile) {
  EXPECT_EQ(complaints("library: m\n"
                       "sinks:\n"
                       "- {call: [f, g], sql: 0}\n"
                       "- {call: g, sql: 0, kind: fragment}\n"),
            "mine.yaml:4:10: error: 'g' has such an entry already, for the "
            "same operand; drop one, or tell them apart with 'parameters' or "
            "'when'");
}

TEST(Catalog, ReadsTheExampleOfItsDocumentation) {
  auto Page = llvm::MemoryBuffer::getFile(DBSAFE_SOURCE_DIR "/docs/catalog.md");
  ASSERT_TRUE(Page);
  llvm::StringRef Example = (*Page)->getBuffer();
  Example = Example.substr(Example.find("```yaml\nlibrary:")).drop_front(8);
  Shared C = with(Example.take_until([](char C) { return C == '`'; }));
  EXPECT_NE(C->find("acme::Db::query"), nullptr);
  EXPECT_NE(C->find("acme::formParameter"), nullptr);
  EXPECT_TRUE(C->find("acme::Db::exec")->Sinks.at(0).Format);
  EXPECT_EQ(C->find("acme::isColumn")->Comparisons.size(), 1u);
}

TEST(Catalog, KnowsWhatIsGivenAndTakenBack) {
  Shared C = with("library: mine\n"
                  "functions: ['acme_*']\n"
                  "resources:\n"
                  "- name: cursor\n"
                  "  what: open cursor\n"
                  "  lost: it keeps its locks\n"
                  "  opaque: true\n"
                  "  acquire:\n"
                  "  - {call: acme_open}\n"
                  "  - {call: acme_find, into: 2, if: zero}\n"
                  "  release:\n"
                  "  - {call: [acme_close, acme_free]}\n"
                  "  keep:\n"
                  "  - {call: acme_add, from: 1}\n");
  std::shared_ptr<const Resource> Cursor = C->findResource("cursor");
  ASSERT_NE(Cursor, nullptr);
  EXPECT_EQ(Cursor->What, "open cursor");
  EXPECT_EQ(Cursor->Lost, "it keeps its locks");
  EXPECT_EQ(Cursor->Release, "acme_close");
  EXPECT_TRUE(Cursor->Opaque);
  EXPECT_EQ(C->libraries().back()->Functions,
            (std::vector<std::string>{"acme_*"}));

  const LifecycleModel *Open = C->findLifecycle("acme_open");
  ASSERT_TRUE(Open && Open->Handlings.size() == 1);
  EXPECT_EQ(Open->Handlings[0].Does, Handling::Kind::Acquire);
  EXPECT_EQ(Open->Handlings[0].Where, Return);
  EXPECT_EQ(Open->Handlings[0].If, Outcome::Always);
  EXPECT_EQ(Open->Handlings[0].Of, Cursor);
  const LifecycleModel *Find = C->findLifecycle("acme_find");
  ASSERT_TRUE(Find && Find->Handlings.size() == 1);
  EXPECT_EQ(Find->Handlings[0].Where, argument(2));
  EXPECT_EQ(Find->Handlings[0].If, Outcome::Zero);
  const LifecycleModel *Free = C->findLifecycle("acme_free");
  ASSERT_TRUE(Free && Free->Handlings.size() == 1);
  EXPECT_EQ(Free->Handlings[0].Does, Handling::Kind::Release);
  EXPECT_EQ(Free->Handlings[0].Where, argument(0));
  const LifecycleModel *Add = C->findLifecycle("acme_add");
  ASSERT_TRUE(Add && Add->Handlings.size() == 1);
  EXPECT_EQ(Add->Handlings[0].Does, Handling::Kind::Keep);
  EXPECT_EQ(Add->Handlings[0].Where, argument(1));
  // Texts that reach a database are another matter.
  EXPECT_EQ(C->find("acme_open"), nullptr);
  EXPECT_FALSE(C->mentions("acme_open"));
}

TEST(Catalog, ExtendsAResourceThatAnotherFileDescribes) {
  Shared C = with("library: mine\n"
                  "resources:\n"
                  "- name: PGresult\n"
                  "  acquire:\n"
                  "  - {call: 'acme::query'}\n");
  const LifecycleModel *Query = C->findLifecycle("acme::query");
  ASSERT_TRUE(Query && Query->Handlings.size() == 1);
  EXPECT_EQ(Query->Handlings[0].Of,
            C->findLifecycle("PQexec")->Handlings[0].Of);
  EXPECT_EQ(Query->Handlings[0].Of->Release, "PQclear");
  EXPECT_NE(
      complaintsOf("resources", "{name: PGresult, what: row, release: []}")
          .find("mine.yaml:3:26: error: the resource 'PGresult' is "
                "described already; drop 'what'"),
      std::string::npos);
}

TEST(Catalog, KnowsHowCallsTellThatTheyFailed) {
  Shared C = with("library: mine\n"
                  "statuses:\n"
                  "- {call: acme_query, by: object, tested-by: [acme_failed],"
                  " read-by: [acme_text], may-drop: true}\n"
                  "- {call: acme_run, by: code, told: 2}\n");
  const LifecycleModel *Query = C->findLifecycle("acme_query");
  ASSERT_TRUE(Query && Query->Statuses.size() == 1);
  EXPECT_EQ(Query->Statuses[0].By, Status::Kind::Object);
  EXPECT_EQ(Query->Statuses[0].TestedBy,
            (std::vector<std::string>{"acme_failed"}));
  EXPECT_EQ(Query->Statuses[0].ReadBy, (std::vector<std::string>{"acme_text"}));
  EXPECT_TRUE(Query->Statuses[0].MayDrop);
  const LifecycleModel *Run = C->findLifecycle("acme_run");
  ASSERT_TRUE(Run && Run->Statuses.size() == 1);
  EXPECT_EQ(Run->Statuses[0].By, Status::Kind::Code);
  EXPECT_EQ(Run->Statuses[0].Told, 2u);
}

TEST(Catalog, TellsMistakesInResourcesAndStatuses) {
  auto Contains = [](const std::string &Text, const char *Part) {
    EXPECT_NE(Text.find(Part), std::string::npos) << Text;
  };
  Contains(complaintsOf("resources", "{name: x}"),
           "mine.yaml:3:3: error: a resource needs 'release'");
  Contains(complaintsOf("resources", "{release: [{call: a}]}"),
           "mine.yaml:3:3: error: a resource needs 'name'");
  Contains(
      complaintsOf("resources", "{name: x, release: [{call: a, form: 1}]}"),
      "mine.yaml:3:33: error: unknown key 'form'");
  Contains(complaintsOf("resources",
                        "{name: x, acquire: [{call: a, if: nul}], release: "
                        "[{call: b}]}"),
           "unknown outcome 'nul'");
  Contains(
      complaintsOf("resources", "{name: x, release: [{call: a}, {call: a}]}"),
      "'a' has such an entry already");
  Contains(complaintsOf("statuses", "{call: a, by: cod}"),
           "unknown way to tell 'cod'; did you mean 'code'?");
  Contains(complaintsOf("statuses", "{call: a, by: object}"),
           "name it in 'tested-by'");
  Contains(complaintsOf("statuses", "{call: a}"), "'by'");
}

} // namespace
