//===- LibpqGrammar.cpp - Connection strings as libpq reads them ----------===//
//
// libpq decides what the fields are. Beside it runs a scanner of our own, for
// two things that libpq does not do: to say where a value stands, and to leave
// out what only a newer libpq knows.
//
//===----------------------------------------------------------------------===//
#include "conninfo/Reading.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <libpq-fe.h>
#include <map>
#include <memory>

namespace dbsafe::conninfo {

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption *O) const { PQconninfoFree(O); }
};
using Options = std::unique_ptr<PQconninfoOption[], FreeOptions>;

Options parse(const std::string &Text) {
  return Options(PQconninfoParse(Text.c_str(), nullptr));
}

/// libpq's keywords, and whether each is a secret.
const std::map<std::string, bool, std::less<>> &keywords() {
  static const std::map<std::string, bool, std::less<>> Keywords = [] {
    std::map<std::string, bool, std::less<>> Found;
    Options None = parse("");
    for (PQconninfoOption *O = None.get(); O && O->keyword; ++O)
      Found.emplace(O->keyword, std::strcmp(O->dispchar, "*") == 0);
    return Found;
  }();
  return Keywords;
}

/// Keywords of libpq versions after the one that we are linked with.
bool isNewerKeyword(std::string_view Keyword) {
  static constexpr std::array<std::string_view, 12> Newer = {
      "require_auth",         "sslcertmode",          "load_balance_hosts",
      "sslnegotiation",       "scram_client_key",     "scram_server_key",
      "min_protocol_version", "max_protocol_version", "servicefile",
      "oauth_issuer",         "oauth_client_id",      "oauth_client_secret"};
  return std::find(Newer.begin(), Newer.end(), Keyword) != Newer.end();
}

bool isSpace(char C) { return std::isspace(static_cast<unsigned char>(C)); }

/// keyword = 'value' somewhere in a text.
struct Pair {
  std::string_view Keyword;
  std::string_view Raw;   ///< The value without its quotes.
  std::string_view Whole; ///< The pair as it stands.
};

struct Pairs {
  std::vector<Pair> All;
  bool IsPartial = false; ///< There are holes that may be pairs themselves.
  bool IsSound = true;    ///< False: something is no pair.
};

Pairs scanPairs(std::string_view Text) {
  Pairs Found;
  size_t At = 0;
  auto SkipSpace = [&] {
    while (At < Text.size() && isSpace(Text[At]))
      ++At;
  };
  for (SkipSpace(); At < Text.size(); SkipSpace()) {
    // A hole before a keyword is taken for further pairs and a space.
    while (At < Text.size() && Text[At] == Hole) {
      Found.IsPartial = true;
      ++At;
    }
    size_t Begin = At;
    while (At < Text.size() && Text[At] != '=' && !isSpace(Text[At]))
      ++At;
    std::string_view Keyword = Text.substr(Begin, At - Begin);
    SkipSpace();
    if (Keyword.empty() && (At == Text.size() || Text[At] != '='))
      continue;
    if (At == Text.size() || Text[At] != '=') {
      Found.IsSound = false;
      return Found;
    }
    ++At;
    SkipSpace();
    std::string_view Raw;
    if (At < Text.size() && Text[At] == '\'') {
      size_t Value = ++At;
      while (At < Text.size() && Text[At] != '\'')
        At += Text[At] == '\\' ? 2 : 1;
      if (At >= Text.size()) {
        Found.IsSound = false;
        return Found;
      }
      Raw = Text.substr(Value, At++ - Value);
    } else {
      size_t Value = At;
      while (At < Text.size() && !isSpace(Text[At]))
        At += Text[At] == '\\' ? 2 : 1;
      At = std::min(At, Text.size());
      Raw = Text.substr(Value, At - Value);
    }
    Found.All.push_back({Keyword, Raw, Text.substr(Begin, At - Begin)});
  }
  return Found;
}

