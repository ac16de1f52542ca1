//! Conditions: what a stack decides from its parameters before it makes anything.
//!
//! A condition is used by its name; wiring copies its definition into each stack that uses it.

use std::sync::Arc;

use super::reference::named;
use super::{Expr, IntoExpr, List, Text};
use crate::document::{Intrinsic, Node};

/// A named condition of a stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    stack: Arc<str>,
    name: Arc<str>,
}

/// What a condition says: functions over parameters and other conditions.
#[derive(Clone, Debug)]
pub struct Predicate(Node);

impl Condition {
    /// The condition `name` of the stack `stack`.
    #[must_use]
    pub fn new(stack: &Arc<str>, name: &str) -> Self {
        Self {
            stack: Arc::clone(stack),
            name: name.into(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The node by which it is used until the stacks are wired.
    pub(crate) fn node(&self) -> Node {
        named::<Text>(Intrinsic::Condition, &self.stack, &self.name).into_node()
    }
}

impl Predicate {
    /// Its node.
    #[must_use]
    pub fn into_node(self) -> Node {
        self.0
    }
}

impl From<&Condition> for Predicate {
    fn from(condition: &Condition) -> Self {
        Self(condition.node())
    }
}

/// `Fn::Equals`: two texts are the same, by letter and case.
#[must_use]
pub fn equals(left: impl IntoExpr<Text>, right: impl IntoExpr<Text>) -> Predicate {
    let (left, right): (Expr<Text>, Expr<Text>) = (left.into_expr(), right.into_expr());
    let argument = vec![left.into_node(), right.into_node()];
    Predicate(Node::function(Intrinsic::Equals, Node::sequence(argument)))
}

/// `Fn::EachMemberIn`: every text of one list is in the other too. It stands in rules only.
#[must_use]
pub fn each_member_in(
    members: impl IntoExpr<List<Text>>,
    among: impl IntoExpr<List<Text>>,
) -> Predicate {
    let (members, among): (Expr<List<Text>>, Expr<List<Text>>) =
        (members.into_expr(), among.into_expr());
    let argument = vec![members.into_node(), among.into_node()];
    Predicate(Node::function(
        Intrinsic::EachMemberIn,
        Node::sequence(argument),
    ))
}

/// `Fn::Not`.
#[must_use]
pub fn not(predicate: impl Into<Predicate>) -> Predicate {
    Predicate(Node::function(
        Intrinsic::Not,
        Node::sequence(vec![predicate.into().0]),
    ))
}

/// `Fn::And` of two to ten predicates.
#[must_use]
pub fn all<const N: usize>(predicates: [Predicate; N]) -> Predicate {
    several(Intrinsic::And, predicates)
}

/// `Fn::Or` of two to ten predicates.
#[must_use]
pub fn any<const N: usize>(predicates: [Predicate; N]) -> Predicate {
    several(Intrinsic::Or, predicates)
}

fn several<const N: usize>(function: Intrinsic, predicates: [Predicate; N]) -> Predicate {
    const {
        assert!(
            N >= 2 && N <= 10,
            "CloudFormation takes two to ten conditions"
        )
    };
    let argument = predicates
        .into_iter()
        .map(|predicate| predicate.0)
        .collect();
    Predicate(Node::function(function, Node::sequence(argument)))
}
