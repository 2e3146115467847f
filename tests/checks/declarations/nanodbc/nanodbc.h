// nanodbc, as documented: what the samples call.
#ifndef NANODBC_NANODBC_H
#define NANODBC_NANODBC_H
#include <string>

namespace nanodbc {
using string = std::string;

class connection {
public:
  connection();
  connection(const string &dsn, const string &user, const string &pass,
             long timeout = 0);
  explicit connection(const string &connection_string, long timeout = 0);
};

class result {
public:
  bool next();
  template <class T> T get(short column) const;
  template <class T> T get(const string &column) const;
  template <class T> void get_ref(short column, T &value) const;
};

class statement {
public:
  statement();
  explicit statement(connection &conn);
  statement(connection &conn, const string &query, long timeout = 0);
  void prepare(connection &conn, const string &query, long timeout = 0);
  void prepare(const string &query, long timeout = 0);
  result execute(long batch_operations = 1, long timeout = 0);
  result execute_direct(connection &conn, const string &query,
                        long batch_operations = 1, long timeout = 0);
  void just_execute_direct(connection &conn, const string &query,
                           long batch_operations = 1, long timeout = 0);
  void bind(short index, const char *value);
};

result execute(connection &conn, const string &query, long batch_operations = 1,
               long timeout = 0);
void just_execute(connection &conn, const string &query,
                  long batch_operations = 1, long timeout = 0);
result execute(statement &stmt, long batch_operations = 1);
void just_execute(statement &stmt, long batch_operations = 1);
void prepare(statement &stmt, const string &query, long timeout = 0);
} // namespace nanodbc
#endif
