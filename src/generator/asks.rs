//! What a resource that is in a stack can be asked for: `Ref`, and its attributes.
//!
//! An attribute has a kind where some property takes it, so all properties are planned first.
//! Attributes that yield a whole object are left out: no property takes one.

use super::fixups::Fixups;
use super::kinds::{KindName, Kinds, ref_target};
use super::plan::{Ask, Kind, TEXT, Way};
use super::words;
use crate::schema::{Attribute, ResourceType, Shape};

/// What the handle of a type yields: `Ref`, and each attribute that is no second name of it.
pub(super) fn asks(facts: &ResourceType, kinds: &mut Kinds, fixups: &Fixups) -> Vec<Ask> {
    let by_ref = ref_target(facts);
    let mut asks = vec![reference(facts, kinds)];
    let mut attributes: Vec<Attribute<'_>> = facts.attributes().filter(is_value).collect();
    // `CertificateAuthorityData` has its name before `CertificateAuthority.Data`.
    attributes.sort_by_key(|attribute| attribute.name().contains('.'));
    for attribute in attributes {
        let own = (facts.name().to_owned(), attribute.name().to_owned());
        let second_name = by_ref
            .as_ref()
            .is_some_and(|first| Kinds::same(first, &own));
        let known = kinds.known(&own).cloned();
        if second_name || attribute.undocumented() && known.is_none() {
            continue;
        }
        let known = known.or_else(|| kinds.thing(attribute.name(), fixups));
        let ask = ask(&attribute, known);
        if asks.iter().all(|present| present.method != ask.method) {
            asks.push(ask);
        }
    }
    asks
}

fn is_value(attribute: &Attribute<'_>) -> bool {
    match attribute.shape() {
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => true,
        Shape::List | Shape::Mixed => true,
        Shape::Object | Shape::Map | Shape::Json => false,
    }
}

fn reference(facts: &ResourceType, kinds: &Kinds) -> Ask {
    let Some(target) = ref_target(facts) else {
        return Ask {
            method: "identifier".to_owned(),
            kind: TEXT,
            way: Way::Reference,
            doc: "What `Ref` yields: its identifiers with `|` between them.".to_owned(),
        };
    };
    let value = target.1.as_str();
    let attribute = facts.attribute(value).and_then(|one| one.doc());
    let doc = attribute.or_else(|| facts.property(value).and_then(|one| one.doc()));
    let doc = doc.map_or_else(|| format!("`{value}`."), str::to_owned);
    let resource = words::resource(facts.name());
    let word = words::snake_of(&words::beyond(&resource, &words::words(value)));
    let kind = kinds.known(&target);
    Ask {
        method: kind
            .and_then(|kind| own_word(&resource, kind))
            .unwrap_or(word),
        kind: kind.map_or(TEXT, |kind| Kind::Named(kind.clone())),
        way: Way::Reference,
        doc: format!("{doc}\n\nWhat `Ref` yields."),
    }
}

/// `arn` where the kind is a `SecretArn` of a `Secret`.
fn own_word(resource: &[String], kind: &KindName) -> Option<String> {
    let word = kind.name.strip_prefix(&words::pascal_of(resource))?;
    (!word.is_empty()).then(|| words::snake(word))
}

fn ask(attribute: &Attribute<'_>, known: Option<KindName>) -> Ask {
    let name = attribute.name();
    let doc = attribute
        .doc()
        .map_or_else(|| format!("`{name}`."), str::to_owned);
    let (method, way) = match name.strip_suffix('*') {
        Some("") => ("attribute".to_owned(), Way::Open(String::new())),
        Some(beginning) => (words::snake(beginning), Way::Open(beginning.to_owned())),
        None => (words::snake(name), Way::Attribute(name.to_owned())),
    };
    let method = if method == "reference" {
        "reference_attribute".to_owned()
    } else {
        method
    };
    let known = known.map(Kind::Named);
    let kind = match attribute.shape() {
        Shape::List => Kind::List(Box::new(known.unwrap_or_else(|| item(attribute)))),
        Shape::Integer => Kind::Language("Integer"),
        Shape::Number => Kind::Language("Double"),
        Shape::Boolean => Kind::Language("Boolean"),
        Shape::Text | Shape::Mixed | Shape::Object | Shape::Map | Shape::Json => {
            known.unwrap_or(TEXT)
        }
    };
    Ask {
        method,
        kind,
        way,
        doc,
    }
}

fn item(attribute: &Attribute<'_>) -> Kind {
    let items = attribute
        .raw()
        .get("items")
        .and_then(|items| items.get("type"));
    match items.and_then(|name| name.as_str()) {
        Some("integer") => Kind::Language("Integer"),
        Some(_) | None => TEXT,
    }
}
