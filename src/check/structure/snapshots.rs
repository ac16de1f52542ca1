//! Policies that ask for snapshots of what CloudFormation makes none.

use crate::check::Context;
use crate::document::Node;
use crate::facts::snapshots::takes_snapshots;
use crate::source::Rule;

/// Reports the policy `key` where it is `Snapshot` at any other type.
pub(super) fn report(context: &Context<'_>, rule: &'static Rule, key: &str) {
    for template in context.templates() {
        for resource in template.resources.values() {
            let Some(node) = resource.node.get(&[key]) else {
                continue;
            };
            let name = resource.resource_type();
            let is_known = name.starts_with("AWS::") && !name.starts_with("AWS::Serverless::");
            if node.as_text() != Some("Snapshot") || takes_snapshots(name) || !is_known {
                continue;
            }
            let known: Option<&Node> = resource.node.get(&["Type"]);
            let message = format!("`{name}` makes no snapshots");
            let finding = context.finding_in(rule, resource, node, message);
            let finding = match known.map(|known| template.of.source.place(known.id)) {
                Some(place) => finding.related("the type", &place.file, place.span),
                None => finding,
            };
            context.report(finding.help("write `Retain` to keep what it holds"));
        }
    }
}
