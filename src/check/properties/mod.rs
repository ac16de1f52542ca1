//! Properties of resources against the facts of their types.

mod choice;
mod combinations;
mod default;
mod form;
mod formats;
mod items;
mod kinds;
mod length;
mod missing;
mod mistake;
mod pattern;
pub(super) mod patterns;
mod range;
mod read_only;
mod reference;
mod scalars;
mod together;
mod type_unknown;
mod unknown;
mod value_type;
mod walk;

use super::context::Context;
use super::judge::Check;
use crate::document::Mapping;
use crate::resolve::{Declared, Form, Guard, Place, Resolved, Resource};
use crate::schema;
use crate::source::Rule;
pub(super) use kinds::{PARAMETERS, yields_list};
use mistake::Kind;
pub(super) use mistake::Mistake;
pub(super) use patterns::matches;
use walk::{Here, Walk};

/// What findings about replaceable values are under.
pub(super) static DEFAULT: &Rule = &default::CHECK.rule;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &type_unknown::CHECK,
    &unknown::CHECK,
    &missing::CHECK,
    &together::CHECK,
    &value_type::CHECK,
    &choice::CHECK,
    &pattern::CHECK,
    &length::CHECK,
    &range::CHECK,
    &items::CHECK,
    &form::CHECK,
    &read_only::CHECK,
    &reference::CHECK,
    &default::CHECK,
];

/// Everything that a walk over all properties finds.
pub(super) fn mistakes(context: &Context<'_>) -> Vec<Mistake> {
    let resources = context.resolved.all_resources();
    resources
        .flat_map(|resource| of_resource(context, resource))
        .collect()
}

fn of_resource(context: &Context<'_>, resource: Resource<'_>) -> Vec<Mistake> {
    let resolved = context.resolved;
    let facts = schema::resource_type(resource.resource_type());
    let (Some(facts), Some(guard)) = (facts, resolved.guard_of(&resource)) else {
        return Vec::new();
    };
    // What a transform makes of a type is its own business.
    let transformed = resolved.is_transformed(resource.stack);
    if transformed || resource.is_custom() || facts.transform().is_some() {
        return Vec::new();
    }
    let mut walk = Walk {
        resolved,
        resource,
        facts,
        found: Vec::new(),
    };
    let here = Here {
        node: resource.key.id,
        path: String::new(),
        guard,
        depth: 0,
        list: None,
    };
    let none = crate::document::Node::mapping(Mapping::new());
    let properties = resolved.evaluate(resource.stack, resource.properties().unwrap_or(&none));
    for (guard, value) in properties.iter() {
        let Some(guard) = resolved.both(&here.guard, guard) else {
            continue;
        };
        let here = Here {
            guard,
            ..here.clone()
        };
        if let Form::Map(entries) = &value.form {
            walk.object(facts.raw(), entries, &here, true);
            if walk.found.is_empty() {
                walk.combined(facts.raw(), value, &here);
            }
        }
    }
    for mistake in &mut walk.found {
        let by_default = mistake
            .value
            .is_some_and(|value| is_default(resolved, value));
        if by_default && mistake.kind.is_about_a_value() {
            mistake.kind = Kind::Default;
        }
    }
    walk.found
}

/// Whether a value is one that a root declares for a parameter, and that somebody may replace.
pub(super) fn is_default(resolved: &Resolved<'_>, value: Place) -> bool {
    let is_root = resolved.stack(value.stack).parent.is_none();
    let mut declared = Declared::of(resolved.tree(value.stack));
    is_root
        && declared.any(|parameter| {
            let allowed = parameter.allowed_values().unwrap_or_default();
            let mut values = parameter.default().into_iter().chain(allowed);
            values.any(|node| node.id == value.node)
        })
}

/// Reports the mistakes of one kind under a rule.
fn report(context: &Context<'_>, rule: &'static Rule, kind: Kind) {
    let mistakes = context.mistakes();
    for mistake in mistakes.iter().filter(|mistake| mistake.kind == kind) {
        let guard = when(&mistake.guard);
        let message = format!("{}{guard}", mistake.message);
        let finding = context.finding(rule, mistake.stack, mistake.node, message);
        let mut finding = finding.of(&mistake.logical_id);
        if !mistake.path.is_empty() {
            finding = finding.path(format!("Properties.{}", mistake.path));
        }
        if let Some(expected) = &mistake.expected {
            finding = finding.expected(expected);
        }
        if let Some(help) = &mistake.help {
            finding = finding.help(help);
        }
        if let Some(value) = mistake.value
            && value.stack != mistake.stack
        {
            finding = context.with_origin(finding, value);
        }
        context.report(finding);
    }
}

fn when(guard: &Guard) -> String {
    if guard.is_always() {
        String::new()
    } else {
        format!(", {}", guard.described())
    }
}
