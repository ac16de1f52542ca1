"""Tables of measurements, as Markdown that reads well on a terminal."""

import statistics


def markdown(rows):
    """Rows of texts, the first of them the heads of the columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return lines


def spread(values, unit):
    """`median [min–max]` with three digits that count."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{digits(middle)}{unit} [{digits(low)}–{digits(high)}]"


def digits(value):
    """A number with three digits that count, or all that stand before its point."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def memory(mebibytes):
    """A peak of memory, if it is known."""
    return "–" if mebibytes is None else f"{mebibytes:.1f} MiB"
