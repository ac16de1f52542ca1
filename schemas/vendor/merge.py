"""Joins the two sources into the facts of one type.

The rule: our overlay over cfn-lint over aws-service-spec. A fact that only one source has is taken;
where both speak and differ, cfn-lint wins and the conflict is noted. Absence in cfn-lint of
"this replaces" is no statement, since many older registry schemas leave it out.
Not here: reading the sources, the overlay, and the layout of the files.
"""

from .lint import cleaned
from .spec import UPDATE, first_sentence
from .walk import objects, owners, resolved

# cfn-lint's formats that name a resource, as (type, attribute).
FORMATS = {
    "AWS::ACM::Certificate.Arn": ["AWS::CertificateManager::Certificate", "CertificateArn"],
    "AWS::EC2::Image.Id": ["AWS::EC2::Image", "ImageId"],
    "AWS::EC2::SecurityGroup.Id": ["AWS::EC2::SecurityGroup", "GroupId"],
    "AWS::EC2::SecurityGroup.Ids": ["AWS::EC2::SecurityGroup", "GroupId"],
    "AWS::EC2::SecurityGroup.Name": ["AWS::EC2::SecurityGroup", "GroupName"],
    "AWS::EC2::SecurityGroup.Names": ["AWS::EC2::SecurityGroup", "GroupName"],
    "AWS::EC2::Subnet.Id": ["AWS::EC2::Subnet", "SubnetId"],
    "AWS::EC2::Subnet.Ids": ["AWS::EC2::Subnet", "SubnetId"],
    "AWS::EC2::VPC.Id": ["AWS::EC2::VPC", "VpcId"],
    "AWS::IAM::Role.Arn": ["AWS::IAM::Role", "Arn"],
    "AWS::KMS::Alias.AliasName": ["AWS::KMS::Alias", "AliasName"],
    "AWS::KMS::Key.Arn": ["AWS::KMS::Key", "Arn"],
    "AWS::KMS::Key.Id": ["AWS::KMS::Key", "KeyId"],
    "AWS::Lambda::Function.Arn": ["AWS::Lambda::Function", "Arn"],
    "AWS::Lambda::Function.Name": ["AWS::Lambda::Function", "FunctionName"],
    "AWS::Logs::LogGroup.Name": ["AWS::Logs::LogGroup", "LogGroupName"],
    "AWS::S3::Bucket.Name": ["AWS::S3::Bucket", "BucketName"],
    "AWS::SNS::Topic.Arn": ["AWS::SNS::Topic", "TopicArn"],
    "AWS::SQS::Queue.Arn": ["AWS::SQS::Queue", "Arn"],
}
# Constraints between properties and other facts that a type has as a whole, taken as they are.
WHOLE = (
    "required", "requiredXor", "requiredOr", "dependentRequired", "dependentExcluded",
    "oneOf", "anyOf", "allOf", "patternProperties", "lifecycle", "replacementStrategy",
)


