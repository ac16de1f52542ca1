//! What parents pass to nested stacks.
//!
//! Not here: whether it is right.

use crate::check::Context;
use crate::check::cases::Case;
use crate::document::Node;
use crate::resolve::{Alternatives, Declared, Entry, Form, Missing, Resource, StackId};
use crate::source::Rule;

/// A nested stack that can be looked into.
pub(super) struct Passing<'c> {
    /// The stack as its parent writes it.
    pub(super) resource: Resource<'c>,
    /// The stack.
    pub(super) child: StackId,
    /// The template of it.
    pub(super) tree: &'c Node,
}

/// The nested stacks that can exist and that can be looked into.
pub(super) fn passings<'c>(context: &Context<'c>) -> Vec<Passing<'c>> {
    let resources = context.of_types(&["AWS::CloudFormation::Stack"]);
    let passings = resources.filter_map(|resource| {
        let child = context
            .resolved
            .nested(resource.stack, resource.logical_id)?;
        let transformed = context.resolved.is_transformed(child);
        (!transformed).then(|| Passing {
            resource,
            child,
            tree: context.resolved.tree(child),
        })
    });
    passings.collect()
}

impl<'c> Passing<'c> {
    /// The parameters that are passed, in every case; none where they are not known one by one.
    pub(super) fn parameters(&self, context: &Context<'c>) -> Vec<(Case, Vec<Entry>)> {
        let cases = context.cases(&self.resource, &["Parameters"]).into_iter();
        let known = cases.filter_map(|case| {
            let entries = match &case.value.form {
                Form::Absent => Vec::new(),
                Form::Map(entries) => entries.clone(),
                Form::Text(..) | Form::List(_) | Form::Unknown(_) => return None,
            };
            let replaced = entries.iter().any(|entry| entry.name.starts_with("Fn::"));
            (!replaced).then_some((case, entries))
        });
        known.collect()
    }

    /// Every value that is passed to a parameter that the template declares.
    pub(super) fn values(&self, context: &Context<'c>) -> Vec<(Declared<'c>, Case)> {
        let mut found = Vec::new();
        for (case, entries) in self.parameters(context) {
            for entry in entries {
                let Some(declared) = Declared::named(self.tree, &entry.name) else {
                    continue;
                };
                let at = self.at(&case, &entry);
                for case in at.all(context, &entry.value) {
                    found.push((declared, case));
                }
            }
        }
        found
    }

    /// The same case at the name of a parameter.
    pub(super) fn at(&self, case: &Case, entry: &Entry) -> Case {
        Case {
            node: if entry.key.stack == self.resource.stack {
                entry.key.node
            } else {
                case.node
            },
            ..case.clone()
        }
    }

    /// Adds where a parameter is declared.
    pub(super) fn declared(
        &self,
        context: &Context<'_>,
        finding: crate::source::Finding,
        declared: &Declared<'_>,
    ) -> crate::source::Finding {
        let place = context.resolved.place(crate::resolve::Place {
            stack: self.child,
            node: declared.key.id,
        });
        finding.related("declared here", &place.file, place.span)
    }
}

/// Reports nested stacks that can't be looked into for a reason.
pub(super) fn report_missing(
    context: &Context<'_>,
    rule: &'static Rule,
    describe: impl Fn(&Missing, &str) -> Option<(String, String)>,
) {
    for stack in context.resolved.stacks() {
        for nested in &stack.nested {
            let Err(missing) = &nested.stack else {
                continue;
            };
            let Some(resource) = context.resolved.resource(stack.id, &nested.logical_id) else {
                continue;
            };
            let address = resource.property(&["TemplateURL"]);
            let Some(address) = address else { continue };
            let text = address.as_text().unwrap_or_default();
            if let Some((message, expected)) = describe(missing, text) {
                let finding = context.finding_in(rule, &resource, address, message);
                context.report(finding.path("Properties.TemplateURL").expected(expected));
            }
        }
    }
}

/// Whether a value is absent.
pub(super) fn absent(values: &Alternatives) -> impl Iterator<Item = &crate::resolve::Guard> {
    let cases = values
        .iter()
        .filter(|(_, value)| value.form == Form::Absent);
    cases.map(|(guard, _)| guard)
}
