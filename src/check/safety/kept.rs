//! Resources that stay when the stack is deleted, and what they use that goes.
//!
//! Source: AWS CloudFormation template reference, "DeletionPolicy attribute". Not here: what of it hurts
//! (the checks beside this file).

use crate::check::Context;
use crate::check::cases::Case;
use crate::resolve::Resource;

/// Types with the property that names what they use.
pub(super) type Place = (&'static [&'static str], &'static [&'static str]);

/// Something that stays, and something that goes.
pub(super) struct Kept<'c> {
    /// What stays.
    pub(super) resource: Resource<'c>,
    /// Where it says what it uses.
    pub(super) case: Case,
    /// What goes.
    pub(super) gone: Resource<'c>,
}

/// What stays by one of some policies, with each resource of some types that it uses and that goes.
pub(super) fn kept<'c>(
    context: &Context<'c>,
    places: &[Place],
    policies: &[&str],
    used: &[&str],
) -> Vec<Kept<'c>> {
    let mut found = Vec::new();
    for (types, path) in places {
        for resource in context.of_types(types) {
            if !stays(context, &resource, policies) {
                continue;
            }
            for case in context.cases(&resource, path) {
                let named = case.resource();
                let gone = named.and_then(|(stack, name)| context.resolved.resource(stack, name));
                let Some(gone) = gone.filter(|gone| used.contains(&gone.resource_type())) else {
                    continue;
                };
                // A policy that hangs on a value may keep it.
                let written = gone.node.get(&["DeletionPolicy"]);
                let is_plain = written.is_none_or(|node| node.as_text().is_some());
                if is_plain && !stays(context, &gone, &KEEPING) {
                    found.push(Kept {
                        resource,
                        case,
                        gone,
                    });
                }
            }
        }
    }
    found
}

/// The policies by which the resource itself stays.
pub(super) const KEEPING: [&str; 2] = ["Retain", "RetainExceptOnCreate"];

/// Whether a resource, or a stack around it, says one of the policies.
fn stays(context: &Context<'_>, resource: &Resource<'_>, policies: &[&str]) -> bool {
    let mut around = Some(*resource);
    while let Some(one) = around {
        let written = one.node.get(&["DeletionPolicy"]);
        let text = written.and_then(|node| node.as_text());
        if text.is_some_and(|text| policies.contains(&text)) {
            return true;
        }
        let parent = context.resolved.stack(one.stack).parent.as_ref();
        around = parent.and_then(|(stack, name)| context.resolved.resource(*stack, name));
    }
    false
}
