//! What properties say in numbers and switches, before and after: larger, smaller, turned on, turned off.
//!
//! What is not known is neither: a rule that asks here never guesses.

use super::comparison::Pair;
use super::expression::Expression;
use super::state::ResourceState;

impl Expression {
    /// What is behind names: `Some(None)` where surely nothing is, `None` where it is not known whether.
    #[must_use]
    pub fn look(&self, path: &[&str]) -> Option<Option<&Self>> {
        let mut at = self;
        for name in path {
            match at.entries()?.get(*name) {
                None | Some(Self::Absent) => return Some(None),
                Some(inner) => at = inner,
            }
        }
        Some(Some(at))
    }
}

impl ResourceState<'_> {
    /// A number, or what counts where it is left out.
    #[must_use]
    pub fn number(&self, path: &[&str], default: Option<f64>) -> Option<f64> {
        self.properties
            .look(path)?
            .map_or(default, Expression::number)
    }

    /// A switch, or what counts where it is left out.
    #[must_use]
    pub fn truth(&self, path: &[&str], default: bool) -> Option<bool> {
        self.properties
            .look(path)?
            .map_or(Some(default), Expression::truth)
    }

    /// Whether a property is one of some words.
    #[must_use]
    pub fn says(&self, path: &[&str], words: &[&str]) -> bool {
        self.text(path).is_some_and(|text| words.contains(&text))
    }

    /// Whether surely nothing stands at a property.
    #[must_use]
    pub fn lacks(&self, path: &[&str]) -> bool {
        self.properties.look(path) == Some(None)
    }
}

impl Pair<'_, '_> {
    /// The old and the new number where it gets smaller.
    #[must_use]
    pub fn falls(&self, path: &[&str], default: Option<f64>) -> Option<(f64, f64)> {
        let (old, new) = self.numbers(path, default)?;
        (new < old).then_some((old, new))
    }

    /// The old and the new number where it gets larger.
    #[must_use]
    pub fn rises(&self, path: &[&str], default: Option<f64>) -> Option<(f64, f64)> {
        let (old, new) = self.numbers(path, default)?;
        (new > old).then_some((old, new))
    }

    /// The old and the new number.
    #[must_use]
    pub fn numbers(&self, path: &[&str], default: Option<f64>) -> Option<(f64, f64)> {
        let (old, new) = (
            self.old.number(path, default)?,
            self.new.number(path, default)?,
        );
        Some((old, new))
    }

    /// Whether a switch is turned from one side to the other, to this one.
    #[must_use]
    pub fn turns(&self, path: &[&str], default: bool, to: bool) -> bool {
        let (old, new) = (self.old.truth(path, default), self.new.truth(path, default));
        (old, new) == (Some(!to), Some(to))
    }

    /// Whether it is a resource of this type.
    #[must_use]
    pub fn is(&self, resource_type: &str) -> bool {
        &*self.new.resource_type == resource_type && &*self.old.resource_type == resource_type
    }
}
