"""Reads the database of @aws-cdk/aws-service-spec.

Its types are lists of properties with kinds of its own; `schema_of` translates a kind to JSON Schema
for what cfn-lint does not know.
Not here: how the two sources are joined (`merge.py`).
"""

import gzip
import json
import re
from pathlib import Path


class Spec:
    """The types by name, and the nested types by id."""

    def __init__(self, package: Path):
        database = json.loads(gzip.decompress((package / "package/db.json.gz").read_bytes()))["schema"]
        self.types = {entity["cloudFormationType"]: entity for entity in database["resource"]["entities"]}
        self.nested = {entity["$id"]: entity for entity in database["typeDefinition"]["entities"]}

    def nested_of(self, kind):
        """The nested types that a property's kind reaches through lists, maps and unions."""
        match kind["type"]:
            case "ref":
                return [self.nested[kind["reference"]["$ref"]]]
            case "array" | "map":
                return self.nested_of(kind["element"])
            case "union":
                return [found for one in kind["types"] for found in self.nested_of(one)]
            case _:
                return []

    def schema_of(self, kind, definitions):
        """A kind as JSON Schema; nested types that it names are added to `definitions`."""
        match kind["type"]:
            case "string" | "integer" as name:
                allowed = kind.get("allowedValues")
                return {"type": name, **({"enum": allowed} if allowed else {})}
            case "boolean" | "number" as name:
                return {"type": name}
            case "json":
                return {"type": ["object", "string"]}
            case "tag":
                definitions.setdefault("Tag", TAG)
                return {"$ref": "#/definitions/Tag"}
            case "array":
                return {"type": "array", "items": self.schema_of(kind["element"], definitions)}
            case "map":
                return {"type": "object", "patternProperties": {".*": self.schema_of(kind["element"], definitions)}}
            case "union":
                return {"anyOf": [self.schema_of(one, definitions) for one in kind["types"]]}
            case "ref":
                nested = self.nested[kind["reference"]["$ref"]]
                if nested["name"] not in definitions:
                    definitions[nested["name"]] = {}
                    definitions[nested["name"]] = self.object_of(nested["properties"], definitions)
                return {"$ref": f"#/definitions/{nested['name']}"}
            case other:
                raise SystemExit(f"aws-service-spec: a kind `{other}` that schema_of does not know")

    def object_of(self, properties, definitions):
        """A list of properties as the JSON Schema of an object."""
        required = sorted(name for name, one in properties.items() if one.get("required"))
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: self.schema_of(one["type"], definitions) for name, one in properties.items()},
            **({"required": required} if required else {}),
        }


TAG = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"Key": {"type": "string"}, "Value": {"type": "string"}},
    "required": ["Key", "Value"],
}

# Replacement, in our words.
UPDATE = {"yes": "replace", "maybe": "may-replace"}


def first_sentence(markdown):
    """The first sentence of a description: one line of plain text, code spans kept."""
    paragraph = markdown.strip().split("\n\n")[0]
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
    text = re.sub(r"^[>\-#\s]+", "", text)
    text = re.sub(r"(?<!\w)\*+([^*\s](?:[^*]*[^*\s])?)\*+(?!\w)", r"\1", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([.,;:])(?=\s|$)", r"\1", text)
    end = re.search(r"(?<!e\.g)(?<!i\.e)(?<!etc)(?<!vs)\.(?=\s+[A-Z`(]|\s*$)", text)
    return text[: end.end()] if end else text
