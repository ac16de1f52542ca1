"""What is measured beside ess-cfn: its packages, installed where it is, and its version."""

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def install(target, inputs, commands):
    """Runs `commands` unless `target` was made from these `inputs`."""
    stamp = target / "installed"
    wanted = "".join(path.read_text() for path in inputs)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    for command in commands:
        print("+", " ".join(map(str, command)), flush=True)
        subprocess.run(command, cwd=target.parent, check=True)
    stamp.write_text(wanted)


def npm(folder):
    """Installs what a folder's package-lock.json pins: what package.json says, or None without npm."""
    program = shutil.which("npm")
    if not program:
        return None
    install(folder / "node_modules", [folder / "package-lock.json"], [
        [program, "ci", "--no-audit", "--no-fund", "--silent"],
    ])
    return json.loads((folder / "package.json").read_text())


def version(program, flag="--version"):
    """The version that a program prints, without its name."""
    printed = subprocess.run([program, flag], stdout=subprocess.PIPE, text=True).stdout.split()
    return printed[-1].removeprefix("v") if printed else "unknown"
