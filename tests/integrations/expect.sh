# shellcheck shell=bash
# What the scripts of this folder share: a scratch folder that goes away, and
# words for what must be so. Sourced.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  [ ! -e "$scratch/output" ] || { echo "--- output" >&2; cat "$scratch/output" >&2; }
  exit 1
}

# exits CODE COMMAND...: runs it; what it prints is in $scratch/output.
exits() {
  local expected=$1 status=0
  shift
  "$@" >"$scratch/output" 2>&1 </dev/null || status=$?
  [ "$status" = "$expected" ] || fail "exit code $status, not $expected: $*"
}

# prints TEXT / prints_not TEXT: of the last `exits`.
prints() { grep -qF -- "$1" "$scratch/output" || fail "does not print: $1"; }
prints_not() { ! grep -qF -- "$1" "$scratch/output" || fail "prints: $1"; }

# A compile database of one folder: compile_database FOLDER FILE...
compile_database() {
  local folder=$1 file separator=''
  shift
  {
    echo '['
    for file in "$@"; do
      printf '%s{"directory": "%s", "file": "%s", "command": "clang++ -I%s -c %s"}\n' \
        "$separator" "$folder" "$file" "$(pg_config --includedir)" "$file"
      separator=,
    done
    echo ']'
  } >"$folder/compile_commands.json"
}
