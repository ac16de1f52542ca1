"""The story of docs/stack-sets.md: one spec, a stack set, and an instance in another account.

The guide's commands and those that `synth` prints are run as they are, but for what everybody has to
fill in: the bucket's name, and the id of the account's hosted zone.
"""

import json
import re
import textwrap
from contextlib import contextmanager

from e2e import account, readme, updates
from e2e.deployed import Deployed
from e2e.story import BUCKET, Story
from e2e.wrong import Wrong, expect_same

ROLES, SET, CHANGE, END = "Once: roles and a bucket", "The stack set", "An update", "The end"

# The line with which the guide begins, and what it stands for in names of AWS.
VARIABLES = ["admin", "region", "bucket", "name"]

TAG = "2.0.0"


def printed_block(text, heading):
    """The commands below the paragraph that begins with a heading, as synth prints them."""
    found = re.search(rf"^{re.escape(heading)}[^\n]*:\n\n((?:  .*\n?)+)", text, re.MULTILINE)
    if found is None:
        raise Wrong(f"synth prints no commands below {heading!r}")
    return textwrap.dedent(found[1])


def commands(block):
    """The commands of a block, one by one."""
    return re.split(r"^(?=aws )", block, flags=re.MULTILINE)[1:]


def overrides(command):
    """{parameter: value} of the overrides of a command."""
    return dict(re.findall(r"ParameterKey=(\w+),ParameterValue=(\S+)", command))


def with_overrides(command, values):
    """The command with values in place of those that it has; it has to have them."""
    given = overrides(command)
    for name, value in values.items():
        if name not in given:
            raise Wrong(f"the command overrides no {name}:\n{command}")
        pair = f"ParameterKey={name},ParameterValue="
        command = command.replace(pair + given[name], pair + value)
    return command


