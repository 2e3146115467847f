#!/usr/bin/env bash
# readme.sh SOURCE_DIR: the README shows what the demo really prints.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
cd "$1"
exits 0 dev.d/readme --check
