#!/usr/bin/env bash
# `make`: builds the release binary, synthesises every deployment of stacks/ into assembly/, and
# says what to do next.
set -euo pipefail
# shellcheck source=ci/toolchain.sh
source "$(dirname "$0")/toolchain.sh"

shipped_specs

run cargo build --release --locked
program=$(target_directory)/release/ess-cfn
run "$program" synth "${specs[@]}" -o assembly

roots=(assembly/root.yaml assembly/*/root.yaml)
found=()
for root in "${roots[@]}"; do
    [[ -f $root ]] && found+=("$root")
done
if ((${#found[@]} != ${#specs[@]})); then
    echo "expected ${#specs[@]} root stacks below assembly/, found ${#found[@]}" >&2
    exit 1
fi

cat <<END

Synthesised:
$(printf '  %s\n' "${found[@]}")

Next:
  read one of them: it is the root stack, its nested stacks lie beside it
  write your own    $program init my-deployment.yaml
  synthesise it     $program synth my-deployment.yaml -o my-deployment
  deploy it         README.md, "The first deployment", step by step
END
