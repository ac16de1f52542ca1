"""What a stack holds, read by API: its resources and those of its nested stacks, by logical id.

`list-stack-resources` names what exists, events what was done and with which properties. Templates
are asked only for the logical ids that have to exist: a resource that an emulator skips in silence
would count as deployed otherwise.
"""

import json
from dataclasses import dataclass

from e2e import account, templates

NESTED = "AWS::CloudFormation::Stack"


@dataclass(frozen=True)
class Resource:
    """A resource of a stack: its place is the nested stacks on the way and its logical id."""

    place: str
    kind: str
    physical_id: str


class Deployed:
    """One root stack in one account and region."""

    def __init__(self, endpoint, region, stack_name, credentials=account.FIRST):
        self.endpoint, self.region, self.stack_name = endpoint, region, stack_name
        self.credentials = credentials
        self.clients = {}

    def client(self, service):
        """A client of a service in the region of the stack."""
        if service not in self.clients:
            self.clients[service] = account.client(
                self.endpoint, service, self.region, self.credentials
            )
        return self.clients[service]

    def everything(self, service, operation, key, **arguments):
        """All items of a listing, over its pages."""
        pages = self.client(service).get_paginator(operation).paginate(**arguments)
        return [item for page in pages for item in page[key]]

    def root(self):
        """What describe-stacks says of the root."""
        return self.client("cloudformation").describe_stacks(StackName=self.stack_name)["Stacks"][0]

    def outputs(self):
        """The outputs of the root."""
        return {o["OutputKey"]: o["OutputValue"] for o in self.root().get("Outputs", [])}

    def parameters(self):
        """The parameters of the root."""
        return {p["ParameterKey"]: p["ParameterValue"] for p in self.root().get("Parameters", [])}

    def stacks(self):
        """{place: id} of the root, whose place is empty, and of every stack nested in it."""
        found = {"": self.root()["StackId"]}
        for resource in self.resources().values():
            if resource.kind == NESTED:
                found[resource.place] = resource.physical_id
        return found

    def resources(self, stack=None, place=""):
        """{place: Resource} of everything that exists."""
        found = {}
        rows = self.everything(
            "cloudformation", "list_stack_resources", "StackResourceSummaries",
            StackName=stack or self.stack_name,
        )
        for row in rows:
            here = f"{place}/{row['LogicalResourceId']}".lstrip("/")
            physical = row.get("PhysicalResourceId", "")
            found[here] = Resource(here, row["ResourceType"], physical)
            if row["ResourceType"] == NESTED:
                found |= self.resources(physical, here)
        return found

    def ids(self, kind):
        """The physical ids of a type, by place."""
        return {r.place: r.physical_id for r in self.resources().values() if r.kind == kind}

    def declarations(self):
        """{place: declaration} of the resources of all templates, as the stacks have them."""
        found = {}
        for place, stack in self.stacks().items():
            body = self.client("cloudformation").get_template(StackName=stack)["TemplateBody"]
            template = templates.parse(body if isinstance(body, str) else json.dumps(body))
            for logical_id, declaration in template["Resources"].items():
                found[f"{place}/{logical_id}".lstrip("/")] = declaration
        return found

    def retained(self):
        """The resources that stay when the stack is deleted."""
        declared = self.declarations()
        policies = ("Retain", "RetainExceptOnCreate")
        return {
            resource for place, resource in self.resources().items()
            if declared[place].get("DeletionPolicy") in policies
        }

    def wanted(self):
        """{place: type} of what has to exist. The one condition that resources have in our
        templates is that services are on."""
        return {place: declared["Type"] for place, declared in self.declarations().items()}

    def events(self):
        """{stack's id: number of events}: a mark after which `since` counts."""
        return {stack: len(self._events(stack)) for stack in self.stacks().values()}

    def since(self, mark):
        """[(place, status, properties)] of what was done to resources after a mark, oldest first."""
        found = []
        for place, stack in self.stacks().items():
            for event in self._events(stack)[mark.get(stack, 0):]:
                if event.get("PhysicalResourceId") == stack:
                    continue
                here = f"{place}/{event['LogicalResourceId']}".lstrip("/")
                properties = json.loads(event.get("ResourceProperties") or "{}")
                found.append((here, event["ResourceStatus"], properties))
        return found

    def properties(self):
        """{place: properties} with which each resource was made or changed last."""
        return {place: given for place, _, given in self.since({}) if given}

    def _events(self, stack):
        events = self.everything(
            "cloudformation", "describe_stack_events", "StackEvents", StackName=stack
        )
        return list(reversed(events))
