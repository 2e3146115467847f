//===- Template.h - SQL text with holes -----------------------------------===//
//
// What checks/sql works on: a statement's text, of which some parts are known
// (literal pieces) and some are not (holes). A template says nothing of where
// it came from; whoever made it maps a piece back through its index.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_SQL_TEMPLATE_H
#define DBSAFE_CHECKS_SQL_TEMPLATE_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dbsafe::sql {

/// How the server on the other side reads the text. It decides on the
/// lexical rules (backslashes, backticks) and on the placeholders; Generic
/// stands for an API in front of any server, such as ODBC.
enum class Dialect { PostgreSQL, SQLite, MySQL, Generic };

/// One part of a Template.
struct Piece {
  bool IsHole = false;
  std::string Text;  ///< The literal text; empty for a hole.
  unsigned Hole = 0; ///< The hole's number, counted from 0 in text order.

  bool operator==(const Piece &) const = default;
};

/// A statement's text: literal pieces and holes in order.
class Template {
public:
  Template() = default;
  /// A text without holes.
  explicit Template(std::string_view Literal) { literal(Literal); }

  /// Appends literal text. An empty text is dropped, every other text becomes
  /// a piece of its own, so that a piece's index identifies its origin.
  Template &literal(std::string_view Text);
  /// Appends a hole.
  Template &hole();

  const std::vector<Piece> &pieces() const { return Pieces; }
  unsigned holes() const { return Holes; }
  bool empty() const { return Pieces.empty(); }

  bool operator==(const Template &) const = default;

private:
  std::vector<Piece> Pieces;
  unsigned Holes = 0;
};

/// A place in a template: an offset in bytes into a piece's text (0 for a
/// hole).
struct Place {
  size_t Piece = 0;
  size_t Offset = 0;

  bool operator==(const Place &) const = default;
};

} // namespace dbsafe::sql

#endif
