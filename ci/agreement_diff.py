"""Where `ess-cfn diff` and the CDK's comparison of templates differ about what is replaced.

    agreement_diff.py --ess-cfn PROGRAM [--pages FOLDER…] [--tests FOLDER…] [--pair OLD NEW]… [--all] [--count]

Both compare the same pairs: Before and After, and Before and Instead, of the pages of risks (`//!` of the
files in src/diff/risks); those that tests make of a template by replacing a text of it (tests/it/diff); and
directories of templates. The CDK's library, @aws-cdk/cloudformation-diff, compares two templates and knows
nothing of nested ones, so it is given the two of each stack.

A verdict is one word for a resource: replaced, may be replaced, made, deleted, kept (out of its stack, and left),
changed, or nothing. Without --all, those pairs of verdicts are printed of which one says that something is replaced
or may be, or that what was there is deleted or kept; with it, all that differ. What each such difference means is
in docs/agreement.md.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import agreement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from e2e.templates import parse  # noqa: E402

VERDICTS_OF_CDK = ROOT / "benches" / "peers" / "cdk-diff" / "verdicts.js"
# That of the tests.
REGION = "eu-central-1"
THEIRS = {
    "WILL_REPLACE": "replaced",
    "MAY_REPLACE": "may be replaced",
    "WILL_CREATE": "made",
    "WILL_DESTROY": "deleted",
    "WILL_ORPHAN": "kept",
    "WILL_UPDATE": "changed",
    "NO_CHANGE": "nothing",
}
WEIGHTY = {"replaced", "may be replaced", "deleted", "kept"}
NESTED = "AWS::CloudFormation::Stack"


class Pair(NamedTuple):
    """Two states: where they come from, and each as path of a file -> its text, the root first."""

    name: str
    old: dict
    new: dict


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ess-cfn", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--pages", type=Path, nargs="*", default=[ROOT / "src" / "diff" / "risks"])
    parser.add_argument("--tests", type=Path, nargs="*", default=[ROOT / "tests" / "it" / "diff"])
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[], metavar=("OLD", "NEW"))
    parser.add_argument("--all", action="store_true", help="differences about what is made or changed too")
    parser.add_argument("--count", action="store_true", help="how many times each difference is there, by type")
    arguments = parser.parse_args()
    pairs = [
        *(pair for folder in arguments.pages for path in sources(folder) for pair in of_page(path)),
        *(pair for folder in arguments.tests for path in sources(folder) for pair in of_tests(path)),
        *(of_folders(old, new) for old, new in arguments.pair),
    ]
    if not pairs:
        sys.exit("no pair of templates: expected pages, tests or folders that have some")
    ours = [of_us(arguments.ess_cfn.resolve(), pair) for pair in pairs]
    theirs = of_cdk(pairs)
    same, differ = 0, []
    for pair, mine, other in zip(pairs, ours, theirs):
        agreed, differing = compared(mine, other, arguments.all)
        same += agreed
        differ.extend((pair.name, *one) for one in differing)
    show(differ, arguments.count)
    print(f"{len(pairs)} pairs of templates: {same} verdicts alike, {len(differ)} not")


def sources(folder):
    found = sorted(folder.glob("*.rs")) if folder.is_dir() else [folder]
    return [path for path in found if path.is_file()]


def of_page(path):
    """The pairs of a page: each `After` and `Instead` belongs to the `Before` above it."""
    heading, block, before, number = None, None, None, 0
    for line in path.read_text().splitlines():
        line = re.match(r"//! ?(.*)", line)
        if not line:
            continue
        line = line[1]
        if line.startswith("```"):
            if block is not None and heading == "Before":
                before = files(block)
            elif block is not None and heading in ("After", "Instead") and before:
                number += 1
                yield Pair(f"{path.stem}, {number}, {heading.lower()}", before, files(block))
            block = [] if block is None else None
        elif block is not None:
            block.append(line)
        elif line.startswith("## "):
            heading = line[3:]


def of_tests(path):
    """The pairs that a test makes as `TEXT.replace("this", "that")` of a constant of its file."""
    text = path.read_text()
    texts = dict(re.findall(r'const (\w+): &str = "((?:[^"\\]|\\.)*)";', text))
    replaced = re.findall(r'\b([A-Z_]+)\.replace\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\)', text)
    for number, (name, this, that) in enumerate(replaced, 1):
        if name in texts:
            old, this, that = (one.encode().decode("unicode_escape") for one in (texts[name], this, that))
            yield Pair(f"tests of {path.stem}, {number}", files(old.split("\n")), files(old.replace(this, that).split("\n")))


def of_folders(old, new):
    def read(folder):
        found = {}
        for path in sorted(folder.rglob("*")):
            if agreement.is_template(path):
                found[str(path.relative_to(folder))] = path.read_text()
        return found

    return Pair(f"{old} to {new}", read(old), read(new))


def files(lines):
    """`# file: NAME` begins each file, as in the tests; a text without such a line is one."""
    found = {}
    for line in lines:
        if line.startswith("# file: "):
            found[line.removeprefix("# file: ")] = []
            continue
        if not found:
            found["template.yaml"] = []
        repeated = re.match(r"# times (\d+): (.*)", line)
        last = found[list(found)[-1]]
        if repeated:
            last.extend([repeated[2]] * int(repeated[1]))
        else:
            last.append(line)
    return {name: "\n".join(text) + "\n" for name, text in found.items()}


def of_us(program, pair):
    """{(stack, logical id): (type, verdict)}, with the notes of ours."""
    with tempfile.TemporaryDirectory() as folder:
        for name, state in (("old", pair.old), ("new", pair.new)):
            for path, text in state.items():
                path = Path(folder, name, path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        command = [program, "diff", "--format", "json", "--region", REGION, "old", "new"]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{pair.name}: exit code {done.returncode}, expected 0\n{done.stderr}")
    found = {}
    for root in json.loads(done.stdout)["roots"]:
        for one in root["resources"]:
            found.update(verdicts_of(one))
    return found


def verdicts_of(one):
    """What ours says of one resource: of one that moved, at both of its places."""
    here = (one["stack"], one["logical_id"])
    gone = "deleted" if one["afterwards"] in (None, "deleted", "snapshot") else "kept"
    if one["change"] == "changed":
        words = {"replacement": "replaced", "may-replace": "may be replaced"}
        return {here: (one["type"], words.get(one["effect"], "changed"))}
    if one["change"] == "added":
        return {here: (one["type"], "made")}
    if one["change"] == "removed":
        return {here: (one["type"], gone)}
    stack, _, logical_id = one["from"].rpartition("/")
    return {here: (one["type"], "made"), (stack, logical_id): (one["type"], gone)}


def of_cdk(pairs):
    """What the CDK's library says of each pair, in the same form."""
    asked, places = [], []
    for number, pair in enumerate(pairs):
        old, new = stacks(pair.old), stacks(pair.new)
        for stack in sorted({*old, *new}):
            templates = (old.get(stack, {}), new.get(stack, {}))
            asked.append(templates)
            places.append((number, stack, templates))
    done = subprocess.run(
        ["node", VERDICTS_OF_CDK], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True)
    found = [{} for _ in pairs]
    for (number, stack, templates), verdicts in zip(places, json.loads(done.stdout)):
        for logical_id, verdict in verdicts.items():
            of_type = next(
                resources_of(one)[logical_id].get("Type")
                for one in reversed(templates)
                if logical_id in resources_of(one)
            )
            found[number][stack, logical_id] = (of_type, THEIRS[verdict])
    return found


