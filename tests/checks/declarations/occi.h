// Oracle's OCCI, as documented: what the samples call.
#ifndef OCCI_H
#define OCCI_H
#include <string>

namespace oracle {
namespace occi {

class ResultSet {
public:
  virtual ~ResultSet();
  virtual unsigned next(unsigned rows = 1) = 0;
  virtual std::string getString(unsigned column) = 0;
};
class Statement {
public:
  virtual ~Statement();
  virtual void setSQL(const std::string &sql) = 0;
  virtual void setString(unsigned index, const std::string &value) = 0;
  virtual unsigned execute(const std::string &sql = "") = 0;
  virtual ResultSet *executeQuery(const std::string &sql = "") = 0;
  virtual unsigned executeUpdate(const std::string &sql = "") = 0;
};
class Connection {
public:
  virtual ~Connection();
  virtual Statement *createStatement(const std::string &sql = "",
                                     const std::string &tag = "") = 0;
};

} // namespace occi
} // namespace oracle
#endif
