"""The architecture that a spec asks for, compared with what exists, by API.

What is expected comes from the spec and from the published architecture alone, never from templates.
"""

from e2e.wrong import Wrong, expect_same

# The services of each line of versions, with a load balancer before them.
PUBLIC = {
    "ess-1.0": ("ldp", "identity", "oidc"),
    "ess-1.1": ("ldp", "identity", "oidc", "notification", "websocket", "fragments"),
}
HOSTS = {"ldp": "{}", "identity": "identity.{}", "oidc": "oidc.{}"}


class Expected:
    """What a spec asks for, with the defaults of the keys that the comparison needs."""

    def __init__(self, spec, region_zones):
        network = spec.get("network", {})
        zones = network.get("zones", 3)
        self.zones = sorted(zones if isinstance(zones, list) else region_zones[:zones])
        self.existing = network.get("existing")
        self.cidr = network.get("cidr", "10.20.0.0/16")
        self.egress = network.get("egress", "nat-per-zone")
        self.data_subnets = network.get("data_subnets", False)
        balancers = spec.get("load_balancers", {})
        self.mode = balancers.get("mode", "single")
        self.internal = balancers.get("internal", False)
        self.dns = spec.get("dns", {}).get("mode", "route53")
        self.gateway = spec.get("gateway", "none") != "none"
        self.domain = spec["domain"]
        self.pools = spec.get("pools", {})
        self.database = spec.get("database", {})
        own = {n: s for n, s in (spec.get("services") or {}).items() if "image" in s}
        self.public = list(PUBLIC[spec.get("profile", "ess-1.0")])
        self.public += [name for name, service in own.items() if "host" in service]
        self.inside = [n for n, s in own.items() if "host" not in s and "schedule" not in s]
        self.jobs = [n for n, s in own.items() if "schedule" in s]


def compare(story):
    """Compares everything; returns what was found to be so, a sentence each."""
    ec2 = story.deployed.client("ec2")
    known = ec2.describe_availability_zones()["AvailabilityZones"]
    expected = Expected(story.spec, sorted(zone["ZoneName"] for zone in known))
    subnets = _network(story.deployed, expected)
    balancers = _load_balancers(story.deployed, expected, subnets)
    groups = _target_groups(story.deployed, expected, balancers)
    return [
        f"the VPC has {len(subnets)} subnets: in each of {len(expected.zones)} zones "
        + " and ".join(sorted({kind for kind, _ in subnets.values()})),
        f"{len(balancers)} load balancers lie in the subnets that they have to",
        f"{len(groups)} target groups hang at listeners of those and at services of ECS",
        *_pools(story.deployed, expected, subnets),
        _database(story.deployed, expected, subnets),
        _services(story, expected, groups),
        _records(story.deployed, expected, balancers),
    ]


def _network(deployed, expected):
    """{subnet: (kind, zone)}; the kind is told by routes, or by the spec in a VPC that exists."""
    ec2 = deployed.client("ec2")
    if expected.existing:
        expect_same("VPCs made beside the existing one", deployed.ids("AWS::EC2::VPC"), {})
        kinds = {
            subnet: kind for subnets in expected.existing["subnets"].values()
            for kind, subnet in subnets.items()
        }
        vpc = expected.existing["vpc"]
    else:
        (vpc,) = deployed.ids("AWS::EC2::VPC").values()
        found = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
        expect_same("range of the VPC", found["CidrBlock"], expected.cidr)
        for attribute in ("EnableDnsHostnames", "EnableDnsSupport"):
            told = ec2.describe_vpc_attribute(VpcId=vpc, Attribute=_lower(attribute))
            expect_same(attribute, told[attribute]["Value"], True)
        kinds = {s: _kind(ec2, expected, s) for s in deployed.ids("AWS::EC2::Subnet").values()}
    described = ec2.describe_subnets(SubnetIds=list(kinds))["Subnets"]
    subnets = {s["SubnetId"]: (kinds[s["SubnetId"]], s["AvailabilityZone"]) for s in described}
    expect_same("VPCs of the subnets", {s["VpcId"] for s in described}, {vpc})
    wanted = ["private", "public"]
    if expected.data_subnets or expected.existing:
        wanted.insert(0, "data")
    for zone in expected.zones:
        here = sorted(kind for kind, where in subnets.values() if where == zone)
        expect_same(f"subnets of zone {zone}", here, wanted)
    expect_same("zones of the subnets", sorted({z for _, z in subnets.values()}), expected.zones)
    if not expected.existing:
        _ways_out(deployed, expected, subnets)
    return subnets


def _lower(name):
    return name[0].lower() + name[1:]


def _table(ec2, subnet):
    """The route table of a subnet."""
    tables = [
        table for table in ec2.describe_route_tables()["RouteTables"]
        if subnet in [association.get("SubnetId") for association in table["Associations"]]
    ]
    expect_same(f"route tables of {subnet}", len(tables), 1)
    return tables[0]


