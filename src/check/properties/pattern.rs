//! # property-pattern
//!
//! ## What it finds
//! A text of another form than the property takes, such as a name where only an ARN is taken.
//!
//! ## Why it matters
//! The service refuses the resource.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       RoleName: "a role"
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }]
//! ```
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0-16 } }
//! ```
//! ```yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24, VpcId: subnet-0123456789abcdef0 } }
//! ```
//! ```yaml
//! Resources:
//!   Told: { Type: AWS::SNS::Subscription, Properties: { TopicArn: topic, Protocol: email, Endpoint: me@example.org } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       RoleName: a-role
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }]
//! ```
//! ## Sources
//! AWS's published schemas of resource types, as vendored in `schemas/facts`; AWS general reference, "Amazon Resource
//! Names (ARNs)".

use super::mistake::Kind;
use super::report;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "property-pattern",
        severity: Severity::Error,
        page: include_str!("pattern.rs"),
    },
    cfn_lint: &["E3031"],
    run,
};

fn run(context: &Context<'_>) {
    report(context, &CHECK.rule, Kind::Pattern);
}
