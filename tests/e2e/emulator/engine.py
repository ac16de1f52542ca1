"""Makes, changes and deletes the resources of a stack: what takes the place of moto's ResourceMap.

A resource is evaluated once what it refers to exists, and remembered with its evaluated properties,
so that a change is a difference of what was deployed, however it came about. Types come from
services/ where moto's CloudFormation lacks them, else from moto. A type that neither has is not
made: references to it give a text that says so (`not-made-…`), and list-stack-resources does not
list it.

Unlike AWS: everything happens one after the other while the request waits; a resource whose change
the emulator does not know fails the deployment; a failed change of a stack is not rolled back, a
failed creation is.
"""

import copy
import hashlib
import json
from dataclasses import dataclass, field
from urllib.parse import urlparse

from moto.cloudformation import parsing
from moto.cloudformation.models import Event, cloudformation_backends
from moto.cloudformation.parsing import ResourceMap
from moto.cloudformation.utils import get_stack_from_s3_url
from moto.s3.models import s3_backends
from moto.ssm import ssm_backends

from e2e import templates
from e2e.emulator import expressions, parameters
from e2e.emulator.api import Api, exists, left_out, note
from e2e.emulator.services import TYPES
from e2e.emulator.stack_sets import lets_read

NESTED = "AWS::CloudFormation::Stack"

# Attributes of types that are not made, of which a list has to be given.
LISTS = ("Ipv4Addresses",)


class ResourceError(Exception):
    """A resource could not be made, changed or deleted."""


@dataclass
class Resource:
    """What stands behind a logical id. The three names are those by which moto lists resources."""

    logical_resource_id: str
    cf_resource_type: str
    properties: dict
    physical_resource_id: str | None = None
    model: object = None
    made: bool = True
    attributes: dict = field(default_factory=dict)
    retained: bool = False

    def attribute(self, name):
        """What Fn::GetAtt gives."""
        if not self.made and name in LISTS:
            return [f"not-made-{self.logical_resource_id}-{name}".lower()]
        if not self.made:
            return f"not-made-{self.logical_resource_id}-{name}".lower()
        if name in self.attributes:
            return self.attributes[name]
        if self.model is not None:
            try:
                value = self.model.get_cfn_attribute(name)
            except Exception as error:
                raise ResourceError(f"{self.cf_resource_type} has no {name}") from error
            if value is not None:
                return value
        raise ResourceError(f"the emulator knows no {name} of {self.cf_resource_type}")


