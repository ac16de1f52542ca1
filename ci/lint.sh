#!/usr/bin/env bash
# The linter over everything that the shipped specs and the covering set synthesise to: see
# ci/lint.py.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

shipped_specs

# What the tests ran is what is linted; `cargo build` would compile the library once more, with
# other features of its dependencies.
run cargo test --locked --all-features --no-run
run .venv/bin/python ci/lint.py --ess-cfn "$(target_directory)/debug/ess-cfn" \
    "${specs[@]}" --covering tests/covering/*.yaml