class Merger:
    """Makes the facts of one type after another and collects the conflicts."""

    def __init__(self, lint, spec, documented):
        self.lint, self.spec, self.documented = lint, spec, documented
        self.conflicts = []

    def facts(self, name):
        """The facts of a type, from whichever source has it."""
        schema, entity = self.lint.types.get(name), self.spec.types.get(name)
        facts = self._from_lint(name, schema, entity) if schema else self._from_spec(entity)
        if entity:
            self._add_spec(name, facts, entity, known=schema is not None)
        _add_format_targets(facts)
        _drop_self_targets(name, facts)
        facts["definitions"] = _reachable(facts)
        return {key: value for key, value in facts.items() if value not in ({}, [], None) or key == "properties"}

    def _from_lint(self, name, schema, entity):
        facts = cleaned(schema)
        properties, definitions = facts.get("properties", {}), facts.get("definitions", {})
        for shared in _shared_properties(facts):
            definitions.setdefault(shared, dict(properties[shared]))
        writable = entity["properties"] if entity else {}
        attributes = {}
        read_only = [pointer.split("/")[2:] for pointer in schema.get("readOnlyProperties", [])]
        gettable = [*read_only, *([attribute] for attribute in self.lint.more_attributes.get(name, []))]
        for parts in gettable:
            if "*" not in parts:
                attributes[".".join(parts)] = _attribute(properties, parts, definitions)
        if name in self.lint.gettable_properties:
            for parts in _scalars(properties, definitions):
                attribute = _attribute(properties, parts, definitions)
                attributes.setdefault(".".join(parts), {**attribute, "undocumented": True})
        for mark, value, key in (
            ("update", "may-replace", "conditionalCreateOnlyProperties"),
            ("update", "replace", "createOnlyProperties"),
            ("writeOnly", True, "writeOnlyProperties"),
            ("deprecated", True, "deprecatedProperties"),
        ):
            for pointer in schema.get(key, []):
                parts = pointer.split("/")[2:]
                for owner in owners(properties, parts, definitions):
                    owner[parts[-1]] = {**owner[parts[-1]], mark: value}
        for parts in read_only:
            if len(parts) == 1 and parts[0] not in writable:
                properties.pop(parts[0], None)
            elif len(parts) > 1:
                for owner in owners(properties, parts, definitions):
                    owner[parts[-1]] = {**owner[parts[-1]], "readOnly": True}
        for property_name in [one for one in properties if _only_read(properties[one], definitions)]:
            del properties[property_name]
        primary = [pointer.removeprefix("/properties/").replace("/", ".") for pointer in schema.get("primaryIdentifier", [])]
        tagging = {
            key: value.removeprefix("/properties/") if key == "tagProperty" else value
            for key, value in schema.get("tagging", {"taggable": False} if schema.get("taggable") is False else {}).items()
            if key != "permissions"
        }
        return {
            "properties": properties,
            "definitions": definitions,
            "attributes": attributes,
            "primaryIdentifier": primary,
            "tagging": tagging,
            "additionalProperties": None if schema.get("additionalProperties") is False else True,
            **{key: facts[key] for key in WHOLE if key in facts},
        }

    def _from_spec(self, entity):
        definitions = {}
        whole = self.spec.object_of(entity["properties"], definitions)
        return {
            "partial": True,
            "properties": whole["properties"],
            "required": whole.get("required"),
            "definitions": definitions,
            "attributes": {},
            "primaryIdentifier": [one.replace("/", ".") for one in entity.get("primaryIdentifier", [])],
        }

    def _add_spec(self, name, facts, entity, known):
        read_only = set(facts["attributes"]) - set(facts["properties"])
        self._add_properties(name, facts, facts["properties"], entity["properties"], read_only, set(), "", known)
        if known:
            flat = {one for one, fact in entity["properties"].items() if fact.get("required")}
            ours = set(facts.get("required", []))
            for one in sorted((flat ^ ours) & set(facts["properties"]) & set(entity["properties"])):
                self._conflict(name, one, "required", one in ours, one in flat)
        for attribute, fact in entity["attributes"].items():
            ours = facts["attributes"].setdefault(attribute, {})
            ours.pop("undocumented", None)
            theirs = {"type": _kind(fact["type"])}
            if theirs["type"] == "array":
                theirs["items"] = {"type": _kind(fact["type"]["element"])}
            if ours.get("type", theirs["type"]) != theirs["type"]:
                self._conflict(name, f"GetAtt {attribute}", "type", ours["type"], theirs["type"])
            for key, value in theirs.items():
                ours.setdefault(key, value)
            self._annotate(name, ours, fact)
        for attribute in facts["attributes"].values():
            attribute.setdefault("type", "string")
        for path in entity.get("additionalReplacementProperties", []):
            for owner in owners(facts["properties"], path, facts["definitions"]):
                owner[path[-1]] = {**owner[path[-1]], "update": "replace"}
        refer = [one.replace("/", ".") for one in entity.get("cfnRefIdentifier", [])]
        named = [one.replace("/", ".") for one in entity.get("primaryIdentifier", [])]
        if refer or named:
            known_names = {*facts["properties"], *facts["attributes"]}
            ours = facts["primaryIdentifier"]
            chosen = refer or (ours if ours and set(ours) <= known_names else named)
            facts["ref"] = chosen[0] if len(chosen) == 1 else chosen
        facts["tagging"] = {**(facts.get("tagging") or {}), **_tag_facts(entity)}
        facts["stateful"] = entity.get("isStateful")
        facts["arnTemplate"] = entity.get("arnTemplate")
        facts["transform"] = entity.get("cloudFormationTransform")
        if name in self.documented:
            facts["doc"] = first_sentence(entity.get("documentation", ""))

    def _add_properties(self, name, facts, ours, theirs, read_only, seen, path, known):
        """Adds what the spec says of each property, and the properties that it alone has."""
        if (id(ours), id(theirs)) in seen:
            return
        seen.add((id(ours), id(theirs)))
        definitions = facts["definitions"]
        for one, fact in theirs.items():
            here = f"{path}{one}"
            if one not in ours:
                if read_only is None or here in read_only:
                    continue
                ours[one] = self.spec.schema_of(fact["type"], definitions)
                if known:
                    ours[one]["partial"] = True
            update = UPDATE.get(fact.get("causesReplacement"))
            if update:
                mine = ours[one].get("update")
                if mine and mine != update:
                    self._conflict(name, here, "update", mine, update)
                ours[one].setdefault("update", update)
            self._annotate(name, ours[one], fact)
            nodes = objects(ours[one], definitions)
            nested = self.spec.nested_of(fact["type"])
            alone = len(nodes) == 1 and len(nested) == 1
            for node in nodes:
                for inner in nested:
                    if alone or set(node["properties"]) & set(inner["properties"]):
                        closed = alone and node.get("additionalProperties") is False
                        self._add_properties(
                            name, facts, node["properties"], inner["properties"],
                            read_only if closed else None, seen, f"{here}.", known,
                        )

    def _annotate(self, name, ours, fact):
        targets = [[one["cloudFormationType"], one["propertyName"].replace("/", ".")] for one in fact.get("relationshipRefs", [])]
        if targets:
            ours["targets"] = _union(ours.get("targets", []), targets)
        if name in self.documented and fact.get("documentation"):
            ours.setdefault("doc", first_sentence(fact["documentation"]))

    def _conflict(self, name, place, fact, ours, theirs):
        self.conflicts.append((name, place, fact, str(ours), str(theirs)))


