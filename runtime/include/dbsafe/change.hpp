//===- change.hpp - Writing models ----------------------------------------===//
//
//   const Todo made = s.one(insert(Todo{.user_id = user, .title = "x"}));
//   s.execute(update<Todo>().set(column<&Todo::done>, true)
//                 .where(key<Todo> == 1 && column<&Todo::user_id> == user));
//   s.execute(remove<Todo>().where(column<&Todo::user_id> == user));
// What the database makes (keys, times) is never sent and always read back.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHANGE_HPP
#define DBSAFE_CHANGE_HPP

#include "dbsafe/select.hpp"

namespace dbsafe {

namespace detail {

/// Calls visit<place>() for every column of the model.
template <class Model, class Visit> constexpr void each_column(Visit visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit.template operator()<I>(), ...);
  }(std::make_index_sequence<column_count<Model>>{});
}

template <class Model, std::size_t I, bool Yes> auto value_if(const Model &of) {
  if constexpr (Yes)
    return std::tuple<const column_type<Model, I> &>(
        std::get<I>(tie_columns(of)));
  else
    return std::tuple<>();
}

/// The values of the columns for which Which<place> is true, in order.
template <class Model, template <class, std::size_t> class Which>
auto values_where(const Model &of) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::tuple_cat(value_if<Model, I, Which<Model, I>::value>(of)...);
  }(std::make_index_sequence<column_count<Model>>{});
}

template <class Model, std::size_t I>
using is_given =
    std::bool_constant<model<Model>::rules[I] == column_rule::given>;
template <class Model, std::size_t I>
using is_key = std::bool_constant<I == model<Model>::key()>;
template <class Model, std::size_t I>
using is_owner = std::bool_constant<I == model<Model>::owner()>;
/// What the update of an object sets: neither which row it is nor whose.
template <class Model, std::size_t I>
using is_content =
    std::bool_constant<is_given<Model, I>::value && !is_key<Model, I>::value &&
                       !is_owner<Model, I>::value>;

/// ", " before all but the first.
class comma {
public:
  constexpr explicit comma(sql_writer &out) : out_(out) {}
  constexpr void next() {
    if (!first_)
      out_.put(", ");
    first_ = false;
  }

private:
  sql_writer &out_;
  bool first_ = true;
};

template <class Model> constexpr void write_returning(sql_writer &out) {
  out.put(" returning ");
  out.template all_columns<Model>();
}

/// `where key = $n`, and `and owner = $m` if it has one.
template <class Model> constexpr void write_identity(sql_writer &out) {
  static_assert(model<Model>::key() != no_column,
                "the model has no key: give it columns<id>, or "
                "using key = keyed_by<&Model::member>");
  out.put(" where ");
  out.template column<Model>(model<Model>::key());
  out.put(" = ");
  out.placeholder();
  if constexpr (model<Model>::owned) {
    out.put(" and ");
    out.template column<Model>(model<Model>::owner());
    out.put(" = ");
    out.placeholder();
  }
}

template <class Model> auto identity_of(const Model &of) {
  const auto columns = tie_columns(of);
  if constexpr (model<Model>::owned)
    return std::tie(std::get<model<Model>::key()>(columns),
                    std::get<model<Model>::owner()>(columns));
  else
    return std::tie(std::get<model<Model>::key()>(columns));
}

/// `"updated_at" = current_timestamp` for columns with that rule.
template <class Model>
constexpr void write_times_of_change(sql_writer &out, comma &separator) {
  for (std::size_t i = 0; i < column_count<Model>; ++i)
    if (model<Model>::rules[i] == column_rule::now_on_write) {
      separator.next();
      out.name(column_names<Model>[i]);
      out.put(" = current_timestamp");
    }
}

/// Statements on one object. Object is Model, or const Model & for a call that
/// runs at once.
template <class Model, class Object> class insert_query {
public:
  using row = Model;
  static constexpr bool qualified = false;
  static constexpr bool names_owners = true; // The object has its owner.

  explicit insert_query(Object &&object)
      : object_(std::forward<Object>(object)) {}

  static constexpr void write(sql_writer &out) {
    out.put("insert into ");
    out.template table<Model>();
    out.put(" (");
    comma names(out);
    for (std::size_t i = 0; i < column_count<Model>; ++i)
      if (model<Model>::rules[i] != column_rule::by_database) {
        names.next();
        out.name(column_names<Model>[i]);
      }
    out.put(") values (");
    comma values(out);
    for (std::size_t i = 0; i < column_count<Model>; ++i)
      if (model<Model>::rules[i] != column_rule::by_database) {
        values.next();
        if (model<Model>::rules[i] == column_rule::given)
          out.placeholder();
        else
          out.put("current_timestamp");
      }
    out.put(')');
    write_returning<Model>(out);
  }
  auto values() const { return values_where<Model, is_given>(object_); }

private:
  Object object_;
};

