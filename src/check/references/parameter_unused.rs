//! # parameter-unused
//!
//! ## What it finds
//! A parameter that nothing in the template uses.
//!
//! ## Why it matters
//! Whoever deploys the template chooses a value that changes nothing; often a reference is missing or names
//! another parameter.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use std::collections::BTreeSet;

use super::unused;
use crate::check::{Check, Context, Template};
use crate::document::{Intrinsic, Node};
use crate::resolve::uses;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-unused",
        severity: Severity::Warning,
        page: include_str!("parameter_unused.rs"),
    },
    cfn_lint: &["W2001"],
    run,
};

fn run(context: &Context<'_>) {
    unused::report(context, &CHECK.rule, ("Parameters", "parameter"), used);
}

/// The names that the template uses; loops are looked at as they are written.
fn used<'c>(template: &Template<'c>) -> BTreeSet<&'c str> {
    let mut names = BTreeSet::new();
    for tree in [template.tree, &template.of.source.node] {
        for section in ["Conditions", "Rules", "Resources", "Outputs", "Hooks"] {
            let found = tree.get(&[section]).map(uses).unwrap_or_default();
            names.extend(found.into_iter().map(|used| used.name));
        }
    }
    // A rule names the parameter whose attribute it asks for.
    for site in &template.functions {
        let items = site.function.argument.as_sequence().unwrap_or_default();
        if site.function.name == Intrinsic::ValueOf {
            names.extend(items.first().and_then(Node::as_text));
        }
        // All parameters of a type at once.
        if matches!(
            site.function.name,
            Intrinsic::RefAll | Intrinsic::ValueOfAll
        ) {
            names.extend(template.parameters.keys());
        }
    }
    names
}
