//! # rotation-unordered
//!
//! ## What it finds
//! The rotation of a secret that does not wait for the attachment of the secret to its database.
//!
//! ## Why it matters
//! The first rotation runs at once, and finds no host and no engine in the secret.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Secret:
//!     Type: AWS::SecretsManager::Secret
//!     Properties: { GenerateSecretString: { GenerateStringKey: password, SecretStringTemplate: "{}" } }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//!   Attachment:
//!     Type: AWS::SecretsManager::SecretTargetAttachment
//!     Properties: { SecretId: !Ref Secret, TargetId: database, TargetType: "AWS::RDS::DBInstance" }
//!   Rotation:
//!     Type: AWS::SecretsManager::RotationSchedule
//!     Properties:
//!       SecretId: !Ref Secret
//!       HostedRotationLambda: { RotationType: PostgreSQLSingleUser }
//!       RotationRules: { ScheduleExpression: rate(30 days) }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Secret:
//!     Type: AWS::SecretsManager::Secret
//!     Properties: { GenerateSecretString: { GenerateStringKey: password, SecretStringTemplate: "{}" } }
//!     DeletionPolicy: Delete
//!     UpdateReplacePolicy: Delete
//!   Attachment:
//!     Type: AWS::SecretsManager::SecretTargetAttachment
//!     Properties: { SecretId: !Ref Secret, TargetId: database, TargetType: "AWS::RDS::DBInstance" }
//!   Rotation:
//!     Type: AWS::SecretsManager::RotationSchedule
//!     Properties:
//!       SecretId: !Ref Attachment
//!       HostedRotationLambda: { RotationType: PostgreSQLSingleUser }
//!       RotationRules: { ScheduleExpression: rate(30 days) }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::SecretsManager::SecretTargetAttachment".

use super::sides::{report_unordered, sides};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "rotation-unordered",
        severity: Severity::Warning,
        page: include_str!("rotation_unordered.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let attachments = sides(
        context,
        &["AWS::SecretsManager::SecretTargetAttachment"],
        &[&["SecretId"]],
    );
    let rotations = sides(
        context,
        &["AWS::SecretsManager::RotationSchedule"],
        &[&["SecretId"]],
    );
    report_unordered(
        context,
        &CHECK.rule,
        &rotations,
        &attachments,
        |second, first| {
            format!(
                "`{}` does not wait for `{}`, which writes into the secret where the database is",
                second.resource.logical_id, first.resource.logical_id
            )
        },
    );
}
