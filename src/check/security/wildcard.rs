//! # policy-wildcard
//!
//! ## What it finds
//! A policy of a role, a user or a group that allows every action on every resource.
//!
//! ## Why it matters
//! Whoever gets hold of it has the whole account.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties:
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Action: "*", Resource: "*" }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties:
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }
//! ```
//! ## Sources
//! IAM user guide, "Security best practices in IAM": grant least privilege.

use super::policies::{Kind, documents, texts};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "policy-wildcard",
        severity: Severity::Warning,
        page: include_str!("wildcard.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for document in documents(context) {
        if document.kind != Kind::Identity {
            continue;
        }
        for statement in document.statements(context) {
            let conditions = statement.below(context, &["Condition"]);
            let effects = statement.below(context, &["Effect"]);
            let allows = effects.iter().any(|case| case.text() == Some("Allow"));
            if !allows || conditions.iter().any(|case| !case.is_absent()) {
                continue;
            }
            let resources = texts(context, &statement, "Resource");
            for action in texts(context, &statement, "Action") {
                let every = action
                    .text()
                    .is_some_and(|text| matches!(text, "*" | "*:*"));
                let everything = resources.iter().find_map(|case| {
                    let every = case.text() == Some("*");
                    every.then(|| context.together(&case.guard, &action.guard))?
                });
                let (true, Some(guard)) = (every, everything) else {
                    continue;
                };
                let case = Case { guard, ..action };
                let message = "every action on every resource is allowed";
                let finding = context.finding_of(&CHECK.rule, &document.resource, &case, message);
                context.report(finding.path(&document.path));
            }
        }
    }
}
