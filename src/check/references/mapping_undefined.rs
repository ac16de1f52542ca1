//! # mapping-undefined
//!
//! ## What it finds
//! `Fn::FindInMap` names a map that the template has not.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Mapping named … is not present in the Mappings section".
//!
//! ## Fails
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Nmes, a, topic] } }
//! ```
//! ## Passes
//! ```yaml
//! Mappings:
//!   Names: { a: { topic: one } }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [Names, a, topic] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::FindInMap".

use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "mapping-undefined",
        severity: Severity::Error,
        page: include_str!("mapping_undefined.rs"),
    },
    cfn_lint: &["E1011", "W1034"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            // A fourth argument says what to take where there is no such map.
            let items = site.function.argument.as_sequence();
            let (Intrinsic::FindInMap, Some([map, _, _])) = (&site.function.name, items) else {
                continue;
            };
            let Some(name) = map.as_text() else { continue };
            if template.tree.get(&["Mappings", name]).is_some() {
                continue;
            }
            let message = format!("the template has no map `{name}`");
            let finding = context.finding(&CHECK.rule, template.stack, map.id, message);
            let names = template.section("Mappings").map(|(name, _)| name);
            context.report(finding.did_you_mean_or(
                nearest(name, names),
                "expected the name of a map below `Mappings`",
            ));
        }
    }
}
