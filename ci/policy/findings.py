"""What a policy checker said: one finding per resource that does not meet a check."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """A resource that does not meet a check."""

    tool: str
    check: str
    # What the check asks, in the tool's words.
    asks: str
    # The shipped spec whose assembly it is in.
    spec: str
    # The name of the template without its suffix.
    stack: str
    resource: str
    type: str


@dataclass
class Outcome:
    """Everything that one tool said."""

    tool: str
    # The name and version of the tool and of the rules that it read.
    versions: list
    findings: list = field(default_factory=list)
    # How often a check was met, by spec.
    met: Counter = field(default_factory=Counter)
    # The checks that had something to judge.
    checks: set = field(default_factory=set)
