#!/usr/bin/env python3
"""Feeds dbsafe several hundred translation units of every kind.

    many.py DBSAFE [--seed N] [--generated N] [--headers N] [--keep FOLDER]

Random programs, accidents that happened to them and to the checks' samples, odd
files, and the headers installed here, as if they were the user's own code. A
catalogue that calls half of the standard library a sink makes the evaluator look
at all of it. Nothing may crash, hang or be left out. What is found is not looked
at.
"""
import argparse
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import programs

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "checks")
TIMEOUT = 1800

# Whatever calls one of these is evaluated.
CATALOG = """library: everything
headers: ["*"]
sinks:
  - {call: [std::move, std::forward, std::basic_string::append, std::basic_string::assign, std::basic_string::compare,
            std::char_traits::length, memcpy, strlen, malloc, printf, std::addressof, std::allocator_traits::allocate,
            std::__throw_out_of_range_fmt, std::__throw_length_error, QString::append, QString::fromUtf8, QByteArray::append,
            g_strdup_printf, boost::throw_exception, fmt::detail::throw_format_error], sql: 0}
"""

STANDARD = """algorithm any array atomic bit bitset charconv chrono codecvt compare complex concepts condition_variable
coroutine deque exception execution filesystem format forward_list fstream functional future initializer_list iomanip ios iosfwd
iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric optional ostream queue
random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token
streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map
unordered_set utility valarray variant vector version assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h
limits.h locale.h math.h setjmp.h signal.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h tgmath.h time.h uchar.h
wchar.h wctype.h""".split()

# Globs below the folders of headers, and what they need to be found.
LIBRARIES = {
    "libpq": ["libpq-fe.h", "pg_config.h", "libpq/*.h", "postgres_ext.h", "libpq-events.h", "pqexpbuffer.h"],
    "libpqxx": ["pqxx/*"],
    "sqlite": ["sqlite3.h", "sqlite3ext.h", "SQLiteCpp/*.h", "wx/wxsqlite3.h"],
    "mysql": ["mariadb/*.h", "mysql++/*.h", "cppconn/*.h", "mysql-cppconn-8/mysqlx/*.h", "jdbc/*.h"],
    "soci": ["soci/*.h"],
    "poco": ["Poco/*.h", "Poco/Data/*.h", "Poco/Data/*/*.h"],
    "qt": ["qt5/QtSql/*.h", "qt5/QtCore/q[a-s]*.h", "qt5/QtWidgets/*.h"],
    "glib": ["glib-2.0/*.h", "glib-2.0/glib/*.h"],
    "absl": ["absl/strings/*.h", "absl/*/*.h"],
    "boost": ["boost/*.hpp"],
    "fmt": ["fmt/*.h"],
    "odbc": ["sql*.h", "odbcinst*.h"],
    "other": ["dbi/*.h", "apr-1.0/apr_dbd.h", "zdb/*.h", "cppdb/*.h", "ibase.h", "sybdb.h", "ecpg*.h", "libpqtypes.h",
              "httplib.h", "pistache/*.h"],
}
PATHS = ["/usr/include", "/usr/include/postgresql", "/usr/include/qt5", "/usr/include/glib-2.0", "/usr/include/apr-1.0",
         "/usr/include/mariadb", "/usr/include/mysql++", "/usr/include/soci", "/usr/include/zdb", "/usr/include/mysql-cppconn-8",
         "/usr/include/wx-3.2", "/usr/include/postgresql/internal"]
PATHS += ["/usr/include/qt5/Qt" + module for module in ("Core", "Sql", "Widgets", "Gui", "Network")]
PATHS += glob.glob("/usr/lib/*/glib-2.0/include") + glob.glob("/usr/lib/*/wx/include/base-*")


def installed_headers(rng, most):
    """For each library, at most that many of its headers."""
    chosen = []
    for patterns in LIBRARIES.values():
        found = []
        for pattern in patterns:
            for path in ("/usr/include", "/usr/include/postgresql"):
                found += [h for h in glob.glob(os.path.join(path, pattern)) if os.path.isfile(h)]
        found = sorted(set(found))
        chosen += found if len(found) <= most else sorted(rng.sample(found, most))
    standard = STANDARD if len(STANDARD) <= 4 * most else sorted(rng.sample(STANDARD, 4 * most))
    return standard + chosen


