"""Finds the nodes of a type's schema: through `$ref`, lists, maps and alternatives.

Used by the merge (pointers of the registry) and by the overlay (paths of our own).
"""


def resolved(node, definitions):
    """The node itself, or what its chain of local references names."""
    seen = set()
    while isinstance(node, dict) and "$ref" in node:
        reference = node["$ref"]
        if reference in seen:
            return {}
        seen.add(reference)
        node = definitions.get(reference.removeprefix("#/definitions/"), {})
    return node if isinstance(node, dict) else {}


def objects(node, definitions, seen=None):
    """The object schemas (those with `properties`) that a node stands for, lists and maps entered."""
    seen = set() if seen is None else seen
    node = resolved(node, definitions)
    if id(node) in seen:
        return []
    seen.add(id(node))
    found = [node] if "properties" in node else []
    inner = [node.get("items"), node.get("additionalProperties")]
    inner += list(node.get("patternProperties", {}).values())
    for key in ("oneOf", "anyOf", "allOf"):
        inner += node.get(key, [])
    for child in inner:
        if isinstance(child, dict):
            found += objects(child, definitions, seen)
    return found


def owners(properties, parts, definitions):
    """Every map of properties that holds the last part of a path, the steps before it followed.

    `*` names an element; it may be left out, as AWS's own pointers do.
    """
    head, *rest = [part for part in parts if part != "*"]
    if not rest:
        return [properties] if head in properties else []
    if head not in properties:
        return []
    found = []
    for node in objects(properties[head], definitions):
        found += owners(node["properties"], rest, definitions)
    return found
