"""The story of README.md for one spec: from the spec to nothing left, with the README's commands."""

import json
import re
import textwrap

import yaml

from e2e import account, architecture, failures, sabotage, templates, updates
from e2e.census import census
from e2e.deployed import Deployed
from e2e.readme import Commands
from e2e.shell import CommandFailed, Shell
from e2e.wrong import Wrong, expect_same


# What the emulator has no service for: these resources are not made at all.
NOT_IN_EMULATOR = ("AWS::GlobalAccelerator::",)


BUCKET = "templates-of-the-test"

# What stays after a deletion, as README.md says: {kind of the census: types of templates}.
KEPT = {
    "keys": ("AWS::KMS::Key",),
    "secrets": ("AWS::SecretsManager::Secret",),
    "repositories": ("AWS::ECR::Repository",),
    "buckets": ("AWS::S3::Bucket",),
    "task definitions": (),
    "snapshots": (),
    "snapshots of clusters": (),
}


class Story:
    """One spec in one emulator. Each step is a method; what it proved is a line of `told`."""

    def __init__(self, spec, program, endpoint, folder):
        self.commands = Commands()
        self.shell = Shell(folder, endpoint, program)
        self.folder, self.endpoint = self.shell.folder, endpoint
        self.text = account.prepare(endpoint, spec.read_text())
        self.spec = yaml.safe_load(self.text)
        self.name, self.region = self.spec["name"], self.spec["region"]
        self.shell.variables = {
            "name": self.name, "region": self.region, "bucket": BUCKET,
        }
        self.deployed = Deployed(endpoint, self.region, self.name)
        self.met = set()
        self.told, self.edge, self.given = [], None, ""
        if self.spec.get("gateway", "none") != "none":
            self.edge = Deployed(endpoint, account.REGION_OF_CLOUDFRONT, f"{self.name}-edge")
        self.before = self.census()
        self.retagged, self.creation_only = None, {}

    STEPS = ("synthesise", "deploy_first", "push_images", "put_secrets", "start", "compare",
             "again", "change", "guard", "protect", "take_down")

    # What ought to fail, in the order in which a user may meet it.
    FAILURES = ("roles", "synthesise", "failures", "sabotage", "address")

    def step(self, name):
        """Runs a step by its name."""
        if name not in {*self.STEPS, *self.FAILURES}:
            raise LookupError(f"no step {name}: there are {', '.join(self.STEPS)}")
        getattr(self, name)()

    def take_told(self):
        """What was told since the last time."""
        told, self.told = self.told, []
        return told

    def tell(self, sentence):
        """Notes what was proved."""
        self.told.append(sentence)

    # The first deployment.

    def roles(self):
        """Step 0: service-linked roles of an empty account, twice: the second is harmless."""
        first = self.shell.run(self.commands.step(0))
        expect_same("errors of service-linked roles", first.errors, "")
        self.shell.run(self.commands.step(0))
        names = re.findall(r"[a-z.-]+\.amazonaws\.com", self.commands.step(0))
        iam = self.deployed.client("iam")
        paths = [role["Path"] for role in iam.list_roles()["Roles"]]
        made = [path.split("/")[2] for path in paths if path.startswith("/aws-service-role/")]
        expect_same("service-linked roles", sorted(made), sorted(names))
        self.tell(f"{len(names)} service-linked roles are made; a second time is harmless")

    def synthesise(self):
        """Step 1: init, then the spec in its place, then what has no value yet into a file of ours."""
        names = re.findall(r"(\w+)=", self.commands.step(2))
        expect_same("variables that the README sets", names, ["name", "region", "bucket"])
        init, synth = self.commands.step(1).splitlines()
        self.shell.run(init)
        (self.folder / "deployment.yaml").write_text(self.text)
        printed = self.shell.run(synth)
        if self.edge:
            self._edge(printed.errors)
        number = self.settle_open_parameters()
        self.printed = printed.errors
        self._same_as_printed(printed.errors)
        self.tell(f"{number} parameters without a value, settled in values.yaml")

    def _same_as_printed(self, printed):
        """What synth prints are the README's commands, with names in place of variables."""
        known = _commands(printed)
        for block in (self.commands.step(2, 1), self.commands.step(5)):
            names = {"$name": self.name, "$region": self.region, "$bucket": "MY-TEMPLATES"}
            for variable, name in names.items():
                block = block.replace(variable, name)
            missing = [command for command in _commands(block) if command not in known]
            expect_same("commands of the README that synth does not print", missing, [])

    def settle_open_parameters(self):
        """Adds what has no value yet to a file of ours, and synthesises with it."""
        values = {name: self._value(name) for name in self.open_parameters()}
        if values:
            lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in values.items())
            with (self.folder / "values.yaml").open("a") as ours:
                ours.write(lines)
            if "values.yaml" not in self.given:
                self.given += " --values values.yaml"
            self.synth_again()
            expect_same("parameters without a value", self.open_parameters(), [])
        return len(values)

    def synth_again(self):
        """What README.md says to run after each change of the spec."""
        ours = self.folder / "values.yaml"
        before = ours.read_bytes() if ours.exists() else None
        self.shell.run(self.commands.step(1).splitlines()[1].split("#")[0] + self.given)
        expect_same("our file of values", ours.read_bytes() if before else None, before)

    def _edge(self, printed):
        """With a gateway: edge.yaml first, in us-east-1."""
        script = self.commands.section("With a gateway").split("query=")[0]
        self.shell.run(script)
        query = re.search(r'--query "(Stacks\[0\]\.\[.*?)" >', printed)
        if query is None:
            raise Wrong("synth prints no query of the outputs of edge.yaml")
        self.shell.variables["query"] = query[1]
        self.shell.run(self.commands.section("With a gateway", 1))
        self.given += f" --values {self.name}-edge.outputs.json"
        found = self.shell.run(self.commands.section("With a gateway", 2)).output.strip().strip('"')
        self.prefix_list = found

    def open_parameters(self):
        """Parameters of the root without a default and without a value."""
        root = templates.parse((self.folder / "assembly/root.yaml").read_text())
        given = json.loads((self.folder / "assembly/parameters.json").read_text())
        known = {pair.split("=", 1)[0] for pair in given}
        return [
            name for name, declaration in root["Parameters"].items()
            if name not in known and "Default" not in declaration
        ]

    def _value(self, name):
        if name == "HostedZoneId":
            zones = self.deployed.client("route53").list_hosted_zones()["HostedZones"]
            return zones[0]["Id"].rsplit("/", 1)[1]
        if name.endswith("ImageTag"):
            return "1.0.3"
        if name.endswith("SecurityGroupId"):
            return self.deployed.client("ec2").create_security_group(
                GroupName=name, Description="somebody else's"
            )["GroupId"]
        known = {
            "KafkaBootstrapServers": "b-1.kafka.example.com:9094,b-2.kafka.example.com:9094",
            "IdentityProviderUrl": "https://login.example.com/realms/solid",
            "IdentityProviderClientId": "solid",
            "CloudFrontPrefixListId": getattr(self, "prefix_list", None),
        }
        if known.get(name) is None:
            raise Wrong(f"the story has no value for {name}")
        return known[name]

    def deploy_first(self):
        """Step 2: with services off."""
        self.shell.run(self.commands.step(2, 1))
        self.expect_status("CREATE_COMPLETE")
        parameters = self.deployed.parameters()
        expect_same("StartServices", parameters["StartServices"], "false")
        running = [s["serviceName"] for s in self.services() if s["desiredCount"]]
        expect_same("services with tasks before there are images", running, [])

    def push_images(self):
        """Step 3: README's push of one image, then the same of each image that a task names."""
        *login, push = self.commands.step(3).splitlines()
        example = re.search(r"[^/]+(?=\"$)", push)[0]
        own = self.images()
        paths = [image.split("/", 2)[2] for image in own]
        pushes = [push.replace(example, path) for path in paths]
        if pushes:
            self.shell.run("\n".join([*login, *pushes]))
            expect_same("images pushed", sorted(self.shell.pushes.read_text().split()), own)
        self.tell(f"{len(own)} images are pushed to where the tasks look for them")

    def images(self):
        """The images of the tasks that lie in registries of ECR."""
        ecs = self.deployed.client("ecs")
        found = set()
        for arn in self.deployed.ids("AWS::ECS::TaskDefinition").values():
            task = ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"]
            found |= {container["image"] for container in task["containerDefinitions"]}
        return sorted(image for image in found if f"/{self.name}/" in image)

    def put_secrets(self):
        """Step 4: README's command for the one that it names, then for each secret of the outputs."""
        script = self.commands.step(4)
        named = re.search(r"OutputKey=='(\w+)'", script)[1]
        secrets = self.deployed.client("secretsmanager")
        (self.folder / "client-secret.txt").write_text("a value that only you know")
        outputs = [key for key in self.deployed.outputs() if key.endswith("Secret")]
        for output in outputs:
            self.shell.run(script.replace(named, output))
            value = secrets.get_secret_value(SecretId=self.deployed.outputs()[output])
            expect_same(output, value["SecretString"], "a value that only you know")
        self.tell(f"{len(outputs)} secrets are put: {', '.join(outputs)}")

    def attempt_deployment(self):
        """Step 5 and every later deployment: `package` of step 2, then step 5."""
        _, package, packaged, *_ = self.commands.step(2, 1).splitlines()
        return self.shell.attempt("\n".join([package, packaged, self.commands.step(5)]))

    def deploy(self):
        """A deployment that has to succeed."""
        result = self.attempt_deployment()
        if result.code != 0:
            raise CommandFailed(str(result))

    def start(self):
        """Step 5 for the first time."""
        self.deploy()
        self.expect_status("UPDATE_COMPLETE")
        expect_same("StartServices", self.deployed.parameters()["StartServices"], "true")

    def compare(self):
        """What exists, against the templates' logical ids and against the architecture."""
        wanted, found = self.deployed.wanted(), self.deployed.resources()
        skipped = {kind for place, kind in wanted.items() if place not in found}
        unknown = sorted(kind for kind in skipped if not kind.startswith(NOT_IN_EMULATOR))
        expect_same("types that were skipped in silence", unknown, [])
        expect_same("resources that no template has", sorted(set(found) - set(wanted)), [])
        self.tell(f"{len(found)} of {len(wanted)} resources exist, by logical id")
        for sentence in architecture.compare(self):
            self.tell(sentence)

    def again(self):
        """The same once more."""
        updates.again(self)

    def change(self):
        """Each change of updates.py, one after the other; the architecture follows."""
        for change in updates.CHANGES:
            if updates.apply(self, change) and change.adds:
                architecture.compare(self)
        if self.retagged:
            ours = f"/{self.retagged.lower()}:"
            tags = {image.rsplit(":", 1)[1] for image in self.images() if ours in image}
            expect_same("tag of the tasks", tags, {"1.0.4"})

    def failures(self):
        """Each case of failures.py."""
        for case in failures.CASES:
            case(self)

    def sabotage(self):
        """Each case of sabotage.py."""
        sabotage.every_one(self)

    def given_at_creation(self, kind):
        """The properties of a type whose change makes AWS exchange the resource."""
        if kind not in self.creation_only:
            schema = json.loads(self.shell.run(f"ess-cfn schema {kind}").output)
            found = {n for n, p in schema["properties"].items() if p.get("x-update") == "replace"}
            self.creation_only[kind] = found
        return self.creation_only[kind]

    def protect(self):
        """Step 6: the stack, and what happens to a deletion then."""
        self.shell.run(self.commands.step(6))
        refused = self.shell.attempt(
            f"aws cloudformation delete-stack --region {self.region} --stack-name {self.name}"
        )
        if refused.code == 0 or "TerminationProtection" not in refused.errors:
            raise Wrong(f"a protected stack lets itself be deleted:\n{refused}")
        self.tell("termination protection refuses a deletion")

    def guard(self):
        """The last commands that synth prints: policies for the stacks that hold data."""
        printed = self.printed.split("against mistakes:\n\n", 1)[1]
        commands = re.match(r"(?:  .*\n)+", printed)[0]
        self.shell.run(textwrap.dedent(commands))
        stacks, client = self.deployed.stacks(), self.deployed.client("cloudformation")
        names = re.search(r"for stack in (.*); do", commands)[1].split()
        for place in ("", *names):
            policy = client.get_stack_policy(StackName=stacks[place])["StackPolicyBody"]
            kept = json.loads((self.folder / "assembly/stack-policy.json").read_text())
            expect_same(f"policy of {place or 'the root'}", json.loads(policy), kept)
        self.tell(f"{len(names)} nested stacks and the root have the policy that synth writes")

    def address(self):
        """Without `package`: nested templates at an address. No resource but stacks is touched."""
        commands = self.commands.section("Without `package`: templates at an address").splitlines()
        self.deploy()
        before, mark = self.deployed.resources(), self.deployed.events()
        self.shell.run("\n".join([commands[0] + self.given, *commands[1:]]))
        self.expect_status("UPDATE_COMPLETE")
        expect_same("resources after it", self.deployed.resources(), before)
        touched = {place for place, _, _ in self.deployed.since(mark)}
        kinds = {before[place].kind for place in touched}
        expect_same("types that another address touches", kinds, {"AWS::CloudFormation::Stack"})
        self.tell("templates at an address of their own change no resource")

    def take_down(self):
        """Everything goes but what the templates retain, which is what README.md says."""
        kept = self.deployed.retained()
        self.shell.run(self.commands.section("Taking it down"))
        if self.edge:
            kept |= self.edge.retained()
            self.shell.run(
                f"aws cloudformation delete-stack --region {self.edge.region}"
                f" --stack-name {self.edge.stack_name}"
            )
        self.compare_left(kept)

    def compare_left(self, kept):
        """What is left is what the templates retained."""
        left = sorted(self.census() - self.before - {("buckets", BUCKET)})
        unknown = [(kind, name) for kind, name in left if kind not in KEPT]
        expect_same("what is left and README.md does not name", unknown, [])
        for kind, types in KEPT.items():
            names = [name for found, name in left if found == kind]
            wanted = [r.physical_id for r in kept if r.kind in types] or (not types) * names
            expect_same(f"{kind} that are left", sorted(names), sorted(wanted))
        self.tell("left behind: " + ", ".join(
            f"{sum(found == kind for found, _ in left)} {kind}" for kind in KEPT
            if any(found == kind for found, _ in left)
        ))

    def census(self):
        """Everything in the regions of the story."""
        found = census(self.endpoint, self.region, self.deployed.credentials)
        return found | census(self.endpoint, self.edge.region) if self.edge else found

    # What is asked again and again.

    def expect_status(self, wanted):
        """The root and every nested stack have a status that means done."""
        expect_same("status of the root stack", self.deployed.root()["StackStatus"], wanted)

    def services(self):
        """What ECS says of the services of the deployment."""
        ecs, found = self.deployed.client("ecs"), []
        for cluster in self.deployed.ids("AWS::ECS::Cluster").values():
            arns = self.deployed.everything("ecs", "list_services", "serviceArns", cluster=cluster)
            for start in range(0, len(arns), 10):
                found += ecs.describe_services(
                    cluster=cluster, services=arns[start:start + 10]
                )["services"]
        return found


def _commands(text):
    """The commands of a text, each on one line, without quotes."""
    lines = re.sub(r"\\\n\s*", "", text).replace('"', "").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip().startswith("aws ")]
