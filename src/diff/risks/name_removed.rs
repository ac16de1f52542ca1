//! # name-removed
//!
//! ## What it finds
//! A DNS name that the deployment answered for and answers for no more: a record that is removed, or has
//! another name or type while no other one has the old; a name that a distribution of CloudFront is no
//! longer reached by.
//!
//! ## Why it matters
//! Whoever asks for the name gets no answer, at the latest when the time to live is over. A link, a client
//! or a certificate may still hold it.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: www.example.org, Type: A, TTL: 60, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: web.example.org, Type: A, TTL: 60, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: web.example.org, Type: A, TTL: 60, ResourceRecords: [192.0.2.1] } }
//!   Old: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.org., Name: WWW.example.org., Type: A, TTL: 60, ResourceRecords: [192.0.2.1] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Names: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Domain: old.example.org } } }
//! # file: child.yaml
//! Parameters:
//!   Domain: { Type: String }
//! Resources:
//!   Names:
//!     Type: AWS::Route53::RecordSetGroup
//!     Properties:
//!       HostedZoneName: example.org.
//!       RecordSets: [{ Name: !Sub 'id.${Domain}', Type: CNAME, TTL: 60, ResourceRecords: [front.example.net] }]
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Names: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Domain: new.example.org } } }
//! # file: child.yaml
//! Parameters:
//!   Domain: { Type: String }
//! Resources:
//!   Names:
//!     Type: AWS::Route53::RecordSetGroup
//!     Properties:
//!       HostedZoneName: example.org.
//!       RecordSets: [{ Name: !Sub 'id.${Domain}', Type: CNAME, TTL: 60, ResourceRecords: [front.example.net] }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Edge:
//!     Type: AWS::CloudFront::Distribution
//!     Properties:
//!       DistributionConfig:
//!         Enabled: true
//!         Aliases: [www.example.org, example.org]
//!         Origins: [{ Id: one, DomainName: origin.example.org, CustomOriginConfig: { OriginProtocolPolicy: https-only } }]
//!         DefaultCacheBehavior: { TargetOriginId: one, ViewerProtocolPolicy: https-only }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Edge:
//!     Type: AWS::CloudFront::Distribution
//!     Properties:
//!       DistributionConfig:
//!         Enabled: true
//!         Aliases: [www.example.org]
//!         Origins: [{ Id: one, DomainName: origin.example.org, CustomOriginConfig: { OriginProtocolPolicy: https-only } }]
//!         DefaultCacheBehavior: { TargetOriginId: one, ViewerProtocolPolicy: https-only }
//! ```
//! ## Sources
//! Amazon Route 53 developer guide, "Working with records"; Amazon CloudFront developer guide, "Alternate
//! domain names".

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::{ResourceState, State};
use crate::source::{Finding, Rule, Severity};
use std::collections::BTreeSet;

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "name-removed",
        severity: Severity::Warning,
        page: include_str!("name_removed.rs"),
    },
    class: Class::Availability,
    judge,
};

/// What a deployment answers for: a name and the type of its records.
type Name = (String, String);

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let after: BTreeSet<Name> = every(comparison.new).map(|(_, name)| name).collect();
    // Where a name is not known, it may be the one that is missed.
    if after.iter().any(|(name, _)| name.is_empty()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (resource, name) in every(comparison.old) {
        let change = comparison
            .gone()
            .find(|(gone, _)| gone.address == resource.address);
        let is_kept =
            change.is_some_and(|(_, change)| change.fate.afterwards() == Some(Afterwards::Kept));
        let (shown, record) = &name;
        if after.contains(&name) || is_kept || shown.is_empty() {
            continue;
        }
        let what = if record.is_empty() {
            format!("`{}` is reached by {shown} no more", resource.address)
        } else {
            format!(
                "nothing answers for {shown} ({record}) any more: it was `{}`",
                resource.address
            )
        };
        findings.push(comparison.before(&RISK.rule, resource, &[], what));
    }
    findings
}

/// The names of a state with the resources that have them; a name is empty where it is not known.
fn every<'s, 'p>(state: &'s State<'_, 'p>) -> impl Iterator<Item = (&'s ResourceState<'p>, Name)> {
    state.resources.values().flat_map(|resource| {
        let named: Vec<Name> = match &*resource.resource_type {
            "AWS::Route53::RecordSet" => record(&resource.properties).into_iter().collect(),
            "AWS::Route53::RecordSetGroup" => {
                let records = resource
                    .property(&["RecordSets"])
                    .and_then(Expression::items);
                records
                    .unwrap_or_default()
                    .iter()
                    .filter_map(record)
                    .collect()
            }
            "AWS::CloudFront::Distribution" => {
                let names = resource.property(&["DistributionConfig", "Aliases"]);
                let names = names.and_then(Expression::items).unwrap_or_default();
                names
                    .iter()
                    .map(|name| (plain(name), String::new()))
                    .collect()
            }
            _ => Vec::new(),
        };
        named.into_iter().map(move |name| (resource, name))
    })
}

fn record(of: &Expression) -> Option<Name> {
    let kind = of.get(&["Type"])?.text()?;
    Some((plain(of.get(&["Name"])?), kind.to_owned()))
}

/// A name as DNS takes it: without regard to case and the dot at its end.
fn plain(name: &Expression) -> String {
    if let Expression::Choice(_) = name {
        return String::new();
    }
    let written = name.written();
    written
        .strip_suffix('.')
        .unwrap_or(&written)
        .to_ascii_lowercase()
}
