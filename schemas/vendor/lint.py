"""Reads the resource schemas packaged with cfn-lint.

They are AWS's registry schemas in JSON-Schema form with cfn-lint's patches already applied.
Not here: what the other source knows (`spec.py`) and how the two are joined (`merge.py`).
"""

import ast
import json
from pathlib import Path

# In the package, yet no public resource types.
NO_TYPES = {"Module", "AWS::CDK::Metadata", "AMZN::SDC::Deployment", "AWS::GammaDilithium::JobDefinition"}

# Keywords under which a schema holds a map of schemas, one schema, a list of schemas.
MAPS = ("properties", "definitions", "patternProperties")
ONE = ("items", "additionalProperties", "if", "then", "else", "not")
LISTS = ("oneOf", "anyOf", "allOf", "prefixItems")
# Prose and links: no facts.
DROPPED = {"title", "description", "$comment", "examples", "documentationUrl", "sourceUrl", "$schema", "relationshipRef"}

# Keywords that say what holds without them.
DEFAULTS = (("uniqueItems", False), ("insertionOrder", True), ("minLength", 0), ("minItems", 0), ("minProperties", 0))


class Lint:
    """The types by name, the regions of each, and the extra attributes that Fn::GetAtt takes."""

    def __init__(self, package: Path):
        schemas = package / "cfnlint/data/schemas"
        self.by_region = {
            file.stem.replace("_", "-"): _literal(file, "types")
            for file in sorted((schemas / "providers").glob("*.py"))
            if file.stem != "__init__"
        }
        digests = {}
        for region in ["us-east-1", *sorted(self.by_region)]:
            for name, digest in self.by_region[region].items():
                digests.setdefault(name, digest)
        self.types = {
            name: json.loads((schemas / "resources" / f"{digest}.json").read_text())
            for name, digest in sorted(digests.items())
            if name not in NO_TYPES
        }
        getatts = package / "cfnlint/schema/_getatts.py"
        self.gettable_properties = set(_literal(getatts, "_all_property_types"))
        self.more_attributes = _literal(getatts, "_exceptions")

    def regions(self):
        """Region names, sorted."""
        return sorted(self.by_region)

    def regions_of(self, name):
        """The regions that have the type."""
        return [region for region, types in sorted(self.by_region.items()) if name in types]


def _literal(file: Path, variable: str):
    """The value of a module-level variable, read without running the module."""
    for statement in ast.parse(file.read_text()).body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(getattr(target, "id", None) == variable for target in targets):
            return ast.literal_eval(statement.value)
    raise SystemExit(f"{file}: no variable `{variable}`")


def cleaned(schema):
    """A copy of a schema without prose; `relationshipRef` becomes `targets`."""
    if not isinstance(schema, dict):
        return schema
    result = {}
    for key, value in schema.items():
        if key == "relationshipRef":
            result["targets"] = [[value["typeName"], value["propertyPath"].rsplit("/", 1)[-1]]]
        elif key in DROPPED or (key, value) in DEFAULTS:
            continue
        elif key in MAPS and isinstance(value, dict):
            result[key] = {name: cleaned(child) for name, child in value.items()}
        elif key in ONE:
            result[key] = cleaned(value)
        elif key in LISTS:
            result[key] = [cleaned(child) for child in value]
        else:
            result[key] = value
    return result
