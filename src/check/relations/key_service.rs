//! # key-policy-service
//!
//! ## What it finds
//! A key of the deployment whose policy doesn't let a service in that has to use it: CloudWatch Logs for a
//! log group, CloudTrail for a trail, and whoever sends to an encrypted queue or topic: alarms, rules of
//! EventBridge, buckets, and topics to queues.
//!
//! ## Why it matters
//! The log group or the trail is refused; what is sent to a queue or a topic is lost in silence.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Key: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: true } }
//!   Logs:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { KmsKeyId: !GetAtt Key.Arn, RetentionInDays: 30 }
//! ```
//!
//! ```yaml
//! Resources:
//!   Key: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: true } }
//!   Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !Ref Key } }
//!   Alarm:
//!     Type: AWS::CloudWatch::Alarm
//!     Properties:
//!       Namespace: AWS/SQS
//!       MetricName: ApproximateAgeOfOldestMessage
//!       ComparisonOperator: GreaterThanThreshold
//!       EvaluationPeriods: 1
//!       Period: 60
//!       Statistic: Maximum
//!       Threshold: 60
//!       AlarmActions: [!Ref Topic]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties:
//!       EnableKeyRotation: true
//!       KeyPolicy:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }, Action: "kms:*", Resource: "*" }
//!           - Effect: Allow
//!             Principal: { Service: !Sub "logs.${AWS::Region}.amazonaws.com" }
//!             Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
//!             Resource: "*"
//!   Logs:
//!     Type: AWS::Logs::LogGroup
//!     Properties: { KmsKeyId: !GetAtt Key.Arn, RetentionInDays: 30 }
//! ```
//! ## Sources
//! Amazon CloudWatch Logs user guide, "Encrypt log data using AWS KMS"; AWS CloudTrail user guide, "Configure
//! AWS KMS key policies for CloudTrail"; Amazon SNS developer guide, "Managing Amazon SNS encryption keys";
//! Amazon SQS developer guide, "Configuring KMS permissions for AWS services".

use super::sides::{Side, onwards, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::{Form, Part, Resource, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "key-policy-service",
        severity: Severity::Warning,
        page: include_str!("key_service.rs"),
    },
    cfn_lint: &[],
    run,
};

/// What uses a key in a service's name: types, where the key stands, the service.
const OWN: [(&[&str], &[&str], &str); 2] = [
    (&["AWS::Logs::LogGroup"], &["KmsKeyId"], "logs."),
    (&["AWS::CloudTrail::Trail"], &["KMSKeyId"], "cloudtrail."),
];

/// Who sends to what: types, where the receiver stands, the service.
const SENDERS: [(&[&str], &[&str], &str); 7] = [
    (
        &["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"],
        &["AlarmActions", "*"],
        "cloudwatch.",
    ),
    (
        &["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"],
        &["OKActions", "*"],
        "cloudwatch.",
    ),
    (&["AWS::Events::Rule"], &["Targets", "*", "Arn"], "events."),
    (&["AWS::SNS::Subscription"], &["Endpoint"], "sns."),
    (
        &["AWS::S3::Bucket"],
        &[
            "NotificationConfiguration",
            "QueueConfigurations",
            "*",
            "Queue",
        ],
        "s3.",
    ),
    (
        &["AWS::S3::Bucket"],
        &[
            "NotificationConfiguration",
            "TopicConfigurations",
            "*",
            "Topic",
        ],
        "s3.",
    ),
    (
        &["AWS::SNS::Topic"],
        &["Subscription", "*", "Endpoint"],
        "sns.",
    ),
];

fn run(context: &Context<'_>) {
    for (types, path, service) in OWN {
        for side in sides(context, types, &[path]) {
            judge(context, &side, &side.case, service);
        }
    }
    for (types, path, service) in SENDERS {
        for side in sides(context, types, &[path]) {
            for key in onwards(context, &side.case, &["KmsMasterKeyId"]) {
                judge(context, &side, &key.case, service);
            }
        }
    }
}

fn judge(context: &Context<'_>, user: &Side<'_>, named: &Case, service: &str) {
    let resolved = context.resolved;
    let key = named.resource();
    let key = key.and_then(|(stack, name)| resolved.resource(stack, name));
    let Some(key) = key.filter(|key| key.resource_type() == "AWS::KMS::Key") else {
        return;
    };
    if resolved.is_transformed(key.stack) || may_use(context, &key, service) {
        return;
    }
    let message = format!(
        "`{}` needs `{}`, whose policy does not let `{service}amazonaws.com` in",
        user.resource.logical_id, key.logical_id
    );
    let finding = context.finding_of(&CHECK.rule, &user.resource, &user.case, message);
    let finding = context.pointing_at(finding, &key, "the key");
    context.report(finding.help("allow the service `kms:Decrypt` and `kms:GenerateDataKey*`"));
}

/// Whether a statement of a key's policy may be about a service; what is not known may be.
fn may_use(context: &Context<'_>, key: &Resource<'_>, service: &str) -> bool {
    context.cases(key, &["KeyPolicy"]).iter().any(|policy| {
        let whole = policy.below(context, &["Statement"]);
        let known = |case: &Case| case.is_absent() || case.value.items().is_some();
        let statements = policy.below(context, &["Statement", "*"]);
        !policy.is_absent()
            && (!whole.iter().all(known)
                || statements
                    .iter()
                    .any(|statement| lets_in(context, statement, service)))
    })
}

fn lets_in(context: &Context<'_>, statement: &Case, service: &str) -> bool {
    let Some(entries) = statement.value.entries() else {
        return true;
    };
    let effects = statement.below(context, &["Effect"]);
    if effects.iter().all(|case| case.text() == Some("Deny")) {
        return false;
    }
    // All but some, or what a macro makes.
    let is_open = |name: &str| name == "NotPrincipal" || name.starts_with("Fn::");
    if entries.iter().any(|entry| is_open(&entry.name)) {
        return true;
    }
    let principals = statement.below(context, &["Principal"]);
    principals
        .iter()
        .any(|principal| match &principal.value.form {
            Form::Text(text, _) => &**text == "*",
            Form::Map(entries) => {
                let services = principal.below(context, &["Service", "*"]);
                let everybody = principal.below(context, &["AWS", "*"]);
                entries.iter().any(|entry| entry.name.starts_with("Fn::"))
                    || services.iter().any(|case| begins_with(case, service))
                    || everybody.iter().any(|case| case.text() == Some("*"))
            }
            Form::Absent => false,
            Form::List(_) | Form::Unknown(_) => true,
        })
}

/// Whether the name of a service may begin so.
fn begins_with(case: &Case, service: &str) -> bool {
    match &case.value.form {
        Form::Text(text, _) => text.starts_with(service),
        Form::Absent => false,
        Form::Unknown(Unknown::Text(parts)) => match parts.first() {
            Some(Part::Known(text)) => text.starts_with(service) || service.starts_with(&**text),
            Some(Part::Unknown(_)) | None => true,
        },
        Form::List(_) | Form::Map(_) | Form::Unknown(_) => true,
    }
}
