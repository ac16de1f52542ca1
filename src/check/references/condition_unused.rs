//! # condition-unused
//!
//! ## What it finds
//! A condition that no resource, no output, no `Fn::If` and no other condition names.
//!
//! ## Why it matters
//! Often the `Condition` that it was written for is missing.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: IsProduction }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Conditions".

use std::collections::BTreeSet;

use super::unused;
use crate::check::{Check, Context, Template};
use crate::document::{Intrinsic, Node};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-unused",
        severity: Severity::Warning,
        page: include_str!("condition_unused.rs"),
    },
    cfn_lint: &["W8001"],
    run,
};

fn run(context: &Context<'_>) {
    unused::report(context, &CHECK.rule, ("Conditions", "condition"), used);
}

fn used<'c>(template: &Template<'c>) -> BTreeSet<&'c str> {
    let sections = ["Resources", "Outputs"].into_iter();
    let entries = sections.flat_map(|section| template.section(section));
    let mut names: BTreeSet<&str> = entries
        .filter_map(|(_, entry)| entry.value.get(&["Condition"])?.as_text())
        .collect();
    for site in &template.functions {
        let argument = &*site.function.argument;
        let named = match (&site.function.name, argument.as_sequence()) {
            (Intrinsic::If, Some([name, ..])) => name.as_text(),
            (Intrinsic::Condition, _) => argument.as_text(),
            (_, _) => None,
        };
        names.extend(named);
    }
    // A rule may name one as a mapping that is no function there.
    names.extend(
        template
            .section("Rules")
            .filter_map(|(_, rule)| rule.value.get(&["RuleCondition", "Condition"]))
            .filter_map(Node::as_text),
    );
    names
}
