"""resolved.py puts values where the deployment would."""

import json
import tempfile
import unittest
from pathlib import Path

import resolved

NESTED = {
    "Parameters": {
        "Protection": {"Type": "String"},
        "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"},
        "KeyArn": {"Type": "String"},
        "Ports": {"Type": "CommaDelimitedList"},
    },
    "Conditions": {"Protected": {"Fn::Equals": [{"Ref": "Protection"}, "true"]}},
    "Resources": {
        "Bucket": {"Type": "B", "Condition": "Protected", "Metadata": {"guard": {}}, "Properties": {}},
        "Database": {
            "Type": "D",
            "Properties": {
                "DeletionProtection": {"Ref": "Protection"},
                "Attributes": [{"Key": "protected", "Value": {"Ref": "Protection"}}],
                "Subnets": {"Ref": "Subnets"},
                "Key": {"Ref": "KeyArn"},
                "Ports": {"Ref": "Ports"},
                "Retention": {"Fn::If": ["Protected", 14, {"Ref": "AWS::NoValue"}]},
                "Extra": {"Fn::If": ["Protected", {"Ref": "AWS::NoValue"}, 1]},
                "Name": {"Fn::Sub": "${Protection}-${AWS::Region}"},
                "Objects": {"Fn::Sub": "${Bucket.Arn}/*"},
                "Own": {"Ref": "Bucket"},
            },
        },
    },
    "Outputs": {"Name": {"Value": {"Fn::Join": ["-", ["a", {"Ref": "Protection"}]]}}, "Id": {"Value": {"Ref": "Bucket"}}},
}


def nested(file, **parameters):
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": file, "Parameters": parameters},
    }


ROOT = {
    "Parameters": {"Protection": {"Type": "String", "Default": "false"}},
    "Resources": {
        # Before the stack whose output it takes.
        "Late": nested("late.json", Name={"Fn::GetAtt": ["Data", "Outputs.Name"]}),
        "Data": nested(
            "nested.json",
            Protection={"Ref": "Protection"},
            Subnets={"Fn::GetAtt": ["Network", "Outputs.Ids"]},
            KeyArn={"Fn::GetAtt": ["Keys", "Outputs.Arn"]},
            Ports="80,443",
        ),
    },
}
LATE = {"Parameters": {"Name": {"Type": "String"}}, "Resources": {"R": {"Type": "R", "Properties": {"N": {"Ref": "Name"}}}}}


def templates(parameters, texts=None):
    texts = texts or {"root.json": ROOT, "nested.json": NESTED, "late.json": LATE}
    root = {"name": "Root", "file": "root.json", "parameters": "p.json", "region": "eu-central-1"}
    manifest = {"roots": [root], "stacks": [{"file": file} for file in texts]}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, content in {"assembly.json": manifest, "p.json": parameters, **texts}.items():
            (folder / name).write_text(json.dumps(content))
        return resolved.templates(folder)


class Templates(unittest.TestCase):
    def properties(self, *parameters):
        return templates(list(parameters))["nested.json"]["Resources"]["Database"]["Properties"]

    def test_a_parameter_of_the_root_reaches_a_nested_stack_as_a_boolean_and_in_pairs_as_a_text(self):
        given = self.properties("Protection=true")
        self.assertIs(given["DeletionProtection"], True)
        self.assertEqual(given["Attributes"], [{"Key": "protected", "Value": "true"}])
        self.assertIs(self.properties()["DeletionProtection"], False)

    def test_a_decided_condition_leaves_one_branch(self):
        self.assertEqual(self.properties("Protection=true")["Retention"], 14)
        self.assertNotIn("Extra", self.properties("Protection=true"))
        self.assertNotIn("Retention", self.properties())
        self.assertEqual(self.properties()["Extra"], 1)

    def test_what_only_aws_knows_has_its_shape(self):
        given = self.properties()
        self.assertEqual([name[:7] for name in given["Subnets"]], ["subnet-", "subnet-"])
        self.assertTrue(given["Key"].startswith("arn:aws:"))
        self.assertEqual(given["Ports"], ["80", "443"])

    def test_a_reference_to_a_resource_of_the_template_stays_one(self):
        given = self.properties("Protection=true")
        self.assertEqual(given["Own"], {"Ref": "Bucket"})
        self.assertEqual(given["Objects"], {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket", "Arn"]}, "/*"]]})
        self.assertEqual(given["Name"], "true-eu-central-1")

    def test_an_output_reaches_a_stack_that_is_written_before(self):
        self.assertEqual(templates(["Protection=x"])["late.json"]["Resources"]["R"]["Properties"], {"N": "a-x"})

    def test_a_resource_is_judged_without_its_condition_and_its_own_word(self):
        self.assertEqual(templates([])["nested.json"]["Resources"]["Bucket"], {"Type": "B", "Properties": {}})

    def test_a_template_that_no_root_holds_is_an_error(self):
        with self.assertRaisesRegex(ValueError, "late.json"):
            templates([], {"root.json": {"Resources": {}}, "late.json": LATE})


if __name__ == "__main__":
    unittest.main()
