#!/usr/bin/env python3
"""How the cost of a check grows with the program.

    curve.py DBSAFE CLANGXX [SHAPE...]

Each program of shapes.py at one, two and four times its usual size: the CPU
seconds of `dbsafe check` as a ratio to the compiler's own syntax check of the
same file, run next to each other, and the most memory that either took. What is
linear keeps its ratio.
"""
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 120  # Seconds of CPU.
# Deep nesting is the compiler's to allow, and it says when it does.
FLAGS = ["-std=c++20", "-fbracket-depth=100000", "-ftemplate-depth=100000"]


def sizes(name, size):
    # What nests, and what is measured in megabytes, is big enough as it is.
    if size <= 200:
        return [size, 2 * size]
    return [size, 2 * size, 4 * size]


def measured(command):
    """Exit code, CPU seconds, megabytes."""

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))

    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main(dbsafe, clangxx, *wanted):
    shapes = os.path.join(HERE, "shapes.py")
    listed = subprocess.run([shapes], check=True, capture_output=True, text=True).stdout
    print(f"{'shape':<26}{'size':>8}{'dbsafe':>9}{'':>9}{'syntax':>9}{'':>9}{'ratio':>8}")
    for line in listed.splitlines():
        name, size = line.split()
        if wanted and name not in wanted:
            continue
        for n in sizes(name, int(size)):
            with tempfile.TemporaryDirectory() as folder:
                file = os.path.join(folder, name + ".cpp")
                with open(file, "w") as out:
                    subprocess.run([shapes, name, str(n)], check=True, stdout=out)
                told, syntax, syntax_memory = measured([clangxx, "-fsyntax-only", *FLAGS, file])
                code, cpu, memory = measured([dbsafe, "check", "--quiet", file, "--", *FLAGS])
            note = "" if code in (0, 1) else f"  exit code {code}"
            note += "" if told == 0 else "  (the compiler gives up)"
            print(f"{name:<26}{n:>8}{cpu:>7.2f} s{memory:>6} MB{syntax:>7.2f} s{syntax_memory:>6} MB"
                  f"{cpu / syntax:>8.2f}{note}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
