#include "rules/InsecureTransport.h"
#include "config/Configuration.h"
#include "conninfo/Transport.h"
#include "provenance/Program.h"
#include "rules/ConnectSite.h"
#include "rules/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace dbsafe::rules {

namespace {

using conninfo::Protection;
using conninfo::Setting;
using conninfo::Transport;
using provenance::Line;
using provenance::Role;
using provenance::Site;
using provenance::SitePart;
using provenance::TextRef;

constexpr Option Options[] = {
    {"ReportUnverified", "true",
     "Note connections that are encrypted, but to whoever answers"}};

/// What one setting may be: each way to read it; no value where it is not
/// known. Empty if it is only what the function was given.
struct Choices {
  std::vector<std::optional<std::string>> Values;
  std::vector<TextRef> Leaves;
};

Choices choicesOf(const Site &S, const SitePart &Part) {
  Choices Result;
  for (const Line &L : provenance::lines(Part.Text, 8)) {
    std::optional<std::string> Value = std::string();
    TextRef First = nullptr;
    bool IsGiven = L.size() == 1 && L[0]->isHole() &&
                   L[0]->hole().From == provenance::Origin::Symbol;
    for (TextRef Leaf : L) {
      if (Leaf->isLiteral()) {
        First = First ? First : Leaf;
        if (Value)
          *Value += Leaf->bytes();
      } else {
        Value.reset();
      }
    }
    // Nobody here has set it.
    if (IsGiven && Part.Argument == S.Call)
      continue;
    Result.Values.push_back(std::move(Value));
    Result.Leaves.push_back(First);
  }
  return Result;
}

/// True if a loop has added to T.
bool isGathered(TextRef T) {
  llvm::SmallPtrSet<TextRef, 16> Seen;
  llvm::SmallVector<TextRef, 16> Work = {T};
  while (!Work.empty()) {
    T = Work.pop_back_val();
    if (!Seen.insert(T).second)
      continue;
    switch (T->kind()) {
    case provenance::Text::Kind::Repeat:
      return true;
    case provenance::Text::Kind::Concat:
      Work.push_back(T->left());
      Work.push_back(T->right());
      break;
    case provenance::Text::Kind::Choice:
      Work.append(T->alternatives().begin(), T->alternatives().end());
      break;
    default:
      break;
    }
  }
  return false;
}

class Inspector {
public:
  Inspector(const provenance::Program &Program, bool ReportUnverified,
            const Report &Report)
      : Context(Program.context()), Written(Program),
        ReportUnverified(ReportUnverified), TheReport(Report),
        EnvironmentSays(llvm::any_of(Program.sites(), setsEnvironment)) {}

  /// True for a call that sets PGSSLMODE and its like.
  static bool setsEnvironment(const Site &S) {
    return S.Connect && S.Connect->Tls == "environment";
  }

  void inspect(const Site &S) {
    if (const SitePart *Whole = wholeConninfo(S)) {
      // What a loop puts together has no order that could be told.
      if (isGathered(Whole->Text))
        return;
      for (const Line &L : provenance::lines(Whole->Text))
        if (L.size() != 1 || L[0]->isLiteral())
          judge(S, L);
      return;
    }
    if (!S.Connect->Tls.empty() || S.Connect->Keywords)
      judgeSettings(S);
  }

  void finish() {
    for (auto &[Key, Ways] : Found) {
      // Where it depends on a choice that is made, someone has thought of it.
      bool IsWeak = llvm::all_of(Ways, [](const Way &W) {
        return W.How == Protection::Plain || W.How == Protection::Optional;
      });
      bool IsWeakOrUnverified = llvm::all_of(Ways, [](const Way &W) {
        return W.How == Protection::Plain || W.How == Protection::Optional ||
               W.How == Protection::Unverified;
      });
      if (!IsWeakOrUnverified || (!IsWeak && !ReportUnverified))
        continue;
      auto Shown = llvm::find_if(Ways, [&](const Way &W) {
        return IsWeak || W.How == Protection::Unverified;
      });
      if (Shown != Ways.end())
        TheReport(std::move(Shown->F));
    }
  }

private:
  struct Way {
    Protection How;
    Finding F;
  };

