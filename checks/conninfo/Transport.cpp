//===- Transport.cpp - sslmode and its relatives --------------------------===//
#include "conninfo/Transport.h"
#include "conninfo/Reading.h"
#include <array>

namespace dbsafe::conninfo {

namespace {

using Word = std::pair<std::string_view, Protection>;

constexpr std::array<Word, 19> Modes = {
    {{"1", Protection::Plain}, // MySQL's constants, SSL_MODE_DISABLED and on.
     {"2", Protection::Optional},
     {"3", Protection::Unverified},
     {"4", Protection::Verified},
     {"5", Protection::Verified},
     {"disable", Protection::Plain},
     {"disabled", Protection::Plain},
     {"allow", Protection::Optional},
     {"prefer", Protection::Optional},
     {"preferred", Protection::Optional},
     {"require", Protection::Unverified},
     {"required", Protection::Unverified},
     {"verify-ca", Protection::Verified},
     {"verify_ca", Protection::Verified},
     {"verify-full", Protection::Verified},
     {"verify_full", Protection::Verified},
     {"verify-identity", Protection::Verified},
     {"verify_identity", Protection::Verified},
     {"strict", Protection::Verified}}};

/// SQL Server's "Encrypt".
constexpr std::array<Word, 9> Encrypt = {{{"no", Protection::Plain},
                                          {"false", Protection::Plain},
                                          {"0", Protection::Plain},
                                          {"optional", Protection::Plain},
                                          {"yes", Protection::Verified},
                                          {"true", Protection::Verified},
                                          {"1", Protection::Verified},
                                          {"mandatory", Protection::Verified},
                                          {"strict", Protection::Verified}}};

template <size_t N>
Protection meaningOf(std::string_view Value, const std::array<Word, N> &Words) {
  std::string Lower = lower(Value);
  for (auto [Name, Meaning] : Words)
    if (Name == Lower)
      return Meaning;
  return Protection::Unknown;
}

bool isTrue(const Field *F) {
  return F && (F->Value == "1" || lower(F->Value) == "yes" ||
               lower(F->Value) == "true");
}

bool isAddress(std::string_view Host) {
  return !Host.empty() &&
         (Host.find(':') != std::string_view::npos ||
          Host.find_first_not_of("0123456789.") == std::string_view::npos);
}

/// Neon takes TLS connections only and proves itself by channel binding.
bool isNeon(std::string_view Host) {
  return lower(Host).ends_with(".neon.tech");
}

/// The words for the best protection that the keyword's owner has.
std::string strongest(std::string_view Keyword, std::string_view Driver,
                      std::string_view Host) {
  if (Keyword == "encrypt")
    return "yes";
  if (Keyword != "sslmode" || Driver.find("mysql") != std::string_view::npos ||
      Driver.find("mariadb") != std::string_view::npos)
    return "VERIFY_IDENTITY";
  // A certificate is made out to a name.
  return isAddress(Host) || isNeon(Host) ? "require" : "verify-full";
}

/// What an ODBC driver does if it is not told.
std::string_view defaultOf(std::string_view Driver) {
  auto Has = [&](std::string_view Part) {
    return Driver.find(Part) != std::string_view::npos;
  };
  if (Has("postgre") || Has("psqlodbc"))
    return "disable";
  if (Has("mysql") || Has("mariadb"))
    return "prefer";
  // From version 18 on, Microsoft's driver encrypts.
  if ((Has("sql server") && !Has("driver 18") && !Has("driver 19")) ||
      Has("sql native client"))
    return "disable";
  return {};
}

const Field *modeOf(const Reading &R) {
  for (std::string_view Keyword :
       {"sslmode", "ssl-mode", "ssl_mode", "encrypt"})
    if (const Field *F = R.find(Keyword); F && !F->Value.empty())
      return F;
  return nullptr;
}

bool isGiven(const Reading &R, std::string_view Keyword) {
  return R.has(Keyword); // A hole, too.
}

class Judge {
public:
  Judge(const Reading &R, std::string_view Default, std::string Separator = " ")
      : R(R), Default(Default), Separator(std::move(Separator)) {
    if (const Field *F = R.find("driver"))
      Driver = lower(F->Value);
    if (Default == "driver")
      this->Default = defaultOf(Driver);
  }

  Transport judge() {
    // A service or a data source has settings of its own.
    if (isGiven(R, "service") || isGiven(R, "dsn"))
      return {};
    if (!lookAtHost())
      return std::move(T);
    const Field *Mode = modeOf(R);
    if (Mode && hasHole(Mode->Value))
      return {};
    if (const Field *Gss = R.find("gssencmode");
        Gss && (Gss->Value == "require" || hasHole(Gss->Value)))
      return {};
    bool IsSystem =
        R.has("sslrootcert") && (R.find("sslrootcert")->Value == "system");
    if (Mode) {
      T.How = Mode->Keyword == "encrypt" ? meaningOf(Mode->Value, Encrypt)
                                         : meaningOf(Mode->Value, Modes);
      T.Said = Mode->Keyword + "=" + Mode->Value;
      // libpq refuses anything weaker together with sslrootcert=system.
      if (IsSystem)
        T.How = Protection::Verified;
    } else if (!unsaid(IsSystem)) {
      return {};
    }
    identity(Mode);
    if (!IsHostKnown && T.How != Protection::Plain && T.Said != "sslmode=allow")
      return {};
    remedy(Mode);
    return std::move(T);
  }

private:
  /// False if it needs no further look.
  bool lookAtHost() {
    const Field *Host = hostOf(R);
    if (!Host || Host->Value.empty()) {
      if (!R.IsPartial) {
        T.How = Protection::Local;
        return false;
      }
      IsHostKnown = false;
      return true;
    }
    T.Host = shown(Host);
    if (!hasHole(Host->Value)) {
      if (isLocal(Host->Value)) {
        T.How = Protection::Local;
        return false;
      }
      return true;
    }
    std::string Known;
    for (char C : Host->Value)
      if (C != Hole)
        Known += C;
    // Some of a name is enough, if it is not the path of a socket.
    IsHostKnown = Known.find_first_of("abcdefghijklmnopqrstuvwxyz") !=
                      std::string::npos &&
                  Known[0] != '/' && Known[0] != '@' && !isLocal(Known);
    return true;
  }

