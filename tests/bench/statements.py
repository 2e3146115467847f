#!/usr/bin/env python3
"""What it costs to judge large statements, as ratios to reading them.

usage: statements.py DBSAFE

Each shape is judged at its size and at half of it, in a file of some copies
that differ by a comment. 'growth' is the ratio of the two: 2 is linear. 'proof'
is the ratio to the same file without owned tables, where there is nothing to
prove. Compare them, not the seconds, between machines; 0.05 s a statement is
the bound that is promised.
"""
import os
import subprocess
import sys
import tempfile
import time

COPIES = 100

SCHEMA = """CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE todos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
                    parent_id bigint, title text, done boolean);
CREATE TABLE todo_items (id bigint PRIMARY KEY, todo_id bigint NOT NULL REFERENCES todos);
"""


def ors(n):
    return "SELECT * FROM todos WHERE " + " OR ".join(
        f"(user_id = $1 AND id = {i})" for i in range(n))


def pairs_of_ors(n):
    return "SELECT * FROM todos WHERE " + " AND ".join(
        f"(id = {i} OR parent_id = $1)" for i in range(n))


def joins(n, kind="JOIN"):
    return "SELECT 1 FROM todos t0" + "".join(
        f" {kind} todos t{i} ON t{i}.user_id = t{i - 1}.user_id AND (t{i}.done OR t{i}.id = 1)"
        for i in range(1, n + 1)) + " WHERE t0.user_id = $1"


def outer_joins(n):
    return joins(n, "LEFT JOIN")


def columns(n):
    names = ", ".join(f"$1 AS c{i}" for i in range(n))
    return f"SELECT * FROM (SELECT user_id, {names} FROM todos) s WHERE s.user_id = $1"


def in_list(n):
    return ("SELECT * FROM todos WHERE user_id = $1 AND id IN ("
            + ", ".join(f"${i + 2}" for i in range(n)) + ")")


def ctes(n):
    return ("WITH " + ", ".join(
        f"c{i} AS (SELECT id FROM todos WHERE user_id = $1 AND id > {i})" for i in range(n))
        + " SELECT 1 FROM " + ", ".join(f"c{i}" for i in range(n)))


def unions(n):
    return " UNION ALL ".join(
        f"SELECT id FROM todos WHERE user_id = $1 AND id = {i}" for i in range(n))


def exists(n):
    return ("SELECT 1 FROM todos t0 WHERE t0.user_id = $1" + "".join(
        f" AND EXISTS (SELECT 1 FROM todos t{i} WHERE t{i}.user_id = t{i - 1}.user_id"
        for i in range(1, n + 1)) + ")" * n)


def nested(n):
    sql = "SELECT * FROM todos"
    for i in range(n):
        sql = f"SELECT * FROM ({sql}) s{i}"
    return sql + " WHERE user_id = $1"


SHAPES = [(ors, 500), (pairs_of_ors, 500), (joins, 60), (outer_joins, 60), (columns, 200),
          (in_list, 200), (ctes, 100), (unions, 200), (exists, 60), (nested, 60)]


def seconds(dbsafe, folder, configuration, statement):
    """The shortest of three runs, each statement of the file once."""
    file = os.path.join(folder, "queries.sql")
    with open(file, "w") as out:
        for i in range(COPIES):
            out.write(f"{statement} /* {i} */;\n")
    shortest = None
    for _ in range(3):
        start = time.perf_counter()
        run = subprocess.run(
            [dbsafe, "sql", "--quiet", "--dialect", "postgresql", "--config",
             os.path.join(folder, configuration), file],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        took = time.perf_counter() - start
        if run.returncode > 1:
            sys.exit(f"statements.py: dbsafe failed: {run.stderr}")
        shortest = took if shortest is None else min(shortest, took)
    return shortest


def ratio(a, b):
    """Empty where the start of the program hides what is measured."""
    return f"{a / b:.1f}" if a > 0.02 and b > 0.02 else ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    dbsafe = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for name, public in (("owned.yaml", ""),
                             ("public.yaml", "public: [users, todos, todo_items]\n")):
            with open(os.path.join(folder, name), "w") as out:
                out.write("schema: [schema.sql]\n" + public)
        with open(os.path.join(folder, "schema.sql"), "w") as out:
            out.write(SCHEMA)
        start = seconds(dbsafe, folder, "owned.yaml", "SELECT 1")
        print(f"{'shape':14} {'size':>5} {'growth':>7} {'proof':>6} {'s/statement':>12}")
        for shape, size in SHAPES:
            whole = seconds(dbsafe, folder, "owned.yaml", shape(size)) - start
            half = seconds(dbsafe, folder, "owned.yaml", shape(size // 2)) - start
            reading = seconds(dbsafe, folder, "public.yaml", shape(size)) - start
            print(f"{shape.__name__:14} {size:5} {ratio(whole, half):>7} "
                  f"{ratio(whole, reading):>6} {max(whole, 0) / COPIES:12.4f}")


if __name__ == "__main__":
    main()
