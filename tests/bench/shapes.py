#!/usr/bin/env python3
"""Programs of unusual size: generated code looks like this.

    shapes.py                 the names, each with its usual size
    shapes.py NAME [SIZE]     that program on standard output

Every program sends something to a database; the comment on its last line says
what must be found: `// findings: 1`.
"""
import sys

HEAD = """#include <string>
extern "C" {
struct PGconn;
struct PGresult;
PGresult *PQexec(PGconn *, const char *);
}
extern PGconn *conn;
static inline void run(const std::string &s) { PQexec(conn, s.c_str()); }
"""

SHAPES = {}


def shape(size, findings):
    """Registers a generator of lines, its usual size and what must be found."""

    def register(function):
        SHAPES[function.__name__.replace("_", "-")] = (function, size, findings)
        return function

    return register


def every(n, text):
    """TEXT for 0 .. n-1, % standing for the number."""
    return "".join(text.replace("%", str(i)) + "\n" for i in range(n))


@shape(20000, 1)
def appends(n):
    yield "void f(const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  s += \"a{i},\";\n"
    yield "  s += p;\n  run(s); }\n"


@shape(20000, 1)
def variable_appends(n):
    yield "void f(const std::string &p, int k) { std::string s = \"SELECT \";\n"
    for i in range(n - 1):
        yield "  s += std::to_string(k);\n" if i % 2 else "  s += \",\";\n"
    yield "  s += p;\n  run(s); }\n"


@shape(20000, 1)
def streams(n):
    yield "#include <sstream>\nvoid f(const std::string &p, int k) { std::ostringstream s; s << \"SELECT \";\n"
    for i in range(0, n, 8):
        yield "  s" + f" << \"a{i}\" << k" * 4 + ";\n"
    yield "  s << p;\n  run(s.str()); }\n"


@shape(2000, 1)
def chained_stream(n):
    yield "#include <sstream>\nvoid f(const std::string &p, int k) { std::ostringstream s; s << \"SELECT \"\n"
    for i in range(n):
        yield "  << k\n" if i % 2 else f"  << \"a{i}\"\n"
    yield "  << p;\n  run(s.str()); }\n"


@shape(2000, 1)
def operands(n):
    yield "void f(const std::string &p) { run(std::string(\"SELECT \")\n"
    for i in range(n):
        yield f"  + \"a{i}\"\n"
    yield "  + p); }\n"


@shape(2000, 1)
def switch_arms(n):
    yield "void f(int k, const std::string &p) { std::string s; switch (k) {\n"
    for i in range(n):
        yield f"  case {i}: s = \"SELECT a{i}\"; break;\n"
    yield "  default: s = \"SELECT \" + p; }\n  run(s); }\n"


