"""Hosts, clusters, services and their scaling, through the APIs of Auto Scaling, ECS and ECR."""

from e2e.emulator.services import define, keep

# What moto's Auto Scaling does not take, and templates say about rolling updates.
GROUP_WITHOUT = (
    "AvailabilityZoneDistribution",
    "AvailabilityZoneImpairmentPolicy",
    "MetricsCollection",
    "DefaultInstanceWarmup",
)


def _group(properties, name):
    given = {"AutoScalingGroupName": name, **properties}
    given["VPCZoneIdentifier"] = ",".join(properties["VPCZoneIdentifier"])
    return given


def _create_group(api, resource, name):
    name = resource.properties.get("AutoScalingGroupName", name)
    api.call("autoscaling", "create_auto_scaling_group", _group(resource.properties, name),
             without=GROUP_WITHOUT)
    resource.physical_resource_id = name


def _change_group(api, resource, properties):
    given = _group(properties, resource.physical_resource_id)
    api.call("autoscaling", "update_auto_scaling_group", given, without=(*GROUP_WITHOUT, "Tags"))


def _delete_group(api, resource):
    api.client("autoscaling").delete_auto_scaling_group(
        AutoScalingGroupName=resource.physical_resource_id, ForceDelete=True
    )


def _create_launch_template(api, resource, name):
    given = {"LaunchTemplateName": name, **resource.properties}
    answer = api.call("ec2", "create_launch_template", given)["LaunchTemplate"]
    resource.physical_resource_id = answer["LaunchTemplateId"]
    _versions(resource, answer["LatestVersionNumber"])


def _change_launch_template(api, resource, properties):
    given = {"LaunchTemplateId": resource.physical_resource_id,
             "LaunchTemplateData": properties["LaunchTemplateData"]}
    answer = api.call("ec2", "create_launch_template_version", given)["LaunchTemplateVersion"]
    _versions(resource, answer["VersionNumber"])


def _versions(resource, latest):
    resource.attributes = {
        "LatestVersionNumber": str(latest),
        "DefaultVersionNumber": "1",
        "LaunchTemplateId": resource.physical_resource_id,
    }


def _create_cluster(api, resource, name):
    given = {"ClusterName": name, **resource.properties}
    given["Settings"] = given.pop("ClusterSettings", [])
    made = api.call("ecs", "create_cluster", given)["cluster"]
    resource.physical_resource_id = made["clusterName"]
    resource.attributes = {"Arn": made["clusterArn"]}


def _create_provider(api, resource, name):
    given = {"Name": name, **resource.properties}
    # A template may name the group; the API takes its ARN.
    provider = dict(given["AutoScalingGroupProvider"])
    group = provider["AutoScalingGroupArn"]
    if not group.startswith("arn:"):
        known = api.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[group])
        provider["AutoScalingGroupArn"] = known["AutoScalingGroups"][0]["AutoScalingGroupARN"]
    given["AutoScalingGroupProvider"] = provider
    made = api.call("ecs", "create_capacity_provider", given)["capacityProvider"]
    resource.physical_resource_id = made["name"]


def _change_provider(api, resource, properties):
    provider = {k: v for k, v in properties["AutoScalingGroupProvider"].items()
                if k != "AutoScalingGroupArn"}
    api.call("ecs", "update_capacity_provider",
             {"Name": resource.physical_resource_id, "AutoScalingGroupProvider": provider})


def _associate(api, resource, name):
    api.call("ecs", "put_cluster_capacity_providers", resource.properties)
    resource.physical_resource_id = resource.properties["Cluster"]


def _change_association(api, resource, properties):
    api.call("ecs", "put_cluster_capacity_providers", properties)


def _dissociate(api, resource):
    api.client("ecs").put_cluster_capacity_providers(
        cluster=resource.properties["Cluster"], capacityProviders=[],
        defaultCapacityProviderStrategy=[],
    )


def _register_task(api, resource, name):
    without = ("Tags", "EnableFaultInjection")
    given = {"Family": name, **resource.properties}
    made = api.call("ecs", "register_task_definition", given, without=without)["taskDefinition"]
    resource.physical_resource_id = made["taskDefinitionArn"]
    resource.attributes = {"TaskDefinitionArn": made["taskDefinitionArn"]}


