//===- Reader.cpp - One catalogue file ------------------------------------===//
#include "catalog/Reader.h"
#include "catalog/ReaderStore.h"
#include "catalog/TextTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace dbsafe::catalog {

namespace {

using llvm::StringRef;

template <typename T> using Words = llvm::ArrayRef<std::pair<StringRef, T>>;

/// The meaning of a word; reports one that has none.
template <typename T>
std::optional<T> meaning(const yaml::Node &N, StringRef What, Words<T> Valid,
                         yaml::Problems &P) {
  for (auto &[Word, Meaning] : Valid)
    if (N.What == yaml::Node::Kind::Scalar && N.Text == Word)
      return Meaning;
  std::vector<StringRef> Known;
  for (auto &[Word, Meaning] : Valid)
    Known.push_back(Word);
  P.add(N,
        "unknown " + What + " '" + N.Text + "'" + yaml::remedy(N.Text, Known));
  return std::nullopt;
}

constexpr std::pair<StringRef, sql::Dialect> Dialects[] = {
    {"postgresql", sql::Dialect::PostgreSQL},
    {"sqlite", sql::Dialect::SQLite},
    {"mysql", sql::Dialect::MySQL},
    {"generic", sql::Dialect::Generic}};

constexpr std::pair<StringRef, Sink::Kind> SinkKinds[] = {
    {"statement", Sink::Kind::Statement},
    {"identifier", Sink::Kind::Identifier},
    {"fragment", Sink::Kind::Fragment}};

// What a format's conversion may be besides.
constexpr StringRef RawConversion = "raw";
constexpr StringRef PlainMark = "plain";

constexpr std::pair<StringRef, Quoter::Manner> Manners[] = {
    {"doubling", Quoter::Manner::Doubling},
    {"backslash", Quoter::Manner::Backslash}};

constexpr std::pair<StringRef, Comparison::Outcome> Outcomes[] = {
    {"zero", Comparison::Outcome::Zero},
    {"nonzero", Comparison::Outcome::Nonzero},
    {"found", Comparison::Outcome::Found},
    {"end", Comparison::Outcome::End},
    {"length", Comparison::Outcome::Length}};

constexpr std::pair<StringRef, StringRef> Grammars[] = {
    {"libpq", "libpq"}, {"odbc", "odbc"}, {"uri", "uri"}, {"any", "any"}};

} // namespace

llvm::Error Reader::read(StringRef Yaml, StringRef FileName, Catalog &Into) {
  yaml::Problems P(FileName);
  if (std::optional<yaml::Node> Root = yaml::parse(Yaml, P))
    Reader(Into, P).file(*Root);
  return P.take();
}

llvm::Error Reader::read(const yaml::Node &Tree, StringRef FileName,
                         Catalog &Into) {
  yaml::Problems P(FileName);
  Reader(Into, P).file(Tree);
  return P.take();
}

void Reader::file(const yaml::Node &Root) {
  yaml::Record R(Root, "a catalogue file",
                 {"library", "dialect", "headers", "bind", "quote-value",
                  "quote-identifier", "sinks", "uses", "connects", "quoters",
                  "builders", "sources", "comparisons", "functions",
                  "resources", "statuses", "secrets", "outputs"},
                 P);
  if (Root.What != yaml::Node::Kind::Mapping)
    return;
  Into.Libraries.push_back(library(R));
  Lib = Into.Libraries.back().get();

  using Section = void (Reader::*)(const yaml::Node &);
  const std::pair<StringRef, Section> Sections[] = {
      {"sinks", &Reader::sink},
      {"uses", &Reader::use},
      {"connects", &Reader::connect},
      {"quoters", &Reader::quoter},
      {"builders", &Reader::builder},
      {"sources", &Reader::source},
      {"comparisons", &Reader::comparison},
      {"resources", &Reader::resource},
      {"statuses", &Reader::status},
      {"secrets", &Reader::secret},
      {"outputs", &Reader::output}};
  for (auto [Key, Read] : Sections)
    if (const yaml::Node *List = R.find(Key))
      for (const yaml::Node &Item : yaml::itemsOf(*List, Key, P))
        (this->*Read)(Item);
}

std::shared_ptr<const Library> Reader::library(const yaml::Record &R) {
  auto L = std::make_shared<Library>();
  R.require("library");
  L->Name = R.text("library");
  if (const yaml::Node *N = R.find("dialect"))
    L->Dialect = meaning<sql::Dialect>(*N, "dialect", Dialects, P)
                     .value_or(sql::Dialect::Generic);
  for (const yaml::Node *N : R.list("headers"))
    L->Headers.push_back(N->Text);
  for (const yaml::Node *N : R.list("functions"))
    L->Functions.push_back(N->Text);
  L->Bind = R.text("bind");
  L->QuoteValue = R.text("quote-value");
  L->QuoteIdentifier = R.text("quote-identifier");
  return L;
}

