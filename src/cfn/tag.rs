//! Tags: a key and a value on a resource.

use super::{Expr, IntoExpr, Kind, Literal, Text};
use crate::document::Node;

/// A tag of a resource: key up to 128 characters, value up to 256.
#[derive(Clone, Debug)]
pub struct Tag {
    key: Expr<Text>,
    value: Expr<Text>,
}

impl Tag {
    /// The tag `key` with its value.
    #[must_use]
    pub fn new(key: impl IntoExpr<Text>, value: impl IntoExpr<Text>) -> Self {
        Self {
            key: key.into_expr(),
            value: value.into_expr(),
        }
    }
}

impl Kind for Tag {
    const PARAMETER_TYPE: &'static str = "String";
}

impl Literal for Tag {
    fn into_node(self) -> Node {
        let pairs = [
            ("Key", self.key.into_node()),
            ("Value", self.value.into_node()),
        ];
        Node::mapping(pairs.into_iter().collect())
    }
}
