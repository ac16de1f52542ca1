"""The types that the emulator makes, changes or deletes in another way than moto's CloudFormation.

A type is up to four functions. One that is left out leaves that step to moto's own class of the
type, if there is one. `create` sets the physical id (and attributes) of a resource; `complete` adds
attributes after moto made it.
"""

from dataclasses import dataclass
from typing import Callable

TYPES = {}


@dataclass(frozen=True)
class Type:
    """How one type is made (`create(api, resource, generated_name)`), completed
    (`complete(api, resource)`), changed (`update(api, resource, properties)`) and deleted
    (`delete(api, resource)`)."""

    create: Callable | None = None
    complete: Callable | None = None
    update: Callable | None = None
    delete: Callable | None = None


def define(name, **steps):
    """Adds a type to the table."""
    assert name not in TYPES, f"{name} is defined twice"
    TYPES[name] = Type(**steps)


def keep(api, resource, properties):
    """A change of what the emulator does not hold, such as tags: nothing to do."""


from e2e.emulator.services import (  # noqa: E402, F401 - they fill the table.
    containers,
    data,
    edge,
    load_balancing,
    network,
    observing,
)
