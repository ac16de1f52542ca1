//! # record-alias-ttl
//!
//! ## What it finds
//! A record that is an alias and has a time to live, or records, of its own.
//!
//! ## Why it matters
//! An alias takes them from its target. Route 53 refuses the record.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       AliasTarget: { DNSName: web.example.net, HostedZoneId: Z2FDTNDATAQYW2 }
//!       Name: www.example.com.
//!       Type: A
//!       TTL: "60"
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       AliasTarget: { DNSName: web.example.net, HostedZoneId: Z2FDTNDATAQYW2 }
//!       Name: www.example.com.
//!       Type: A
//! ```
//! ## Sources
//! Amazon Route 53 API reference, "ResourceRecordSet", `AliasTarget` and `TTL`.

use super::records::records;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "record-alias-ttl",
        severity: Severity::Error,
        page: include_str!("record_alias.rs"),
    },
    cfn_lint: &["E3029"],
    run,
};

fn run(context: &Context<'_>) {
    for record in records(context) {
        for alias in record.written(context, &["AliasTarget"]) {
            for property in ["TTL", "ResourceRecords"] {
                for case in record.written(context, &[property]) {
                    let Some(guard) = context.together(&alias.guard, &case.guard) else {
                        continue;
                    };
                    let case = Case { guard, ..case };
                    let message = format!("an alias has no `{property}`");
                    let finding = context.finding_of(&CHECK.rule, &record.resource, &case, message);
                    context.report(finding.help(format!("remove `{property}`")));
                }
            }
        }
    }
}
