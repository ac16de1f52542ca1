//! What a reference names, against what a property is for.
//!
//! Source: the facts' `targets` and `format`s, AWS CloudFormation user guide, "AWS-specific parameter types".
//! A kind is a resource type with the attribute that names it. Judged are references whose kind is known for
//! sure, at properties whose kinds AWS's own schemas fix, and at those that are called after what they take.
//! Not here: literal texts.

use serde_json::{Map, Value as Json};

use super::mistake::Kind;
use super::walk::{Here, Walk};
use crate::resolve::{Form, Part, Unknown, Value};
use crate::schema::{self, Reference, ResourceType, Shape};

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

/// What a reference yields, where that is known.
struct Named {
    /// Of which kinds it is, its own first.
    kinds: Vec<Target>,
    /// In words.
    what: String,
}

/// The kind of what is referred to, where it is known.
fn named(unknown: &Unknown) -> Option<Named> {
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
            // `Ref` to a group without `VpcId` gives its name.
            if attribute.is_empty() && **resource_type == *"AWS::EC2::SecurityGroup" {
                kinds.push((resource_type.to_string(), "GroupName".to_owned()));
            }
            let dot = if attribute.is_empty() {
                String::new()
            } else {
                format!(".{attribute}")
            };
            Some(Named {
                kinds,
                what: format!("`{logical_id}{dot}`, {} of {resource_type}", article(&name)),
            })
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
            Some(Named {
                kinds: vec![(known.1.to_owned(), known.2.to_owned())],
                what: format!("parameter `{name}` of type {parameter_type}"),
            })
        }
        // An id with something behind it is none of another kind.
        Unknown::Text(parts) => {
            let Part::Unknown(first) = parts.first()? else {
                return None;
            };
            let Form::Unknown(first) = &first.form else {
                return None;
            };
            let first = named(first).filter(Named::is_own_id)?;
            Some(Named {
                what: format!("a text that begins with {}", first.what),
                ..first
            })
        }
        Unknown::Pseudo(_)
        | Unknown::List
        | Unknown::Dynamic(_)
        | Unknown::Import
        | Unknown::Anything => None,
    }
}

impl Named {
    /// Whether AWS itself makes it, as the id of what it names.
    fn is_own_id(&self) -> bool {
        self.kinds.first().is_some_and(is_own_id)
    }
}

/// Whether AWS itself makes what a kind is: no template writes it, so that it is nothing else's.
fn is_own_id((of_type, name): &Target) -> bool {
    match schema::resource_type(of_type) {
        Some(facts) => facts.is_own_id(name),
        // Of what no template declares there are ids in parameters.
        None => name.ends_with("Id"),
    }
}

fn article(name: &str) -> String {
    format!("the {name}")
}

/// The kinds that a schema takes; of alternatives those of all.
pub(super) fn taken(schema: &Map<String, Json>) -> Vec<Target> {
    let mut kinds = Vec::new();
    let pairs = schema.get("targets").and_then(Json::as_array);
    for pair in pairs.into_iter().flatten().filter_map(Json::as_array) {
        if let [Json::String(resource_type), Json::String(attribute)] = pair.as_slice() {
            kinds.push((resource_type.clone(), attribute.clone()));
        }
    }
    for word in ["anyOf", "oneOf"] {
        let parts = schema.get(word).and_then(Json::as_array);
        for part in parts.into_iter().flatten().filter_map(Json::as_object) {
            kinds.extend(taken(part));
        }
    }
    kinds
}

/// Whether AWS's schemas fix what fits, so that anything else is wrong: a format, or formats alone.
fn is_fixed(schema: &Map<String, Json>) -> bool {
    let has_format = |part: &Map<String, Json>| {
        let format = part.get("format").and_then(Json::as_str);
        format.is_some_and(|format| format.starts_with("AWS::"))
    };
    let parts = schema.get("anyOf").and_then(Json::as_array);
    has_format(schema)
        || parts.is_some_and(|parts| {
            let mut parts = parts.iter();
            parts.all(|part| part.as_object().is_some_and(has_format))
        })
}

/// The last part of a type's name, in small letters: `routetable`.
fn noun(resource_type: &str) -> String {
    let noun = resource_type.rsplit("::").next();
    noun.unwrap_or_default().to_lowercase()
}

