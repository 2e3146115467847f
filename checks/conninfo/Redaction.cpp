//===- Redaction.cpp - Texts that may be printed --------------------------===//
//
// Finds passwords in any text: a connection string, a statement, a line of
// source. It does not parse, since what does not parse has secrets too, and
// where a secret's end is in doubt it takes the later one. Too much of "***"
// is ugly; too little of it is a leak.
//
//===----------------------------------------------------------------------===//
#include "conninfo/Conninfo.h"
#include "conninfo/Reading.h"
#include <algorithm>
#include <cctype>

namespace dbsafe::conninfo {

namespace {

constexpr size_t None = std::string_view::npos;

struct Range {
  size_t Begin, End;
};

/// Text between two places, and what is found in it.
class Search {
public:
  explicit Search(std::string_view Text) : Text(Text), Lower(lower(Text)) {}

  std::vector<Range> run() {
    uris();
    bareUri();
    keywords();
    phrases();
    return std::move(Found);
  }

private:
  static bool isWordChar(char C) {
    return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
  }
  bool wordEndsAt(size_t At) const {
    return At == Text.size() || !isWordChar(Text[At]);
  }
  size_t skipSpace(size_t At) const {
    return std::min(Text.find_first_not_of(" \t\r\n", At), Text.size());
  }

  size_t placeOf(std::string_view Part) const {
    return Part.data() - Text.data();
  }

  void add(size_t Begin, size_t End) {
    if (Begin < End && !isPlaceholder(Text.substr(Begin, End - Begin)))
      Found.push_back({Begin, End});
  }

  /// A quoted text whose quote stands at At.
  void quoted(size_t At) {
    add(At + 1, endOfQuoted(Text, At + 1, Text[At] == '{' ? '}' : Text[At]));
  }

  /// scheme://user:password@
  void uris() {
    for (size_t At = Text.find("://"); At != None;) {
      size_t Next = Text.find("://", At + 3);
      userInfo(At + 3, Next == None ? Text.size() : Next);
      At = Next;
    }
  }

  void userInfo(size_t Begin, size_t Limit) {
    std::string_view All = Text.substr(Begin, Limit - Begin);
    std::string_view Rest = All.substr(0, All.find_first_of(" \t\r\n\""));
    UriParts Parts = splitAuthority(Rest);
    if (!Parts.Password) {
      // "u:my secret@host": a space or a quote may belong to the password.
      size_t Colon = Rest.find_first_of(":/?#");
      if (Colon == None || Rest[Colon] != ':' ||
          !isNoPort(Rest.substr(Colon + 1)))
        return;
      Rest = All;
      Parts = splitAuthority(Rest);
      if (!Parts.Password)
        return;
    }
    size_t End = placeOf(*Parts.Password) + Parts.Password->size();
    // A later '@' in the path may be the true end of the password.
    std::string_view Behind =
        Text.substr(End + 1, Begin + Rest.size() - End - 1);
    size_t Last = Behind.substr(0, Behind.find('?')).rfind('@');
    if (Last != None)
      End += 1 + Last;
    add(placeOf(*Parts.Password), End);
  }

  /// user:password@host as the whole text.
  void bareUri() {
    if (Text.find("://") != None || !readBareUri(Text))
      return;
    std::string_view Password = *splitAuthority(Text).Password;
    add(placeOf(Password), placeOf(Password) + Password.size());
  }

  /// password=..., "pwd": "..."
  void keywords() {
    for (std::string_view Name :
         {"password", "passwd", "pwd", "passphrase", "passwort", "pass"})
      for (size_t At = Lower.find(Name); At != None;
           At = Lower.find(Name, At + 1)) {
        size_t End = At + Name.size();
        // "bypass" and "compass" are words of their own.
        bool Begins = At == 0 || !isWordChar(Text[At - 1]);
        if (wordEndsAt(End) &&
            (Name != "pass" || Begins || Text[At - 1] == '_' ||
             Lower.substr(0, At).ends_with("db")))
          valueOf(At, End);
      }
  }

  /// The value behind a key that stands at [Key, At).
  void valueOf(size_t Key, size_t At) {
    if (At < Text.size() && (Text[At] == '"' || Text[At] == '\''))
      ++At; // "password": ...
    At = skipSpace(At);
    if (At == Text.size() || (Text[At] != '=' && Text[At] != ':'))
      return;
    bool IsColon = Text[At] == ':';
    At = skipSpace(Text.find_first_not_of(":=", At));
    if (At >= Text.size())
      return;
    if (Text[At] == '\\' && At + 1 < Text.size()) // Source code: \"x\"
      ++At;
    if (Text[At] == '\'' || Text[At] == '{')
      return quoted(At);
    if (Text[At] == '"') {
      // The end of a literal in source code, or the begin of a value?
      if (At + 1 < Text.size() &&
          !std::isspace(static_cast<unsigned char>(Text[At + 1])) &&
          std::string_view("+,;)").find(Text[At + 1]) == None)
        quoted(At);
      return;
    }
    if (!IsColon)
      add(At, endOfBare(Key, At));
  }

