//===- Catalog.h - Which call is what -------------------------------------===//
//
// All knowledge of database libraries, as data: which parameter is SQL, what a
// quoter is good for, how a builder makes text of text, where outside text
// enters, which argument is a password. One YAML file a library, embedded in
// the binary; a project adds its own in the same format (docs/catalog.md).
// This room reads the files; matching a call of the program to an entry is
// provenance's work.
//
//===----------------------------------------------------------------------===//
#ifndef DBSAFE_CHECKS_CATALOG_CATALOG_H
#define DBSAFE_CHECKS_CATALOG_CATALOG_H

#include "catalog/Entry.h"
#include "catalog/Lifecycle.h"
#include "catalog/Questions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dbsafe::catalog {

/// Where in a statement quoted text is safe.
enum class QuotedSlot {
  Value,
  QuotedValue,
  Identifier,
  QuotedIdentifier,
  Word,     ///< Letters, digits and underscores: a name, or between quotes.
  Figures,  ///< A date, a time: a value, or between quotes.
  NoQuotes, ///< Base64, a URL: between quotes of any kind.
  Anywhere, ///< Nothing is left that SQL reads: hexadecimal digits.
  None,     ///< It looks like a quoter and is none.
  Raw,      ///< Of a format's conversion only: it is put in as it is.
};

/// One part of the text that a builder makes.
struct Item {
  enum class Kind {
    Literal,  ///< Text as it stands in the template.
    Operand,  ///< {0} {this}: the operand's text.
    Rest,     ///< {0...}: this argument and all that follow.
    Elements, ///< {0[]}: the elements of a container, any number of them.
    Part,     ///< {part 0}: some part of the operand.
    Repeat,   ///< {repeat 0}: the operand any number of times.
    Format,   ///< {printf 1 2}: a format operand, the arguments behind it.
    Call,     ///< {call 3 0}: what a callable gives for a container's elements.
    Fold,     ///< {fold 3 2 0}: what it gives for the text so far and each
              ///< element in turn, starting with operand 2.
    Replace,  ///< {replace 0 1 2}: operand 0 with 2 wherever 1 stands in it.
    Invoke,   ///< {invoke 0 1}: what a callable gives for the arguments from
              ///< operand 1 on.
    Spread,   ///< {spread 0 1}: what it gives for the members of operand 1.
    Number,   ///< {number}: digits, a sign, a point.
    Time,     ///< {time 1}: a time, as a format operand says.
    Made,     ///< {made word}: what the call makes of nothing it is given.
  };
  Kind What = Kind::Literal;
  std::string Text; ///< Literal's text, Format's language.
  Operand From;     ///< The operand; of Format the format, of Call and Fold the
                    ///< callable.
  unsigned Arguments = 0; ///< Format: index of the first argument.
  std::optional<unsigned> LastArgument = std::nullopt; ///< Format: if not all.
  /// {char 0}: an integer operand is a character, not a number.
  bool Character = false;
  QuotedSlot GoodFor = QuotedSlot::None; ///< Made.
  /// Call: the elements. Fold: the start, the elements. Replace: what is
  /// replaced, what it is replaced with. The first of two is left out where it
  /// is '?': there is no start; it is not known what is replaced.
  std::vector<Operand> Others = {};
  /// Format: conversions that quote: 'q' -> QuotedValue. '\0' is a mark
  /// without a conversion.
  std::vector<std::pair<char, QuotedSlot>> Conversions = {};
};

/// What a call binds to the placeholders of a statement, and of which one.
struct Binding {
  std::optional<Operand> Statement; ///< The statement's object.
  std::optional<unsigned> Prepared; ///< The argument that is its name.
  std::optional<unsigned> Count;    ///< The number of values.
  std::optional<unsigned> Values;   ///< An array of them.
  std::string Member; ///< Of an array of structs: what holds the value, or
                      ///< points to it.
  std::optional<unsigned> Arguments; ///< The first of those bound one by one.
  /// Of one value: its number or name, and itself.
  std::optional<unsigned> Position, Name, Value;
  unsigned First = 1;      ///< The number of the first placeholder.
  bool Single = false;     ///< More than one statement is refused.
  bool Positional = false; ///< The value is the next one.
  /// The statement is what the same full expression sends.
  bool InExpression = false;

  bool bindsAll() const { return Count || Arguments; }
  bool bindsOne() const { return Position || Name || Positional; }
};

/// A call that binds values to a statement that was prepared before.
struct Use : Entry {
  Binding Binds;
};

