//===- UriGrammar.cpp - scheme://user:password@host -----------------------===//
#include "conninfo/Conninfo.h"
#include "conninfo/Reading.h"
#include <algorithm>
#include <cctype>

namespace dbsafe::conninfo {

namespace {

constexpr size_t None = std::string_view::npos;

bool isDigit(char C) { return C >= '0' && C <= '9'; }
bool isAlpha(char C) { return std::isalpha(static_cast<unsigned char>(C)); }

int hexDigit(char C) {
  if (isDigit(C))
    return C - '0';
  C |= 0x20;
  return C >= 'a' && C <= 'f' ? C - 'a' + 10 : -1;
}

bool isEncoded(std::string_view Text, size_t At) {
  return At + 2 < Text.size() && hexDigit(Text[At + 1]) >= 0 &&
         hexDigit(Text[At + 2]) >= 0;
}

bool isSecretKey(std::string_view Key) {
  return Key == "password" || Key == "passwd" || Key == "pwd" ||
         Key == "sslpassword" || Key == "trustcertificatekeystorepassword";
}

/// Names that other URIs have for libpq's keywords.
std::string commonKeyword(std::string Key) {
  if (Key == "username" || Key == "uid")
    return "user";
  if (Key == "passwd" || Key == "pwd")
    return "password";
  return Key;
}

void splitQuery(std::string_view Query, char Separator, UriParts &Parts) {
  while (!Query.empty()) {
    size_t End = std::min(Query.find(Separator), Query.size());
    std::string_view One = Query.substr(0, End);
    size_t Equals = One.find('=');
    if (Equals != None)
      Parts.Query.emplace_back(One.substr(0, Equals), One.substr(Equals + 1));
    Query.remove_prefix(std::min(End + 1, Query.size()));
  }
}

/// Where the user information ends (its '@'); None if there is none.
size_t endOfUserInfo(std::string_view Rest, bool &HasRawDelimiter) {
  std::string_view Authority = Rest.substr(0, Rest.find_first_of("/?#"));
  size_t At = Authority.rfind('@');
  if (At != None) {
    HasRawDelimiter = Authority.find('@') != At;
    return At;
  }
  // "u:p/ss@host": the password has a raw slash, unless "p" is a port.
  size_t Colon = Authority.find(':');
  if (Colon == None || !isNoPort(Authority.substr(Colon + 1)))
    return None;
  At = Rest.substr(0, Rest.find('?')).rfind('@');
  if (At == None)
    At = Rest.rfind('@');
  HasRawDelimiter = At != None;
  return At;
}

Reading fields(const UriParts &Parts) {
  Reading R;
  R.IsPartial = hasHole(Parts.Rest);
  auto Add = [&](std::string Keyword, std::string_view Raw) {
    bool IsSecret = isSecretKey(Keyword);
    R.set({commonKeyword(std::move(Keyword)),
           percentDecode(conversionsToHoles(Raw)), Raw, IsSecret});
  };
  if (!Parts.User.empty())
    Add("user", Parts.User);
  if (Parts.Password)
    Add("password", *Parts.Password);
  if (!Parts.Hosts.empty())
    R.set({"host", hostNames(conversionsToHoles(Parts.Hosts)), Parts.Hosts,
           false});
  if (!Parts.Path.empty())
    Add("dbname", Parts.Path);
  for (auto [Key, Value] : Parts.Query)
    Add(lower(percentDecode(Key)), Value);
  return R;
}

} // namespace

void Reading::set(Field F) {
  auto Same = std::find_if(Fields.begin(), Fields.end(), [&](const Field &Old) {
    return Old.Keyword == F.Keyword;
  });
  if (Same == Fields.end())
    Fields.push_back(std::move(F));
  else
    *Same = std::move(F);
}

std::string lower(std::string_view Text) {
  std::string Result(Text);
  for (char &C : Result)
    C = static_cast<char>(std::tolower(static_cast<unsigned char>(C)));
  return Result;
}

bool isNoPort(std::string_view Word) {
  return !Word.empty() && !std::all_of(Word.begin(), Word.end(), isDigit) &&
         Word.find_first_of(",[") == None && !hasHole(Word) &&
         !isPlaceholder(Word, "port");
}

std::string percentDecode(std::string_view Text) {
  std::string Result;
  for (size_t At = 0; At < Text.size(); ++At) {
    if (Text[At] == '%' && isEncoded(Text, At)) {
      Result += static_cast<char>(hexDigit(Text[At + 1]) * 16 +
                                  hexDigit(Text[At + 2]));
      At += 2;
    } else {
      Result += Text[At];
    }
  }
  return Result;
}

std::string conversionsToHoles(std::string_view Text) {
  std::string Result(Text);
  for (size_t At = 0; At < Text.size(); ++At) {
    if (Text[At] != '%' || isEncoded(Text, At))
      continue;
    size_t End = Text.find_first_not_of("0123456789.*$+-#lhzjtL", At + 1);
    if (End == None || !isAlpha(Text[End]))
      continue;
    std::fill(Result.begin() + At, Result.begin() + End + 1, Hole);
    At = End;
  }
  return Result;
}

std::string hostNames(std::string_view Hosts) {
  std::string Names;
  while (!Hosts.empty()) {
    size_t End = std::min(Hosts.find(','), Hosts.size());
    std::string_view One = Hosts.substr(0, End);
    Hosts.remove_prefix(std::min(End + 1, Hosts.size()));
    if (One.starts_with('['))
      One = One.substr(1, std::min(One.find(']'), One.size()) - 1);
    else
      One = One.substr(0, One.rfind(':'));
    if (!Names.empty())
      Names += ',';
    Names += percentDecode(One);
  }
  return Names;
}

UriParts splitAuthority(std::string_view Rest) {
  UriParts Parts;
  Parts.Rest = Rest;
  size_t At = endOfUserInfo(Rest, Parts.HasRawDelimiter);
  if (At != None) {
    std::string_view UserInfo = Rest.substr(0, At);
    size_t Colon = UserInfo.find(':');
    Parts.User = UserInfo.substr(0, Colon);
    if (Colon != None)
      Parts.Password = UserInfo.substr(Colon + 1);
    Rest.remove_prefix(At + 1);
  }
  // Two '@' without a password between them: nothing that we could name.
  if (!Parts.Password)
    Parts.HasRawDelimiter = false;
  size_t End = std::min(Rest.find_first_of("/?#;"), Rest.size());
  Parts.Hosts = Rest.substr(0, End);
  Rest.remove_prefix(End);
  if (Rest.starts_with(';')) { // jdbc:sqlserver://host;user=u;password=p
    splitQuery(Rest.substr(1), ';', Parts);
    return Parts;
  }
  size_t Query = Rest.find('?');
  if (Query != None)
    splitQuery(Rest.substr(Query + 1), '&', Parts);
  Parts.Path = Rest.substr(0, Query);
  if (Parts.Path.starts_with('/'))
    Parts.Path.remove_prefix(1);
  return Parts;
}

std::optional<UriParts> splitUri(std::string_view Text) {
  size_t Colon = Text.find("://");
  if (Colon == None || Colon == 0 || !isAlpha(Text[0]))
    return std::nullopt;
  // "jdbc:postgresql" has a colon of its own.
  for (char C : Text.substr(0, Colon))
    if (!isAlpha(C) && !isDigit(C) && C != '+' && C != '-' && C != '.' &&
        C != ':' && C != '_')
      return std::nullopt;
  UriParts Parts = splitAuthority(Text.substr(Colon + 3));
  Parts.Scheme = Text.substr(0, Colon);
  return Parts;
}

std::optional<Reading> readUri(std::string_view Text) {
  std::optional<UriParts> Parts = splitUri(Text);
  if (!Parts)
    return std::nullopt;
  return fields(*Parts);
}

std::optional<Reading> readBareUri(std::string_view Text) {
  if (Text.find_first_of(" \t\n='\"") != None)
    return std::nullopt;
  UriParts Parts = splitAuthority(Text);
  if (!Parts.Password || Parts.User.empty() || Parts.Hosts.empty())
    return std::nullopt;
  return fields(Parts);
}

} // namespace dbsafe::conninfo