def _shared_properties(node):
    """Turns references to properties into references to definitions; yields the names."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/properties/"):
            name = reference.removeprefix("#/properties/")
            node["$ref"] = f"#/definitions/{name}"
            yield name
        for child in list(node.values()):
            yield from _shared_properties(child)
    elif isinstance(node, list):
        for child in node:
            yield from _shared_properties(child)


def _tag_facts(entity):
    information = entity.get("tagInformation")
    return {"tagProperty": information["tagPropertyName"], "variant": information["variant"]} if information else {}


def _kind(kind):
    return {"ref": "object", "map": "object", "json": "object", "tag": "object", "union": "string"}.get(kind["type"], kind["type"])


def _union(one, other):
    return sorted([list(pair) for pair in {tuple(pair) for pair in [*one, *other]}])


def _attribute(properties, parts, definitions):
    """What Fn::GetAtt of a path yields: its type, its items' type, formats; no bounds."""
    found = owners(properties, parts, definitions)
    node = resolved(found[0][parts[-1]], definitions) if found else {}
    result = {key: node[key] for key in ("type", "format", "anyOf", "targets") if key in node and not _shapes(node[key])}
    if "properties" in node:
        result["type"] = "object"
    if result.get("type") == "array":
        items = resolved(node.get("items", {}), definitions)
        kind = "object" if "properties" in items else items.get("type", "string")
        result["items"] = {"type": kind, **({"format": items["format"]} if "format" in items else {})}
    return result


def _shapes(value):
    """Whether alternatives describe shapes rather than formats."""
    return isinstance(value, list) and any(isinstance(one, dict) and set(one) != {"format"} for one in value)


def _scalars(properties, definitions, path=(), depth=0):
    """Paths of what Fn::GetAtt reaches in a type whose every property can be had."""
    for name, child in properties.items():
        node = resolved(child, definitions)
        if "properties" in node and depth < 4:
            yield from _scalars(node["properties"], definitions, (*path, name), depth + 1)
        elif not (node.get("type") == "array" and "properties" in resolved(node.get("items", {}), definitions)):
            yield [*path, name]


def _only_read(node, definitions):
    """Whether a property holds an object of which nothing can be written."""
    target = resolved(node, definitions)
    inner = target.get("properties")
    return bool(inner) and all(isinstance(one, dict) and one.get("readOnly") for one in inner.values())


def _formats(node, definitions):
    """Formats of a node, of its alternatives and of its elements."""
    node = resolved(node, definitions)
    if isinstance(node.get("format"), str):
        yield node["format"]
    for key in ("oneOf", "anyOf", "allOf"):
        for child in node.get(key, []):
            yield from _formats(child, definitions)
    if isinstance(node.get("items"), dict):
        yield from _formats(node["items"], definitions)


def _add_format_targets(facts):
    definitions = facts["definitions"]
    maps = [facts["properties"], facts["attributes"]]
    for definition in list(definitions.values()):
        maps += [node["properties"] for node in objects(definition, definitions)]
    for node in list(facts["properties"].values()):
        maps += [inner["properties"] for inner in objects(node, definitions)]
    for properties in maps:
        for one in properties.values():
            if not isinstance(one, dict):
                continue
            targets = [FORMATS[found] for found in _formats(one, definitions) if found in FORMATS]
            targets += [pair for node in [resolved(one, definitions)] for pair in node.get("targets", [])]
            targets += resolved(resolved(one, definitions).get("items", {}), definitions).get("targets", [])
            if targets:
                one["targets"] = _union(one.get("targets", []), targets)


def _drop_self_targets(name, facts):
    """A property that gives the resource its own name refers to nothing."""
    for kind in ("properties", "attributes"):
        for one, node in facts[kind].items():
            targets = [pair for pair in node.get("targets", []) if pair != [name, one]]
            if targets:
                node["targets"] = targets
            else:
                node.pop("targets", None)


def _reachable(facts):
    """The definitions that properties, constraints and other definitions still name."""
    definitions, found = facts["definitions"], {}
    pending = [facts[key] for key in ("properties", *WHOLE) if key in facts]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                target = reference.removeprefix("#/definitions/")
                if target in definitions and target not in found:
                    found[target] = definitions[target]
                    pending.append(definitions[target])
            pending += list(node.values())
    return found
