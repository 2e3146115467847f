// requires: sqlite3.h
// config: only.yaml
// Allow-lists as programs write them: flags, lengths, ranges, checks that
// throw.
#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

static void run(sqlite3 *db, const std::string &sql) {
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

static const std::vector<std::string> known = {"name", "city"};
static constexpr std::array<std::string_view, 2> views = {"name", "city"};

void spanned(sqlite3 *db, const char *s) {
  if (strspn(s, "abcdefghijklmnopqrstuvwxyz_") != strlen(s))
    return;
  run(db, std::string("SELECT id FROM ") + s);
}
void spannedInside(sqlite3 *db, const char *s) {
  size_t n = strlen(s);
  if (strspn(s, "0123456789") == n)
    run(db, std::string("SELECT id FROM users WHERE id = ") + s);
  if (strlen(s) == strspn(s, "0123456789"))
    run(db, std::string("SELECT id FROM users WHERE id = ") + s);
}
void spannedToEnd(sqlite3 *db, const char *s) {
  if (s[strspn(s, "abcdefghijklmnopqrstuvwxyz_")] != '\0')
    return;
  run(db, std::string("SELECT id FROM ") + s);
}
void complement(sqlite3 *db, const char *s) {
  if (strcspn(s, "'\"\\`") != strlen(s))
    return;
  run(db, std::string("SELECT id FROM users WHERE name = '") + s + "'");
}
void brokenUp(sqlite3 *db, const char *s) {
  if (strpbrk(s, "'\"\\`"))
    return;
  run(db, std::string("SELECT id FROM users WHERE name = '") + s + "'");
}
// As long as another text.
void spannedOther(sqlite3 *db, const char *s, const char *t) {
  if (strspn(s, "abcdefghijklmnopqrstuvwxyz_") != strlen(t))
    return;
  run(db, std::string("SELECT id FROM ") + s); // expect[dbsafe-sql-concatenation]:
}
void spannedWithQuote(sqlite3 *db, const char *s) {
  if (strspn(s, "abc'") != strlen(s))
    return;
  run(db, std::string("SELECT id FROM users WHERE name = '") + s + "'"); // expect[dbsafe-sql-concatenation]:
}

void flagWithoutBreak(sqlite3 *db, const std::string &column) {
  bool ok = false;
  for (const auto &k : known)
    if (k == column)
      ok = true;
  if (!ok)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void flagOred(sqlite3 *db, const std::string &column) {
  bool ok = false;
  for (const auto &k : known)
    ok = ok || k == column;
  if (!ok)
    throw std::invalid_argument("column");
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void flagOredBitwise(sqlite3 *db, const std::string &column) {
  bool ok = false;
  for (const auto &k : known)
    ok |= k == column;
  if (!ok)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void flagSetFalse(sqlite3 *db, const std::string &column) {
  bool ok = true;
  if (column != "name" && column != "city")
    ok = false;
  if (!ok)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
static bool isWord(const std::string &s) {
  bool ok = true;
  for (char c : s)
    if (!isalnum(static_cast<unsigned char>(c)) && c != '_')
      ok = false;
  return ok;
}
void flagOfCharacters(sqlite3 *db, const std::string &table) {
  if (!isWord(table))
    return;
  run(db, "SELECT id FROM " + table);
}
// The last character decides.
void flagOfLast(sqlite3 *db, const std::string &table) {
  bool ok = true;
  for (char c : table)
    ok = isalnum(static_cast<unsigned char>(c)) || c == '_';
  if (!ok)
    return;
  run(db, "SELECT id FROM " + table); // expect[dbsafe-sql-concatenation]:
}
// Set, and set back.
void flagReset(sqlite3 *db, const std::string &column, bool admin) {
  bool ok = false;
  for (const auto &k : known)
    if (k == column)
      ok = true;
  if (admin)
    ok = true;
  if (!ok)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

void genericFindIf(sqlite3 *db, const std::string &column) {
  auto it = std::find_if(known.begin(), known.end(), [&](const auto &k) { return k == column; });
  if (it == known.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void genericFindIfHere(sqlite3 *db, const std::string &column) {
  if (std::find_if(views.begin(), views.end(), [&](auto k) { return column == k; }) == views.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void genericFindIfOther(sqlite3 *db, const std::string &column) {
  auto it = std::find_if(known.begin(), known.end(), [&](const auto &k) { return k != column; });
  if (it == known.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

void ranges(sqlite3 *db, const std::string &column) {
  if (std::ranges::find(known, column) == known.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void rangesOfViews(sqlite3 *db, const std::string &column) {
  if (std::ranges::find(views, column) == std::ranges::end(views))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void rangesAny(sqlite3 *db, const std::string &column) {
  if (!std::ranges::any_of(known, [&](const auto &k) { return k == column; }))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void rangesNone(sqlite3 *db, const std::string &column) {
  if (std::ranges::none_of(known, [&](const std::string &k) { return k == column; }))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void rangesAll(sqlite3 *db, const std::string &table) {
  if (!std::ranges::all_of(table, [](unsigned char c) { return std::isalnum(c) || c == '_'; }))
    return;
  run(db, "SELECT id FROM " + table);
}
void rangesCount(sqlite3 *db, const std::string &column) {
  if (std::ranges::count(known, column) == 0)
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void binarySearch(sqlite3 *db, const std::string &column) {
  if (!std::binary_search(known.begin(), known.end(), column))
    return;
  run(db, "SELECT id FROM users ORDER BY " + column);
}
void rangesInVain(sqlite3 *db, const std::vector<std::string> &some, const std::string &column) {
  if (std::ranges::find(some, column) == some.end())
    return;
  run(db, "SELECT id FROM users ORDER BY " + column); // expect[dbsafe-sql-concatenation]:
}

// A check that throws.
static void checkIdentifier(const std::string &name) {
  if (name.find_first_of("\"',.;$%&/()<>{}=?^*#") != std::string::npos)
    throw std::runtime_error{"Special characters are not allowed"};
}
static void checkLoosely(const std::string &name) {
  if (name.find_first_of(";") != std::string::npos)
    throw std::runtime_error{"Special characters are not allowed"};
}
struct Table {
  std::string schema, name;
};
void throwing(sqlite3 *db, const std::string &name) {
  checkIdentifier(name);
  run(db, "SELECT id FROM \"" + name + "\"");
  run(db, "SELECT id FROM " + name); // expect[dbsafe-sql-concatenation]:
}
void throwingField(sqlite3 *db, const Table &t) {
  checkIdentifier(t.schema);
  checkIdentifier(t.name);
  run(db, "SELECT id FROM \"" + t.schema + "\".\"" + t.name + "\"");
}
void throwingInVain(sqlite3 *db, const std::string &name) {
  checkLoosely(name);
  run(db, "SELECT id FROM \"" + name + "\""); // expect[dbsafe-sql-concatenation]:
}

// Some of the characters looked at: those that matter between these quotes.
void withoutDoubleQuote(sqlite3 *db, const std::string &name) {
  if (name.find('"') != std::string::npos)
    return;
  run(db, "SELECT id FROM \"" + name + "\"");
  run(db, "SELECT id FROM users WHERE name = '" + name + "'"); // expect[dbsafe-sql-concatenation]:
}