  void judge(const Site &S, const Line &L) {
    conninfo::PartialText Text = partialText(L);
    Transport T =
        conninfo::transportOf(Text, grammarOf(*S.Connect), defaultOf(S));
    // Another entry may know more of the same call.
    if (T.How == Protection::Unknown && S.Connect->Tls.empty())
      return;
    // The literal that names the host, and the one that has the mode.
    llvm::StringRef Host = llvm::StringRef(T.Host).split("...").first;
    TextRef Anchor = nullptr, Mode = nullptr;
    size_t Offset = T.Offset;
    for (TextRef Each : L) {
      if (!Each->isLiteral())
        continue;
      if (!Anchor || (!Host.empty() && Each->bytes().contains(Host) &&
                      !Anchor->bytes().contains(Host)))
        Anchor = Each;
      if (T.Length && !Mode) {
        if (Offset < Each->bytes().size())
          Mode = Each;
        else
          Offset -= Each->bytes().size();
      }
    }
    TextRef Leaf = Mode ? Mode : Anchor;
    if (!Leaf)
      return;
    Finding F;
    if (T.Length) {
      CharSourceRange Place = rangeIn(Leaf, Offset, T.Length, Context);
      if (Place.isCharRange() && !T.Value.empty())
        F.Fixes.push_back(FixItHint::CreateReplacement(Place, T.Value));
    } else if (!T.Joint.empty() && !T.Remedy.empty() && L.back()->isLiteral()) {
      TextRef Last = L.back();
      CharSourceRange Place =
          rangeIn(Last, Last->bytes().size() - 1, 1, Context);
      if (Place.isCharRange())
        F.Fixes.push_back(
            FixItHint::CreateInsertion(Place.getEnd(), T.Joint + T.Remedy));
    }
    add(S, T, Leaf, Anchor, std::move(F));
  }

  /// What the library does if nothing is said.
  llvm::StringRef defaultOf(const Site &S) const {
    return EnvironmentSays ? llvm::StringRef() : S.Connect->Tls;
  }

  void judgeSettings(const Site &S) {
    // One text for each setting: those with several are told apart by the
    // host's, and all of the mode's must be weak.
    std::vector<Setting> Known;
    Choices Hosts, Modes;
    std::string ModeKeyword;
    bool HasMore = S.HasMore;
    for (const SitePart &Part : S.Parts) {
      if (Part.What == Role::Password || Part.What == Role::User)
        continue;
      Choices Now = choicesOf(S, Part);
      if (Part.What == Role::Host) {
        if (Part.Keyword == "hostaddr" || Hosts.Values.empty())
          Hosts = Now;
      } else if (Part.What == Role::Conninfo) {
        if (Now.Values.size() != 1 || !Now.Values[0])
          continue;
        std::vector<Setting> Inner =
            conninfo::settingsIn({*Now.Values[0]}, conninfo::Grammar::Libpq);
        llvm::append_range(Known, Inner);
        if (llvm::any_of(Inner, [](const Setting &Each) {
              return Each.Keyword == "host" && Each.Value;
            }))
          return judgeEach(S, Part);
      } else if (Part.Keyword == "sslmode") {
        Modes = Now;
        ModeKeyword = Part.Keyword;
      } else if (Part.Keyword == "options" || Part.Keyword == "tls-options") {
        for (const std::optional<std::string> &Value : Now.Values) {
          if (!Value)
            HasMore = true;
          else
            llvm::append_range(
                Known, conninfo::settingsIn({*Value}, conninfo::Grammar::Odbc));
        }
      } else if (!Part.Keyword.empty() && !Now.Values.empty()) {
        Known.push_back({Part.Keyword, Now.Values.front()});
      }
    }
    if (Modes.Values.empty())
      Modes.Values.push_back(std::nullopt), Modes.Leaves.push_back(nullptr);
    else if (llvm::is_contained(Modes.Values, std::nullopt))
      return;
    for (size_t H = 0; H < Hosts.Values.size(); ++H)
      for (size_t M = 0; M < Modes.Values.size(); ++M) {
        std::vector<Setting> All = Known;
        All.push_back({"host", Hosts.Values[H]
                                   ? std::optional(hostName(*Hosts.Values[H]))
                                   : std::nullopt});
        if (!ModeKeyword.empty())
          All.push_back({ModeKeyword, Modes.Values[M]});
        Transport T = conninfo::transportOf(All, HasMore, defaultOf(S));
        TextRef Leaf = Modes.Leaves[M] && Modes.Leaves[M]->expr() &&
                               isa<StringLiteral>(Modes.Leaves[M]->expr())
                           ? Modes.Leaves[M]
                           : Hosts.Leaves[H];
        if (!Leaf)
          Leaf = Modes.Leaves[M];
        if (!Leaf)
          continue;
        Finding F;
        if (Leaf == Modes.Leaves[M] && !T.Value.empty() &&
            isa<StringLiteral>(Leaf->expr())) {
          CharSourceRange Place =
              rangeIn(Leaf, 0, Leaf->bytes().size(), Context);
          if (Place.isCharRange())
            F.Fixes.push_back(FixItHint::CreateReplacement(Place, T.Value));
        }
        add(S, T, Leaf, Hosts.Leaves[H] ? Hosts.Leaves[H] : Leaf, std::move(F));
      }
  }

