// Declarations of what folly/Conv.h, Format.h, String.h and Range.h document.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace folly {

template <class Target, class... Sources> Target to(const Sources &...sources);
template <class Source> void toAppend(const Source &source, std::string *out);

template <bool Containers, class... Args> class Formatter;
template <class Derived, bool Containers, class... Args> class BaseFormatter {
public:
  std::string str() const;
};
template <bool Containers, class... Args>
class Formatter
    : public BaseFormatter<Formatter<Containers, Args...>, Containers, Args...> {
};
template <class... Args>
Formatter<false, Args...> format(std::string_view fmt, Args &&...args);
template <class... Args>
std::string sformat(std::string_view fmt, Args &&...args);

std::string stringPrintf(const char *format, ...);
std::string &stringAppendf(std::string *output, const char *format, ...);
void stringPrintf(std::string *output, const char *format, ...);

template <class Delim, class Container>
std::string join(const Delim &delimiter, const Container &container);

template <class String> String cEscape(std::string_view text);

} // namespace folly
