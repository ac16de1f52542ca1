//! References to resources with conditions: whether what is named exists where it is named.
//!
//! Not here: what is said of it (`absent`, `conditional`).

use super::guarded::guarded_uses;
use crate::check::{Context, Template};
use crate::document::Node;
use crate::resolve::{Guard, Resource, Stack, StackId, Use};
use crate::source::Finding;

/// Whether what is named exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existence {
    /// In some cases.
    Sometimes,
    /// In none.
    Never,
}

/// A reference to what may not exist.
pub(super) struct Named<'c> {
    pub(super) stack: StackId,
    /// The reference.
    pub(super) node: &'c Node,
    /// The logical id that it names.
    pub(super) name: &'c str,
    /// The condition of the resource.
    pub(super) condition: &'c str,
    /// Where that resource is.
    target: Resource<'c>,
    /// The resource that names it; an output is none.
    owner: Option<&'c str>,
    pub(super) existence: Existence,
    /// What has to hold for the reference to be there.
    pub(super) within: Guard,
    /// What has to hold for it to be there and to lead nowhere.
    pub(super) without: Guard,
}

impl Named<'_> {
    /// The finding with the resource that speaks, and the one that it speaks of.
    pub(super) fn with_places(&self, context: &Context<'_>, finding: Finding) -> Finding {
        let source = &context.resolved.stack(self.stack).source;
        let place = source.place(self.target.key.id);
        let finding = finding.related("the resource", &place.file, place.span);
        match self.owner {
            Some(owner) => finding.of(owner),
            None => finding,
        }
    }
}

/// The references of a program that may lead nowhere.
pub(super) fn existences<'c>(context: &Context<'c>) -> Vec<Named<'c>> {
    let mut found = Vec::new();
    for stack in context.resolved.stacks() {
        let mut templates = context.templates().iter();
        let template = templates.find(|one| std::ptr::eq(one.tree, stack.source.tree()));
        let Some(template) = template.filter(|one| !one.open) else {
            continue;
        };
        let is_conditional = |resource: &Resource<'_>| resource.condition().is_some();
        // Rules may exclude what conditions alone allow.
        if !template.resources.values().any(is_conditional)
            || template.tree.get(&["Rules"]).is_some()
        {
            continue;
        }
        for resource in context.resolved.resources(stack.id) {
            let Some(guard) = context.resolved.guard_of(&resource) else {
                continue;
            };
            let owner = Some(resource.logical_id);
            look(
                context,
                template,
                stack,
                (owner, resource.node),
                &guard,
                &mut found,
            );
        }
        for (_, entry) in template.section("Outputs") {
            let condition = entry.value.get(&["Condition"]).and_then(Node::as_text);
            let own = context
                .resolved
                .guard_of_condition(stack.id, condition, true);
            let around = around(context, stack);
            let guard = around.and_then(|around| context.resolved.both(&own, &around));
            if let Some(guard) = guard {
                look(
                    context,
                    template,
                    stack,
                    (None, &entry.value),
                    &guard,
                    &mut found,
                );
            }
        }
    }
    found
}

/// What has to hold for a stack to exist.
fn around(context: &Context<'_>, stack: &Stack) -> Option<Guard> {
    let Some((parent, name)) = &stack.parent else {
        return Some(Guard::always());
    };
    match context.resolved.resource(*parent, name) {
        Some(nested) => context.resolved.guard_of(&nested),
        None => Some(Guard::always()),
    }
}

fn look<'c>(
    context: &Context<'c>,
    template: &Template<'c>,
    stack: &Stack,
    (owner, node): (Option<&'c str>, &'c Node),
    guard: &Guard,
    found: &mut Vec<Named<'c>>,
) {
    let resolved = context.resolved;
    for one in guarded_uses(resolved, stack.id, node, guard) {
        let Use { node, name, .. } = one.used;
        // Most names are of nothing with a condition.
        if template
            .resources
            .get(name)
            .is_none_or(|one| one.condition().is_none())
        {
            continue;
        }
        let target = resolved.resource(stack.id, name);
        let Some((target, condition)) = target.and_then(|one| Some((one, one.condition()?))) else {
            continue;
        };
        // What nobody declares is said elsewhere.
        if Some(name) == owner
            || resolved
                .tree(stack.id)
                .get(&["Conditions", condition])
                .is_none()
        {
            continue;
        }
        let case = |holds| {
            let case = resolved.guard_of_condition(stack.id, Some(condition), holds);
            resolved.both(&one.guard, &case)
        };
        let Some(without) = case(false) else { continue };
        let existence = if case(true).is_some() {
            Existence::Sometimes
        } else {
            Existence::Never
        };
        // With too many cases everything is taken for possible.
        if resolved.overran().is_none() {
            found.push(Named {
                stack: stack.id,
                node,
                name,
                condition,
                target,
                owner,
                existence,
                within: one.guard,
                without,
            });
        }
    }
}
