"""ci/agreement_diff.py finds the pairs there are, and tells verdicts that differ from those that do not."""

import tempfile
import unittest
from pathlib import Path

import agreement_diff

PAGE = """//! # a-risk
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//! # file: web.yaml
//! Resources:
//! # times 2:   # a line
//! ```
//! ## Instead
//! ```yaml
//! Resources: {}
//! ```
use this;
"""
TEST = '''const VPC: &str = "Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
";
fn a() {
    let new = VPC.replace("10.0.0.0/16", "10.1.0.0/16");
    let none = OTHER.replace("a", "b");
}
'''


class Pairs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "a_risk.rs"

    def test_a_page_has_a_pair_for_each_after_and_each_instead(self):
        self.path.write_text(PAGE)
        after, instead = agreement_diff.of_page(self.path)
        self.assertEqual((after.name, instead.name), ("a_risk, 1, after", "a_risk, 2, instead"))
        self.assertEqual(after.old, {"template.yaml": "Resources:\n  Topic: { Type: AWS::SNS::Topic }\n"})
        self.assertEqual(list(after.new), ["root.yaml", "web.yaml"])
        self.assertEqual(after.new["web.yaml"].count("# a line"), 2)
        self.assertEqual(instead.new, {"template.yaml": "Resources: {}\n"})

    def test_a_replaced_text_of_a_test_is_a_pair(self):
        self.path.write_text(TEST)
        [pair] = agreement_diff.of_tests(self.path)
        self.assertIn("10.0.0.0/16", pair.old["template.yaml"])
        self.assertIn("10.1.0.0/16", pair.new["template.yaml"])

    def test_the_pages_of_this_repository_have_pairs(self):
        pages = agreement_diff.sources(agreement_diff.ROOT / "src" / "diff" / "risks")
        self.assertGreater(sum(1 for page in pages for _ in agreement_diff.of_page(page)), 1)

    def test_a_stack_is_found_by_its_address(self):
        self.path.write_text(PAGE)
        pair, _ = agreement_diff.of_page(self.path)
        found = agreement_diff.stacks(pair.new)
        self.assertEqual(list(found), ["", "Web"])


class Verdicts(unittest.TestCase):
    def one(self, **changed):
        usual = {
            "stack": "A/B", "logical_id": "X", "type": "T", "change": "changed", "effect": "none",
            "afterwards": None, "from": None,
        }
        return agreement_diff.verdicts_of(usual | changed)

    def test_each_effect_has_its_word(self):
        place = ("A/B", "X")
        for effect, word in (
            ("replacement", "replaced"), ("may-replace", "may be replaced"), ("interruption", "changed"), ("none", "changed"),
        ):
            self.assertEqual(self.one(effect=effect), {place: ("T", word)})
        self.assertEqual(self.one(change="removed", afterwards="kept"), {place: ("T", "kept")})
        self.assertEqual(self.one(change="removed", afterwards="snapshot"), {place: ("T", "deleted")})

    def test_what_moved_is_made_here_and_deleted_there(self):
        moved = self.one(change="moved", **{"from": "C/Y"}, afterwards="deleted")
        self.assertEqual(moved, {("A/B", "X"): ("T", "made"), ("C", "Y"): ("T", "deleted")})

    def test_a_difference_that_replaces_nothing_is_one_only_among_all(self):
        ours = {("", "X"): ("T", "changed"), ("", "Y"): ("T", "replaced")}
        theirs = {("", "Y"): ("T", "may be replaced")}
        differing = ("", "Y", "T", "replaced", "may be replaced")
        self.assertEqual(agreement_diff.compared(ours, theirs, False), (0, [differing]))
        same, everything = agreement_diff.compared(ours, theirs, True)
        self.assertEqual((same, len(everything)), (0, 2))


if __name__ == "__main__":
    unittest.main()
