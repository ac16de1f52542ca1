//! Two resources that name the same thing, one of which has to wait for the other.
//!
//! Not here: which (the checks beside this file).

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Context;
use crate::check::cases::{Case, Identity};
use crate::resolve::{Resource, StackId};
use crate::source::Rule;

/// A resource with a property that names something.
#[derive(Clone)]
pub(super) struct Side<'c> {
    /// The resource.
    pub(super) resource: Resource<'c>,
    /// What the property comes to.
    pub(super) case: Case,
}

/// A thing: a resource, or what a text or a parameter names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// A resource, whichever of its attributes names it.
    Resource(StackId, String),
    /// Anything else.
    Named(Identity),
}

/// What a case names.
pub(super) fn thing(case: &Case) -> Option<Thing> {
    match case.resource() {
        Some((stack, name)) => Some(Thing::Resource(stack, name.to_owned())),
        None => case.identity().map(Thing::Named),
    }
}

/// The resources of some types with all cases of the properties at some paths.
pub(super) fn sides<'c>(
    context: &Context<'c>,
    types: &'static [&'static str],
    paths: &[&[&str]],
) -> Vec<Side<'c>> {
    let mut found = Vec::new();
    for resource in context.of_types(types) {
        for path in paths {
            let cases = context.cases(&resource, path).into_iter();
            let cases = cases.filter(|case| !case.is_absent());
            found.extend(cases.map(|case| Side { resource, case }));
        }
    }
    found
}

/// What a property of the resource that a case names comes to.
pub(super) fn onwards<'c>(context: &Context<'c>, case: &Case, path: &[&str]) -> Vec<Side<'c>> {
    let Some((stack, name)) = case.resource() else {
        return Vec::new();
    };
    let Some(resource) = context.resolved.resource(stack, name) else {
        return Vec::new();
    };
    let cases = context.cases(&resource, path).into_iter();
    let cases = cases.filter_map(|found| {
        let guard = context.together(&case.guard, &found.guard)?;
        (!found.is_absent()).then_some(Side {
            resource,
            case: Case { guard, ..found },
        })
    });
    cases.collect()
}

/// Reports each second resource that may be begun before a first one that names the same is complete.
pub(super) fn report_unordered(
    context: &Context<'_>,
    rule: &'static Rule,
    seconds: &[Side<'_>],
    firsts: &[Side<'_>],
    message: impl Fn(&Side<'_>, &Side<'_>) -> String,
) {
    let mut said = BTreeSet::new();
    for second in seconds {
        let Some(named) = thing(&second.case) else {
            continue;
        };
        for first in firsts
            .iter()
            .filter(|first| thing(&first.case).as_ref() == Some(&named))
        {
            let pair = (key(&second.resource), key(&first.resource));
            if context
                .together(&second.case.guard, &first.case.guard)
                .is_none()
                || !said.insert(pair)
            {
                continue;
            }
            report(
                context,
                rule,
                second,
                &first.resource,
                &message(second, first),
            );
        }
    }
}

/// Reports one pair, unless it is in order, or the other way round on purpose.
pub(super) fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    second: &Side<'_>,
    first: &Resource<'_>,
    message: &str,
) {
    let order = context.order();
    if order.is_ordered(&second.resource, first) {
        return;
    }
    let finding = context.finding_of(rule, &second.resource, &second.case, message);
    let finding = context.pointing_at(finding, first, "what has to be there first");
    let help = advice(context, &second.resource, &[*first]);
    context.report(finding.help(help));
}

fn key(resource: &Resource<'_>) -> (StackId, String) {
    (resource.stack, resource.logical_id.to_owned())
}

/// The dependencies that are missing, in the stack that holds both.
pub(super) fn advice(
    context: &Context<'_>,
    second: &Resource<'_>,
    firsts: &[Resource<'_>],
) -> String {
    let way = |resource: &Resource<'_>| -> Vec<String> {
        let path = &context.resolved.stack(resource.stack).path;
        let names = path.iter().map(ToString::to_string);
        names.chain([resource.logical_id.to_owned()]).collect()
    };
    let own = way(second);
    let mut by_holder: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for first in firsts {
        let way = way(first);
        let mut both = own.iter().zip(way);
        if let Some((holder, first)) = both.find(|(one, other)| *one != other) {
            by_holder.entry(holder).or_default().push(first);
        }
    }
    let parts = by_holder.into_iter().map(|(holder, mut firsts)| {
        firsts.dedup();
        match firsts.as_slice() {
            [first] => format!("add `DependsOn: {first}` to `{holder}`"),
            several => format!("add `DependsOn: [{}]` to `{holder}`", several.join(", ")),
        }
    });
    parts.collect::<Vec<_>>().join(", and ")
}