  void judgeEach(const Site &S, const SitePart &Part) {
    for (const Line &L : provenance::lines(Part.Text))
      judge(S, L);
  }

  /// "h" of "tcp://h:3306/db".
  static std::string hostName(llvm::StringRef Host) {
    if (size_t Scheme = Host.find("://"); Scheme != llvm::StringRef::npos)
      Host = Host.drop_front(Scheme + 3);
    else if (Host.count(':') != 1)
      return Host.str();
    Host = Host.take_front(Host.find('/'));
    if (size_t At = Host.rfind('@'); At != llvm::StringRef::npos)
      Host = Host.drop_front(At + 1);
    return Host.take_front(Host.rfind(':')).str();
  }

  static std::string message(const Transport &T) {
    std::string To = T.Host.empty() ? "" : " to '" + T.Host + "'";
    switch (T.How) {
    case Protection::Plain:
      return (T.Said.empty()
                  ? "nothing asks for TLS on this connection" + To +
                        ", and the driver does not by itself"
                  : T.Said + " leaves this connection" + To + " unencrypted") +
             ": whoever is on the way reads and changes what is sent";
    case Protection::Optional:
      return T.Said.empty()
                 ? "nothing insists on TLS for this connection" + To +
                       ": by default it goes unencrypted if the server, or "
                       "whoever stands in between, offers none"
                 : T.Said + " lets this connection" + To +
                       " go unencrypted if the server, or whoever stands in "
                       "between, offers no TLS";
    default:
      return T.Said + " encrypts this connection" + To +
             " but does not check who answers";
    }
  }

  static std::string remedy(const Site &S, const Transport &T) {
    // Its settings have other names, and are made in other places.
    if (S.Connect->Lib->Dialect == sql::Dialect::MySQL)
      return "; have it ask for TLS and check the server's certificate";
    if (T.Remedy.empty())
      return {};
    bool IsAdded = T.How == Protection::Unverified || T.Said.empty();
    return (IsAdded ? "; add " : "; write ") + T.Remedy +
           (T.Remedy == "channel_binding=require"
                ? ", or write sslmode=verify-full"
                : "");
  }

  /// Where the same host is reached in several ways, they are judged together.
  void add(const Site &S, const Transport &T, TextRef Leaf, TextRef Anchor,
           Finding F) {
    if (Written.has(T.Host) || Written.has(T.Said))
      return;
    F.Range = rangeOf(Leaf->expr(), Context);
    F.Message = message(T);
    F.Message += remedy(S, T);
    F.Level =
        T.How == Protection::Unverified ? Severity::Note : Severity::Warning;
    F.Subject = describe(S.Function) + " " + T.Host + " " + T.Said;
    addPathTo(F, S, Context);
    Found[{rangeOf(Anchor->expr(), Context).getBegin(), S.Call->getBeginLoc()}]
        .push_back({T.How, std::move(F)});
  }

  const ASTContext &Context;
  WrittenSecrets Written;
  bool ReportUnverified;
  const Report &TheReport;
  bool EnvironmentSays; ///< How connections are protected, perhaps.
  llvm::MapVector<std::pair<SourceLocation, SourceLocation>, std::vector<Way>>
      Found;
};

} // namespace

const RuleInfo &InsecureTransport::info() const {
  static constexpr unsigned Cwe[] = {319};
  static constexpr RuleInfo Info = {
      "dbsafe-insecure-transport",
      "A connection to another machine may go unencrypted", Cwe, "7.4",
      Options};
  return Info;
}

void InsecureTransport::check(const provenance::Program &Program,
                              const config::Configuration &Config,
                              const Report &Report) const {
  Inspector I(Program,
              Config.option(info().Name, Options[0].Name, Options[0].Default) ==
                  "true",
              Report);
  for (const Site &S : Program.sites())
    if (S.Connect && !Inspector::setsEnvironment(S))
      I.inspect(S);
  I.finish();
}

} // namespace dbsafe::rules
