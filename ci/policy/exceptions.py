"""The reviewed list of what is not met and why, and the judgement by it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

# What may be said of a finding, in the order of the report.
VERDICTS = {
    "gap": "Right, and to be mended in the templates",
    "setting": "Right for this spec: another value of the spec meets it",
    "accepted": "Right, and not met on purpose",
    "mistaken": "The tool is mistaken",
}

PATTERNS = ("type", "spec", "stack", "resource")


@dataclass
class Explanation:
    """Findings that have an explanation. Patterns are those of file names: `*` is anything."""

    checks: list
    verdict: str
    reason: str
    type: str = "*"
    spec: str = "*"
    stack: str = "*"
    resource: str = "*"

    def explains(self, finding):
        """Whether it is about a finding."""
        return finding.check in self.checks and all(
            fnmatchcase(getattr(finding, key), getattr(self, key)) for key in PATTERNS
        )

    def __str__(self):
        patterns = [f"{key} {getattr(self, key)}" for key in PATTERNS if getattr(self, key) != "*"]
        return f"{', '.join(self.checks)} ({', '.join(patterns) or 'wherever'})"


def read(text):
    """The exceptions of a file."""
    # The tests of what needs none of it run on an older Python too.
    import tomllib

    found = []
    for entry in tomllib.loads(text).get("exception", []):
        if not {"check", "verdict", "reason"} <= set(entry) <= {"check", "verdict", "reason", *PATTERNS}:
            raise ValueError(f"expected check, verdict and reason, and patterns among {', '.join(PATTERNS)}, found {entry}")
        if entry["verdict"] not in VERDICTS:
            raise ValueError(f"expected a verdict among {', '.join(VERDICTS)}, found `{entry['verdict']}`")
        patterns = {key: entry[key] for key in PATTERNS if key in entry}
        checks = entry["check"] if isinstance(entry["check"], list) else [entry["check"]]
        found.append(Explanation(checks, entry["verdict"], " ".join(entry["reason"].split()), **patterns))
    return found


def judge(findings, exceptions):
    """(what fails, a line each; the explained findings by index of exception and check)."""
    problems, explained = [], {}
    for finding in sorted(findings):
        place = f"{finding.spec}/{finding.stack}: {finding.resource} ({finding.type})"
        by = [index for index, exception in enumerate(exceptions) if exception.explains(finding)]
        if not by:
            problems.append(f"{finding.tool}: {finding.check} {place}: {finding.asks}")
        elif len(by) > 1:
            both = " and ".join(str(exceptions[index]) for index in by)
            problems.append(f"{finding.check} {place}: expected one exception, found {both}")
        else:
            explained.setdefault((by[0], finding.check), []).append(finding)
    for index, exception in enumerate(exceptions):
        for check in exception.checks:
            if (index, check) not in explained:
                problems.append(f"{check}: the exception {exception} is about nothing any more; take it out")
    return problems, explained
