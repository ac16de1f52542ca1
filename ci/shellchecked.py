"""What shellcheck says of the scripts that steps of workflows hold."""

import subprocess
import tempfile
from pathlib import Path

SHELLCHECK = Path(__file__).parents[1] / ".venv" / "bin" / "shellcheck"


def complaints(script):
    """The complaints about the script of a step, whose variables come from around it; none where it is right."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write("#!/usr/bin/env bash\n# shellcheck disable=SC2154\nset -eo pipefail\n")
        file.write(script)
        file.flush()
        done = subprocess.run([SHELLCHECK, file.name], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return done.stdout or done.stderr or f"shellcheck ends with {done.returncode}"
