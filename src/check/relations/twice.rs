//! Two resources that say the same of one thing, where that may be said once.
//!
//! Not here: of what (the checks beside this file).

use crate::check::Context;
use crate::check::cases::{Case, Identity};
use crate::resolve::Resource;
use crate::source::Rule;

/// What may be said once: properties whose values may not all be the same in two resources.
pub(super) struct Once {
    /// The types.
    pub(super) types: &'static [&'static str],
    /// The properties that all have to be the same.
    pub(super) properties: &'static [&'static [&'static str]],
    /// What the resources then share, in words.
    pub(super) share: &'static str,
}

/// A resource in one case, with what all the properties name.
pub(super) struct Said<'c> {
    resource: Resource<'c>,
    things: Vec<Identity>,
    case: Case,
}

/// Reports every second resource that says the same.
pub(super) fn report_twice(context: &Context<'_>, rule: &'static Rule, once: &Once) {
    let resources = context.of_types(once.types);
    let said = resources.flat_map(|resource| said(context, resource, once.properties));
    report_said(context, rule, &said.collect::<Vec<_>>(), once.share);
}

/// Reports every second of several that say the same.
pub(super) fn report_said(
    context: &Context<'_>,
    rule: &'static Rule,
    said: &[Said<'_>],
    share: &str,
) {
    for (number, other) in said.iter().enumerate() {
        let found = said.iter().take(number).find_map(|one| {
            let same = one.resource.stack == other.resource.stack
                && one.resource.logical_id == other.resource.logical_id;
            if same || one.things != other.things {
                return None;
            }
            let guard = context.together(&one.case.guard, &other.case.guard)?;
            Some((one, guard))
        });
        let Some((one, guard)) = found else { continue };
        let case = Case {
            guard,
            ..other.case.clone()
        };
        let message = format!(
            "`{}` has {share} that `{}` has",
            other.resource.logical_id, one.resource.logical_id
        );
        let finding = context.finding_of(rule, &other.resource, &case, message);
        context.report(context.pointing_at(finding, &one.resource, "the other resource"));
    }
}

/// What the properties of a resource name, in every case in which all of them name something.
pub(super) fn said<'c>(
    context: &Context<'c>,
    resource: Resource<'c>,
    properties: &[&[&str]],
) -> Vec<Said<'c>> {
    let mut all: Vec<Said<'c>> = Vec::new();
    for (number, path) in properties.iter().enumerate() {
        let cases = context.cases(&resource, path).into_iter();
        let known: Vec<(Case, Identity)> = cases
            .filter_map(|case| case.identity().map(|thing| (case, thing)))
            .collect();
        if number == 0 {
            let first = known.into_iter().map(|(case, thing)| Said {
                resource,
                things: vec![thing],
                case,
            });
            all = first.collect();
            continue;
        }
        let mut more = Vec::new();
        for one in &all {
            for (case, thing) in &known {
                if let Some(guard) = context.resolved.both(&one.case.guard, &case.guard) {
                    let case = Case {
                        guard,
                        ..case.clone()
                    };
                    let things = [one.things.as_slice(), &[thing.clone()]].concat();
                    more.push(Said {
                        resource,
                        things,
                        case,
                    });
                }
            }
        }
        all = more;
    }
    all
}
