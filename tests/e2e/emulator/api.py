"""The API of the emulator's own services, as CloudFormation uses those of AWS.

`call` gives an operation the properties of a resource. The names and types of what it takes come
from botocore's model of the service: a property that the operation does not have is an error.
"""

import functools
import sys

import boto3
from botocore.config import Config
from moto.core import DEFAULT_ACCOUNT_ID

CONFIG = Config(retries={"total_max_attempts": 1}, max_pool_connections=32, read_timeout=120)


class ApiError(Exception):
    """A property that the API of its service does not take."""


def left_out(*names):
    """Notes in the log what no API of the emulator was given, and so is not proved."""
    for name in names:
        note("left out", name)


def note(how, what):
    """A line of the log from which the report of the stories is made."""
    print(f"{how}: {what}", file=sys.stderr, flush=True)


class Api:
    """The services of one account and region of the emulator."""

    def __init__(self, endpoint, region, account):
        self.endpoint, self.region, self.account = endpoint, region, account

    def client(self, service, region=None):
        """A client of a service, by its name in boto3."""
        return _client(self.endpoint, region or self.region, service, self.account)

    def call(self, service, operation, properties, without=()):
        """Calls an operation (by its name in Python) with properties, but for those of `without`."""
        client = self.client(service)
        name = client.meta.method_to_api_mapping[operation]
        shape = client.meta.service_model.operation_model(name).input_shape
        given = {key: value for key, value in properties.items() if key not in without}
        left_out(*(f"{service} {key}" for key in properties if key in without))
        return getattr(client, operation)(**shaped(given, shape, f"{service}.{operation}"))


@functools.cache
def _credentials(endpoint, account):
    """Those of the emulator's first account are anything; into others a role leads."""
    if account == DEFAULT_ACCOUNT_ID:
        return "emulator", "emulator", None
    session = boto3.session.Session("emulator", "emulator", region_name="us-east-1")
    given = session.client("sts", endpoint_url=endpoint, config=CONFIG).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/cloudformation", RoleSessionName="cloudformation"
    )["Credentials"]
    return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]


@functools.cache
def _client(endpoint, region, service, account):
    session = boto3.session.Session(*_credentials(endpoint, account), region_name=region)
    return session.client(service, endpoint_url=endpoint, config=CONFIG)


def shaped(value, shape, where):
    """A value of a template as an API takes it: names in its case, texts as numbers and truths."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, list) and "Items" in shape.members:
        value = {"Quantity": len(value), "Items": value}  # As CloudFront has its lists.
    if kind == "structure":
        return _structure(value, shape, where)
    if kind == "list":
        items = value if isinstance(value, list) else [value]
        return [shaped(item, shape.member, where) for item in items]
    if kind == "map":
        if isinstance(value, list):  # Tags are a list in templates, and in some APIs a map.
            value = {item["Key"]: item["Value"] for item in value}
        return {str(key): shaped(item, shape.value, where) for key, item in value.items()}
    if kind in ("integer", "long"):
        return int(value)
    if kind in ("float", "double"):
        return float(value)
    if kind == "boolean":
        return value if isinstance(value, bool) else {"true": True, "false": False}[str(value)]
    if kind == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _structure(value, shape, where):
    members = {name.lower(): name for name in shape.members}
    result = {}
    for key, item in value.items():
        name = members.get(key.lower())
        if name is None:
            raise ApiError(f"{where} takes no {key}: it takes {', '.join(shape.members)}")
        result[name] = shaped(item, shape.members[name], f"{where}.{name}")
    return result


# How a value of a type of parameters is looked up: service, operation, argument (a list, but for *).
LOOKUPS = {
    "AWS::EC2::AvailabilityZone::Name": ("ec2", "describe_availability_zones", "ZoneNames"),
    "AWS::EC2::SecurityGroup::Id": ("ec2", "describe_security_groups", "GroupIds"),
    "AWS::EC2::Subnet::Id": ("ec2", "describe_subnets", "SubnetIds"),
    "AWS::EC2::VPC::Id": ("ec2", "describe_vpcs", "VpcIds"),
    "AWS::Route53::HostedZone::Id": ("route53", "get_hosted_zone", "*Id"),
}


def exists(api, kind, value):
    """Whether there is what a parameter of a type of AWS's own names."""
    if kind not in LOOKUPS:
        return True
    service, operation, argument = LOOKUPS[kind]
    client = api.client(service)
    given = {argument.lstrip("*"): value if argument.startswith("*") else [value]}
    try:
        answer = getattr(client, operation)(**given)
    except client.exceptions.ClientError:
        return False
    return any(answer[key] for key in answer if key != "ResponseMetadata")
