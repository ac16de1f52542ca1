"""Load balancers, target groups, listeners, rules and certificates, through their APIs."""

from e2e.emulator.api import left_out
from e2e.emulator.services import define, keep

NOT_AT_CREATION = ("LoadBalancerAttributes", "TargetGroupAttributes")


def _attributes(properties, name):
    return [{"Key": a["Key"], "Value": str(a["Value"])} for a in properties.get(name, [])]


def _at_creation(properties):
    """The properties but for attributes, which are given by a call of their own."""
    return {name: value for name, value in properties.items() if name not in NOT_AT_CREATION}


def _full_name(arn, after):
    return arn.split(after, 1)[1]


def _create_load_balancer(api, resource, name):
    properties = {"Name": name, **resource.properties}
    answer = api.call("elbv2", "create_load_balancer", _at_creation(properties))
    made = answer["LoadBalancers"][0]
    resource.physical_resource_id = arn = made["LoadBalancerArn"]
    resource.attributes = {
        "CanonicalHostedZoneID": made.get("CanonicalHostedZoneId", "Z00000000000EMULATOR"),
        "DNSName": made["DNSName"],
        "LoadBalancerArn": arn,
        "LoadBalancerFullName": _full_name(arn, ":loadbalancer/"),
        "LoadBalancerName": made["LoadBalancerName"],
    }
    _set_load_balancer_attributes(api, arn, resource.properties)


def _set_load_balancer_attributes(api, arn, properties):
    """One at a time: moto refuses keys that it does not know, and those alone are left out."""
    client = api.client("elbv2")
    for attribute in _attributes(properties, "LoadBalancerAttributes"):
        try:
            client.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[attribute])
        except client.exceptions.ClientError as error:
            if "not recognized" not in str(error):
                raise
            left_out(f"elbv2 {attribute['Key']}")


def _change_load_balancer(api, resource, properties):
    client, arn = api.client("elbv2"), resource.physical_resource_id
    if properties.get("Subnets") != resource.properties.get("Subnets"):
        client.set_subnets(LoadBalancerArn=arn, Subnets=properties["Subnets"])
    if properties.get("SecurityGroups") != resource.properties.get("SecurityGroups"):
        client.set_security_groups(LoadBalancerArn=arn, SecurityGroups=properties["SecurityGroups"])
    _set_load_balancer_attributes(api, arn, properties)


def _create_target_group(api, resource, name):
    properties = {"Name": name, **resource.properties}
    answer = api.call("elbv2", "create_target_group", _at_creation(properties))
    resource.physical_resource_id = arn = answer["TargetGroups"][0]["TargetGroupArn"]
    resource.attributes = {
        "TargetGroupArn": arn,
        "TargetGroupFullName": arn.rsplit(":", 1)[1],
        "TargetGroupName": answer["TargetGroups"][0]["TargetGroupName"],
    }
    _set_target_group_attributes(api, arn, resource.properties)


def _set_target_group_attributes(api, arn, properties):
    attributes = _attributes(properties, "TargetGroupAttributes")
    if attributes:
        api.client("elbv2").modify_target_group_attributes(
            TargetGroupArn=arn, Attributes=attributes
        )


def _change_target_group(api, resource, properties):
    arn = resource.physical_resource_id
    unchangeable = ("Name", "Port", "Protocol", "ProtocolVersion", "TargetType", "VpcId")
    _refuse(resource, properties, unchangeable)
    given = {"TargetGroupArn": arn, **properties}
    given = {name: given[name] for name in given if name not in (*unchangeable, "Tags")}
    api.call("elbv2", "modify_target_group", _at_creation(given))
    _set_target_group_attributes(api, arn, properties)


def _refuse(resource, properties, names):
    for name in names:
        if properties.get(name) != resource.properties.get(name):
            raise NotImplementedError(f"{name} would be a replacement")



def _create_listener(api, resource, name):
    answer = api.call("elbv2", "create_listener", resource.properties, without=("ListenerAttributes",))
    resource.physical_resource_id = answer["Listeners"][0]["ListenerArn"]
    resource.attributes = {"ListenerArn": resource.physical_resource_id}


def _change_listener(api, resource, properties):
    given = {"ListenerArn": resource.physical_resource_id, **properties}
    api.call("elbv2", "modify_listener", given, without=("LoadBalancerArn", "ListenerAttributes"))


def _create_rule(api, resource, name):
    answer = api.call("elbv2", "create_rule", resource.properties)
    resource.physical_resource_id = answer["Rules"][0]["RuleArn"]
    resource.attributes = {"RuleArn": resource.physical_resource_id}


def _change_rule(api, resource, properties):
    given = {"RuleArn": resource.physical_resource_id, **properties}
    api.call("elbv2", "modify_rule", given, without=("ListenerArn", "Priority"))
    if properties["Priority"] != resource.properties["Priority"]:
        priority = {"RuleArn": resource.physical_resource_id, "Priority": int(properties["Priority"])}
        api.client("elbv2").set_rule_priorities(RulePriorities=[priority])


def _delete_by(operation, argument):
    def delete(api, resource):
        getattr(api.client("elbv2"), operation)(**{argument: resource.physical_resource_id})

    return delete


def _create_certificate(api, resource, name):
    # Whose zone proves the name is of no interest to an emulator: it issues at once.
    without = ("DomainValidationOptions", "CertificateTransparencyLoggingPreference")
    answer = api.call("acm", "request_certificate", resource.properties, without=without)
    resource.physical_resource_id = answer["CertificateArn"]


define("AWS::ElasticLoadBalancingV2::LoadBalancer", create=_create_load_balancer,
       update=_change_load_balancer, delete=_delete_by("delete_load_balancer", "LoadBalancerArn"))
define("AWS::ElasticLoadBalancingV2::TargetGroup", create=_create_target_group,
       update=_change_target_group, delete=_delete_by("delete_target_group", "TargetGroupArn"))
define("AWS::ElasticLoadBalancingV2::Listener", create=_create_listener, update=_change_listener,
       delete=_delete_by("delete_listener", "ListenerArn"))
define("AWS::ElasticLoadBalancingV2::ListenerRule", create=_create_rule, update=_change_rule,
       delete=_delete_by("delete_rule", "RuleArn"))
define("AWS::CertificateManager::Certificate", create=_create_certificate, update=keep,
       delete=lambda api, resource: api.client("acm").delete_certificate(
           CertificateArn=resource.physical_resource_id))
