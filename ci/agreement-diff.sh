#!/usr/bin/env bash
# `make agreement-diff`: where `ess-cfn diff` and the CDK's comparison of templates differ about what is
# replaced; see ci/agreement_diff.py, which takes the arguments.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

if ! command -v npm >/dev/null; then
    echo "npm is not on the PATH: the CDK's comparison is an npm package" >&2
    exit 2
fi
bash ci/venv.sh

# The same folder as that of `make bench`.
peer=benches/peers/cdk-diff
if ! cmp -s "$peer/package-lock.json" "$peer/node_modules/installed"; then
    run npm ci --prefix "$peer" --ignore-scripts --no-audit --no-fund --silent
    cp "$peer/package-lock.json" "$peer/node_modules/installed"
fi

run cargo test --locked --all-features --no-run
run .venv/bin/python ci/agreement_diff.py --ess-cfn "$(target_directory)/debug/ess-cfn" "$@"
