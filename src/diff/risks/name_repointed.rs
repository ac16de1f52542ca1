//! # name-repointed
//!
//! ## What it finds
//! A DNS record that leads to something else than before: another alias target, or other values; also
//! because what it leads to is replaced.
//!
//! ## Why it matters
//! Who has asked already goes to the old place until the time to live is over, up to a minute for aliases.
//! The old place has to answer that long.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 3600, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 3600, ResourceRecords: [192.0.2.9] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 60, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Front: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: front.yaml, Parameters: { Scheme: internal } } }
//!   Names:
//!     Type: AWS::Route53::RecordSet
//!     Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, AliasTarget: { DNSName: !GetAtt Front.Outputs.Name, HostedZoneId: Z215JYRZR1TBD5 } }
//! # file: front.yaml
//! Parameters:
//!   Scheme: { Type: String }
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme, Subnets: [subnet-1, subnet-2] } }
//! Outputs:
//!   Name: { Value: !GetAtt Front.DNSName }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Front: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: front.yaml, Parameters: { Scheme: internet-facing } } }
//!   Names:
//!     Type: AWS::Route53::RecordSet
//!     Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, AliasTarget: { DNSName: !GetAtt Front.Outputs.Name, HostedZoneId: Z215JYRZR1TBD5 } }
//! # file: front.yaml
//! Parameters:
//!   Scheme: { Type: String }
//! Resources:
//!   Front: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme, Subnets: [subnet-1, subnet-2] } }
//! Outputs:
//!   Name: { Value: !GetAtt Front.DNSName }
//! ```
//! ## Sources
//! Amazon Route 53 developer guide, "Choosing between alias and non-alias records".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "name-repointed",
        severity: Severity::Info,
        page: include_str!("name_repointed.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let records = comparison.changed().filter(|pair| {
        // Under another name it is another record.
        pair.is("AWS::Route53::RecordSet") && pair.change.effect == Effect::None
    });
    let findings = records.filter_map(|pair| {
        let targets = [&["AliasTarget", "DNSName"] as &[&str], &["ResourceRecords"]];
        let (path, change) = targets
            .into_iter()
            .find_map(|path| Some((path, pair.change_at(path)?)))?;
        let name = pair.new.property(&["Name"])?.shown();
        let what = format!(
            "`{}` leads {name} elsewhere, {}",
            pair.change.address,
            change.reason()
        );
        let found = comparison.after(&RISK.rule, pair.new, path, what);
        let lives = pair
            .old
            .number(&["TTL"], None)
            .filter(|lives| *lives > 300.0);
        Some(match lives {
            Some(lives) => found.help(format!(
                "deploy a shorter `TTL` first: the old answer lives for {lives} seconds"
            )),
            None => found,
        })
    });
    findings.collect()
}
