// A widget of Wt, as its documentation describes it.
#ifndef DECLARATIONS_WT_WLINEEDIT_H
#define DECLARATIONS_WT_WLINEEDIT_H

#include <string>

namespace Wt {

class WString {
public:
  std::string toUTF8() const;
  bool empty() const;
};

class WLineEdit {
public:
  virtual ~WLineEdit();
  virtual const WString &text() const;
};

} // namespace Wt

#endif
