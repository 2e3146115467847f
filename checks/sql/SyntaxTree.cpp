#include "sql/SyntaxTree.h"

namespace dbsafe::sql::tree {

Object::Object() = default;
Object::~Object() = default;
Object::Object(const Object &) = default;
Object::Object(Object &&) noexcept = default;
Object &Object::operator=(const Object &) = default;
Object &Object::operator=(Object &&) noexcept = default;

const Value *Object::get(llvm::StringRef Name) const {
  for (const Member &M : Members)
    if (M.first == Name)
      return &M.second;
  return nullptr;
}

const Object *Object::getObject(llvm::StringRef Name) const {
  const Value *V = get(Name);
  return V ? V->getAsObject() : nullptr;
}

const Array *Object::getArray(llvm::StringRef Name) const {
  const Value *V = get(Name);
  return V ? V->getAsArray() : nullptr;
}

std::optional<llvm::StringRef> Object::getString(llvm::StringRef Name) const {
  const Value *V = get(Name);
  if (const std::string *S = V ? V->getAsString() : nullptr)
    return *S;
  return std::nullopt;
}

std::optional<int64_t> Object::getInteger(llvm::StringRef Name) const {
  const Value *V = get(Name);
  if (const int64_t *I = V ? V->getAsInteger() : nullptr)
    return *I;
  return std::nullopt;
}

std::optional<bool> Object::getBoolean(llvm::StringRef Name) const {
  const Value *V = get(Name);
  if (const bool *B = V ? V->getAsBoolean() : nullptr)
    return *B;
  return std::nullopt;
}

void Object::add(std::string Name, Value V) {
  Members.emplace_back(std::move(Name), std::move(V));
}

size_t Object::size() const { return Members.size(); }
const Member *Object::begin() const { return Members.data(); }
const Member *Object::end() const { return Members.data() + Members.size(); }

namespace {

class Reader {
public:
  explicit Reader(llvm::StringRef Text) : Text(Text) {}

  std::optional<Value> run() {
    Value V = value();
    if (Failed || At != Text.size())
      return std::nullopt;
    return V;
  }

private:
  llvm::StringRef Text;
  size_t At = 0;
  bool Failed = false;

  bool take(char C) {
    if (At >= Text.size() || Text[At] != C)
      return false;
    ++At;
    return true;
  }
  bool takeWord(llvm::StringRef Word) {
    if (!Text.substr(At).starts_with(Word))
      return false;
    At += Word.size();
    return true;
  }
  void expect(char C) { Failed |= !take(C); }

  Value value() {
    if (Failed || At >= Text.size()) {
      Failed = true;
      return {};
    }
    switch (Text[At]) {
    case '{':
      return object();
    case '[':
      return array();
    case '"':
      return string();
    default:
      break;
    }
    if (takeWord("true"))
      return true;
    if (takeWord("false"))
      return false;
    if (takeWord("null"))
      return {};
    return number();
  }

  Value object() {
    Object Result;
    expect('{');
    while (!Failed && !take('}')) {
      std::string Name = string();
      expect(':');
      Result.add(std::move(Name), value());
      if (!take(','))
        Failed |= At >= Text.size() || Text[At] != '}';
    }
    return Result;
  }

  Value array() {
    Array Result;
    expect('[');
    while (!Failed && !take(']')) {
      Result.push_back(value());
      if (!take(','))
        Failed |= At >= Text.size() || Text[At] != ']';
    }
    return Result;
  }

  Value number() {
    size_t Begin = At;
    take('-');
    while (At < Text.size() && Text[At] >= '0' && Text[At] <= '9')
      ++At;
    int64_t Result = 0;
    Failed |= Text.slice(Begin, At).getAsInteger(10, Result);
    return Result;
  }

  std::string string() {
    std::string Result;
    expect('"');
    while (!Failed && !take('"')) {
      if (At >= Text.size()) {
        Failed = true;
        break;
      }
      char C = Text[At++];
      if (C != '\\')
        Result += C;
      else
        escape(Result);
    }
    return Result;
  }

  void escape(std::string &Result) {
    char C = At < Text.size() ? Text[At++] : '\0';
    switch (C) {
    case 'b':
      Result += '\b';
      return;
    case 'f':
      Result += '\f';
      return;
    case 'n':
      Result += '\n';
      return;
    case 'r':
      Result += '\r';
      return;
    case 't':
      Result += '\t';
      return;
    case 'u': {
      // Only control characters and < > are written so.
      unsigned Code = 0;
      Failed |= Text.substr(At, 4).getAsInteger(16, Code) || Code > 0x7f;
      At += 4;
      Result += char(Code);
      return;
    }
    case '"':
    case '\\':
    case '/':
      Result += C;
      return;
    default:
      Failed = true;
    }
  }
};

} // namespace

std::optional<Value> read(llvm::StringRef Json) { return Reader(Json).run(); }

} // namespace dbsafe::sql::tree
