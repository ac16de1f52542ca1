//! Why a resource is replaced or interrupted, in words that end a sentence.

use super::change::{Afterwards, Cause, Effect, PropertyChange, ResourceChange};
use super::expression::Expression;

impl ResourceChange {
    /// The first of the changes with the strongest effect.
    #[must_use]
    pub fn strongest(&self) -> Option<&PropertyChange> {
        let mut changes = self.changes.iter();
        changes.find(|change| change.effect == self.effect)
    }

    /// `is replaced` or `may be replaced`, with the reason; `None` where it is neither.
    #[must_use]
    pub fn replacement(&self) -> Option<String> {
        let verb = match self.effect {
            Effect::None | Effect::Interruption => return None,
            Effect::MayReplace => "may be replaced",
            Effect::Replacement => "is replaced",
        };
        let reason = self.strongest().map(PropertyChange::reason);
        Some(format!("{verb} {}", reason.unwrap_or_default()))
    }
}

impl Afterwards {
    /// What CloudFormation does where another resource takes the place of one: `makes a new one and deletes the
    /// old one`.
    #[must_use]
    pub fn exchange(self) -> &'static str {
        match self {
            Self::Deleted => "makes a new one and deletes the old one",
            Self::Kept => "makes a new one and leaves the old one behind",
            Self::Snapshot => "makes a new one and deletes the old one and leaves a snapshot",
        }
    }
}

impl PropertyChange {
    /// `because X is replaced`, `since Y becomes b instead of a`.
    #[must_use]
    pub fn reason(&self) -> String {
        if let Cause::Replaced(_) | Cause::Updated(_) = self.cause
            && let Some(words) = self.cause.described()
        {
            return words;
        }
        let path = &self.path;
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => {
                format!(
                    "since `{path}` becomes {} instead of {}",
                    new.shown(),
                    old.shown()
                )
            }
            (None, Some(new)) => format!("since `{path}`{} is added", in_brackets(new)),
            (Some(old), None) => format!("since `{path}`{} is removed", in_brackets(old)),
            (None, None) => format!("since `{path}` changes"),
        }
    }
}

/// A value behind the name of its property, where it is short.
fn in_brackets(value: &Expression) -> String {
    let text = value.text();
    text.map_or_else(String::new, |text| format!(" ({text})"))
}
