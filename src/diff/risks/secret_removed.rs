//! # secret-removed
//!
//! ## What it finds
//! A secret that CloudFormation deletes, because it is removed, renamed, moved or replaced and no policy
//! keeps it.
//!
//! ## Why it matters
//! A password that was generated stands nowhere else, and whoever reads the secret fails.
//!
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Password: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Password: { Type: AWS::SecretsManager::Secret, DeletionPolicy: Retain, Properties: { GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: database, GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: database/admin, GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Secret: { Type: AWS::SecretsManager::Secret, UpdateReplacePolicy: Retain, Properties: { Name: database, GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, AWS::SecretsManager::Secret.

use super::{Class, Risk};
use crate::diff::change::Afterwards;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "secret-removed",
        severity: Severity::Warning,
        page: include_str!("secret_removed.rs"),
    },
    class: Class::DataLoss,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let secret = "AWS::SecretsManager::Secret";
    let gone = comparison.gone().filter(|(resource, change)| {
        &*resource.resource_type == secret && change.fate.afterwards() == Some(Afterwards::Deleted)
    });
    let gone = gone.map(|(resource, change)| {
        let what = match change.fate.from() {
            Some(_) => format!(
                "`{}` is made anew as `{}`, and the old secret is deleted",
                resource.address, change.address
            ),
            None => format!("`{}` is deleted with its value", resource.address),
        };
        let found = comparison.before(&RISK.rule, resource, &[], what);
        found.help("deploy `DeletionPolicy: Retain` for it first")
    });
    let replaced = comparison.changed().filter_map(|pair| {
        let is_deleted = pair.is(secret) && pair.change.replaced == Afterwards::Deleted;
        let how = pair.change.replacement().filter(|_| is_deleted)?;
        let what = format!("`{}` {how}: the old value is deleted", pair.change.address);
        let found = comparison.after(&RISK.rule, pair.new, &[], what);
        Some(found.help("deploy `UpdateReplacePolicy: Retain` for it first, and copy the value"))
    });
    gone.chain(replaced).collect()
}
