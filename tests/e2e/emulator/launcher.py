"""Starts moto's server with the engine: `python -m e2e.emulator.launcher`.

It listens on a free port of loopback, prints `{"port": …}` as its first line, and ends when its
standard input does: whoever started it is gone then, however that came.


What is replaced in moto, and what plain moto does (test_emulator.py shows each of them failing):

- ResourceMap, by engine.StackResources: nested stacks, dependencies, changes, deletions.
- clean_json, by expressions.evaluate: outputs are evaluated strictly too.
- Stack: read by one parser, its id is what Ref gives, its parameters are shown as given.
- create_change_set: capabilities (of stack sets too), parameters and circles are checked; a stack that was rolled back
  takes no change.
- execute_change_set: events of each resource; the rollback of a failed creation.
- update_termination_protection, which plain moto does not have.
- modify-db-subnet-group keeps the group, which plain moto forgets.
- modify-vpc-endpoint makes and takes back the routes to a gateway endpoint; plain moto leaves them.
- stack sets, by stack_sets.py: overrides, roles, and that stacks follow their set.
- attach-role-policy finds AWS's own policies; plain moto has them at the price of a second for each
  account, or not at all.
- ids of hosted zones begin with Z, as those of AWS do.
"""

import functools
import json
import os
import sys
import threading

from moto.cloudformation import models, parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ec2.models.vpcs import VPCBackend
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.rds.models import RDSBackend
from moto.route53.models import HostedZoneIdentifier
from werkzeug.serving import WSGIRequestHandler, make_server

from e2e import templates
from e2e.emulator import expressions, parameters, stack_sets
from e2e.emulator.api import Api, exists
from e2e.emulator.engine import StackResources

# A template with one of these has to be acknowledged; of a nested stack AWS asks it in any case.
ACKNOWLEDGED = ("AWS::IAM::", "AWS::CloudFormation::Stack")

ROLLED_BACK = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")


def install(endpoint):
    """Replaces the parts of moto. `endpoint` is where the server listens."""
    StackResources.endpoint = endpoint
    models.ResourceMap = StackResources
    parsing.clean_json = _clean_json
    models.Stack.parse_template = staticmethod(templates.parse)
    models.Stack.has_template = lambda stack, text: stack.template_dict == templates.parse(text)
    models.Stack.physical_resource_id = property(lambda stack: stack.stack_id)
    models.Stack.stack_parameters = property(lambda stack: stack.resource_map.resolved_parameters)
    models.Stack.update = _update
    models.ChangeSet._parse_template = _parse_change_set
    models.CloudFormationBackend.create_change_set = _checked(
        models.CloudFormationBackend.create_change_set
    )
    models.CloudFormationBackend.execute_change_set = _execute
    CloudFormationResponse.update_termination_protection = _protect
    for name in ("create_change_set", "create_stack_set", "update_stack_set"):
        action = _acknowledged(getattr(CloudFormationResponse, name))
        setattr(CloudFormationResponse, name, action)
    stack_sets.install()
    RDSBackend.modify_db_subnet_group = _kept(RDSBackend.modify_db_subnet_group)
    VPCBackend.modify_vpc_endpoint = _routed(VPCBackend.modify_vpc_endpoint)
    IAMBackend.attach_role_policy = _with_policies_of_aws(IAMBackend.attach_role_policy)
    HostedZoneIdentifier.generate = _zone_id(HostedZoneIdentifier.generate)
    models.CloudFormationBackend.delete_stack = _delete_stack
    models.CloudFormationBackend.delete_tree = _delete_tree


def _clean_json(node, scope):
    value = expressions.evaluate(node, scope)
    return None if value is expressions.NO_VALUE else value


def _parse_change_set(change_set):
    change_set.template_dict = templates.parse(change_set.template)


def _checked(create):
    """Refuses a change set whose parameters the template does not take, as AWS does."""

    def checked(backend, **arguments):
        template = templates.parse(arguments["template"])
        declared = template.get("Parameters", {})
        for stack in backend.stacks.values():
            if stack.name == arguments["stack_name"] and stack.status in ROLLED_BACK:
                raise ValidationError(
                    message=f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated."
                )
        try:
            api = Api(StackResources.endpoint, backend.region_name, backend.account_id)
            parameters.values(
                declared, arguments["parameters"], lambda name: name,
                lambda kind, value: exists(api, kind, value),
            )
            templates.creation_order(template["Resources"])
        except (parameters.ParameterError, ValueError) as error:
            raise ValidationError(message=str(error)) from error
        return create(backend, **arguments)

    return checked


def _protect(response):
    """The action update-termination-protection."""
    stack = response.cloudformation_backend.get_stack(response._get_param("StackName"))
    stack.enable_termination_protection = response._get_bool_param("EnableTerminationProtection")
    return ActionResult({"StackId": stack.stack_id})


def _acknowledged(create):
    """Refuses what would make resources that have to be acknowledged, as AWS does."""

    def acknowledged(response):
        if not response._get_param("Capabilities", []):
            body = response._get_param("TemplateBody")
            if response._get_param("TemplateURL"):
                body = response._get_stack_from_s3_url(response._get_param("TemplateURL"))
            kinds = {resource["Type"] for resource in templates.parse(body)["Resources"].values()}
            asked = sorted(kind for kind in kinds if kind.startswith(ACKNOWLEDGED))
            if asked:
                raise InsufficientCapabilities(asked)
        return create(response)

    return acknowledged


