//! # user-pool-immutable
//!
//! ## What it finds
//! A Cognito user pool whose `AliasAttributes`, `UsernameAttributes` or `UsernameConfiguration` differ, or of which an
//! attribute of the schema is removed or changed.
//!
//! ## Why it matters
//! These are decided when a pool is made; a schema only grows. The update fails ("Existing schema attributes cannot be
//! modified or deleted").
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { UsernameAttributes: [email] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { UsernameAttributes: [email, phone_number] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Guests:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { AliasAttributes: [email] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Guests:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { AliasAttributes: [preferred_username] }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   People: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: people.yaml } }
//! # file: people.yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { Schema: [{ Name: team, AttributeDataType: String, Mutable: true }, { Name: level, AttributeDataType: Number }] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   People: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: people.yaml } }
//! # file: people.yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { Schema: [{ Name: level, AttributeDataType: Number }] }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   People: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: people.yaml } }
//! # file: people.yaml
//! Resources:
//!   Users:
//!     Type: AWS::Cognito::UserPool
//!     Properties: { Schema: [{ Name: team, AttributeDataType: String, Mutable: true }, { Name: level, AttributeDataType: Number }, { Name: site, AttributeDataType: String }] }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `AWS::Cognito::UserPool`; Amazon Cognito developer guide, "Working with user
//! attributes".

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "user-pool-immutable",
        severity: Severity::Error,
        page: include_str!("user_pool_immutable.rs"),
    },
    class: Class::Refused,
    judge,
};

const FIXED: [&str; 3] = [
    "AliasAttributes",
    "UsernameAttributes",
    "UsernameConfiguration",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pools = comparison.changed().filter(|pair| {
        &*pair.new.resource_type == "AWS::Cognito::UserPool"
            && pair.change.effect < Effect::Replacement
    });
    for pair in pools {
        for name in FIXED {
            let Some((old, new)) = pair.values(&[name]) else {
                continue;
            };
            let set = |value: Option<&Expression>| value.map(|value| value.clone().into_set());
            if set(old) == set(new) {
                continue;
            }
            let what = format!(
                "`{name}` of `{}` goes from {} to {}, which no user pool allows",
                pair.new.address,
                old.map_or_else(|| "nothing".to_owned(), Expression::shown),
                new.map_or_else(|| "nothing".to_owned(), Expression::shown),
            );
            let found = comparison.after(&RISK.rule, pair.new, &[name], what);
            findings.push(found.help("make a second user pool, and move the users"));
        }
        let attributes = pair.old.property(&["Schema"]).and_then(Expression::items);
        let new = pair.new.property(&["Schema"]);
        let new = new.map_or(Some(&[][..]), Expression::items);
        let (Some(old), Some(new)) = (attributes, new) else {
            continue;
        };
        for attribute in old {
            let name = attribute.get(&["Name"]).map(Expression::shown);
            if new.contains(attribute) {
                continue;
            }
            let what = format!(
                "attribute `{}` of `{}` is removed or changed, which no user pool allows",
                name.unwrap_or_default(),
                pair.new.address,
            );
            let found = comparison.after(&RISK.rule, pair.new, &["Schema"], what);
            findings.push(found.help("leave it, and add another one"));
        }
    }
    findings
}
