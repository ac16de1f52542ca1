"""Policy checkers over everything that the shipped specs synthesise to, and a report of it.

    run.py --ess-cfn PROGRAM [--record] SPEC…

checkov, cdk-nag and the rules that AWS publishes for CloudFormation Guard read every template, with the values
that its parameters have when it is deployed. A finding without a reason in ci/policy-exceptions.toml
fails, and so does a reason without a finding. With --record docs/policy.md is written, with the day's
date; without, it is compared.
"""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import checkov_checks
import exceptions
import guard_checks
import nag_checks
import planted
import report
import resolved

ROOT = Path(__file__).parents[2]
EXCEPTIONS = ROOT / "ci/policy-exceptions.toml"
REPORT = ROOT / "docs/policy.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ess-cfn", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--record", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    parser.add_argument("spec", type=Path, nargs="+")
    arguments = parser.parse_args()
    explanations = exceptions.read(EXCEPTIONS.read_text())
    with tempfile.TemporaryDirectory() as folder:
        outcomes = ask(arguments.ess_cfn, arguments.spec, Path(folder))
    problems = planted.take_out(outcomes)
    found = [finding for told in outcomes for finding in told.findings]
    unexplained, explained = exceptions.judge(found, explanations)
    problems += unexplained
    specs = sorted(spec.stem for spec in arguments.spec)
    day = datetime.date.today().isoformat()
    text = report.render(day, outcomes, explained, explanations, specs)
    if not problems and arguments.record:
        REPORT.write_text(text)
        print(f"recorded in {REPORT.relative_to(ROOT)}")
    elif not problems and not is_recorded(text):
        problems.append(f"{REPORT.relative_to(ROOT)} says something else: `make policy POLICY=--record` writes it anew")
    for problem in problems:
        print(problem)
    for told in outcomes:
        print(f"{told.tool}: {len(told.checks)} checks, met {told.met.total()} times, not met {len(told.findings)} times")
    if problems:
        sys.exit(f"policy: {len(problems)} problems")
    print(f"policy: every finding has its reason, and all {len(planted.EXPECTED)} planted faults were found")


def is_recorded(text):
    """Whether the report on disk says the same, but for the day and its counts."""
    return REPORT.exists() and report.lasting(REPORT.read_text()) == report.lasting(text)


def ask(program, specs, folder):
    """What every tool says about the assemblies of `specs` and about what is planted."""
    assemblies, judged, templates = folder / "assemblies", folder / "judged", {}
    planted.write(assemblies / planted.SPEC)
    for spec in specs:
        synthesise(program, spec, assemblies / spec.stem)
    for assembly in sorted(assemblies.iterdir()):
        (judged / assembly.name).mkdir(parents=True)
        for file, template in sorted(resolved.templates(assembly).items()):
            templates[assembly.name, Path(file).stem] = template
            (judged / assembly.name / file).write_text(json.dumps(template, indent=1))
    home = folder / "home"
    home.mkdir()
    return [checkov_checks.run(judged, home), *guard_checks.run(templates), nag_checks.run(judged)]


def synthesise(program, spec, out):
    """Writes the assembly of a spec."""
    command = [program, "synth", spec, "--format", "json", "--output", out]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n{' '.join(map(str, command))}: exit code {done.returncode}, expected 0")


if __name__ == "__main__":
    main()
