"""Where our findings and cfn-lint's differ in the templates below a folder.

    agreement.py --ess-cfn PROGRAM [--region REGION] [--rule RULE…] [--ours|--theirs] FOLDER

Both read every template of the folder once. Two findings are the same where they stand on one line of a file,
or where their rules find the same (`cfn_lint` of a check in src/check/) a few lines apart in one file. All
others are printed by rule with file, line and message: first what we alone find, then what cfn-lint alone
finds. What each such difference means is in docs/agreement.md.

What a template's own metadata switches off for cfn-lint is switched off for both. The templates of an assembly
are read in the region of its manifest, all others in REGION.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import lint

CHECKS = Path(__file__).parents[1] / "src/check"
ENDINGS = {".yaml", ".yml", ".json", ".template"}
# How far apart two rules may place one mistake: at the property that is wrong, or where it would belong.
NEAR = 12


class Said(NamedTuple):
    """One finding of either tool."""

    file: str
    line: int
    rule: str
    message: str


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ess-cfn", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--rule", action="append", default=[], help="only differences of this rule, ours or theirs")
    parser.add_argument("--ours", action="store_true", help="only what we alone find")
    parser.add_argument("--theirs", action="store_true", help="only what cfn-lint alone finds")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    program = arguments.ess_cfn.resolve()
    templates = [(path, region_of(path, arguments.region)) for path in sorted(folder.rglob("*")) if is_template(path)]
    if not templates:
        sys.exit(f"{arguments.folder}: expected a folder with templates below it")
    ours = of_us(program, folder, arguments.region)
    theirs = of_cfn_lint(folder, templates)
    same, ours_alone, theirs_alone = compared(ours, theirs, correspondences())
    wanted = set(arguments.rule)
    for title, alone, hidden in (
        ("we alone", ours_alone, arguments.theirs),
        ("cfn-lint alone", theirs_alone, arguments.ours),
    ):
        if not hidden:
            show(title, [one for one in alone if not wanted or one.rule in wanted])
    print(
        f"{len(templates)} templates: {same} findings of both, {len(ours_alone)} of ours alone, "
        f"{len(theirs_alone)} of cfn-lint alone"
    )


def is_template(path):
    if path.suffix not in ENDINGS or path.name == "assembly.json" or not path.is_file():
        return False
    text = path.read_text(errors="replace")
    return re.search(r"""(?m)^\s*["']?Resources["']?\s*:""", text) is not None


def region_of(path, otherwise):
    """The region of the manifest beside a template."""
    manifest = path.parent / "assembly.json"
    if not manifest.exists():
        return otherwise
    return lint.regions_of(json.loads(manifest.read_text())).get(path.name, otherwise)


def of_us(program, folder, region):
    command = [program, "validate", "--quiet", "--format", "json", "--fail-on", "never", "--region", region, "."]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}, expected 0")
    return sorted(
        Said(str(Path(one["file"] or "")), one["line"] or 1, one["rule"], one["message"])
        for one in json.loads(done.stdout)["findings"]
    )


def of_cfn_lint(folder, templates):
    # It heeds a configuration where it stands, and we do not.
    with tempfile.TemporaryDirectory() as elsewhere:
        found = lint.findings(Path(elsewhere).resolve(), templates, heeded=True)
        below = {file: str((Path(elsewhere) / file).resolve().relative_to(folder)) for file, *_ in found}
    return sorted({Said(below[file], line, rule, message) for file, rule, message, line, _ in found})


def correspondences():
    """A rule of ours -> the rules of cfn-lint that find the same, as the checks say."""
    same = {}
    for path in sorted(CHECKS.rglob("*.rs")):
        text = path.read_text()
        rule = re.search(r'\bid: "([a-z0-9-]+)"', text)
        listed = re.search(r"\bcfn_lint: &\[(.*?)\]", text, re.DOTALL)
        if rule and listed:
            same[rule[1]] = set(re.findall(r'"([EWI]\d{4})"', listed[1]))
    if not same:
        sys.exit(f"{CHECKS}: expected checks that name rules of cfn-lint")
    return same


def compared(ours, theirs, same):
    """How many agree, and what each says alone."""
    of_file = defaultdict(list)
    for one in theirs:
        of_file[one.file].append(one)
    alone, met = [], set()
    for one in ours:
        others = of_file[one.file]
        at = [other for other in others if other.line == one.line]
        near = [
            other
            for other in others
            if other.rule in same.get(one.rule, ()) and abs(other.line - one.line) <= NEAR
        ]
        if not at and not near:
            alone.append(one)
        met.update(at)
        met.update(near)
    return len(ours) - len(alone), alone, [one for one in theirs if one not in met]


def show(title, alone):
    by_rule = defaultdict(list)
    for one in alone:
        by_rule[one.rule].append(one)
    for rule, found in sorted(by_rule.items(), key=lambda each: (-len(each[1]), each[0])):
        print(f"{title}: {rule}, {len(found)} times")
        for one in found:
            print(f"  {one.file}:{one.line}: {one.message}")


if __name__ == "__main__":
    main()
