#!/usr/bin/env bash
# pre-commit.sh SOURCE_DIR DBSAFE: the hook keeps back a commit with a finding,
# lets the others pass, and looks at staged sources only.
source "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
source_dir=$1
PATH="$(dirname "$2"):$PATH"
here=$source_dir/tests/integrations
export PRE_COMMIT_HOME=$scratch/home GIT_CONFIG_GLOBAL=$scratch/gitconfig GIT_CONFIG_NOSYSTEM=1
export PRE_COMMIT_ALLOW_NO_CONFIG=0
git config --global user.name test
git config --global user.email test@example.org
git config --global init.defaultBranch main

# The repository that offers the hook.
git init -q "$scratch/hooks"
cp "$source_dir/.pre-commit-hooks.yaml" "$scratch/hooks"
git -C "$scratch/hooks" add .
git -C "$scratch/hooks" commit -qm "hooks"

# The repository that uses it.
git init -q "$scratch/app"
cd "$scratch/app"
cat >.pre-commit-config.yaml <<END
repos:
  - repo: $scratch/hooks
    rev: $(git -C "$scratch/hooks" rev-parse HEAD)
    hooks:
      - id: dbsafe
END
cp "$here"/leaky-app/*.cpp .
echo '#pragma once' >header.h
compile_database "$PWD" leak.cpp clean.cpp
exits 0 pre-commit install

git add clean.cpp header.h .pre-commit-config.yaml
exits 0 git commit -m "clean"
prints "dbsafe"
prints "Passed"

git add leak.cpp
exits 1 git commit -m "leak"
prints "leak.cpp:5:"
prints "[dbsafe-sql-concatenation]"
prints_not "clean.cpp:"

# No source: nothing to do.
git reset -q
echo "text" >notes.txt
git add notes.txt
exits 0 git commit -m "notes"
prints "no files to check"
