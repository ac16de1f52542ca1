"""Whole-process synthesis of one three-zone deployment: ess-cfn, the AWS CDK, troposphere; then
ess-cfn alone over one to 1,000 specs (series.py), comparisons beside the CDK's (differences.py), and
validations beside cfn-lint (validation.py).

    make bench                       prints the tables
    make bench BENCH='--record'      also adds them to benches/RESULTS.md
    make bench BENCH='--only diff'   one part of them: synth, series, diff, validate

The programs run in turn (A B C A B C …), after one round that does not count, so that whatever
else the machine does meets all of them alike; the ratios are taken round by round. Output goes to
a fresh temporary folder each time. The peak of memory is that of the largest single process, from
a round of its own, on Linux only. Nothing is asserted: times belong to a machine.

The peers' packages are installed with npm and pip, pinned, into ignored folders beside their
programs. A peer whose tool is missing (npm for the CDK) is left out, and the table says so.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import differences
import processes
import series
import validation
from installed import install, npm, version
from tables import markdown, memory, spread

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CDK = HERE / "peers" / "cdk"
TROPOSPHERE = HERE / "peers" / "troposphere"
PRODUCTION = ROOT / "stacks" / "production.yaml"
ZONES = "3"
PARTS = ("synth", "series", "diff", "validate")


class Program:
    """One competitor: its command for an output folder, and its version."""

    def __init__(self, name, version, command, folder, **environment):
        self.name, self.version, self.folder = name, version, folder
        self.command = command
        self.environment = {**os.environ, **environment}
        self.seconds = []
        self.peak = None
        self.templates = self.resources = 0

    def run(self, out):
        """One run into `out`; its seconds."""
        environment = {**self.environment, "OUT": str(out)}
        seconds, _ = processes.run(self.command(out), self.folder, environment)
        return seconds

    def measure_peak(self, out):
        """The MiB of its largest process."""
        environment = {**self.environment, "OUT": str(out)}
        self.peak = processes.peak(self.command(out), self.folder, environment)

    def count(self, out):
        """How much it wrote, from the JSON templates of `out`."""
        for path in out.rglob("*.json"):
            content = json.loads(path.read_text())
            if isinstance(content, dict) and isinstance(content.get("Resources"), dict):
                self.templates += 1
                self.resources += len(content["Resources"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ess-cfn", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--spec", type=Path, default=PRODUCTION)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone")
    parser.add_argument("--record", action="store_true", help="add the tables to benches/RESULTS.md")
    arguments = parser.parse_args()
    program = arguments.ess_cfn.resolve()
    parts = {
        "synth": lambda folder: synthesis(program, arguments.spec.resolve(), arguments.rounds, folder),
        "series": lambda folder: series.measure(program, PRODUCTION, folder),
        "diff": lambda folder: differences.measure(program, PRODUCTION, folder),
        "validate": lambda folder: validation.measure(program, folder),
    }
    lines = []
    for part in arguments.only or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            lines.extend([*parts[part](Path(folder)), ""])
    result = "\n".join([*lines, f"Measured on {machine()}."])
    print(result)
    if arguments.record:
        record(result)


def synthesis(program, spec, rounds, folder):
    """The table of one deployment, with what is to be said below it; `folder` is empty."""

    def synth(out, *more):
        return [program, "synth", spec, "--no-validate", "-o", out, *more]

    ours = Program("ess-cfn synth", version(program), synth, ROOT)
    peers, missing = [], []
    for peer in (cdk, troposphere):
        found = peer()
        (missing if isinstance(found, str) else peers).append(found)
    programs = [ours, *peers]
    measure(programs, rounds, folder)
    counted = folder / "counted"
    subprocess.run(synth(counted, "--format", "json", "--quiet"), check=True)
    ours.count(counted)
    return table(ours, programs, missing, rounds)


def measure(programs, rounds, folder):
    """Fills in times, peaks and counts."""
    for number in range(rounds + 2):
        for program in programs:
            out = folder / f"{number}-{programs.index(program)}"
            if number == 0:
                program.run(out)
                if program is not programs[0]:
                    program.count(out)
            elif number <= rounds:
                program.seconds.append(program.run(out))
            else:
                program.measure_peak(out)
            shutil.rmtree(out, ignore_errors=True)
        if sys.stderr.isatty():
            print(f"\rround {min(number, rounds)} of {rounds}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)


def cdk():
    """The CDK's command-line tool, as its users run it; a text when it cannot be."""
    pinned = npm(CDK)
    if not pinned:
        return "AWS CDK: npm is not on the PATH"
    tool = CDK / "node_modules" / ".bin" / "cdk"

    def command(out):
        return [tool, "synth", "--quiet", "--no-notices", "--output", out]

    name = f"{pinned['devDependencies']['aws-cdk']}, library {pinned['dependencies']['aws-cdk-lib']}"
    return Program(
        "cdk synth", f"{name}, Node {version('node')}", command, CDK,
        ZONES=ZONES, CDK_DISABLE_CLI_TELEMETRY="true",
    )


def troposphere():
    """troposphere under this Python; a text when it cannot be."""
    wanted = TROPOSPHERE / "requirements.txt"
    python = TROPOSPHERE / ".venv" / "bin" / "python"
    install(python.parent.parent, [wanted], [
        [sys.executable, "-m", "venv", "--clear", ".venv"],
        [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet",
         "--no-deps", "--requirement", wanted],
    ])
    pinned = wanted.read_text().splitlines()[0].partition("==")[2]
    name = f"{pinned}, Python {platform.python_version()}"
    return Program(
        "troposphere", name, lambda out: [python, "synth.py"], TROPOSPHERE, ZONES=ZONES)


def table(ours, programs, missing, rounds):
    """The rows and what is to be said below them."""
    rows = [["", "wall, median [min–max]", "against ess-cfn", "peak", "templates", "resources"]]
    for program in programs:
        ratios = [theirs / mine for theirs, mine in zip(program.seconds, ours.seconds)]
        rows.append([
            program.name,
            spread([1000 * seconds for seconds in program.seconds], " ms"),
            "1" if program is ours else spread(ratios, "×"),
            memory(program.peak),
            str(program.templates),
            str(program.resources),
        ])
    notes = [
        f"{rounds} rounds in turn after one warm-up, {ZONES} zones.",
        "; ".join(f"{program.name}: {program.version}" for program in programs) + ".",
        *(f"Not measured: {reason}." for reason in missing),
    ]
    return [*markdown(rows), "", *notes]


def machine():
    """Cores and processor."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{os.cpu_count()} cores, {model}, {platform.system()}"


def record(result):
    """Adds the table to RESULTS.md, the newest on top."""
    path = HERE / "RESULTS.md"
    head = "# Results of `make bench`, newest first\n"
    older = path.read_text().removeprefix(head) if path.exists() else ""
    path.write_text(f"{head}\n## {datetime.date.today()}\n\n{result}\n{older}")
    print(f"\nrecorded in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