class InsufficientCapabilities(ServiceException):
    """What AWS answers where a capability is missing."""

    code = "InsufficientCapabilitiesException"

    def __init__(self, kinds):
        super().__init__("Requires capabilities : [CAPABILITY_IAM]")
        self.kinds = kinds


def _kept(modify):
    def kept(backend, subnet_name, *given, **named):
        group = modify(backend, subnet_name, *given, **named)
        backend.subnet_groups[subnet_name] = group
        return group

    return kept


def _routed(modify):
    def routed(backend, vpc_id, *given, **named):
        endpoint = backend.vpc_end_points[vpc_id]
        before = set(endpoint.route_table_ids or [])
        modify(backend, vpc_id, *given, **named)
        prefixes, after = endpoint.destination_prefix_list_id, set(endpoint.route_table_ids or [])
        if prefixes:
            for table in after - before:
                backend.create_route(
                    table, None, gateway_id=vpc_id, destination_prefix_list_id=prefixes
                )
            for table in before - after:
                backend.delete_route(table, prefixes)

    return routed


@functools.cache
def _policies_of_aws():
    return json.loads(aws_managed_policies_data)


def _with_policies_of_aws(attach):
    def attached(backend, policy_arn, *given, **named):
        name = policy_arn.rsplit("/", 1)[1]
        known = _policies_of_aws().get(name) if ":iam::aws:policy/" in policy_arn else None
        if known:
            policy = AWSManagedPolicy.from_data(
                name, backend.account_id, backend.region_name, known
            )
            backend.managed_policies.setdefault(policy.arn, policy)
        return attach(backend, policy_arn, *given, **named)

    return attached


def _zone_id(generate):
    return lambda *given, **named: "Z" + generate(*given, **named)[1:]


def _execute(backend, change_set_name, stack_name=None):
    change_set = backend.describe_change_set(change_set_name)
    stack = backend.stacks[change_set.stack_id]
    verb = change_set.change_set_type
    try:
        _apply(stack, change_set.template, change_set.parameters, verb)
    except Exception as error:
        _fail(stack, verb, error)
    change_set.execution_status = "EXECUTE_COMPLETE"


def _fail(stack, verb, error):
    """Rolls a failed creation back; says of a failed change that it is not."""
    print(f"emulator: {stack.name}: {error}", file=sys.stderr, flush=True)
    # What can't be evaluated would fail every question for stacks from here on.
    stack.template_dict = {**stack.template_dict, "Outputs": {}}
    stack.output_map = stack._create_output_map()
    if verb == "CREATE":
        stack._add_stack_event("ROLLBACK_IN_PROGRESS", str(error))
        try:
            stack.resource_map.delete(undoing=True)
            stack.status = "ROLLBACK_COMPLETE"
        except Exception as second:
            print(f"emulator: {stack.name}: {second}", file=sys.stderr, flush=True)
            stack.status = "ROLLBACK_FAILED"
    else:
        stack.status = "UPDATE_ROLLBACK_FAILED"
    stack._add_stack_event(stack.status, str(error))


def _apply(stack, text, parameters, verb):
    stack._add_stack_event(f"{verb}_IN_PROGRESS", "User Initiated")
    stack.template = text
    stack._parse_template()
    stack.description = stack.template_dict.get("Description")
    stack.parameters = parameters
    stack.resource_map.update(stack.template_dict, parameters)
    stack.output_map = stack._create_output_map()
    stack.outputs  # noqa: B018 - evaluates every output, so that a wrong one fails here.
    stack.status = f"{verb}_COMPLETE"
    stack._add_stack_event(stack.status)


def _update(stack, template, role_arn=None, parameters=None, tags=None):
    """A stack that its parent, or update-stack, changes."""
    try:
        _apply(stack, template, stack.parameters if parameters is None else parameters, "UPDATE")
    except Exception:
        stack.status = "UPDATE_FAILED"
        raise


def _delete_stack(backend, name_or_id):
    """What delete-stack asks for: it answers at once, and a failure is the stack's status."""
    for stack in list(backend.stacks.values()):
        if name_or_id in (stack.name, stack.stack_id):
            if stack.enable_termination_protection:
                message = f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
                raise ValidationError(message=message)
            try:
                backend.delete_tree(stack)
            except Exception as error:
                print(f"emulator: {stack.name}: {error}", file=sys.stderr, flush=True)


def _delete_tree(backend, stack, undoing=False):
    """Deletes the resources of a stack, and the stack where that succeeds."""
    stack._add_stack_event("DELETE_IN_PROGRESS", "User Initiated")
    try:
        stack.resource_map.delete(undoing)
    except Exception as error:
        stack.status = "DELETE_FAILED"
        stack._add_stack_event(stack.status, str(error))
        raise
    stack.status = "DELETE_COMPLETE"
    stack._add_stack_event(stack.status)
    backend.deleted_stacks[stack.stack_id] = backend.stacks.pop(stack.stack_id)


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        pass


def _end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


def _serve(plain):
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Quiet)
    os.environ["MOTO_PORT"] = str(server.port)
    if not plain:
        install(f"http://localhost:{server.port}")
    print(json.dumps({"port": server.port}), flush=True)
    threading.Thread(target=_end_with_input, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    _serve(plain="--plain" in sys.argv[1:])
