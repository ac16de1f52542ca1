"""Databases, secrets, buckets and queues, through their APIs."""

import json

from e2e.emulator.services import define, keep

INSTANCE_WITHOUT = (
    "AllowMajorVersionUpgrade",
    "DeleteAutomatedBackups",
    "EngineLifecycleSupport",
    "UseDefaultProcessorFeatures",
    "ApplyImmediately",
)
RENAMED = {"VPCSecurityGroups": "VpcSecurityGroupIds"}


def _renamed(properties):
    return {RENAMED.get(key, key): value for key, value in properties.items()}


def _create_instance(api, resource, name):
    given = {"DBInstanceIdentifier": name.lower(), **_renamed(resource.properties)}
    made = api.call("rds", "create_db_instance", given, without=INSTANCE_WITHOUT)["DBInstance"]
    resource.physical_resource_id = made["DBInstanceIdentifier"]
    endpoint = made.get("Endpoint", {})
    resource.attributes = {
        "Endpoint.Address": endpoint.get("Address", ""),
        "Endpoint.Port": str(endpoint.get("Port", "")),
        "DBInstanceArn": made["DBInstanceArn"],
        "DbiResourceId": made.get("DbiResourceId", ""),
    }


def _change_instance(api, resource, properties):
    changed = {k: v for k, v in _renamed(properties).items()
               if _renamed(resource.properties).get(k) != v}
    given = {"DBInstanceIdentifier": resource.physical_resource_id, "ApplyImmediately": True,
             **changed}
    without = [name for name in INSTANCE_WITHOUT if name != "ApplyImmediately"]
    api.call("rds", "modify_db_instance", given, without=without)


def _delete_instance(api, resource):
    name = resource.physical_resource_id
    final = {"SkipFinalSnapshot": True}
    if "DBClusterIdentifier" not in resource.properties:
        final = {"FinalDBSnapshotIdentifier": f"{name}-final"}
    api.client("rds").delete_db_instance(DBInstanceIdentifier=name, **final)


CLUSTER_WITHOUT = ("EngineLifecycleSupport", "DeleteAutomatedBackups", "AllowMajorVersionUpgrade")


def _create_cluster(api, resource, name):
    given = {"DBClusterIdentifier": name.lower(), **_renamed(resource.properties)}
    made = api.call("rds", "create_db_cluster", given, without=CLUSTER_WITHOUT)["DBCluster"]
    resource.physical_resource_id = made["DBClusterIdentifier"]
    resource.attributes = {
        "Endpoint.Address": made["Endpoint"],
        "Endpoint.Port": str(made["Port"]),
        "ReadEndpoint.Address": made.get("ReaderEndpoint", ""),
        "DBClusterArn": made["DBClusterArn"],
        "DBClusterResourceId": made.get("DbClusterResourceId", ""),
    }


def _change_cluster(api, resource, properties):
    changed = {k: v for k, v in _renamed(properties).items()
               if _renamed(resource.properties).get(k) != v}
    given = {"DBClusterIdentifier": resource.physical_resource_id, **changed}
    api.call("rds", "modify_db_cluster", given, without=CLUSTER_WITHOUT)


def _delete_cluster(api, resource):
    name = resource.physical_resource_id
    api.client("rds").delete_db_cluster(
        DBClusterIdentifier=name, FinalDBSnapshotIdentifier=f"{name}-final"
    )


def _create_subnet_group(api, resource, name):
    given = {"DBSubnetGroupName": name.lower(), **resource.properties}
    made = api.call("rds", "create_db_subnet_group", given)["DBSubnetGroup"]
    resource.physical_resource_id = made["DBSubnetGroupName"]


def _change_subnet_group(api, resource, properties):
    given = {"DBSubnetGroupName": resource.physical_resource_id, **properties}
    api.call("rds", "modify_db_subnet_group", given, without=("Tags",))


