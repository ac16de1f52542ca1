#!/usr/bin/env bash
# `make test`: every check there is, each one even if an earlier one failed, and a summary.
#
# A step is one command or one script of ci/. The last line is `N passed, N failed`, in steps;
# the exit code is 0 when none failed.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

# Snapshots are compared, never written.
export INSTA_UPDATE=no
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

rows=() passed=0 failed=0

# step NAME COMMAND…
step() {
    local name=$1 start=$SECONDS result=passed
    shift
    printf '\n== %s: %s\n' "$name" "$*"
    if "$@" </dev/null; then
        passed=$((passed + 1))
    else
        result=FAILED
        failed=$((failed + 1))
    fi
    rows+=("$(printf '%-12s %-8s %7d' "$name" "$result" "$((SECONDS - start))")")
}

before=$(mktemp)
trap 'rm -f "$before"' EXIT
bash ci/tree.sh >"$before"

step tools bash ci/venv.sh
step format cargo fmt --check
step clippy cargo clippy --locked --all-features --all-targets -- ${deny[@]+"${deny[@]}"}
step docs env RUSTDOCFLAGS="${deny[*]-}" cargo doc --locked --all-features --no-deps
step generator cargo run --locked --no-default-features --features generator --bin ess-cfn-generate -- --check
step rust cargo test --locked --all-features --no-fail-fast
step scripts bash ci/scripts.sh
step cfn-lint bash ci/lint.sh
step end-to-end bash ci/e2e.sh
step tree bash ci/tree.sh "$before"

printf '\n%-12s %-8s %7s\n' step result seconds
printf '%s\n' "${rows[@]}"
printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
