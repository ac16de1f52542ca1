"""Stack sets in the emulator: what plain moto does wrong, and what ours does; and reading commands."""

import json
import unittest

from botocore.exceptions import ClientError

from e2e import account, namespace, stack_set
from e2e.emulated import REGION, Emulated
from e2e.emulator.stack_sets import lets_read
from e2e.wrong import Wrong

FIRST, SECOND = "444455556666", "777788889999"
ADMINISTRATION = "AWSCloudFormationStackSetAdministrationRole"
EXECUTION = "AWSCloudFormationStackSetExecutionRole"


def setUpModule():
    namespace.enter()


def template(kind="AWS::SNS::Topic"):
    """Two parameters that a topic's name shows."""
    topic = {"Type": kind, "Properties": {"TopicName": {"Fn::Sub": "${One}-${Two}"}}}
    given = {"One": {"Type": "String"}, "Two": {"Type": "String"}}
    return json.dumps({"Parameters": given, "Resources": {"Topic": topic}})


def pairs(**values):
    """Parameters as the API takes them."""
    return [{"ParameterKey": k, "ParameterValue": v} for k, v in values.items()]


def document(principal, action="sts:AssumeRole", **more):
    """A policy of one statement."""
    statement = {"Effect": "Allow", "Action": action, **principal, **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Sets(Emulated):
    """A set of a name of its own for each test, and instances in other accounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sets = account.client(cls.endpoint, "cloudformation", REGION)
        cls.credentials = {a: account.credentials_of(cls.endpoint, a) for a in (FIRST, SECOND)}

    def client(self, service, where):
        return account.client(self.endpoint, service, REGION, self.credentials[where])

    def make(self, *accounts, **own):
        """A set, and instances of it; returns how their creation ended."""
        self.sets.create_stack_set(
            StackSetName=self.name, TemplateBody=template(), Parameters=pairs(One="set", Two=self.name)
        )
        self.sets.create_stack_instances(
            StackSetName=self.name, Accounts=accounts, Regions=[REGION],
            ParameterOverrides=pairs(**own),
        )
        return self.last_status()

    def last_status(self):
        told = self.sets.list_stack_set_operations(StackSetName=self.name)["Summaries"]
        return told[-1]["Status"]

    def change(self, where, **own):
        self.sets.update_stack_instances(
            StackSetName=self.name, Accounts=[where], Regions=[REGION],
            ParameterOverrides=pairs(**own),
        )

    def topics(self, where):
        found = self.client("sns", where).list_topics()["Topics"]
        names = [topic["TopicArn"].rsplit(":", 1)[1] for topic in found]
        return [name for name in names if self.name in name]


class Plain(Sets):
    """What moto does by itself; when one of these fails, a patch may go."""

    plain = True

    def test_overrides_are_not_put_over_the_values_of_the_set(self):
        try:
            self.make(FIRST, One="own")
        except ClientError:
            return
        self.assertNotEqual(self.topics(FIRST), [f"own-{self.name}"])

    def test_no_role_is_asked_for_and_no_stack_follows_its_set(self):
        self.make(FIRST)
        self.assertEqual(self.topics(FIRST), [f"set-{self.name}"])
        self.change(FIRST, One="own")
        self.assertEqual(self.topics(FIRST), [f"set-{self.name}"])


class Engine(Sets):
    """What ours does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        iam = account.client(cls.endpoint, "iam", REGION)
        service = {"Principal": {"Service": "cloudformation.amazonaws.com"}}
        admin = iam.create_role(
            RoleName=ADMINISTRATION, AssumeRolePolicyDocument=document(service)
        )["Role"]["Arn"]
        iam.put_role_policy(
            RoleName=ADMINISTRATION, PolicyName="assume",
            PolicyDocument=document({}, Resource=f"arn:aws:iam::*:role/{EXECUTION}"),
        )
        cls.trust = document({"Principal": {"AWS": admin}})

    def setUp(self):
        super().setUp()
        for where in self.credentials:
            self.trusting(where, self.trust)

    def trusting(self, where, policy):
        iam = self.client("iam", where)
        try:
            iam.create_role(RoleName=EXECUTION, AssumeRolePolicyDocument=policy)
        except iam.exceptions.EntityAlreadyExistsException:
            iam.update_assume_role_policy(RoleName=EXECUTION, PolicyDocument=policy)

    def test_overrides_lie_over_the_values_of_the_set_and_are_given_whole(self):
        self.assertEqual(self.make(FIRST, One="own"), "SUCCEEDED")
        self.assertEqual(self.topics(FIRST), [f"own-{self.name}"])
        self.change(FIRST, Two=f"{self.name}-2")
        (stack,) = self.client("cloudformation", FIRST).describe_stacks(
            StackName=self.sets.list_stack_instances(StackSetName=self.name)["Summaries"][0]["StackId"]
        )["Stacks"]
        self.assertCountEqual(stack["Parameters"], pairs(One="set", Two=f"{self.name}-2"))

    def test_a_change_of_the_set_reaches_every_instance_and_leaves_its_overrides(self):
        self.make(FIRST, SECOND)
        self.change(SECOND, One="own")
        self.sets.update_stack_set(
            StackSetName=self.name, TemplateBody=template(),
            Parameters=pairs(One="other", Two=self.name),
        )
        values = {}
        for instance in self.sets.list_stack_instances(StackSetName=self.name)["Summaries"]:
            client = self.client("cloudformation", instance["Account"])
            (stack,) = client.describe_stacks(StackName=instance["StackId"])["Stacks"]
            values[instance["Account"]] = stack["Parameters"]
        self.assertEqual(values[FIRST], pairs(One="other", Two=self.name))
        self.assertEqual(values[SECOND], pairs(One="own", Two=self.name))

    def test_an_instance_needs_a_role_that_trusts_the_other(self):
        self.trusting(FIRST, document({"Principal": {"AWS": "arn:aws:iam::123456789012:role/x"}}))
        self.assertEqual(self.make(FIRST), "FAILED")
        (instance,) = self.sets.list_stack_instances(StackSetName=self.name)["Summaries"]
        self.assertEqual(instance["Status"], "OUTDATED")
        self.assertIn(EXECUTION, instance["StatusReason"])
        self.assertEqual(self.topics(FIRST), [])

    def test_the_first_failure_ends_an_operation(self):
        self.trusting(FIRST, document({"Principal": {"AWS": "arn:aws:iam::123456789012:role/x"}}))
        self.assertEqual(self.make(FIRST, SECOND), "FAILED")
        self.assertEqual(self.topics(SECOND), [])

    def test_a_value_that_is_missing_is_refused(self):
        with self.assertRaisesRegex(ClientError, "must have values"):
            self.sets.create_stack_set(
                StackSetName=self.name, TemplateBody=template(), Parameters=pairs(One="set")
            )

    def test_a_set_that_makes_roles_has_to_be_acknowledged(self):
        with self.assertRaisesRegex(ClientError, "Requires capabilities"):
            self.sets.create_stack_set(
                StackSetName=self.name, TemplateBody=template("AWS::IAM::Role"),
                Parameters=pairs(One="a", Two="b"),
            )

    def test_a_set_goes_once_its_instances_are_gone(self):
        self.make(FIRST)
        with self.assertRaisesRegex(ClientError, "not empty"):
            self.sets.delete_stack_set(StackSetName=self.name)
        self.sets.delete_stack_instances(
            StackSetName=self.name, Accounts=[FIRST], Regions=[REGION], RetainStacks=False
        )
        self.assertEqual(self.topics(FIRST), [])
        self.sets.delete_stack_set(StackSetName=self.name)


del Sets  # It has no tests of its own.


class Reading(unittest.TestCase):
    """Policies and commands as texts."""

    OBJECT = "arn:aws:s3:::b/t/x.yaml"

    def test_a_bucket_lets_itself_be_read_by_whom_its_policy_names(self):
        every = {"Resource": "arn:aws:s3:::b/*"}
        anybody = document({"Principal": "*"}, "s3:GetObject", **every)
        second = document({"Principal": {"AWS": f"arn:aws:iam::{SECOND}:root"}}, "s3:Get*", **every)
        other = document({"Principal": "*"}, "s3:GetObject", Resource="arn:aws:s3:::b/u/*")
        self.assertTrue(lets_read(anybody, FIRST, self.OBJECT))
        self.assertTrue(lets_read(second, SECOND, self.OBJECT))
        for policy in (second, other, None, document({"Principal": "*"}, "s3:PutObject", **every)):
            self.assertFalse(lets_read(policy, FIRST, self.OBJECT))

    def test_printed_commands_are_found_below_their_paragraph(self):
        text = "Intro\n\nTo make it the stack set a:\n\n  aws one \\\n    --x\n  aws two\n\nThen:\n\n  aws three\n"
        block = stack_set.printed_block(text, "To make it the stack set a")
        self.assertEqual(stack_set.commands(block), ["aws one \\\n  --x\n", "aws two\n"])
        with self.assertRaises(Wrong):
            stack_set.printed_block(text, "Intro")

    def test_overrides_are_replaced_and_one_that_is_missing_is_told(self):
        command = "aws x --parameter-overrides \\\n  ParameterKey=A,ParameterValue=A\n"
        filled = stack_set.with_overrides(command, {"A": "1"})
        self.assertEqual(stack_set.overrides(filled), {"A": "1"})
        with self.assertRaises(Wrong):
            stack_set.with_overrides(command, {"B": "2"})


if __name__ == "__main__":
    unittest.main()