def stacks(state):
    """The templates of a state by the address of their stack, from the root on."""
    templates = {path: parse(text) for path, text in state.items()}
    nested = {
        one["Properties"].get("TemplateURL")
        for template in templates.values()
        for one in resources_of(template).values()
        if isinstance(one, dict) and one.get("Type") == NESTED
    }
    roots = [path for path in templates if not any(isinstance(one, str) and one.endswith(path) for one in nested)]
    found = {}

    def walk(address, template):
        found[address] = template
        for logical_id, one in resources_of(template).items():
            if not isinstance(one, dict) or one.get("Type") != NESTED:
                continue
            path = one["Properties"].get("TemplateURL")
            below = templates.get(path.removeprefix("./")) if isinstance(path, str) else None
            if below is not None:
                walk(f"{address}/{logical_id}".lstrip("/"), below)

    for root in roots:
        walk("", templates[root])
    return found


def resources_of(template):
    return template.get("Resources") or {}


def compared(ours, theirs, everything):
    """How many verdicts are alike, and what differs: stack, logical id, type, our word, theirs."""
    same, differ = 0, []
    for place in sorted({*ours, *theirs}):
        of_type, mine = ours.get(place, (None, "nothing"))
        their_type, other = theirs.get(place, (None, "nothing"))
        if mine == other:
            same += 1
        # What is in a nested stack is compared by itself.
        elif everything or (WEIGHTY & {mine, other} and (of_type or their_type) != NESTED):
            differ.append((*place, of_type or their_type, mine, other))
    return same, differ


def show(differ, counted):
    by_kind = Counter((mine, other) for *_, mine, other in differ)
    for (mine, other), times in by_kind.most_common():
        print(f"ours: {mine}, theirs: {other}, {times} times")
        rows = [row for row in differ if row[-2:] == (mine, other)]
        if counted:
            for of_type, number in Counter(row[3] for row in rows).most_common():
                print(f"  {number:4}  {of_type}")
            continue
        for pair, stack, logical_id, of_type, _, _ in rows:
            print(f"  {pair}: {f'{stack}/{logical_id}'.lstrip('/')} ({of_type})")


if __name__ == "__main__":
    main()
