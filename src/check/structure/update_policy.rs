//! # update-policy-form
//!
//! ## What it finds
//! An `UpdatePolicy` at a type that has none, or with a key that the policy of the type has not.
//! Also a value of another form than the key has, such as a `Timeout` that is no duration.
//!
//! ## Why it matters
//! CloudFormation updates the resource as if the policy were not there, or refuses the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, UpdatePolicy: { UseOnlineResharding: true } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Cache:
//!     Type: AWS::ElastiCache::ReplicationGroup
//!     UpdatePolicy: { UseOnlineResharding: true }
//!     Properties: { ReplicationGroupDescription: Sessions }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "UpdatePolicy".

use super::policies::Keys;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "update-policy-form",
        severity: Severity::Warning,
        page: include_str!("update_policy.rs"),
    },
    cfn_lint: &["E3016", "E3001"],
    run,
};

/// The keys of each type, and what each holds.
const TYPES: &[(&str, Keys)] = &[
    (
        "AWS::AppStream::Fleet",
        &[
            ("StopBeforeUpdate", &["Type"]),
            ("StartAfterUpdate", &["Type"]),
        ],
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            ("AutoScalingReplacingUpdate", &["WillReplace"]),
            (
                "AutoScalingRollingUpdate",
                &[
                    "MaxBatchSize",
                    "MinActiveInstancesPercent",
                    "MinInstancesInService",
                    "MinSuccessfulInstancesPercent",
                    "PauseTime",
                    "SuspendProcesses",
                    "WaitOnResourceSignals",
                ],
            ),
            (
                "AutoScalingScheduledAction",
                &["IgnoreUnmodifiedGroupSizeProperties"],
            ),
        ],
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &[("UseOnlineResharding", &[])],
    ),
    (
        "AWS::Elasticsearch::Domain",
        &[("EnableVersionUpgrade", &[])],
    ),
    (
        "AWS::Lambda::Alias",
        &[(
            "CodeDeployLambdaAliasUpdate",
            &[
                "AfterAllowTrafficHook",
                "ApplicationName",
                "BeforeAllowTrafficHook",
                "DeploymentGroupName",
            ],
        )],
    ),
    (
        "AWS::OpenSearchService::Domain",
        &[("EnableVersionUpgrade", &[])],
    ),
];

fn run(context: &Context<'_>) {
    super::policies::report(context, &CHECK.rule, "UpdatePolicy", TYPES);
}
