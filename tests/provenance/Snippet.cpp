//===- Snippet.cpp - The sites of a few lines of code ---------------------===//
#include "Snippet.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;

namespace dbsafe::test {

namespace {

// As much of the libraries as the snippets use. It is a system header, as it
// is for users: parsing the real ones would take a second for each snippet.
constexpr const char *Declarations = R"(
#ifdef __cplusplus
extern "C" {
#endif
int PQexec(void *, const char *);
void *PQconnectdb(const char *);
char *PQescapeLiteral(void *, const char *, unsigned long);
char *getenv(const char *);
int strcmp(const char *, const char *);
char *strcpy(char *, const char *);
char *strcat(char *, const char *);
int snprintf(char *, unsigned long, const char *, ...);
int vsnprintf(char *, unsigned long, const char *, __builtin_va_list);
char *sqlite3_mprintf(const char *, ...);
int sqlite3_exec(void *, const char *, void *, void *, char **);
#ifdef __cplusplus
}
namespace std {
inline namespace abi {
template <class C> struct basic_string_view {
  basic_string_view(const C *);
  const C *data() const;
};
template <class C> struct basic_string {
  basic_string();
  basic_string(const C *);
  basic_string(const basic_string &);
  basic_string &operator=(const basic_string &);
  basic_string &operator=(const C *);
  basic_string &operator+=(const basic_string &);
  basic_string &operator+=(const C *);
  basic_string &operator+=(C);
  basic_string &append(const C *);
  basic_string &insert(unsigned long, const C *);
  basic_string substr(unsigned long, unsigned long) const;
  const C *c_str() const;
  bool empty() const;
  void clear();
  operator basic_string_view<C>() const;
  C &operator[](unsigned long);
};
template <class C>
basic_string<C> operator+(const basic_string<C> &, const basic_string<C> &);
template <class C> basic_string<C> operator+(const basic_string<C> &, const C *);
template <class C> basic_string<C> operator+(const C *, const basic_string<C> &);
template <class C> bool operator==(const basic_string<C> &, const C *);
template <class C> bool operator!=(const basic_string<C> &, const C *);
}
using string = basic_string<char>;
using string_view = basic_string_view<char>;
basic_string<char> to_string(int);
template <class T> struct set {
  struct iterator {};
  set(const T &, const T &);
  unsigned long count(const T &) const;
  iterator find(const T &) const;
  iterator end() const;
};
template <class T, class... A> basic_string<char> format(const T *, const A &...);
}
#endif
#define RUN(...) PQexec(0, __VA_ARGS__)
)";

std::string placeNotation(const provenance::Program &In,
                          provenance::PlaceId Id) {
  const provenance::Place &P = In.place(Id);
  switch (P.What) {
  case provenance::Place::Kind::This:
    return "this";
  case provenance::Place::Kind::Field:
    return placeNotation(In, P.Base) + "." +
           cast<NamedDecl>(P.Decl)->getNameAsString();
  case provenance::Place::Kind::Element:
    return placeNotation(In, P.Base) + "[]";
  case provenance::Place::Kind::Returned:
  case provenance::Place::Kind::Temporary:
    return "temporary";
  case provenance::Place::Kind::Variable:
  case provenance::Place::Kind::Pointee:
    return cast<NamedDecl>(P.Decl)->getNameAsString();
  }
  return "?";
}

std::string holeNotation(const provenance::Hole &H,
                         const provenance::Program &In) {
  switch (H.From) {
  case provenance::Origin::Constant:
    return "constant";
  case provenance::Origin::Number:
    return "number";
  case provenance::Origin::Sanitized:
    return "quoted(" + notation(H.Inner, In) + ")";
  case provenance::Origin::Outside:
    return "outside(" + H.Source->What + ")";
  case provenance::Origin::Symbol:
    return "$" + placeNotation(In, H.Symbol) + (H.Formats ? "..." : "");
  case provenance::Origin::Dynamic:
    return "dynamic";
  }
  return "?";
}

} // namespace

std::string notation(provenance::TextRef T, const provenance::Program &In) {
  using Kind = provenance::Text::Kind;
  switch (T->kind()) {
  case Kind::Empty:
    return "\"\"";
  case Kind::Literal:
    return "\"" + T->bytes().str() + "\"";
  case Kind::Hole:
    return holeNotation(T->hole(), In);
  case Kind::Repeat:
    return "{" + notation(T->body(), In) + "}*";
  case Kind::Choice: {
    std::string Result = "(";
    for (provenance::TextRef Each : T->alternatives())
      Result += (Result.size() > 1 ? "|" : "") + notation(Each, In);
    return Result + ")";
  }
  case Kind::Concat:
    break;
  }
  llvm::SmallVector<provenance::TextRef, 8> Pieces;
  for (; T->kind() == Kind::Concat; T = T->left())
    Pieces.push_back(T->right());
  Pieces.push_back(T);
  std::string Result;
  bool AfterLiteral = false;
  for (provenance::TextRef Piece : llvm::reverse(Pieces)) {
    std::string Here = notation(Piece, In);
    if (AfterLiteral && Piece->isLiteral()) {
      Result.pop_back();
      Here.erase(0, 1);
    } else if (!Result.empty()) {
      Result += " ";
    }
    Result += Here;
    AfterLiteral = Piece->isLiteral();
  }
  return Result;
}

Snippet::Snippet(llvm::StringRef Code, llvm::StringRef Catalog, Language In)
    : Known(catalog::Catalog::builtin()) {
  if (!Catalog.empty()) {
    auto Extended = Known->with(Catalog, "snippet.yaml");
    if (Extended)
      Known = *Extended;
    else
      ADD_FAILURE() << llvm::toString(Extended.takeError());
  }
  bool IsC = In == Language::C;
  DiagnosticConsumer Errors;
  Unit = tooling::buildASTFromCodeWithArgs(
      ("#include <snippet.h>\n" + Code).str(),
      {IsC ? "-std=c11" : "-std=c++20", "-isystem", "/snippet", "-w",
       "-fbracket-depth=4096"},
      IsC ? "snippet.c" : "snippet.cpp", "snippet",
      std::make_shared<PCHContainerOperations>(),
      tooling::getClangStripDependencyFileAdjuster(),
      {{"/snippet/snippet.h", Declarations}}, &Errors);
  if (Errors.getNumErrors() > 0)
    ADD_FAILURE() << "the snippet does not compile:\n"
                  << Code.substr(0, 2000).str();
  Analysed = std::make_unique<provenance::Program>(context(), *Known);
}

Snippet::~Snippet() = default;

ASTContext &Snippet::context() const { return Unit->getASTContext(); }

std::string Snippet::sites() const {
  std::string Result;
  for (const provenance::Site &S : Analysed->sites())
    for (const provenance::SitePart &Part : S.Parts) {
      Result += Result.empty() ? "" : "\n";
      Result += S.Outermost ? S.Outermost->getNameAsString() : "?";
      Result += ": " + notation(Part.Text, *Analysed);
    }
  return Result;
}

std::string sitesOf(llvm::StringRef Code, llvm::StringRef Catalog) {
  return Snippet(Code, Catalog).sites();
}

void expectSites(llvm::ArrayRef<SiteCase> Cases) {
  for (const SiteCase &Case : Cases) {
    SCOPED_TRACE(Case.What);
    EXPECT_EQ(sitesOf(Case.Code), Case.Sites);
  }
}

} // namespace dbsafe::test
