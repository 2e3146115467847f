#!/usr/bin/env python3
"""Compares libraries over the same work: a table and a picture.

    compare.py WORKER OUTPUT_FOLDER

Every library has a process of its own (worker.cpp, sqlalchemy_worker.py), all
at the same time, against the server at DATABASE_URL, and the one at DELAYED_URL
for what is measured over a slow network. They take turns: each round gives
every library a short batch of every operation, so that a busy moment of the
machine hits all of them. The table has the medians of the rounds; a ratio is
the median of the rounds' ratios, whose two batches ran one after the other.
Writes runtime.md and runtime.svg, and fails if a library fails, not if it is
slow.
"""

import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
LIBRARIES = [
    "libpq",
    "libpq pipelined",
    "libpq pipelined, prepared",
    "libpqxx",
    "SOCI pool",
    "SQLAlchemy + asyncpg",
    "dbsafe",
]
OPERATIONS = [
    "single read",
    "transaction for nobody",
    "user-scoped transaction",
    "user-scoped transaction, interactive",
    "ten reads in a transaction",
    "10,000 rows",
    "bulk insert of 1,000 rows",
    "single read, 64 threads",
    "socket check",
    "checkout, 1 thread",
    "checkout, 8 threads",
    "checkout, 64 threads",
]
DELAYED = ["user-scoped transaction", "user-scoped transaction, interactive"]
ROUNDS = 31
BATCH = 0.03  # Seconds that a batch should take.
COLOURS = dict(
    zip(
        LIBRARIES,
        ["#9aa5b1", "#6b7785", "#4a5560", "#c58b5c", "#b5a642", "#7d8fc4", "#1f8f5f"],
    )
)


