// SQLAPI++, as documented: what the samples call.
#ifndef SQLAPI_H
#define SQLAPI_H

class SAString {
public:
  SAString();
  SAString(const SAString &other);
  SAString(const char *text);
  const SAString &operator=(const SAString &other);
  const SAString &operator+=(const SAString &text);
  void Format(const char *format, ...);
  operator const char *() const;
  friend SAString operator+(const SAString &a, const SAString &b);
  friend SAString operator+(const SAString &a, const char *b);
  friend SAString operator+(const char *a, const SAString &b);
};
enum SACommandType_t { SA_CmdUnknown, SA_CmdSQLStmt };
class SAConnection {
public:
  void Connect(const SAString &db, const SAString &user,
               const SAString &password, int client = 0);
};
class SAParam {
public:
  SAString &setAsString();
};
class SAField {
public:
  SAString asString() const;
  long asLong() const;
};
class SACommand {
public:
  SACommand(SAConnection *connection, const SAString &text,
            SACommandType_t type = SA_CmdUnknown);
  explicit SACommand(SAConnection *connection = nullptr);
  void setCommandText(const SAString &text,
                      SACommandType_t type = SA_CmdUnknown);
  SAParam &Param(int index);
  SACommand &operator<<(const char *value);
  SAField &Field(int index);
  bool FetchNext();
  void Execute();
};
#endif
