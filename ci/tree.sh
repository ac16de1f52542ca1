#!/usr/bin/env bash
# Tests leave no trace in the working tree. Without an argument: prints the state of the tree;
# with a file of such a state: fails when the tree looks different now.
set -euo pipefail
cd "$(dirname "$0")/.."

state() {
    # What an unpacked archive without git holds is not ours to compare.
    git rev-parse --is-inside-work-tree >/dev/null 2>&1 || return 0
    git status --porcelain --untracked-files=all
    git diff | git hash-object --stdin
}

if (($# == 0)); then
    state
elif difference=$(diff "$1" <(state)); then
    echo "the tests left the working tree as it was"
else
    printf 'the tests changed the working tree:\n%s\n' "$difference" >&2
    exit 1
fi
