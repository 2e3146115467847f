//===- Program.h - The sites of one translation unit ----------------------===//
//
// Walks the user's own functions once, orders them callees first, evaluates
// those that can reach a site and offers the sites to the rules.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_PROVENANCE_PROGRAM_H
#define DBSAFE_CHECKS_PROVENANCE_PROGRAM_H

#include "catalog/Recipe.h"
#include "provenance/CallMatcher.h"
#include "provenance/Callers.h"
#include "provenance/Inquiry.h"
#include "provenance/Place.h"
#include "provenance/Site.h"
#include "provenance/Summary.h"
#include "provenance/Targets.h"
#include "provenance/Text.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace clang {
class ASTContext;
class StringLiteral;
} // namespace clang

namespace dbsafe::provenance {

class CallGraph;
class FunctionEvaluator;

/// The expressions that constructors initialise each field with.
using FieldInitializers =
    llvm::DenseMap<const clang::FieldDecl *,
                   llvm::SmallVector<const clang::Expr *, 2>>;

class Program {
public:
  /// Analyses a parsed translation unit. The context and the catalogue must
  /// outlive the program. With ForOthers, functions that only the program's
  /// other files may have a use for are evaluated too.
  Program(clang::ASTContext &Context, const catalog::Catalog &Catalog,
          bool ForOthers = false);
  ~Program();

  clang::ASTContext &context() const { return Context; }

  /// Every site, seen from each function that decides on its text.
  llvm::ArrayRef<Site> sites() const { return Sites; }

  /// What callers hand on to sites whose text they do not decide: the values
  /// that are bound there (Site::OnlyValues).
  llvm::ArrayRef<Site> handedOn() const { return HandedOn; }

  /// Every string literal in the user's code, with the function it stands in
  /// (null outside functions).
  struct Literal {
    const clang::StringLiteral *Expr;
    const clang::FunctionDecl *Function;
  };
  llvm::ArrayRef<Literal> literals() const { return Literals; }

  /// The functions that the user's code calls and this file does not define,
  /// and the shared pointers that it calls through.
  llvm::ArrayRef<const clang::NamedDecl *> undefinedCallees() const {
    return Undefined;
  }

  /// What function pointers and their like may point to.
  const Targets &targets() const { return Reached; }

  const Place &place(PlaceId Id) const { return Places[Id]; }
  PlaceId rootOf(PlaceId Id) const { return Places[Id].Root; }

  /// What has been found out about a function that was evaluated; null for
  /// others.
  const Summary *summary(const clang::FunctionDecl *F) const {
    auto Known = Summaries.find(F->getCanonicalDecl());
    return Known == Summaries.end() ? nullptr : Known->second.get();
  }

  /// True if there is something in the file that must not be shown to others:
  /// only then are there Output sites.
  bool hasSecrets() const { return HasSecrets; }

  /// The functions that were evaluated, in the order of the program.
  llvm::ArrayRef<const clang::FunctionDecl *> evaluated() const {
    return Evaluated;
  }

  /// Those of undefinedCallees() that the evaluated functions call.
  llvm::ArrayRef<const clang::NamedDecl *> usedCallees() const { return Used; }

  /// What the catalogue says of F; null if nothing.
  const Matches *match(const clang::FunctionDecl *F) const {
    return Matcher.match(F);
  }

  /// What stands for a setting of a connection among the fields of the object
  /// that it is made for.
  const clang::FieldDecl *settingDecl(llvm::StringRef Keyword);

  /// An expression that stands for a piece of another file's source; null if
  /// that cannot be read.
  const clang::Expr *elsewhere(const catalog::Spot &Spot);

  /// The call in F that quotes what H is, though H is not its result; null if
  /// there is none.
  const clang::Expr *quotedCopy(const Hole &H,
                                const clang::FunctionDecl *F) const;

  /// Asks the program's files what Param is given; nothing if nobody answers.
  std::optional<catalog::QuestionKey>
  ask(const clang::ParmVarDecl *Param) const {
    return Asking.ask(Param);
  }
  const Inquiry &inquiry() const { return Asking; }

  /// Variables that other files could change and are taken not to; those that
  /// this file changes.
  const std::set<std::string> &kept() const { return Kept; }
  std::set<std::string> changed() const;

