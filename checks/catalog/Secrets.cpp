//===- Secrets.cpp - Entries on settings, secrets and where they show -----===//
#include "catalog/Reader.h"
#include "catalog/ReaderStore.h"

namespace dbsafe::catalog {

using llvm::StringRef;

namespace {

constexpr std::pair<StringRef, Output::Kind> OutputKinds[] = {
    {"log", Output::Kind::Log},
    {"error", Output::Kind::Error},
    {"command", Output::Kind::Command}};

} // namespace

void Reader::settings(const yaml::Record &R, Connect &C) {
  C.Options = argument(R, "options", C);
  if (const yaml::Node *N = R.find("keys")) {
    if (N->What != yaml::Node::Kind::Mapping || !C.Options)
      P.add(*N, "'keys' says what the 'options' are called: {userName: user, "
                "password: password}");
    for (auto [Key, Word] : llvm::zip(N->Keys, N->Items))
      C.Keys.emplace_back(Key.Text, Word.Text);
  }
  C.Tls = R.text("tls");
  C.Connection = operand(R, "connection", C, /*MayReturn=*/true);
  C.Setting = R.text("setting");
  C.Value = argument(R, "value", C);
  C.Is = R.text("is");
  if (const yaml::Node *N = R.find("setting")) {
    Into.Settings.insert(C.Setting);
    if (!C.Connection)
      P.add(*N, "'setting' is one of a 'connection', which is missing");
    if (R.has("value") == R.has("is"))
      P.add(*N, "the 'setting' is an argument's ('value') or always the same "
                "('is'); give one of the two");
  } else if (R.has("value") || R.has("is")) {
    P.add(*R.find(R.has("value") ? "value" : "is"),
          "this is the value of a 'setting', which is missing");
  }
  const yaml::Node *N = R.find("named");
  if (!N)
    return;
  if (N->What != yaml::Node::Kind::Mapping || !C.Value)
    P.add(*N, "'named' maps constants that the 'value' may be to words: "
              "{SSL_MODE_DISABLED: disable}");
  for (auto [Constant, Word] : llvm::zip(N->Keys, N->Items))
    C.Named.emplace_back(Constant.Text, Word.Text);
}

void Reader::secret(const yaml::Node &N) {
  yaml::Record R(N, "a secret", {"call", "parameters", "when", "into", "what"},
                 P);
  Secret S;
  auto Names = head(R, S);
  R.require("into");
  R.require("what");
  S.Into = operand(R, "into", S, /*MayReturn=*/true).value_or(Operand());
  S.What = R.text("what");
  store(Names, std::move(S), &CallModel::Secrets);
}

void Reader::output(const yaml::Node &N) {
  yaml::Record R(N, "an output",
                 {"call", "parameters", "when", "text", "rest", "format",
                  "kind", "stream"},
                 P);
  Output O;
  auto Names = head(R, O);
  O.Text = operand(R, "text", O, /*MayReturn=*/false);
  O.Rest = R.flag("rest", false);
  O.IsStream = R.flag("stream", false);
  if (O.Text.has_value() == O.IsStream)
    P.add(N, "an output shows an argument ('text') or what is written to a "
             "'stream'; give one of the two");
  if (const yaml::Node *Kind = R.find("kind")) {
    auto Known = llvm::find_if(
        OutputKinds, [&](const auto &K) { return K.first == Kind->Text; });
    if (Known == std::end(OutputKinds))
      P.add(*Kind, "unknown kind of output '" + Kind->Text +
                       "'; it is 'log', 'error' or 'command'");
    else
      O.What = Known->second;
  }
  if (const yaml::Node *Language = R.find("format"); Language && O.Text)
    O.Format = format(*Language, *O.Text);
  store(Names, std::move(O), &CallModel::Outputs);
}

} // namespace dbsafe::catalog
