//! Uses of names with what has to hold for each: the branches of `Fn::If` around it.
//!
//! Not here: what has to hold for the resource or output that they stand in (`resolve`).

use crate::document::{Intrinsic, Node, Value};
use crate::resolve::{Guard, Resolved, StackId, Use, uses};

/// A use, and what has to hold for it.
pub(super) struct Guarded<'t> {
    /// The use.
    pub(super) used: Use<'t>,
    /// What has to hold.
    pub(super) guard: Guard,
}

/// The uses of a node and all below it that can be, as far as `guard` and the branches around them can
/// hold at once.
pub(super) fn guarded_uses<'t>(
    resolved: &Resolved<'_>,
    stack: StackId,
    node: &'t Node,
    guard: &Guard,
) -> Vec<Guarded<'t>> {
    let mut found = Vec::new();
    collect(resolved, stack, node, guard, &mut found);
    found
}

fn collect<'t>(
    resolved: &Resolved<'_>,
    stack: StackId,
    node: &'t Node,
    guard: &Guard,
    found: &mut Vec<Guarded<'t>>,
) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                collect(resolved, stack, item, guard, found);
            }
        }
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                collect(resolved, stack, &entry.value, guard, found);
            }
        }
        Value::Function(function) => match (&function.name, function.argument.as_sequence()) {
            (Intrinsic::If, Some([condition, then, otherwise])) => {
                for (holds, branch) in [(true, then), (false, otherwise)] {
                    let name = condition.as_text();
                    let inner = resolved.guard_of_condition(stack, name, holds);
                    if let Some(both) = resolved.both(guard, &inner) {
                        collect(resolved, stack, branch, &both, found);
                    }
                }
            }
            // The variables of a text may hold branches; what the text itself names stands for all.
            (Intrinsic::Sub, Some([_, variables])) => {
                let of_text = uses(node);
                let of_variables = uses(variables);
                let is_of_variables = |used: &Use<'_>| {
                    of_variables
                        .iter()
                        .any(|other| std::ptr::eq(other.node, used.node))
                };
                let of_text = of_text.into_iter().filter(|used| !is_of_variables(used));
                found.extend(of_text.map(|used| Guarded {
                    used,
                    guard: guard.clone(),
                }));
                collect(resolved, stack, variables, guard, found);
            }
            (Intrinsic::Ref | Intrinsic::GetAtt | Intrinsic::Sub, _) => {
                found.extend(uses(node).into_iter().map(|used| Guarded {
                    used,
                    guard: guard.clone(),
                }));
            }
            (_, _) => collect(resolved, stack, &function.argument, guard, found),
        },
    }
}
