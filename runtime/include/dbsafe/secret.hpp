//===- secret.hpp - A value that cannot be printed ------------------------===//
//
// Passwords reach logs because they are strings like all others (CWE-532,
// CWE-312). A secret does not convert to one: reading it takes a call that can
// be found with grep, and its memory is wiped when it dies (CWE-316).
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_SECRET_HPP
#define DBSAFE_SECRET_HPP

#include <memory>
#include <ostream>
#include <string_view>

namespace dbsafe {

/// Owns a copy of a secret text. Moving leaves the source empty. Not safe for
/// concurrent use of one object, like a string.
class secret {
public:
  secret() = default;
  explicit secret(std::string_view value);
  secret(const secret &other);
  secret(secret &&other) noexcept;
  secret &operator=(secret other) noexcept;
  ~secret();

  /// The value itself, NUL-terminated; valid as long as this object. Every use
  /// of this function is a place to review.
  std::string_view reveal() const noexcept;
  bool empty() const noexcept { return size_ == 0; }

private:
  std::unique_ptr<char[]> value_;
  std::size_t size_ = 0;
};

/// Does not compile: a secret is never written anywhere.
template <class Char, class Traits>
std::basic_ostream<Char, Traits> &operator<<(std::basic_ostream<Char, Traits> &,
                                             const secret &) = delete;

} // namespace dbsafe

#endif
