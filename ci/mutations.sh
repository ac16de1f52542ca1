#!/usr/bin/env bash
# `make mutations`: our checks and cfn-lint on the same mistakes in the templates of tests/corpus/; see
# ci/mutations.py, which takes the arguments. MUTANTS_EACH (20) mutants of each kind.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

bash ci/venv.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export ESS_CFN_MUTANTS=$folder ESS_CFN_MUTANTS_EACH=${MUTANTS_EACH:-20}
run cargo test --locked --all-features --test it -- --exact \
    check::mutations::mutants_are_written_for_a_comparison_when_a_folder_is_named
run .venv/bin/python ci/mutations.py "$@" "$folder"
