//! Names that templates use: whether they are there, and what they stand for.

mod undefined;

use super::check::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[&undefined::CHECK];

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