  /// The parameter that P is, or is an element of; null if it is none.
  const clang::ParmVarDecl *parameterOf(PlaceId P) const;

  /// The function that such an expression stands in; empty for those of this
  /// file.
  llvm::StringRef ownerOf(const clang::Expr *E) const;

private:
  friend class FunctionEvaluator;

  void evaluate(const CallGraph &Graph);
  void collectSites(const CallGraph &Graph);
  /// Gathers what the methods of each class leave in its fields.
  void collectFields(const CallGraph &Graph);
  /// Finds the methods whose parameter is kept in a field and sent by another
  /// one, as a queue's: they are sinks to their callers.
  void findSentLater(CallGraph &Graph);
  /// True if a method leaves what it is given as it is, not as a piece of more.
  bool keepsWhole(const Summary &Of, PlaceId Given) const;
  /// T, in which the fields of objects whose making is not seen hold what any
  /// method of their class puts there.
  TextRef withFields(TextRef T);
  /// The place that stands for P in every object of the class; NoPlace if it is
  /// no part of a method's own object.
  PlaceId inEveryObject(PlaceId P);
  /// True if only this file can assign to F.
  bool isClosed(const clang::FieldDecl *F) const;
  /// True if V holds its initialiser's value throughout the program, as far as
  /// this file can tell.
  bool isUnchanging(const clang::VarDecl *V) const;
  /// True if only initialisers give F its value, in every object.
  bool isUnchanging(const clang::FieldDecl *F) const;

  /// The field whose text's end F marks, null if none.
  const clang::FieldDecl *textOfCursor(const clang::ValueDecl *F) const;

  /// What F is initialised with, if nothing else can change it, as far as this
  /// file can tell; null if something can.
  const llvm::SmallVector<const clang::Expr *, 2> *
  initializersOf(const clang::FieldDecl *F) const;

  clang::ASTContext &Context;
  TextFactory Texts;
  PlaceTable Places;
  std::set<Outcomes> KnownOutcomes;
  mutable CallMatcher Matcher; ///< Remembers what it was asked.
  Callers KnownCallers;
  mutable Inquiry Asking;
  mutable std::set<std::string> Kept;
  bool ForOthers;
  bool HasSecrets = false;
  std::vector<const clang::FunctionDecl *> Evaluated;
  std::vector<const clang::NamedDecl *> Used;
  std::map<std::tuple<std::string, unsigned, unsigned>, const clang::Expr *>
      Elsewhere;
  llvm::DenseMap<const clang::Expr *, std::string> Owners;
  /// The first call in a function that quotes a value, by where it arose or by
  /// its symbol.
  llvm::DenseMap<std::pair<const clang::FunctionDecl *, const void *>,
                 const clang::Expr *>
      QuotedHoles;
  llvm::DenseMap<std::pair<const clang::FunctionDecl *, PlaceId>,
                 const clang::Expr *>
      QuotedSymbols;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Summary>>
      Summaries;
  llvm::DenseSet<const clang::VarDecl *> Changed;
  llvm::DenseSet<const clang::FieldDecl *> ChangedFields;
  /// Classes whose objects are assigned to as a whole.
  llvm::DenseSet<const clang::Decl *> AssignedWhole;
  Targets Reached;
  /// Summaries of functions that are given others to call, by these.
  std::map<std::pair<const clang::FunctionDecl *,
                     std::vector<const clang::FunctionDecl *>>,
           std::unique_ptr<Summary>>
      Specialized;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Specializations;
  llvm::DenseMap<const clang::FieldDecl *, const clang::FieldDecl *> Cursors;
  llvm::DenseSet<const clang::FunctionDecl *> CalledByName;
  FieldInitializers Initializers;
  std::map<std::string, const clang::FieldDecl *, std::less<>> Settings;
  llvm::DenseSet<const clang::FunctionDecl *> SendOnDestruction;
  /// Knows what the variables hold that never change.
  std::unique_ptr<FunctionEvaluator> Constants;
  /// All that is ever written to a closed field, or a part of it, of whatever
  /// object: by the place that stands for all of them.
  std::map<PlaceId, TextRef> FieldTexts;
  std::vector<const clang::NamedDecl *> Undefined;
  std::vector<Site> Sites, HandedOn;
  std::vector<Literal> Literals;
};

} // namespace dbsafe::provenance

#endif
