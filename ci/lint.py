"""cfn-lint over everything that the shipped specs synthesise to, in YAML and in JSON.

    lint.py --ess-cfn PROGRAM [--covering SPEC…] SPEC…

Each spec is synthesised twice into a temporary folder, those of the covering set (tests/covering/,
in which every two choices of a spec meet) once, in YAML. Then cfn-lint, loaded once, reads all
templates, each as one of its own region, and any finding fails, save those that are no fault of a
template (ALLOWED below). A nested template that is the same byte by byte in two assemblies of a
region is read once.

So that nothing passes because the linter saw nothing, the same run reads a copy of a template of
each format with a fault planted in it, and two databases, one on a version that RDS withdrew: what
is planted has to be found.
"""

import argparse
import functools
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from cfnlint.config import ConfigMixIn
from cfnlint.runner import Runner

# How many templates one run of cfn-lint reads.
BATCH = 16

# A rule -> the messages of it that do not count.
ALLOWED = {
    # A nested template by its local name: `aws cloudformation package` replaces it.
    "W3002": re.compile(r"This code may only work with 'package' cli command$"),
    # cfn-lint takes a bare major version of PostgreSQL for a withdrawn minor one; RDS takes it for
    # the newest minor version.
    "W3690": re.compile(r"Engine version '\d+' for engine 'aurora-postgresql' is deprecated\b"),
    "W3691": re.compile(r"Engine version '\d+' for engine 'postgres' is deprecated\b"),
}

