// Wt's database objects, as its documentation describes them.
#ifndef DECLARATIONS_WT_DBO_DBO_H
#define DECLARATIONS_WT_DBO_DBO_H

#include <string>

namespace Wt {
namespace Dbo {

template <class C> class ptr {};
template <class C> class collection {};

template <class Result> class Query {
public:
  ~Query();
  Query<Result> &join(const std::string &other);
  Query<Result> &where(const std::string &condition);
  Query<Result> &orWhere(const std::string &condition);
  Query<Result> &orderBy(const std::string &fieldName);
  Query<Result> &groupBy(const std::string &fields);
  Query<Result> &having(const std::string &fields);
  Query<Result> &limit(int count);
  template <typename T> Query<Result> &bind(const T &value);
  collection<Result> resultList() const;
  Result resultValue() const;
  operator Result() const;
};

class Call {
public:
  ~Call();
  template <typename T> Call &bind(const T &value);
  void run();
};

class Session {
public:
  template <class Result> Query<Result> query(const std::string &sql);
  template <class C>
  Query<ptr<C>> find(const std::string &condition = std::string());
  Call execute(const std::string &sql);
};

class Transaction {
public:
  explicit Transaction(Session &session);
  ~Transaction();
};

} // namespace Dbo
} // namespace Wt

#endif
