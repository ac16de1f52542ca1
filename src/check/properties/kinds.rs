//! What a reference names, against what a property is for.
//!
//! Source: the facts' `targets` and `format`s, AWS CloudFormation user guide, "AWS-specific parameter types".
//! A kind is a resource type with the attribute that names it. Judged are references whose kind is known for
//! sure, at properties whose kinds AWS's own schemas fix. Not here: literal texts.

use serde_json::Value as Json;

use super::mistake::Kind;
use super::walk::{Here, Walk};
use crate::resolve::{Form, Unknown, Value};
use crate::schema::{self, Reference, Shape};

/// A kind: a type, and what of it.
type Target = (String, String);

/// What parameters of AWS's own types name.
pub(in crate::check) const PARAMETERS: [(&str, &str, &str); 8] = [
    ("AWS::EC2::VPC::Id", "AWS::EC2::VPC", "VpcId"),
    ("AWS::EC2::Subnet::Id", "AWS::EC2::Subnet", "SubnetId"),
    (
        "AWS::EC2::SecurityGroup::Id",
        "AWS::EC2::SecurityGroup",
        "GroupId",
    ),
    (
        "AWS::EC2::SecurityGroup::GroupName",
        "AWS::EC2::SecurityGroup",
        "GroupName",
    ),
    ("AWS::EC2::Instance::Id", "AWS::EC2::Instance", "InstanceId"),
    ("AWS::EC2::Volume::Id", "AWS::EC2::Volume", "VolumeId"),
    ("AWS::EC2::Image::Id", "AWS::EC2::Image", "ImageId"),
    (
        "AWS::Route53::HostedZone::Id",
        "AWS::Route53::HostedZone",
        "Id",
    ),
];

/// The types whose names and ARNs have formats in AWS's schemas, so that what fits them is known whole.
const WITH_FORMATS: [&str; 12] = [
    "AWS::CertificateManager::Certificate",
    "AWS::EC2::Image",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
];

/// Whether what a resource yields is a list; `None` where that is not known.
pub(in crate::check) fn yields_list(resource_type: &str, attribute: &str) -> Option<bool> {
    let facts = schema::resource_type(resource_type)?;
    if attribute.is_empty() {
        return Some(false);
    }
    match facts.attribute(attribute)?.shape() {
        Shape::List => Some(true),
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => Some(false),
        Shape::Object | Shape::Map | Shape::Json | Shape::Mixed => None,
    }
}

/// The kind of what is referred to, where it is known.
fn named(unknown: &Unknown) -> Option<(Vec<Target>, String)> {
    match unknown {
        Unknown::Resource {
            logical_id,
            resource_type,
            attribute,
            ..
        } => {
            let facts = schema::resource_type(resource_type)?;
            let name = if attribute.is_empty() {
                match facts.reference() {
                    Reference::Value(name) => name.to_owned(),
                    Reference::Composite(_) | Reference::Unnamed => return None,
                }
            } else {
                attribute.to_string()
            };
            let mut kinds = vec![(resource_type.to_string(), name.clone())];
            if let Some(attribute) = facts.attribute(&name) {
                let others = attribute.targets();
                kinds.extend(
                    others.map(|one| (one.resource_type.to_owned(), one.attribute.to_owned())),
                );
            }
            if let Some(property) = facts.property(&name) {
                let others = property.targets();
                kinds.extend(
                    others.map(|one| (one.resource_type.to_owned(), one.attribute.to_owned())),
                );
            }
            let dot = if attribute.is_empty() {
                String::new()
            } else {
                format!(".{attribute}")
            };
            Some((
                kinds,
                format!("`{logical_id}{dot}`, {} of {resource_type}", article(&name)),
            ))
        }
        Unknown::Parameter {
            name,
            parameter_type,
            ..
        } => {
            let inner = parameter_type
                .strip_prefix("List<")
                .and_then(|rest| rest.strip_suffix('>'));
            let inner = inner.unwrap_or(parameter_type);
            let known = PARAMETERS.iter().find(|(known, _, _)| *known == inner)?;
            let kind = (known.1.to_owned(), known.2.to_owned());
            Some((
                vec![kind],
                format!("parameter `{name}` of type {parameter_type}"),
            ))
        }
        Unknown::Pseudo(_)
        | Unknown::Text(_)
        | Unknown::List
        | Unknown::Dynamic(_)
        | Unknown::Import
        | Unknown::Anything => None,
    }
}

fn article(name: &str) -> String {
    format!("the {name}")
}

/// The kinds that a schema takes; of alternatives those of all.
fn taken(schema: &Json) -> Vec<Target> {
    let mut kinds = Vec::new();
    let pairs = schema.get("targets").and_then(Json::as_array);
    for pair in pairs.into_iter().flatten().filter_map(Json::as_array) {
        if let [Json::String(resource_type), Json::String(attribute)] = pair.as_slice() {
            kinds.push((resource_type.clone(), attribute.clone()));
        }
    }
    for word in ["anyOf", "oneOf"] {
        for part in schema
            .get(word)
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
        {
            kinds.extend(taken(part));
        }
    }
    kinds
}

/// Whether AWS's schemas fix what fits, so that anything else is wrong: a format, or formats alone.
fn is_fixed(schema: &Json) -> bool {
    let has_format = |part: &Json| {
        let format = part.get("format").and_then(Json::as_str);
        format.is_some_and(|format| format.starts_with("AWS::"))
    };
    let parts = schema.get("anyOf").and_then(Json::as_array);
    has_format(schema) || parts.is_some_and(|parts| parts.iter().all(has_format))
}

impl Walk<'_> {
    /// A reference at a property that takes some kinds alone.
    pub(super) fn references(&mut self, schema: &'static Json, value: &Value, here: &Here) {
        let Form::Unknown(unknown) = &value.form else {
            return;
        };
        let resolved = self.facts.resolve(schema);
        if !(is_fixed(schema) || is_fixed(resolved)) {
            return;
        }
        let mut kinds = taken(schema);
        kinds.extend(taken(resolved));
        let Some((named, what)) = named(unknown) else {
            return;
        };
        let Some((of_type, name)) = named.first() else {
            return;
        };
        let judged = kinds
            .iter()
            .all(|(resource_type, _)| WITH_FORMATS.contains(&resource_type.as_str()));
        if kinds.is_empty() || !judged || named.iter().any(|one| kinds.contains(one)) {
            return;
        }
        // What identifies a resource names it and nothing else; of other attributes less is sure.
        let identifies = schema::resource_type(of_type).is_none_or(|facts| {
            facts.primary_identifier().any(|one| one == name)
                || facts.reference() == Reference::Value(name)
                || name.ends_with("Arn")
                || name.ends_with("Id")
        });
        let same_type = kinds
            .iter()
            .any(|(resource_type, _)| resource_type == of_type);
        if !(identifies || same_type) {
            return;
        }
        let words: Vec<String> = kinds
            .iter()
            .map(|(of_type, name)| format!("{} of {of_type}", article(name)))
            .collect();
        let mistake = self.mistake(Kind::Reference, here, format!("found {what}"));
        mistake.expected = Some(format!("expected {}", words.join(", or ")));
    }
}
