//! Values of parameters that are declared with `NoEcho`: they are compared, and never told.
//!
//! Source: AWS CloudFormation user guide, "Parameters", `NoEcho`: such a value is shown as asterisks.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::difference::Difference;
use super::expression::Expression;
use super::state::State;
use crate::source::Finding;

/// What stands in the place of a value.
const HIDDEN: &str = "****";

/// From this length on a value is hidden inside of other texts, too; a shorter one would be found in many.
const LEAST: usize = 4;

/// The values.
pub(super) struct Secrets(BTreeSet<Arc<str>>);

impl Secrets {
    pub(super) fn of(states: [&State<'_, '_>; 2]) -> Self {
        let parameters = states
            .into_iter()
            .flat_map(|state| state.parameters.values());
        let hidden = parameters.filter(|parameter| parameter.is_hidden);
        let values = hidden.filter_map(|parameter| parameter.value.clone());
        Self(values.filter(|value| !value.is_empty()).collect())
    }

    /// Takes the values out of everything that is told.
    pub(super) fn hide_in(&self, difference: &mut Difference) {
        if self.0.is_empty() {
            return;
        }
        let changes = difference.changes.iter_mut();
        for change in changes.flat_map(|change| &mut change.changes) {
            for value in [&mut change.old, &mut change.new].into_iter().flatten() {
                *value = value.with(&|one| Some(Expression::of_text(self.hidden(one.text()?))));
            }
        }
        for change in &mut difference.interface {
            for value in [&mut change.old, &mut change.new].into_iter().flatten() {
                *value = self.hidden(value);
            }
        }
        for finding in &mut difference.findings {
            self.hide_in_finding(finding);
        }
    }

    fn hide_in_finding(&self, finding: &mut Finding) {
        finding.message = self.hidden(&finding.message);
        let others = [&mut finding.help, &mut finding.expected];
        for text in others.into_iter().flatten() {
            *text = self.hidden(text);
        }
    }

    fn hidden(&self, text: &str) -> String {
        if self.0.contains(text) {
            return HIDDEN.to_owned();
        }
        let long = self.0.iter().filter(|value| value.len() >= LEAST);
        long.fold(text.to_owned(), |text, value| {
            text.replace(&**value, HIDDEN)
        })
    }
}
