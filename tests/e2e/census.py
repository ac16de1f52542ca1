"""Everything that there is in an account, by kind: what is left after a deletion is a difference.

`COUNTED` is wide on purpose. What a deployment makes of a kind that is not counted here would not be
missed; test_census.py holds the kinds against the types of the shipped templates.
"""

from e2e import account

# kind: (service, operation, key of the answer, id of an item or None where it is the item)
COUNTED = {
    "VPCs": ("ec2", "describe_vpcs", "Vpcs", "VpcId"),
    "subnets": ("ec2", "describe_subnets", "Subnets", "SubnetId"),
    "route tables": ("ec2", "describe_route_tables", "RouteTables", "RouteTableId"),
    "internet gateways": (
        "ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"
    ),
    "addresses": ("ec2", "describe_addresses", "Addresses", "AllocationId"),
    "security groups": ("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    "endpoints": ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    "flow logs": ("ec2", "describe_flow_logs", "FlowLogs", "FlowLogId"),
    "launch templates": ("ec2", "describe_launch_templates", "LaunchTemplates", "LaunchTemplateId"),
    "groups of hosts": (
        "autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups", "AutoScalingGroupName"
    ),
    "load balancers": ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
    "target groups": ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"),
    "certificates": ("acm", "list_certificates", "CertificateSummaryList", "CertificateArn"),
    "databases": ("rds", "describe_db_instances", "DBInstances", "DBInstanceIdentifier"),
    "clusters of databases": ("rds", "describe_db_clusters", "DBClusters", "DBClusterIdentifier"),
    "subnet groups": ("rds", "describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName"),
    "snapshots": ("rds", "describe_db_snapshots", "DBSnapshots", "DBSnapshotIdentifier"),
    "snapshots of clusters": (
        "rds", "describe_db_cluster_snapshots", "DBClusterSnapshots", "DBClusterSnapshotIdentifier"
    ),
    "task definitions": ("ecs", "list_task_definitions", "taskDefinitionArns", None),
    "repositories": ("ecr", "describe_repositories", "repositories", "repositoryName"),
    "roles": ("iam", "list_roles", "Roles", "RoleName"),
    "instance profiles": (
        "iam", "list_instance_profiles", "InstanceProfiles", "InstanceProfileName"
    ),
    "aliases of keys": ("kms", "list_aliases", "Aliases", "AliasName"),
    "secrets": ("secretsmanager", "list_secrets", "SecretList", "ARN"),
    "buckets": ("s3", "list_buckets", "Buckets", "Name"),
    "log groups": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "alarms": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "dashboards": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    "topics": ("sns", "list_topics", "Topics", "TopicArn"),
    "subscriptions": ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    "queues": ("sqs", "list_queues", "QueueUrls", None),
    "rules of events": ("events", "list_rules", "Rules", "Name"),
    "schedules": ("scheduler", "list_schedules", "Schedules", "Name"),
    "hosted zones": ("route53", "list_hosted_zones", "HostedZones", "Id"),
    "health checks": ("route53", "list_health_checks", "HealthChecks", "Id"),
    "stacks": ("cloudformation", "describe_stacks", "Stacks", "StackId"),
}


def census(endpoint, region, credentials=account.FIRST):
    """{(kind, id)} of everything that is counted, NAT gateways, clusters, keys and records beside."""
    found, clients = set(), {}
    gone = ("deleted", "INACTIVE", "PendingDeletion")

    def client(service):
        if service not in clients:
            clients[service] = account.client(endpoint, service, region, credentials)
        return clients[service]

    for kind, (service, operation, key, name) in COUNTED.items():
        for item in _items(client(service), operation, key):
            if name is None:
                found.add((kind, item))
            elif item.get("State") not in gone:
                found.add((kind, item[name]))
    clusters = client("ecs").list_clusters()["clusterArns"]
    for cluster in client("ecs").describe_clusters(clusters=clusters)["clusters"]:
        if cluster["status"] not in gone:
            found.add(("clusters", cluster["clusterArn"]))
    for gateway in _items(client("ec2"), "describe_nat_gateways", "NatGateways"):
        if gateway["State"] not in gone:
            found.add(("NAT gateways", gateway["NatGatewayId"]))
    for key in _items(client("kms"), "list_keys", "Keys"):
        told = client("kms").describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if told["KeyState"] not in gone and told["KeyManager"] == "CUSTOMER":
            found.add(("keys", key["KeyId"]))
    for zone in _items(client("route53"), "list_hosted_zones", "HostedZones"):
        records = client("route53").list_resource_record_sets(HostedZoneId=zone["Id"])
        for record in records["ResourceRecordSets"]:
            found.add(("records", f"{record['Name']} {record['Type']}"))
    return found


def _items(client, operation, key):
    if not client.can_paginate(operation):
        return getattr(client, operation)().get(key, [])
    pages = client.get_paginator(operation).paginate()
    return [item for page in pages for item in page.get(key, [])]
