//===- LifecycleReader.cpp - The sections 'resources' and 'statuses' ------===//
#include "catalog/Reader.h"
#include "llvm/ADT/STLExtras.h"

namespace dbsafe::catalog {

using llvm::StringRef;

namespace {

constexpr std::pair<StringRef, Outcome> Outcomes[] = {
    {"zero", Outcome::Zero},
    {"nonzero", Outcome::Nonzero},
    {"positive", Outcome::Positive}};

constexpr std::pair<StringRef, Status::Kind> Statuses[] = {
    {"code", Status::Kind::Code},
    {"pointer", Status::Kind::Pointer},
    {"object", Status::Kind::Object}};

template <typename T, size_t Size>
T meaning(const yaml::Node &N, StringRef What,
          const std::pair<StringRef, T> (&Valid)[Size], T Otherwise,
          yaml::Problems &P) {
  std::vector<StringRef> Known;
  for (auto &[Word, Meaning] : Valid) {
    if (N.What == yaml::Node::Kind::Scalar && N.Text == Word)
      return Meaning;
    Known.push_back(Word);
  }
  P.add(N,
        "unknown " + What + " '" + N.Text + "'" + yaml::remedy(N.Text, Known));
  return Otherwise;
}

/// The first name in a list of entries: the one to write.
std::string firstCall(const yaml::Node &Entries) {
  for (const yaml::Node &Entry : Entries.Items)
    for (auto [Key, Value] : llvm::zip(Entry.Keys, Entry.Items))
      if (Key.Text == "call")
        return Value.Items.empty() ? Value.Text : Value.Items.front().Text;
  return {};
}

} // namespace

void Reader::resource(const yaml::Node &N) {
  yaml::Record R(N, "a resource",
                 {"name", "what", "lost", "opaque", "acquire", "release",
                  "keep", "same", "view"},
                 P);
  if (N.What != yaml::Node::Kind::Mapping)
    return;
  R.require("name");
  std::string Name = R.text("name");
  std::shared_ptr<const Resource> Known = Into.Resources.lookup(Name);
  if (!Known) {
    auto Fresh = std::make_shared<Resource>();
    Fresh->Name = Name;
    Fresh->What = R.has("what") ? R.text("what") : Name;
    Fresh->Lost = R.text("lost");
    Fresh->Opaque = R.flag("opaque", false);
    if (const yaml::Node *List = R.require("release"))
      Fresh->Release = firstCall(*List);
    Into.Resources[Name] = Fresh;
    Known = std::move(Fresh);
  } else {
    // One that is there already is extended.
    for (StringRef Key : {"what", "lost", "opaque"})
      if (const yaml::Node *Again = R.find(Key))
        P.add(*Again, "the resource '" + Name +
                          "' is described already; drop '" + Key +
                          "' to add calls to it, or give it another name");
  }
  handlings(R, "acquire", Handling::Kind::Acquire, Known);
  handlings(R, "release", Handling::Kind::Release, Known);
  handlings(R, "keep", Handling::Kind::Keep, Known);
  handlings(R, "same", Handling::Kind::Same, Known);
  handlings(R, "view", Handling::Kind::View, Known);
}

void Reader::handlings(const yaml::Record &Resource, StringRef Key,
                       Handling::Kind Does,
                       const std::shared_ptr<const catalog::Resource> &Of) {
  const yaml::Node *List = Resource.find(Key);
  if (!List)
    return;
  bool Acquires = Does == Handling::Kind::Acquire;
  for (const yaml::Node &Item : yaml::itemsOf(*List, Key, P)) {
    std::vector<StringRef> Keys = {"call", "parameters", "when"};
    bool MayFail = Acquires || Does == Handling::Kind::Release;
    Keys.push_back(Acquires ? "into" : "from");
    if (MayFail)
      Keys.push_back("if");
    if (Does == Handling::Kind::Keep)
      Keys.push_back("conversion");
    yaml::Record R(Item, "what a call does with a resource", Keys, P);
    if (Item.What != yaml::Node::Kind::Mapping)
      continue;
    Handling H;
    H.Does = Does;
    H.Of = Of;
    auto Names = head(R, H);
    if (Acquires) {
      H.Where = operand(R, "into", H, /*MayReturn=*/true)
                    .value_or(Operand{Operand::Kind::Return, 0});
    } else {
      H.Where = operand(R, "from", H, /*MayReturn=*/false).value_or(Operand());
    }
    if (const yaml::Node *If = MayFail ? R.find("if") : nullptr)
      H.If = meaning(*If, "outcome", Outcomes, Outcome::Always, P);
    if (const yaml::Node *Letter =
            Does == Handling::Kind::Keep ? R.find("conversion") : nullptr) {
      if (Letter->Text.size() == 1)
        H.Conversion = Letter->Text[0];
      else
        P.add(*Letter, "a conversion is one letter, without the '%'");
    }
    for (const yaml::Node *Name : Names) {
      H.Call = Name->Text;
      auto &Entries = Into.Lives[H.Call].Handlings;
      auto Same = llvm::find_if(Entries, [&](const Handling &Old) {
        return Old.Does == Does && Old.Of == Of && Old.Where == H.Where &&
               Old.Parameters == H.Parameters && Old.When == H.When;
      });
      if (Same == Entries.end())
        Entries.push_back(H);
      else if (Same->Lib != Lib)
        *Same = H;
      else
        P.add(*Name, "'" + H.Call +
                         "' has such an entry already; drop one, or "
                         "tell them apart with 'parameters' or 'when'");
    }
  }
}

std::vector<std::string> Reader::names(const yaml::Record &R, StringRef Key) {
  std::vector<std::string> Result;
  for (const yaml::Node *Name : R.list(Key))
    if (isName(*Name))
      Result.push_back(Name->Text);
  return Result;
}

void Reader::status(const yaml::Node &N) {
  yaml::Record R(N, "a status",
                 {"call", "parameters", "when", "by", "tested-by", "read-by",
                  "told", "may-drop"},
                 P);
  if (N.What != yaml::Node::Kind::Mapping)
    return;
  Status S;
  auto Names = head(R, S);
  if (const yaml::Node *By = R.require("by"))
    S.By = meaning(*By, "way to tell", Statuses, Status::Kind::Code, P);
  S.TestedBy = names(R, "tested-by");
  S.ReadBy = names(R, "read-by");
  S.Told = argument(R, "told", S);
  S.MayDrop = R.flag("may-drop", false);
  if (S.By == Status::Kind::Object && S.TestedBy.empty())
    P.add(N, "an object tells by a call whether all went well: name it in "
             "'tested-by'");
  for (const yaml::Node *Name : Names) {
    S.Call = Name->Text;
    auto &Entries = Into.Lives[S.Call].Statuses;
    auto Same = llvm::find_if(Entries, [&](const Status &Old) {
      return Old.Parameters == S.Parameters && Old.When == S.When;
    });
    if (Same == Entries.end())
      Entries.push_back(S);
    else if (Same->Lib != Lib)
      *Same = S;
    else
      P.add(*Name, "'" + S.Call +
                       "' has such an entry already; drop one, or "
                       "tell them apart with 'parameters' or 'when'");
  }
}

} // namespace dbsafe::catalog
