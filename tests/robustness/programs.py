"""Random C and C++ programs about strings, and programs that are broken.

The programs need no header, so that hundreds are analysed in seconds: what they
use of the standard library is declared here, with the names that the catalogue
knows.
"""
import random

C_HEAD = """typedef unsigned long size_t; typedef struct pg PGconn; typedef struct res PGresult;
PGresult *PQexec(PGconn *, const char *); char *PQescapeLiteral(PGconn *, const char *, size_t);
char *getenv(const char *); int strcmp(const char *, const char *); char *strcpy(char *, const char *);
char *strcat(char *, const char *); char *strdup(const char *); size_t strlen(const char *);
void *malloc(size_t); void *memcpy(void *, const void *, size_t); void free(void *);
int snprintf(char *, size_t, const char *, ...); int sprintf(char *, const char *, ...);
int vsnprintf(char *, size_t, const char *, __builtin_va_list);
char *sqlite3_mprintf(const char *, ...); int sqlite3_exec(void *, const char *, void *, void *, char **);
static PGconn *conn; static const char *const words[] = {"a", "b", "c"};
struct node { struct node *next; char *text; char name[16]; const char *(*make)(const char *); int n; };
union both { const char *s; int n; }; static struct node root; static char buffer[256];
"""

CXX_HEAD = """extern "C" {
""" + C_HEAD + """}
namespace std { inline namespace abi {
template <class C> struct basic_string_view { basic_string_view(const C *); const C *data() const; };
template <class C> struct basic_string {
  basic_string(); basic_string(const C *); basic_string(const basic_string &); basic_string(basic_string &&);
  basic_string &operator=(const basic_string &); basic_string &operator=(const C *);
  basic_string &operator+=(const basic_string &); basic_string &operator+=(const C *); basic_string &operator+=(C);
  basic_string &append(const C *); basic_string &append(const basic_string &); basic_string &insert(size_t, const C *);
  basic_string substr(size_t, size_t) const; const C *c_str() const; bool empty() const; void clear();
  size_t size() const; void push_back(C); C *begin(); C *end(); operator basic_string_view<C>() const;
  C &operator[](size_t); };
template <class C> basic_string<C> operator+(const basic_string<C> &, const basic_string<C> &);
template <class C> basic_string<C> operator+(const basic_string<C> &, const C *);
template <class C> basic_string<C> operator+(const C *, const basic_string<C> &);
template <class C> bool operator==(const basic_string<C> &, const C *);
template <class C> bool operator!=(const basic_string<C> &, const C *);
template <class T> struct initializer_list { const T *p; size_t n; const T *begin() const; const T *end() const; };
template <class T> struct vector { vector(); vector(initializer_list<T>); void push_back(const T &); T &operator[](size_t);
  T *begin(); T *end(); size_t size() const; };
template <class T> T &&move(T &); } using string = basic_string<char>; using string_view = basic_string_view<char>;
basic_string<char> to_string(int); }
using std::string;
"""


