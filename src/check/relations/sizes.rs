//! # scaling-sizes
//!
//! ## What it finds
//! A group or a target of scaling whose least size is more than its most, or whose wanted size lies outside
//! of both.
//!
//! ## Why it matters
//! The service refuses it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "5"
//!       MaxSize: "4"
//!       DesiredCapacity: "3"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: lt-0123456789abcdef0, Version: "1" }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "2"
//!       MaxSize: "4"
//!       DesiredCapacity: "3"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: lt-0123456789abcdef0, Version: "1" }
//! ```
//! ## Sources
//! Amazon EC2 Auto Scaling API reference, "CreateAutoScalingGroup"; Application Auto Scaling API reference,
//! "RegisterScalableTarget".

use super::numbers::numbers;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "scaling-sizes",
        severity: Severity::Error,
        page: include_str!("sizes.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let group: &[&str] = &["AWS::AutoScaling::AutoScalingGroup"];
    let target: &[&str] = &["AWS::ApplicationAutoScaling::ScalableTarget"];
    for (types, least, most) in [
        (group, "MinSize", "MaxSize"),
        (group, "MinSize", "DesiredCapacity"),
        (group, "DesiredCapacity", "MaxSize"),
        (target, "MinCapacity", "MaxCapacity"),
    ] {
        for two in numbers(context, types, (&[least], None), (&[most], None)) {
            if two.first <= two.second {
                continue;
            }
            let message = format!("`{least}` is {}, `{most}` {}", two.first, two.second);
            let finding = context.finding_of(&CHECK.rule, &two.resource, &two.case, message);
            context.report(
                finding.expected(format!("expected `{least}` to be no more than `{most}`")),
            );
        }
    }
}
