"""ci/lint.py fails when it should."""

import json
import tempfile
import unittest
from pathlib import Path

import lint


def finding(rule, message, file="yaml/minimal/network.yaml"):
    return (file, rule, message, 3, 5)


def withdrawn(version, engine="postgres", rule="W3691"):
    return finding(rule, f"Engine version '{version}' for engine '{engine}' is deprecated and cannot be used")


class Judge(unittest.TestCase):
    def test_a_finding_fails_and_is_printed_with_its_place(self):
        found = [finding("E3002", "no such property")]
        self.assertEqual(lint.judge(found, set()), ["yaml/minimal/network.yaml:3:5: E3002 no such property"])

    def test_a_bare_major_version_of_postgresql_alone_is_allowed(self):
        self.assertEqual(lint.judge([withdrawn("17")], set()), [])
        self.assertEqual(len(lint.judge([withdrawn("9.6.1")], set())), 1)
        self.assertEqual(len(lint.judge([withdrawn("5", "mysql")], set())), 1)

    def test_a_bare_major_version_of_aurora_alone_is_allowed(self):
        aurora = "aurora-postgresql"
        self.assertEqual(lint.judge([withdrawn("16", aurora, "W3690")], set()), [])
        self.assertEqual(len(lint.judge([withdrawn("16.4", aurora, "W3690")], set())), 1)

    def test_a_planted_fault_is_expected_in_its_own_file_only(self):
        expected = {("fault.yaml", "E3002")}
        self.assertEqual(lint.judge([finding("E3002", "planted", "planted/fault.yaml")], expected), [])
        self.assertEqual(len(lint.judge([finding("E3002", "x", "yaml/a/fault.yaml")], expected)), 2)

    def test_a_planted_fault_that_is_not_found_fails(self):
        [problem] = lint.judge([], {("fault.yaml", "E3002")})
        self.assertIn("not found", problem)


class Unlike(unittest.TestCase):
    def test_what_is_said_twice_is_read_once_in_a_region_and_a_root_always(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            templates = []
            for name, text in (("a", "x"), ("b", "x"), ("root1", "TemplateURL"), ("root2", "TemplateURL")):
                (folder / name).write_text(text)
                templates.append((folder / name, "eu-central-1"))
            templates.append((folder / "b", "us-east-1"))
            kept = [(path.name, region) for path, region in lint.unlike(templates)]
        here = [(name, "eu-central-1") for name in ("a", "root1", "root2")]
        self.assertEqual(kept, [*here, ("b", "us-east-1")])


class Plant(unittest.TestCase):
    def test_a_fault_is_planted_in_both_formats(self):
        text = "Parameters:\n  Properties:\n    Type: String\nResources:\n  Vpc:\n    Type: X\n    Properties:\n      A: b\n"
        planted = text.replace("      A: b", "      Planted: fault\n      A: b")
        self.assertEqual(lint.with_fault(text, ".yaml"), planted)
        planted = lint.with_fault('{"Resources": {"Vpc": {"Properties": {"A": "b"}}}}', ".json")
        self.assertEqual(json.loads(planted)["Resources"]["Vpc"]["Properties"]["Planted"], "fault")


if __name__ == "__main__":
    unittest.main()
