// Declarations of what Windows documents: the C runtime's own string functions,
// StringSafe, ATL's CString.
#pragma once
#include <stddef.h>
#include <wchar.h>

typedef long HRESULT;
typedef wchar_t *LPWSTR;
typedef const wchar_t *LPCWSTR;

int _snprintf(char *buffer, size_t count, const char *format, ...);
int sprintf_s(char *buffer, size_t size, const char *format, ...);
template <size_t Size>
int sprintf_s(char (&buffer)[Size], const char *format, ...);
int strcpy_s(char *to, size_t size, const char *from);
int strcat_s(char *to, size_t size, const char *from);
int wsprintfA(char *buffer, const char *format, ...);
HRESULT StringCbPrintfA(char *buffer, size_t size, const char *format, ...);
HRESULT StringCbPrintfW(wchar_t *buffer, size_t size, const wchar_t *format, ...);
HRESULT StringCchCatA(char *buffer, size_t size, const char *from);
char *_itoa(int value, char *buffer, int radix);
int WideCharToMultiByte(unsigned page, unsigned long flags, const wchar_t *from,
                        int fromLength, char *to, int toLength,
                        const char *fallback, int *used);
unsigned GetDlgItemTextA(void *dialog, int item, char *buffer, int size);

namespace ATL {
template <typename Base, bool Mfc = false> class CSimpleStringT {
public:
  typedef Base XCHAR;
  operator const Base *() const;
  const Base *GetString() const;
  CSimpleStringT &operator+=(const CSimpleStringT &text);
  void Empty();
};
template <typename Base, class Traits>
class CStringT : public CSimpleStringT<Base> {
public:
  CStringT();
  CStringT(const Base *text);
  CStringT(const CStringT &other);
  CStringT &operator=(const CStringT &other);
  CStringT &operator=(const Base *text);
  CStringT &operator+=(const Base *text);
  CStringT &operator+=(const CStringT &text);
  void Format(const Base *format, ...);
  void AppendFormat(const Base *format, ...);
  int Replace(const Base *old, const Base *fresh);
  CStringT &MakeUpper();
  CStringT &Trim();
  friend CStringT operator+(const CStringT &a, const CStringT &b) {
    CStringT result(a);
    result += b;
    return result;
  }
  friend CStringT operator+(const CStringT &a, const Base *b) {
    CStringT result(a);
    result += b;
    return result;
  }
  friend CStringT operator+(const Base *a, const CStringT &b) {
    CStringT result(a);
    result += b;
    return result;
  }
};
struct CharTraits {};
struct WideTraits {};
template <int Size = 128> class CW2AEX {
public:
  CW2AEX(const wchar_t *text);
  operator char *() const;
};
typedef CW2AEX<> CW2A;
} // namespace ATL
typedef ATL::CStringT<char, ATL::CharTraits> CStringA;
typedef ATL::CStringT<wchar_t, ATL::WideTraits> CStringW;
