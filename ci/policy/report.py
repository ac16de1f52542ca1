"""docs/policy.md: what the checkers asked, what is not met, and why."""

import re
from collections import defaultdict

from exceptions import VERDICTS

HEAD = """\
# What policy checkers say about the templates

Made by `make policy POLICY=--record`; do not edit. The reasons are those of `ci/policy-exceptions.toml`.
"""

METHOD = """\
Every spec of `stacks/` is synthesised, and parameters become their values through all nested stacks, the way
the deployment would pass them; what only AWS knows when it deploys becomes a text of the same shape. Resources
that hang on a condition are judged as if they were there. `make policy` fails on a finding that has no reason
below, on a reason that no finding needs any more, and when a tool does not find the faults planted for it.

A check is counted as met for every resource by checkov and cdk-nag, for every template by the rules of
CloudFormation Guard.
"""

# What differs from one day to the next is between these.
BEGIN, END = "<!-- on that day: begin -->", "<!-- on that day: end -->"


def render(date, outcomes, explained, exceptions, specs):
    """The report as Markdown."""
    lines = [HEAD, METHOD, BEGIN, f"Recorded on {date}, over {', '.join(f'`{spec}`' for spec in specs)}.", ""]
    lines += ["| tool | versions | checks that had something to judge | met | not met |", "|---|---|---|---|---|"]
    for told in outcomes:
        counts = f"{len(told.checks)} | {told.met.total()} | {len(told.findings)}"
        lines.append(f"| {told.tool} | {', '.join(told.versions)} | {counts} |")
    lines += [END, ""]
    for verdict, title in VERDICTS.items():
        by_exception = defaultdict(list)
        for (index, _), findings in sorted(explained.items()):
            if exceptions[index].verdict == verdict:
                by_exception[index] += findings
        rows = [row(findings, exceptions[index], specs) for index, findings in by_exception.items()]
        lines += [f"## {title}", ""]
        if rows:
            lines += ["| what is asked | where | why |", "|---|---|---|", *rows, ""]
        else:
            lines += ["Nothing.", ""]
    return "\n".join(lines)


def row(findings, exception, specs):
    """A line of a table: what has one reason."""
    asked = sorted({question(finding) for finding in findings})
    cells = ("<br>".join(asked), where(findings, specs), exception.reason)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def question(finding):
    """A check, and what it asks where its name is not all there is."""
    check = f"`{finding.check}` ({finding.tool})"
    return check if finding.asks == finding.check else f"{check}: {finding.asks.removesuffix('.')}"


def where(findings, specs):
    """Specs, stacks and families of logical ids."""
    by_stack = defaultdict(set)
    for finding in findings:
        by_stack[finding.stack].add(finding.resource)
    named = of_specs({finding.spec for finding in findings}, set(specs))
    stacks = "; ".join(f"{stack}: {families(resources)}" for stack, resources in sorted(by_stack.items()))
    return f"{named}; {stacks}"


def of_specs(some, every):
    """Names of some of the specs, or of the few that are missing."""
    listed = lambda specs: ", ".join(f"`{spec}`" for spec in sorted(specs))
    if some == every:
        return "every spec"
    missing = every - some
    return f"every spec but {listed(missing)}" if len(missing) < len(some) else listed(some)


def families(resources):
    """Logical ids, those of zones as one, and many that end alike by how they end."""
    names = {re.sub(r"(?<=[a-z])[A-F]$", "*", resource) for resource in resources}
    names = sorted(name for name in names if f"{name}*" not in names)
    if len(names) > 3:
        ends = defaultdict(list)
        for name in names:
            ends["".join(re.findall(r"[A-Z][a-z0-9]*\*?", name)[-2:])].append(name)
        names = [f"*{end}" if len(alike) > 1 else alike[0] for end, alike in sorted(ends.items())]
    return ", ".join(f"`{name}`" for name in names)


def lasting(text):
    """A report without what differs from one day to the next."""
    return re.sub(f"{BEGIN}.*?{END}", "", text, flags=re.DOTALL)
