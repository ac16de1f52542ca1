"""What an account has before a deployment: what the spec names, made, and its ids put into the spec.

AWS chooses ids, so that a shipped spec holds invented ones. Each is replaced in the text by that of
what was made here; nothing else of the spec changes.
"""

import boto3
import yaml

REGION_OF_CLOUDFRONT = "us-east-1"
CLOUDFRONT_LIST = "com.amazonaws.global.cloudfront.origin-facing"


# A key that the emulator does not know belongs to its first account.
FIRST = ("emulator", "emulator", None)


def client(endpoint, service, region, credentials=FIRST):
    """A client of a service of the emulator."""
    session = boto3.session.Session(*credentials, region_name=region)
    return session.client(service, endpoint_url=endpoint)


def credentials_of(endpoint, account):
    """Credentials of another account: those of a role there, which moto does not ask to exist."""
    given = client(endpoint, "sts", REGION_OF_CLOUDFRONT).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/operator", RoleSessionName="operator"
    )["Credentials"]
    return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]


def prepare(endpoint, text):
    """Makes what the spec takes for granted; returns the spec with the ids of it."""
    spec = yaml.safe_load(text)
    region, replaced = spec["region"], {}
    dns = spec.get("dns", {})
    if dns.get("mode", "route53") == "route53":
        zone = _hosted_zone(endpoint, region, spec["domain"])
        if "hosted_zone_id" in dns:
            replaced[dns["hosted_zone_id"]] = zone
    if "arn" in spec.get("certificate", {}):
        acm = client(endpoint, "acm", region)
        made = acm.request_certificate(DomainName=spec["domain"])
        replaced[spec["certificate"]["arn"]] = made["CertificateArn"]
    if "security_group" in (spec.get("kafka") or {}):
        ec2 = client(endpoint, "ec2", region)
        made = ec2.create_security_group(GroupName="brokers", Description="brokers of Kafka")
        replaced[spec["kafka"]["security_group"]] = made["GroupId"]
    if "existing" in spec.get("network", {}):
        replaced |= _network(client(endpoint, "ec2", region), spec["network"])
    if spec.get("gateway", "none") != "none":
        client(endpoint, "ec2", region).create_managed_prefix_list(
            PrefixListName=CLOUDFRONT_LIST, AddressFamily="IPv4", MaxEntries=1,
            Entries=[{"Cidr": "130.176.0.0/16"}],
        )
    for invented, made in replaced.items():
        text = text.replace(invented, made)
    return text


def _hosted_zone(endpoint, region, domain):
    made = client(endpoint, "route53", region).create_hosted_zone(
        Name=domain, CallerReference=domain
    )
    return made["HostedZone"]["Id"].rsplit("/", 1)[1]


def _network(ec2, network):
    """A VPC of somebody else's: a range per subnet, one after the other."""
    existing = network["existing"]
    vpc = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    replaced, number = {existing["vpc"]: vpc}, 0
    for letter, subnets in existing["subnets"].items():
        zone = next(z for z in network["zones"] if z.endswith(letter))
        for subnet in subnets.values():
            made = ec2.create_subnet(
                VpcId=vpc, CidrBlock=f"10.99.{number}.0/24", AvailabilityZone=zone
            )
            replaced[subnet] = made["Subnet"]["SubnetId"]
            number += 1
    return replaced