PLANTED = "planted"
PLANTED_REGION = "eu-central-1"
DATABASES = """\
Resources:
  Major:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: postgres
      EngineVersion: "17"
      DBInstanceClass: db.m7g.large
      AllocatedStorage: "100"
  Withdrawn:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: postgres
      EngineVersion: "9.6.1"
      DBInstanceClass: db.m7g.large
      AllocatedStorage: "100"
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ess-cfn", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--covering", type=Path, nargs="*", default=[], metavar="SPEC")
    parser.add_argument("spec", type=Path, nargs="+")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        templates = []
        for name, kind, specs in (
            ("yaml", "yaml", arguments.spec),
            ("json", "json", arguments.spec),
            ("covering", "yaml", arguments.covering),
        ):
            templates += synthesise(arguments.ess_cfn, specs, kind, folder / name)
        templates = unlike(templates)
        expected = plant([path for path, _ in templates], folder / PLANTED)
        planted = [(path, PLANTED_REGION) for path in sorted((folder / PLANTED).iterdir())]
        found = findings(folder, [*templates, *planted])
        problems = judge(found, expected)
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(f"cfn-lint: {len(problems)} findings in {len(templates)} templates")
    print(f"cfn-lint: nothing in {len(templates)} templates, and all {len(expected)} planted faults")


def synthesise(program, specs, kind, folder):
    """Writes the assembly of every spec to a folder of its name; returns (template, region) pairs."""
    folder.mkdir()
    templates = []
    for spec in specs:
        out = folder / spec.stem
        command = [program, "synth", spec, "--format", kind, "-o", out]
        # The tree and the commands that synth ends with are of no interest here.
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        root = out / f"root.{kind}"
        if done.returncode != 0 or not root.exists():
            print(done.stdout)
            sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}, expected 0 and {root.name}")
        regions = regions_of(json.loads((out / "assembly.json").read_text()))
        found = [path for path in sorted(out.iterdir()) if is_template(path)]
        templates += [(path, regions[path.name]) for path in found]
    return templates


def regions_of(manifest):
    """The region of every template: that of the root which holds it."""
    of_root = {root["name"]: root["region"] for root in manifest["roots"]}
    return {stack["file"]: of_root[stack["path"].split("/")[0]] for stack in manifest["stacks"]}


def unlike(templates):
    """The templates without those that say the same as an earlier one of their region. One that names
    files beside it is always kept: those may differ."""
    seen, kept = set(), []
    for path, region in templates:
        content = (path.read_bytes(), region)
        if content in seen and b"TemplateURL" not in content[0]:
            continue
        seen.add(content)
        kept.append((path, region))
    return kept


def is_template(path):
    """Parameters and the manifest lie beside the templates."""
    if path.suffix == ".yaml":
        return True
    if path.suffix != ".json":
        return False
    content = json.loads(path.read_text())
    return isinstance(content, dict) and "Resources" in content


def plant(templates, folder):
    """Writes templates with a fault to `folder`; returns the (file, rule) pairs to be found."""
    folder.mkdir()
    (folder / "databases.yaml").write_text(DATABASES)
    expected = {("databases.yaml", "W3691")}
    for suffix in (".yaml", ".json"):
        # The root's resources are stacks, whose properties are another rule's.
        first = next(path for path in templates if path.suffix == suffix and path.stem != "root")
        (folder / f"fault{suffix}").write_text(with_fault(first.read_text(), suffix))
        expected.add((f"fault{suffix}", "E3002"))
    return expected


def with_fault(template, suffix):
    """`template` with a property that no resource has."""
    if suffix == ".json":
        content = json.loads(template)
        resource = next(r for r in content["Resources"].values() if r.get("Properties"))
        resource["Properties"]["Planted"] = "fault"
        return json.dumps(content)
    head, resources = re.split(r"(?m)^Resources:$", template, maxsplit=1)
    planted, count = re.subn(r"(?m)^( +)Properties:\n", r"\g<0>\1  Planted: fault\n", resources, count=1)
    if count == 0:
        sys.exit("expected a resource with a block of properties to plant a fault in")
    return f"{head}Resources:{planted}"


def findings(folder, templates, heeded=False):
    """What cfn-lint says: one process imports it, and forks a worker for every processor. What a template's
    own metadata switches off is said all the same, unless it is heeded."""
    # Nobody's own configuration has a say: it looks for one at home and where it stands.
    os.environ.update(HOME=str(folder), XDG_CONFIG_HOME=str(folder))
    os.chdir(folder)
    with multiprocessing.get_context("fork").Pool() as workers:
        each = functools.partial(findings_of, heeded=heeded)
        found = workers.map(each, batches(templates), chunksize=1)
    return sorted(one for of_batch in found for one in of_batch)


def batches(templates):
    """The templates by region, some together, since each run of cfn-lint reads its rules anew. Those
    with the most text come first, so that all workers end at about the same time."""
    made = []
    for region in sorted({region for _, region in templates}):
        paths = [path for path, of in templates if of == region]
        paths.sort(key=lambda path: path.stat().st_size, reverse=True)
        made += [(paths[n : n + BATCH], region) for n in range(0, len(paths), BATCH)]
    return made


def findings_of(batch, heeded):
    """What cfn-lint says of some templates of one region."""
    paths, region = batch
    names = [os.path.relpath(path) for path in paths]
    mandatory = [] if heeded else ["--mandatory-checks", "E", "W"]
    arguments = [*mandatory, "--regions", region, "--", *names]
    return [
        (match.filename, match.rule.id, match.message, match.linenumber, match.columnnumber)
        for match in Runner(ConfigMixIn(arguments)).run()
    ]


def judge(found, expected):
    """What fails the step, a line each: findings nobody planted, and planted ones not found."""
    missing, problems = set(expected), []
    for name, rule, message, line, column in found:
        file = Path(name)
        if rule in ALLOWED and ALLOWED[rule].match(message):
            continue
        if file.parent.name == PLANTED and (file.name, rule) in expected:
            missing.discard((file.name, rule))
            continue
        problems.append(f"{file}:{line}:{column}: {rule} {message}")
    for file, rule in sorted(missing):
        problems.append(f"{PLANTED}/{file}: expected {rule}, which was planted, and it was not found")
    return problems


if __name__ == "__main__":
    main()
