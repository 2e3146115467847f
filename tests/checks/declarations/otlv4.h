// OTL, as documented: what the samples call.
#ifndef OTLV4_H
#define OTLV4_H
#include <string>

class otl_connect {
public:
  otl_connect();
  void rlogon(const char *connect, int autoCommit = 0);
  long direct_exec(const char *sql, int exceptions = 1);
};
class otl_stream {
public:
  otl_stream();
  otl_stream(const int buffer, const char *sql, otl_connect &db,
             const char *procedure = nullptr);
  void open(const int buffer, const char *sql, otl_connect &db,
            const char *procedure = nullptr);
  otl_stream &operator<<(int value);
  otl_stream &operator<<(const std::string &value);
  otl_stream &operator>>(int &value);
  otl_stream &operator>>(std::string &value);
  int eof();
};
class otl_cursor {
public:
  static long direct_exec(otl_connect &db, const char *sql, int exceptions = 1);
};
#endif
