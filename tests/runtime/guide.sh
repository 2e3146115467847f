#!/bin/bash
# Builds and runs the program in a page of docs/ as a reader would: installs the
# library, builds with CMake and with pkg-config, compares the output with what
# the page says. The program is all blocks of C++ one after the other; a page
# without a build file is built by that of docs/runtime.md.
#   guide.sh PAGE BUILD_FOLDER CXX WITH_POSTGRES [SANITIZERS]
set -euo pipefail
page=$1 build=$2 cxx=$3 with_postgres=$4 sanitize=${5:+-fsanitize=$5}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# blocks LANGUAGE PAGE: all blocks of that language.
blocks() { awk -v start='^```'"$1"'$' '$0 ~ start {on=1; next} /^```/ {on=0} on' "$2"; }
main_page=$(dirname "${BASH_SOURCE[0]}")/../../docs/runtime.md
blocks cpp "$page" > "$scratch/main.cpp"
blocks sql "$page" > "$scratch/schema.sql"
blocks text "$page" > "$scratch/expected"
blocks cmake "$page" > "$scratch/CMakeLists.txt"
[ -s "$scratch/CMakeLists.txt" ] || blocks cmake "$main_page" > "$scratch/CMakeLists.txt"

# The whole build installs more than this test builds: only what it needs.
cmake --install "$build" --prefix "$scratch/prefix" --component runtime > /dev/null
cmake -DCMAKE_INSTALL_PREFIX="$scratch/prefix" \
  -P "$build/integrations/cmake_install.cmake" > /dev/null

cmake -S "$scratch" -B "$scratch/build" -DCMAKE_CXX_COMPILER="$cxx" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror $sanitize" \
  -DCMAKE_PREFIX_PATH="$scratch/prefix" > /dev/null
cmake --build "$scratch/build" > "$scratch/log" || { cat "$scratch/log"; exit 1; }
"$with_postgres" "$scratch/schema.sql" "$scratch/build/todo" > "$scratch/output" ||
  { cat "$scratch/output"; exit 1; }
diff -u "$scratch/expected" "$scratch/output"

if command -v pkg-config > /dev/null; then
  pc=$(dirname "$(find "$scratch/prefix" -name dbsafe-runtime.pc)")
  flags=$(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs dbsafe-runtime)
  # shellcheck disable=SC2086 # flags are words.
  "$cxx" -std=c++20 $sanitize "$scratch/main.cpp" $flags -o "$scratch/by-pkg-config"
fi
