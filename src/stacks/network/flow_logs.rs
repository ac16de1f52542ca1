//! Logs of all traffic of the VPC.
//!
//! Source: Amazon VPC user guide, "Publish flow logs to CloudWatch Logs".

use super::name;
use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::ec2::{FlowLog, VpcHandle, flow_log};
use crate::bindings::iam::{Role, role};
use crate::bindings::logs::LogGroup;
use crate::cfn::{
    DeletionPolicy, Resource as _, UpdateReplacePolicy, account_id, partition, region,
};
use crate::policy::{Document, Principal, Statement};
use crate::stacks::keys_and_secrets::KeysAndSecrets;
use crate::sub;

pub(super) fn flow_logs(
    architecture: &Architecture,
    keys: &KeysAndSecrets,
    vpc: &VpcHandle,
    stack: &mut Stack,
) {
    let group = LogGroup::new()
        .retention_in_days(architecture.monitoring().log_retention.days())
        .kms_key_id(&keys.key_arn)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let group = stack.add("FlowLogGroup", group);
    let source = sub![
        "arn:",
        partition(),
        ":ec2:",
        region(),
        ":",
        account_id(),
        ":vpc-flow-log/*"
    ];
    let trust = Document::new([Statement::allow(["sts:AssumeRole"])
        .principal(Principal::Service("vpc-flow-logs.amazonaws.com"))
        .when("StringEquals", "aws:SourceAccount", account_id())
        .when("ArnLike", "aws:SourceArn", source)]);
    let write = Document::new([Statement::allow([
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
    ])
    .on(group.arn())]);
    let role = stack.add(
        "FlowLogRole",
        Role::new(trust).policies([role::Policy::new(write, "WriteFlowLogs")]),
    );
    let flow_log = FlowLog::new(vpc.id(), flow_log::ResourceType::Vpc)
        .traffic_type(flow_log::TrafficType::All)
        .log_destination_type(flow_log::LogDestinationType::CloudWatchLogs)
        .log_group_name(group.name())
        .deliver_logs_permission_arn(role.arn())
        .max_aggregation_interval(600)
        .tags([name(architecture, "")]);
    stack.add("FlowLog", flow_log);
}
