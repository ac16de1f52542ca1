//! # action-unknown
//!
//! ## What it finds
//! A policy that names an action which its service does not have, or a pattern that fits none. What is known
//! was known on the day of the table: an action may be newer. A service that is not known is spoken of where its
//! name is much like a known one.
//!
//! ## Why it matters
//! IAM takes any name. What was to be allowed is then denied when it is needed, and what was to be denied is
//! not.
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
//!           - { Effect: Allow, Action: "s3:ReplicationTags", Resource: "arn:aws:s3:::reports/*" }
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
//!           - { Effect: Allow, Action: ["s3:ReplicateTags", "s3:Get*"], Resource: "arn:aws:s3:::reports/*" }
//! ```
//! ## Sources
//! Service authorization reference, "Actions, resources, and condition keys for AWS services"; the table is
//! `schemas/actions.tsv`.

use super::policies::{documents, texts};
use crate::check::{Check, Context};
use crate::schema;
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "action-unknown",
        severity: Severity::Warning,
        page: include_str!("action_unknown.rs"),
    },
    cfn_lint: &["W3037"],
    run,
};

fn run(context: &Context<'_>) {
    for document in documents(context) {
        for statement in document.statements(context) {
            for name in ["Action", "NotAction"] {
                for case in texts(context, &statement, name) {
                    let Some((message, help)) = case.text().and_then(wrong) else {
                        continue;
                    };
                    let resource = &document.resource;
                    let finding = context.finding_of(&CHECK.rule, resource, &case, message);
                    let finding = finding.path(&document.path);
                    context.report(match help {
                        Some(help) => finding.help(help),
                        None => finding,
                    });
                }
            }
        }
    }
}

/// What is to be said of an action, and what may be meant.
fn wrong(text: &str) -> Option<(String, Option<String>)> {
    // A variable of a policy may stand for anything.
    if text.trim_matches('*').is_empty() || text.contains("${") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let Some((service, action)) = lower.split_once(':') else {
        let message = format!("`{text}` names no service");
        return Some((message, Some("write `service:action`".to_owned())));
    };
    if is_pattern(service) {
        return None;
    }
    let Some(mut known) = schema::actions(service) else {
        let near = nearest(service, schema::services())?;
        let message = format!("no service is known whose actions begin with `{service}:`");
        return Some((message, Some(format!("did you mean `{near}:`?"))));
    };
    if known.any(|name| fits(action, name)) {
        return None;
    }
    if is_pattern(action) {
        return Some((format!("no known action fits `{text}`"), None));
    }
    let message = format!("no action `{text}` is known");
    let near = schema::actions(service).and_then(|known| nearest(action, known));
    let help = near.map(|near| format!("did you mean `{service}:{near}`, in letters of any case?"));
    Some((message, help))
}

fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether a name fits a pattern, in which `*` is any text and `?` any letter.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut of) = (0, 0);
    // The last `*`, and up to where it stands for the name.
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = name.get(of) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, of));
                at += 1;
            }
            Some(one) if *one == b'?' || one == letter => {
                at += 1;
                of += 1;
            }
            Some(_) | None => {
                let Some((back, upto)) = star else {
                    return false;
                };
                star = Some((back, upto + 1));
                at = back + 1;
                of = upto + 1;
            }
        }
    }
    pattern.iter().skip(at).all(|one| *one == b'*')
}
