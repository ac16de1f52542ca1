#!/usr/bin/env bash
# The scripts themselves: bash through shellcheck, Python through its compiler, and the tests of
# the Python ones, which try those of docs/examples and actions too.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

shopt -s nullglob
shellcheck=(.venv/bin/shellcheck --external-sources ci/*.sh .ci/run docs/examples/*.sh actions/*/*.sh)
echo "+ ${shellcheck[*]}"
"${shellcheck[@]}"

# The example workflows and the actions: whether GitHub would take them, and whether they open a door.
zizmor=(.venv/bin/zizmor --offline --no-progress --quiet --config ci/zizmor.yml docs/examples/*.yml actions/*/action.yml)
echo "+ ${zizmor[*]}"
"${zizmor[@]}"

export PYTHONDONTWRITEBYTECODE=1
for file in ci/*.py ci/policy/*.py tests/e2e/*.py tests/e2e/emulator/*.py tests/e2e/emulator/services/*.py \
    benches/*.py benches/peers/troposphere/*.py schemas/*.py schemas/vendor/*.py; do
    .venv/bin/python -c 'import sys; compile(open(sys.argv[1]).read(), sys.argv[1], "exec")' "$file"
done
# What the tests of the Rust code built is what the scripts are tried with.
run cargo test --locked --all-features --no-run
ESS_CFN="$(target_directory)/debug/ess-cfn"
export ESS_CFN
for folder in ci ci/policy schemas; do
    echo "+ python -m unittest discover $folder"
    .venv/bin/python -m unittest discover --start-directory "$folder"
done
