//! # one-at-a-time
//!
//! ## What it finds
//! Resources that a service makes one after the other alone, none of which waits for the other: accounts of
//! an organisation, outputs of an application of Kinesis Data Analytics, and a Fargate profile beside an
//! identity provider of one EKS cluster.
//!
//! ## Why it matters
//! CloudFormation makes them at once, and the second is refused while the first is being made.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   First:
//!     Type: AWS::Organizations::Account
//!     Properties: { AccountName: first, Email: first@example.com }
//!   Second:
//!     Type: AWS::Organizations::Account
//!     Properties: { AccountName: second, Email: second@example.com }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   First:
//!     Type: AWS::Organizations::Account
//!     Properties: { AccountName: first, Email: first@example.com }
//!   Second:
//!     Type: AWS::Organizations::Account
//!     DependsOn: First
//!     Properties: { AccountName: second, Email: second@example.com }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::Organizations::Account", "AWS::EKS::FargateProfile" and
//! "AWS::KinesisAnalyticsV2::ApplicationOutput".

use super::sides::{Side, report, sides, thing};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "one-at-a-time",
        severity: Severity::Warning,
        page: include_str!("one_at_a_time.rs"),
    },
    cfn_lint: &[],
    run,
};

/// Resources of which one is made at a time.
struct Line {
    types: &'static [&'static str],
    property: &'static [&'static str],
    /// Of one thing that the property names, or of all.
    of_one: bool,
    /// Whether two of one type may be made at once.
    same_type: bool,
}

const LINES: [Line; 4] = [
    Line {
        types: &["AWS::Organizations::Account"],
        property: &["AccountName"],
        of_one: false,
        same_type: false,
    },
    Line {
        types: &[
            "AWS::EKS::FargateProfile",
            "AWS::EKS::IdentityProviderConfig",
        ],
        property: &["ClusterName"],
        of_one: true,
        same_type: true,
    },
    Line {
        types: &["AWS::KinesisAnalytics::ApplicationOutput"],
        property: &["ApplicationName"],
        of_one: true,
        same_type: false,
    },
    Line {
        types: &["AWS::KinesisAnalyticsV2::ApplicationOutput"],
        property: &["ApplicationName"],
        of_one: true,
        same_type: false,
    },
];

fn run(context: &Context<'_>) {
    for line in &LINES {
        let all = sides(context, line.types, &[line.property]);
        for (number, second) in all.iter().enumerate() {
            // One dependency at a time, as a chain is written.
            let mut before = all.iter().take(number).rev();
            let first = before.find(|first| is_in_line(context, line, second, first));
            if let Some(first) = first {
                let message = format!(
                    "`{}` is made at once with `{}`, and only one at a time can be",
                    second.resource.logical_id, first.resource.logical_id
                );
                report(context, &CHECK.rule, second, &first.resource, &message);
            }
        }
    }
}

fn is_in_line(context: &Context<'_>, line: &Line, second: &Side<'_>, first: &Side<'_>) -> bool {
    let itself = second.resource.stack == first.resource.stack
        && second.resource.logical_id == first.resource.logical_id;
    let same_type = second.resource.resource_type() == first.resource.resource_type();
    let of_one = thing(&second.case).is_some() && thing(&second.case) == thing(&first.case);
    let may_be_at_once = (line.of_one && !of_one) || (line.same_type && same_type);
    if itself
        || may_be_at_once
        || context
            .order()
            .is_ordered(&second.resource, &first.resource)
    {
        return false;
    }
    let both = context.together(&second.case.guard, &first.case.guard);
    both.is_some()
}
