"""The commands of README.md and of guides, as a user finds them: extracted, never copied.

A block is what stands between ```sh and ```. Blocks are found by the section that they are in and,
in the first deployment, by the step (`**2. …`) that they follow.
"""

import re
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
README = REPOSITORY / "README.md"
HEADING = re.compile(r"^(?:#+ (?P<section>.+)|\*\*(?P<step>\d)\. .*)$")


def blocks(text=None):
    """{section or (section, step): [block, …]} of the README."""
    found, section, place, open_block = {}, None, None, None
    for line in (README.read_text() if text is None else text).splitlines():
        heading = HEADING.match(line) if open_block is None else None
        if heading and heading["section"]:
            section = place = heading["section"]
        elif heading:
            place = (section, heading["step"])
        elif line == "```sh":
            open_block = []
        elif line == "```" and open_block is not None:
            found.setdefault(place, []).append("\n".join(open_block))
            open_block = None
        elif open_block is not None:
            open_block.append(line)
    return found


class Commands:
    """The blocks that a story runs; `taken` remembers which."""

    def __init__(self, text=None, document="README.md"):
        self.blocks, self.document = blocks(text), document
        self.taken = set()

    def step(self, number, index=0):
        """A block of a step of the first deployment."""
        return self._take(("The first deployment", str(number)), index)

    def section(self, name, index=0):
        """A block of a section."""
        return self._take(name, index)

    def _take(self, place, index):
        if len(self.blocks.get(place, [])) <= index:
            raise LookupError(f"{self.document} has no block {index + 1} of commands in {place}")
        self.taken.add((place, index))
        return self.blocks[place][index]


def guide(name):
    """The commands of a guide in docs/."""
    path = REPOSITORY / "docs" / name
    return Commands(path.read_text(), f"docs/{name}")


def unused(stories):
    """The blocks that no story took: commands that may have rotted."""
    taken = set().union(*(commands.taken for commands in stories))
    every = {
        (place, index) for commands in stories
        for place, found in commands.blocks.items() for index in range(len(found))
    }
    return sorted(every - taken, key=str)


def messages(text=None):
    """What the README says that failing commands print: the first column of its table."""
    table = section("When a command fails", text)
    return re.findall(r"^\| `([^`]+)`[^|]*\|", table, re.MULTILINE)


def section(name, text=None):
    """The text of a section, without those below it."""
    text = README.read_text() if text is None else text
    found = re.search(rf"^#+ {re.escape(name)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"README.md has no section {name!r}")
    return found[1]
