#!/usr/bin/env bash
# `make bench`: builds the release binary and measures it beside its peers: see benches/run.py.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"
# cfn-lint is one of them.
bash ci/venv.sh
run cargo build --release --locked
run "${PYTHON:-python3}" benches/run.py --ess-cfn "$(target_directory)/release/ess-cfn" "$@"