class StackResources(ResourceMap):
    """The resources of one stack."""

    def __init__(self, *args, **kwargs):
        self.present = {}
        self.values_of = {}
        self.endpoint = StackResources.endpoint
        self.undoing = False
        super().__init__(*args, **kwargs)

    endpoint = None  # Set by the launcher: where the server itself listens.

    # What moto asks of a ResourceMap.

    def load(self):
        self.load_parameters()

    def load_parameters(self):
        """Checks the parameters; `resolved_parameters` is what describe-stacks shows."""
        declared = self._template.get("Parameters", {})
        self.values_of = (
            parameters.values(declared, self.input_parameters, self._stored, self._exists)
            if self._template
            else {}
        )
        self.no_echo_parameter_keys = [k for k, d in declared.items() if d.get("NoEcho")]
        self.resolved_parameters = {
            name: self.input_parameters.get(name, declaration.get("Default"))
            for name, declaration in declared.items()
        }

    @property
    def lazy_condition_map(self):
        """The conditions, by name, as moto's outputs ask for them."""
        return {name: self.condition(name) for name in self._template.get("Conditions", {})}

    def __iter__(self):
        return (name for name, resource in self.present.items() if resource.made)

    def __len__(self):
        return sum(resource.made for resource in self.present.values())

    def __getitem__(self, logical_id):
        return self.present[logical_id]

    def create(self, template):
        """Makes everything; moto calls it for a stack that no change set made."""
        self.update(template, self.input_parameters)
        return True

    def build_change_set_actions(self, template):
        """What a change set shows: by template alone, as far as moto's form of it goes."""
        old, new = self._resource_json_map, template["Resources"]

        def described(resources, names):
            return {
                name: {"LogicalResourceId": name, "ResourceType": resources[name]["Type"]}
                for name in names
            }

        return {
            "Add": described(new, [n for n in new if n not in self.present]),
            "Modify": described(new, [n for n in new if n in self.present and new[n] != old.get(n)]),
            "Remove": described(old, [n for n in self.present if n not in new]),
        }

    def update(self, template, parameters=None):
        """Brings the resources to what the template says."""
        old = self._resource_json_map
        self._template, self._resource_json_map = template, template["Resources"]
        if parameters is not None:
            self.input_parameters = parameters
        self.load_parameters()
        wanted = [
            name
            for name in templates.creation_order(self._resource_json_map)
            if self._wanted(self._resource_json_map[name])
        ]
        for name in wanted:
            self._bring(name, self._resource_json_map[name])
        for name in self._last_first(old):
            if name not in wanted:
                self._remove(name, self._resource_json_map.get(name) or old[name])

    def delete(self, undoing=False):
        """Deletes everything that has no policy to stay. `undoing` is the rollback of a creation,
        which some policies tell from a deletion."""
        self.undoing = undoing
        for name in self._last_first(self._resource_json_map):
            self._remove(name, self._resource_json_map[name])

    def _last_first(self, declarations):
        """What is present, each before what it refers to."""
        both = {**declarations, **self._resource_json_map}
        return [name for name in reversed(templates.creation_order(both)) if name in self.present]

    # What expressions ask of a scope.

    def reference(self, name):
        if name == "AWS::NoValue":
            return expressions.NO_VALUE
        if name in self.values_of:
            return self.values_of[name]
        if name in self.present:
            resource = self.present[name]
            return resource.physical_resource_id if resource.made else resource.attribute("Ref")
        if name.startswith("AWS::") and name in self._parsed_resources:
            return self._parsed_resources[name]
        raise expressions.ExpressionError(f"Ref of {name}, which does not exist")

    def attribute(self, name, attribute):
        if name not in self.present:
            raise expressions.ExpressionError(f"Fn::GetAtt of {name}, which does not exist")
        return self.present[name].attribute(attribute)

    def condition(self, name):
        return expressions.holds(self._template["Conditions"][name], self)

    def mapping(self, name):
        return self._template["Mappings"][name]

    # The work.

    @property
    def api(self):
        """The services of the stack's region."""
        return Api(self.endpoint, self._region_name, self._account_id)

    def _wanted(self, declaration):
        return "Condition" not in declaration or self.condition(declaration["Condition"])

    def _bring(self, name, declaration):
        kind = declaration["Type"]
        verb = "UPDATE" if name in self.present else "CREATE"
        properties = {}
        try:
            evaluated = expressions.evaluate(declaration.get("Properties", {}), self)
            properties = expressions.resolved(evaluated, self._secret, self._parameter)
            if verb == "CREATE":
                self.present[name] = self._create(name, kind, properties)
                self._event(name, "CREATE_COMPLETE", properties=properties)
            elif self.present[name].properties != properties:
                self._change(self.present[name], properties)
                self._event(name, "UPDATE_COMPLETE", properties=properties)
        except Exception as error:
            self._event(name, f"{verb}_FAILED", str(error), kind)
            reason = f"{name} ({kind}): {type(error).__name__}: {error}"
            raise ResourceError(reason) from error

    def _create(self, name, kind, properties):
        resource = Resource(name, kind, properties)
        if kind == NESTED:
            self._create_nested(resource)
        elif kind in TYPES and TYPES[kind].create:
            generated = parsing.generate_resource_name(kind, self._stack.name, name)
            TYPES[kind].create(self.api, resource, generated)
            note("by API", kind)
        elif kind in parsing.get_model_map():
            self._create_by_moto(resource)
            note("by class", kind)
        else:
            resource.made = False
            left_out(f"{kind}, the whole resource")
        if resource.made and kind in TYPES and TYPES[kind].complete:
            TYPES[kind].complete(self.api, resource)
        return resource

    def _create_by_moto(self, resource):
        # moto's classes write into what they are given.
        kind, properties = resource.cf_resource_type, copy.deepcopy(resource.properties)
        named_by = parsing.resource_name_property_from_type(kind)
        generated = parsing.generate_resource_name(
            kind, self._stack.name, resource.logical_resource_id
        )
        resource.model = parsing.get_model_map()[kind].create_from_cloudformation_json(
            properties.get(named_by, generated),
            {"Type": kind, "Properties": properties},
            self._account_id,
            self._region_name,
            LogicalId=resource.logical_resource_id,
            StackId=self.stack_id,
            ResourceType=kind,
        )
        resource.physical_resource_id = getattr(resource.model, "physical_resource_id", None)

    def _change(self, resource, properties):
        kind = resource.cf_resource_type
        if not resource.made:
            pass
        elif kind == NESTED:
            self._change_nested(resource, properties)
        elif kind in TYPES and TYPES[kind].update:
            TYPES[kind].update(self.api, resource, properties)
        elif kind in parsing.get_model_map() and not hasattr(
            parsing.get_model_map()[kind].update_from_cloudformation_json, "__isabstractmethod__"
        ):
            self._change_by_moto(resource, properties)
        else:
            old = resource.properties
            changed = sorted(k for k in {*old, *properties} if old.get(k) != properties.get(k))
            raise ResourceError(f"the emulator cannot change {', '.join(changed)} of {kind}")
        resource.properties = properties

    def _change_by_moto(self, resource, properties):
        kind, properties = resource.cf_resource_type, copy.deepcopy(properties)
        named_by = parsing.resource_name_property_from_type(kind)
        resource.model = parsing.get_model_map()[kind].update_from_cloudformation_json(
            original_resource=resource.model,
            new_resource_name=properties.get(named_by, resource.physical_resource_id),
            cloudformation_json={"Type": kind, "Properties": properties},
            account_id=self._account_id,
            region_name=self._region_name,
        )
        resource.physical_resource_id = getattr(resource.model, "physical_resource_id", None)
        if kind in TYPES and TYPES[kind].complete:
            TYPES[kind].complete(self.api, resource)

    def _remove(self, name, declaration):
        resource = self.present[name]
        policy = declaration.get("DeletionPolicy", "Delete")
        if not resource.made:
            pass
        elif policy == "Retain" or (policy == "RetainExceptOnCreate" and not self.undoing):
            self._event(name, "DELETE_SKIPPED")
        else:
            try:
                self._delete(resource)
            except Exception as error:
                self._event(name, "DELETE_FAILED", str(error))
                reason = f"{name} ({resource.cf_resource_type}): {type(error).__name__}: {error}"
                raise ResourceError(reason) from error
            self._event(name, "DELETE_COMPLETE")
        del self.present[name]

    def _delete(self, resource):
        kind = resource.cf_resource_type
        if kind == NESTED:
            child = self._backend.get_stack(resource.physical_resource_id)
            self._backend.delete_tree(child, self.undoing)
        elif kind in TYPES and TYPES[kind].delete:
            TYPES[kind].delete(self.api, resource)
        else:
            declaration = {"Type": kind, "Properties": resource.properties}
            model, place = parsing.get_model_map()[kind], (self._account_id, self._region_name)
            if not hasattr(model.delete_from_cloudformation_json, "__isabstractmethod__"):
                model.delete_from_cloudformation_json(
                    resource.physical_resource_id, declaration, *place
                )
            elif hasattr(resource.model, "delete"):
                resource.model.delete(*place)
            else:
                raise ResourceError(f"the emulator cannot delete {kind}")

    # Nested stacks.

    def _create_nested(self, resource):
        generated = parsing.generate_resource_name(
            NESTED, self._stack.name, resource.logical_resource_id
        )
        body = self._body(resource.properties)
        try:
            child = self._backend.create_stack(
                generated, body, resource.properties.get("Parameters", {})
            )
        except Exception:
            for stack in list(self._backend.stacks.values()):
                if stack.name == generated:
                    self._backend.delete_tree(stack, undoing=True)
            raise
        child.parent_id = self.stack_id
        child.root_id = getattr(self._stack, "root_id", None) or self.stack_id
        resource.physical_resource_id = child.stack_id
        self._take_outputs(resource, child)

    def _change_nested(self, resource, properties):
        child = self._backend.get_stack(resource.physical_resource_id)
        child.update(self._body(properties), parameters=properties.get("Parameters", {}))
        self._take_outputs(resource, child)

    @staticmethod
    def _take_outputs(resource, child):
        resource.attributes = {
            f"Outputs.{output['OutputKey']}": output["OutputValue"]
            for output in child.outputs or []
        }

    def _body(self, properties):
        url, partition = properties["TemplateURL"], self._parsed_resources["AWS::Partition"]
        self._check_access(url)
        return get_stack_from_s3_url(url, self._account_id, partition)

    def _check_access(self, url):
        """A bucket of another account has to let this one read; moto reads what it likes."""
        place = urlparse(url)
        path, (name, *_) = place.path.lstrip("/"), place.netloc.split(".")
        if name == "s3" or place.hostname == "localhost":
            name, path = path.split("/", 1)
        partition, owner = s3_backends.bucket_accounts.get(name, ("", self._account_id))
        if owner == self._account_id:
            return
        policy = s3_backends[owner][partition].get_bucket(name).policy
        if not lets_read(policy, self._account_id, f"arn:{partition}:s3:::{name}/{path}"):
            raise ResourceError(
                f"S3 error: Access Denied: expected a policy of the bucket {name} that lets"
                f" {self._account_id} read {path}"
            )

    # What the stack belongs to.

    @property
    def _backend(self):
        return cloudformation_backends[self._account_id][self._region_name]

    @property
    def _stack(self):
        return self._backend.get_stack(self.stack_id)

    def _event(self, name, status, reason=None, kind=None, properties=None):
        resource, stack = self.present.get(name), self._stack
        stack.events.append(
            Event(
                stack_id=stack.stack_id,
                stack_name=stack.name,
                logical_resource_id=name,
                physical_resource_id=resource.physical_resource_id if resource else "",
                resource_type=kind or resource.cf_resource_type,
                resource_status=status,
                resource_status_reason=reason,
                resource_properties=json.dumps(properties or {}),
            )
        )

    def _stored(self, name):
        """A parameter of SSM; one of AWS's own images, of which moto has few, has an id of its name."""
        if name.startswith("/aws/service/") and name.endswith("/image_id"):
            return "ami-" + hashlib.sha256(name.encode()).hexdigest()[:17]
        parameter = ssm_backends[self._account_id][self._region_name].get_parameter(name)
        if parameter is None:
            raise parameters.ParameterError(f"Parameter {name} cannot be found in Parameter Store")
        return parameter.value

    _parameter = _stored

    def _exists(self, kind, value):
        return exists(self.api, kind, value)

    def _secret(self, secret_id):
        answer = self.api.client("secretsmanager").get_secret_value(SecretId=secret_id)
        return json.loads(answer["SecretString"])
