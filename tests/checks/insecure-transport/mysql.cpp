// requires: mysql.h
// config: only.yaml
// MySQL's TLS is set up in the handle before the connection is made.
#include <mysql.h>

MYSQL *nothingSaid(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0); // expect[dbsafe-insecure-transport]: have it ask for TLS and check the server's certificate
}

MYSQL *thisMachine(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  return mysql_real_connect(db, "localhost", "todo", password, "todo", 3306, nullptr, 0);
}

MYSQL *bySocket(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  return mysql_real_connect(db, nullptr, "todo", password, "todo", 0, "/run/mysqld/mysqld.sock", 0);
}

MYSQL *certificates(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  mysql_ssl_set(db, nullptr, nullptr, "/etc/todo/ca.pem", nullptr, nullptr);
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0);
}

MYSQL *enforced(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  my_bool yes = 1;
  mysql_options(db, MYSQL_OPT_SSL_ENFORCE, &yes);
  mysql_options(db, MYSQL_OPT_SSL_CA, "/etc/todo/ca.pem");
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0);
}

MYSQL *notEnforced(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  my_bool no = 0;
  mysql_options(db, MYSQL_OPT_SSL_ENFORCE, &no);
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0); // expect[dbsafe-insecure-transport]: unencrypted
}

MYSQL *byFlag(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, CLIENT_SSL); // expect[dbsafe-insecure-transport]: does not check who answers
}

static void protect(MYSQL *db) {
  mysql_ssl_set(db, nullptr, nullptr, "/etc/todo/ca.pem", nullptr, nullptr);
}

MYSQL *byHelper(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  protect(db);
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0);
}

// The option file decides.
MYSQL *byFile(const char *password) {
  MYSQL *db = mysql_init(nullptr);
  mysql_options(db, MYSQL_READ_DEFAULT_GROUP, "todo");
  return mysql_real_connect(db, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0);
}

MYSQL *fromOutside(const char *host, const char *password) {
  MYSQL *db = mysql_init(nullptr);
  return mysql_real_connect(db, host, "todo", password, "todo", 3306, nullptr, 0);
}

class Store {
public:
  Store() : db_(mysql_init(nullptr)) {
    mysql_ssl_set(db_, nullptr, nullptr, "/etc/todo/ca.pem", nullptr, nullptr);
  }
  bool open(const char *password) {
    return mysql_real_connect(db_, "db.todo.internal", "todo", password, "todo", 3306, nullptr, 0) != nullptr;
  }

private:
  MYSQL *db_;
};

bool use(const char *password) { return Store().open(password); }
