#!/usr/bin/env bash
# `make policy`: checkov, cdk-nag and AWS's own rules over everything that the shipped specs synthesise to:
# see ci/policy/run.py.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

shipped_specs
if ! command -v npm >/dev/null; then
    echo "npm is not on the PATH: cdk-nag and the rules of AWS Control Tower are npm packages" >&2
    exit 2
fi

bash ci/venv.sh .venv-policy ci/policy-requirements.txt 11 13

# The rules of the registry are a file: its package is unpacked, nothing of it is run.
stamp=.venv-policy/rules/installed
wanted="$(cat ci/policy-rules.txt ci/policy/package-lock.json)"
if [[ ! -f $stamp || ! -d ci/policy/node_modules || "$(cat "$stamp")" != "$wanted" ]]; then
    rm -rf .venv-policy/rules
    run .venv-policy/bin/python -m pip --disable-pip-version-check --no-input install --quiet \
        --progress-bar off --no-deps --require-hashes --target .venv-policy/rules \
        --requirement ci/policy-rules.txt
    run npm ci --prefix ci/policy --ignore-scripts --no-audit --no-fund --silent
    printf '%s\n' "$wanted" >"$stamp"
fi

run cargo build --locked
run .venv-policy/bin/python ci/policy/run.py --ess-cfn "$(target_directory)/debug/ess-cfn" \
    "$@" "${specs[@]}"
