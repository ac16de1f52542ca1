#!/usr/bin/env bash
# `make fuzz`: every target of fuzz/ for FUZZ_SECONDS (default 60) each, with cargo-fuzz, which
# needs a nightly toolchain.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ! -d fuzz ]]; then
    echo "no targets yet"
    exit 0
fi
if ! command -v cargo-fuzz >/dev/null; then
    echo "cargo-fuzz is missing: cargo install --locked cargo-fuzz" >&2
    exit 2
fi
for file in fuzz/fuzz_targets/*.rs; do
    target=$(basename "$file" .rs)
    echo "+ cargo +nightly fuzz run $target -- -max_total_time=${FUZZ_SECONDS:-60}"
    cargo +nightly fuzz run "$target" -- "-max_total_time=${FUZZ_SECONDS:-60}"
done