  /// Nothing is said of the mode. False if it may be said elsewhere.
  bool unsaid(bool IsSystem) {
    if (IsSystem) {
      T.How = Protection::Verified;
      return true;
    }
    if (isTrue(R.find("requiressl")) || isTrue(R.find("ssl"))) {
      T.How = Protection::Unverified;
      T.Said = "requiressl=1";
      return true;
    }
    if (R.IsPartial || Default.empty())
      return false;
    T.How = meaningOf(Default, Modes);
    // What the library does by itself is no one's fault here.
    if (T.How == Protection::Unverified)
      T.How = Protection::Verified;
    return true;
  }

  /// Encrypted: is it known to whom?
  void identity(const Field *Mode) {
    if (Mode && Mode->Keyword == "encrypt" && T.How == Protection::Verified &&
        isTrue(R.find("trustservercertificate"))) {
      T.How = Protection::Unverified;
      T.Said =
          "TrustServerCertificate=" + R.find("trustservercertificate")->Value;
    } else if (T.How == Protection::Unverified) {
      const Field *Binding = R.find("channel_binding");
      if ((Binding &&
           (Binding->Value == "require" || hasHole(Binding->Value))) ||
          isGiven(R, "sslrootcert") || isGiven(R, "sslca") ||
          isGiven(R, "ssl-ca") || R.IsPartial)
        T.How = Protection::Verified;
    }
  }

  void remedy(const Field *Mode) {
    std::string Keyword =
        Mode ? Mode->Keyword
        : Driver.find("sql server") != std::string::npos ||
                Driver.find("native client") != std::string::npos
            ? "encrypt"
            : "sslmode";
    if (T.How == Protection::Unverified) {
      if (Keyword == "encrypt") {
        T.Remedy = "TrustServerCertificate=no";
        return;
      }
      if (!Driver.empty())
        return;
      T.Remedy = "channel_binding=require";
      return;
    }
    T.Value = strongest(Keyword, Driver, T.Host);
    T.Remedy = Keyword + "=" + T.Value;
    if (Keyword == "sslmode" && isNeon(T.Host) && !R.has("channel_binding") &&
        !Mode)
      T.Remedy += Separator + "channel_binding=require";
  }

  const Reading &R;
  std::string_view Default;
  std::string Separator; ///< Between two settings.
  std::string Driver;
  bool IsHostKnown = true;
  Transport T;
};

} // namespace

Transport transportOf(const PartialText &Text, Grammar G,
                      std::string_view Default) {
  Joined All(Text);
  std::optional<Reading> R = read(All.text(), G);
  if (!R)
    return {};
  std::optional<UriParts> Uri = splitUri(All.text());
  bool IsLibpqUri = Uri && isLibpqScheme(Uri->Scheme);
  if (IsLibpqUri && Default.empty())
    Default = "prefer";
  // Holes in a URI's other parts are these parts and nothing more.
  if (Uri && R->IsPartial) {
    size_t Query = Uri->Rest.find('?');
    std::string_view Behind =
        Query == std::string_view::npos ? "" : Uri->Rest.substr(Query);
    size_t Values = 0;
    for (auto [Key, Value] : Uri->Query)
      for (char C : Value)
        Values += C == Hole;
    R->IsPartial =
        size_t(std::count(Behind.begin(), Behind.end(), Hole)) > Values;
  }
  Transport T = Judge(*R, Default, IsLibpqUri ? "&" : " ").judge();
  const Field *Mode = modeOf(*R);
  if (T.How == Protection::Unverified)
    Mode = nullptr; // It stays, and something is added.
  if (Mode && !Mode->Raw.empty()) {
    T.Offset = All.offset(Mode->Raw);
    T.Length = Mode->Raw.size();
    return T;
  }
  bool IsOpen = Text.empty() || !Text.back();
  if (Uri && IsLibpqUri)
    T.Joint = All.text().find('?') == std::string_view::npos
                  ? (IsOpen || Uri->Path.empty() ? "" : "?")
                  : "&";
  else if (Uri)
    T.Joint = "";
  else if (G == Grammar::Odbc ||
           (G != Grammar::Libpq && looksLikeOdbc(All.text())))
    T.Joint = ";";
  else
    T.Joint = " ";
  if (IsOpen)
    T.Joint.clear();
  return T;
}

Transport transportOf(const std::vector<Setting> &Settings, bool HasMore,
                      std::string_view Default) {
  Reading R;
  R.IsPartial = HasMore;
  for (const Setting &S : Settings)
    R.set({S.Keyword, S.Value.value_or(std::string(1, Hole)), {}, false});
  return Judge(R, Default).judge();
}

} // namespace dbsafe::conninfo
