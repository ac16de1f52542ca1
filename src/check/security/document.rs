//! # policy-document
//!
//! ## What it finds
//! A policy document that IAM, or the service that it is for, does not read: another `Version` than the two
//! that there are, no `Statement`, a statement without `Effect`, `Action` or what else it needs there, with
//! a name that there is not, or with a principal where there is none.
//!
//! ## Why it matters
//! The resource is refused: "MalformedPolicyDocument".
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
//!           - { Effect: allow, Action: "s3:GetObject", Resource: "*" }
//! ```
//!
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties:
//!       PolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - { Effect: Allow, Resource: "*" }
//! ```
//!
//! ```yaml
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::ManagedPolicy
//!     Properties:
//!       PolicyDocument:
//!         Version: "2024-01-01"
//!         Statement:
//!           - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }
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
//! IAM user guide, "JSON policy element reference".

use super::policies::{Document, Kind, documents};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "policy-document",
        severity: Severity::Error,
        page: include_str!("document.rs"),
    },
    cfn_lint: &["E3510", "E3511", "E3512", "E3513"],
    run,
};

/// The names of a statement.
const NAMES: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

fn run(context: &Context<'_>) {
    for document in documents(context) {
        let mut judge = Judge {
            context,
            document: &document,
        };
        judge.version();
        let statements = document.value.below(context, &["Statement"]);
        for case in statements.iter().filter(|case| case.is_absent()) {
            judge.say(case, "the policy has no `Statement`".to_owned(), None);
        }
        for statement in document.statements(context) {
            judge.statement(&statement);
        }
    }
}

struct Judge<'j, 'c> {
    context: &'j Context<'c>,
    document: &'j Document<'c>,
}

impl Judge<'_, '_> {
    fn say(&mut self, case: &Case, message: String, help: Option<String>) {
        let (rule, resource) = (&CHECK.rule, &self.document.resource);
        let finding = self.context.finding_of(rule, resource, case, message);
        let finding = finding.path(&self.document.path);
        self.context.report(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }

    fn version(&mut self) {
        for case in self.document.value.below(self.context, &["Version"]) {
            let Some(text) = case.text() else { continue };
            if !matches!(text, "2012-10-17" | "2008-10-17") {
                let message = format!("there is no version `{text}` of policies");
                self.say(&case, message, Some("write `2012-10-17`".to_owned()));
            }
        }
    }

    fn statement(&mut self, statement: &Case) {
        for entry in statement.value.entries().unwrap_or_default() {
            if !NAMES.contains(&&*entry.name) {
                let near = nearest(&entry.name, NAMES.into_iter());
                let help = near.map(|near| format!("did you mean `{near}`?"));
                let own = entry.key.stack == self.document.resource.stack;
                let node = if own { entry.key.node } else { statement.node };
                let case = Case {
                    node,
                    ..statement.clone()
                };
                self.say(&case, format!("a statement has no `{}`", entry.name), help);
            }
        }
        for case in statement.below(self.context, &["Effect"]) {
            match case.text() {
                Some("Allow" | "Deny") => {}
                Some(text) => {
                    let help = nearest(text, ["Allow", "Deny"].into_iter());
                    let help = help.map(|help| format!("write `{help}`"));
                    self.say(&case, format!("there is no effect `{text}`"), help);
                }
                None if case.is_absent() => {
                    self.say(&case, "the statement has no `Effect`".to_owned(), None);
                }
                None => {}
            }
        }
        self.one_of(statement, "Action", "NotAction");
        match self.document.kind {
            Kind::Identity => {
                self.one_of(statement, "Resource", "NotResource");
                self.none_of(
                    statement,
                    ["Principal", "NotPrincipal"],
                    "an identity's policy",
                );
            }
            Kind::Trust => {
                self.one_of(statement, "Principal", "NotPrincipal");
                self.none_of(statement, ["Resource", "NotResource"], "a trust policy");
            }
            Kind::Bucket | Kind::Key => {
                self.one_of(statement, "Principal", "NotPrincipal");
                self.one_of(statement, "Resource", "NotResource");
            }
            Kind::Resource => {}
        }
    }

    /// One of two names has to be there, and not both.
    fn one_of(&mut self, statement: &Case, name: &str, other: &str) {
        let ones = statement.below(self.context, &[name]);
        let others = statement.below(self.context, &[other]);
        for one in &ones {
            for another in &others {
                let Some(guard) = self.context.together(&one.guard, &another.guard) else {
                    continue;
                };
                let message = match (one.is_absent(), another.is_absent()) {
                    (true, true) => format!("the statement has no `{name}`"),
                    (false, false) => format!("the statement has `{name}` and `{other}`"),
                    (true, false) | (false, true) => continue,
                };
                let case = Case {
                    guard,
                    ..statement.clone()
                };
                self.say(&case, message, None);
            }
        }
    }

    /// Names that have to be absent.
    fn none_of(&mut self, statement: &Case, names: [&str; 2], of: &str) {
        for name in names {
            let cases = statement.below(self.context, &[name]);
            if let Some(case) = cases.iter().find(|case| !case.is_absent()) {
                let message = format!("{of} has no `{name}`");
                self.say(case, message, Some(format!("remove `{name}`")));
            }
        }
    }
}
