"""ci/agreement.py pairs what is the same, and nothing else; ci/mutations.py counts what is new."""

import unittest

import agreement
import mutations
from agreement import Said

SAME = {"property-unknown": {"E3002"}, "reference-undefined": {"E1012", "E1020"}}


class Compared(unittest.TestCase):
    def test_one_line_of_one_file_is_the_same_whatever_the_rules_are(self):
        ours = [Said("a.yaml", 7, "property-type", "found a list")]
        theirs = [Said("a.yaml", 7, "E9999", "is not of type")]
        self.assertEqual(agreement.compared(ours, theirs, SAME), (1, [], []))

    def test_rules_that_find_the_same_may_place_it_some_lines_apart(self):
        ours = [Said("a.yaml", 7, "property-unknown", "`Nmae`")]
        theirs = [Said("a.yaml", 9, "E3002", "Additional properties")]
        self.assertEqual(agreement.compared(ours, theirs, SAME), (1, [], []))

    def test_other_rules_other_files_and_far_lines_differ(self):
        ours = [Said("a.yaml", 7, "property-unknown", "`Nmae`")]
        for other in (
            Said("b.yaml", 7, "E3002", "in another file"),
            Said("a.yaml", 9, "E1012", "of another rule"),
            Said("a.yaml", 90, "E3002", "far away"),
        ):
            self.assertEqual(agreement.compared(ours, [other], SAME), (0, ours, [other]))

    def test_checks_name_the_rules_that_find_the_same(self):
        self.assertIn("E3006", agreement.correspondences()["resource-type-unknown"])


class Counted(unittest.TestCase):
    def test_what_was_said_before_does_not_count(self):
        mutant = {"folder": "k/0", "root": "a.yaml", "changed": ["a.yaml"]}
        said = {"before/a.yaml": {("W1", "old")}, "mutants/k/0/a.yaml": {("W1", "old"), ("E1", "new")}}
        self.assertEqual(mutations.new(mutant, said), [("E1", "new")])

    def test_a_row_counts_each_mutant_once(self):
        mutants = [
            {"kind": "k", "found": ["one", "two"], "cfn_lint": []},
            {"kind": "k", "found": [], "cfn_lint": [("E1", "m")]},
        ]
        self.assertEqual(mutations.counted(mutants), [("k", 2, 1, 1)])


if __name__ == "__main__":
    unittest.main()
