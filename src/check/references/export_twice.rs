//! # export-duplicate
//!
//! ## What it finds
//! Two outputs, of one stack or of stacks of one root, that are exported under the same name and can exist
//! at once.
//!
//! ## Why it matters
//! Names of exports are unique in an account and region: CloudFormation refuses the second, "Export with
//! name … is already exported".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   One: { Value: !Ref Topic, Export: { Name: topic } }
//!   Two: { Value: !Ref Topic, Export: { Name: topic } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   One: { Value: !Ref Topic, Export: { Name: topic } }
//!   Two: { Value: !GetAtt Topic.TopicName, Export: { Name: topic-name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Outputs".

use crate::check::settled::is_settled;
use crate::check::{Check, Context};
use crate::document::Node;
use crate::resolve::{Guard, StackId};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "export-duplicate",
        severity: Severity::Error,
        page: include_str!("export_twice.rs"),
    },
    cfn_lint: &["E6101"],
    run,
};

/// An export.
struct Export<'c> {
    stack: StackId,
    node: &'c Node,
    /// The name, where it is known whatever somebody passes.
    name: Option<String>,
    guard: Guard,
}

fn run(context: &Context<'_>) {
    let mut exports: Vec<Export<'_>> = Vec::new();
    for stack in context.resolved.stacks() {
        let outputs = stack
            .source
            .tree()
            .get(&["Outputs"])
            .and_then(Node::as_mapping);
        for (_, output) in outputs.into_iter().flat_map(|outputs| outputs.iter()) {
            let Some(export) = export(context, stack.id, output) else {
                continue;
            };
            let first = exports.iter().find(|other| {
                is_same(other, &export)
                    && context.resolved.both(&other.guard, &export.guard).is_some()
            });
            if let Some(first) = first {
                report(context, first, &export);
            }
            exports.push(export);
        }
    }
}

fn export<'c>(context: &Context<'c>, stack: StackId, output: &'c Node) -> Option<Export<'c>> {
    let node = output.get(&["Export", "Name"])?;
    let resolved = context.resolved;
    let own = resolved.guard_of_condition(
        stack,
        output.get(&["Condition"]).and_then(Node::as_text),
        true,
    );
    let around = match &resolved.stack(stack).parent {
        Some((parent, name)) => match resolved.resource(*parent, name) {
            Some(nested) => resolved.guard_of(&nested)?,
            None => Guard::always(),
        },
        None => Guard::always(),
    };
    let guard = resolved.both(&own, &around)?;
    let value = resolved.evaluate(stack, node);
    let name = value.text().filter(|_| is_settled(resolved, stack, node));
    Some(Export {
        stack,
        node,
        name: name.map(str::to_owned),
        guard,
    })
}

/// Whether two names are the same, or are written alike in one stack.
fn is_same(one: &Export<'_>, other: &Export<'_>) -> bool {
    match (&one.name, &other.name) {
        (Some(one), Some(other)) => one == other,
        (_, _) => one.stack == other.stack && one.node == other.node,
    }
}

fn report(context: &Context<'_>, first: &Export<'_>, second: &Export<'_>) {
    let message = match &second.name {
        Some(name) => format!("`{name}` is exported twice"),
        None => "this name is exported twice".to_owned(),
    };
    let finding = context.finding(&CHECK.rule, second.stack, second.node.id, message);
    let place = context
        .resolved
        .stack(first.stack)
        .source
        .place(first.node.id);
    context.report(finding.related("exported here first", &place.file, place.span));
}
