"""Keys, web ACLs and distributions, through their APIs."""

import json

from e2e.emulator.services import define


def _create_key(api, resource, name):
    given = dict(resource.properties)
    rotated = given.pop("EnableKeyRotation", False)
    given["Policy"] = json.dumps(given.pop("KeyPolicy"))
    given["Tags"] = [
        {"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in given.pop("Tags", [])
    ]
    made = api.call("kms", "create_key", given, without=("PendingWindowInDays",))["KeyMetadata"]
    resource.physical_resource_id = made["KeyId"]
    resource.attributes = {"Arn": made["Arn"], "KeyId": made["KeyId"]}
    if str(rotated).lower() == "true":
        api.client("kms").enable_key_rotation(KeyId=made["KeyId"])


def _change_key(api, resource, properties):
    api.client("kms").put_key_policy(
        KeyId=resource.physical_resource_id, PolicyName="default",
        Policy=json.dumps(properties["KeyPolicy"]),
    )


def _create_web_acl(api, resource, name):
    given = {"Name": name, **resource.properties}
    made = api.call("wafv2", "create_web_acl", given)["Summary"]
    scope = given["Scope"]
    resource.physical_resource_id = f"{made['Name']}|{made['Id']}|{scope}"
    resource.attributes = {"Arn": made["ARN"], "Id": made["Id"]}


def _delete_web_acl(api, resource):
    name, identifier, scope = resource.physical_resource_id.split("|")
    which = {"Name": name, "Id": identifier, "Scope": scope}
    lock = api.client("wafv2").get_web_acl(**which)["LockToken"]
    api.client("wafv2").delete_web_acl(**which, LockToken=lock)


def _put_logging(api, properties):
    api.call("wafv2", "put_logging_configuration", {"LoggingConfiguration": properties})


def _create_logging(api, resource, name):
    _put_logging(api, resource.properties)
    resource.physical_resource_id = resource.properties["ResourceArn"]


def _distribution(properties):
    """The names that differ between templates and the API of CloudFront."""
    config = json.loads(json.dumps(properties["DistributionConfig"]))
    config["IsIPV6Enabled"] = config.pop("IPV6Enabled", False)
    config["Aliases"] = config.get("Aliases", [])
    for origin in config["Origins"]:
        origin["CustomHeaders"] = origin.pop("OriginCustomHeaders", [])
        custom = origin.get("CustomOriginConfig")
        if custom:
            custom.setdefault("HTTPPort", 80)
    allowed = config["DefaultCacheBehavior"].get("AllowedMethods")
    if allowed:
        config["DefaultCacheBehavior"]["AllowedMethods"] = {
            "Quantity": len(allowed), "Items": allowed
        }
    if "Logging" in config:
        config["Logging"] = {"Enabled": True, "IncludeCookies": False, "Prefix": "",
                             **config["Logging"]}
    return config


def _create_distribution(api, resource, name):
    config = {"CallerReference": name, **_distribution(resource.properties)}
    given = {"DistributionConfigWithTags": {
        "DistributionConfig": config, "Tags": {"Items": resource.properties.get("Tags", [])},
    }}
    made = api.call("cloudfront", "create_distribution_with_tags", given)["Distribution"]
    resource.physical_resource_id = made["Id"]
    resource.attributes = {"DomainName": made["DomainName"], "Id": made["Id"]}


def _delete_distribution(api, resource):
    client, identifier = api.client("cloudfront"), resource.physical_resource_id
    etag = client.get_distribution(Id=identifier)["ETag"]
    client.delete_distribution(Id=identifier, IfMatch=etag)


define("AWS::KMS::Key", create=_create_key, update=_change_key,
       delete=lambda api, resource: api.client("kms").schedule_key_deletion(
           KeyId=resource.physical_resource_id, PendingWindowInDays=7))
define("AWS::WAFv2::WebACL", create=_create_web_acl, delete=_delete_web_acl)
define("AWS::WAFv2::LoggingConfiguration", create=_create_logging,
       update=lambda api, resource, properties: _put_logging(api, properties),
       delete=lambda api, resource: api.client("wafv2").delete_logging_configuration(
           ResourceArn=resource.physical_resource_id))
define("AWS::CloudFront::Distribution", create=_create_distribution, delete=_delete_distribution)
