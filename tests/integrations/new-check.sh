#!/usr/bin/env bash
# new-check.sh SOURCE_DIR RUNNER DBSAFE COMPILER...: a new check compiles, is
# registered in order, and its samples say what remains to be done.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
source_dir=$1 runner=$2 dbsafe=$3
shift 3
compiler=("$@")
copy=$scratch/copy
mkdir "$copy"
(cd "$source_dir" && tar c --exclude=./build --exclude=./.git .) | tar x -C "$copy"
cd "$copy"

exits 0 ./dev new-check zz-last
exits 0 ./dev new-check dbsafe-aa-first
for file in checks/rules/AaFirst.{h,cpp} tests/checks/aa-first/{bad,good}.cpp \
  docs/checks/dbsafe-aa-first.md; do
  [ -s "$file" ] || fail "$file was not written"
  ! grep -q '@[A-Z]*@' "$file" || fail "$file has an open place"
done

for kind in '#include "rules/' '  static const [A-Za-z]+ [A-Za-z]+Rule;' '      &[A-Za-z]+Rule,'; do
  lines=$(grep -E "^$kind" checks/rules/Registry.cpp)
  [ "$lines" = "$(LC_ALL=C sort <<<"$lines")" ] || fail "not in order: $lines"
  grep -q AaFirst <<<"$lines" && grep -q ZzLast <<<"$lines" || fail "not registered: $lines"
done

compile() { exits 0 "${compiler[@]}" -fsyntax-only -I checks "$@"; }
compile checks/rules/AaFirst.cpp
compile -DDBSAFE_HOMEPAGE='""' checks/rules/Registry.cpp

# The rule finds nothing yet, and its test says so.
include=--system-include=$(pg_config --includedir)
exits 1 "$runner" "$include" --dbsafe "$dbsafe" tests/checks/aa-first/bad.cpp
prints "missing finding [dbsafe-aa-first] 'say what is wrong'"

# What is there is not overwritten, and names are names.
exits 2 ./dev new-check aa-first
prints "exists already"
exits 2 ./dev new-check 'Bad Name'
exits 2 ./dev new-check
