"""Our checks and cfn-lint on the same mistakes: the mutants of the corpus that tests/it/check/mutations/ makes.

    mutations.py [--record] [--missed] FOLDER

FOLDER holds what the test wrote: `mutants.json`, with what we find in each, the templates as they were
(`before/`) and with a mistake (`mutants/`). cfn-lint, loaded once, reads the root and the template that was
changed. Found is a mistake where an error or a warning is said that was not said before, by us or by
cfn-lint. With --missed every mutant that one of the two misses is printed; with --record docs/mutations.md is
written, with the day's date.
"""

import argparse
import datetime
import json
import os
from collections import defaultdict
from importlib import metadata
from pathlib import Path

import lint

REPORT = Path(__file__).parents[1] / "docs/mutations.md"
REGION = "us-east-1"
# A nested template by its local name; everywhere in the corpus.
EVERYWHERE = {"W3002"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", action="store_true", help=f"write docs/{REPORT.name}")
    parser.add_argument("--missed", action="store_true", help="print what one of the two misses")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    mutants = json.loads((folder / "mutants.json").read_text())
    said = said_of(folder, mutants)
    for mutant in mutants:
        mutant["cfn_lint"] = new(mutant, said)
    rows = counted(mutants)
    text = table(rows)
    print(text)
    if arguments.missed:
        print_missed(mutants)
    if arguments.record:
        REPORT.write_text(report(text, rows))
        print(f"recorded in docs/{REPORT.name}")


def said_of(folder, mutants):
    """What cfn-lint says of every template that matters: file below `folder` -> {(rule, message)}."""
    paths = {folder / "before" / name for mutant in mutants for name in read_of(mutant)}
    paths |= {folder / path_of(mutant, name) for mutant in mutants for name in read_of(mutant)}
    said = defaultdict(set)
    for file, rule, message, _, _ in lint.findings(folder, [(path, REGION) for path in sorted(paths)]):
        if rule not in EVERYWHERE:
            said[os.path.normpath(file)].add((rule, message))
    return said


def read_of(mutant):
    return sorted({mutant["root"], *mutant["changed"]})


def path_of(mutant, name):
    return f"mutants/{mutant['folder']}/{name}"


def new(mutant, said):
    """What is said of a mutant and was not said before."""
    found = set()
    for name in read_of(mutant):
        found |= said[path_of(mutant, name)] - said[f"before/{name}"]
    return sorted(found)


def counted(mutants):
    """(kind, mutants, found by us, found by cfn-lint), in the order of the kinds."""
    kinds = defaultdict(list)
    for mutant in mutants:
        kinds[mutant["kind"]].append(mutant)
    return [
        (kind, len(of_kind), sum(bool(one["found"]) for one in of_kind), sum(bool(one["cfn_lint"]) for one in of_kind))
        for kind, of_kind in kinds.items()
    ]


def table(rows):
    total = ("**all**", *(sum(row[column] for row in rows) for column in (1, 2, 3)))
    lines = ["| mistake | mutants | found by us | found by cfn-lint |", "|---|---|---|---|"]
    lines += [f"| {kind} | {count} | {ours} | {theirs} |" for kind, count, ours, theirs in [*rows, total]]
    return "\n".join(lines)


def print_missed(mutants):
    for mutant in mutants:
        if mutant["found"] and mutant["cfn_lint"]:
            continue
        print(f"{mutant['kind']} ({mutant['folder']})\n{mutant['shown']}")
        print(f"  we: {mutant['found'] or 'nothing'}\n  cfn-lint: {mutant['cfn_lint'] or 'nothing'}")


def report(text, rows):
    day = datetime.date.today().isoformat()
    return f"""\
# Mistakes that are found, beside cfn-lint

Made by `make mutations MUTATIONS=--record`; do not edit.

Each row is a kind of mistake that people make, put into the templates of `tests/corpus/` at places drawn from a
fixed seed, one mistake a mutant. Both tools read the same files; cfn-lint reads the root and the template that
was changed. A mistake counts as found where an error or a warning is said that was not said of the template
before. The test `no_kind_of_mistake_is_found_less_often_than_before` holds our share of each kind.

Recorded on {day}, with cfn-lint {metadata.version("cfn-lint")}: {len(rows)} kinds.

{text}
"""


if __name__ == "__main__":
    main()