class Writer:
    """One program. Names are drawn from what is in scope; now and then from
    what is not."""

    def __init__(self, seed, cxx):
        self.random = random.Random(seed)
        self.cxx = cxx
        self.scope = []  # Lists of (name, type); type is "s", "p" or "n".
        self.functions = []  # (name, parameter types, result type)
        self.count = 0
        self.labels = []

    def name(self, prefix="v"):
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def spelled(self, kind):
        return {"s": "string", "p": "const char *", "n": "int"}[kind]

    def kinds(self):
        return ("s", "p", "n") if self.cxx else ("p", "n")

    def variable(self, kind):
        found = [n for frame in self.scope for n, k in frame if k == kind]
        return self.random.choice(found) if found else None

    def expression(self, kind, depth=0):
        variable = self.variable(kind)
        if depth > 3 or self.chance(25):
            if variable and self.chance(75):
                return variable
            if kind == "n":
                return str(self.random.randrange(-2, 9))
            text = self.pick('"SELECT "', '" FROM t"', '"\'"', '""', '"%s"', '"a" "b"', 'words[1]', '__func__')
            return f"string({text})" if kind == "s" else text
        sub = lambda k: self.expression(k, depth + 1)  # noqa: E731
        callable_ = [f for f in self.functions if f[2] == kind]
        if callable_ and self.chance(20):
            f = self.random.choice(callable_)
            return f"{f[0]}({', '.join(sub(k) for k in f[1])})"
        if kind == "n":
            return self.pick(
                lambda: f"({sub('n')} + {sub('n')})", lambda: f"strcmp({sub('p')}, {sub('p')})",
                lambda: f"({sub('n')} ? {sub('n')} : {sub('n')})", lambda: f"(int)strlen({sub('p')})",
                lambda: f"({sub('p')} == {sub('p')})", lambda: f"(words[{sub('n')}] != 0, {sub('n')})",
                lambda: f"{sub('p')}[{sub('n')}]", lambda: f"sizeof({sub('p')}) > 3")()
        if kind == "p":
            options = [
                lambda: f"({sub('n')} ? {sub('p')} : {sub('p')})", lambda: f"getenv({sub('p')})",
                lambda: f"words[{sub('n')}]", lambda: f"strdup({sub('p')})", lambda: f"({sub('p')} + {sub('n')})",
                lambda: f"PQescapeLiteral(conn, {sub('p')}, 3)", lambda: f"sqlite3_mprintf(\"a %q %d\", {sub('p')}, {sub('n')})",
                lambda: "root.next->next->text", lambda: "root.name", lambda: f"strcat(buffer, {sub('p')})",
                lambda: f"({sub('p')}, {sub('p')})", lambda: f"&{sub('p')}[{sub('n')}]", lambda: f"root.make({sub('p')})",
                lambda: f"((union both){{{sub('p')}}}).s" if not self.cxx else f"(const char *)(void *){sub('p')}",
                lambda: f"({{ {self.statement(9)} {sub('p')}; }})" if depth < 2 else '"x"',
                lambda: f"({sub('p')} ?: {sub('p')})"]
            if self.cxx:
                options += [lambda: f"{sub('s')}.c_str()", lambda: f"[&] {{ return {sub('p')}; }}()" if depth < 2 else '"y"']
            return self.random.choice(options)()
        return self.pick(
            lambda: f"({sub('s')} + {sub('s')})", lambda: f"({sub('s')} + {sub('p')})", lambda: f"({sub('p')} + {sub('s')})",
            lambda: f"string({sub('p')})", lambda: f"std::to_string({sub('n')})", lambda: f"{sub('s')}.substr({sub('n')}, 2)",
            lambda: f"({sub('n')} ? {sub('s')} : {sub('s')})", lambda: f"string{{{sub('p')}}}.append({sub('p')})",
            lambda: f"std::move({self.variable('s') or 'nowhere'})", lambda: f"std::vector<string>{{{sub('s')}, {sub('p')}}}[{sub('n')}]")()

    def statement(self, depth):
        e, v = self.expression, self.variable
        simple = [
            lambda: f"PQexec(conn, {e('p')});", lambda: f"sqlite3_exec(0, {e('p')}, 0, 0, 0);", lambda: f"{e('n')};",
            lambda: f"snprintf(buffer, sizeof buffer, \"a%s%d%5.2s%%%c\", {e('p')}, {e('n')}, {e('p')}, {e('n')});",
            lambda: f"sprintf(buffer + {e('n')}, {e('p')}, {e('p')});", lambda: f"strcpy(root.name, {e('p')});",
            lambda: f"root.text = (char *){e('p')};", lambda: f"buffer[{e('n')}] = {self.pick('0', chr(39) + 'x' + chr(39), e('n'))};",
            lambda: f"memcpy(buffer, {e('p')}, {e('n')});", lambda: f"root = *root.next;", lambda: f"return;" if False else ";"]
        if v("p"):
            simple += [lambda: f"{v('p')} = {e('p')};", lambda: f"{v('p')}++;", lambda: f"{v('p')} += {e('n')};"]
        if v("n"):
            simple += [lambda: f"{v('n')} = {e('n')};", lambda: f"--{v('n')};"]
        if self.cxx and v("s"):
            simple += 2 * [lambda: f"{v('s')} += {e(self.pick('s', 'p'))};", lambda: f"{v('s')} = {e('s')};", lambda: f"{v('s')}.clear();",
                           lambda: f"{v('s')}[{e('n')}] = 'c';", lambda: f"PQexec(conn, {v('s')}.c_str());",
                           lambda: f"{v('s')}.insert({e('n')}, {e('p')});", lambda: f"{v('s')}.push_back({v('s')}[0]);"]
        if depth > 4 or self.chance(50):
            return self.random.choice(simple)()
        block = lambda: self.block(depth + 1)  # noqa: E731
        return self.pick(
            lambda: f"if ({e('n')}) {block()} else {block()}", lambda: f"if (!strcmp({e('p')}, \"a\")) {block()}",
            lambda: f"while ({e('n')}) {block()}", lambda: f"do {block()} while ({e('n')});",
            lambda: f"for (int i = 0; i < {e('n')}; ++i) {{ {self.statement(depth + 1)} {self.pick('break;', 'continue;', '')} }}",
            lambda: f"switch ({e('n')}) {{ case 1: {block()} case 2: {self.statement(9)} break; default: {block()} }}",
            lambda: self.jump(), lambda: self.declaration(), lambda: self.declaration(), lambda: self.more(depth))()

    def more(self, depth):
        e = self.expression
        if not self.cxx:
            return f"{{ static char own[9]; char *q = own; while (*q) *q++ = *{e('p')}; PQexec(conn, own); }}"
        fresh = self.name("l")
        return self.pick(
            f"try {self.block(depth + 1)} catch (...) {self.block(depth + 1)}",
            f"{{ auto {fresh} = [=](const char *x) mutable {{ return {e('s')} + x; }}; PQexec(conn, {fresh}({e('p')}).c_str()); }}",
            f"{{ auto &&{fresh} = [&](auto x) {{ {self.variable('s') or 'root.n'} = x; }}; {fresh}({e(self.pick('s', 'p'))}); }}",
            f"for (auto &{fresh} : std::vector<string>{{{e('s')}}}) {{ PQexec(conn, {fresh}.c_str()); }}",
            f"{{ string *{fresh} = new string({e('s')}); *{fresh} += {e('p')}; delete {fresh}; }}",
            f"{{ auto [a, b] = pair2{{{e('s')}, {e('s')}}}; PQexec(conn, (a + b).c_str()); }}",
            f"PQexec(conn, piece<{self.random.randrange(6)}>({e('s')}).c_str());",
            f"builder{{}}.add({e('p')}).add({e('p')}).run();", f"if constexpr (sizeof(int) == 4) {self.block(depth + 1)}",
            f"{{ base *b = new derived; b->go({e('s')}); (b->*&base::go)({e('s')}); }}")

    def jump(self):
        if self.labels and self.chance(60):
            return f"goto {self.random.choice(self.labels)};"
        label = self.name("L")
        self.labels.append(label)
        return f"{label}: ;"

    def declaration(self):
        kind = self.random.choice(self.kinds())
        value, name = self.expression(kind), self.name()
        self.scope[-1].append((name, kind))
        return f"{self.pick('', '', 'static ')}{self.spelled(kind)} {name} = {value};"

    def block(self, depth):
        self.scope.append([])
        body = " ".join(self.statement(depth) for _ in range(self.random.randrange(4)))
        self.scope.pop()
        return "{ " + body + " }"

    def function(self):
        name = self.name("f")
        parameters = [(self.name("p"), self.random.choice(self.kinds())) for _ in range(self.random.randrange(4))]
        result = self.random.choice(self.kinds())
        self.scope, self.labels = [list(parameters)], []
        if self.chance(40):  # It may call itself.
            self.functions.append((name, [k for _, k in parameters], result))
        body = "\n  ".join(self.statement(0) for _ in range(self.random.randrange(2, 10)))
        tail = f"return {self.expression(result)};"
        listed = ", ".join(
            self.spelled(k) + (self.pick(" &", " &&", " ") if k == "s" and False else " ") + n for n, k in parameters)
        head = f"{self.pick('static ', '', 'inline ' if self.cxx else 'static inline ')}{self.spelled(result)} {name}({listed})"
        if not parameters and not self.cxx:
            head = head.replace("()", "(void)")
        if not any(f[0] == name for f in self.functions):
            self.functions.append((name, [k for _, k in parameters], result))
        return f"{head} {{\n  {body}\n  {tail}\n}}\n"

    def program(self):
        text = CXX_HEAD if self.cxx else C_HEAD
        if self.cxx:
            text += """struct pair2 { string a, b; };
template <int N> string piece(string s) { return piece<N - 1>(s + "x") + s; } template <> string piece<0>(string s) { return s; }
class builder { string text = "SELECT "; const char *last; public: builder &add(const char *p) { text += p; last = p; return *this; }
  void run() { PQexec(conn, text.c_str()); PQexec(conn, last); } };
struct base { virtual void go(string s) { PQexec(conn, s.c_str()); } virtual ~base(); };
struct derived : base { string own; void go(string s) override { own = s; base::go(own + s); } };
"""
        return text + "".join(self.function() for _ in range(self.random.randrange(1, 7)))


