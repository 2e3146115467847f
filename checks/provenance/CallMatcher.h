//===- CallMatcher.h - Which catalogue entries speak of a call ------------===//
//
// The only place where a declaration of the program meets the catalogue: by
// qualified name, by overload, by constant arguments.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_CALLMATCHER_H
#define DBSAFE_CHECKS_PROVENANCE_CALLMATCHER_H

#include "catalog/Catalog.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <deque>
#include <memory>

namespace dbsafe::provenance {

/// D's qualified name as the catalogue writes it: without inline and anonymous
/// namespaces and without template arguments.
std::string catalogName(const clang::NamedDecl &D);

/// True if values of T can only be printed as digits, a sign and the like:
/// integers, floating point, bool, enumerations; not characters.
bool isNumeric(clang::QualType T);

/// True for char and its kin.
bool isCharacter(clang::QualType T);

/// What a container or an iterator says its elements are; null if it says
/// nothing.
clang::QualType elementType(clang::QualType T);

/// True for a container of numbers and for its iterators. Plain arrays are left
/// out: C's wchar_t is an int.
bool isNumericRange(clang::QualType T);

/// True for a pointer to or an array of characters.
bool isCharacterPointer(clang::QualType T);

/// True for va_list, passed as it is.
bool isArgumentList(clang::QualType T, const clang::ASTContext &Context);

/// The argument behind which, or as which, F's callers give what a format is
/// filled in with: a variadic function's or one that takes a va_list.
std::optional<unsigned> formatArgumentsOf(const clang::FunctionDecl *F);
/// The last of them; nothing if there may be any number.
std::optional<unsigned> lastFormatArgumentOf(const clang::FunctionDecl *F);

/// The pattern of catalogue entries that a parameter of type T matches.
std::string parameterPattern(clang::QualType T,
                             const clang::ASTContext &Context);

/// True if an entry is about what is stored in the field that it names.
inline bool isOfField(const catalog::Sink &S) {
  return S.Sql.Where == catalog::Operand::Kind::This;
}
inline bool isOfField(const catalog::Connect &C) { return C.IsField; }

/// The entries that hold for one function.
struct Matches {
  llvm::SmallVector<const catalog::Sink *, 2> Sinks;
  llvm::SmallVector<const catalog::Use *, 1> Uses;
  llvm::SmallVector<const catalog::Connect *, 2> Connects;
  llvm::SmallVector<const catalog::Quoter *, 2> Quoters;
  llvm::SmallVector<const catalog::Builder *, 2> Builders;
  llvm::SmallVector<const catalog::Source *, 2> Sources;
  llvm::SmallVector<const catalog::Comparison *, 1> Comparisons;
  llvm::SmallVector<const catalog::Secret *, 1> Secrets;
  llvm::SmallVector<const catalog::Output *, 1> Outputs;
  llvm::SmallVector<const catalog::Effect *, 2> Effects;

  bool empty() const {
    return Sinks.empty() && Uses.empty() && Connects.empty() &&
           Quoters.empty() && Builders.empty() && Sources.empty() &&
           Comparisons.empty() && Secrets.empty() && Outputs.empty() &&
           Effects.empty();
  }
  /// True if all that is known is that the call shows something: what it does
  /// besides, its body says.
  bool onlyShows() const {
    return !Outputs.empty() && Sinks.empty() && Uses.empty() &&
           Connects.empty() && Quoters.empty() && Builders.empty() &&
           Sources.empty() && Comparisons.empty() && Secrets.empty() &&
           Effects.empty();
  }
  /// True if what is known comes from another file of the program alone.
  bool isLinked() const;
  /// True if a call of the function is something that rules look at.
  bool isSite() const {
    return !Sinks.empty() || !Uses.empty() || !Connects.empty();
  }
};

class CallMatcher {
public:
  CallMatcher(const catalog::Catalog &Catalog, const clang::ASTContext &Context)
      : Catalog(Catalog), Context(Context) {}

  /// What the catalogue says of F, or null if it knows nothing. Remembered.
  const Matches *match(const clang::FunctionDecl *F);

