// requires: pqxx/pqxx
// config: only.yaml
// A private method is called by its class only: where that is defined, its
// callers are known.
#include <pqxx/pqxx>
#include <string>

// What a code generator makes of a class.
#define GENERATED                                                              \
public:                                                                        \
  virtual const void *metaObject() const;
#define signals public

class Storage {
  GENERATED
public:
  void add(pqxx::work &txn) {
    savePoint(txn, "before");
    keep(txn, "add");
  }
  void move(pqxx::work &txn, const std::string &from);

signals:
  void added(const std::string &what);

private:
  void savePoint(pqxx::work &txn, const std::string &name) {
    txn.exec("SAVEPOINT " + name);
  }
  void keep(pqxx::work &txn, const std::string &name);
  void drop(pqxx::work &txn, const std::string &name);
  struct Journal {
    void note(pqxx::work &txn, Storage &of) { of.savePoint(txn, "journal"); }
  };
};

void Storage::keep(pqxx::work &txn, const std::string &name) {
  txn.exec("RELEASE SAVEPOINT " + name);
}

// One of its callers hands on what it is given.
void Storage::drop(pqxx::work &txn, const std::string &name) {
  txn.exec("DROP TABLE " + name); // expect[dbsafe-sql-concatenation]: an identifier
}

void Storage::move(pqxx::work &txn, const std::string &from) {
  drop(txn, "archive");
  drop(txn, from);
}

// Others have a say in these.
class Partial {
public:
  void load(pqxx::work &txn) { lock(txn, "todos"); }
  void save(pqxx::work &txn); // In another file.

private:
  void lock(pqxx::work &txn, const std::string &table) {
    txn.exec("LOCK TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
  }
};

class Befriended {
public:
  void load(pqxx::work &txn) { lock(txn, "todos"); }

private:
  friend class Stranger;
  void lock(pqxx::work &txn, const std::string &table) {
    txn.exec("LOCK TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
  }
};

class Base {
public:
  void load(pqxx::work &txn) { lock(txn, "todos"); }

protected:
  void lock(pqxx::work &txn, const std::string &table) {
    txn.exec("LOCK TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
  }
};

// Nobody calls it: nothing is known.
class Unused {
  void lock(pqxx::work &txn, const std::string &table) {
    txn.exec("LOCK TABLE " + table); // expect[dbsafe-sql-concatenation]: an identifier
  }
};
