//! Changes as JSON: an interface of its own, whose fields are added and never changed.
//!
//! `schemas/changes.schema.json` describes it.

use serde::Serialize;

use super::{Changes, Listed, class};
use crate::diff::{Difference, Expression, PropertyChange, ResourceChange};
use crate::report::json::{self, Item};

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'c> {
    version: u32,
    old: &'c str,
    new: &'c str,
    roots: Vec<Root<'c>>,
}

#[derive(Serialize)]
struct Root<'c> {
    root: &'c str,
    summary: String,
    risks: Vec<Risk<'c>>,
    resources: Vec<Resource<'c>>,
    interface: Vec<Interface<'c>>,
}

#[derive(Serialize)]
struct Risk<'c> {
    class: &'static str,
    #[serde(flatten)]
    finding: Item<'c>,
}

#[derive(Serialize)]
struct Resource<'c> {
    address: String,
    stack: String,
    logical_id: &'c str,
    #[serde(rename = "type")]
    resource_type: &'c str,
    change: &'static str,
    from: Option<String>,
    effect: &'static str,
    /// What becomes of the old one.
    afterwards: Option<&'static str>,
    only_if: Option<&'c str>,
    properties: Vec<Property<'c>>,
}

#[derive(Serialize)]
struct Property<'c> {
    path: String,
    attribute: bool,
    old: Option<String>,
    new: Option<String>,
    cause: Option<String>,
    effect: &'static str,
    note: Option<&'c str>,
}

#[derive(Serialize)]
struct Interface<'c> {
    what: &'static str,
    name: &'c str,
    old: Option<&'c str>,
    new: Option<&'c str>,
}

/// What differs as JSON.
#[must_use]
pub fn changes_json(changes: &Changes) -> String {
    let report = Report {
        version: VERSION,
        old: &changes.old,
        new: &changes.new,
        roots: changes.differences.iter().map(root).collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    let mut text = text.expect("invariant: keys are texts, and nothing else can fail");
    text.push('\n');
    text
}

fn root(difference: &Difference) -> Root<'_> {
    let risks = difference.findings.iter().map(|finding| Risk {
        class: class(finding),
        finding: json::item(finding),
    });
    let interface = difference.interface.iter().map(|change| Interface {
        what: change.what,
        name: &change.name,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
    });
    Root {
        root: &difference.root,
        summary: Listed::of(difference).summary(),
        risks: risks.collect(),
        resources: difference.changes.iter().map(resource).collect(),
        interface: interface.collect(),
    }
}

fn resource(change: &ResourceChange) -> Resource<'_> {
    let replaced = change.is_replacement().then_some(change.replaced);
    let afterwards = change.fate.afterwards().or(replaced);
    Resource {
        address: change.address.to_string(),
        stack: change.address.stack.to_string(),
        logical_id: &change.address.logical_id,
        resource_type: &change.resource_type,
        change: change.fate.word(),
        from: change.fate.from().map(ToString::to_string),
        effect: change.effect.word(),
        afterwards: afterwards.map(crate::diff::Afterwards::word),
        only_if: change.only_if.as_deref(),
        properties: change.changes.iter().map(property).collect(),
    }
}

fn property(change: &PropertyChange) -> Property<'_> {
    Property {
        path: change.path.to_string(),
        attribute: change.is_attribute,
        old: change.old.as_ref().map(Expression::written),
        new: change.new.as_ref().map(Expression::written),
        cause: change.cause.described(),
        effect: change.effect.word(),
        note: change.note.as_deref(),
    }
}
