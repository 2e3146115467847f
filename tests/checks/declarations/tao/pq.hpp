// taopq, as its documentation describes it.
#ifndef DECLARATIONS_TAO_PQ_HPP
#define DECLARATIONS_TAO_PQ_HPP

#include <memory>
#include <string>
#include <string_view>

namespace tao::pq {

namespace internal {
struct zsv {
  zsv(const char *v) noexcept;
  zsv(const std::string &v) noexcept;
};
} // namespace internal

class field {
public:
  const char *get() const;
  template <typename T> T as() const;
};

class row {
public:
  field operator[](const std::string &name) const;
  template <typename T> T get(std::size_t column) const;
  template <typename T> T as() const;
};

class result {
public:
  row operator[](std::size_t row) const;
  std::size_t rows_affected() const;
  template <typename T> T as() const;
};

class transaction {
public:
  template <typename... As>
  auto execute(const internal::zsv statement, As &&...as) -> result;
  void commit();
};

class connection {
public:
  static auto create(const std::string &connection_info)
      -> std::shared_ptr<connection>;
  auto transaction() -> std::shared_ptr<pq::transaction>;
  auto direct() -> std::shared_ptr<pq::transaction>;
  void prepare(std::string name, const internal::zsv statement);
  template <typename... As>
  auto execute(const internal::zsv statement, As &&...as) -> result;
};

class connection_pool {
public:
  static auto create(const std::string_view connection_info)
      -> std::shared_ptr<connection_pool>;
  auto connection() -> std::shared_ptr<pq::connection>;
  template <typename... As>
  auto execute(const internal::zsv statement, As &&...as) -> result;
};

class table_reader {
public:
  template <typename... As>
  table_reader(const std::shared_ptr<transaction> &transaction,
               const internal::zsv statement, As &&...as);
};

class table_writer {
public:
  template <typename... As>
  table_writer(const std::shared_ptr<transaction> &transaction,
               const internal::zsv statement, As &&...as);
};

} // namespace tao::pq

#endif
