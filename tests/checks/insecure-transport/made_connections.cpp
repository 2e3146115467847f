// requires: pqxx/pqxx
// The class is a template that nothing else in the file makes an object of.
#include <memory>
#include <pqxx/pqxx>

std::unique_ptr<pqxx::connection> plain() {
  return std::make_unique<pqxx::connection>("postgresql://app@db.example.com:6432/x"); // expect[dbsafe-insecure-transport]: nothing insists on TLS
}
std::unique_ptr<pqxx::connection> secure() {
  return std::make_unique<pqxx::connection>("postgresql://app@db.example.com:6432/x?sslmode=verify-full");
}