/// A parameter that the database interprets; or a field, if Sql is this and
/// Call names one: what is stored there.
struct Sink : Entry {
  enum class Kind { Statement, Identifier, Fragment };
  Operand Sql;
  /// Of one found in another file: the field of Sql that is the text.
  std::vector<std::string> Fields;
  /// Likewise: operands, and fields of them, that are sent behind it.
  std::vector<std::pair<Operand, std::vector<std::string>>> Behind;
  Kind What = Kind::Statement;
  std::string Bind; ///< Overrides the library's.
  Binding Binds;
  /// If Sql is a format string that the call fills in itself: how.
  std::optional<Item> Format;
};

/// A call that opens a connection, or sets what it is opened with.
struct Connect : Entry {
  std::optional<unsigned> Conninfo; ///< A whole connection string.
  std::string Grammar;              ///< "libpq", "odbc", "uri", "any": of
                                    ///< Conninfo.
  std::optional<unsigned> Password, User, Host;
  bool IsField = false; ///< Call names a field; what is stored there is
                        ///< Conninfo, Password, User or Host, which is 0.
  /// Parallel arrays of keywords and values, as PQconnectdbParams takes them.
  std::optional<unsigned> Keywords, Values;
  /// A map of options, and what the library calls those that matter: "userName"
  /// for "user".
  std::optional<unsigned> Options;
  std::vector<std::pair<std::string, std::string>> Keys;
  /// What the library does about TLS unless it is told, in the words of libpq's
  /// sslmode; empty for a call that opens no connection.
  std::string Tls;
  /// The object in which a connection's settings are gathered, call by call.
  std::optional<Operand> Connection;
  /// The setting that the call makes there, as libpq calls it; its value is an
  /// argument, or always the same.
  std::string Setting;
  std::optional<unsigned> Value;
  std::string Is;
  /// Of Value: constants that stand for words, "SSL_MODE_DISABLED" for
  /// "disable".
  std::vector<std::pair<std::string, std::string>> Named;

  /// True for a call that only makes a setting.
  bool isSetter() const { return !Setting.empty(); }
};

/// A call, or a field, that gives a secret.
struct Secret : Entry {
  Operand Into;
  std::string What; ///< "the password of a connection", for messages.
};

/// A call that shows text to others.
struct Output : Entry {
  enum class Kind {
    Log,     ///< A log, a terminal.
    Error,   ///< The message of an error.
    Command, ///< The command line of a process.
  };
  Kind What = Kind::Log;
  std::optional<Operand> Text; ///< None for a Stream.
  bool Rest = false;           ///< Text and all arguments behind it.
  std::optional<Item> Format;  ///< How Text is filled in, if it is a format.
  /// Call names a variable, a function or a class: what is written with << to
  /// it, to its result, to its objects.
  bool IsStream = false;
};

/// A call that makes text safe for one slot.
struct Quoter : Entry {
  using Slot = QuotedSlot;
  /// How it makes a quote harmless. What its own server asks for is not told.
  enum class Manner { Server, Doubling, Backslash };
  Operand From;
  Operand Into;
  Slot For = Slot::Value;
  Manner By = Manner::Server;
  std::string Weakness; ///< Why it should not be used; empty if it may.
  bool Append = false;  ///< Into keeps what it held, the text comes behind.
  /// Where it tells that it failed; that must be looked at.
  std::optional<Operand> Error;
};

/// A call that makes text of text.
struct Builder : Entry {
  std::optional<Operand> Into; ///< Where the text goes; none for a mere view.
  std::vector<Item> Text;
  /// Instead of Text: an object, with all that it holds, is copied.
  std::optional<Operand> Value;
  /// Instead of Text: an object is made from the arguments from that one on.
  std::optional<unsigned> Construct;
  /// The result calls operand 0 with the arguments behind it, some of which
  /// may be those that the result is called with: std::bind.
  bool Binds = false;
  std::optional<Operand> Returns; ///< The result is this operand (a reference
                                  ///< to it, or a view of it).
  bool AtEnd = false; ///< It stands at the end of Returns: what is written
                      ///< there comes behind the text.
  std::optional<Operand> Name; ///< The result is a format's argument of that
                               ///< name.
  /// Instead of Into: the argument that is a scanf format. What its
  /// conversions read goes into the arguments behind it.
  std::optional<unsigned> Scans;
  bool Cuts = false; ///< Something of what it is given is taken out or
                     ///< covered: a secret in it is none any more.
};

