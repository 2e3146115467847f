#!/usr/bin/env python3
"""Programs of unusual size end with the right findings, in bounded memory.

    shapes.py DBSAFE [SHAPE...]

How the cost grows is the benchmarks' matter (tests/bench/curve.py); this one
only holds a generous limit of what a quadratic analysis would need.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile

GENERATOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench", "shapes.py")
SECONDS, MEGABYTES = 60, 1000
FLAGS = ["-std=c++20", "-fbracket-depth=100000", "-ftemplate-depth=100000"]


def run(dbsafe, name, folder):
    """What is wrong; nothing if all is well."""
    text = subprocess.run([GENERATOR, name], check=True, capture_output=True, text=True).stdout
    expected = int(text.rsplit(": ", 1)[1])
    file, report = os.path.join(folder, name + ".cpp"), os.path.join(folder, name + ".json")
    with open(file, "w") as out:
        out.write(text)
    process = subprocess.Popen(
        [dbsafe, "check", "--quiet", "--checks=-*,dbsafe-sql-concatenation", "--format=json", "--output=" + report, file, "--", *FLAGS],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        return f"exit code {code}"
    with open(report) as given:
        found = len(json.load(given)["findings"])
    if found != expected:
        return f"{found} findings, not {expected}"
    memory = usage.ru_maxrss // 1024
    return f"{memory} MB" if memory > MEGABYTES else ""


def main(dbsafe, *wanted):
    listed = subprocess.run([GENERATOR], check=True, capture_output=True, text=True).stdout
    names = [line.split()[0] for line in listed.splitlines()]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted or names:
            wrong = run(os.path.abspath(dbsafe), name, folder)
            if wrong:
                print(f"{name}: {wrong}", file=sys.stderr)
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
