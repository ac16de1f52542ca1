"""Applies our own corrections, `overlay/*.toml`, to the merged facts.

An entry that changes nothing fails the refresh: upstream has caught up, and the entry goes.
Entries are of two kinds:
  [[fix]]    type, and one of property | attribute (a dotted path) or neither (the type itself);
             then add (lists grow), set (values are replaced), unset (keys go) or
             remove = true (the attribute goes); reason, source.
  [[alias]]  type, name, canonical (a name, or type and name): two names of one value; targets and Ref
             use the canonical one.
"""

import tomllib

from .walk import owners


def apply(folder, facts):
    """Applies every entry of every file, in the order of names."""
    problems = []
    for path in sorted(folder.glob("*.toml")):
        entries = tomllib.loads(path.read_text())
        for number, alias in enumerate(entries.get("alias", []), 1):
            if not _alias(facts, alias):
                problems.append(f"{path.name}: alias {number} ({alias['type']}.{alias['name']}) changes nothing")
        for number, fix in enumerate(entries.get("fix", []), 1):
            place = fix.get("property") or fix.get("attribute") or ""
            problem = _fix(facts, fix, place)
            if problem:
                problems.append(f"{path.name}: fix {number} ({fix['type']} {place}) {problem}")
    if problems:
        raise SystemExit("\n".join(problems))


def _alias(facts, alias):
    canonical = alias["canonical"]
    old, new = [alias["type"], alias["name"]], canonical if isinstance(canonical, list) else [alias["type"], canonical]
    changed = _retarget(facts, old, new)
    one = facts[alias["type"]]
    if one.get("ref") == alias["name"]:
        one["ref"], changed = new[1], True
    attribute = one["attributes"].get(alias["name"])
    if attribute is not None and attribute.get("targets") != [new]:
        attribute["targets"], changed = [new], True
    return changed


def _retarget(node, old, new):
    changed = False
    if isinstance(node, dict):
        targets = node.get("targets")
        if isinstance(targets, list) and old in targets:
            node["targets"] = sorted([list(pair) for pair in {tuple(new if one == old else one) for one in targets}])
            changed = True
        for child in node.values():
            changed |= _retarget(child, old, new)
    elif isinstance(node, list):
        for child in node:
            changed |= _retarget(child, old, new)
    return changed


def _fix(facts, fix, place):
    """Applies one fix; what is wrong with it, or None."""
    for key in ("reason", "type"):
        if not fix.get(key):
            return f"has no {key}"
    one = facts.get(fix["type"])
    if one is None:
        return "names no known type"
    if "property" in fix:
        parts = place.split(".")
        nodes = [owner[parts[-1]] for owner in owners(one["properties"], parts, one.get("definitions", {}))]
    elif fix.get("remove"):
        return None if one.get("attributes", {}).pop(place, None) else "removes nothing"
    elif "attribute" in fix:
        if place not in one.get("attributes", {}) and "set" not in fix:
            return "names no known attribute"
        nodes = [one.setdefault("attributes", {}).setdefault(place, {})]
    else:
        nodes = [one]
    if not nodes:
        return "names no known property"
    problems = [_change(node, fix) for node in nodes]
    return next((problem for problem in problems if problem), None)


def _change(node, fix):
    for key, more in fix.get("add", {}).items():
        present = node.get(key, [])
        if all(one in present for one in more):
            return f"adds nothing to {key}"
        node[key] = sorted([*present, *(one for one in more if one not in present)])
    for key, value in fix.get("set", {}).items():
        if node.get(key) == value:
            return f"sets {key} to what it is"
        node[key] = value
    for key in fix.get("unset", []):
        if key not in node:
            return f"unsets {key}, which is not there"
        del node[key]
    return None if set(fix) & {"add", "set", "unset"} else "changes nothing"
