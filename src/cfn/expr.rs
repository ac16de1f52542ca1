//! Typed expressions: nodes that say what they yield.
//!
//! A property takes a literal or an expression of its own kind, through [`IntoExpr`]. Every value
//! that CloudFormation writes as one text widens to [`Text`]; the way back is [`Expr::assume`].

use std::fmt;
use std::marker::PhantomData;

use super::kind::{Boolean, Double, Integer, Json, Kind, List, Literal, Map, Text, WidensToText};
use crate::document::{Mapping, Node};

/// A value of kind `K` in a template: a literal, a reference or a function that yields one.
pub struct Expr<K> {
    node: Node,
    kind: PhantomData<fn() -> K>,
}

impl<K> Clone for Expr<K> {
    fn clone(&self) -> Self {
        Self {
            node: self.node.clone(),
            kind: PhantomData,
        }
    }
}

impl<K> fmt::Debug for Expr<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Expr({:?})", self.node)
    }
}

impl<K: Kind> Expr<K> {
    /// An expression of a node of which the caller knows that it yields `K`.
    ///
    /// The bindings and functions of the language use it; elsewhere a literal or a function is safer.
    #[must_use]
    pub fn from_node(node: Node) -> Self {
        Self {
            node,
            kind: PhantomData,
        }
    }

    /// Its node.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Its node, taken.
    #[must_use]
    pub fn into_node(self) -> Node {
        self.node
    }
}

impl Expr<Text> {
    /// A text of which the caller knows, for a reason that a reader can judge, that it is a `K`.
    #[must_use]
    pub fn assume<K: Kind>(self, _reason: &'static str) -> Expr<K> {
        Expr::from_node(self.node)
    }
}

/// What a property of kind `K` takes: an expression of `K`, a literal of `K`, and for texts
/// everything that is written as one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of kind `{K}`",
    label = "expected a literal or an expression of `{K}`",
    note = "a plain text never becomes an id; `Expr::<Text>::assume` turns a text into one, with a reason"
)]
pub trait IntoExpr<K> {
    /// The expression.
    fn into_expr(self) -> Expr<K>;
}

impl<K: Kind> IntoExpr<K> for Expr<K> {
    fn into_expr(self) -> Expr<K> {
        self
    }
}

impl<K: Kind> IntoExpr<K> for &Expr<K> {
    fn into_expr(self) -> Expr<K> {
        self.clone()
    }
}

impl<K: Literal> IntoExpr<K> for K {
    fn into_expr(self) -> Expr<K> {
        Expr::from_node(self.into_node())
    }
}

impl<K: WidensToText> IntoExpr<Text> for Expr<K> {
    fn into_expr(self) -> Expr<Text> {
        Expr::from_node(self.node)
    }
}

impl<K: WidensToText> IntoExpr<Text> for &Expr<K> {
    fn into_expr(self) -> Expr<Text> {
        Expr::from_node(self.node.clone())
    }
}

impl IntoExpr<Text> for &str {
    fn into_expr(self) -> Expr<Text> {
        Expr::from_node(Node::text(self))
    }
}

impl IntoExpr<Text> for String {
    fn into_expr(self) -> Expr<Text> {
        Expr::from_node(Node::text(self))
    }
}

impl IntoExpr<Text> for &String {
    fn into_expr(self) -> Expr<Text> {
        Expr::from_node(Node::text(self.as_str()))
    }
}

impl IntoExpr<Boolean> for bool {
    fn into_expr(self) -> Expr<Boolean> {
        Expr::from_node(Node::boolean(self))
    }
}

impl IntoExpr<Double> for Expr<Integer> {
    fn into_expr(self) -> Expr<Double> {
        Expr::from_node(self.node)
    }
}

impl IntoExpr<Json> for serde_json::Value {
    fn into_expr(self) -> Expr<Json> {
        Json::from(self).into_expr()
    }
}

/// Whole numbers of Rust are whole numbers of a template, and numbers.
macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl IntoExpr<Integer> for $number {
            fn into_expr(self) -> Expr<Integer> {
                Expr::from_node(Node::integer(i64::from(self)))
            }
        }

        impl IntoExpr<Double> for $number {
            fn into_expr(self) -> Expr<Double> {
                Expr::from_node(Node::integer(i64::from(self)))
            }
        }
    )*};
}

whole_numbers!(u8, u16, u32, i32, i64);

impl<K: Kind, T: IntoExpr<K>> IntoExpr<List<K>> for Vec<T> {
    fn into_expr(self) -> Expr<List<K>> {
        list(self)
    }
}

impl<K: Kind, T: IntoExpr<K>, const N: usize> IntoExpr<List<K>> for [T; N] {
    fn into_expr(self) -> Expr<List<K>> {
        list(self)
    }
}

impl<K: WidensToText> IntoExpr<List<Text>> for Expr<List<K>> {
    fn into_expr(self) -> Expr<List<Text>> {
        Expr::from_node(self.node)
    }
}

impl<K: WidensToText> IntoExpr<List<Text>> for &Expr<List<K>> {
    fn into_expr(self) -> Expr<List<Text>> {
        Expr::from_node(self.node.clone())
    }
}

impl<K: Kind, S: Into<String>, T: IntoExpr<K>> IntoExpr<Map<K>> for Vec<(S, T)> {
    fn into_expr(self) -> Expr<Map<K>> {
        map(self)
    }
}

impl<K: Kind, S: Into<String>, T: IntoExpr<K>, const N: usize> IntoExpr<Map<K>> for [(S, T); N] {
    fn into_expr(self) -> Expr<Map<K>> {
        map(self)
    }
}

fn list<K: Kind, T: IntoExpr<K>>(items: impl IntoIterator<Item = T>) -> Expr<List<K>> {
    let nodes = items
        .into_iter()
        .map(|item| item.into_expr().into_node())
        .collect();
    Expr::from_node(Node::sequence(nodes))
}

fn map<K: Kind, S: Into<String>, T: IntoExpr<K>>(
    entries: impl IntoIterator<Item = (S, T)>,
) -> Expr<Map<K>> {
    let nodes = entries
        .into_iter()
        .map(|(key, value)| (key, value.into_expr().into_node()));
    Expr::from_node(Node::mapping(nodes.collect::<Mapping>()))
}
