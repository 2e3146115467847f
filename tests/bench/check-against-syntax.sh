#!/usr/bin/env bash
# check-against-syntax.sh DBSAFE CLANGXX [PAIRS]: what `dbsafe check` costs on
# one file, as a ratio to the compiler's own syntax check of the same file. Both
# run in turn, in pairs, and the median of the pairs' ratios counts: a busy
# machine slows both alike. CPU seconds, user and system.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dbsafe=$1 clangxx=$2 pairs=${3:-11}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The same file with and without a database in it.
printf '#include <map>\n#include <sstream>\n#include <string>\nint main() {}\n' >"$scratch/none.cpp"
printf '#include <pqxx/pqxx>\nint main() { pqxx::connection c; }\n' >"$scratch/smallest.cpp"

# cpu COMMAND...: CPU milliseconds of the command and its children.
cpu() {
  local TIMEFORMAT='%3U %3S' spent
  # The command's own output goes away; an exit code of 1 means findings.
  spent=$({ time "$@" >/dev/null 2>&1 || [ $? = 1 ]; } 2>&1)
  awk '{ print int(($1 + $2) * 1000 + 0.5) }' <<<"$spent"
}

median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# compare FILE FLAGS...
compare() {
  local file=$1 pair syntax check
  shift
  "$dbsafe" check "$file" -- "$@" >/dev/null || [ $? = 1 ] || { echo "$file: dbsafe failed" >&2; exit 2; }
  for ((pair = 0; pair < pairs; ++pair)); do
    syntax=$(cpu "$clangxx" -fsyntax-only "$@" "$file")
    check=$(cpu "$dbsafe" check --quiet "$file" -- "$@")
    echo "$check $syntax"
  done >"$scratch/pairs"
  printf '%-24s %6d ms %6d ms %8.2f\n' "$(basename "$file")" \
    "$(cut -d' ' -f1 "$scratch/pairs" | median)" "$(cut -d' ' -f2 "$scratch/pairs" | median)" \
    "$(awk '{ print $1 / $2 }' "$scratch/pairs" | median)"
}

postgres=-I$(pg_config --includedir)
printf '%-24s %9s %9s %8s\n' "file" "dbsafe" "syntax" "ratio"
compare docs/examples/leaky-todo/src/todos.cpp -std=c++17 "$postgres"
compare docs/examples/leaky-todo/src/session.cpp -std=c++17 "$postgres"
compare "$scratch/smallest.cpp" -std=c++17 "$postgres"
compare "$scratch/none.cpp" -std=c++17
