"""Whole-process synthesis of one three-zone deployment: ess-cfn, the AWS CDK, troposphere.

    make bench                       prints the table
    make bench BENCH='--record'      also adds it to benches/RESULTS.md

The programs run in turn (A B C A B C …), after one round that does not count, so that whatever
else the machine does meets all of them alike; the ratios are taken round by round. Output goes to
a fresh temporary folder each time. The peak of memory is that of the largest single process, from
a round of its own, on Linux only. Nothing is asserted: times belong to a machine.

The peers' packages are installed with npm and pip, pinned, into ignored folders beside their
programs. A peer whose tool is missing (npm for the CDK) is left out, and the table says so.
"""

import argparse
import ctypes
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CDK = HERE / "peers" / "cdk"
TROPOSPHERE = HERE / "peers" / "troposphere"
ZONES = "3"


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
        start = time.perf_counter()
        done = subprocess.run(
            self.command(out), cwd=self.folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        seconds = time.perf_counter() - start
        if done.returncode != 0:
            sys.stdout.buffer.write(done.stdout)
            sys.exit(f"{self.name}: exit code {done.returncode}")
        return seconds

    def measure_peak(self, out):
        """The MiB of its largest process.

        Its parent must not be this interpreter: the system counts what a process was before it
        became the program. So a shell starts it and leaves, and the orphan comes to us.
        """
        if sys.platform != "linux":
            return
        adopt_orphans = 36
        ctypes.CDLL(None).prctl(adopt_orphans, 1, 0, 0, 0)
        shell = ["sh", "-c", '"$@" >/dev/null 2>&1 & echo $!', "sh", *map(str, self.command(out))]
        environment = {**self.environment, "OUT": str(out)}
        started = subprocess.run(shell, cwd=self.folder, env=environment, stdout=subprocess.PIPE)
        _, status, usage = os.wait4(int(started.stdout), 0)
        if status == 0:
            self.peak = usage.ru_maxrss / 1024

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
    parser.add_argument("--spec", type=Path, default=ROOT / "stacks" / "production.yaml")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--record", action="store_true", help="add the table to benches/RESULTS.md")
    arguments = parser.parse_args()
    program, spec = arguments.ess_cfn.resolve(), arguments.spec.resolve()

    def synth(out, *more):
        return [program, "synth", spec, "--no-validate", "-o", out, *more]

    ours = Program("ess-cfn synth", version(program, "--version"), synth, ROOT)
    peers, missing = [], []
    for peer in (cdk, troposphere):
        found = peer()
        (missing if isinstance(found, str) else peers).append(found)
    programs = [ours, *peers]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        measure(programs, arguments.rounds, folder)
        counted = folder / "counted"
        subprocess.run(synth(counted, "--format", "json"), check=True, stdout=subprocess.DEVNULL)
        ours.count(counted)
    result = table(ours, programs, missing, arguments.rounds)
    print(result)
    if arguments.record:
        record(result)


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
    npm = shutil.which("npm")
    if not npm:
        return "AWS CDK: npm is not on the PATH"
    install(CDK / "node_modules", [CDK / "package-lock.json"], [
        [npm, "ci", "--no-audit", "--no-fund", "--silent"],
    ])
    tool = CDK / "node_modules" / ".bin" / "cdk"

    def command(out):
        return [tool, "synth", "--quiet", "--no-notices", "--output", out]

    pinned = json.loads((CDK / "package.json").read_text())
    name = f"{pinned['devDependencies']['aws-cdk']}, library {pinned['dependencies']['aws-cdk-lib']}"
    return Program(
        "cdk synth", f"{name}, Node {version('node', '--version')}", command, CDK,
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


def version(program, flag):
    """The version that a program prints, without its name."""
    printed = subprocess.run([program, flag], stdout=subprocess.PIPE, text=True).stdout.split()
    return printed[-1].removeprefix("v") if printed else "unknown"


def table(ours, programs, missing, rounds):
    """The result, as Markdown that reads well on a terminal."""
    rows = [["", "wall, median [min–max]", "against ess-cfn", "peak", "templates", "resources"]]
    for program in programs:
        ratios = [theirs / mine for theirs, mine in zip(program.seconds, ours.seconds)]
        rows.append([
            program.name,
            spread([1000 * seconds for seconds in program.seconds], " ms"),
            "1" if program is ours else spread(ratios, "×"),
            "–" if program.peak is None else f"{program.peak:.1f} MiB",
            str(program.templates),
            str(program.resources),
        ])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [
        f"{rounds} rounds in turn after one warm-up, {ZONES} zones; {machine()}.",
        "; ".join(f"{program.name}: {program.version}" for program in programs) + ".",
        *(f"Not measured: {reason}." for reason in missing),
    ]
    return "\n".join([*lines, "", *notes])


def spread(values, unit):
    """`median [min–max]` with three digits that count."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{digits(middle)}{unit} [{digits(low)}–{digits(high)}]"


def digits(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


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
