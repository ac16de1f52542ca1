//! # mount-target-unordered
//!
//! ## What it finds
//! A function that mounts a file system of the deployment, and does not wait for its mount targets.
//!
//! ## Why it matters
//! The function can't be made before a mount target is there.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Files:
//!     Type: AWS::EFS::FileSystem
//!     Properties: { Encrypted: true }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!   Target:
//!     Type: AWS::EFS::MountTarget
//!     Properties:
//!       FileSystemId: !Ref Files
//!       SubnetId: subnet-0123456789abcdef0
//!       SecurityGroups: [sg-0123456789abcdef0]
//!   Access: { Type: AWS::EFS::AccessPoint, Properties: { FileSystemId: !Ref Files } }
//!   Function:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: python3.13
//!       Code: { ZipFile: "def handler(event, context): pass" }
//!       VpcConfig:
//!         SubnetIds: [subnet-0123456789abcdef0]
//!         SecurityGroupIds: [sg-0123456789abcdef0]
//!       FileSystemConfigs: [{ Arn: !GetAtt Access.Arn, LocalMountPath: /mnt/files }]
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Files:
//!     Type: AWS::EFS::FileSystem
//!     Properties: { Encrypted: true }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!   Target:
//!     Type: AWS::EFS::MountTarget
//!     Properties:
//!       FileSystemId: !Ref Files
//!       SubnetId: subnet-0123456789abcdef0
//!       SecurityGroups: [sg-0123456789abcdef0]
//!   Access: { Type: AWS::EFS::AccessPoint, Properties: { FileSystemId: !Ref Files } }
//!   Function:
//!     Type: AWS::Lambda::Function
//!     DependsOn: Target
//!     Properties:
//!       Role: arn:aws:iam::123456789012:role/function
//!       Handler: index.handler
//!       Runtime: python3.13
//!       Code: { ZipFile: "def handler(event, context): pass" }
//!       VpcConfig:
//!         SubnetIds: [subnet-0123456789abcdef0]
//!         SecurityGroupIds: [sg-0123456789abcdef0]
//!       FileSystemConfigs: [{ Arn: !GetAtt Access.Arn, LocalMountPath: /mnt/files }]
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::Lambda::Function FileSystemConfig".

use super::sides::{Side, onwards, report_unordered, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "mount-target-unordered",
        severity: Severity::Warning,
        page: include_str!("mount_target_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let targets = sides(context, &["AWS::EFS::MountTarget"], &[&["FileSystemId"]]);
    let mounts = sides(
        context,
        &["AWS::Lambda::Function"],
        &[&["FileSystemConfigs", "*", "Arn"]],
    );
    let mut users = Vec::new();
    for mount in mounts {
        for named in onwards(context, &mount.case, &["FileSystemId"]) {
            let case = Case {
                node: mount.case.node,
                ..named.case
            };
            users.push(Side { case, ..mount });
        }
    }
    report_unordered(context, &CHECK.rule, &users, &targets, |second, first| {
        format!(
            "`{}` mounts the file system, and does not wait for `{}`",
            second.resource.logical_id, first.resource.logical_id
        )
    });
}
