#!/usr/bin/env bash
# github.sh SOURCE_DIR DBSAFE: the action and the workflow are well-formed, what
# they run exists, and the script does what the action relies on.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
source_dir=$1
PATH="$(dirname "$2"):$PATH"
github=$source_dir/integrations/github

exits 0 /usr/bin/python3 "$source_dir/tests/integrations/github_files.py" "$source_dir"

mkdir "$scratch/app"
cp "$source_dir"/tests/integrations/leaky-app/*.cpp "$scratch/app"
cd "$scratch/app"
export GITHUB_OUTPUT=$scratch/step

compile_database "$PWD" clean.cpp
exits 0 "$github/analyse"
grep -qx found=false "$GITHUB_OUTPUT" || fail "found something in clean.cpp"
[ -s dbsafe.sarif ] || fail "no report of a clean run"

# Findings are no failure of this step: the report has to be uploaded.
: >"$GITHUB_OUTPUT"
compile_database "$PWD" clean.cpp leak.cpp
DBSAFE_SARIF=report.sarif exits 0 "$github/analyse"
prints "[dbsafe-sql-concatenation]"
grep -qx found=true "$GITHUB_OUTPUT" || fail "found nothing in leak.cpp"
grep -q '"dbsafe-sql-concatenation"' report.sarif || fail "the report lacks the finding"

: >"$GITHUB_OUTPUT"
DBSAFE_CHECKS='dbsafe-hardcoded-*' exits 0 "$github/analyse"
grep -qx found=false "$GITHUB_OUTPUT" || fail "the checks were not passed on"

# A job that could not be done is one.
rm compile_commands.json
exits 2 "$github/analyse"