/// The fields that libpq has found; Where says where a keyword's value stands.
template <typename LocateT>
Reading fields(const Options &Parsed, LocateT Where) {
  Reading R;
  for (PQconninfoOption *O = Parsed.get(); O->keyword; ++O)
    if (O->val)
      R.Fields.push_back({O->keyword, O->val, Where(O->keyword),
                          std::strcmp(O->dispchar, "*") == 0});
  return R;
}

/// The URI without query parameters that libpq refuses. "ssl" is no keyword,
/// but libpq understands "ssl=true".
std::string withoutUnknownParameters(std::string_view Text,
                                     const UriParts &Parts) {
  size_t Query = Text.find('?', Parts.Hosts.data() - Text.data());
  std::string Kept(Text.substr(0, Query));
  char Separator = '?';
  for (auto [Key, Value] : Parts.Query) {
    std::string Keyword = percentDecode(Key);
    if (!keywords().contains(Keyword) && !(Keyword == "ssl" && Value == "true"))
      continue;
    Kept += Separator;
    Kept += Key;
    Kept += '=';
    Kept += Value;
    Separator = '&';
  }
  return Kept;
}

/// Where the URI has the value of a keyword: the last query parameter of that
/// name, or else the part that stands for it.
std::string_view locate(const UriParts &Parts, std::string_view Keyword) {
  for (auto P = Parts.Query.rbegin(); P != Parts.Query.rend(); ++P)
    if (percentDecode(P->first) == Keyword)
      return P->second;
  if (Keyword == "user")
    return Parts.User;
  if (Keyword == "password")
    return Parts.Password.value_or(std::string_view());
  if (Keyword == "dbname")
    return Parts.Path;
  return {};
}

} // namespace

bool isKeyword(std::string_view Keyword) {
  return keywords().contains(Keyword) || isNewerKeyword(Keyword) ||
         isOdbcKey(Keyword);
}

bool isLibpqScheme(std::string_view Scheme) {
  return Scheme == "postgresql" || Scheme == "postgres";
}

std::optional<Reading> readLibpqPairs(std::string_view Text,
                                      UnknownKeywords U) {
  Pairs Scanned = scanPairs(Text);
  if (!Scanned.IsSound)
    return std::nullopt;
  std::string Known;
  for (const Pair &P : Scanned.All) {
    if (keywords().contains(P.Keyword)) {
      Known += P.Whole;
      Known += ' ';
    } else if (U == UnknownKeywords::Refuse && !isNewerKeyword(P.Keyword)) {
      return std::nullopt;
    }
  }
  Options Parsed = parse(Known);
  if (!Parsed || Known.empty())
    return std::nullopt;
  Reading R = fields(Parsed, [&](std::string_view Keyword) {
    std::string_view Last;
    for (const Pair &P : Scanned.All)
      if (P.Keyword == Keyword)
        Last = P.Raw;
    return Last;
  });
  R.IsPartial = Scanned.IsPartial;
  return R;
}

std::optional<Reading> readLibpqUri(std::string_view Text) {
  std::optional<UriParts> Parts = splitUri(Text);
  if (!Parts || !isLibpqScheme(Parts->Scheme))
    return std::nullopt;
  std::string Known = withoutUnknownParameters(Text, *Parts);
  Options Parsed = parse(Known);
  // A printf template has percent signs that encode nothing.
  if (!Parsed)
    Parsed = parse(conversionsToHoles(Known));
  if (!Parsed)
    return std::nullopt;
  Reading R = fields(Parsed, [&](std::string_view Keyword) {
    return locate(*Parts, Keyword);
  });
  R.IsPartial = hasHole(Text);
  if (Parts->HasRawDelimiter) {
    // libpq ends the password early, but it is a secret to its very end.
    R.set({"user", percentDecode(Parts->User), Parts->User, false});
    R.set(
        {"password", percentDecode(*Parts->Password), *Parts->Password, true});
    R.set({"host", hostNames(Parts->Hosts), Parts->Hosts, false});
  }
  return R;
}

} // namespace dbsafe::conninfo
