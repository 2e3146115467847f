// OZO's queries, as its documentation describes them.
#ifndef DECLARATIONS_OZO_OZO_H
#define DECLARATIONS_OZO_OZO_H

#include <string>
#include <tuple>
#include <utility>

namespace ozo {

template <typename... Ts> struct query {};
template <typename Text, typename... Ts>
query<Text, Ts...> make_query(Text &&text, Ts &&...parameters);

template <typename... Ts> struct query_builder {
  template <typename T> query_builder<Ts..., T> operator+(T &&value) const;
};
namespace literals {
query_builder<> operator""_SQL(const char *text, std::size_t size);
} // namespace literals

template <typename Provider, typename Query, typename Out, typename Token>
void request(Provider &&provider, Query &&query, Out &&out, Token &&token);

} // namespace ozo

#endif
