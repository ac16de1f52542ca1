"""The refresh of the facts: overlay, merge and layout, each on facts small enough to read."""

import copy
import tempfile
import unittest
from pathlib import Path

from vendor import layout, overlay
from vendor.merge import Merger
from vendor.spec import Spec, first_sentence

FACTS = {
    "AWS::X::Group": {
        "ref": "Id",
        "attributes": {"Id": {"type": "string"}, "GroupId": {"type": "string"}},
        "properties": {},
    },
    "AWS::X::User": {
        "attributes": {},
        "definitions": {"Rule": {"properties": {"Group": {"type": "string", "targets": [["AWS::X::Group", "Id"]]}}}},
        "properties": {"Rules": {"type": "array", "items": {"$ref": "#/definitions/Rule"}}, "Name": {"type": "string"}},
    },
}


def applied(text):
    facts = copy.deepcopy(FACTS)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "one.toml").write_text(text)
        overlay.apply(Path(folder), facts)
    return facts


def fix(where, change, reason="why"):
    return f'[[fix]]\ntype = "AWS::X::User"\n{where}\n{change}\nreason = "{reason}"\n'


class Overlay(unittest.TestCase):
    def test_an_entry_reaches_a_nested_property_through_lists_and_references(self):
        facts = applied(fix('property = "Rules.Group"', 'add = { targets = [["AWS::X::Other", "Id"]] }'))
        group = facts["AWS::X::User"]["definitions"]["Rule"]["properties"]["Group"]
        self.assertEqual(group["targets"], [["AWS::X::Group", "Id"], ["AWS::X::Other", "Id"]])

    def test_an_entry_that_changes_nothing_fails(self):
        for change in [
            'add = { targets = [["AWS::X::Group", "Id"]] }',
            'set = { type = "string" }',
            'unset = ["update"]',
            "",
        ]:
            with self.subTest(change), self.assertRaises(SystemExit):
                applied(fix('property = "Rules.Group"', change))

    def test_an_entry_for_a_place_that_is_not_there_fails(self):
        for where in ['property = "Rules.Grup"', 'attribute = "Arn"']:
            with self.subTest(where), self.assertRaises(SystemExit):
                applied(fix(where, 'add = { targets = [["AWS::X::Other", "Id"]] }'))

    def test_an_entry_without_a_reason_fails(self):
        with self.assertRaises(SystemExit):
            applied(fix('property = "Name"', 'set = { update = "replace" }', reason=""))

    def test_an_alias_gives_one_kind_to_two_names_of_a_value(self):
        text = '[[alias]]\ntype = "AWS::X::Group"\nname = "Id"\ncanonical = "GroupId"\nreason = "why"\n'
        facts = applied(text)
        self.assertEqual(facts["AWS::X::Group"]["ref"], "GroupId")
        group = facts["AWS::X::User"]["definitions"]["Rule"]["properties"]["Group"]
        self.assertEqual(group["targets"], [["AWS::X::Group", "GroupId"]])


class Lint:
    """What `vendor.lint.Lint` would read."""

    gettable_properties = set()
    more_attributes = {}
    types = {
        "AWS::X::Thing": {
            "additionalProperties": False,
            "properties": {
                "Arn": {"type": "string"},
                "Name": {"type": "string", "maxLength": 8, "description": "prose"},
                "Place": {"$ref": "#/definitions/Place"},
                "RoleArn": {"type": "string", "format": "AWS::IAM::Role.Arn"},
            },
            "definitions": {"Place": {"type": "object", "properties": {"City": {"type": "string"}}}},
            "createOnlyProperties": ["/properties/Name"],
            "readOnlyProperties": ["/properties/Arn"],
            "primaryIdentifier": ["/properties/Name"],
            "required": ["Name"],
        }
    }


def service_spec():
    spec = Spec.__new__(Spec)
    text = {"type": "string"}
    spec.nested = {
        "1": {"name": "Place", "properties": {"City": {"type": text, "causesReplacement": "yes"}}},
    }
    spec.types = {
        "AWS::X::Thing": {
            "attributes": {"Arn": {"type": text}},
            "cfnRefIdentifier": ["Arn"],
            "properties": {
                "Name": {"type": text, "causesReplacement": "maybe", "documentation": "The *name*. More."},
                "New": {"type": {"type": "integer"}},
                "Place": {"type": {"type": "ref", "reference": {"$ref": "1"}}},
            },
        }
    }
    return spec


class Merge(unittest.TestCase):
    def setUp(self):
        self.merger = Merger(Lint, service_spec(), {"AWS::X::Thing"})
        self.facts = self.merger.facts("AWS::X::Thing")

    def test_where_both_speak_cfn_lint_wins_and_the_conflict_is_noted(self):
        self.assertEqual(self.facts["properties"]["Name"]["update"], "replace")
        self.assertIn(("AWS::X::Thing", "Name", "update", "replace", "may-replace"), self.merger.conflicts)

    def test_what_one_source_alone_has_is_taken(self):
        self.assertEqual(self.facts["definitions"]["Place"]["properties"]["City"]["update"], "replace")
        self.assertEqual(self.facts["properties"]["New"], {"type": "integer", "partial": True})
        self.assertEqual(self.facts["ref"], "Arn")

    def test_what_is_only_read_is_an_attribute(self):
        self.assertNotIn("Arn", self.facts["properties"])
        self.assertEqual(self.facts["attributes"]["Arn"], {"type": "string"})

    def test_a_format_becomes_a_target(self):
        self.assertEqual(self.facts["properties"]["RoleArn"]["targets"], [["AWS::IAM::Role", "Arn"]])

    def test_prose_goes_but_its_first_sentence_stays(self):
        self.assertEqual(
            self.facts["properties"]["Name"],
            {"type": "string", "maxLength": 8, "update": "replace", "doc": "The name."},
        )


class Text(unittest.TestCase):
    def test_the_first_sentence_is_plain_text_on_one_line(self):
        for markdown, sentence in [
            ("The [VPC](https://x.y/z) to\nuse, e.g. `vpc-1` . Then more.", "The VPC to use, e.g. `vpc-1`."),
            ("> **Note** : a *b* c", "Note: a b c"),
            ("Version 1.2 of it. More.", "Version 1.2 of it."),
        ]:
            with self.subTest(markdown):
                self.assertEqual(first_sentence(markdown), sentence)

    def test_a_file_has_a_property_per_line_in_the_order_of_names(self):
        facts = {"AWS::X::B": {"properties": {"Z": {"type": "string"}, "A": {"properties": {"K": {}}}}, "ref": "Z"}}
        self.assertEqual(
            layout.text(facts),
            '{\n"AWS::X::B":{\n "properties":{\n  "A":{"properties":{\n   "K":{}\n  }},\n'
            '  "Z":{"type":"string"}\n },\n "ref":"Z"\n}\n}\n',
        )


if __name__ == "__main__":
    unittest.main()
