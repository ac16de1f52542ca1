"""Proves that the comparison with the architecture can fail: breaks what exists, one thing at a time.

Each case changes one thing by API, as a wrong template would have made it, and takes it back.
"""

import contextlib

from e2e import architecture
from e2e.wrong import Wrong


def every_one(story):
    """The comparison notices each of them, and nothing once they are taken back."""
    architecture.compare(story)
    for case in (_route, _balancer, _group, _database, _record, _service):
        with case(story.deployed):
            try:
                architecture.compare(story)
            except Wrong:
                continue
            raise Wrong(f"the comparison does not notice: {case.__doc__}")
    architecture.compare(story)
    story.tell("the comparison notices each of 6 things that were broken on purpose")


def _one(deployed, kind):
    return next(iter(deployed.ids(kind).values()))


@contextlib.contextmanager
def _route(deployed):
    """a private subnet whose default route leads to the internet gateway"""
    ec2 = deployed.client("ec2")
    internet = _one(deployed, "AWS::EC2::InternetGateway")
    tables = deployed.ids("AWS::EC2::RouteTable")
    table = next(i for place, i in tables.items() if "Private" in place)
    described = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]
    nat = next(r["NatGatewayId"] for r in described["Routes"] if r.get("NatGatewayId"))
    where = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0"}
    ec2.replace_route(**where, GatewayId=internet)
    yield
    ec2.replace_route(**where, NatGatewayId=nat)


@contextlib.contextmanager
def _balancer(deployed):
    """a load balancer with a node in a private subnet"""
    elb = deployed.client("elbv2")
    arn = _one(deployed, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    described = elb.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"][0]
    right = [zone["SubnetId"] for zone in described["AvailabilityZones"]]
    subnets = deployed.ids("AWS::EC2::Subnet")
    private = [i for place, i in subnets.items() if "Private" in place]
    elb.set_subnets(LoadBalancerArn=arn, Subnets=private)
    yield
    elb.set_subnets(LoadBalancerArn=arn, Subnets=right)


@contextlib.contextmanager
def _group(deployed):
    """a pool in one zone alone"""
    scaling = deployed.client("autoscaling")
    name = _one(deployed, "AWS::AutoScaling::AutoScalingGroup")
    described = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    right = described["AutoScalingGroups"][0]["VPCZoneIdentifier"]
    change = scaling.update_auto_scaling_group
    change(AutoScalingGroupName=name, VPCZoneIdentifier=right.split(",")[0])
    yield
    change(AutoScalingGroupName=name, VPCZoneIdentifier=right)


@contextlib.contextmanager
def _database(deployed):
    """a database without a standby"""
    rds = deployed.client("rds")
    name = _one(deployed, "AWS::RDS::DBInstance")
    rds.modify_db_instance(DBInstanceIdentifier=name, MultiAZ=False, ApplyImmediately=True)
    yield
    rds.modify_db_instance(DBInstanceIdentifier=name, MultiAZ=True, ApplyImmediately=True)


@contextlib.contextmanager
def _record(deployed):
    """a public name without a record"""
    route53, zone = deployed.client("route53"), deployed.parameters()["HostedZoneId"]
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    records = [record for record in records if record["Type"] == "A"]

    def change(action, record):
        batch = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)

    change("DELETE", records[0])
    yield
    # moto deletes every record of the same set identifier, whatever its name.
    for record in records:
        change("UPSERT", record)


@contextlib.contextmanager
def _service(deployed):
    """a target group of another port's rule: nobody forwards to it"""
    elb = deployed.client("elbv2")
    rule = _one(deployed, "AWS::ElasticLoadBalancingV2::ListenerRule")
    right = elb.describe_rules(RuleArns=[rule])["Rules"][0]["Actions"]
    answer = {"StatusCode": "404", "ContentType": "text/plain"}
    elb.modify_rule(
        RuleArn=rule, Actions=[{"Type": "fixed-response", "FixedResponseConfig": answer}]
    )
    yield
    elb.modify_rule(RuleArn=rule, Actions=right)