class Worker:
    """One library's process."""

    def __init__(self, library, worker, url):
        command = [worker, library]
        if library.startswith("SQLAlchemy"):
            # Debian's packages belong to Debian's interpreter.
            command = ["/usr/bin/python3", str(HERE / "sqlalchemy_worker.py")]
        self.library = library
        self.process = subprocess.Popen(
            command,
            env=dict(os.environ, DATABASE_URL=url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, operation, times):
        """Nanoseconds each; None if the library does not have it."""
        self.process.stdin.write(f"{operation}\t{times}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            sys.exit(f"{self.library} failed at: {operation}")
        return None if answer == "-" else int(answer) / times

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(workers, operations):
    """{operation: {library: [microseconds in each round]}}"""
    batches = []  # (operation, worker, how many times)
    for operation in operations:
        for worker in workers:
            first = worker.run(operation, 2)
            if first is not None:
                warm = worker.run(operation, 20 if first < 2e6 else 2)
                times = max(2, min(20000, int(BATCH * 1e9 / warm)))
                batches.append((operation, worker, times))
    taken = {(operation, worker): [] for operation, worker, _ in batches}
    for number in range(ROUNDS):
        batches.reverse()  # So that nobody always runs after the same other.
        for operation, worker, times in batches:
            taken[operation, worker].append(worker.run(operation, times))
        print(f"\r  round {number + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    rounds = {operation: {} for operation in operations}
    for (operation, worker), values in taken.items():
        rounds[operation][worker.library] = [value / 1000 for value in values]
    return rounds


def medians_of(rounds):
    return {
        operation: {library: statistics.median(v) for library, v in values.items()}
        for operation, values in rounds.items()
    }


def shown(microseconds):
    return f"{microseconds:,.1f}" if microseconds >= 10 else f"{microseconds:.2f}"


def table(medians):
    lines = [
        "| microseconds | " + " | ".join(LIBRARIES) + " |",
        "|---|" + "---:|" * len(LIBRARIES),
    ]
    for operation, values in medians.items():
        ours = values.get("dbsafe")
        cells = []
        for library in LIBRARIES:
            value = values.get(library)
            if value is None:
                cells.append("")
            elif library == "dbsafe" or not ours:
                cells.append(f"**{shown(value)}**")
            else:
                cells.append(f"{shown(value)} ({value / ours:.2f}×)")
        lines.append(f"| {operation} | " + " | ".join(cells) + " |")
    lines.append("")
    lines.append("In brackets: how many times as long as dbsafe.")
    return "\n".join(lines)


def picture(medians):
    """Bars, each operation on a scale of its own."""
    compared = {o: v for o, v in medians.items() if len(v) > 1}
    row, gap, left, width = 15, 30, 190, 430
    height = sum(len(v) * row + gap for v in compared.values()) + 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 130}" '
        f'height="{height}" font-family="sans-serif" font-size="11">'
    ]
    y = 18
    for operation, values in compared.items():
        out.append(f'<text x="0" y="{y}" font-weight="bold">{operation}</text>')
        y += 6
        longest = max(values.values())
        for library in LIBRARIES:
            if library not in values:
                continue
            value = values[library]
            length = max(1, width * value / longest)
            out.append(
                f'<text x="{left - 6}" y="{y + 11}" text-anchor="end">{library}</text>'
                f'<rect x="{left}" y="{y + 2}" width="{length:.0f}" height="{row - 4}" '
                f'fill="{COLOURS[library]}"/>'
                f'<text x="{left + length + 5:.0f}" y="{y + 11}">{shown(value)} µs</text>'
            )
            y += row
        y += gap - 6
    out.append("</svg>")
    return "\n".join(out)


def ratio(ours, theirs):
    """The median of the rounds' ratios, and the ratio of the best batches."""
    pairs = [mine / other for mine, other in zip(ours, theirs)]
    return statistics.median(pairs), min(ours) / min(theirs)


def goals(rounds):
    """What the documentation promises: name, both values, the aim, which way."""
    scoped = rounds["user-scoped transaction"]
    interactive = rounds["user-scoped transaction, interactive"]
    nobody = rounds["transaction for nobody"]
    yield "against hand-written pipelined libpq", scoped, scoped["libpq pipelined"], "at most 1.25", False
    yield "the same with prepared statements", scoped, scoped["libpq pipelined, prepared"], "at most 1.25", False
    yield "interactive, against pipelined libpq", interactive, interactive["libpq pipelined"], "at most 1.25", False
    yield "interactive, with prepared statements", interactive, interactive["libpq pipelined, prepared"], "at most 1.25", False
    if "libpqxx" in nobody:
        yield "libpqxx's transaction for nobody", scoped, nobody["libpqxx"], "at least 2", True
    if "SQLAlchemy + asyncpg" in scoped:
        yield "SQLAlchemy + asyncpg", scoped, scoped["SQLAlchemy + asyncpg"], "at least 8", True


def verdict(rounds):
    lines = ["", "| user-scoped transaction | ratio | best batches | aim |", "|---|---:|---:|---|"]
    for name, ours, other, aim, inverse in goals(rounds):
        typical, best = ratio(other, ours["dbsafe"]) if inverse else ratio(ours["dbsafe"], other)
        text = "takes {:.2f} times as long" if inverse else "dbsafe takes {:.2f} times as long"
        lines.append(f"| {name} | {text.format(typical)} | {best:.2f} | {aim} |")
    checkout = rounds["checkout, 1 thread"]["dbsafe"]
    look = rounds["socket check"]["dbsafe"]
    beyond = statistics.median(all - one for all, one in zip(checkout, look))
    lines += [
        "",
        "| uncontended checkout and return | median | best | aim |",
        "|---|---:|---:|---|",
        f"| with the look at the socket | {statistics.median(checkout) * 1000:.0f} ns "
        f"| {min(checkout) * 1000:.0f} ns | |",
        f"| the look alone | {statistics.median(look) * 1000:.0f} ns "
        f"| {min(look) * 1000:.0f} ns | |",
        f"| the rest | {beyond * 1000:.0f} ns "
        f"| {(min(checkout) - min(look)) * 1000:.0f} ns | under 200 ns |",
    ]
    return "\n".join(lines)


def main():
    worker, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    only = [o for o in LIBRARIES if available(o, worker)]
    near = [Worker(library, worker, os.environ["DATABASE_URL"]) for library in only]
    rounds = measure(near, OPERATIONS)
    for one in near:
        one.close()
    far = [Worker(library, worker, os.environ["DELAYED_URL"]) for library in only]
    for operation, values in measure(far, DELAYED).items():
        rounds[f"{operation}, 1 ms round trip"] = values
    for one in far:
        one.close()
    medians = medians_of(rounds)
    report = table(medians) + "\n" + verdict(rounds) + "\n"
    print(report)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "runtime.md").write_text(report)
    (folder / "runtime.svg").write_text(picture(medians) + "\n")


def available(library, worker):
    """False for what is not installed here."""
    probe = Worker(library, worker, os.environ["DATABASE_URL"])
    probe.process.stdin.write("single read\t1\nuser-scoped transaction\t1\n")
    probe.process.stdin.flush()
    probe.process.stdin.close()
    answers = probe.process.stdout.read().split()
    probe.process.wait()
    if any(answer != "-" for answer in answers):
        return True
    print(f"  without {library}: not installed", file=sys.stderr)
    return False


main()
