#!/usr/bin/env bash
# `make fuzz`: every target of fuzz/ for FUZZ_SECONDS (default 60) each. cargo-fuzz needs a compiler
# flag of the nightly toolchain; the pinned one takes it with RUSTC_BOOTSTRAP.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

if ! command -v cargo-fuzz >/dev/null; then
    run cargo install --locked --version 0.13.2 cargo-fuzz
fi
export RUSTC_BOOTSTRAP=1
for file in fuzz/fuzz_targets/*.rs; do
    run cargo fuzz run --sanitizer none "$(basename "$file" .rs)" -- "-max_total_time=${FUZZ_SECONDS:-60}"
done
