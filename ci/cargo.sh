#!/usr/bin/env bash
# Runs cargo with the toolchain that ci/toolchain.sh chooses: `ci/cargo.sh build --release`.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"
run cargo "$@"
