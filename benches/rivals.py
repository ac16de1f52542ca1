"""Programs that do the same work, each a whole process, run in turn (A B A B …) after one round that does
not count: ess-cfn first, and each other one against it, round by round."""

from pathlib import Path
from typing import NamedTuple

import processes
from tables import memory, spread

HEAD = ["", "program", "wall, median [min–max]", "against ess-cfn", "peak"]


class Rival(NamedTuple):
    """One command of one program."""

    name: str
    command: list
    folder: Path


def measure(work, rivals, rounds):
    """Rows of a table for one kind of work, the first of them ours."""
    seconds = {rival: [] for rival in range(len(rivals))}
    for number in range(rounds + 1):
        for index, rival in enumerate(rivals):
            took, _ = processes.run(rival.command, rival.folder)
            if number > 0:
                seconds[index].append(took)
    rows = []
    for index, rival in enumerate(rivals):
        ratios = [theirs / mine for theirs, mine in zip(seconds[index], seconds[0])]
        rows.append([
            work if index == 0 else "",
            rival.name,
            spread([1000 * one for one in seconds[index]], " ms"),
            "1" if index == 0 else spread(ratios, "×"),
            memory(processes.peak(rival.command, rival.folder)),
        ])
    return rows
