//! Whether a value is what the template says, whatever somebody passes.
//!
//! A parameter of the root that nobody has given may get another value than its default, so that a
//! default alone is no proof of a mistake where it is used. Not here: the values (`resolve`).

use crate::document::Node;
use crate::resolve::{Declared, Resolved, StackId, uses};

/// Parameters lead to those of the stacks around; deeper than stacks are nested there is nothing.
const DEEPEST: usize = 64;

/// Whether nothing in a node rests on a default that somebody may replace.
pub(super) fn is_settled(resolved: &Resolved<'_>, stack: StackId, node: &Node) -> bool {
    is_settled_at(resolved, stack, node, 0)
}

fn is_settled_at(resolved: &Resolved<'_>, stack: StackId, node: &Node, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    uses(node).into_iter().all(|used| {
        let Some(declared) = Declared::named(resolved.tree(stack), used.name) else {
            return true;
        };
        let Some((parent, logical_id)) = &resolved.stack(stack).parent else {
            let given = resolved.settings().parameters.contains_key(used.name);
            return given || declared.allowed_values().is_some();
        };
        let resource = resolved.resource(*parent, logical_id);
        let passed = resource.and_then(|one| one.property(&["Parameters", used.name]));
        passed.is_none_or(|passed| is_settled_at(resolved, *parent, passed, depth + 1))
    })
}
