// What a function of which nothing is known leaves in what it is given to write
// to: anything, where nothing else is known.
// requires: libpq-fe.h
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Record {
  int id;
  std::string name;
};
struct Plain {
  int id;
  char name[20];
  const char *comment;
};

void fill(std::string *text);
void fill(Record *record);
void fill(Record &record);
void fill(Plain *plain);
void fill(std::vector<std::string> *names);
void fill(std::vector<Record> &records);
void fill(std::map<std::string, std::string> &settings);
void fill(std::unique_ptr<Record> &record);
bool option(int which, char **value);
bool option(int which, void **value);
bool parse(const char *what, ...);
int receive(int from, void *into, int size);
void show(const Record &record);
void show(const std::string *text);

class Reader {
public:
  std::string line;
  bool next();
  bool atEnd() const;
};


void a_string(PGconn *db) {
  std::string s;
  fill(&s);
  PQclear(PQexec(db, ("SELECT '" + s + "'").c_str())); // expect[dbsafe-sql-concatenation]: 's' is concatenated into SQL as a quoted value
}

void a_field(PGconn *db) {
  Record r;
  fill(&r);
  PQclear(PQexec(db, ("SELECT '" + r.name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'r.name' is concatenated into SQL as a quoted value
}

void a_field_by_reference(PGconn *db) {
  Record r{};
  fill(r);
  PQclear(PQexec(db, ("SELECT '" + r.name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'r.name' is concatenated into SQL as a quoted value
}

void an_array(PGconn *db) {
  Plain p = {};
  fill(&p);
  PQclear(PQexec(db, (std::string("SELECT '") + p.name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'p.name' is concatenated into SQL as a quoted value
}

void elements(PGconn *db) {
  std::vector<std::string> names;
  fill(&names);
  for (const std::string &name : names)
    PQclear(PQexec(db, ("SELECT '" + name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'name' is concatenated into SQL as a quoted value
}

void fields_of_elements(PGconn *db) {
  std::vector<Record> records;
  fill(records);
  for (const Record &record : records)
    PQclear(PQexec(db, ("SELECT '" + record.name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'record.name' is concatenated into SQL as a quoted value
}

void an_entry(PGconn *db) {
  std::map<std::string, std::string> settings;
  fill(settings);
  PQclear(PQexec(db, ("SELECT '" + settings["name"] + "'").c_str())); // expect[dbsafe-sql-concatenation]: is concatenated into SQL as a quoted value
}

void an_owned_object(PGconn *db) {
  std::unique_ptr<Record> record;
  fill(record);
  PQclear(PQexec(db, ("SELECT '" + record->name + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'record->name' is concatenated into SQL as a quoted value
}

void a_pointer(PGconn *db) {
  char *value = nullptr;
  option(1, &value);
  PQclear(PQexec(db, (std::string("SELECT '") + value + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'value' is concatenated into SQL as a quoted value
}

void any_pointer(PGconn *db) {
  void *value;
  option(1, &value);
  PQclear(PQexec(db, (std::string("SELECT '") + static_cast<char *>(value) + "'").c_str())); // expect[dbsafe-sql-concatenation]: is concatenated into SQL as a quoted value
}

void variadic(PGconn *db) {
  const char *value;
  parse("s", &value);
  PQclear(PQexec(db, (std::string("SELECT '") + value + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'value' is concatenated into SQL as a quoted value
}

void any_buffer(PGconn *db) {
  char buffer[64];
  receive(0, buffer, sizeof buffer);
  PQclear(PQexec(db, (std::string("SELECT '") + buffer + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'buffer' is concatenated into SQL as a quoted value
}

void the_object_itself(PGconn *db) {
  Reader reader;
  while (reader.next())
    PQclear(PQexec(db, ("SELECT '" + reader.line + "'").c_str())); // expect[dbsafe-sql-concatenation]: 'reader.line' is concatenated into SQL as a quoted value
}

// What is only looked at stays as it is.
void looked_at(PGconn *db) {
  Record r;
  r.name = "constant";
  show(r);
  std::string s = "constant";
  show(&s);
  Reader reader;
  reader.atEnd();
  PQclear(PQexec(db, ("SELECT '" + r.name + s + reader.line + "'").c_str()));
}

// A number is a number, whoever writes it; what has been set is most likely an
// input, and what has been written before is still there.
void known(PGconn *db) {
  Record r;
  r.name = "constant";
  fill(&r);
  Plain p;
  p.comment = "constant";
  fill(&p);
  char *table = const_cast<char *>("t");
  option(2, &table);
  parse("constant", table, "SELECT");
  PQclear(PQexec(db, ("SELECT '" + r.name + "', " + std::to_string(r.id) + ", '" + p.comment + "' FROM " + table).c_str()));
}

namespace logging {
template <class... Values> void info(const char *format, Values &&...values);
} // namespace logging
template <class T> void pass(T &&value);
template <class T> void change(T &value);

// Who takes anything in any form does not write to it.
void passed_on(PGconn *db) {
  std::string table = "users";
  Record r;
  r.name = "constant";
  logging::info("{} {}", table, r);
  pass(table);
  std::string parts[2];
  pass(parts[1]);
  PQclear(PQexec(db, ("SELECT '" + r.name + parts[1] + "' FROM " + table).c_str()));
}

void taken_to_change(PGconn *db) {
  std::string table = "users";
  change(table);
  PQclear(PQexec(db, ("SELECT 1 FROM " + table).c_str())); // expect[dbsafe-sql-concatenation]: 'table' is concatenated into SQL as an identifier
}

// The library's own functions that the catalogue need not know.
void library_functions(PGconn *db) {
  std::vector<std::string> names;
  names.reserve(10);
  names.push_back("a");
  std::string s, t;
  std::swap(s, t);
  std::pair<std::string, std::string> both = std::make_pair(s, std::move(t));
  PQclear(PQexec(db, ("SELECT '" + names[0] + s + both.first + "'").c_str()));
}