void Reader::sink(const yaml::Node &N) {
  yaml::Record R(N, "a sink",
                 {"call", "parameters", "when", "sql", "kind", "bind", "format",
                  "conversions", "statement", "prepared", "count", "values",
                  "member", "arguments", "single"},
                 P);
  Sink S;
  auto Names = head(R, S);
  S.Binds = binding(R, S);
  R.require("sql");
  S.Sql = operand(R, "sql", S, /*MayReturn=*/true).value_or(Operand());
  if (const yaml::Node *Kind = R.find("kind"))
    S.What = meaning<Sink::Kind>(*Kind, "kind of sink", SinkKinds, P)
                 .value_or(Sink::Kind::Statement);
  S.Bind = R.text("bind");
  if (const yaml::Node *Language = R.find("format"))
    S.Format = format(*Language, S.Sql);
  if (const yaml::Node *Given = R.find("conversions")) {
    if (S.Format)
      S.Format->Conversions = conversions(*Given);
    else
      P.add(*Given, "'conversions' are those of a 'format', which is missing");
  }
  store(Names, std::move(S), &CallModel::Sinks);
}

Item Reader::format(const yaml::Node &N, const Operand &From) {
  if (!llvm::is_contained(formatLanguages(), N.Text))
    P.add(N, "unknown format language '" + N.Text + "'" +
                 yaml::remedy(N.Text, formatLanguages()));
  Item Format;
  Format.What = Item::Kind::Format;
  Format.Text = N.Text;
  Format.From = From;
  Format.Arguments = From.Index + 1;
  return Format;
}

void Reader::use(const yaml::Node &N) {
  yaml::Record R(N, "a use",
                 {"call", "parameters", "when", "statement", "prepared",
                  "count", "values", "member", "arguments", "position", "name",
                  "value", "first", "next"},
                 P);
  Use U;
  auto Names = head(R, U);
  U.Binds = binding(R, U);
  if (!R.has("statement") && !R.has("prepared"))
    P.add(N, "a use says which statement it is about: 'statement' (an object) "
             "or 'prepared' (a name)");
  store(Names, std::move(U), &CallModel::Uses);
}

Binding Reader::binding(const yaml::Record &R, const Entry &E) {
  Binding B;
  B.InExpression = R.text("statement") == "expression";
  if (!B.InExpression)
    B.Statement = operand(R, "statement", E, /*MayReturn=*/true);
  B.Prepared = argument(R, "prepared", E);
  B.Count = argument(R, "count", E);
  B.Values = argument(R, "values", E);
  B.Member = R.text("member");
  B.Arguments = argument(R, "arguments", E);
  B.Position = argument(R, "position", E);
  B.Name = argument(R, "name", E);
  B.Value = argument(R, "value", E);
  B.Positional = R.has("next") && R.flag("next", false);
  B.Single = R.has("single") && R.flag("single", false);
  if (R.has("first"))
    B.First = R.text("first") == "0" ? 0 : 1;
  return B;
}

void Reader::connect(const yaml::Node &N) {
  yaml::Record R(N, "a connect",
                 {"call", "parameters", "when", "conninfo", "grammar",
                  "password", "user", "host", "keywords", "values", "tls",
                  "connection", "setting", "value", "is", "named", "options",
                  "keys"},
                 P);
  Connect C;
  auto Names = head(R, C);
  for (auto [Key, Argument] : {std::pair<StringRef, std::optional<unsigned> *>(
                                   "conninfo", &C.Conninfo),
                               {"password", &C.Password},
                               {"user", &C.User},
                               {"host", &C.Host}}) {
    const yaml::Node *Given = R.find(Key);
    if (Given && Given->Text == "this") {
      C.IsField = true;
      *Argument = 0;
    } else {
      *Argument = argument(R, Key, C);
    }
  }
  if (C.IsField && C.Conninfo.has_value() + C.Password.has_value() +
                           C.User.has_value() + C.Host.has_value() !=
                       1)
    P.add(N, "a field is one thing: drop what else than 'this' is given");
  C.Keywords = argument(R, "keywords", C);
  C.Values = argument(R, "values", C);
  if (R.has("keywords") != R.has("values"))
    P.add(N, "'keywords' and 'values' are two arrays that belong together; "
             "give both");
  settings(R, C);
  if (!R.has("conninfo") && !R.has("password") && !R.has("values") &&
      !R.has("connection") && !R.has("host") && !R.has("options"))
    P.add(N, "a connect names the argument that gives the connection: "
             "'conninfo', 'password', 'host', 'options', 'keywords' and "
             "'values', or 'connection'");
  if (const yaml::Node *G = R.find("grammar")) {
    C.Grammar = meaning<StringRef>(*G, "grammar", Grammars, P).value_or("any");
    if (!R.has("conninfo"))
      P.add(*G, "'grammar' says how 'conninfo' is read, which is missing");
  } else if (C.Conninfo) {
    C.Grammar = Lib->Dialect == sql::Dialect::PostgreSQL ? "libpq" : "any";
  }
  store(Names, std::move(C), &CallModel::Connects);
}

