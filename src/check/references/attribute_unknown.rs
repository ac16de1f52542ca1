//! # reference-attribute-unknown
//!
//! ## What it finds
//! `Fn::GetAtt` or `Fn::Sub` asks a resource for an attribute that its type has not. Custom resources and
//! types that are not known have any.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "… does not support attribute type …".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Arn: { Value: !GetAtt Topic.Arn }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! Outputs:
//!   Arn: { Value: !GetAtt Topic.TopicArn }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::GetAtt", and the return values of each type.

use crate::check::Template;
use crate::check::{Check, Context};
use crate::resolve::{Use, uses};
use crate::schema::{ResourceType, resource_type};
use crate::source::{Rule, Severity, nearest};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "reference-attribute-unknown",
        severity: Severity::Error,
        page: include_str!("attribute_unknown.rs"),
    },
    cfn_lint: &["E1010", "E1019"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for section in ["Resources", "Outputs"] {
            for used in template.tree.get(&[section]).map(uses).unwrap_or_default() {
                judge(context, template, used);
            }
        }
    }
}

fn judge(context: &Context<'_>, template: &Template<'_>, used: Use<'_>) {
    let Some(attribute) = used.attribute.filter(|attribute| !attribute.is_empty()) else {
        return;
    };
    let Some(resource) = template
        .resources
        .get(used.name)
        .filter(|one| !one.is_custom())
    else {
        return;
    };
    let known = resource_type(resource.resource_type());
    let Some(known) = known.filter(|known| !is_open(known) && known.attribute(attribute).is_none())
    else {
        return;
    };
    // What a nested stack puts out is judged with its template.
    if attribute.starts_with("Outputs.") {
        return;
    }
    let message = format!("`{}` has no attribute `{attribute}`", known.name());
    let finding = context.finding(&CHECK.rule, template.stack, used.node.id, message);
    let names: Vec<&str> = known
        .attributes()
        .map(|attribute| attribute.name())
        .collect();
    // The last name of a path, or the whole of it: `Arn` for `TopicArn`.
    let ends_alike = |name: &&&str| name.ends_with(attribute) || attribute.ends_with(**name);
    let near = nearest(attribute, names.iter().copied()).or(names.iter().find(ends_alike).copied());
    let is_property = known.property(attribute).is_some();
    context.report(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None if names.is_empty() => finding.expected("expected `Ref`: the type has no attributes"),
        None if is_property => finding.expected(format!(
            "`{attribute}` is a property; the attributes are {}",
            listed(&names)
        )),
        None => finding.expected(format!("expected {}", listed(&names))),
    });
}

/// Whether a type has attributes that nobody lists.
fn is_open(known: &ResourceType) -> bool {
    known.partial() || known.transform().is_some()
}

fn listed(names: &[&str]) -> String {
    let first: Vec<String> = names
        .iter()
        .take(6)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if names.len() > first.len() {
        " …"
    } else {
        ""
    };
    format!("{}{more}", first.join(", "))
}
