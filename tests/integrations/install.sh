#!/usr/bin/env bash
# install.sh BUILD_DIR CXX: an installed dbsafe works from wherever its prefix
# was moved to, and find_package(dbsafe) makes a build tell its leaks.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
build=$1 cxx=$2
# A copy, so that no .clang-tidy of a folder above has a say in it.
app=$scratch/app
cp -r "$(dirname "${BASH_SOURCE[0]}")/leaky-app" "$app"

exits 0 cmake --install "$build" --prefix "$scratch/first"
mv "$scratch/first" "$scratch/prefix"
! grep -rqF -- "$scratch/first" "$scratch/prefix" || fail "the first prefix is written somewhere"

exits 0 "$scratch/prefix/bin/dbsafe" --version
exits 0 "$scratch/prefix/bin/dbsafe" check "$app/clean.cpp" -- "-I$(pg_config --includedir)"
exits 1 "$scratch/prefix/bin/dbsafe" check "$app/leak.cpp" -- "-I$(pg_config --includedir)"
prints "[dbsafe-sql-concatenation]"

# The runtime alone, if this build has one.
runtime_app() {
  cp -r "$(dirname "${BASH_SOURCE[0]}")/runtime-app" "$scratch/runtime-app"
  exits "$1" cmake -S "$scratch/runtime-app" -B "$scratch/runtime" -G Ninja \
    -DCMAKE_PREFIX_PATH="$scratch/prefix" -DCMAKE_CXX_COMPILER="$cxx"
}
if [ -e "$scratch"/prefix/lib*/cmake/dbsafe/dbsafeRuntimeTargets.cmake ]; then
  runtime_app 0
  exits 0 cmake --build "$scratch/runtime"
  exits 3 env -u APP_DATABASE_URL "$scratch/runtime/app"
  prints APP_DATABASE_URL
else
  runtime_app 1
  prints "without 'runtime'"
fi

# project FOLDER EXIT_CODE OPTION...: configures the sample project.
project() {
  local folder=$1 expected=$2
  shift 2
  exits "$expected" cmake -S "$app" -B "$scratch/$folder" -G Ninja \
    -DCMAKE_PREFIX_PATH="$scratch/prefix" -DCMAKE_CXX_COMPILER="$cxx" "$@"
}

project plain 0
exits 0 cmake --build "$scratch/plain"
prints "leak.cpp:5:"
prints "[dbsafe-sql-concatenation]"
prints_not "clean.cpp:"

project errors 0 -DCHECK_ARGUMENTS=ERRORS
exits 1 cmake --build "$scratch/errors"
prints "[dbsafe-sql-concatenation"

project other-checks 0 "-DCHECK_ARGUMENTS=CHECKS;dbsafe-hardcoded-*"
exits 0 cmake --build "$scratch/other-checks"
prints_not "[dbsafe-"

# A misspelt argument and a clang-tidy of another version stop the configuring.
project misspelt 1 -DCHECK_ARGUMENTS=CHEKS
prints "unknown arguments: CHEKS"
project other-tidy 1 -Ddbsafe_CLANG_TIDY=/bin/true
prints "is another"