void Reader::quoter(const yaml::Node &N) {
  yaml::Record R(N, "a quoter",
                 {"call", "parameters", "when", "from", "into", "slot", "by",
                  "error", "weakness", "append"},
                 P);
  Quoter Q;
  auto Names = head(R, Q);
  for (StringRef Key : {"from", "into", "slot"})
    R.require(Key);
  Q.From = operand(R, "from", Q, /*MayReturn=*/false).value_or(Operand());
  Q.Into = operand(R, "into", Q, /*MayReturn=*/true).value_or(Operand());
  if (const yaml::Node *Slot = R.find("slot"))
    Q.For = slot(*Slot);
  if (const yaml::Node *By = R.find("by"))
    Q.By = meaning<Quoter::Manner>(*By, "manner", Manners, P)
               .value_or(Quoter::Manner::Server);
  Q.Error = operand(R, "error", Q, /*MayReturn=*/false);
  Q.Weakness = R.text("weakness");
  Q.Append = R.flag("append", false);
  if (Q.Append && Q.Into.Where == Operand::Kind::Return)
    P.add(*R.find("append"), "'append' needs an operand that held text before "
                             "the call; the result did not");
  store(Names, std::move(Q), &CallModel::Quoters);
}

std::vector<std::pair<char, QuotedSlot>>
Reader::conversions(const yaml::Node &N) {
  std::vector<std::pair<char, QuotedSlot>> Result;
  if (N.What != yaml::Node::Kind::Mapping)
    P.add(N, "'conversions' maps a letter to a slot: {q: quoted-value}");
  for (auto [Letter, Slot] : llvm::zip(N.Keys, N.Items)) {
    QuotedSlot Meaning =
        Slot.Text == RawConversion ? QuotedSlot::Raw : slot(Slot);
    if (Letter.Text.size() == 1)
      Result.emplace_back(Letter.Text[0], Meaning);
    else if (Letter.Text == PlainMark)
      Result.emplace_back('\0', Meaning);
    else
      P.add(Letter, "a conversion is one letter, without the '%', or 'plain' "
                    "for a mark without one");
  }
  return Result;
}

