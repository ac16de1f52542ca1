//! # nested-parameter-kind
//!
//! ## What it finds
//! A parent passes a reference to a resource, or an id, of another kind than the type of the nested
//! template's parameter says: a subnet where a VPC belongs.
//!
//! ## Why it matters
//! CloudFormation looks the value up in the account before it makes the nested stack, and refuses it.
//!
//! ## Fails
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { VpcId: !Ref Subnet } }
//! # file: child.yaml
//! Parameters:
//!   VpcId: { Type: "AWS::EC2::VPC::Id" }
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref VpcId } }
//! ```
//! ## Passes
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet:
//!     Type: AWS::EC2::Subnet
//!     Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
//!   Child:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: child.yaml, Parameters: { VpcId: !Ref Vpc } }
//! # file: child.yaml
//! Parameters:
//!   VpcId: { Type: "AWS::EC2::VPC::Id" }
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref VpcId } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "AWS-specific parameter types".

use super::passing::{Passing, passings};
use crate::check::cases::Case;
use crate::check::properties::PARAMETERS;
use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::resolve::{Declared, Form, Unknown, Value};
use crate::schema::{self, Reference};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-parameter-kind",
        severity: Severity::Error,
        page: include_str!("parameter_kind.rs"),
    },
    cfn_lint: &[],
    run,
};

/// What ids of AWS's own types begin with.
const PREFIXES: [(&str, &str); 6] = [
    ("AWS::EC2::VPC::Id", "vpc-"),
    ("AWS::EC2::Subnet::Id", "subnet-"),
    ("AWS::EC2::SecurityGroup::Id", "sg-"),
    ("AWS::EC2::Instance::Id", "i-"),
    ("AWS::EC2::Volume::Id", "vol-"),
    ("AWS::EC2::Image::Id", "ami-"),
];

fn run(context: &Context<'_>) {
    for passing in passings(context) {
        for (declared, case) in passing.values(context) {
            let type_name = declared.type_name();
            let inner = type_name
                .strip_prefix("List<")
                .and_then(|rest| rest.strip_suffix('>'));
            let inner = inner.unwrap_or(type_name);
            let Some((_, resource_type, attribute)) =
                PARAMETERS.iter().find(|(known, _, _)| *known == inner)
            else {
                continue;
            };
            let items = parts(context, &passing, &declared, &case);
            let wrong = items
                .iter()
                .find_map(|item| wrong(item, inner, resource_type, attribute));
            let Some(found) = wrong else { continue };
            let message = format!("found {found} for parameter `{}`", declared.name);
            let finding = context.finding_of(&CHECK.rule, &passing.resource, &case, message);
            let finding = finding.path(format!("Properties.Parameters.{}", declared.name));
            let finding = finding.expected(format!("expected the {attribute} of {resource_type}"));
            context.report(passing.declared(context, finding, &declared));
        }
    }
}

/// The values one by one, also of a list that is joined.
fn parts(
    context: &Context<'_>,
    passing: &Passing<'_>,
    declared: &Declared<'_>,
    case: &Case,
) -> Vec<Value> {
    let written = passing.resource.property(&["Parameters", declared.name]);
    let function = written.and_then(Node::as_function);
    let joined = function.filter(|function| function.name == Intrinsic::Join);
    let list = joined.and_then(|function| function.argument.as_sequence()?.get(1));
    match list {
        Some(list) => {
            let list = context.resolved.evaluate(passing.resource.stack, list);
            let lists = list.iter().filter_map(|(_, list)| list.items());
            let items = lists.flatten().filter_map(|item| item.single());
            items.cloned().collect()
        }
        None => vec![case.value.clone()],
    }
}

/// What is of another kind, in words.
fn wrong(item: &Value, inner: &str, of_type: &str, named: &str) -> Option<String> {
    if let Some(text) = item.text() {
        let known = |(_, prefix): &&(&str, &str)| text.starts_with(prefix);
        let (other, _) = PREFIXES.iter().find(known)?;
        // A list that is joined in one text is judged by its first item.
        let judged = PREFIXES.iter().any(|(name, _)| *name == inner);
        return (*other != inner && judged).then(|| format!("`{text}`"));
    }
    let Form::Unknown(Unknown::Resource {
        logical_id,
        resource_type,
        attribute,
        ..
    }) = &item.form
    else {
        return None;
    };
    if &**resource_type == of_type {
        let facts = schema::resource_type(of_type)?;
        let same = match facts.reference() {
            Reference::Value(name) if attribute.is_empty() => name == named,
            // Several names of one thing, or one that is not known.
            Reference::Value(_) | Reference::Composite(_) | Reference::Unnamed => true,
        };
        return (!same).then(|| format!("`Ref` to `{logical_id}`"));
    }
    // A custom resource or a macro may yield anything, and so do attributes that name others.
    let facts = schema::resource_type(resource_type)?;
    let own = attribute.is_empty() || facts.primary_identifier().any(|name| name == &**attribute);
    let identifies = match facts.reference() {
        Reference::Value(name) => {
            let property = facts.property(name).is_some();
            own && !property
        }
        Reference::Composite(_) | Reference::Unnamed => false,
    };
    let dot = if attribute.is_empty() { "" } else { "." };
    identifies.then(|| format!("`{logical_id}{dot}{attribute}` of {resource_type}"))
}