def _replace_task(api, resource, properties):
    """A change of a task definition is another one; the old one stays, as its policy says."""
    resource.properties = properties
    _register_task(api, resource, properties.get("Family", resource.logical_resource_id))


def _deregister_task(api, resource):
    api.client("ecs").deregister_task_definition(taskDefinition=resource.physical_resource_id)


def _service(properties):
    given = dict(properties)
    given["PlacementStrategy"] = given.pop("PlacementStrategies", [])
    return {key: value for key, value in given.items() if value != []}


def _create_service(api, resource, name):
    # Without a count CloudFormation begins with one task.
    given = {"ServiceName": name, "DesiredCount": 1, **_service(resource.properties)}
    made = api.call("ecs", "create_service", given)["service"]
    resource.physical_resource_id = made["serviceArn"]
    resource.attributes = {"Name": made["serviceName"], "ServiceArn": made["serviceArn"]}


def _change_service(api, resource, properties):
    given = {"Service": resource.physical_resource_id, **_service(properties)}
    without = ("LaunchType", "SchedulingStrategy", "Role", "ServiceName")
    api.call("ecs", "update_service", given, without=without)


def _delete_service(api, resource):
    api.client("ecs").delete_service(
        cluster=resource.properties["Cluster"], service=resource.attributes["Name"], force=True
    )


def _create_target(api, resource, name):
    # The role of the service itself is taken where none is given.
    api.call("application-autoscaling", "register_scalable_target", resource.properties,
             without=("ScheduledActions",))
    parts = ("ResourceId", "ScalableDimension", "ServiceNamespace")
    resource.physical_resource_id = "|".join(resource.properties[part] for part in parts)


def _change_target(api, resource, properties):
    api.call("application-autoscaling", "register_scalable_target", properties,
             without=("ScheduledActions",))


def _delete_target(api, resource):
    identifier, dimension, namespace = resource.physical_resource_id.split("|")
    api.client("application-autoscaling").deregister_scalable_target(
        ResourceId=identifier, ScalableDimension=dimension, ServiceNamespace=namespace
    )


def _put_policy(api, properties):
    given = dict(properties)
    if "ScalingTargetId" in given:
        parts = given.pop("ScalingTargetId").split("|")
        given |= dict(zip(("ResourceId", "ScalableDimension", "ServiceNamespace"), parts))
    return api.call("application-autoscaling", "put_scaling_policy", given), given


def _create_policy(api, resource, name):
    answer, resource.attributes["given"] = _put_policy(api, resource.properties)
    resource.physical_resource_id = answer["PolicyARN"]


def _delete_policy(api, resource):
    names = ("PolicyName", "ResourceId", "ScalableDimension", "ServiceNamespace")
    given = resource.attributes["given"]
    api.client("application-autoscaling").delete_scaling_policy(**{n: given[n] for n in names})


define("AWS::AutoScaling::AutoScalingGroup", create=_create_group, update=_change_group,
       delete=_delete_group)
define("AWS::EC2::LaunchTemplate", create=_create_launch_template, update=_change_launch_template,
       delete=lambda api, resource: api.client("ec2").delete_launch_template(
           LaunchTemplateId=resource.physical_resource_id))
define("AWS::ECS::Cluster", create=_create_cluster, update=keep,
       delete=lambda api, resource: api.client("ecs").delete_cluster(
           cluster=resource.physical_resource_id))
define("AWS::ECS::CapacityProvider", create=_create_provider, update=_change_provider,
       delete=lambda api, resource: api.client("ecs").delete_capacity_provider(
           capacityProvider=resource.physical_resource_id))
define("AWS::ECS::ClusterCapacityProviderAssociations", create=_associate,
       update=_change_association, delete=_dissociate)
define("AWS::ECS::TaskDefinition", create=_register_task, update=_replace_task,
       delete=_deregister_task)
define("AWS::ECS::Service", create=_create_service, update=_change_service, delete=_delete_service)
define("AWS::ApplicationAutoScaling::ScalableTarget", create=_create_target, update=_change_target,
       delete=_delete_target)
define("AWS::ApplicationAutoScaling::ScalingPolicy", create=_create_policy,
       update=lambda api, resource, properties: _put_policy(api, properties), delete=_delete_policy)
