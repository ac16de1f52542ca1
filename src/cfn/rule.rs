//! The `Rules` section: what must hold between parameters before anything is made.
//!
//! Source: AWS CloudFormation user guide, "Rules". Rules see parameters of their own stack only.

use super::Predicate;
use crate::document::{Mapping, Node};

/// One rule: assertions that hold, always or where a condition does.
#[derive(Clone, Debug)]
pub struct RuleSection {
    condition: Option<Predicate>,
    assertions: Vec<Assertion>,
}

/// What must hold, and what the user is told where it does not.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// What must hold.
    pub assert: Predicate,
    /// What the user is told.
    pub description: String,
}

impl RuleSection {
    /// A rule with its assertions.
    #[must_use]
    pub fn new(assertions: Vec<Assertion>) -> Self {
        Self {
            condition: None,
            assertions,
        }
    }

    /// The same, only where the predicate holds.
    #[must_use]
    pub fn when(mut self, condition: Predicate) -> Self {
        self.condition = Some(condition);
        self
    }

    /// The rule as it stands in a template.
    #[must_use]
    pub fn into_node(self) -> Node {
        let assertion = |assertion: Assertion| {
            let pairs = [
                ("Assert", assertion.assert.into_node()),
                ("AssertDescription", Node::text(assertion.description)),
            ];
            Node::mapping(pairs.into_iter().collect())
        };
        let assertions = self.assertions.into_iter().map(assertion).collect();
        let mut rule = Mapping::new();
        if let Some(condition) = self.condition {
            rule.set("RuleCondition", condition.into_node());
        }
        rule.set("Assertions", Node::sequence(assertions));
        Node::mapping(rule)
    }
}