  /// The end of a value without quotes: it depends on the form around it.
  size_t endOfBare(size_t Key, size_t At) const {
    size_t Before = Text.find_last_not_of(" \t\r\n", Key == 0 ? 0 : Key - 1);
    char Delimiter = Key == 0 || Before == None ? '\0' : Text[Before];
    if (Delimiter == '?' || Delimiter == '&')
      return std::min(Text.find_first_of("& \t\r\n\"'", At), Text.size());
    size_t Semicolon = std::min(Text.find(';', At), Text.size());
    size_t Line = std::min(Text.find_first_of("\"\r\n", At), Text.size());
    if (Delimiter == ';' || startsPair(Semicolon + 1))
      return std::min(Semicolon, Line);
    for (; At < Line; ++At) {
      if (std::isspace(static_cast<unsigned char>(Text[At])))
        return At;
      if (Text[At] == '\\')
        ++At;
    }
    return Line;
  }

  /// True if "Key=" of ODBC stands at At.
  bool startsPair(size_t At) const {
    if (At >= Text.size())
      return false;
    size_t Equals = Text.find_first_of("=;", At);
    if (Equals == None || Text[Equals] != '=')
      return false;
    At = skipSpace(At);
    size_t End = Text.find_last_not_of(" \t", Equals - 1);
    return At <= End &&
           isOdbcKey(std::string_view(Lower).substr(At, End + 1 - At));
  }

  /// SQL's ways: PASSWORD '...', IDENTIFIED BY '...', PRAGMA key = '...'.
  void phrases() {
    for (size_t End : endsOf("password"))
      literal(skipSpace(End), "'$");
    for (size_t End : endsOf("identified by")) {
      size_t At = skipSpace(End);
      if (!literal(At, "'\"$") && At > End)
        add(At, std::min(Text.find_first_of(" \t\r\n;,\"'", At), Text.size()));
    }
    for (size_t End : endsOf("identified with"))
      for (std::string_view Word : {" by ", " as "})
        if (size_t At = Lower.find(Word, End); At != None)
          literal(skipSpace(At + Word.size()), "'\"");
    for (std::string_view Phrase : {"pragma key", "pragma rekey"})
      for (size_t End : endsOf(Phrase))
        literal(skipSpace(End), "'\"");
  }

  /// The ends of all occurrences of a phrase as words of their own.
  std::vector<size_t> endsOf(std::string_view Phrase) const {
    std::vector<size_t> Ends;
    for (size_t At = Lower.find(Phrase); At != None;
         At = Lower.find(Phrase, At + 1))
      if ((At == 0 || !isWordChar(Text[At - 1])) &&
          wordEndsAt(At + Phrase.size()))
        Ends.push_back(At + Phrase.size());
    return Ends;
  }

  /// A literal of SQL with one of these quotes, perhaps behind "=" or "(".
  bool literal(size_t At, std::string_view Quotes) {
    while (At < Text.size() && (Text[At] == '=' || Text[At] == '('))
      At = skipSpace(At + 1);
    if (At + 1 < Text.size() && (Lower[At] == 'e' || Lower[At] == 'n') &&
        Text[At + 1] == '\'')
      ++At;
    if (At >= Text.size() || Quotes.find(Text[At]) == None)
      return false;
    if (Text[At] != '$') {
      quoted(At);
      return true;
    }
    size_t Tag = Text.find('$', At + 1);
    if (Tag == None)
      return false;
    std::string_view Quote = Text.substr(At, Tag + 1 - At);
    size_t End = Text.find(Quote, Tag + 1);
    add(Tag + 1, std::min(End, Text.size()));
    return true;
  }

  std::string_view Text;
  std::string Lower;
  std::vector<Range> Found;
};

} // namespace

size_t endOfQuoted(std::string_view Text, size_t Start, char Quote) {
  for (size_t At = Start; At < Text.size(); ++At) {
    if (Text[At] == '\\') {
      ++At;
    } else if (Text[At] == Quote) {
      if (At + 1 == Text.size() || Text[At + 1] != Quote)
        return At;
      ++At;
    }
  }
  return Text.size();
}

std::string redact(std::string_view Text) {
  std::vector<Range> Secrets = Search(Text).run();
  std::sort(Secrets.begin(), Secrets.end(), [](const Range &A, const Range &B) {
    return A.Begin != B.Begin ? A.Begin < B.Begin : A.End > B.End;
  });
  std::string Result;
  size_t Done = 0;
  for (const Range &R : Secrets) {
    if (R.End <= Done)
      continue;
    // What overlaps the last secret prolongs it.
    if (R.Begin >= Done) {
      Result += Text.substr(Done, R.Begin - Done);
      Result += "***";
    }
    Done = R.End;
  }
  Result += Text.substr(Done);
  return Result;
}

} // namespace dbsafe::conninfo
