//! How a condition is named while stacks are built.

use std::sync::Arc;

use crate::document::{Intrinsic, Node};

/// A condition by the stack that declares it and its name.
pub(super) type ConditionKey = (Arc<str>, String);

/// The condition that a node names while stacks are built.
pub(super) fn condition_key(node: &Node) -> Option<ConditionKey> {
    let function = node
        .as_function()
        .filter(|function| function.name == Intrinsic::Condition)?;
    let origin = function.origin.as_ref()?;
    Some((
        Arc::clone(&origin.stack),
        function.argument.as_text()?.to_owned(),
    ))
}