def damaged(text, rng):
    """The program after an accident; as bytes, which need not be characters."""
    data = bytearray(text.encode("utf-8", "surrogateescape"))

    def somewhere():
        return rng.randrange(len(data)) if data else 0

    def line_span():
        at = somewhere()
        begin = data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at)
        return begin, len(data) if end < 0 else end + 1

    for _ in range(rng.randrange(1, 4)):
        accident = rng.randrange(10)
        begin, end = line_span()
        if accident == 0:
            del data[somewhere():]
        elif accident == 1:
            del data[begin:end]
        elif accident == 2:
            data[begin:begin] = data[begin:end] * rng.randrange(1, 4)
        elif accident == 3:
            at = somewhere()
            data[at:at] = rng.choice([b"\xff\xfe", b"\0", b"\xc3", b"{", b"}", b"(", b")", b";", b"\"", b"'", b"<", b"#", b"/*", b"\\\n"])
        elif accident == 4:
            at = somewhere()
            del data[at:at + rng.randrange(1, 30)]
        elif accident == 5:
            data[begin:begin] = rng.choice([b"#include \"missing.h\"\n", b"unknown_t nowhere = undeclared(1);\n",
                                            b"template <int N> struct deep : deep<N + 1> {}; deep<0> down;\n", b"#if 1\n", b"}\n",
                                            b"struct incomplete; incomplete whole;\n", b"static_assert(false, \"\");\n"])
        elif accident == 6:
            for word, other in ((b"const char *", b"unknown_t "), (b"string", b"strong"), (b"int ", b"float "), (b"return", b"retrun")):
                if rng.randrange(2) and word in data:
                    at = data.find(word, somewhere())
                    if at >= 0:
                        data[at:at + len(word)] = other
        elif accident == 7:
            at, to = sorted((somewhere(), somewhere()))
            to = min(to, at + 200)
            data[at:at] = data[at:to]
        elif accident == 8:
            at = somewhere()
            if data:
                data[at] = rng.randrange(256)
        else:
            at = data.find(b")", somewhere())
            if at >= 0:
                del data[at]
    return bytes(data)