void Reader::builder(const yaml::Node &N) {
  yaml::Record R(N, "a builder",
                 {"call", "parameters", "when", "into", "text", "value",
                  "construct", "binds", "returns", "returns-end", "name",
                  "conversions", "scans", "cuts"},
                 P);
  Builder B;
  auto Names = head(R, B);
  B.Into = operand(R, "into", B, /*MayReturn=*/true);
  B.Returns = operand(R, "returns", B, /*MayReturn=*/false);
  if (const yaml::Node *End = R.find("returns-end")) {
    if (B.Returns)
      P.add(*End, "'returns' and 'returns-end' exclude each other: the result "
                  "stands at the operand's start or at its end");
    B.Returns = operand(R, "returns-end", B, /*MayReturn=*/false);
    B.AtEnd = true;
  }
  B.Name = operand(R, "name", B, /*MayReturn=*/false);
  B.Value = operand(R, "value", B, /*MayReturn=*/false);
  B.Construct = argument(R, "construct", B);
  B.Binds = R.flag("binds", false);
  B.Cuts = R.flag("cuts", false);
  unsigned Made = R.has("text") + R.has("value") + R.has("construct");
  B.Scans = scans(R, B);
  if (Made > 1)
    P.add(N, "'text', 'value' and 'construct' each say what goes 'into' the "
             "operand; keep one");
  else if (B.Scans)
    R.require("text");
  else if (R.has("into") != (Made == 1))
    P.add(N, "'into' says where 'text' goes; give both, or 'returns' alone for "
             "a call that hands an operand on");
  else if (Made == 0 && !B.Binds && !B.Returns && !R.has("returns"))
    P.add(N, "a builder needs 'into' and 'text', or 'returns'");
  if (B.Into && B.Into->Where == Operand::Kind::Return && B.Returns)
    P.add(*R.find(B.AtEnd ? "returns-end" : "returns"),
          "the result is already the text of 'into: "
          "return'; drop one of the two");

  bool HasFormat = false;
  if (const yaml::Node *Text = R.find("text");
      Text && !R.text("text").empty()) {
    auto Items = readText(Text->Text);
    if (auto *Why = std::get_if<std::string>(&Items))
      P.add(*Text, *Why);
    else
      B.Text = std::get<std::vector<Item>>(std::move(Items));
    for (const Item &I : B.Text) {
      if (I.What == Item::Kind::Literal || I.What == Item::Kind::Number ||
          I.What == Item::Kind::Made)
        continue;
      llvm::SmallVector<Operand, 4> Named = {I.From};
      Named.append(I.Others.begin(), I.Others.end());
      for (const Operand &O : Named)
        if (O.Where == Operand::Kind::Argument)
          checkIndex(*Text, O.Index, B);
      HasFormat |= I.What == Item::Kind::Format;
    }
  }
  if (const yaml::Node *Given = R.find("conversions")) {
    if (!HasFormat)
      P.add(*Given,
            "'conversions' are those of a format, which 'text' does not have");
    auto Quoting = conversions(*Given);
    for (Item &I : B.Text)
      if (I.What == Item::Kind::Format)
        I.Conversions = Quoting;
  }
  store(Names, std::move(B), &CallModel::Builders);
}

void Reader::source(const yaml::Node &N) {
  yaml::Record R(N, "a source",
                 {"call", "parameters", "when", "into", "what", "scripts",
                  "callback", "scans"},
                 P);
  Source S;
  auto Names = head(R, S);
  S.Scans = scans(R, S);
  if (!S.Scans)
    R.require("into");
  R.require("what");
  S.Callback = operand(R, "callback", S, /*MayReturn=*/false);
  // The parameters of a callback are none of the call's.
  S.Into = operand(R, "into", S.Callback ? Entry() : S, !S.Callback)
               .value_or(Operand());
  S.What = R.text("what");
  if (const yaml::Node *Scripts = R.find("scripts")) {
    S.Scripts = Scripts->Text == "true";
    if (!S.Scripts && Scripts->Text != "false")
      P.add(*Scripts, "'scripts' is true or false");
  }
  store(Names, std::move(S), &CallModel::Sources);
}

std::optional<unsigned> Reader::scans(const yaml::Record &R, const Entry &E) {
  const yaml::Node *N = R.find("scans");
  if (N && R.has("into"))
    P.add(*N, "'scans' says what the call writes to; drop 'into'");
  return argument(R, "scans", E);
}

std::vector<const yaml::Node *> Reader::head(const yaml::Record &R, Entry &E) {
  E.Lib = Lib;
  std::vector<const yaml::Node *> Names;
  R.require("call");
  for (const yaml::Node *Name : R.list("call"))
    if (isName(*Name))
      Names.push_back(Name);

  for (const yaml::Node *Pattern : R.list("parameters")) {
    if (!E.Parameters.empty() && E.Parameters.back() == "...")
      P.add(*Pattern, "'...' stands for all further parameters and comes last");
    if (Pattern->Text == "none" && R.list("parameters").size() > 1)
      P.add(*Pattern, "'none' means no parameters and stands alone");
    E.Parameters.push_back(Pattern->Text);
  }
  if (const yaml::Node *N = R.find("when"))
    when(*N, E);
  return Names;
}

bool Reader::isName(const yaml::Node &Call) {
  StringRef Name = Call.Text;
  StringRef Last = lastComponent(Name);
  const char *Remedy = nullptr;
  if (Name.empty() || Name != Name.trim())
    Remedy = "a call is a qualified name";
  else if (Name.starts_with("::"))
    Remedy = "write it without the leading '::'";
  else if (Last.contains('(') && Last != "operator()")
    Remedy = "write the name alone; 'parameters' tells overloads apart";
  else if (Name.contains('<') && !Last.starts_with("operator"))
    Remedy = "write it without template arguments";
  if (Remedy)
    P.add(Call, "'" + Name + "' is no qualified name; " + Remedy);
  return !Remedy;
}