/// Whether a property is called after what it takes: `RouteTableId`, `VpcSecurityGroups`. Such a one takes
/// nothing else, also where no format says so.
fn is_called_after(property: &str, (of_type, attribute): &Target) -> bool {
    let property = property.to_lowercase();
    let property = property.strip_suffix('s').unwrap_or(&property);
    let attribute = attribute.to_lowercase();
    let noun = noun(of_type);
    property.ends_with(&noun)
        || ["id", "arn"].iter().any(|ending| {
            let before = property.strip_suffix(ending);
            attribute.ends_with(ending) && before.is_some_and(|before| before.ends_with(&noun))
        })
}

/// Whether one kind may stand for another, so that its id may do as well: the types have names of one sort, as
/// there are two of certificates, its id has the other's name, or the type names the other itself, as a version
/// does its function.
fn may_stand_for((of_type, attribute): &Target, other: &Target) -> bool {
    let (own, wanted) = (noun(of_type), noun(&other.0));
    let names = |facts: &ResourceType| {
        let mut properties = facts.properties();
        properties.any(|property| {
            let mut targets = property.targets();
            targets.any(|target| target.resource_type == other.0)
        })
    };
    has_within(&own, &wanted)
        || has_within(&wanted, &own)
        || is_called_after(attribute, other)
        || schema::resource_type(of_type).is_some_and(names)
}

/// Whether a name is the other with something before, behind or in the middle of it:
/// `transitgatewayvpcattachment`, `transitgatewayattachment`.
fn has_within(name: &str, other: &str) -> bool {
    let mut halves = (0..=other.len()).filter_map(|at| other.split_at_checked(at));
    let around = |(begin, end): (&str, &str)| {
        name.len() >= other.len() && name.starts_with(begin) && name.ends_with(end)
    };
    name.contains(other) || halves.any(around)
}

impl Walk<'_> {
    /// A reference at a property that takes some kinds alone.
    pub(super) fn references(&mut self, schema: &'static Json, value: &Value, here: &Here) {
        let Form::Unknown(unknown) = &value.form else {
            return;
        };
        let own = [schema, self.facts.resolve(schema)];
        let schemas = own.into_iter().filter_map(Json::as_object).chain(here.list);
        let mut kinds: Vec<Target> = Vec::new();
        for kind in schemas.clone().flat_map(taken) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let Some(named) = named(unknown).filter(|_| !kinds.is_empty()) else {
            return;
        };
        if named.kinds.iter().any(|one| kinds.contains(one)) {
            return;
        }
        let by_format = schemas.clone().any(is_fixed) && is_no_other(&named, &kinds, unknown);
        if !(by_format || is_nothing_like(&named, &kinds, here.name())) {
            return;
        }
        let words: Vec<String> = kinds
            .iter()
            .map(|(of_type, name)| format!("{} of {of_type}", article(name)))
            .collect();
        let what = format!("found {}", named.what);
        let mistake = self.mistake(Kind::Reference, here, what);
        mistake.expected = Some(format!("expected {}", words.join(", or ")));
    }
}

/// Whether what is named is none of the kinds, all of which have formats.
fn is_no_other(named: &Named, kinds: &[Target], unknown: &Unknown) -> bool {
    let judged = |(of_type, _): &Target| WITH_FORMATS.contains(&of_type.as_str());
    let Some((of_type, name)) = named.kinds.first().filter(|_| kinds.iter().all(judged)) else {
        return false;
    };
    if let Unknown::Text(_) = unknown {
        return kinds.iter().all(is_own_id);
    }
    // What identifies a resource names it and nothing else; of other attributes less is sure.
    let identifies = schema::resource_type(of_type).is_none_or(|facts| {
        facts.primary_identifier().any(|one| one == name)
            || facts.reference() == Reference::Value(name)
            || name.ends_with("Arn")
            || name.ends_with("Id")
    });
    identifies || kinds.iter().any(|(other, _)| other == of_type)
}

/// Whether what is named can't be what a property is called after: AWS makes the ids of both, and the one
/// thing has nothing to do with the other.
fn is_nothing_like(named: &Named, kinds: &[Target], property: &str) -> bool {
    let apart = |kind: &Target| {
        let mut others = named.kinds.iter();
        is_called_after(property, kind)
            && is_own_id(kind)
            && others.all(|other| !may_stand_for(other, kind))
    };
    named.is_own_id() && kinds.iter().all(apart)
}
