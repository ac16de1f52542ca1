//! # mapping-unused
//!
//! ## What it finds
//! A map that no `Fn::FindInMap` names.
//!
//! ## Why it matters
//! Its values change nothing, although they look as if they did.
//!
//! ## Fails
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, a, topic] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Mappings".

use std::collections::BTreeSet;

use super::unused;
use crate::check::{Check, Context, Template};
use crate::document::Intrinsic;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "mapping-unused",
        severity: Severity::Warning,
        page: include_str!("mapping_unused.rs"),
    },
    cfn_lint: &["W7001"],
    run,
};

fn run(context: &Context<'_>) {
    unused::report(context, &CHECK.rule, ("Mappings", "map"), used);
}

/// The maps that are named; all of them where a name is made of something.
fn used<'c>(template: &Template<'c>) -> BTreeSet<&'c str> {
    let mut names = BTreeSet::new();
    for site in &template.functions {
        let items = site.function.argument.as_sequence().unwrap_or_default();
        let (Intrinsic::FindInMap, Some(map)) = (&site.function.name, items.first()) else {
            continue;
        };
        match map.as_text() {
            Some(name) => {
                names.insert(name);
            }
            None => names.extend(template.section("Mappings").map(|(name, _)| name)),
        }
    }
    names
}
