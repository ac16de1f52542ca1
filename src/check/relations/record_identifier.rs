//! # record-identifier-missing
//!
//! ## What it finds
//! A record with a weight, a region, a place, a failover or several answers that has no `SetIdentifier`; or
//! one with a `SetIdentifier` and none of these.
//!
//! ## Why it matters
//! Route 53 refuses it: the identifier tells the records of one name apart.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       Name: www.example.com.
//!       Type: A
//!       TTL: "60"
//!       ResourceRecords: [192.0.2.1]
//!       Weight: 10
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       Name: www.example.com.
//!       Type: A
//!       TTL: "60"
//!       ResourceRecords: [192.0.2.1]
//!       Weight: 10
//!       SetIdentifier: one
//! ```
//! ## Sources
//! Amazon Route 53 API reference, "ResourceRecordSet", `SetIdentifier`.

use super::records::records;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "record-identifier-missing",
        severity: Severity::Error,
        page: include_str!("record_identifier.rs"),
    },
    cfn_lint: &["E3023"],
    run,
};

/// What makes several records of one name.
const ROUTED: [&str; 7] = [
    "Weight",
    "Region",
    "Failover",
    "GeoLocation",
    "GeoProximityLocation",
    "MultiValueAnswer",
    "CidrRoutingConfig",
];

fn run(context: &Context<'_>) {
    for record in records(context) {
        let identifiers = record.value.below(context, &["SetIdentifier"]);
        let routed = ROUTED.iter().flat_map(|name| {
            let cases = record.written(context, &[name]).into_iter();
            cases.map(move |case| (*name, case))
        });
        let routed: Vec<(&str, Case)> = routed.collect();
        for identifier in &identifiers {
            if !identifier.is_absent() {
                continue;
            }
            let found = routed.iter().find_map(|(name, case)| {
                let guard = context.together(&identifier.guard, &case.guard)?;
                Some((
                    name,
                    Case {
                        guard,
                        ..case.clone()
                    },
                ))
            });
            let Some((name, case)) = found else { continue };
            let message = format!("the record has `{name}` and no `SetIdentifier`");
            context.report(context.finding_of(&CHECK.rule, &record.resource, &case, message));
        }
        let identified = identifiers.iter().find(|case| !case.is_absent());
        if let (Some(case), true) = (identified, routed.is_empty()) {
            let message = "`SetIdentifier` belongs to a record with a weight or the like";
            context.report(context.finding_of(&CHECK.rule, &record.resource, case, message));
        }
    }
}
