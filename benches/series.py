"""How one `synth` grows with the number of its specs.

The specs are one spec under other names and domains, so that each costs what the first costs. Every
run writes into a folder of its own, and all of them stay until the end: where many files were removed
just now, a file system may make new ones more slowly.
"""

import statistics

import processes
from tables import digits, markdown, memory, spread

SIZES = (1, 10, 100, 1000)
ROUNDS = 3


def measure(program, base, folder):
    """The table of the series, with what is to be said below it; `folder` is empty."""
    specs = write_specs(base.read_text(), folder / "specs")
    rows = [["specs", "wall, median [min–max]", "per spec", "processors", "per spec", "peak"]]
    per_spec = []
    for size in SIZES:
        def command(number):
            out = folder / f"{size}-{number}"
            return [program, "synth", *specs[:size], "--no-validate", "--quiet", "-o", out]

        # The run whose memory is measured warms up for those whose time is.
        peak = processes.peak(command("peak"), folder / "specs")
        runs = [processes.run(command(number), folder / "specs") for number in range(ROUNDS)]
        wall, used = ([1000 * seconds for seconds in kind] for kind in zip(*runs))
        each = statistics.median(wall) / size
        used = statistics.median(used)
        per_spec.append(each)
        rows.append([
            f"{size:,}",
            spread(wall, " ms"),
            f"{digits(each)} ms",
            f"{digits(used)} ms",
            f"{digits(used / size)} ms",
            memory(peak),
        ])
    return [*markdown(rows), "", growth(per_spec)]


def growth(per_spec):
    """What the series says about growth: a spec among many takes at most what it takes alone."""
    alone, many = per_spec[0], per_spec[-1]
    return (
        f"One process over the same spec under other names, {ROUNDS} rounds after one warm-up: "
        f"{digits(alone)} ms for one alone, {digits(many)} ms for each of {SIZES[-1]:,}, "
        f"{digits(many / alone)} times as much (1 would be linear)."
    )


def write_specs(base, folder):
    """Writes as many specs as the largest run takes; their names, in the order of the numbers."""
    folder.mkdir()
    names = []
    for number in range(max(SIZES)):
        name = f"{number:04}.yaml"
        (folder / name).write_text(variation(base, number))
        names.append(name)
    return names


def variation(base, number):
    """The spec under another name and domain."""
    replacements = {
        "name: acme-solid\n": f"name: acme-{number:04}\n",
        "domain: solid.example.com\n": f"domain: solid-{number:04}.example.com\n",
    }
    for old, new in replacements.items():
        if old not in base:
            raise SystemExit(f"the spec that is varied no longer has `{old.strip()}`: adapt benches/series.py")
        base = base.replace(old, new)
    return base
