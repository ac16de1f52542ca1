"""The engine in place of moto's: what plain moto does wrong, and that each patch is needed."""

import json

from botocore.exceptions import ClientError

from e2e import account, namespace
from e2e.emulated import REGION, Emulated


def setUpModule():
    namespace.enter()


def child(resources, outputs=None, parameters=None):
    """A template as text."""
    template = {"Resources": resources}
    if outputs:
        template["Outputs"] = {name: {"Value": value} for name, value in outputs.items()}
    if parameters:
        template["Parameters"] = {name: {"Type": kind} for name, kind in parameters.items()}
    return json.dumps(template)


VPC = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}


class Stacks(Emulated):
    """Stacks, each test with one of its own name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stacks = account.client(cls.endpoint, "cloudformation", REGION)
        cls.sns = account.client(cls.endpoint, "sns", REGION)
        account.client(cls.endpoint, "s3", REGION).create_bucket(
            Bucket="templates", CreateBucketConfiguration={"LocationConstraint": REGION}
        )

    def setUp(self):
        super().setUp()
        self.topics = len(self.sns.list_topics()["Topics"])

    def put(self, name, text):
        """Uploads a template; returns the resource that nests it."""
        s3 = account.client(self.endpoint, "s3", REGION)
        s3.put_object(Bucket="templates", Key=name, Body=text.encode())
        return {"Type": "AWS::CloudFormation::Stack",
                "Properties": {"TemplateURL": f"{self.endpoint}/templates/{name}"}}

    def deploy(self, text, kind="CREATE", **more):
        """What the CLI's deploy asks for; returns the status."""
        self.stacks.create_change_set(
            StackName=self.name, ChangeSetName="c", ChangeSetType=kind, TemplateBody=text,
            Capabilities=["CAPABILITY_IAM"], **more
        )
        self.stacks.execute_change_set(StackName=self.name, ChangeSetName="c")
        return self.status()

    def status(self):
        return self.stacks.describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"]

    def exist(self):
        """{logical id: physical id} of the root."""
        rows = self.stacks.list_stack_resources(StackName=self.name)["StackResourceSummaries"]
        return {row["LogicalResourceId"]: row["PhysicalResourceId"] for row in rows}

    def nested(self):
        """A root of which one nested stack takes an output of another."""
        first = self.put("first", child({"Vpc": VPC}, {"Id": {"Ref": "Vpc"}}))
        group = {"Type": "AWS::EC2::SecurityGroup",
                 "Properties": {"GroupDescription": "g", "VpcId": {"Ref": "V"}}}
        second = self.put("second", child({"Group": group}, parameters={"V": "String"}))
        second["Properties"]["Parameters"] = {"V": {"Fn::GetAtt": ["First", "Outputs.Id"]}}
        return child({"First": first, "Second": second})


class Plain(Stacks):
    """What moto does without the engine; when one of these fails, a patch may go."""

    plain = True

    def test_no_nested_stack_takes_an_output_of_another(self):
        with self.assertRaises(Exception):
            self.deploy(self.nested())

    def test_an_unknown_type_counts_as_deployed(self):
        unknown = {"Type": "AWS::Nope::Thing", "Properties": {}}
        self.assertEqual(self.deploy(child({"Vpc": VPC, "Thing": unknown})), "CREATE_COMPLETE")

    def test_capabilities_are_not_asked_for(self):
        topic = {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": []}}
        self.stacks.create_change_set(
            StackName=self.name, ChangeSetName="c", ChangeSetType="CREATE",
            TemplateBody=child({"Profile": topic}),
        )


class Engine(Stacks):
    """What the engine does."""

    def test_a_nested_stack_takes_an_output_of_another_and_stays_when_nothing_changes(self):
        self.assertEqual(self.deploy(self.nested()), "CREATE_COMPLETE")
        before = self.exist()
        self.assertEqual(set(before), {"First", "Second"})
        changed = json.loads(self.nested()) | {"Description": "another"}
        self.assertEqual(self.deploy(json.dumps(changed), "UPDATE"), "UPDATE_COMPLETE")
        self.assertEqual(self.exist(), before)

    def test_an_unknown_type_is_not_listed(self):
        unknown = {"Type": "AWS::Nope::Thing", "Properties": {}}
        self.deploy(child({"Vpc": VPC, "Thing": unknown}))
        self.assertEqual(set(self.exist()), {"Vpc"})

    def test_a_failed_creation_is_rolled_back_but_for_what_is_retained(self):
        def topic(policy):
            return {"Type": "AWS::SNS::Topic", "DeletionPolicy": policy, "Properties": {}}

        wrong = {"Type": "AWS::EC2::Subnet", "DependsOn": ["Kept", "Gone"],
                 "Properties": {"VpcId": "vpc-0", "CidrBlock": "10.0.0.0/24"}}
        resources = {"Kept": topic("Retain"), "Gone": topic("RetainExceptOnCreate"), "Wrong": wrong}
        self.assertEqual(self.deploy(child(resources)), "ROLLBACK_COMPLETE")
        self.assertEqual(len(self.sns.list_topics()["Topics"]), self.topics + 1)
        with self.assertRaisesRegex(ClientError, "can not be updated"):
            self.deploy(child({"Vpc": VPC}), "UPDATE")

    def test_a_property_that_an_api_does_not_take_fails_the_deployment(self):
        alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Treshold": 1}}
        self.assertEqual(self.deploy(child({"Alarm": alarm})), "ROLLBACK_COMPLETE")

    def test_a_change_that_the_emulator_cannot_make_fails_the_deployment(self):
        self.deploy(child({"Vpc": VPC}))
        other = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}}
        self.assertEqual(self.deploy(child({"Vpc": other}), "UPDATE"), "UPDATE_ROLLBACK_FAILED")

    def test_an_unknown_attribute_or_name_fails_the_deployment(self):
        for value in ({"Fn::GetAtt": ["Vpc", "Nope"]}, {"Ref": "Nope"}):
            text = child({"Vpc": VPC}, {"Out": value})
            self.assertEqual(self.deploy(text), "ROLLBACK_COMPLETE")
            self.stacks.delete_stack(StackName=self.name)

    def test_a_zone_of_another_region_is_refused(self):
        text = child({"Vpc": VPC}, parameters={"Z": "AWS::EC2::AvailabilityZone::Name"})
        given = {"ParameterKey": "Z", "ParameterValue": "us-east-1a"}
        with self.assertRaisesRegex(ClientError, "us-east-1a for parameter name Z does not exist"):
            self.deploy(text, Parameters=[given])

    def test_a_missing_capability_is_refused(self):
        with self.assertRaisesRegex(ClientError, "Requires capabilities"):
            self.stacks.create_change_set(
                StackName=self.name, ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=self.nested()
            )

    def test_a_circle_is_refused(self):
        one = VPC | {"DependsOn": "Two"}
        with self.assertRaisesRegex(ClientError, "circular"):
            self.deploy(child({"One": one, "Two": VPC | {"DependsOn": "One"}}))

    def test_a_deletion_keeps_what_is_retained(self):
        kept = {"Type": "AWS::SNS::Topic", "DeletionPolicy": "Retain", "Properties": {}}
        self.deploy(child({"Vpc": VPC, "Kept": kept}))
        self.stacks.delete_stack(StackName=self.name)
        with self.assertRaisesRegex(ClientError, "does not exist"):
            self.status()
        self.assertEqual(len(self.sns.list_topics()["Topics"]), self.topics + 1)


del Stacks  # It has no tests of its own.
