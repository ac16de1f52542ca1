//! What has to hold for an alternative.
//!
//! Not here: whether several can hold at once (`condition`).

use std::sync::Arc;

use super::program::StackId;

/// One thing that has to hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Literal {
    /// A condition is true, or false.
    Condition {
        /// The stack whose condition it is.
        stack: StackId,
        /// Its name.
        name: Arc<str>,
        /// What it is.
        holds: bool,
    },
    /// A parameter has a value.
    Parameter {
        /// The stack whose parameter it is.
        stack: StackId,
        /// Its name.
        name: Arc<str>,
        /// The value.
        value: Arc<str>,
    },
}

/// Several things that have to hold at once, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guard(Vec<Literal>);

impl Guard {
    /// What holds whatever else does.
    #[must_use]
    pub fn always() -> Self {
        Self::default()
    }

    /// What holds where one thing does.
    #[must_use]
    pub fn when(literal: Literal) -> Self {
        Self(vec![literal])
    }

    /// Whether nothing has to hold.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    /// The things that have to hold.
    pub fn literals(&self) -> impl Iterator<Item = &Literal> {
        self.0.iter()
    }

    /// What holds where both do; `None` where one says the contrary of the other.
    #[must_use]
    pub fn and(&self, other: &Self) -> Option<Self> {
        if self.is_always() {
            return Some(other.clone());
        }
        if other.is_always() {
            return Some(self.clone());
        }
        let mut literals = self.0.clone();
        for literal in &other.0 {
            match literals.binary_search(literal) {
                Ok(_) => {}
                Err(place) => literals.insert(place, literal.clone()),
            }
        }
        let contradicts = literals.windows(2).any(|pair| match pair {
            [one, other] => one.excludes(other),
            _ => false,
        });
        (!contradicts).then_some(Self(literals))
    }

    /// For messages: `` when `IsProduction` is true and `Zones` is `3` ``; nothing where it always holds.
    #[must_use]
    pub fn described(&self) -> String {
        let parts = self.0.iter().map(|literal| match literal {
            Literal::Condition { name, holds, .. } => format!("`{name}` is {holds}"),
            Literal::Parameter { name, value, .. } => format!("`{name}` is `{value}`"),
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("when {}", parts.join(" and "))
        }
    }
}

impl Literal {
    /// Whether the other says something else of the same thing.
    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Condition { stack, name, holds },
                Self::Condition {
                    stack: other_stack,
                    name: other_name,
                    holds: other_holds,
                },
            ) => stack == other_stack && name == other_name && holds != other_holds,
            (
                Self::Parameter { stack, name, value },
                Self::Parameter {
                    stack: other_stack,
                    name: other_name,
                    value: other_value,
                },
            ) => stack == other_stack && name == other_name && value != other_value,
            (Self::Condition { .. }, Self::Parameter { .. })
            | (Self::Parameter { .. }, Self::Condition { .. }) => false,
        }
    }
}
