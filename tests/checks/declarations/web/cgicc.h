// GNU cgicc, as its documentation describes it.
#ifndef DECLARATIONS_CGICC_H
#define DECLARATIONS_CGICC_H

#include <string>
#include <vector>

namespace cgicc {

class FormEntry {
public:
  std::string getValue() const;
  long getIntegerValue() const;
  std::string operator*() const;
};
using form_iterator = std::vector<FormEntry>::iterator;

class CgiEnvironment {
public:
  std::string getQueryString() const;
};

class Cgicc {
public:
  std::string operator()(const std::string &name) const;
  form_iterator getElement(const std::string &name);
  const CgiEnvironment &getEnvironment() const;
};

} // namespace cgicc

#endif