ODDITIES = {
    "empty.cpp": b"",
    "newline.c": b"\n",
    "nul.c": b"\0\0\0",
    "invalid.cpp": bytes(range(128, 256)) * 20,
    "unterminated.cpp": b"const char *s = \"abc",
    "comment.c": b"/* never ends",
    "directive.c": b"#",
    "itself.cpp": b"#include __FILE__\n",
    "missing.cpp": b"#include <no/such/header.h>\nint main() { return f(x); }\n",
    "endless.cpp": b"template <int N> int f() { return f<N + 1>(); } int x = f<0>();\n",
    "constexpr.cpp": b"constexpr int f(int n) { return f(n + 1); } constexpr int x = f(0);\n",
    "module.cpp": b"export module m; import other; export int f();\n",
    "concept.cpp": b"template <class T> concept C = requires(T t) { t + t; }; auto f(C auto x) { return x; } int y = f(1);\n",
    "coroutine.cpp": b"#include <coroutine>\nstruct t { struct promise_type { t get_return_object(); std::suspend_never initial_suspend();\n"
                     b"std::suspend_never final_suspend() noexcept; void return_void(); void unhandled_exception(); }; };\nt f() { co_return; }\n",
    "asm.c": b"extern int PQexec(void *, const char *); void f(char *p) { __asm__ volatile(\"\" : \"+r\"(p)); PQexec(0, p); }\n",
    "vla.c": b"extern int PQexec(void *, const char *); void f(int n) { char b[n]; char (*q)[n] = &b; (*q)[0] = 0; PQexec(0, *q); }\n",
    "knr.c": b"int PQexec(); int f(s, n) char *s; int n; { return PQexec(0, s); }\n",
    "computed.c": b"int PQexec(void *, const char *); void f(int k, char *s) { void *t[] = {&&a, &&b}; goto *t[k]; a: s++; b: PQexec(0, s); }\n",
    "generic.c": b"int PQexec(void *, const char *); void f(char *s) { PQexec(0, _Generic(s, char *: s, default: \"x\")); }\n",
    "block.c": b"int PQexec(void *, const char *); int f(int n, char *a[]) { return n ? f(n - 1, a + 1) : PQexec(0, a[n][a] ? *a : n[a]); }\n",
    "redeclared.cpp": b"extern \"C\" int PQexec(int); int PQexec(const char *, ...); void f() { PQexec(1); PQexec(\"a\", 2); }\n",
    "no_arguments.c": b"int PQexec(void); int snprintf(void); char *strcat(void); int f(void) { strcat(); snprintf(); return PQexec(); }\n",
    "own_string.cpp": b"namespace std { struct string { string operator+(int); string &append(); const char *c_str; }; void move(); }\n"
                      b"int PQexec(void *, const char *); int f(std::string s) { return PQexec(0, s.append().c_str); }\n",
    "union.c": b"int PQexec(void *, const char *); union u { char *s; char b[8]; struct { int a : 3; }; }; void f(union u v) { v.b[0] = 0; PQexec(0, v.s); }\n",
    "cycle.cpp": b"const char *const a = b; extern const char *const b; const char *const b = a; int PQexec(void *, const char *); int x = PQexec(0, a);\n",
    "self.cpp": b"int PQexec(void *, const char *); struct s { s *me = this; const char *t = me->t; void f() { PQexec(0, me->me->me->t); } };\n",
    "wide.cpp": b"int PQexec(void *, const char *); void f(const wchar_t *w) { PQexec(0, (const char *)L\"\\xd800\\U0010ffff\"); PQexec(0, (const char *)w); }\n",
    "pack.cpp": b"int PQexec(void *, const char *); template <class... T> void f(T... t) { (PQexec(0, t), ...); } void g(char *p) { f(p, \"a\", p); f(); }\n",
    "deduced.cpp": b"int PQexec(void *, const char *); auto f(auto self, char *p) -> decltype(self(self, p)) { return self(self, p); } auto g = [](auto) {};\n",
    "placement.cpp": b"void *operator new(decltype(sizeof 0), void *); struct s { s(const char *); }; void f(char *p) { new (p) s(p); delete (s *)p; }\n",
}
