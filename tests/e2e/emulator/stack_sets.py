"""Stack sets as AWS has them: an instance is a stack with the set's parameters and its own over them.

Plain moto gives an instance with overrides nothing else, changes no stack when a set or an instance
changes, and asks for no role (test_stack_sets.py shows it). Here a stack is made in the account of
the instance, by the engine, once the two roles are there that StackSets looks for.

Unlike AWS: an operation is over when its request is answered, and has no preferences; of policies,
what lets one role assume the other is read, and what the execution role may do is not.
"""

import fnmatch
import json
import sys
import uuid
from dataclasses import dataclass, field

from moto.cloudformation import models
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.iam.models import iam_backends

from e2e import templates
from e2e.emulator import parameters
from e2e.emulator.api import left_out

SERVICE = "cloudformation.amazonaws.com"


class Refused(Exception):
    """A role is missing, or does not let itself be assumed."""


def install():
    """Replaces moto's instances and operations of stack sets."""
    models.StackSet.create_stack_instances = _create_instances
    models.StackSet.update_instances = _update_instances
    models.StackSet.update = _update
    models.StackSet.delete_stack_instances = _delete_instances
    models.CloudFormationBackend.create_stack_set = _complete(
        models.CloudFormationBackend.create_stack_set
    )
    for name in ("create_stack_instances", "update_stack_instances", "update_stack_set",
                 "delete_stack_instances"):
        setattr(CloudFormationResponse, name, _noted(getattr(CloudFormationResponse, name)))


@dataclass
class Instance:
    """The stack of a set in one account and region. The first two names are moto's."""

    account_id: str
    region_name: str
    stack_set: models.StackSet
    overrides: dict = field(default_factory=dict)
    stack_id: str | None = None
    status: str = "OUTDATED"
    reason: str | None = None

    def to_dict(self):
        """What describe-stack-instance shows."""
        return {
            "StackId": self.stack_id,
            "StackSetId": self.stack_set.id,
            "Region": self.region_name,
            "Account": self.account_id,
            "Status": self.status,
            "StatusReason": self.reason,
            "ParameterOverrides": [
                {"ParameterKey": name, "ParameterValue": value}
                for name, value in self.overrides.items()
            ],
            "StackInstanceStatus": {
                "DetailedStatus": "SUCCEEDED" if self.status == "CURRENT" else "FAILED"
            },
        }

    @property
    def backend(self):
        """CloudFormation of the account and region."""
        return models.cloudformation_backends[self.account_id][self.region_name]

    def bring(self):
        """Makes or changes the stack; says whether that succeeded."""
        return self._attempt(self._bring)

    def delete(self):
        """Deletes the stack; says whether that succeeded."""
        return self._attempt(self._delete)

    def _attempt(self, work):
        try:
            check_roles(self.stack_set, self.account_id)
            work()
        except Exception as error:
            place = f"{self.stack_set.name} in {self.account_id}"
            print(f"emulator: {place}: {error}", file=sys.stderr, flush=True)
            self.status, self.reason = "OUTDATED", str(error)
            return False
        self.status, self.reason = "CURRENT", None
        return True

    def _bring(self):
        template = self.stack_set.template
        values = {**self.stack_set.parameters, **self.overrides}
        if self.stack_id is not None:
            self.backend.get_stack(self.stack_id).update(template, parameters=values)
            return
        name = f"StackSet-{self.stack_set.name}-{uuid.uuid4()}"
        try:
            self.stack_id = self.backend.create_stack(name, template, values).stack_id
        except Exception:
            for stack in list(self.backend.stacks.values()):
                if stack.name == name:
                    self.backend.delete_tree(stack, undoing=True)
            raise

    def _delete(self):
        if self.stack_id is not None:
            self.backend.delete_tree(self.backend.get_stack(self.stack_id))


def check_roles(stack_set, account):
    """Raises where the roles of self-managed permissions do not lead into an account."""
    administering, partition = stack_set.instances.account_id, stack_set.instances.partition
    admin_arn = stack_set.administration_role_arn
    name = admin_arn.rsplit("/", 1)[1]
    admin = _role(administering, partition, name)
    if admin is None or not _trusts(admin, "Service", SERVICE):
        raise Refused(
            f"Account {administering} should have '{name}' role with trust relationship to"
            " CloudFormation service."
        )
    execution_name = stack_set.execution_role_name
    execution_arn = f"arn:{partition}:iam::{account}:role/{execution_name}"
    texts = [_document(text) for text in admin.policies.values()]
    allowed = [s for text in texts for s in _allowed(text, "sts:AssumeRole")]
    if not any(_matches(s["Resource"], execution_arn) for s in allowed):
        raise Refused(f"{admin_arn} is not allowed sts:AssumeRole of {execution_arn}")
    execution = _role(account, partition, execution_name)
    root = f"arn:{partition}:iam::{administering}:root"
    if execution is None or not any(
        _trusts(execution, "AWS", principal) for principal in (admin_arn, root, administering)
    ):
        raise Refused(
            f"Account {account} should have '{execution_name}' role with trust relationship to"
            f" Role '{name}'."
        )


