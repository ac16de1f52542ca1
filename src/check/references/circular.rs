//! # reference-circular
//!
//! ## What it finds
//! Resources that wait for one another: each names the next by `Ref`, `Fn::GetAtt`, `Fn::Sub` or
//! `DependsOn`, and the last names the first. A nested stack waits for what it is passed, and is waited for
//! by what takes its outputs. What stands under conditions that exclude one another is no circle.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Circular dependency between resources".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt Queue.QueueName } }
//!   Queue: { Type: AWS::SQS::Queue, DependsOn: Topic }
//! ```
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   One:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: one.yaml, Parameters: { Name: !GetAtt Two.Outputs.Name } }
//!   Two:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: one.yaml, Parameters: { Name: !GetAtt One.Outputs.Name } }
//! # file: one.yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! Outputs:
//!   Name: { Value: !GetAtt Topic.TopicName }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt Queue.QueueName } }
//!   Queue: { Type: AWS::SQS::Queue }
//! ```
//! ```yaml
//! Parameters:
//!   Stage: { Type: String }
//! Conditions:
//!   IsProduction: !Equals [!Ref Stage, production]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [IsProduction, !GetAtt Queue.QueueName, a] } }
//!   Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !If [IsProduction, b, !GetAtt Topic.TopicName] } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "DependsOn"; AWS re:Post, "Circular dependency".

use super::circle::{Edge, Edges, Step, circles};
use super::guarded::guarded_uses;
use crate::check::Template;
use crate::check::template::entries;
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-circular",
        severity: Severity::Error,
        page: include_str!("circular.rs"),
    },
    cfn_lint: &["E3004"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        let mut edges = Edges::new();
        for (name, resource) in &template.resources {
            edges.insert(name, waits(context, template, resource));
        }
        for circle in circles(context.resolved, &edges) {
            report(context, template, &circle);
        }
    }
}

/// What a resource waits for.
fn waits<'c>(
    context: &Context<'c>,
    template: &Template<'c>,
    resource: &Resource<'c>,
) -> Vec<Edge<'c>> {
    let Some(guard) = context.resolved.guard_of(resource) else {
        return Vec::new();
    };
    let mut edges = Vec::new();
    for node in resource.depends_on() {
        if let Some(to) = node.as_text() {
            edges.push(Edge {
                to,
                node,
                guard: guard.clone(),
            });
        }
    }
    for entry in entries(resource.node) {
        let is_metadata = entry.key.as_text() == Some("Metadata");
        for found in guarded_uses(context.resolved, template.stack, &entry.value, &guard) {
            // What a resource tells of itself in its metadata waits for nothing.
            if is_metadata && found.used.name == resource.logical_id {
                continue;
            }
            edges.push(Edge {
                to: found.used.name,
                node: found.used.node,
                guard: found.guard,
            });
        }
    }
    edges.retain(|edge| {
        template.resources.contains_key(edge.to) && !template.parameters.contains_key(edge.to)
    });
    edges
}

fn report(context: &Context<'_>, template: &Template<'_>, circle: &[Step<'_>]) {
    let [(first, node), rest @ ..] = circle else {
        return;
    };
    let names: Vec<String> = circle.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = if rest.is_empty() {
        format!("`{first}` waits for itself")
    } else {
        format!(
            "`{first}` waits for itself: {} → `{first}`",
            names.join(" → ")
        )
    };
    let mut finding = context
        .finding(&CHECK.rule, template.stack, node.id, message)
        .of(*first);
    for (name, node) in rest {
        let place = template.of.source.place(node.id);
        finding = finding.related(format!("`{name}` waits here"), &place.file, place.span);
    }
    let are_groups = circle.iter().all(|(name, _)| {
        let resource = template.resources.get(name);
        resource.is_some_and(|one| one.resource_type() == "AWS::EC2::SecurityGroup")
    });
    context.report(if are_groups {
        finding.help("write one of the rules as a resource of its own, `AWS::EC2::SecurityGroupIngress` or `AWS::EC2::SecurityGroupEgress`")
    } else {
        finding.help("leave one of these references out, or write the value itself")
    });
}
