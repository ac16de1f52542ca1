//! # deletion-protected
//!
//! ## What it finds
//! A resource that CloudFormation is to delete, since it is removed, replaced, or has another name or stack, and
//! whose deletion protection is on.
//!
//! ## Why it matters
//! The service refuses to delete it. CloudFormation tries three times at the end of the update, and leaves it
//! behind: it goes on to cost, and no stack knows it any more. The protection of the new state does not count,
//! since the old resource is not changed before it goes.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Balancer:
//!     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
//!     Properties: { LoadBalancerAttributes: [{ Key: deletion_protection.enabled, Value: "true" }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml } }
//! # file: data.yaml
//! Resources:
//!   Table:
//!     Type: AWS::DynamoDB::Table
//!     Properties:
//!       DeletionProtectionEnabled: true
//!       BillingMode: PAY_PER_REQUEST
//!       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
//!       KeySchema: [{ AttributeName: id, KeyType: HASH }]
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { DeletionProtection: ACTIVE }
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DeletionProtection: true, Engine: postgres, DBInstanceClass: db.t4g.small, Port: "5432" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DeletionProtection: true, Engine: postgres, DBInstanceClass: db.t4g.small, Port: "5433" }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { DeletionProtection: true, Engine: postgres, DBInstanceClass: db.t4g.medium, Port: "5432" }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Troubleshooting CloudFormation" (cleanup); user guides of RDS, DynamoDB, Elastic
//! Load Balancing, Cognito, EC2, DocumentDB and Neptune on deletion protection.

use super::{Class, Risk};
use crate::diff::change::{Afterwards, Effect};
use crate::diff::comparison::Comparison;
use crate::diff::protections::PROTECTIONS;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "deletion-protected",
        severity: Severity::Warning,
        page: include_str!("deletion_protected.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let gone = comparison.gone().filter_map(|(resource, change)| {
        let goes = change.fate.afterwards() != Some(Afterwards::Kept);
        goes.then_some((resource, "removed"))
    });
    let replaced = comparison.changed().filter_map(|pair| {
        let goes =
            pair.change.effect == Effect::Replacement && pair.change.replaced != Afterwards::Kept;
        goes.then_some((pair.old, "replaced"))
    });
    let mut findings = Vec::new();
    for (resource, fate) in gone.chain(replaced) {
        for protection in PROTECTIONS {
            if !protection.types.contains(&&*resource.resource_type)
                || protection.state(resource) != Some(true)
            {
                continue;
            }
            let what = format!(
                "`{}` is {fate}, and its deletion protection is on ({}): it is left behind",
                resource.address,
                protection.setting.name(),
            );
            let found = comparison.before(&RISK.rule, resource, &protection.setting.path(), what);
            findings
                .push(found.help("switch the protection off in an update before, if it is to go"));
        }
    }
    findings
}