class Units:
    """The files, and how each is compiled."""

    def __init__(self, folder):
        self.folder = folder
        self.commands = []

    def add(self, name, data, flags=()):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))
        cxx = name.endswith(".cpp")
        self.commands.append({
            "directory": self.folder, "file": path,
            "arguments": ["clang++" if cxx else "clang", "-std=c++20" if cxx else "-std=gnu17", "-w", *flags, "-c", path]})

    def portions(self, size):
        """Folders with a compile database of so many files each: one process need not hold them all."""
        with open(os.path.join(self.folder, "everything.yaml"), "w") as out:
            out.write(CATALOG)
        with open(os.path.join(self.folder, ".dbsafe.yaml"), "w") as out:
            out.write("catalog: [everything.yaml]\n")
        for start in range(0, len(self.commands), size):
            folder = os.path.join(self.folder, f"portion-{start // size}")
            os.makedirs(folder, exist_ok=True)
            some = self.commands[start : start + size]
            with open(os.path.join(folder, "compile_commands.json"), "w") as out:
                json.dump(some, out)
            yield folder, len(some)


def write_units(units, asked):
    rng = random.Random(asked.seed)
    for name, data in programs.ODDITIES.items():
        units.add("odd-" + name, data)
    for i in range(asked.generated):
        cxx = i % 3 != 0
        text = programs.Writer(asked.seed * 100003 + i, cxx).program()
        whole = i % 2 == 0
        units.add(f"{'random' if whole else 'damaged'}-{i}.{'cpp' if cxx else 'c'}", text if whole else programs.damaged(text, rng))
    system = [flag for path in PATHS if os.path.isdir(path) and path != "/usr/include" for flag in ("-isystem", path)]
    samples = sorted(glob.glob(os.path.join(SAMPLES, "**", "*.c*"), recursive=True))
    samples = [s for s in samples if "annotated" in s or "expect[" in open(s, errors="replace").read()]
    for i in range(asked.generated // 8):
        sample = rng.choice(samples)
        with open(sample, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        units.add(f"sample-{i}{os.path.splitext(sample)[1]}", programs.damaged(text, rng),
                  [*system, "-isystem", os.path.join(SAMPLES, "declarations"), "-I", os.path.dirname(sample)])
    # Every header is the user's own code.
    own = ["--no-system-header-prefix=", "-fPIC", "-fno-spell-checking"]
    for header in installed_headers(rng, asked.headers):
        name = "header-" + re.sub(r"[^A-Za-z0-9.+]+", "_", header).strip("_") + ".cpp"
        units.add(name, f"#include <{header}>\n", [*system, *own])


def check(dbsafe, folder, files):
    """Runs dbsafe over a portion. What went wrong, or None."""
    report = os.path.join(folder, "report.json")
    # LLVM's handlers would hide what a sanitizer has to say.
    options = os.environ.get("ASAN_OPTIONS", "") + ":allow_user_segv_handler=0:detect_leaks=0:handle_abort=1"
    try:
        run = subprocess.run(
            [dbsafe, "check", "-p", folder, "--format=json", "--output", report, "--quiet"],
            cwd=os.path.dirname(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT,
            env={**os.environ, "ASAN_OPTIONS": options, "UBSAN_OPTIONS": "print_stacktrace=1"})
    except subprocess.TimeoutExpired:
        return f"no end after {TIMEOUT} s"
    told = run.stderr.decode("utf-8", "replace")
    bad = [line for line in told.splitlines()
           if re.search(r"dbsafe crashed|AddressSanitizer|runtime error:|Assertion|PLEASE submit|UNREACHABLE", line)]
    # Files that do not compile are trouble, and told as such.
    if run.returncode not in (0, 1, 2) or bad:
        # From the gravest complaint on, with its stack.
        grave = [line for line in bad if "ERROR: AddressSanitizer" in line] + bad
        start = told.find(grave[0]) if bad else max(0, len(told) - 4000)
        return f"{told[start : start + 12000]}\nexit code {run.returncode}"
    with open(report) as file:
        left_out = files - json.load(file)["summary"]["files"]
    return f"{left_out} files are missing in the report" if left_out > 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dbsafe")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--generated", type=int, default=400, help="random programs")
    parser.add_argument("--headers", type=int, default=6, help="headers of each library")
    parser.add_argument("--portion", type=int, default=48, help="files for one process")
    parser.add_argument("--keep", help="leave the files in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.abspath(asked.keep or scratch)
        os.makedirs(folder, exist_ok=True)
        units = Units(folder)
        write_units(units, asked)
        done = failed = 0
        for portion, files in units.portions(asked.portion):
            trouble = check(os.path.abspath(asked.dbsafe), portion, files)
            done += files
            if trouble:
                failed += 1
                print(f"{trouble}\nmany.py: in {os.path.basename(portion)}; seed {asked.seed}", file=sys.stderr)
            print(f"{done} of {len(units.commands)} translation units", flush=True)
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
