//! # key-policy-lockout
//!
//! ## What it finds
//! The policy of a key that lets neither the account nor anybody unknown here change it: no statement allows
//! `kms:*` or `kms:PutKeyPolicy` to the account.
//!
//! ## Why it matters
//! When the principals that it names are gone, nobody can change the policy or delete the key, short of
//! AWS's support.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties:
//!       KeyPolicy:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:role/reader" }, Action: "kms:Decrypt", Resource: "*" }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Key:
//!     Type: AWS::KMS::Key
//!     Properties:
//!       KeyPolicy:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }, Action: "kms:*", Resource: "*" }
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//! ```
//! ## Sources
//! AWS KMS developer guide, "Default key policy".

use super::policies::{Kind, documents};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "key-policy-lockout",
        severity: Severity::Warning,
        page: include_str!("key_policy.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for document in documents(context) {
        if document.kind != Kind::Key {
            continue;
        }
        let whole = document.value.below(context, &["Statement"]);
        let known = whole.iter().all(|case| case.value.items().is_some());
        let statements = document.statements(context);
        let every = document.value.below(context, &["Statement", "*"]);
        // What is not known may be the statement that is missed.
        if !known || every.len() != statements.len() {
            continue;
        }
        if !statements
            .iter()
            .any(|statement| administers(context, statement))
        {
            let message = "nobody but the principals named here can change the policy of this key";
            let finding =
                context.finding_of(&CHECK.rule, &document.resource, &document.value, message);
            let help = "allow `kms:*` to `arn:aws:iam::ACCOUNT:root`";
            context.report(finding.path(&document.path).help(help));
        }
    }
}

/// Whether a statement may let the account, or somebody who is not known, change the policy.
fn administers(context: &Context<'_>, statement: &Case) -> bool {
    let effects = statement.below(context, &["Effect"]);
    if effects.iter().all(|case| case.text() == Some("Deny")) {
        return false;
    }
    let actions = statement.below(context, &["Action", "*"]);
    let others = statement.below(context, &["NotAction"]);
    let acts = actions.iter().any(|case| match case.text() {
        Some(text) => {
            let text = text.to_lowercase();
            matches!(
                text.as_str(),
                "*" | "kms:*" | "kms:put*" | "kms:putkeypolicy"
            )
        }
        None => !case.is_absent(),
    });
    acts || others.iter().any(|case| !case.is_absent())
}
