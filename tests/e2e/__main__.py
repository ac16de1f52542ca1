"""`python -m e2e --ess-cfn PROGRAM SPEC…`: the stories of the specs, two at a time.

Exit codes: 0 all stories are as they have to be, 1 one is not, 2 they could not be told.
"""

import argparse
import os
import re
import signal
import sys
import tempfile
import textwrap
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from e2e import namespace, readme
from e2e.server import Emulator
from e2e.shell import CommandFailed
from e2e.stack_set import StackSetStory
from e2e.story import Story
from e2e.wrong import Wrong

AT_ONCE = 2
NOTE = re.compile(r"^(left out|by API|by class): (.+)$", re.MULTILINE)

# What the notes of the emulator's log prove, from the most to the least.
PROOFS = {
    "by API": "Made through the API of their services, which know every property that they are given",
    "by class": "Made by the emulator's own classes, which pass over properties that they do not know",
    "left out": "Could not be proved: the emulator has no such service, property or attribute",
}


class Told:
    """What came of one story."""

    def __init__(self, name):
        self.name, self.lines, self.failed, self.seconds = name, [], False, 0.0
        self.notes, self.commands = set(), readme.Commands()

    def __str__(self):
        state = "FAILED" if self.failed else "passed"
        return "\n".join([f"{self.name}: {state} in {self.seconds:.0f} s", *self.lines])


def story_of(spec):
    """The kind of story that a spec has."""
    return StackSetStory if yaml.safe_load(spec.read_text()).get("stack_set") else Story


def tell(spec, program, steps):
    """Runs the steps of the story of a spec in an emulator of its own."""
    name = f"{spec.name}, failures" if "failures" in steps else spec.name
    told, start = Told(name), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ess-cfn-e2e-") as folder:
        log = Path(folder) / "emulator.log"
        try:
            with Emulator(log) as endpoint:
                story = story_of(spec)(spec, program, endpoint, folder)
                story.commands = told.commands
                for step in steps:
                    begun = time.monotonic()
                    story.step(step)
                    told.lines.append(f"  {step} ({time.monotonic() - begun:.1f} s)")
                    told.lines += [f"    {sentence}" for sentence in story.take_told()]
        except (Wrong, CommandFailed, LookupError) as error:
            told.failed = True
            told.lines.append(f"  {step}: {error}")
        except Exception:  # The other stories go on.
            told.failed = True
            told.lines.append(traceback.format_exc())
        written = log.read_text(errors="replace")
        told.notes = set(NOTE.findall(written))
        if told.failed:
            told.lines += [line for line in written.splitlines() if line.startswith("emulator:")]
    told.seconds = time.monotonic() - start
    print(told, flush=True)
    return told


def main():
    """Tells the stories, two at a time, the longest first; then says what they do not prove."""
    parser = argparse.ArgumentParser(prog="e2e", description=__doc__)
    parser.add_argument("--ess-cfn", required=True, type=Path, help="the program under test")
    parser.add_argument("--only", help="the steps to run, separated by commas")
    parser.add_argument("--failures", type=Path, help="a spec for what ought to fail")
    parser.add_argument("specs", nargs="*", type=Path)
    given = parser.parse_args()
    namespace.enter()
    # Emulators end with this process: see their launcher.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    specs = sorted(given.specs, key=lambda spec: -len(spec.read_text()))
    only = given.only.split(",") if given.only else None
    stories = [(spec, only or story_of(spec).STEPS) for spec in specs]
    if given.failures:
        stories.insert(0, (given.failures, Story.FAILURES))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(lambda story: tell(story[0], given.ess_cfn, story[1]), stories))
    notes = sorted(set().union(*(story.notes for story in told)))
    for how, sentence in PROOFS.items():
        print(f"\n{sentence}:")
        print(textwrap.fill(", ".join(what for found, what in notes if found == how), 100))
    unused = readme.unused([story.commands for story in told])
    if given.failures and not given.only:
        print("\nCommands of README.md that no story ran:", *unused or ["none"])
    failed = [story.name for story in told if story.failed]
    print(f"\n{len(told) - len(failed)} stories passed, {len(failed)} failed {' '.join(failed)}")
    return 1 if failed or (unused and given.failures and not given.only) else 0


if __name__ == "__main__":
    sys.exit(main())