def _parameter_group(kind):
    """A parameter group of instances (`db`) or of clusters (`db_cluster`)."""
    argument = {"db": "DBParameterGroupName", "db_cluster": "DBClusterParameterGroupName"}[kind]

    def create(api, resource, name):
        given = {argument: name.lower(), "DBParameterGroupFamily": resource.properties["Family"],
                 "Description": resource.properties["Description"]}
        api.call("rds", f"create_{kind}_parameter_group", given)
        resource.physical_resource_id = given[argument]
        if kind == "db":
            set_parameters(api, resource, resource.properties)

    def set_parameters(api, resource, properties):
        settings = [
            {"ParameterName": key, "ParameterValue": str(value), "ApplyMethod": "pending-reboot"}
            for key, value in properties["Parameters"].items()
        ]
        getattr(api.client("rds"), f"modify_{kind}_parameter_group")(
            **{argument: resource.physical_resource_id, "Parameters": settings}
        )

    def delete(api, resource):
        getattr(api.client("rds"), f"delete_{kind}_parameter_group")(
            **{argument: resource.physical_resource_id}
        )

    return {"create": create, "delete": delete, "update": set_parameters if kind == "db" else keep}


def _create_secret(api, resource, name):
    properties = dict(resource.properties)
    generated = properties.pop("GenerateSecretString", None)
    if generated is not None:
        generated = dict(generated)
        template = json.loads(generated.pop("SecretStringTemplate", "{}"))
        key = generated.pop("GenerateStringKey", None)
        answer = api.call("secretsmanager", "get_random_password", generated)
        password = answer["RandomPassword"]
        properties["SecretString"] = json.dumps({**template, key: password}) if key else password
    given = {"Name": name, **properties}
    made = api.call("secretsmanager", "create_secret", given)
    resource.physical_resource_id = made["ARN"]
    resource.attributes["Id"] = made["ARN"]


def _delete_secret(api, resource):
    api.client("secretsmanager").delete_secret(SecretId=resource.physical_resource_id)


def _attach(api, resource, name):
    """Puts where the database is into the secret, as CloudFormation does."""
    target, rds = resource.properties["TargetId"], api.client("rds")
    if resource.properties["TargetType"] == "AWS::RDS::DBCluster":
        found = rds.describe_db_clusters(DBClusterIdentifier=target)["DBClusters"][0]
        where = {"host": found["Endpoint"], "port": found["Port"],
                 "dbClusterIdentifier": target}
    else:
        found = rds.describe_db_instances(DBInstanceIdentifier=target)["DBInstances"][0]
        where = {"host": found["Endpoint"]["Address"], "port": found["Endpoint"]["Port"],
                 "dbInstanceIdentifier": target}
    secret, client = resource.properties["SecretId"], api.client("secretsmanager")
    value = json.loads(client.get_secret_value(SecretId=secret)["SecretString"])
    value |= {"engine": found["Engine"], **where}
    client.put_secret_value(SecretId=secret, SecretString=json.dumps(value))
    resource.physical_resource_id = secret


def _subscription(api, resource, name):
    given = {"SubscriptionName": name, **resource.properties}
    api.call("rds", "create_event_subscription", given, without=("Tags",))
    resource.physical_resource_id = given["SubscriptionName"]


def _put_bucket_policy(api, resource, properties):
    policy = properties["PolicyDocument"]
    api.client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(policy))


def _create_bucket_policy(api, resource, name):
    _put_bucket_policy(api, resource, resource.properties)
    resource.physical_resource_id = resource.properties["Bucket"]


define("AWS::RDS::DBInstance", create=_create_instance, update=_change_instance,
       delete=_delete_instance)
define("AWS::RDS::DBCluster", create=_create_cluster, update=_change_cluster, delete=_delete_cluster)
define("AWS::RDS::DBSubnetGroup", create=_create_subnet_group, update=_change_subnet_group,
       delete=lambda api, resource: api.client("rds").delete_db_subnet_group(
           DBSubnetGroupName=resource.physical_resource_id))
define("AWS::RDS::DBParameterGroup", **_parameter_group("db"))
define("AWS::RDS::DBClusterParameterGroup", **_parameter_group("db_cluster"))
define("AWS::RDS::EventSubscription", create=_subscription, update=keep,
       delete=lambda api, resource: api.client("rds").delete_event_subscription(
           SubscriptionName=resource.physical_resource_id))
define("AWS::SecretsManager::SecretTargetAttachment", create=_attach, update=keep,
       delete=lambda api, resource: None)
define("AWS::SecretsManager::Secret", create=_create_secret, update=keep, delete=_delete_secret)
define("AWS::S3::BucketPolicy", create=_create_bucket_policy, update=_put_bucket_policy,
       delete=lambda api, resource: api.client("s3").delete_bucket_policy(
           Bucket=resource.properties["Bucket"]))
