"""Runs commands as a user's shell does, with nothing of the real user's AWS.

`aws` is the CLI of the virtual environment. Some of its services ignore the variable for the
endpoint and `package` ignores the option, so that both are set; the region is not, so that a command
that names none fails. `docker` is the stand-in of `docker.py`.
"""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIMIT_SECONDS = 300

# IAM has one endpoint for all regions, so that its commands name none; the CLI asks for one only
# because an endpoint is given to it.
GLOBAL = '[ "$1" = iam ] && export AWS_DEFAULT_REGION=us-east-1\n'


@dataclass(frozen=True)
class Result:
    """What a command left."""

    script: str
    code: int
    output: str
    errors: str

    def __str__(self):
        return f"$ {self.script}\nexit code {self.code}\n{self.output}{self.errors}"


class CommandFailed(Exception):
    """A command that had to succeed did not."""


class Shell:
    """A directory in which commands run. `variables` are set before each of them."""

    def __init__(self, folder, endpoint, program):
        self.folder, self.variables = Path(folder), {}
        self.pushes = self.folder / "pushes.txt"
        programs = self.folder / "bin"
        programs.mkdir()
        aws = [sys.executable, "-m", "awscli", "--endpoint-url", endpoint]
        _script(programs / "aws", aws, GLOBAL)
        _script(programs / "docker", [sys.executable, str(HERE / "docker.py"), endpoint])
        _script(programs / "ess-cfn", [str(Path(program).resolve())])
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "emulator",
            "AWS_SECRET_ACCESS_KEY": "emulator",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            "AWS_MAX_ATTEMPTS": "1",
            "PUSHES": str(self.pushes),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def attempt(self, script):
        """Runs a script, whatever comes of it."""
        given = "".join(f"{name}={shlex.quote(value)}\n" for name, value in self.variables.items())
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", given + script], cwd=self.folder,
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=LIMIT_SECONDS, check=False,
        )
        return Result(script, done.returncode, done.stdout, done.stderr)

    def run(self, script):
        """Runs a script that has to succeed."""
        result = self.attempt(script)
        if result.code != 0:
            raise CommandFailed(str(result))
        return result


def _script(path, command, before=""):
    path.write_text(f'#!/bin/sh\n{before}exec {shlex.join(command)} "$@"\n')
    path.chmod(0o755)