  /// What other files say of the methods that override M, which this file
  /// defines; null if nothing. Remembered.
  const Matches *matchOverriders(const clang::CXXMethodDecl *M);

  /// What the program's other files say of the functions that D, a field or a
  /// global variable, points to; null if nothing. Remembered.
  const Matches *matchHeld(const clang::ValueDecl *D);

  const catalog::Catalog &catalog() const { return Catalog; }

  /// The settings that calls make for a connection.
  const std::set<std::string> &settings() const { return Catalog.settings(); }

  /// True if the catalogue says how objects of a class of that name are made.
  bool knowsClass(llvm::StringRef Name) const { return Catalog.mentions(Name); }

  /// The source that a variable is, or that a parameter of a function of that
  /// name is, or null: std::cin, main's argv.
  const catalog::Source *sourceOf(const clang::ValueDecl *D) const;

  /// What the catalogue says of the function that a macro of that name stands
  /// for; null if nothing.
  const catalog::Comparison *comparisonOfMacro(llvm::StringRef Name) const;
  /// True if Argument is that constant: a text, an integer in decimal, an
  /// enumerator's or macro's name, or, for "null", a null pointer.
  bool isConstant(const clang::Expr *Argument, llvm::StringRef Wanted) const;
  /// If E is a placeholder for an argument of a later call, as
  /// std::placeholders::_1: which.
  std::optional<unsigned> placeholder(const clang::Expr *E) const;
  /// What the catalogue says of a field; null if nothing.
  const catalog::CallModel *modelOf(const clang::FieldDecl *F);
  /// True if what is stored in a field is something that rules look at.
  bool isSite(const clang::FieldDecl *F);
  /// Notes that F is handed to something that gives it outside text.
  void addCallback(const clang::FunctionDecl *F, const catalog::Source &S) {
    Callbacks[F->getCanonicalDecl()].push_back(&S);
  }
  /// The stream that others can read that E is: std::cerr, a logger's; null if
  /// it is none.
  const catalog::Output *streamOf(const clang::Expr *E);
  /// The entries about what is thrown.
  llvm::ArrayRef<catalog::Output> thrown() const;
  /// The secret that a field of a library holds; null if it is none.
  const catalog::Secret *secretOf(const clang::FieldDecl *F);
  /// True for a class whose objects are texts, as far as is known.
  bool isText(clang::QualType T) const;

  /// What a field shows of its object, if it is nothing of its own: all of it,
  /// as GString::str does, or a member, as std::pair::first; null otherwise.
  const catalog::Operand *shown(const clang::FieldDecl *F);

  /// True if the constant arguments that the entry asks for are there.
  bool holds(const catalog::Entry &Entry,
             llvm::ArrayRef<const clang::Expr *> Arguments) const;

  /// True if the entry holds for functions with such parameters.
  bool acceptsParameters(const catalog::Entry &Entry,
                         llvm::ArrayRef<clang::QualType> Parameters) const;

private:
  const catalog::CallModel *model(const clang::FunctionDecl *F) const;
  /// The entries of Model for functions with such parameters; null if there are
  /// none.
  std::unique_ptr<Matches> matching(const catalog::CallModel &Model,
                                    llvm::ArrayRef<clang::QualType> Parameters,
                                    bool IsDefined) const;
  const catalog::Catalog &Catalog;
  const clang::ASTContext &Context;
  llvm::DenseMap<const clang::ValueDecl *, std::unique_ptr<Matches>> Known;
  /// What streamOf has answered.
  llvm::DenseMap<const clang::Expr *, const catalog::Output *> Streams;
  /// Entries that declarations of the program stand for.
  std::deque<catalog::Builder> Declared;
  llvm::DenseMap<const clang::CXXMethodDecl *, std::unique_ptr<Matches>>
      Overriders;
  llvm::DenseMap<const clang::FieldDecl *, const catalog::CallModel *> Fields;
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const catalog::Source *, 2>>
      Callbacks;
};

} // namespace dbsafe::provenance

#endif
