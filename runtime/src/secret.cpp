//===- secret.cpp - Keeping and wiping a secret ---------------------------===//
//
// explicit_bzero is a store that the optimiser may not remove.
//
//===----------------------------------------------------------------------===//
#include "dbsafe/secret.hpp"

#include <cstring>
#include <utility>

namespace dbsafe {

secret::secret(std::string_view value)
    : value_(new char[value.size() + 1]), size_(value.size()) {
  value.copy(value_.get(), size_);
  value_[size_] = '\0';
}

secret::secret(const secret &other) : secret(other.reveal()) {}

secret::secret(secret &&other) noexcept
    : value_(std::move(other.value_)), size_(std::exchange(other.size_, 0)) {}

secret &secret::operator=(secret other) noexcept {
  std::swap(value_, other.value_);
  std::swap(size_, other.size_);
  return *this;
}

secret::~secret() {
  if (value_)
    explicit_bzero(value_.get(), size_);
}

std::string_view secret::reveal() const noexcept {
  return value_ ? std::string_view(value_.get(), size_) : std::string_view("");
}

} // namespace dbsafe