def _role(account, partition, name):
    roles = iam_backends[account][partition].roles.values()
    return next((role for role in roles if role.name == name), None)


def _document(text):
    return text if isinstance(text, dict) else json.loads(text)


def _listed(value):
    return value if isinstance(value, list) else [value]


def _allowed(document, action):
    """The statements that allow an action."""
    return [
        statement for statement in _listed(document["Statement"])
        if statement["Effect"] == "Allow" and _matches(statement["Action"], action)
    ]


def _matches(patterns, text):
    return any(fnmatch.fnmatchcase(text, pattern) for pattern in _listed(patterns))


def _trusts(role, kind, principal):
    document = _document(role.assume_role_policy_document)
    return any(
        principal in _listed(statement["Principal"].get(kind, []))
        for statement in _allowed(document, "sts:AssumeRole")
    )


def lets_read(policy, account, arn):
    """Whether the policy of a bucket lets another account read an object, its conditions apart."""
    for statement in _allowed(_document(policy), "s3:GetObject") if policy else []:
        principal = statement["Principal"]
        named = ["*"] if principal == "*" else _listed(principal.get("AWS", []))
        known = ("*", account, f"arn:aws:iam::{account}:root")
        if any(name in known for name in named) and _matches(statement["Resource"], arn):
            for tests in statement.get("Condition", {}).values():
                left_out(*(f"a bucket's condition {key}" for key in tests))
            return True
    return False


# What moto asks of a stack set.


def _complete(create):
    """Refuses a set of which a parameter has no value or a wrong one, as AWS does."""

    def complete(backend, **arguments):
        declared = templates.parse(arguments["template"]).get("Parameters", {})
        try:
            # Whether there is such a zone or VPC depends on the account of each instance.
            parameters.values(declared, arguments["parameters"], lambda name: name)
        except parameters.ParameterError as error:
            raise ValidationError(message=str(error)) from error
        if arguments["name"] in [
            known.name for known in backend.stacksets.values() if known.status != "DELETED"
        ]:
            raise ValidationError(message=f"StackSet {arguments['name']} already exists")
        return create(backend, **arguments)

    return complete


def _noted(action):
    """Notes the preferences of an operation, which nothing heeds."""

    def noted(response):
        preferences = response._get_param("OperationPreferences") or {}
        left_out(*(f"stack sets {name}" for name in preferences))
        return action(response)

    return noted


def _create_instances(stack_set, accounts, regions, deployment_targets, parameters):
    known = [(i.account_id, i.region_name) for i in stack_set.stack_instances]
    wanted = [(account, region) for account in accounts for region in regions]
    twice = sorted(set(wanted) & set(known))
    if twice:
        raise ValidationError(message=f"expected instances that are new, found those in {twice}")
    made = [Instance(*place, stack_set, _given(parameters, {})) for place in wanted]
    stack_set.stack_instances += made
    operation = _operation(stack_set, "CREATE", made, Instance.bring)
    return operation["OperationId"]


def _update_instances(stack_set, accounts, regions, parameters):
    chosen = _chosen(stack_set, accounts, regions)
    for instance in chosen:
        if parameters:  # Without any, overrides stay as they are; else they are given whole.
            instance.overrides = _given(parameters, instance.overrides)
    return _operation(stack_set, "UPDATE", chosen, Instance.bring)


def _update(stack_set, *, template, parameters, accounts, regions, **others):
    stack_set.template = template or stack_set.template
    stack_set.parameters = parameters or stack_set.parameters
    chosen = _chosen(stack_set, accounts, regions) if accounts else stack_set.stack_instances
    return _operation(stack_set, "UPDATE", chosen, Instance.bring, others.get("operation_id"))


def _delete_instances(stack_set, accounts, regions):
    chosen = _chosen(stack_set, accounts, regions)
    _operation(stack_set, "DELETE", chosen, Instance.delete)
    for instance in chosen:
        if instance.status == "CURRENT":
            stack_set.stack_instances.remove(instance)


def _given(pairs, previous):
    return {
        pair["ParameterKey"]: previous[pair["ParameterKey"]]
        if str(pair.get("UsePreviousValue", "false")).lower() == "true" else pair["ParameterValue"]
        for pair in pairs or []
    }


def _chosen(stack_set, accounts, regions):
    wanted = [(account, region) for account in accounts for region in regions]
    found = [i for i in stack_set.stack_instances if (i.account_id, i.region_name) in wanted]
    if len(found) != len(wanted):
        raise ValidationError(message=f"expected instances in {wanted}, found {len(found)}")
    return found


def _operation(stack_set, action, instances, work, operation_id=None):
    """Does the work for one instance after the other, up to the first that fails."""
    chosen, succeeded = list(instances), True
    for instance in chosen:
        if succeeded:
            succeeded = work(instance)
        else:
            instance.status, instance.reason = "OUTDATED", "Cancelled since another one failed"
    return stack_set._create_operation(
        operation_id=operation_id or str(uuid.uuid4()),
        action=action,
        status="SUCCEEDED" if succeeded else "FAILED",
        accounts=[instance.account_id for instance in chosen],
        regions=sorted({instance.region_name for instance in chosen}),
    )
