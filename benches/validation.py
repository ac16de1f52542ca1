"""`ess-cfn validate` beside cfn-lint: the start of the program on a template of one resource, one file of many
resources, and a hundred files. Both judge by rules of their own, and neither has all of the other's."""

import shutil

import installed
import rivals
from rivals import Rival
from tables import markdown

ROOT = installed.HERE.parent
CFN_LINT = ROOT / ".venv" / "bin" / "cfn-lint"
CORPUS = ROOT / "tests" / "corpus"
REGION = "eu-central-1"
FILES = 100
SMALL = """Resources:
  Topic: { Type: AWS::SNS::Topic }
"""


def measure(program, folder):
    """The table, with what is to be said below it; `folder` is empty."""
    lints = CFN_LINT.exists()
    rows, names = [rivals.HEAD], [f"ess-cfn validate: {installed.version(program)}"]
    if lints:
        names.append(f"cfn-lint: {installed.version(CFN_LINT)}")
    for work, paths, rounds in works(folder):
        ours = [program, "validate", "--quiet", "--fail-on", "never", "--region", REGION, *paths]
        competing = [Rival("ess-cfn validate", ours, folder)]
        if lints:
            theirs = [CFN_LINT, "--non-zero-exit-code", "none", "--regions", REGION, "--template", *paths]
            competing.append(Rival("cfn-lint", theirs, folder))
        rows.extend(rivals.measure(work, competing, rounds))
    notes = ["Validations, 10 rounds in turn after one warm-up, 3 where there are many files.", "; ".join(names) + "."]
    if not lints:
        notes.append("Not measured: cfn-lint: ci/venv.sh installs it.")
    return [*markdown(rows), "", *notes]


def works(folder):
    """What is validated: its name, its files, and how many rounds it is run."""
    small = folder / "small.yaml"
    small.write_text(SMALL)
    templates = sorted(path for path in CORPUS.rglob("*.yaml"))
    largest = max(templates, key=lambda path: path.stat().st_size)
    many = []
    for number in range(FILES):
        template = templates[number % len(templates)]
        # Nested templates are found beside their root.
        copied = folder / str(number // len(templates)) / template.relative_to(CORPUS)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, copied)
        many.append(copied)
    return [
        ("a template of one resource", [small], 10),
        (f"one file, {len(largest.read_text().splitlines())} lines", [largest], 10),
        (f"{FILES} files", many, 3),
    ]