void Reader::when(const yaml::Node &N, Entry &E) {
  if (N.What != yaml::Node::Kind::Mapping)
    P.add(N, "'when' maps an argument's index to its constant: {0: "
             "PGPASSWORD}");
  for (auto [Index, Constant] : llvm::zip(N.Keys, N.Items)) {
    auto Where = readOperand(Index.Text);
    auto *Argument = std::get_if<Operand>(&Where);
    if (!Argument || Argument->Where != Operand::Kind::Argument) {
      P.add(Index,
            "'" + Index.Text + "' is no argument's index, counted from 0");
      continue;
    }
    checkIndex(Index, Argument->Index, E);
    if (const std::string *Text = yaml::scalarOf(Constant, "when", P))
      E.When.emplace_back(Argument->Index, *Text);
  }
}

void Reader::comparison(const yaml::Node &N) {
  yaml::Record R(N, "a comparison",
                 {"call", "parameters", "when", "value", "among", "text",
                  "characters", "only", "without", "every", "some", "holds"},
                 P);
  Comparison C;
  auto Names = head(R, C);
  R.require("value");
  const yaml::Node *Holds = R.require("holds");
  C.Value = operand(R, "value", C, /*MayReturn=*/false).value_or(Operand());
  C.Among = operand(R, "among", C, /*MayReturn=*/false);
  C.Only = operand(R, "only", C, /*MayReturn=*/false);
  C.Without = operand(R, "without", C, /*MayReturn=*/false);
  C.Every = operand(R, "every", C, /*MayReturn=*/false);
  C.Some = operand(R, "some", C, /*MayReturn=*/false);
  if (R.find("text"))
    C.Text = R.text("text");
  if (R.find("characters"))
    C.Characters = R.text("characters");
  unsigned Given = 0;
  for (StringRef Key :
       {"among", "text", "characters", "only", "without", "every", "some"})
    if (const yaml::Node *What = R.find(Key); What && ++Given == 2)
      P.add(*What, "'" + Key +
                       "' says again what the value is compared with; "
                       "keep one");
  bool Measures = Holds && Holds->Text == "length";
  if (Given == 0 && !Measures)
    P.add(N, "a comparison needs 'among' (an operand), 'text' (a literal), or "
             "what else is known of the value");
  if (Holds)
    C.Holds = meaning<Comparison::Outcome>(*Holds, "outcome", Outcomes, P)
                  .value_or(Comparison::Outcome::Nonzero);
  store(Names, std::move(C), &CallModel::Comparisons);
}

std::optional<Operand> Reader::operand(const yaml::Record &R, StringRef Key,
                                       const Entry &E, bool MayReturn) {
  const yaml::Node *N = R.find(Key);
  if (!N || !yaml::scalarOf(*N, Key, P))
    return std::nullopt;
  auto Read = readOperand(N->Text);
  if (auto *Why = std::get_if<std::string>(&Read)) {
    P.add(*N, "'" + Key + "': " + *Why);
    return std::nullopt;
  }
  auto O = std::get<Operand>(Read);
  if (O.Where == Operand::Kind::Return && !MayReturn)
    P.add(*N, "'" + Key + "' can't be the call's own result");
  if (O.Where == Operand::Kind::Argument)
    checkIndex(*N, O.Index, E);
  return O;
}

std::optional<unsigned> Reader::argument(const yaml::Record &R, StringRef Key,
                                         const Entry &E) {
  std::optional<Operand> O = operand(R, Key, E, /*MayReturn=*/true);
  if (!O)
    return std::nullopt;
  if (O->Where != Operand::Kind::Argument)
    P.add(*R.find(Key), "'" + Key + "' is an argument's index");
  return O->Index;
}

void Reader::checkIndex(const yaml::Node &Where, unsigned Index,
                        const Entry &E) {
  bool TakesNone = E.Parameters.size() == 1 && E.Parameters[0] == "none";
  if (E.Parameters.empty() || E.Parameters.back() == "..." ||
      (Index < E.Parameters.size() && !TakesNone))
    return;
  P.add(Where, "there is no argument " + llvm::Twine(Index) +
                   ": 'parameters' has " +
                   llvm::Twine(TakesNone ? 0 : E.Parameters.size()) +
                   ", counted from 0");
}

Quoter::Slot Reader::slot(const yaml::Node &N) {
  std::optional<QuotedSlot> Known =
      N.What == yaml::Node::Kind::Scalar ? readSlot(N.Text) : std::nullopt;
  if (!Known)
    P.add(N,
          "unknown slot '" + N.Text + "'" + yaml::remedy(N.Text, slotNames()));
  return Known.value_or(QuotedSlot::None);
}

} // namespace dbsafe::catalog
