#!/usr/bin/env bash
# `make agreement DIR=…`: where our findings and cfn-lint's differ in the templates of a folder; see
# ci/agreement.py, which takes the arguments.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

if (($# == 0)); then
    echo "expected a folder of templates: make agreement DIR=…" >&2
    exit 2
fi
bash ci/venv.sh
run cargo test --locked --all-features --no-run
run .venv/bin/python ci/agreement.py --ess-cfn "$(target_directory)/debug/ess-cfn" "$@"
