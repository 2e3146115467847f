//===- Placeholder.cpp - What stands where a secret will be ---------------===//
//
// Every test looks at the whole value. A password that merely contains "user"
// or "example" is a password: tools that search for substrings are known to
// miss real ones.
//
//===----------------------------------------------------------------------===//
#include "conninfo/Conninfo.h"
#include "conninfo/Reading.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace dbsafe::conninfo {

namespace {

bool isWordChar(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
}

bool isWord(std::string_view Text) {
  return !Text.empty() && std::all_of(Text.begin(), Text.end(), isWordChar);
}

template <size_t N>
bool isOneOf(std::string_view Word,
             const std::array<std::string_view, N> &List) {
  return std::find(List.begin(), List.end(), Word) != List.end();
}

/// "***", "xxxx", "...": hides a value or stands for none.
bool isMask(std::string_view Value) {
  if (Value == "\u2026") // The one character for "..."
    return true;
  if (!std::all_of(Value.begin(), Value.end(),
                   [&](char C) { return C == Value[0]; }))
    return false;
  constexpr size_t Repeated = 3;
  return Value.size() >= Repeated ||
         std::string_view("*xX.-_#?").find(Value[0]) != std::string_view::npos;
}

/// Text between Open and Close that has neither within.
bool isWrapped(std::string_view Value, std::string_view Open,
               std::string_view Close) {
  if (Value.size() < Open.size() + Close.size() || !Value.starts_with(Open) ||
      !Value.ends_with(Close))
    return false;
  Value.remove_prefix(Open.size());
  Value.remove_suffix(Close.size());
  return Value.find(Open) == std::string_view::npos &&
         Value.find(Close) == std::string_view::npos;
}

/// A name that a key for a password has: "db_pass".
bool isKeyName(std::string_view Lower) {
  constexpr std::array<std::string_view, 7> Names = {
      "password", "passwd", "pass", "pw", "pwd", "passphrase", "passwort"};
  constexpr std::array<std::string_view, 9> Owners = {
      "db",    "database", "user",  "pg", "postgres",
      "mysql", "ssl",      "redis", "sql"};
  if (isOneOf(Lower, Names))
    return true;
  for (std::string_view Owner : Owners)
    if (Lower.starts_with(Owner)) {
      std::string_view Name = Lower.substr(Owner.size());
      if (Name.starts_with('_') || Name.starts_with('-'))
        Name.remove_prefix(1);
      if (isOneOf(Name, Names))
        return true;
    }
  return false;
}

/// <x> {x} {{x}} ${x} $(x) $X %X% %(x)s [x] @X@ __X__ #{x} and the like: the
/// notations of templates, shells and SQL for "put the value here".
bool isReference(std::string_view Value) {
  for (auto [Open, Close] :
       std::array<std::pair<std::string_view, std::string_view>, 12>{
           {{"<", ">"},
            {"{", "}"},
            {"{{", "}}"},
            {"${", "}"},
            {"${{", "}}"},
            {"#{", "}"},
            {"$(", ")"},
            {"%(", ")s"},
            {"[", "]"},
            {"<%", "%>"},
            {"((", "))"},
            {"<<", ">>"}}})
    if (isWrapped(Value, Open, Close))
      return true;
  for (char Mark : {'%', '@'})
    if (Value.size() > 2 && Value.front() == Mark && Value.back() == Mark &&
        isWord(Value.substr(1, Value.size() - 2)))
      return true;
  if (Value.size() > 4 && Value.starts_with("__") && Value.ends_with("__") &&
      isWord(Value))
    return true;
  if (Value.starts_with(':')) // A bind placeholder of SQL.
    return isWord(Value.substr(1)) && !std::isdigit(Value[1]);
  if (!Value.starts_with('$'))
    return false;
  std::string_view Name = Value.substr(1);
  if (!isWord(Name))
    return false;
  // $NAME and $1, but not "$ecret": only a name of a key may be small.
  bool HasLower = std::any_of(Name.begin(), Name.end(), [](char C) {
    return std::islower(static_cast<unsigned char>(C));
  });
  bool IsNumber = std::all_of(Name.begin(), Name.end(), [](char C) {
    return std::isdigit(static_cast<unsigned char>(C));
  });
  return IsNumber || (!HasLower && !std::isdigit(Name[0])) ||
         isKeyName(lower(Name));
}

/// Nothing but format holes: "%s", "%1$s", "%v%v", "{}{0}", Qt's "%1".
bool isFormat(std::string_view Value) {
  while (!Value.empty()) {
    size_t End;
    if (Value[0] == '{') {
      End = Value.find('}');
    } else if (Value[0] == '%') {
      size_t Flags = Value.find_first_not_of("0123456789.*$+-#lhzjtL", 1);
      bool HasLetter = Flags != std::string_view::npos &&
                       std::string_view("sduxXicpvqQgf@").find(Value[Flags]) !=
                           std::string_view::npos;
      if (HasLetter)
        End = Flags;
      else if (Value.size() > 1 &&
               std::isdigit(static_cast<unsigned char>(Value[1])))
        End = 1;
      else
        return false;
    } else {
      return false;
    }
    if (End == std::string_view::npos)
      return false;
    Value.remove_prefix(End + 1);
  }
  return true;
}

/// Words that say "not the value", alone or with others of their kind:
/// "change-me", "your_password_here". Digits make it a password, and so does
/// the lack of a telling word: people do use "my-secret-pw".
bool isInstruction(std::string_view Lower) {
  constexpr std::array<std::string_view, 31> Telling = {
      "example",  "dummy",    "placeholder",  "redacted", "todo",
      "fixme",    "changeme", "replaceme",    "sample",   "fake",
      "tbd",      "null",     "none",         "nil",      "undefined",
      "unset",    "hidden",   "masked",       "removed",  "insert",
      "enter",    "change",   "replace",      "your",     "yours",
      "yourpass", "omitted",  "yourpassword", "notset",   "n/a",
      "here"};
  constexpr std::array<std::string_view, 18> Filling = {
      "the", "my", "a",    "an",    "user", "db",     "goes", "in",     "this",
      "me",  "it", "with", "value", "real", "actual", "new",  "secret", "to"};
  if (Lower.starts_with("your") &&
      std::all_of(Lower.begin(), Lower.end(), [](char C) {
        return std::isalpha(static_cast<unsigned char>(C));
      }))
    return true;
  bool Tells = false;
  while (!Lower.empty()) {
    size_t End = std::min(Lower.find_first_of("-_ ."), Lower.size());
    std::string_view Word = Lower.substr(0, End);
    Lower.remove_prefix(std::min(End + 1, Lower.size()));
    if (isOneOf(Word, Telling))
      Tells = true;
    else if (!isOneOf(Word, Filling) && !isKeyName(Word))
      return false;
  }
  return Tells;
}

/// A place where a secret store has the value.
bool isStoreReference(std::string_view Value) {
  for (std::string_view Prefix :
       {"op://", "vault:", "arn:aws:secretsmanager:", "arn:aws:ssm:", "env:",
        "ssm:", "keyring:", "gcp-secret:", "sm://"})
    if (Value.starts_with(Prefix) && Value.size() > Prefix.size())
      return true;
  return Value.starts_with("ENC(") && Value.ends_with(')');
}

} // namespace

bool isPlaceholder(std::string_view Value, std::string_view Keyword) {
  size_t Begin = Value.find_first_not_of(" \t\r\n");
  if (Begin == std::string_view::npos)
    return true;
  Value = Value.substr(Begin, Value.find_last_not_of(" \t\r\n") - Begin + 1);
  std::string Lower = lower(Value);
  return isMask(Value) || isReference(Value) || isFormat(Value) ||
         isStoreReference(Value) || Lower == lower(Keyword) ||
         isKeyName(Lower) || isInstruction(Lower);
}

} // namespace dbsafe::conninfo