template <class Model, class Object> class update_object_query {
public:
  using row = Model;
  static constexpr bool qualified = false;
  static constexpr bool names_owners = true;

  explicit update_object_query(Object &&object)
      : object_(std::forward<Object>(object)) {}

  static constexpr void write(sql_writer &out) {
    out.put("update ");
    out.template table<Model>();
    out.put(" set ");
    comma sets(out);
    each_column<Model>([&]<std::size_t I>() {
      if (is_content<Model, I>::value) {
        sets.next();
        out.name(column_names<Model>[I]);
        out.put(" = ");
        out.placeholder();
      }
    });
    write_times_of_change<Model>(out, sets);
    write_identity<Model>(out);
    write_returning<Model>(out);
  }
  auto values() const {
    return std::tuple_cat(values_where<Model, is_content>(object_),
                          identity_of<Model>(object_));
  }

private:
  Object object_;
};

template <class Model, class Object> class remove_object_query {
public:
  using row = Model;
  static constexpr bool qualified = false;
  static constexpr bool names_owners = true;

  explicit remove_object_query(Object &&object)
      : object_(std::forward<Object>(object)) {}

  static constexpr void write(sql_writer &out) {
    out.put("delete from ");
    out.template table<Model>();
    write_identity<Model>(out);
    write_returning<Model>(out);
  }
  auto values() const { return identity_of<Model>(object_); }

private:
  Object object_;
};

/// No where() was called: not the same as every_row.
struct unstated : no_condition {};

template <class Column, class V>
concept can_be_set =
    compares_with<std::remove_cvref_t<V>, Column> ||
    (Column::nullable && std::is_convertible_v<V, typename Column::type>);

template <class Column> struct assignment {
  using column = Column;
  typename Column::type value;
};

template <class Model, class Where, class... Sets> class update_query {
public:
  using row = Model;
  static constexpr bool qualified = false;
  static constexpr bool names_owners = owner_is_pinned<Model, Where>();

  update_query() = default;
  update_query(std::tuple<Sets...> sets, Where where)
      : sets_(std::move(sets)), where_(std::move(where)) {}

  /// The column gets the value. For a column that may be NULL also
  /// std::nullopt.
  template <names_column_of_model C, class V>
    requires can_be_set<column_named_by<C>, V>
  auto set(C, V &&value) const {
    using column = column_named_by<C>;
    static_assert(std::is_same_v<typename column::model_type, Model>,
                  "the column is another model's");
    static_assert(model<Model>::rules[column::place] == column_rule::given,
                  "the database makes this column's value");
    using added = assignment<column>;
    return update_query<Model, Where, Sets..., added>(
        std::tuple_cat(
            sets_, std::tuple<added>(added{take_value<typename column::type>(
                       std::forward<V>(value))})),
        where_);
  }

  /// Called again, both conditions must hold.
  template <is_condition C> auto where(C more) const {
    auto all = both(where_, std::move(more));
    return update_query<Model, decltype(all), Sets...>(sets_, std::move(all));
  }

  static constexpr void write(sql_writer &out) {
    static_assert(!std::is_same_v<Where, unstated>,
                  "update() without where(): say which rows, or "
                  "where(every_row)");
    static_assert(Where::template about<Model>(),
                  "a condition is about another model");
    static_assert(sizeof...(Sets) > 0, "update() without set()");
    out.put("update ");
    out.template table<Model>();
    out.put(" set ");
    comma sets(out);
    ((sets.next(), Sets::column::write(out), out.put(" = "), out.placeholder()),
     ...);
    write_times_of_change<Model>(out, sets);
    out.put(" where ");
    Where::write(out);
  }
  auto values() const {
    return std::tuple_cat(
        std::apply([](const auto &...set) { return std::tie(set.value...); },
                   sets_),
        where_.values());
  }

private:
  std::tuple<Sets...> sets_;
  Where where_;
};

template <class Model, class Where> class remove_query {
public:
  using row = Model;
  static constexpr bool qualified = false;
  static constexpr bool names_owners = owner_is_pinned<Model, Where>();

  remove_query() = default;
  explicit remove_query(Where where) : where_(std::move(where)) {}

  /// Called again, both conditions must hold.
  template <is_condition C> auto where(C more) const {
    auto all = both(where_, std::move(more));
    return remove_query<Model, decltype(all)>(std::move(all));
  }

  static constexpr void write(sql_writer &out) {
    static_assert(!std::is_same_v<Where, unstated>,
                  "remove() without where(): say which rows, or "
                  "where(every_row)");
    static_assert(Where::template about<Model>(),
                  "a condition is about another model");
    out.put("delete from ");
    out.template table<Model>();
    out.put(" where ");
    Where::write(out);
  }
  auto values() const { return where_.values(); }

private:
  Where where_;
};

} // namespace detail

/// Inserts an object; the row is the object with what the database made. The
/// session's insert(object) does the same in one call.
template <class Model> auto insert(Model object) {
  return detail::insert_query<Model, Model>(std::move(object));
}

/// Changes rows: set() what, where() which. Times of change are set as well.
template <class Model> auto update() {
  return detail::update_query<Model, detail::unstated>();
}

/// Deletes rows: where() says which.
template <class Model> auto remove() {
  return detail::remove_query<Model, detail::unstated>();
}

} // namespace dbsafe

#endif
