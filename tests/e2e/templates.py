"""CloudFormation templates as plain Python: reading them, and what refers to what.

The short forms (`!Ref`, `!GetAtt`) are read as the long ones. Read with PyYAML and nothing of the
Rust code, so that tests hold the one against the other.
"""

import functools
import json
import re

import yaml

# `${Name}` and `${Name.Attribute}` of Fn::Sub, not `${!Literal}`.
SUBSTITUTION = re.compile(r"\$\{([^!{}][^{}]*)\}")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """A safe loader that knows the tags of CloudFormation and takes dates for texts."""


def _function(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


@functools.lru_cache(maxsize=256)
def _parse(text):
    return json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, _Loader)  # noqa: S506


def parse(text):
    """A template as dictionaries and lists. The same text gives the same object: change none."""
    return _parse(text)


def references(node):
    """The names that a node refers to by Ref, Fn::GetAtt and Fn::Sub: parameters and logical ids."""
    found = set()
    if isinstance(node, list):
        for item in node:
            found |= references(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref" and isinstance(value, str):
                found.add(value)
            elif key == "Fn::GetAtt":
                found.add(value[0] if isinstance(value, list) else value.split(".")[0])
            elif key == "Fn::Sub":
                text, given = value if isinstance(value, list) else (value, {})
                found |= {name.split(".")[0] for name in SUBSTITUTION.findall(text)} - set(given)
                found |= references(given)
            else:
                found |= references(value)
    return found


def conditions(node):
    """The names of the conditions that a node asks, by Condition and Fn::If."""
    found = set()
    if isinstance(node, list):
        for item in node:
            found |= conditions(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Condition" and isinstance(value, str):
                found.add(value)
            elif key == "Fn::If":
                found.add(value[0])
            found |= conditions(value)
    return found


def creation_order(resources):
    """Logical ids, each after those that it refers to or depends on; raises ValueError on a circle."""
    order, open_ids = [], []

    def visit(logical_id):
        if logical_id in order:
            return
        if logical_id in open_ids:
            raise ValueError("circular dependency: " + " -> ".join([*open_ids, logical_id]))
        open_ids.append(logical_id)
        resource = resources[logical_id]
        depends = resource.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        for other in [*depends, *sorted(references(resource))]:
            if other in resources:
                visit(other)
            elif other in depends:
                raise ValueError(f"{logical_id} depends on {other}, which is no resource")
        open_ids.pop()
        order.append(logical_id)

    for logical_id in resources:
        visit(logical_id)
    return order
