//! # logs-kept-shorter
//!
//! ## What it finds
//! A log group that keeps events for fewer days than before, or that gets a limit where it had none.
//!
//! ## Why it matters
//! CloudWatch Logs deletes what is older within days, also what was written before the update. Who has to
//! show logs of a year finds a month.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Log: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 365 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Log: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Log: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 400 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Service: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Audit: { Type: AWS::Logs::LogGroup }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Service: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Audit: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 90 } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `RetentionInDays` of AWS::Logs::LogGroup: events never expire
//! where it is left out.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "logs-kept-shorter",
        severity: Severity::Warning,
        page: include_str!("logs_kept_shorter.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let path = &["RetentionInDays"];
    let groups = comparison
        .changed()
        .filter(|pair| pair.is("AWS::Logs::LogGroup"));
    let findings = groups.filter_map(|pair| {
        let (old, new) = pair.falls(path, Some(f64::INFINITY))?;
        let before = if old.is_finite() {
            format!("instead of {old}")
        } else {
            "and had no limit".to_owned()
        };
        let what = format!(
            "`{}` keeps events for {new} days {before}: older ones are deleted",
            pair.change.address
        );
        let found = comparison.after(&RISK.rule, pair.new, path, what);
        Some(found.help("export the older events to a bucket first, if somebody needs them"))
    });
    findings.collect()
}
