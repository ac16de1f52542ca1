//! # twin-deleted
//!
//! ## What it finds
//! A resource that is made anew under another logical id or in another stack, although it is only a setting of something
//! else: a policy of a role, queue or topic, the association of a firewall, a rule of a security group that moves into the
//! group. The new one overwrites the setting, and the deletion of the old one takes it away.
//!
//! ## Why it matters
//! The update succeeds, and the permission or the protection is gone afterwards. The next update does not bring it back,
//! for CloudFormation thinks that it is there.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] } } }
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties: { PolicyName: logs, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: "logs:*", Resource: "*" }] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] } } }
//!   LogPolicy:
//!     Type: AWS::IAM::Policy
//!     Properties: { PolicyName: logs, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: "logs:*", Resource: "*" }] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Queues: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: queues.yaml } }
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: access.yaml, Parameters: { Queue: !GetAtt Queues.Outputs.Queue } } }
//! # file: queues.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue }
//! Outputs:
//!   Queue: { Value: !Ref Queue }
//! # file: access.yaml
//! Parameters:
//!   Queue: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Queue], PolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: "sqs:SendMessage", Resource: "*" }] } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Queues: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: queues.yaml } }
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: access.yaml, Parameters: { Queue: !GetAtt Queues.Outputs.Queue } } }
//! # file: queues.yaml
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue }
//!   Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Queue], PolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: "sqs:SendMessage", Resource: "*" }] } } }
//! Outputs:
//!   Queue: { Value: !Ref Queue }
//! # file: access.yaml
//! Parameters:
//!   Queue: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0 } }
//!   Https:
//!     Type: AWS::EC2::SecurityGroupIngress
//!     Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0 } }
//!   Https:
//!     Type: AWS::EC2::SecurityGroupIngress
//!     DeletionPolicy: Retain
//!     Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Update behaviors of stack resources"; IAM API reference, `PutRolePolicy`; Amazon SQS API
//! reference, `SetQueueAttributes`; Amazon EC2 API reference, `RevokeSecurityGroupIngress`.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::continuity::Continuity;
use crate::diff::expression::Expression;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "twin-deleted",
        severity: Severity::Warning,
        page: include_str!("twin_deleted.rs"),
    },
    class: Class::Availability,
    judge,
};

/// Types that are a setting of something else, with the properties that say which one.
const SETTINGS: &[(&str, &[&str])] = &[
    ("AWS::EC2::VPCDHCPOptionsAssociation", &["VpcId"]),
    (
        "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        &["ListenerArn", "Certificates"],
    ),
    (
        "AWS::IAM::Policy",
        &["PolicyName", "Roles", "Users", "Groups"],
    ),
    ("AWS::IAM::UserToGroupAddition", &["GroupName", "Users"]),
    ("AWS::SNS::TopicPolicy", &["Topics"]),
    ("AWS::SQS::QueuePolicy", &["Queues"]),
    ("AWS::SecretsManager::ResourcePolicy", &["SecretId"]),
    ("AWS::SecretsManager::RotationSchedule", &["SecretId"]),
    ("AWS::WAFv2::WebACLAssociation", &["ResourceArn"]),
];

/// Rules of a security group that may stand inside of it.
const RULES: [(&str, &str); 2] = [
    ("AWS::EC2::SecurityGroupEgress", "SecurityGroupEgress"),
    ("AWS::EC2::SecurityGroupIngress", "SecurityGroupIngress"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let mut findings = Vec::new();
    for (old, change) in comparison.gone() {
        if change.fate.afterwards() == Some(Afterwards::Kept) {
            continue;
        }
        let twin = twin(comparison, continuity, old).or_else(|| inside(comparison, old));
        let Some(twin) = twin else {
            continue;
        };
        let what = format!(
            "`{}` is deleted after `{}` says the same, and takes it away",
            old.address, twin.address
        );
        let found = comparison.after(&RISK.rule, twin, &[], what);
        findings.push(found.help(
            "deploy `DeletionPolicy: Retain` for the old one first, or keep its logical id and stack",
        ));
    }
    findings
}

/// Another resource that is the same setting of the same thing.
fn twin<'c, 'p>(
    comparison: &'c Comparison<'_, '_, 'p>,
    continuity: &Continuity,
    old: &ResourceState<'_>,
) -> Option<&'c ResourceState<'p>> {
    let mut settings = SETTINGS.iter();
    let (of, names) = settings.find(|(of, _)| **of == *old.resource_type)?;
    let is_same = |new: &&ResourceState<'_>| {
        new.exists == old.exists
            && names.iter().all(|name| {
                let (before, after) = (old.property(&[name]), new.property(&[name]));
                before == after && !after.is_some_and(|after| continuity.names_anew(after))
            })
    };
    let made = comparison.made().map(|(resource, _)| resource);
    let mut made = made.filter(|one| *one.resource_type == **of);
    made.find(is_same)
}

/// A group that has a rule inside now.
fn inside<'c, 'p>(
    comparison: &'c Comparison<'_, '_, 'p>,
    old: &ResourceState<'_>,
) -> Option<&'c ResourceState<'p>> {
    let mut rules = RULES.iter();
    let (_, list) = rules.find(|(of, _)| **of == *old.resource_type)?;
    let group = old.property(&["GroupId"])?.references();
    let (group, _) = group.first()?;
    let group = comparison.new.resources.get(*group)?;
    let rule = |written: &Expression| {
        let entries = written.entries()?.iter();
        let entries = entries.filter(|(name, _)| !matches!(&***name, "GroupId" | "Description"));
        Some(
            entries
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect::<Vec<_>>(),
        )
    };
    let own = rule(&old.properties)?;
    let mut inline = group.property(&[list])?.items()?.iter();
    inline
        .any(|inline| rule(inline).as_ref() == Some(&own))
        .then_some(group)
}
