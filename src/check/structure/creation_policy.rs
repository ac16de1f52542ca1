//! # creation-policy-form
//!
//! ## What it finds
//! A `CreationPolicy` at a type that has none, or with a key that the policy of the type has not. Types:
//! Auto Scaling groups, instances, wait conditions and AppStream fleets.
//! Also a value of another form than the key has, such as a `Timeout` that is no duration.
//!
//! ## Why it matters
//! CloudFormation waits for no signal, although the template says it should, or refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Wait: { Type: AWS::CloudFormation::WaitCondition, CreationPolicy: { ResourceSignals: { Count: 1 } } }
//! ```
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, CreationPolicy: { ResourceSignal: { Count: 1 } } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Wait: { Type: AWS::CloudFormation::WaitCondition, CreationPolicy: { ResourceSignal: { Count: 1 } } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "CreationPolicy".

use super::policies::Keys;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "creation-policy-form",
        severity: Severity::Warning,
        page: include_str!("creation_policy.rs"),
    },
    cfn_lint: &["E3055", "E3001"],
    run,
};

/// The keys of each type, and what each holds.
const TYPES: &[(&str, Keys)] = &[
    ("AWS::AppStream::Fleet", &[("StartFleet", &[])]),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            (
                "AutoScalingCreationPolicy",
                &["MinSuccessfulInstancesPercent"],
            ),
            ("ResourceSignal", &["Count", "Timeout"]),
        ],
    ),
    (
        "AWS::CloudFormation::WaitCondition",
        &[("ResourceSignal", &["Count", "Timeout"])],
    ),
    (
        "AWS::EC2::Instance",
        &[("ResourceSignal", &["Count", "Timeout"])],
    ),
];

fn run(context: &Context<'_>) {
    super::policies::report(context, &CHECK.rule, "CreationPolicy", TYPES);
}