class StackSetStory(Story):
    """A stack set with one instance, from its roles to its end."""

    STEPS = ("roles", "synthesise", "create_set", "refuse", "create_instance", "push_images",
             "put_secrets", "start", "compare", "change", "take_down")
    FAILURES = ()

    def __init__(self, spec, program, endpoint, folder):
        super().__init__(spec, program, endpoint, folder)
        if self.edge:
            raise LookupError(
                "expected a stack set without a gateway: there is no story of one that has it yet"
            )
        self.guide = readme.guide("stack-sets.md")
        self.administering = self.deployed
        sts = self.administering.client("sts")
        self.shell.variables["admin"] = sts.get_caller_identity()["Account"]
        example = self.guide.section(SET, 1)
        self.account = re.search(r"--accounts (\d{12})", example)[1]
        self.guided = overrides(example)
        self.domain = self.spec["domain"]
        self.spec["domain"] = self.guided["Domain"]
        self.credentials = account.credentials_of(endpoint, self.account)
        self.deployed = Deployed(endpoint, self.region, None, self.credentials)

    # Once.

    @contextmanager
    def in_target(self):
        """Commands run with credentials of the instance's account."""
        kept = dict(self.shell.environment)
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        self.shell.environment |= dict(zip(names, self.credentials))
        try:
            yield
        finally:
            self.shell.environment = kept

    def roles(self):
        """The guide's first section: roles on both sides, and a bucket that lets itself be read."""
        names, *admin = self.guide.section(ROLES).splitlines()
        expect_same("variables of the guide", re.findall(r"(\w+)=", names), VARIABLES)
        self.shell.run("\n".join(admin))
        self.target_roles = self.guide.section(ROLES, 1)
        with self.in_target():
            zone = self.deployed.client("route53").create_hosted_zone(
                Name=self.guided["Domain"], CallerReference="of the instance"
            )
        self.zone = zone["HostedZone"]["Id"].rsplit("/", 1)[1]
        self.bucket = self.guide.section(ROLES, 2)
        self.shell.run(self.bucket)

    # The set.

    def synthesise(self):
        """The guide's synth; what has no value yet gets one of the administering account."""
        init = self.commands.step(1).splitlines()[0]
        self.shell.run(init)
        (self.folder / "deployment.yaml").write_text(self.text)
        self.synth_again()
        self.settled = self.open_parameters()
        here, self.deployed = self.deployed, self.administering
        number = self.settle_open_parameters()
        self.deployed = here
        self.tell(f"{number} parameters without a value get one in the set")

    def synth_again(self):
        """The guide's command, with our file of values."""
        self.printed = self.shell.run(self.guide.section(SET) + self.given).errors

    def set_values(self):
        """{parameter: value} of parameters.api.json."""
        pairs = json.loads((self.folder / "assembly/parameters.api.json").read_text())
        return {pair["ParameterKey"]: pair["ParameterValue"] for pair in pairs}

    def create_set(self):
        """What synth prints: the nested templates to the bucket, and the set."""
        script = printed_block(self.printed, f"To make it the stack set {self.name}")
        without = script.replace(" --capabilities CAPABILITY_IAM", "")
        refused = self.shell.attempt(without)
        if without == script or "Requires capabilities" not in refused.errors:
            raise Wrong(f"a set that makes roles needs no capability:\n{refused}")
        self.shell.run(script)
        described = self.stack_set()
        found = {p["ParameterKey"]: p["ParameterValue"] for p in described["Parameters"]}
        expect_same("parameters of the set", found, self.set_values())
        expect_same("status of the set", described["Status"], "ACTIVE")
        self.tell(f"the set has {len(found)} parameters")

    def stack_set(self):
        """What describe-stack-set says."""
        client = self.administering.client("cloudformation")
        return client.describe_stack_set(StackSetName=self.name)["StackSet"]

    def run_operation(self, script):
        """Runs commands that start an operation; returns how it ended, and what the instance is."""
        self.shell.run(script)
        client = self.administering.client("cloudformation")
        operations = client.list_stack_set_operations(StackSetName=self.name)["Summaries"]
        instances = client.list_stack_instances(StackSetName=self.name)["Summaries"]
        expect_same("accounts of the instances", [i["Account"] for i in instances], [self.account])
        return operations[-1]["Status"], instances[0]

    def succeed(self, script):
        """An operation that has to succeed; returns the id of the instance's stack."""
        status, instance = self.run_operation(script)
        if status != "SUCCEEDED" or instance["Status"] != "CURRENT":
            raise Wrong(f"the operation is {status}, the instance {instance}:\n{script}")
        return instance["StackId"]

    def _creation(self):
        """The printed creation of an instance, filled in for the account."""
        command = printed_block(self.printed, "Then an instance in each account")
        number = command.count("ACCOUNT ")
        expect_same("places for the account in the printed command", number, 1)
        command = command.replace("ACCOUNT ", f"{self.account} ").rstrip()
        values = self.set_values() | self.guided | {"HostedZoneId": self.zone}
        asked = [name for name, value in overrides(command).items() if value == name.upper()]
        # What belongs to one account is printed, also where the set has a value for it.
        expect_same("what synth asks for", {"Domain", *self.settled} - set(asked), set())
        return with_overrides(command, {name: values[name] for name in asked})

    def refuse(self):
        """Without the execution role, or where the bucket does not let itself be read, it fails."""
        self._fails("AWSCloudFormationStackSetExecutionRole")
        with self.in_target():
            self.shell.run(self.target_roles)
        self._forget()
        self.administering.client("s3").delete_bucket_policy(Bucket=BUCKET)
        self._fails("Access Denied")
        self._forget()
        self.shell.run(commands(self.bucket)[1])
        self.tell("without the target's role, or the bucket's policy, no instance comes to be")

    def _fails(self, reason):
        """The creation of an instance fails for a reason that the guide's listing shows."""
        status, instance = self.run_operation(self._creation())
        found = (status, instance["Status"])
        expect_same(f"creation that ought to fail with {reason}", found, ("FAILED", "OUTDATED"))
        shown = self.shell.run(self.guide.section(SET, 2)).output
        if reason not in shown or "FAILED" not in shown:
            raise Wrong(f"expected {reason!r} in what the guide lists:\n{shown}")

    def _forget(self):
        """Takes an instance without a stack out of the set."""
        self.administering.client("cloudformation").delete_stack_instances(
            StackSetName=self.name, Accounts=[self.account], Regions=[self.region],
            RetainStacks=False,
        )

    def create_instance(self):
        """The printed command: the stack is in the other account, with services off."""
        command = self._creation()
        self.before = self.census()
        self.deployed.stack_name = self.succeed(command)
        self.expect_status("CREATE_COMPLETE")
        self.expect_parameters(overrides(command))
        if f":{self.account}:" not in self.deployed.stack_name:
            raise Wrong(f"the stack is in another account: {self.deployed.stack_name}")
        running = [s["serviceName"] for s in self.services() if s["desiredCount"]]
        expect_same("services with tasks before there are images", running, [])
        here = self.administering.client("cloudformation").describe_stacks()["Stacks"]
        expect_same("stacks of the administering account", here, [])
        self.tell("the instance is a stack of the other account, with its overrides over the set's")

    def expect_parameters(self, own):
        """The stack has the set's values and the overrides over them."""
        expect_same("parameters of the stack", self.deployed.parameters(), self.set_values() | own)

    # The instance, in its account.

    def push_images(self):
        """README's push of images, in the other account."""
        with self.in_target():
            super().push_images()

    def put_secrets(self):
        """README's command for a secret, in the other account and with the name of its stack."""
        self.shell.variables["name"] = self.deployed.root()["StackName"]
        with self.in_target():
            super().put_secrets()
        self.shell.variables["name"] = self.name

    def start(self):
        """The guide's update of the instance: without StartServices=false among its overrides."""
        own = self.guided | {"HostedZoneId": self.zone}
        stack = self.succeed(with_overrides(self.guide.section(SET, 1), own))
        expect_same("stack of the instance", stack, self.deployed.stack_name)
        self.expect_status("UPDATE_COMPLETE")
        self.expect_parameters(own)
        values = self.deployed.parameters()
        expect_same("StartServices", values["StartServices"], "true")
        expect_same("DeletionProtection", values["DeletionProtection"], "true")

    def compare(self):
        """The architecture in the other account, and its domain in every place that has one."""
        super().compare()
        self.compare_domain()

    def compare_domain(self):
        """Certificate, listeners' rules and every other property have the instance's domain."""
        own = self.guided["Domain"]
        acm, elb = self.deployed.client("acm"), self.deployed.client("elbv2")
        names = set()
        for arn in self.deployed.ids("AWS::CertificateManager::Certificate").values():
            told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
            names |= {told["DomainName"], *told.get("SubjectAlternativeNames", [])}
        hosts = {
            host for arn in self.deployed.ids("AWS::ElasticLoadBalancingV2::ListenerRule").values()
            for condition in elb.describe_rules(RuleArns=[arn])["Rules"][0]["Conditions"]
            for host in condition.get("HostHeaderConfig", {}).get("Values", [])
        }
        for what, found in (("names of the certificate", names), ("hosts of the rules", hosts)):
            if not found or not all(f".{name}".endswith(f".{own}") for name in found):
                raise Wrong(f"{what}: expected names in {own}, found {sorted(found)}")
        given = self.deployed.properties()
        wrong = sorted(p for p, properties in given.items() if self.domain in json.dumps(properties))
        expect_same(f"places that have the set's domain {self.domain}", wrong, [])
        places = sum(own in json.dumps(properties) for properties in given.values())
        self.tell(f"{own} is in {places} places, {len(names)} names of the certificate and"
                  f" {len(hosts)} hosts of rules; the set's domain in none")

    # An update of the set.

    def _new_tag(self, name):
        values, line = self.folder / "values.yaml", f'{name}: "{TAG}"\n'
        kept = re.sub(rf"^{name}:.*\n", "", self._values(), flags=re.MULTILINE)
        values.write_text(kept + line)
        if "values.yaml" not in self.given:
            self.given += " --values values.yaml"

    def _values(self):
        path = self.folder / "values.yaml"
        return path.read_text() if path.exists() else ""

    def change(self):
        """The guide's update: a new image tag for all, and the overrides stay."""
        name = next(name for name in self.set_values() if name.endswith("ImageTag"))
        self.retagged = name.removesuffix("ImageTag")
        self._new_tag(name)
        self.synth_again()
        mark, before = self.deployed.events(), self.deployed.resources()
        properties, own = self.deployed.properties(), self.guided | {"HostedZoneId": self.zone}
        self.succeed(self.guide.section(CHANGE))
        self.expect_status("UPDATE_COMPLETE")
        expect_same("new tag in the set", self.set_values()[name], TAG)
        self.expect_parameters(own)
        updates.judge(
            self, updates.CHANGES[0], before, properties, self.deployed.since(mark)
        )
        ecs, tags = self.deployed.client("ecs"), set()
        for arn in self.deployed.ids("AWS::ECS::TaskDefinition").values():
            task = ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"]
            images = [container["image"] for container in task["containerDefinitions"]]
            tags |= {i.rsplit(":", 1)[1] for i in images if f"/{self.retagged.lower()}:" in i}
        expect_same("tag of the tasks", tags, {TAG})

    # The end.

    def take_down(self):
        """The guide's end; nothing is left but what the templates retain."""
        kept = self.deployed.retained()
        off, *rest = commands(self.guide.section(END))
        early = self.shell.attempt(rest[1])
        if "StackSetNotEmpty" not in early.errors:
            raise Wrong(f"a set with an instance lets itself be deleted:\n{early}")
        self.succeed(with_overrides(off, {"HostedZoneId": self.zone}))
        self.shell.run("".join(rest))
        sets = self.administering.client("cloudformation").list_stack_sets()["Summaries"]
        expect_same("sets that are left", [s for s in sets if s["Status"] == "ACTIVE"], [])
        self.compare_left(kept)
        unused = readme.unused([self.guide])
        expect_same("commands of docs/stack-sets.md that were not run", unused, [])
