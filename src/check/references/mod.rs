//! Names that templates use: whether they are there, and what they stand for.

mod absent;
mod attribute_unknown;
mod branch_unreachable;
mod circle;
mod circular;
mod condition_circular;
mod condition_resource;
mod condition_undefined;
mod condition_unused;
mod conditional;
mod depends_on_conditional;
mod depends_on_superfluous;
mod depends_on_undefined;
mod existence;
mod export_of_resource;
mod export_twice;
mod guarded;
mod mapping_undefined;
mod mapping_unused;
mod parameter_unused;
mod undefined;
mod unused;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &absent::CHECK,
    &attribute_unknown::CHECK,
    &branch_unreachable::CHECK,
    &circular::CHECK,
    &condition_circular::CHECK,
    &condition_resource::CHECK,
    &condition_undefined::CHECK,
    &condition_unused::CHECK,
    &conditional::CHECK,
    &depends_on_conditional::CHECK,
    &depends_on_superfluous::CHECK,
    &depends_on_undefined::CHECK,
    &export_of_resource::CHECK,
    &export_twice::CHECK,
    &mapping_undefined::CHECK,
    &mapping_unused::CHECK,
    &parameter_unused::CHECK,
    &undefined::CHECK,
];

/// The pseudo parameters.
pub(super) const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];
