// MFC's database classes, as documented: what the samples call.
#ifndef AFXDB_H
#define AFXDB_H

typedef const char *LPCTSTR;

namespace ATL {
template <class Char> class CSimpleStringT {
public:
  operator const Char *() const;
  const Char *GetString() const;
  Char *GetBuffer(int length);
};
template <class Char> class CStringT : public CSimpleStringT<Char> {
public:
  CStringT();
  CStringT(const CStringT &other);
  CStringT(const Char *text);
  CStringT &operator=(const CStringT &other);
  CStringT &operator=(const Char *text);
  CStringT &operator+=(const CStringT &text);
  CStringT &operator+=(const Char *text);
  void Format(const Char *format, ...);
  void AppendFormat(const Char *format, ...);
  int Replace(const Char *what, const Char *with);
  friend CStringT operator+(const CStringT &a, const CStringT &b) {
    CStringT result(a);
    result += b;
    return result;
  }
  friend CStringT operator+(const CStringT &a, const Char *b) {
    CStringT result(a);
    result += b;
    return result;
  }
  friend CStringT operator+(const Char *a, const CStringT &b) {
    CStringT result(a);
    result += b;
    return result;
  }
};
} // namespace ATL
typedef ATL::CStringT<char> CString;

class CDatabase {
public:
  virtual int OpenEx(LPCTSTR connect, unsigned options = 0);
  void ExecuteSQL(LPCTSTR sql);
};
class CRecordset {
public:
  explicit CRecordset(CDatabase *db = nullptr);
  virtual int Open(unsigned type = 0, LPCTSTR sql = nullptr,
                   unsigned options = 0);
  void GetFieldValue(short index, CString &value);
  int IsEOF() const;
  void MoveNext();
  CString m_strFilter;
  CString m_strSort;
};
#endif
