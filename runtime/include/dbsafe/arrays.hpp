//===- arrays.hpp - std::vector as PostgreSQL's arrays --------------------===//
//
// One array parameter instead of a list of placeholders made at run time:
//   s.all<Todo>("select * from todo where id = any($1)", ids)
// is one literal whatever the number of ids (PostgreSQL manual, section 8.15).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_ARRAYS_HPP
#define DBSAFE_ARRAYS_HPP

#include "dbsafe/types.hpp"

#include <ranges>

namespace dbsafe {

namespace detail {

/// Writes '{1,"a b",NULL}'.
class array_writer {
public:
  void add(const parameter &element);
  void finish(parameter &out) &&;

private:
  std::string text_ = "{";
};

/// Reads one dimension, element by element. Throws conversion_error.
class array_reader {
public:
  explicit array_reader(const field &in);
  /// False at the end; else `element` is the next, valid until the next call.
  bool next(field &element);

private:
  [[noreturn]] void fail() const;
  void read_quoted();

  const field &in_;
  std::string_view rest_;
  type_oid element_type_;
  std::string unquoted_;
  bool first_ = true;
};

template <class Range> void encode_array(const Range &values, parameter &out) {
  using element = std::ranges::range_value_t<Range>;
  array_writer writer;
  for (const element &value : values) {
    parameter one;
    codec<element>::encode(value, one);
    writer.add(one);
  }
  std::move(writer).finish(out);
}

} // namespace detail

/// T[] of one dimension. Elements that may be NULL are std::optional.
template <class T> struct codec<std::vector<T>> {
  static void encode(const std::vector<T> &values, parameter &out)
    requires encodable<T>
  {
    detail::encode_array(values, out);
  }
  static std::vector<T> decode(const field &in)
    requires decodable<T>
  {
    in.require_value("std::vector");
    std::vector<T> values;
    detail::array_reader reader(in);
    for (field element = in; reader.next(element);)
      values.push_back(codec<T>::decode(element));
    return values;
  }
};

/// Sent only.
template <class T> struct codec<std::span<const T>> {
  static void encode(std::span<const T> values, parameter &out)
    requires encodable<T>
  {
    detail::encode_array(values, out);
  }
};

} // namespace dbsafe

#endif
