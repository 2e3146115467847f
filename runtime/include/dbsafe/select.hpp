//===- select.hpp - Reading models ----------------------------------------===//
//
//   s.all(select<Todo>().where(column<&Todo::user_id> == user)
//             .order_by(desc(key<Todo>)).limit(20))
// The statement is a type; its text exists before the program runs, and only
// the values travel. Run it with one, maybe_one, all or for_each of a session
// or a pool.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SELECT_HPP
#define DBSAFE_SELECT_HPP

#include "dbsafe/conditions.hpp"

namespace dbsafe {

namespace detail {

template <class... T> struct type_list {};

/// True if the condition names the owner of the model, or it has none.
template <class Model, class Where> consteval bool owner_is_pinned() {
  if constexpr (model<Model>::owned)
    return Where::template pins<model_column<Model, model<Model>::owner()>>();
  else
    return true;
}

/// Where a further condition is added.
template <class Where, class More> auto both(Where where, More more) {
  if constexpr (std::derived_from<Where, no_condition>)
    return more;
  else
    return combination<true, Where, More>(std::move(where), std::move(more));
}

template <class Column, bool Descending> struct order_term {
  static constexpr void write(sql_writer &out) {
    Column::write(out);
    if (Descending)
      out.put(" desc");
  }
};
template <names_column_of_model C> auto to_order_term(C) {
  return order_term<column_named_by<C>, false>{};
}
template <class C> auto to_order_term(order_term<C, true> term) { return term; }

template <class T> inline constexpr bool is_descending = false;
template <class C>
inline constexpr bool is_descending<order_term<C, true>> = true;

template <class... Terms> struct ordering {
  static constexpr bool empty = sizeof...(Terms) == 0;
  static constexpr void write(sql_writer &out) {
    bool first = true;
    ((out.put(first ? "" : ", "), first = false, Terms::write(out)), ...);
  }
};

/// `Foreign` is a column of references<Target>; Model is the side that joins.
template <class Model, class Foreign, class Target, bool Left> struct join_of {
  using model_type = Model;
  static constexpr bool left = Left;
  static constexpr void write(sql_writer &out) {
    out.put(Left ? " left join " : " join ");
    out.template table<Model>();
    out.put(" on ");
    Foreign::write(out);
    out.put(" = ");
    out.template column<Target>(model<Target>::key());
  }
};

template <class T> struct reference_target;
template <class Target, class Key>
struct reference_target<references<Target, Key>> {
  using type = Target;
  static_assert(std::is_same_v<column_type<Target, model<Target>::key()>, Key>,
                "references<Target, Key>: Key is the type of Target's key");
};

/// What is selected: whole models, some columns, or how many rows there are.
struct whole_rows {};
struct row_count {};
template <class... Columns> struct some_columns {};

template <class What, class From, class... Joins> struct selection;

template <class From> struct selection<whole_rows, From> {
  using row = From;
};
template <class From, class... Joins>
struct selection<whole_rows, From, Joins...> {
  using row = std::tuple<
      From,
      std::conditional_t<Joins::left, std::optional<typename Joins::model_type>,
                         typename Joins::model_type>...>;
};
template <class From, class... Joins>
struct selection<row_count, From, Joins...> {
  using row = std::int64_t;
};
template <class C, class From, class... Joins>
struct selection<some_columns<C>, From, Joins...> {
  using row = typename C::type;
};
template <class... C, class From, class... Joins>
struct selection<some_columns<C...>, From, Joins...> {
  using row = std::tuple<typename C::type...>;
};

enum class row_lock : unsigned char { none, update };

template <class What, class From, class Joins, class Where, class Order,
          bool Limited, bool Skipping, row_lock Lock>
class select_query;

template <class What, class From, class... Joins, class Where, class Order,
          bool Limited, bool Skipping, row_lock Lock>
class select_query<What, From, type_list<Joins...>, Where, Order, Limited,
                   Skipping, Lock> {
public:
  using row = typename selection<What, From, Joins...>::row;
  static constexpr bool qualified = sizeof...(Joins) > 0;
  static constexpr bool names_owners =
      owner_is_pinned<From, Where>() &&
      (owner_is_pinned<typename Joins::model_type, Where>() && ...);

  select_query() = default;
  select_query(Where where, std::int64_t limit, std::int64_t offset)
      : where_(std::move(where)), limit_(limit), offset_(offset) {}

  /// Called again, both conditions must hold.
  template <is_condition C> auto where(C more) const {
    using all = decltype(both(where_, std::move(more)));
    return changed<Joins_, all, Order, Limited, Skipping, Lock>(
        both(where_, std::move(more)), limit_, offset_);
  }

  /// By columns, desc(column) for the other way round.
  template <class... Terms> auto order_by(Terms... terms) const {
    static_assert(
        ((names_column_of_model<Terms> || is_descending<Terms>) && ...),
        "order_by() takes columns, such as column<&Model::member> or "
        "desc(column<&Model::member>). Where the caller chooses, "
        "choose one of them by an if, never by a name made at run "
        "time");
    return changed<Joins_, Where, ordering<decltype(to_order_term(terms))...>,
                   Limited, Skipping, Lock>(where_, limit_, offset_);
  }

  /// At most so many rows.
  auto limit(std::int64_t rows) const {
    return changed<Joins_, Where, Order, true, Skipping, Lock>(where_, rows,
                                                               offset_);
  }
  /// Without the first so many.
  auto offset(std::int64_t rows) const {
    return changed<Joins_, Where, Order, Limited, true, Lock>(where_, limit_,
                                                              rows);
  }
  /// Locks the rows until the transaction ends.
  auto for_update() const {
    return changed<Joins_, Where, Order, Limited, Skipping, row_lock::update>(
        where_, limit_, offset_);
  }

  /// Joins over a foreign key, a column of references<Other>: with the rows
  /// that it refers to, or, from the other side, with those that refer to it.
  template <names_column_of_model Foreign> auto join(Foreign) const {
    return joined<column_named_by<Foreign>, false>();
  }
  /// The same, keeping rows that have no partner: it is std::nullopt then.
  template <names_column_of_model Foreign> auto left_join(Foreign) const {
    static_assert(std::is_same_v<What, whole_rows>,
                  "left_join() is for select<Model>()");
    return joined<column_named_by<Foreign>, true>();
  }

  static constexpr void write(sql_writer &out) {
    out.put("select ");
    write_what(out, What{});
    out.put(" from ");
    out.template table<From>();
    (Joins::write(out), ...);
    static_assert(Where::template about<From, typename Joins::model_type...>(),
                  "a condition is about a model that is not in this query: "
                  "join() it");
    if constexpr (!std::is_same_v<Where, no_condition>) {
      out.put(" where ");
      Where::write(out);
    }
    if constexpr (!Order::empty) {
      out.put(" order by ");
      Order::write(out);
    }
    if constexpr (Limited) {
      out.put(" limit ");
      out.placeholder();
    }
    if constexpr (Skipping) {
      out.put(" offset ");
      out.placeholder();
    }
    if constexpr (Lock == row_lock::update)
      out.put(" for update");
  }

  auto values() const {
    return std::tuple_cat(where_.values(), optionally<Limited>(limit_),
                          optionally<Skipping>(offset_));
  }

private:
  using Joins_ = type_list<Joins...>;
  template <class J, class W, class O, bool L, bool S, row_lock K>
  using changed = select_query<What, From, J, W, O, L, S, K>;

  template <class Model>
  static constexpr bool has =
      is_among<Model, From, typename Joins::model_type...>;

  template <class Foreign, bool Left> auto joined() const {
    using holder = typename Foreign::model_type;
    using target = typename reference_target<typename Foreign::operand>::type;
    static_assert(has<holder> || has<target>,
                  "neither side of the foreign key is in this query yet");
    static_assert(!(has<holder> && has<target>),
                  "both sides of the foreign key are in this query already");
    using added = std::conditional_t<has<holder>, target, holder>;
    return changed<type_list<Joins..., join_of<added, Foreign, target, Left>>,
                   Where, Order, Limited, Skipping, Lock>(where_, limit_,
                                                          offset_);
  }

  template <bool Yes> static auto optionally(const std::int64_t &value) {
    if constexpr (Yes)
      return std::tie(value);
    else
      return std::tuple<>();
  }

  static constexpr void write_what(sql_writer &out, whole_rows) {
    out.template all_columns<From>();
    ((out.put(", "), out.template all_columns<typename Joins::model_type>()),
     ...);
  }
  static constexpr void write_what(sql_writer &out, row_count) {
    out.put("count(*)");
  }
  template <class... C>
  static constexpr void write_what(sql_writer &out, some_columns<C...>) {
    static_assert((has<typename C::model_type> && ...),
                  "a selected column's model is not in this query: join() it");
    bool first = true;
    ((out.put(first ? "" : ", "), first = false, C::write(out)), ...);
  }

  Where where_{};
  std::int64_t limit_ = 0;
  std::int64_t offset_ = 0;
};

template <class What, class From>
using new_select = select_query<What, From, type_list<>, no_condition,
                                ordering<>, false, false, row_lock::none>;

} // namespace detail

/// Rows of a model's table.
template <class Model> auto select() {
  return detail::new_select<detail::whole_rows, Model>();
}

/// Some columns, as a value or a std::tuple. Starts from the table of the
/// first.
template <detail::names_column_of_model First,
          detail::names_column_of_model... More>
auto select(First, More...) {
  return detail::new_select<
      detail::some_columns<detail::column_named_by<First>,
                           detail::column_named_by<More>...>,
      typename detail::column_named_by<First>::model_type>();
}

/// How many rows, as std::int64_t.
template <class Model> auto count() {
  return detail::new_select<detail::row_count, Model>();
}

/// In order_by(): from the greatest to the least.
template <detail::names_column_of_model C> auto desc(C) {
  return detail::order_term<detail::column_named_by<C>, true>{};
}

} // namespace dbsafe

#endif
