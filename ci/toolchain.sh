# shellcheck shell=bash
# Sourced by the other scripts: goes to the repository's root and chooses the Rust toolchain.
#
# rust-toolchain.toml pins one version, and rustup would download it where it is missing. Here
# nothing is downloaded as long as some toolchain is installed: the pinned one, else one of
# another name and the same version (`stable` of that day), else the default one. Warnings are
# errors on the pinned version only: a newer compiler knows more of them.
#
# Sets RUSTUP_TOOLCHAIN (unless it is set), `pinned`, `installed` (versions) and `deny` (arguments
# after `--` of clippy).

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

pinned=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)

if ! command -v cargo >/dev/null; then
    echo "cargo is not on the PATH: install Rust first (rustup, or your system's package)" >&2
    exit 2
fi

if command -v rustup >/dev/null && [[ -z ${RUSTUP_TOOLCHAIN:-} ]]; then
    by_name='' by_version='' fallback=''
    while read -r name notes; do
        # Nothing installed is a line of prose, which names no toolchain.
        version=$(RUSTUP_TOOLCHAIN=$name rustc --version 2>/dev/null | cut -d' ' -f2) || continue
        [[ $name == "$pinned" || $name == "$pinned"-* ]] && by_name=$name
        [[ $version == "$pinned" ]] && by_version=$name
        [[ $notes == *default* || -z $fallback ]] && fallback=$name
    done < <(rustup toolchain list 2>/dev/null)
    chosen=${by_name:-${by_version:-$fallback}}
    if [[ -n $chosen ]]; then
        export RUSTUP_TOOLCHAIN=$chosen
    fi
fi

installed=$(rustc --version | cut -d' ' -f2)
# shellcheck disable=SC2034 # who sources this reads it
deny=()
if [[ $installed == "$pinned" ]]; then
    # shellcheck disable=SC2034
    deny=(-D warnings)
else
    echo "note: rustc is $installed, pinned is $pinned: warnings are shown and not denied" >&2
fi

# Where cargo puts what it builds.
target_directory() {
    cargo metadata --no-deps --format-version 1 |
        sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

# Sets `specs` to the shipped specs; ends where there are none.
shipped_specs() {
    shopt -s nullglob
    specs=(stacks/*.yaml)
    if ((${#specs[@]} == 0)); then
        echo "stacks/ holds no spec: write one with \`ess-cfn init stacks/NAME.yaml\`" >&2
        exit 2
    fi
}

# Prints a command, then runs it.
run() {
    printf '+ %s\n' "$*"
    "$@"
}
