"""Networks: what moto can't delete or change, and rules of security groups as resources."""

import json

from e2e.emulator.services import define, keep


def _ec2(operation, **argument_of):
    """A deletion by one operation of EC2 whose arguments are named properties, or `id`."""

    def delete(api, resource):
        arguments = {
            argument: resource.physical_resource_id if source == "id" else resource.properties[source]
            for argument, source in argument_of.items()
        }
        getattr(api.client("ec2"), operation)(**arguments)

    return delete


def _rule(direction, other):
    """A rule of a security group, as a resource of its own."""

    def permission(properties):
        rule = {"IpProtocol": str(properties["IpProtocol"])}
        for name in ("FromPort", "ToPort"):
            if name in properties:
                rule[name] = int(properties[name])
        described = {k: properties[k] for k in ("Description",) if k in properties}
        if other in properties:
            rule["UserIdGroupPairs"] = [{"GroupId": properties[other], **described}]
        if "CidrIp" in properties:
            rule["IpRanges"] = [{"CidrIp": properties["CidrIp"], **described}]
        prefixes = [k for k in properties if k.endswith("PrefixListId")]
        if prefixes:
            rule["PrefixListIds"] = [{"PrefixListId": properties[prefixes[0]], **described}]
        return {"GroupId": properties["GroupId"], "IpPermissions": [rule]}

    def create(api, resource, name):
        operation = getattr(api.client("ec2"), f"authorize_security_group_{direction}")
        rules = operation(**permission(resource.properties)).get("SecurityGroupRules", [])
        resource.physical_resource_id = rules[0]["SecurityGroupRuleId"] if rules else name
        resource.attributes = {"Id": resource.physical_resource_id}

    def delete(api, resource):
        operation = getattr(api.client("ec2"), f"revoke_security_group_{direction}")
        operation(**permission(resource.properties))

    def update(api, resource, properties):
        delete(api, resource)
        resource.properties = properties
        create(api, resource, resource.physical_resource_id)

    return {"create": create, "update": update, "delete": delete}


def _complete_vpc(api, resource):
    client = api.client("ec2")
    for attribute in ("EnableDnsHostnames", "EnableDnsSupport"):
        if attribute in resource.properties:
            value = str(resource.properties[attribute]).lower() == "true"
            client.modify_vpc_attribute(
                VpcId=resource.physical_resource_id, **{attribute: {"Value": value}}
            )
    resource.attributes["CidrBlock"] = resource.properties["CidrBlock"]


def _associate(api, resource, name):
    # moto's own class of the type keeps the association where describe-route-tables does not look.
    answer = api.call("ec2", "associate_route_table", resource.properties)
    resource.physical_resource_id = answer["AssociationId"]
    resource.attributes["Id"] = answer["AssociationId"]


def _change_endpoint(api, resource, properties):
    changes = {"VpcEndpointId": resource.physical_resource_id}
    for name, add, remove in (
        ("RouteTableIds", "AddRouteTableIds", "RemoveRouteTableIds"),
        ("SubnetIds", "AddSubnetIds", "RemoveSubnetIds"),
    ):
        old, new = resource.properties.get(name, []), properties.get(name, [])
        changes[add] = [item for item in new if item not in old]
        changes[remove] = [item for item in old if item not in new]
    api.client("ec2").modify_vpc_endpoint(**{k: v for k, v in changes.items() if v})


def _create_endpoint(api, resource, name):
    properties = dict(resource.properties)
    tags = properties.pop("Tags", [])
    if isinstance(properties.get("PolicyDocument"), dict):
        properties["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
    if tags:
        properties["TagSpecifications"] = [{"ResourceType": "vpc-endpoint", "Tags": tags}]
    answer = api.call("ec2", "create_vpc_endpoint", properties)
    resource.physical_resource_id = answer["VpcEndpoint"]["VpcEndpointId"]
    resource.attributes["Id"] = resource.physical_resource_id


def _delete_flow_log(api, resource):
    api.client("ec2").delete_flow_logs(FlowLogIds=[resource.physical_resource_id])


define("AWS::EC2::VPC", complete=_complete_vpc)
define("AWS::EC2::SecurityGroupIngress", **_rule("ingress", "SourceSecurityGroupId"))
define("AWS::EC2::SecurityGroupEgress", **_rule("egress", "DestinationSecurityGroupId"))
define("AWS::EC2::VPCEndpoint", create=_create_endpoint, update=_change_endpoint,
       delete=lambda api, resource: api.client("ec2").delete_vpc_endpoints(
           VpcEndpointIds=[resource.physical_resource_id]))
define("AWS::EC2::InternetGateway", delete=_ec2("delete_internet_gateway", InternetGatewayId="id"))
define("AWS::EC2::VPCGatewayAttachment", delete=_ec2(
    "detach_internet_gateway", InternetGatewayId="InternetGatewayId", VpcId="VpcId"))
define("AWS::EC2::RouteTable", delete=_ec2("delete_route_table", RouteTableId="id"))
define("AWS::EC2::Route", delete=_ec2(
    "delete_route", RouteTableId="RouteTableId", DestinationCidrBlock="DestinationCidrBlock"))
define("AWS::EC2::SubnetRouteTableAssociation", create=_associate,
       delete=_ec2("disassociate_route_table", AssociationId="id"))
define("AWS::EC2::NatGateway", delete=_ec2("delete_nat_gateway", NatGatewayId="id"))
define("AWS::EC2::EIP", delete=lambda api, resource: api.client("ec2").release_address(
    AllocationId=resource.model.allocation_id))
define("AWS::EC2::FlowLog", delete=_delete_flow_log, update=keep)
