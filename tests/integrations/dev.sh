#!/usr/bin/env bash
# dev.sh SOURCE_DIR: ./dev tells its commands, and what it does not know.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
cd "$1"
exits 0 ./dev
for command in demo test build bench sanitize faults format lint new-check readme help; do
  prints "  $command "
done
exits 2 ./dev tset
prints "no command 'tset'"
grep -q '^exec ./dev test$' .ci/run || fail ".ci/run does not run ./dev test"

# Every package of the lists is named once.
LLVM=19 source dev.d/packages
packages=("${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${LLVM22_PACKAGES[@]}")
twice=$(printf '%s\n' "${packages[@]}" | sort | uniq -d)
[ -z "$twice" ] || fail "listed twice: $twice"
