//===- Reading.h - A connection string taken apart ------------------------===//
//
// What the grammars of this room make of a text, secrets included: the reason
// why nothing outside the room may see it. Holes of a partial text are one
// byte each, so that every field keeps its place in the text.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CONNINFO_READING_H
#define DBSAFE_CHECKS_CONNINFO_READING_H

#include "conninfo/Conninfo.h"
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::conninfo {

/// Stands for a part that is not known. No grammar takes it for a delimiter
/// and no connection string has it.
constexpr char Hole = '\x01';

inline bool hasHole(std::string_view Text) {
  return Text.find(Hole) != std::string_view::npos;
}

/// A partial text as the grammars want it: in one piece.
class Joined {
public:
  explicit Joined(const PartialText &Parts) {
    for (size_t I = 0; I < Parts.size(); ++I) {
      Begins.push_back(Text.size());
      if (Parts[I]) {
        Text += *Parts[I];
        continue;
      }
      HolePlaces.push_back(Text.size());
      Text += Hole;
    }
  }

  std::string_view text() const { return Text; }

  /// An offset in the known pieces alone.
  size_t offset(std::string_view Part) const {
    size_t Place = Part.data() - Text.data();
    auto Before = std::lower_bound(HolePlaces.begin(), HolePlaces.end(), Place);
    return Place - (Before - HolePlaces.begin());
  }

  /// The number of the part that has the byte at Place.
  size_t partAt(size_t Place) const {
    auto Behind = std::upper_bound(Begins.begin(), Begins.end(), Place);
    return Behind - Begins.begin() - 1;
  }

private:
  std::string Text;
  std::vector<size_t> HolePlaces, Begins;
};

/// One keyword and its value.
struct Field {
  std::string Keyword;  ///< As libpq spells it where libpq has such a keyword,
                        ///< otherwise as written, in lower case.
  std::string Value;    ///< Decoded.
  std::string_view Raw; ///< The value in the text, without its quotes.
  bool IsSecret = false;
};

/// A connection string's fields, each keyword once, the one that counts.
struct Reading {
  std::vector<Field> Fields;
  /// Some fields come from a hole: what is missing may be there.
  bool IsPartial = false;

  const Field *find(std::string_view Keyword) const {
    for (const Field &F : Fields)
      if (F.Keyword == Keyword)
        return &F;
    return nullptr;
  }
  /// True if there is such a field and it is not empty.
  bool has(std::string_view Keyword) const {
    const Field *F = find(Keyword);
    return F && !F->Value.empty();
  }
  /// Sets a field that may be there already.
  void set(Field F);
};

/// A URI's parts, all of them views into its text.
struct UriParts {
  std::string_view Scheme;
  std::string_view Rest; ///< All behind "://".
  std::string_view User;
  std::optional<std::string_view> Password;
  std::string_view Hosts; ///< "a:1,[::1]:2"
  std::string_view Path;  ///< Without the leading slash.
  std::vector<std::pair<std::string_view, std::string_view>> Query;
  /// A '@' or '/' stands in the password that should have been encoded.
  bool HasRawDelimiter = false;
};

/// Takes a URI apart the way its author meant it: the password ends at the last
/// '@' before the host, whatever stands in it. nullopt for a text without
/// "scheme://".
std::optional<UriParts> splitUri(std::string_view Text);

/// The same for what stands behind "scheme://".
UriParts splitAuthority(std::string_view Rest);

/// The names without ports of a URI's hosts: "a,b" of "a:1,b:2".
std::string hostNames(std::string_view Hosts);

/// True if a word can't be a port, so that "u:word" is a user and a password.
bool isNoPort(std::string_view Word);

/// Decodes %XX; other percent signs stay.
std::string percentDecode(std::string_view Text);

/// The text with printf conversions (except those that read as %XX) turned
/// into holes, its length kept.
std::string conversionsToHoles(std::string_view Text);

/// What to do with keywords that libpq does not have.
enum class UnknownKeywords { Drop, Refuse };

/// Keyword/value form and URIs of libpq, by libpq's own parser. nullopt if the
/// text is nothing that libpq could read, a few newer keywords aside.
std::optional<Reading> readLibpqPairs(std::string_view Text, UnknownKeywords U);
std::optional<Reading> readLibpqUri(std::string_view Text);

/// True for the keywords of libpq and the keys that ODBC drivers agree upon.
bool isKeyword(std::string_view Keyword);

/// Reads a text in whichever form it has; nullopt if that can't be.
std::optional<Reading> read(std::string_view Text, Grammar G);

/// The field that says where the server is; null if there is none.
const Field *hostOf(const Reading &R);

/// A value that may be shown: holes in it are "...", and one that is nothing
/// but a hole is not known.
std::string shown(const Field *F);

/// True for schemes that speak of a database and of nothing else: a password
/// for a web page is not ours to report.
bool isDatabaseScheme(std::string_view Scheme);

/// True for the schemes that libpq takes for its own.
bool isLibpqScheme(std::string_view Scheme);

/// scheme://user:password@host:port/path?query of any other scheme.
std::optional<Reading> readUri(std::string_view Text);

/// user:password@host:port/path, without a scheme.
std::optional<Reading> readBareUri(std::string_view Text);

/// Key=value;Key={value}
std::optional<Reading> readOdbc(std::string_view Text);

/// True if every part between semicolons is a pair, and there are two at least.
bool looksLikeOdbc(std::string_view Text);

/// True for keys that ODBC drivers agree upon: server, uid, pwd and the like,
/// in lower case.
bool isOdbcKey(std::string_view Key);

/// The end of a quoted text that begins at Start, behind its opening quote:
/// backslashes and doubled quotes are honoured. The end of Text if it is not
/// closed.
size_t endOfQuoted(std::string_view Text, size_t Start, char Quote);

std::string lower(std::string_view Text);

} // namespace dbsafe::conninfo

#endif
