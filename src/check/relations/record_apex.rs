//! # record-apex-cname
//!
//! ## What it finds
//! A record of the type CNAME with the name of its zone itself, when both names are known.
//!
//! ## Why it matters
//! Route 53 refuses it: the zone has other records of that name. An alias is what works there.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       Name: example.com.
//!       Type: CNAME
//!       TTL: "60"
//!       ResourceRecords: [web.example.net]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Record:
//!     Type: AWS::Route53::RecordSet
//!     Properties:
//!       HostedZoneName: example.com.
//!       Name: www.example.com.
//!       Type: CNAME
//!       TTL: "60"
//!       ResourceRecords: [web.example.net]
//! ```
//! ## Sources
//! Amazon Route 53 developer guide, "Choosing between alias and non-alias records".

use super::records::{Record, records};
use super::sides::onwards;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "record-apex-cname",
        severity: Severity::Error,
        page: include_str!("record_apex.rs"),
    },
    cfn_lint: &["E3023"],
    run,
};

fn run(context: &Context<'_>) {
    for record in records(context) {
        let kinds = record.written(context, &["Type"]);
        if !kinds.iter().all(|case| case.text() == Some("CNAME")) {
            continue;
        }
        let zones = zones(context, &record);
        for name in record.written(context, &["Name"]) {
            let Some(text) = name.text() else { continue };
            let guard = zones.iter().find_map(|zone| {
                let same = zone.text().is_some_and(|zone| plain(zone) == plain(text));
                same.then(|| context.together(&name.guard, &zone.guard))?
            });
            let Some(guard) = guard else { continue };
            let message = format!("`{text}` is the zone itself, which has no CNAME");
            let case = Case {
                guard,
                ..name.clone()
            };
            let finding = context.finding_of(&CHECK.rule, &record.resource, &case, message);
            context.report(finding.help("use an alias record of type A"));
        }
    }
}

/// The names that the record's zone can have.
fn zones(context: &Context<'_>, record: &Record<'_>) -> Vec<Case> {
    let mut names = record.written(context, &["HostedZoneName"]);
    names.extend(context.cases(&record.resource, &["HostedZoneName"]));
    let mut ids = record.written(context, &["HostedZoneId"]);
    ids.extend(context.cases(&record.resource, &["HostedZoneId"]));
    for id in ids {
        let named = onwards(context, &id, &["Name"]).into_iter();
        names.extend(named.map(|side| side.case));
    }
    names
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_lowercase()
}