def _default_route(ec2, subnet):
    routes = _table(ec2, subnet)["Routes"]
    routes = [route for route in routes if route.get("DestinationCidrBlock") == "0.0.0.0/0"]
    return routes[0] if routes else None


def _kind(ec2, expected, subnet):
    route = _default_route(ec2, subnet)
    if route is None:
        # Without a way out the subnets of hosts are told from those of data by an endpoint's route.
        if expected.egress != "none":
            return "data"
        endpoints = ec2.describe_vpc_endpoints(
            Filters=[{"Name": "vpc-endpoint-type", "Values": ["Gateway"]}]
        )["VpcEndpoints"]
        tables = {table for endpoint in endpoints for table in endpoint["RouteTableIds"]}
        return "private" if _table(ec2, subnet)["RouteTableId"] in tables else "data"
    return "public" if route.get("GatewayId", "").startswith("igw-") else "private"


def _ways_out(deployed, expected, subnets):
    """Private subnets go out by a NAT gateway: of their own zone, or the one that there is."""
    ec2 = deployed.client("ec2")
    gateways = deployed.ids("AWS::EC2::NatGateway").values()
    number = {"nat-per-zone": len(expected.zones), "nat-single": 1, "none": 0}[expected.egress]
    expect_same("NAT gateways", len(gateways), number)
    for subnet, (kind, zone) in subnets.items():
        if kind != "private" or expected.egress == "none":
            continue
        gateway = _default_route(ec2, subnet)["NatGatewayId"]
        found = ec2.describe_nat_gateways(NatGatewayIds=[gateway])["NatGateways"][0]
        stands = subnets[found["SubnetId"]]
        wanted = zone if expected.egress == "nat-per-zone" else stands[1]
        expect_same(f"NAT gateway of {zone}", stands, ("public", wanted))


def _load_balancers(deployed, expected, subnets):
    """[load balancer] as described, each in the subnets that it has to be in."""
    elb = deployed.client("elbv2")
    arns = list(deployed.ids("AWS::ElasticLoadBalancingV2::LoadBalancer").values())
    found = elb.describe_load_balancers(LoadBalancerArns=arns)["LoadBalancers"]
    public = [b for b in found if b["Scheme"] == "internet-facing"]
    number = 1 if expected.mode == "single" else len(expected.zones)
    expect_same("public load balancers", len(public), number)
    expect_same("internal load balancers", len(found) - len(public), int(expected.internal))
    for balancer in found:
        lies = [subnets[zone["SubnetId"]] for zone in balancer["AvailabilityZones"]]
        kind = "public" if balancer in public else "private"
        expect_same(f"subnets of {balancer['LoadBalancerName']}", {k for k, _ in lies}, {kind})
        # A load balancer takes two zones at least: that of a zone has a second one.
        size = 2 if balancer in public and expected.mode != "single" else len(expected.zones)
        expect_same("zones of a load balancer", len({zone for _, zone in lies}), size)
    zones = {subnets[z["SubnetId"]][1] for b in public for z in b["AvailabilityZones"]}
    expect_same("zones of the public load balancers", sorted(zones), expected.zones)
    return found


def _target_groups(deployed, expected, balancers):
    """{target group: [load balancer that forwards to it]} by listeners and rules."""
    elb, groups = deployed.client("elbv2"), {}
    for arn in deployed.ids("AWS::ElasticLoadBalancingV2::TargetGroup").values():
        found = elb.describe_target_groups(TargetGroupArns=[arn])["TargetGroups"][0]
        expect_same("kind of targets", found["TargetType"], "instance")
        groups[arn] = []
    for balancer in balancers:
        listeners = elb.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
        for listener in listeners:
            for rule in elb.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]:
                for arn in _forwards(rule):
                    groups[arn].append(balancer["LoadBalancerArn"])
    alone = [arn for arn, at in groups.items() if len(set(at)) != 1]
    expect_same("target groups that no load balancer, or several, forward to", alone, [])
    per_public = (1 if expected.mode == "single" else len(expected.zones)) + expected.internal
    expect_same("target groups", len(groups), len(expected.public) * per_public)
    return groups


def _forwards(rule):
    for action in rule["Actions"]:
        if action["Type"] == "forward":
            groups = action.get("ForwardConfig", {}).get("TargetGroups") or [action]
            yield from (group["TargetGroupArn"] for group in groups)


