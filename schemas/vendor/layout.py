"""The layout of a facts file: sorted, one property per line, the same bytes for the same facts."""

import json

# Maps whose entries get a line each, at any depth.
OPENED = ("properties", "attributes", "definitions")
# Lists that mean a set.
SETS = ("required",)


def text(facts):
    """A whole file: types by name, each opened to its properties."""
    entries = [f"{_key(name)}:{_type(facts[name])}" for name in sorted(facts)]
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _type(facts):
    lines = [f" {_key(key)}:{_value(key, facts[key], 1)}" for key in sorted(facts)]
    return "{\n" + ",\n".join(lines) + "\n}"


def _value(key, value, depth):
    if key in OPENED and isinstance(value, dict):
        return _opened(value, depth)
    if key in SETS and isinstance(value, list):
        value = sorted(value)
    return _inline(value, depth)


def _opened(entries, depth):
    if not entries:
        return "{}"
    pad = " " * (depth + 1)
    lines = [f"{pad}{_key(name)}:{_inline(entries[name], depth + 1)}" for name in sorted(entries)]
    return "{\n" + ",\n".join(lines) + "\n" + " " * depth + "}"


def _inline(value, depth):
    if isinstance(value, dict):
        return "{" + ",".join(f"{_key(key)}:{_value(key, value[key], depth)}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_inline(one, depth) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(key):
    return json.dumps(key, ensure_ascii=False)
