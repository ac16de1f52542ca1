//! # secret-regenerated
//!
//! ## What it finds
//! A secret whose value AWS makes up, and whose `GenerateSecretString` is another one: AWS may make up
//! another value.
//!
//! ## Why it matters
//! Whatever was given the old value, such as a database, may not know of the new one, and refuses whoever
//! comes with it.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Password: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Password: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: { PasswordLength: 40 } } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Password: { Type: AWS::SecretsManager::Secret, Properties: { Description: of the database, GenerateSecretString: { PasswordLength: 32 } } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `GenerateSecretString` of AWS::SecretsManager::Secret.

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "secret-regenerated",
        severity: Severity::Warning,
        page: include_str!("secret_regenerated.rs"),
    },
    class: Class::Availability,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let path = ["GenerateSecretString"];
    let findings = comparison.changed().filter_map(|pair| {
        let (Some(_), Some(_)) = pair.values(&path)? else {
            return None;
        };
        let stays = pair.is("AWS::SecretsManager::Secret") && pair.change.effect == Effect::None;
        let change = pair.change_at(&path).filter(|_| stays)?;
        let what = format!(
            "`{}` may get another value, {}",
            pair.change.address,
            change.reason()
        );
        Some(comparison.after(&RISK.rule, pair.new, &path, what))
    });
    findings.collect()
}