/// A call through which outside text enters the program.
struct Source : Entry {
  Operand Into; ///< Of a callback one of its parameters.
  /// A function that the call is given, or, if this, that is stored in the
  /// field that Call names: its parameter Into is outside text.
  std::optional<Operand> Callback;
  std::optional<unsigned> Scans; ///< Instead of Into; as a builder's.
  std::string What; ///< "the environment", for "text from the environment".
  /// Programs read whole scripts from it (a migration file): running those as
  /// they are is no finding.
  bool Scripts = false;
};

/// A call that tells whether a value is one of certain texts.
struct Comparison : Entry {
  enum class Outcome {
    Zero,    ///< It is if the call gives 0 or false: strcmp.
    Nonzero, ///< It is if the call gives anything else: set::count.
    Found,   ///< It is if the result differs from an end: std::find.
    End,     ///< It is if the result is an end: find_first_not_of.
    Length,  ///< It is if the result is the value's length: strspn.
  };
  /// Exactly one of what follows Value says what is known of it. Of a call that
  /// gives a text's length and no more, none does.
  Operand Value;
  std::optional<Operand> Among;          ///< The texts; a container's elements.
  std::optional<std::string> Text;       ///< The one text.
  std::optional<std::string> Characters; ///< All it consists of: "A-Za-z_".
  std::optional<Operand> Only;           ///< A text with all it consists of.
  std::optional<Operand> Without;        ///< A text with all it does not have.
  std::optional<Operand> Every; ///< A predicate; holds for each character.
  std::optional<Operand> Some;  ///< A predicate; holds for some element.
  Outcome Holds = Outcome::Nonzero;
};

struct Effect; // Recipe.h

/// What is known of the calls of one name.
struct CallModel {
  std::vector<Sink> Sinks;
  std::vector<Use> Uses;
  std::vector<Connect> Connects;
  std::vector<Quoter> Quoters;
  std::vector<Builder> Builders;
  std::vector<Source> Sources;
  std::vector<Comparison> Comparisons;
  std::vector<Secret> Secrets;
  std::vector<Output> Outputs;
  std::vector<std::shared_ptr<const Effect>> Effects;
};

/// Entries that were not read but found in a program's own code.
struct Discoveries {
  std::vector<Sink> Sinks;
  std::vector<Connect> Connects;
  std::vector<std::shared_ptr<const Effect>> Effects;
  Questions Asked;
  std::set<std::string> Changed; ///< Variables that some file changes.
};

class Catalog {
public:
  /// The built-in files. They are tested; an error in one is a bug and
  /// aborts.
  static std::shared_ptr<const Catalog> builtin();

  /// This catalogue and the entries of one more file. The error has a
  /// compiler's form and names file, line and remedy.
  llvm::Expected<std::shared_ptr<const Catalog>>
  with(llvm::StringRef Yaml, llvm::StringRef FileName) const;

  /// This catalogue and entries that the caller has found itself. Their
  /// libraries must be this catalogue's.
  std::shared_ptr<const Catalog> with(const Discoveries &Found) const;

  /// What is known of calls of that qualified name; null if nothing.
  const CallModel *find(llvm::StringRef QualifiedName) const;

  /// What calls of that qualified name give, take back and tell; null if
  /// nothing is known.
  const LifecycleModel *findLifecycle(llvm::StringRef QualifiedName) const;

  /// The qualified names that findLifecycle knows.
  llvm::iterator_range<llvm::StringMapKeyIterator<LifecycleModel>>
  lifecycleNames() const {
    return Lives.keys();
  }

  /// The resource of that name; null if there is none.
  std::shared_ptr<const Resource> findResource(llvm::StringRef Name) const {
    return Resources.lookup(Name);
  }

  /// True if some entry's last name component is this: a cheap test before
  /// the qualified name is built.
  bool mentions(llvm::StringRef LastComponent) const;

  /// The settings that calls make for a connection: "sslmode", "host".
  const std::set<std::string> &settings() const { return Settings; }

  /// What the files of the program ask each other.
  const Questions &questions() const { return Asked; }
  /// The variables that they change, of those that all can see.
  const std::set<std::string> &changed() const { return Changed; }

  llvm::ArrayRef<std::shared_ptr<const Library>> libraries() const {
    return Libraries;
  }

private:
  friend class Reader;
  llvm::StringMap<CallModel> Calls;
  llvm::StringMap<LifecycleModel> Lives;
  llvm::StringMap<std::shared_ptr<const Resource>> Resources;
  llvm::StringMap<char> LastComponents;
  std::set<std::string> Settings;
  Questions Asked;
  std::set<std::string> Changed;
  std::vector<std::shared_ptr<const Library>> Libraries;
};

} // namespace dbsafe::catalog

#endif
