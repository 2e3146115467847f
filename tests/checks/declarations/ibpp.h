// IBPP, as documented: what the samples call.
#ifndef IBPP_H
#define IBPP_H
#include <string>

namespace IBPP {
template <class T> class Ptr {
public:
  T *operator->() const;
};
class IDatabase {};
class ITransaction {};
class IStatement {
public:
  virtual void Prepare(const std::string &sql) = 0;
  virtual void Execute() = 0;
  virtual void Execute(const std::string &sql) = 0;
  virtual void ExecuteImmediate(const std::string &sql) = 0;
  virtual void CursorExecute(const std::string &cursor) = 0;
  virtual void CursorExecute(const std::string &cursor,
                             const std::string &sql) = 0;
  virtual void Set(int column, const std::string &value) = 0;
  virtual bool Get(int column, std::string &value) = 0;
  virtual bool Get(int column, int &value) = 0;
  virtual bool Fetch() = 0;
};
typedef Ptr<IDatabase> Database;
typedef Ptr<ITransaction> Transaction;
typedef Ptr<IStatement> Statement;
Statement StatementFactory(Database db, Transaction tr,
                           const std::string &sql = "");
} // namespace IBPP
#endif
