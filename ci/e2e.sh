#!/usr/bin/env bash
# The story of README.md, and for a stack set that of docs/stack-sets.md, deployed with the AWS CLI
# against an emulator of AWS: see tests/e2e.
#
#     e2e.sh [SPEC…]
#
# Without a spec: those of stacks/, and what ought to fail. Everything runs in a network of its own
# that has loopback alone, so that nothing can reach AWS.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

specs=("$@") failures=()
if (($# == 0)); then
    shopt -s nullglob
    specs=(stacks/*.yaml) failures=(--failures stacks/minimal.yaml)
fi

# As root, or as anybody where the kernel lets users make namespaces.
apart=()
for candidate in "unshare --net" "unshare --user --map-root-user --net"; do
    read -ra words <<<"$candidate"
    if "${words[@]}" true 2>/dev/null; then
        apart=("${words[@]}")
        break
    fi
done
if ((${#apart[@]} == 0)); then
    echo "expected to make a network namespace by unshare (util-linux), as root or with user" \
        "namespaces (sysctl user.max_user_namespaces, and on Debian and Ubuntu" \
        "kernel.unprivileged_userns_clone or kernel.apparmor_restrict_unprivileged_userns)" >&2
    exit 2
fi

# The tests of the Rust code have built it already; see ci/lint.sh.
run cargo test --locked --all-features --no-run
export PYTHONPATH=tests PYTHONDONTWRITEBYTECODE=1
run "${apart[@]}" .venv/bin/python -m unittest discover --start-directory tests/e2e --top-level-directory tests
run "${apart[@]}" .venv/bin/python -m e2e --ess-cfn "$(target_directory)/debug/ess-cfn" \
    ${failures[@]+"${failures[@]}"} "${specs[@]}"
