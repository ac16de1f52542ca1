#!/usr/bin/env bash
# The scripts themselves: bash through shellcheck, Python through its compiler, and the tests of
# the Python ones.
set -euo pipefail
cd "$(dirname "$0")/.."

shopt -s nullglob
shellcheck=(.venv/bin/shellcheck --external-sources ci/*.sh .ci/run docs/examples/*.sh)
echo "+ ${shellcheck[*]}"
"${shellcheck[@]}"

# The example workflow: whether GitHub would take it, and whether it opens a door.
zizmor=(.venv/bin/zizmor --offline --no-progress --quiet --config ci/zizmor.yml docs/examples/deploy.yml)
echo "+ ${zizmor[*]}"
"${zizmor[@]}"

export PYTHONDONTWRITEBYTECODE=1
for file in ci/*.py ci/policy/*.py tests/e2e/*.py tests/e2e/emulator/*.py tests/e2e/emulator/services/*.py \
    benches/*.py benches/peers/troposphere/*.py schemas/*.py schemas/vendor/*.py; do
    .venv/bin/python -c 'import sys; compile(open(sys.argv[1]).read(), sys.argv[1], "exec")' "$file"
done
for folder in ci ci/policy schemas; do
    echo "+ python -m unittest discover $folder"
    .venv/bin/python -m unittest discover --start-directory "$folder"
done
