//! What the reader found, as findings of rules.

use crate::check::Context;
use crate::document::ProblemKind;
use crate::source::Rule;

/// Reports every problem of these kinds.
pub(super) fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    is_of_rule: impl Fn(ProblemKind) -> bool,
) {
    for template in context.templates() {
        let source = &template.of.source;
        for problem in source.problems.iter().filter(|one| is_of_rule(one.kind)) {
            let finding = problem.finding(rule, &source.file);
            let path = &template.of.path;
            context.report(if path.is_empty() {
                finding
            } else {
                finding.in_stack(path.join("/"))
            });
        }
    }
}
