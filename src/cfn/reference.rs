//! References: what a resource that is already in a stack can be asked for.

use std::sync::Arc;

use super::{Expr, Kind};
use crate::document::{Intrinsic, Node, Origin, Value};

/// A resource of a stack, by the stack's name and its logical id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    stack: Arc<str>,
    logical_id: Arc<str>,
}

/// What `Stack::add` gives back: generated for each resource type, a method per attribute.
pub trait Handle {
    /// The resource.
    fn reference(&self) -> &Reference;
}

impl Handle for Reference {
    fn reference(&self) -> &Reference {
        self
    }
}

impl<H: Handle> Handle for &H {
    fn reference(&self) -> &Reference {
        (*self).reference()
    }
}

impl Reference {
    /// The resource `logical_id` of the stack `stack`.
    #[must_use]
    pub fn new(stack: &Arc<str>, logical_id: impl Into<Arc<str>>) -> Self {
        Self {
            stack: Arc::clone(stack),
            logical_id: logical_id.into(),
        }
    }

    /// The stack's name.
    #[must_use]
    pub fn stack(&self) -> &Arc<str> {
        &self.stack
    }

    /// The logical id.
    #[must_use]
    pub fn logical_id(&self) -> &str {
        &self.logical_id
    }

    /// What `Ref` yields.
    #[must_use]
    pub fn value<K: Kind>(&self) -> Expr<K> {
        named::<K>(Intrinsic::Ref, &self.stack, self.logical_id.as_ref())
    }

    /// What `Fn::GetAtt` yields for an attribute, dots included: `Endpoint.Address`.
    #[must_use]
    pub fn attribute<K: Kind>(&self, attribute: &str) -> Expr<K> {
        let argument = format!("{}.{attribute}", self.logical_id);
        named::<K>(Intrinsic::GetAtt, &self.stack, &argument)
    }

    /// The node by which `DependsOn` names it until the stacks are wired.
    pub(crate) fn node(&self) -> Node {
        self.value::<super::Text>().into_node()
    }
}

/// A function on a name of `stack` that yields a `K`.
pub(crate) fn named<K: Kind>(function: Intrinsic, stack: &Arc<str>, argument: &str) -> Expr<K> {
    let origin = Origin {
        stack: Arc::clone(stack),
        parameter_type: K::PARAMETER_TYPE,
        list: K::IS_LIST,
        kind: K::NAME,
    };
    let mut node = Node::function(function, Node::text(argument));
    if let Value::Function(function) = &mut node.value {
        function.origin = Some(Arc::new(origin));
    }
    Expr::from_node(node)
}
