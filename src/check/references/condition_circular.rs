//! # condition-circular
//!
//! ## What it finds
//! Conditions that name one another in a circle.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Circular dependencies in conditions".
//!
//! ## Fails
//! ```yaml
//! Conditions:
//!   One: !Not [!Condition Two]
//!   Two: !Not [!Condition One]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Condition: One }
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

use super::circle::{Edge, Edges, circles};
use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::resolve::Guard;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "condition-circular",
        severity: Severity::Error,
        page: include_str!("condition_circular.rs"),
    },
    cfn_lint: &["E8007"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let mut edges: Edges<'_> = template
            .conditions()
            .map(|name| (name, Vec::new()))
            .collect();
        for site in template
            .functions
            .iter()
            .filter(|site| site.section == "Conditions")
        {
            let named =
                (site.function.name == Intrinsic::Condition).then_some(&*site.function.argument);
            let Some(to) = named.and_then(|named| named.as_text()) else {
                continue;
            };
            edges.entry(site.name).or_default().push(Edge {
                to,
                node: site.node,
                guard: Guard::always(),
            });
        }
        for circle in circles(context.resolved, &edges) {
            let Some((first, node)) = circle.first() else {
                continue;
            };
            let names: Vec<String> = circle.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!(
                "a condition hangs on itself: {} → `{first}`",
                names.join(" → ")
            );
            context.report(context.finding(&CHECK.rule, template.stack, node.id, message));
        }
    }
}
