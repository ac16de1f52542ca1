//! Declarations that nothing names.
//!
//! Not here: which names a template uses; each rule knows that of its own section.

use std::collections::BTreeSet;

use crate::check::{Context, Template};
use crate::source::Rule;

/// Reports every entry of a section whose name is not used, in every template that is seen whole. `what` is
/// what such an entry is called.
pub(super) fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    (section, what): (&str, &str),
    used: impl for<'c> Fn(&Template<'c>) -> BTreeSet<&'c str>,
) {
    for template in context.templates().iter().filter(|one| !one.open) {
        let used = used(template);
        let entries = template.section(section);
        for (name, entry) in entries.filter(|(name, _)| !used.contains(name)) {
            let message = format!("nothing uses the {what} `{name}`");
            let finding = context.finding(rule, template.stack, entry.key.id, message);
            context.report(finding.help("leave it out"));
        }
    }
}