@shape(2000, 1)
def switch_appends(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \"; switch (k) {\n"
    for i in range(n):
        yield f"  case {i}: s += \"a{i}\"; s += \" FROM t\"; break;\n"
    yield "  default: s += p; }\n  s += \" WHERE TRUE\"; run(s); }\n"


@shape(2000, 1)
def fallthrough(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \"; switch (k) {\n"
    for i in range(n):
        yield f"  case {i}: s += \"a{i},\";\n"
    yield "  default: s += p; }\n  run(s); }\n"


@shape(200, 1)
def ternaries(n):
    yield "void f(int k, const char *p) { PQexec(conn, \n"
    for i in range(n):
        yield f"  k == {i} ? \"SELECT a{i}\" :\n"
    yield "  (std::string(\"SELECT \") + p).c_str()); }\n"


@shape(2000, 1)
def ifs(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  if (k == {i}) s += \"a{i}\";\n"
    yield "  s += p;\n  run(s); }\n"


@shape(2000, 1)
def else_ifs(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  if (k == {i}) s += \"a{i}\"; else {'if (k > 0) s += k; else' if i % 7 == 3 else ''} s += \"b\";\n"
    yield "  s += p;\n  run(s); }\n"


@shape(100, 1)
def nested_ifs(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  if (k != {i}) {{ s += \"a{i}\";\n"
    yield "  s += p;\n"
    yield "}" * n
    yield "  run(s); }\n"


@shape(60, 1)
def nested_loops(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  for (int i{i} = 0; i{i} < k; ++i{i}) {{ s += \"a{i}\";\n"
    yield "  s += p;\n"
    yield "}" * n
    yield "  run(s); }\n"


@shape(2000, 1)
def loops(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  for (int i = 0; i < k; ++i) s += \"a{i}\";\n"
    yield "  s += p;\n  run(s); }\n"


@shape(2000, 1)
def gotos(n):
    yield "void f(int k, const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"l{i}: s += \"a{i}\"; if (k == {i}) goto l{(i * 7919) % n};\n"
    yield "  s += p;\n  run(s); }\n"


@shape(5000, 1)
def calls_with_more(n):
    """Each hands on what it was given and some more."""
    yield every(n, "static void f%(const std::string &s);")
    for i in range(n - 1):
        yield f"static void f{i}(const std::string &s) {{ f{i + 1}(s + \"x\"); }}\n"
    yield f"static void f{n - 1}(const std::string &s) {{ run(s); }}\n"
    yield "void f(const std::string &p) { f0(\"SELECT \" + p); }\n"


@shape(5000, 1)
def calls(n):
    yield every(n, "static void f%(const std::string &s);")
    for i in range(n - 1):
        yield f"static void f{i}(const std::string &s) {{ f{i + 1}(s); }}\n"
    yield f"static void f{n - 1}(const std::string &s) {{ run(s); }}\n"
    yield "void f(const std::string &p) { f0(\"SELECT \" + p); }\n"


@shape(5000, 1)
def results_of_more(n):
    yield every(n, "static std::string f%(const std::string &s);")
    for i in range(n - 1):
        yield f"static std::string f{i}(const std::string &s) {{ return f{i + 1}(s + \"x\"); }}\n"
    yield f"static std::string f{n - 1}(const std::string &s) {{ return s; }}\n"
    yield "void f(const std::string &p) { run(\"SELECT \" + f0(p)); }\n"


@shape(5000, 1)
def more_of_results(n):
    yield every(n, "static std::string f%(const std::string &s);")
    for i in range(n - 1):
        yield f"static std::string f{i}(const std::string &s) {{ return f{i + 1}(s) + \"x\"; }}\n"
    yield f"static std::string f{n - 1}(const std::string &s) {{ return s; }}\n"
    yield "void f(const std::string &p) { run(\"SELECT \" + f0(p)); }\n"


@shape(5000, 1)
def out_parameters(n):
    yield every(n, "static void f%(std::string &s, const std::string &p);")
    for i in range(n - 1):
        yield f"static void f{i}(std::string &s, const std::string &p) {{ s += \"x\"; f{i + 1}(s, p); }}\n"
    yield f"static void f{n - 1}(std::string &s, const std::string &p) {{ s += p; }}\n"
    yield "void f(const std::string &p) { std::string s = \"SELECT \"; f0(s, p); run(s); }\n"


@shape(1000, 1)
def one_cycle(n):
    """All functions call each other: one strongly connected component."""
    yield every(n, "void f%(const std::string &s, int k);")
    for i in range(n):
        yield f"void f{i}(const std::string &s, int k) {{ if (k == {i}) run(s); f{(i + 1) % n}(s + \"x\", k); f{(i * 31 + 7) % n}(s, k - 1); }}\n"
    yield "void f(const std::string &p) { f0(\"SELECT \" + p, 5); }\n"


@shape(1000, 1)
def fan_out(n):
    """One function calls all others."""
    yield every(n, "static void f%(const std::string &s) { run(\"SELECT a% \" + s); }")
    yield "void f(const std::string &p) {\n"
    for i in range(n):
        yield f"  f{i}({'p' if i == n // 2 else 'std::string()'});\n"
    yield "}\n"


@shape(1000, 1000)
def sinks_of_one_text(n):
    yield "void f(const std::string &p) { std::string s = \"SELECT \" + p;\n"
    yield "  run(s);\n" * n
    yield "}\n"


@shape(1000, 1000)
def direct_sinks_of_one_text(n):
    yield "void f(const std::string &p) { std::string s = \"SELECT \" + p;\n"
    yield "  PQexec(conn, s.c_str());\n" * n
    yield "}\n"


@shape(1000, 1)
def sinks_of_a_growing_text(n):
    yield "void f(const std::string &p) { std::string s = \"SELECT \";\n"
    yield "  s += \"a, \"; PQexec(conn, s.c_str());\n" * n
    yield "  s += p; PQexec(conn, s.c_str());\n}\n"


@shape(500, 1)
def templates(n):
    yield f"template <int N> std::string piece(const std::string &s) {{ return piece<N - 1>(s + \"x\"); }}\n"
    yield "template <> std::string piece<0>(const std::string &s) { return s; }\n"
    for i in range(0, n, 200):
        yield f"void g{i}(const std::string &p) {{ piece<{i}>(p); }}\n"
    yield f"void f(const std::string &p) {{ run(\"SELECT \" + piece<{n}>(p)); }}\n"


@shape(2000, 1)
def instantiations(n):
    yield "template <int N> void one(const std::string &s) { run(\"SELECT \" + s); }\n"
    yield "void f(const std::string &p) {\n"
    for i in range(n):
        yield f"  one<{i}>({'p' if i == 7 else 'std::string()'});\n"
    yield "}\n"


@shape(50000, 0)
def table(n):
    yield "static const char *const names[] = {\n"
    yield every(n, "  \"column%\",")
    yield "};\nvoid f(int k) { run(std::string(\"SELECT \") + names[k]); }\n"


@shape(50000, 0)
def table_of_rows(n):
    yield "struct Row { int id; const char *name; const char *sql; };\nstatic const Row rows[] = {\n"
    yield every(n, "  {%, \"name%\", \"SELECT a% FROM t\"},")
    yield "};\nvoid f(int k) { PQexec(conn, rows[k].sql); }\n"


@shape(20000, 0)
def local_table(n):
    yield "void f(int k) { const char *names[] = {\n"
    yield every(n, "  \"column%\",")
    yield "};\n run(std::string(\"SELECT \") + names[k]); }\n"


@shape(1, 1)
def long_literal(n):
    """SIZE megabytes, in lines."""
    yield "void f(const std::string &p) { run(std::string(\n"
    line = "  \"INSERT INTO t VALUES (1, 'abcdefghijklmnopqrstuvwxyz', 2, 3);" + " " * 64 + "\"\n"
    for _ in range(n * 1024 * 1024 // 128):
        yield line
    yield "  \"SELECT \") + p); }\n"


@shape(200, 1)
def parentheses(n):
    yield "void f(const std::string &p) { run(" + "(" * n + "\"SELECT \" + p"
    for i in range(n):
        yield f" + \"a{i}\")"
    yield "); }\n"


@shape(2000, 1)
def one_class(n):
    yield "class Big {\n"
    yield every(n, "  std::string field%;")
    yield "public:\n"
    for i in range(n):
        yield f"  void set{i}(const std::string &s) {{ field{i} = s; }}\n"
        yield f"  void add{i}() {{ field{i} += \" AND TRUE\"; }}\n"
    yield "  void go() { run(\"SELECT \" + field0); }\n};\n"
    yield "void f(const std::string &p) { Big b; b.set0(p); b.go(); }\n"


@shape(2000, 2000)
def methods_that_send(n):
    yield "class Big { std::string table;\npublic:\n"
    for i in range(n):
        yield f"  void go{i}(const std::string &s) {{ run(\"SELECT a{i} FROM t WHERE b = '\" + s + \"'\"); }}\n"
    yield "};\n"


@shape(2000, 1)
def one_object(n):
    """A local object of many fields."""
    yield "struct Row {\n"
    yield every(n, "  std::string a%;")
    yield "};\nvoid f(const std::string &p) { Row r;\n"
    yield every(n, "  r.a% = \"x\";")
    yield "  Row copy = r; copy.a1 = p; run(\"SELECT \" + copy.a1 + r.a0); }\n"


@shape(2000, 1)
def lambdas(n):
    yield "void f(const std::string &p) { std::string s = \"SELECT \";\n"
    for i in range(n):
        yield f"  auto l{i} = [&s](const char *t) {{ s += t; }}; l{i}(\"a{i}\");\n"
    yield "  s += p; run(s); }\n"


@shape(2000, 1)
def variables(n):
    yield "void f(const std::string &p, int k) {\n"
    yield every(n, "  std::string s% = \"a%\"; if (k == %) s% += \"b\";")
    yield "  run(\"SELECT \" + p + s0); }\n"


@shape(1000, 0)
def conditions(n):
    yield "void f(const std::string &p) {\n  if ("
    yield " && ".join(f"p != \"a{i}\"" for i in range(n))
    yield ") return;\n  run(\"SELECT \" + p); }\n"


@shape(5000, 0)
def no_database(n):
    """Functions that have nothing to do with one."""
    yield every(n, "std::string f%(const std::string &s) { std::string t = s; for (char c : s) t += c; return t + \"x%\"; }")


@shape(5000, 1)
def mostly_no_database(n):
    yield from no_database(n)
    yield "void f(const std::string &p) { run(\"SELECT \" + p); }\n"


def main(arguments):
    if not arguments:
        for name, (_, size, _) in SHAPES.items():
            print(name, size)
        return 0
    name = arguments[0]
    if name not in SHAPES:
        print(f"shapes.py: no shape '{name}'", file=sys.stderr)
        return 2
    function, size, findings = SHAPES[name]
    size = int(arguments[1]) if len(arguments) > 1 else size
    out = sys.stdout
    out.write(HEAD)
    for piece in function(size):
        out.write(piece)
    expected = size if findings > 1 else findings
    out.write(f"// findings: {expected}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
