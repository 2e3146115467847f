#!/usr/bin/env bash
# readme.sh SOURCE_DIR: the README shows what the demo really prints.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
cd "$1"
needs_check build/release/bin/dbsafe dbsafe-sql-concatenation
exits 0 dev.d/readme --check
