"""Alarms, logs, topics, queues and names, through their APIs."""

import json

from e2e.emulator.services import define, keep


def _put_alarm(api, properties):
    given = dict(properties)
    given.pop("Tags", None)
    api.call("cloudwatch", "put_metric_alarm", given)


def _create_alarm(api, resource, name):
    given = {"AlarmName": name, **resource.properties}
    _put_alarm(api, given)
    resource.physical_resource_id = given["AlarmName"]
    resource.attributes["Arn"] = (
        f"arn:aws:cloudwatch:{api.region}:{api.account}:alarm:{given['AlarmName']}"
    )


def _change_alarm(api, resource, properties):
    _put_alarm(api, {"AlarmName": resource.physical_resource_id, **properties})


def _delete_alarm(api, resource):
    api.client("cloudwatch").delete_alarms(AlarmNames=[resource.physical_resource_id])


def _create_log_group(api, resource, name):
    name = resource.properties.get("LogGroupName", name)
    client = api.client("logs")
    key = resource.properties.get("KmsKeyId")
    client.create_log_group(logGroupName=name, **({"kmsKeyId": key} if key else {}))
    resource.physical_resource_id = name
    resource.attributes["Arn"] = f"arn:aws:logs:{api.region}:{api.account}:log-group:{name}:*"
    _retain(api, resource, resource.properties)


def _retain(api, resource, properties):
    if "RetentionInDays" in properties:
        api.client("logs").put_retention_policy(
            logGroupName=resource.physical_resource_id,
            retentionInDays=int(properties["RetentionInDays"]),
        )


def _subscribe(api, resource, name):
    answer = api.call("sns", "subscribe", resource.properties)
    resource.physical_resource_id = answer["SubscriptionArn"]


def _topic_policy(api, resource, properties):
    for topic in properties["Topics"]:
        api.client("sns").set_topic_attributes(
            TopicArn=topic, AttributeName="Policy",
            AttributeValue=json.dumps(properties["PolicyDocument"]),
        )


def _create_topic_policy(api, resource, name):
    _topic_policy(api, resource, resource.properties)
    resource.physical_resource_id = name


def _queue_policy(api, resource, properties):
    for queue in properties["Queues"]:
        api.client("sqs").set_queue_attributes(
            QueueUrl=queue, Attributes={"Policy": json.dumps(properties["PolicyDocument"])}
        )


def _create_queue_policy(api, resource, name):
    _queue_policy(api, resource, resource.properties)
    resource.physical_resource_id = name


def _nothing(api, resource):
    """What goes with the resource that it belongs to."""


def _create_schedule(api, resource, name):
    given = {"Name": name, **resource.properties}
    api.call("scheduler", "create_schedule", given)
    resource.physical_resource_id = given["Name"]


def _change_schedule(api, resource, properties):
    api.call("scheduler", "update_schedule", {"Name": resource.physical_resource_id, **properties})


def _change_record(api, action, properties):
    record = {k: v for k, v in properties.items() if k != "HostedZoneId"}
    if "ResourceRecords" in record:
        record["ResourceRecords"] = [{"Value": value} for value in record["ResourceRecords"]]
    if "AliasTarget" in record:
        record["AliasTarget"] = {"EvaluateTargetHealth": False, **record["AliasTarget"]}
    change = {"Action": action, "ResourceRecordSet": record}
    given = {"HostedZoneId": properties["HostedZoneId"], "ChangeBatch": {"Changes": [change]}}
    api.call("route53", "change_resource_record_sets", given)


def _create_record(api, resource, name):
    _change_record(api, "CREATE", resource.properties)
    resource.physical_resource_id = resource.properties["Name"]


def _create_zone(api, resource, name):
    # moto's own class of the type makes every zone a public one.
    given = {"Name": resource.properties["Name"], "CallerReference": name}
    given["HostedZoneConfig"] = resource.properties.get("HostedZoneConfig", {})
    vpcs = resource.properties.get("VPCs", [])
    if vpcs:
        given["VPC"] = vpcs[0]
        given["HostedZoneConfig"] |= {"PrivateZone": True}
    zone = api.call("route53", "create_hosted_zone", given)["HostedZone"]["Id"].rsplit("/", 1)[1]
    resource.physical_resource_id = resource.attributes["Id"] = zone
    for vpc in vpcs[1:]:
        api.call("route53", "associate_vpc_with_hosted_zone", {"HostedZoneId": zone, "VPC": vpc})


def _delete_zone(api, resource):
    client, zone = api.client("route53"), resource.physical_resource_id
    client.delete_hosted_zone(Id=zone)


def _delete_rule(api, resource):
    client, name = api.client("events"), resource.physical_resource_id
    targets = [target["Id"] for target in client.list_targets_by_rule(Rule=name)["Targets"]]
    if targets:
        client.remove_targets(Rule=name, Ids=targets)
    client.delete_rule(Name=name)


define("AWS::CloudWatch::Alarm", create=_create_alarm, update=_change_alarm, delete=_delete_alarm)
define("AWS::Logs::LogGroup", create=_create_log_group, update=_retain,
       delete=lambda api, resource: api.client("logs").delete_log_group(
           logGroupName=resource.physical_resource_id))
define("AWS::SNS::Subscription", create=_subscribe, delete=lambda api, resource: api.client(
    "sns").unsubscribe(SubscriptionArn=resource.physical_resource_id))
define("AWS::SNS::TopicPolicy", create=_create_topic_policy, update=_topic_policy, delete=_nothing)
define("AWS::SQS::QueuePolicy", create=_create_queue_policy, update=_queue_policy, delete=_nothing)
define("AWS::Scheduler::Schedule", create=_create_schedule, update=_change_schedule,
       delete=lambda api, resource: api.client("scheduler").delete_schedule(
           Name=resource.physical_resource_id))
define("AWS::Route53::RecordSet", create=_create_record,
       update=lambda api, resource, properties: _change_record(api, "UPSERT", properties),
       delete=lambda api, resource: _change_record(api, "DELETE", resource.properties))
define("AWS::Route53::HostedZone", create=_create_zone, delete=_delete_zone, update=keep)
define("AWS::Events::Rule", delete=_delete_rule)
