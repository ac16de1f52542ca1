//! The values of outputs, in every case that can be.
//!
//! Not here: which of them are wrong.

use crate::check::{Context, Template};
use crate::document::{Entry, Node};
use crate::resolve::{Form, Guard};

/// The first case of an output's value that is `wrong` and in which the output exists, with the node of the
/// value.
pub(super) fn wrong_case<'c>(
    context: &Context<'c>,
    template: &Template<'c>,
    output: &'c Entry,
    wrong: impl Fn(&Form) -> bool,
) -> Option<(&'c Node, Guard, Form)> {
    let node = output.value.get(&["Value"])?;
    let condition = output.value.get(&["Condition"]).and_then(Node::as_text);
    let resolved = context.resolved;
    let exists = resolved.guard_of_condition(template.stack, condition, true);
    let value = resolved.evaluate(template.stack, node);
    let mut cases = value.iter();
    let case =
        cases.find(|(guard, value)| wrong(&value.form) && resolved.both(&exists, guard).is_some());
    case.map(|(guard, value)| (node, guard.clone(), value.form.clone()))
}
