//===- Shown.cpp - Passwords in what is shown to others -------------------===//
#include "conninfo/Shown.h"
#include "conninfo/Reading.h"
#include <set>

namespace dbsafe::conninfo {

namespace {

constexpr size_t None = std::string_view::npos;

bool isWordChar(char C) {
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') ||
         (C >= '0' && C <= '9') || C == '_';
}

class Finder {
public:
  explicit Finder(const PartialText &Parts) : All(Parts), Text(All.text()) {}

  /// All holes of a field, and what is written in it if that counts.
  void take(std::string_view Value, bool Written) {
    size_t Begin = Value.data() - Text.data();
    for (size_t At = Begin; At < Begin + Value.size(); ++At)
      if (Text[At] == Hole)
        Parts.insert(All.partAt(At));
    if (Written && !hasHole(Value) && !isPlaceholder(Value))
      Parts.insert(All.partAt(Begin));
  }

  /// scheme://user:password@host
  void uris(bool Written) {
    for (size_t At = Text.find("://"); At != None;
         At = Text.find("://", At + 3)) {
      size_t Begin = At;
      while (Begin > 0 &&
             (isWordChar(Text[Begin - 1]) || Text[Begin - 1] == '+'))
        --Begin;
      std::string_view Word = Text.substr(Begin);
      Word = Word.substr(0, Word.find_first_of(" \t\r\n\"'<>|"));
      std::optional<UriParts> Uri = splitUri(Word);
      if (Uri && isDatabaseScheme(Uri->Scheme) && Uri->Password)
        take(*Uri->Password, Written);
    }
  }

  /// host=... password=...: a word alone does not make a connection string.
  void pairs() {
    if (!hasKey("host=") && !hasKey("dbname=") && !hasKey("hostaddr="))
      return;
    for (std::string_view Key : {"password=", "sslpassword="})
      valuesOf(Key, false);
  }

  /// The values behind Key, as words of their own.
  void valuesOf(std::string_view Key, bool Written) {
    for (size_t At = Text.find(Key); At != None; At = Text.find(Key, At + 1)) {
      if (At > 0 && isWordChar(Key[0]) && isWordChar(Text[At - 1]))
        continue;
      std::string_view Value = Text.substr(At + Key.size());
      if (!Value.empty() && (Value[0] == '\'' || Value[0] == '"'))
        Value = Value.substr(1, Value.find(Value[0], 1) - 1);
      else
        Value = Value.substr(0, Value.find_first_of(" \t\r\n;&|"));
      take(Value, Written);
    }
  }

  bool hasKey(std::string_view Key) const {
    for (size_t At = Text.find(Key); At != None; At = Text.find(Key, At + 1))
      if (At == 0 || !isWordChar(Text[At - 1]))
        return true;
    return false;
  }

  std::vector<size_t> found() const { return {Parts.begin(), Parts.end()}; }

  Joined All;
  std::string_view Text;

private:
  std::set<size_t> Parts;
};

} // namespace

std::vector<size_t> secretHoles(const PartialText &Text, Grammar G) {
  Finder F(Text);
  if (std::optional<Reading> R = read(F.Text, G))
    for (const Field &Each : R->Fields)
      if (Each.IsSecret && !Each.Raw.empty())
        F.take(Each.Raw, false);
  return F.found();
}

std::vector<size_t> secretHolesIn(const PartialText &Message) {
  Finder F(Message);
  F.uris(false);
  F.pairs();
  return F.found();
}

std::vector<size_t> secretsInCommand(const PartialText &Command) {
  Finder F(Command);
  F.uris(true);
  F.pairs();
  for (std::string_view Key : {"PGPASSWORD=", "MYSQL_PWD=", "--password="})
    F.valuesOf(Key, true);
  // mysql's -pSECRET; others have a port behind it.
  if (F.Text.find("mysql") != None || F.Text.find("mariadb") != None)
    F.valuesOf(" -p", true);
  return F.found();
}

} // namespace dbsafe::conninfo
