//! What other stacks can no longer import as before: exports that go, or yield something else.
//!
//! Not here: which of them are worth a word (`risks`).

use std::sync::Arc;

use super::address::StackPath;
use super::comparison::Comparison;
use super::expression::Expression;
use super::state::Export;
use crate::source::{Finding, Rule};

/// An export of the old state that differs.
pub(super) struct ExportChange<'c> {
    pub(super) export: &'c Export,
    /// What its stack exports under that name in the new state.
    pub(super) new: Option<&'c Export>,
    /// Whether the deployment itself imports it, before and after.
    pub(super) is_imported: bool,
    stack: &'c StackPath,
    output: &'c Arc<str>,
}

/// Every export that is no more, or yields something else.
pub(super) fn export_changes<'c>(comparison: &'c Comparison<'_, '_, '_>) -> Vec<ExportChange<'c>> {
    let continuity = comparison.continuity();
    let (old, new) = (comparison.old, comparison.new);
    let changes = old.exports.iter().filter_map(|((stack, output), export)| {
        let named = new
            .exports
            .iter()
            .filter(|(_, after)| after.name == export.name);
        // Names with the stack's own in them look alike in several stacks.
        let here = named.clone().find(|((other, _), _)| other == stack);
        let after = here.or_else(|| named.clone().next());
        let is_same = after.is_some_and(|((other, _), after)| {
            other == stack
                && after.value == export.value
                && !continuity.names_replaced(&after.value)
        });
        let in_both = |imports: &[Expression]| imports.contains(&export.name);
        (!is_same).then(|| ExportChange {
            export,
            new: after
                .filter(|((other, _), _)| other == stack)
                .map(|(_, after)| after),
            is_imported: in_both(&old.imports) && in_both(&new.imports),
            stack,
            output,
        })
    });
    changes.collect()
}

impl ExportChange<'_> {
    /// What becomes of it, in words.
    pub(super) fn what(&self) -> String {
        match self.new {
            None => "is removed".to_owned(),
            Some(new) if new.value == self.export.value => {
                format!("changes, since {} is replaced", new.value.shown())
            }
            Some(new) => format!(
                "goes from {} to {}",
                self.export.value.shown(),
                new.value.shown()
            ),
        }
    }

    /// A finding where it is, or was.
    pub(super) fn finding(
        &self,
        comparison: &Comparison<'_, '_, '_>,
        rule: &'static Rule,
        message: String,
    ) -> Finding {
        let state = match self.new {
            Some(_) => comparison.new,
            None => comparison.old,
        };
        let path = ["Outputs", &**self.output];
        comparison.at_stack(state, rule, self.stack, &path, message)
    }
}