def _pools(deployed, expected, subnets):
    """Two groups of hosts, apart from each other, each in the private subnets of every zone."""
    names = deployed.ids("AWS::AutoScaling::AutoScalingGroup")
    expect_same("pools", sorted(place.split("/")[0] for place in names), ["BackendPool", "EssPool"])
    found = deployed.client("autoscaling").describe_auto_scaling_groups(
        AutoScalingGroupNames=list(names.values())
    )["AutoScalingGroups"]
    private = sorted(s for s, (kind, _) in subnets.items() if kind == "private")
    for group in found:
        name = group["AutoScalingGroupName"]
        expect_same(f"zones of {name}", sorted(group["AvailabilityZones"]), expected.zones)
        expect_same(f"subnets of {name}", sorted(group["VPCZoneIdentifier"].split(",")), private)
    ids = {name: place.split("/")[0] for place, name in names.items()}
    by_pool = {ids[group["AutoScalingGroupName"]]: group for group in found}
    for key, pool in (("ess", "EssPool"), ("backend", "BackendPool")):
        for bound, name in (("min", "MinSize"), ("max", "MaxSize")):
            if bound in expected.pools.get(key, {}):
                expect_same(f"{name} of {pool}", by_pool[pool][name], expected.pools[key][bound])
    for what in ("AWS::EC2::LaunchTemplate", "AWS::IAM::InstanceProfile"):
        expect_same(f"each pool's own {what}", len(set(deployed.ids(what).values())), 2)
    return ["two Auto Scaling Groups, each its own, lie in the private subnets of every zone"]


def _database(deployed, expected, subnets):
    rds = deployed.client("rds")
    kind = expected.database.get("deployment", "instance")
    if kind == "instance":
        (name,) = deployed.ids("AWS::RDS::DBInstance").values()
        found = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
        expect_same("Multi-AZ of the database", found["MultiAZ"], True)
        expect_same("whether the database is public", found["PubliclyAccessible"], False)
        group = found["DBSubnetGroup"]["DBSubnetGroupName"]
    else:
        (name,) = deployed.ids("AWS::RDS::DBCluster").values()
        found = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
        if kind == "aurora":
            members = deployed.ids("AWS::RDS::DBInstance")
            expect_same("instances of Aurora", len(members), expected.database.get("instances", 2))
        group = found["DBSubnetGroup"]
    expect_same("encryption of the database", found["StorageEncrypted"], True)
    described = rds.describe_db_subnet_groups(DBSubnetGroupName=group)["DBSubnetGroups"][0]
    lies = sorted(subnets[s["SubnetIdentifier"]] for s in described["Subnets"])
    data = expected.data_subnets or bool(expected.existing)
    wanted = sorted(("data" if data else "private", zone) for zone in expected.zones)
    expect_same("subnets of the database", lies, wanted)
    return f"the database ({kind}) is encrypted, closed, and its subnets cover every zone"


def _services(story, expected, groups):
    """Every service, with the target groups that are its own."""
    found = story.services()
    per_public = 1 if expected.mode == "single" else len(expected.zones)
    number = len(expected.public) * per_public + len(expected.inside)
    expect_same("services of ECS", len(found), number)
    of_services = [b["targetGroupArn"] for s in found for b in s.get("loadBalancers", [])]
    expect_same("target groups of services", sorted(set(of_services)), sorted(groups))
    schedules = story.deployed.ids("AWS::Scheduler::Schedule")
    expect_same("jobs", len(schedules), len(expected.jobs))
    return f"{number} services of ECS" + (f" and {len(expected.jobs)} jobs" * bool(expected.jobs))


def _records(deployed, expected, balancers):
    """The public names, and where they lead."""
    made = deployed.ids("AWS::Route53::RecordSet")
    if expected.dns == "external":
        expect_same("records where others hold the names", made, {})
        return "no records: others hold the names"
    names = {template.format(expected.domain) + "." for template in HOSTS.values()}
    targets = {b["DNSName"].lower() for b in balancers if b["Scheme"] == "internet-facing"}
    zone = deployed.parameters()["HostedZoneId"]
    found = _aliases(deployed, zone)
    inside = {b["DNSName"].lower() for b in balancers if b["Scheme"] == "internal"}
    for private in deployed.ids("AWS::Route53::HostedZone").values():
        config = deployed.client("route53").get_hosted_zone(Id=private)["HostedZone"]["Config"]
        expect_same("whether a zone made by us is private", config["PrivateZone"], True)
        for name, leads in _aliases(deployed, private).items():
            expect_same(f"where {name} leads inside", leads, inside)
    missing = sorted(names - set(found))
    expect_same("names without a record", missing, [])
    for name in sorted(names):
        leads = found[name]
        if expected.gateway:
            if not all("cloudfront.net" in target for target in leads):
                raise Wrong(f"{name} leads to {leads}, not to CloudFront")
        elif expected.mode == "fronted":
            if not all(target.startswith("not-made-accelerator") for target in leads):
                raise Wrong(f"{name} leads to {leads}, not to the accelerator")
        else:
            expect_same(f"where {name} leads", leads, targets)
    return f"{', '.join(sorted(names))} lead where they have to"


def _aliases(deployed, zone):
    """{name: the names that it leads to} of the A records of a hosted zone."""
    found = {}
    records = deployed.everything(
        "route53", "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=zone
    )
    for record in records:
        if record["Type"] == "A":
            target = record["AliasTarget"]["DNSName"].rstrip(".").lower()
            found.setdefault(record["Name"], set()).add(target.removeprefix("dualstack."))
    return found
