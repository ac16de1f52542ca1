//! # key-immutable
//!
//! ## What it finds
//! A KMS key whose `KeySpec`, `KeyUsage`, `Origin` or `MultiRegion` differs.
//!
//! ## Why it matters
//! These are decided when a key is made. CloudFormation neither changes nor replaces the key; the update fails.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties: { MultiRegion: false }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties: { MultiRegion: true }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Signing:
//!     Type: AWS::KMS::Key
//!     Properties: { KeyUsage: SIGN_VERIFY, KeySpec: RSA_2048 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Signing:
//!     Type: AWS::KMS::Key
//!     Properties: { KeyUsage: SIGN_VERIFY, KeySpec: RSA_4096 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Mac:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: of the data }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Mac:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: of the data, KeyUsage: GENERATE_VERIFY_MAC, KeySpec: HMAC_256 }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Mac:
//!     Type: AWS::KMS::Key
//!     Properties: { Description: of the data, KeyUsage: ENCRYPT_DECRYPT, KeySpec: SYMMETRIC_DEFAULT }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, `AWS::KMS::Key`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "key-immutable",
        severity: Severity::Error,
        page: include_str!("key_immutable.rs"),
    },
    class: Class::Refused,
    judge,
};

const FIXED: [(&str, &str); 4] = [
    ("KeySpec", "SYMMETRIC_DEFAULT"),
    ("KeyUsage", "ENCRYPT_DECRYPT"),
    ("MultiRegion", "false"),
    ("Origin", "AWS_KMS"),
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let keys = comparison
        .changed()
        .filter(|pair| &*pair.new.resource_type == "AWS::KMS::Key");
    for pair in keys {
        for (name, default) in FIXED {
            let Some((old, new)) = pair.values(&[name]) else {
                continue;
            };
            let text = |value: Option<&Expression>| match value {
                None => Some(default.to_owned()),
                Some(value) => value.text().map(str::to_owned),
            };
            let (Some(old), Some(new)) = (text(old), text(new)) else {
                continue;
            };
            if old == new {
                continue;
            }
            let what = format!(
                "`{}` of `{}` goes from {old} to {new}, which no key allows",
                name, pair.new.address
            );
            let found = comparison.after(&RISK.rule, pair.new, &[name], what);
            findings.push(found.help("make a second key under another logical id"));
        }
    }
    findings
}
