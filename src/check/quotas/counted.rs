//! What CloudFormation counts, and the most that it takes of each.
//!
//! Source: AWS CloudFormation user guide, "CloudFormation quotas". Not here: what is said of it.

use crate::check::template::entries;
use crate::check::{Context, Template};
use crate::document::{Node, Value};
use crate::source::Rule;

/// Something counted.
pub(super) struct Counted<'c> {
    /// What, in the plural.
    pub(super) what: String,
    /// How many there are.
    pub(super) count: usize,
    /// The most that there may be.
    pub(super) most: usize,
    /// Where they are.
    pub(super) place: &'c Node,
}

/// The sections that are counted, and the most entries of each.
const SECTIONS: [(&str, &str, usize); 4] = [
    ("Resources", "resources", 500),
    ("Parameters", "parameters", 200),
    ("Outputs", "outputs", 200),
    ("Mappings", "mappings", 200),
];

/// The most resources of all stacks together that one operation on a root takes.
const MOST_NESTED: usize = 2_500;

/// The most bytes of a template: CloudFormation says 1 MB and not which of the two.
const MOST_BYTES: usize = 1_000_000;

/// The most dynamic references.
const MOST_DYNAMIC: usize = 60;

/// The most keys of a map.
const MOST_KEYS: usize = 200;

/// Reports what is counted where there are as many as a rule speaks of.
pub(super) fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    speaks_of: impl Fn(&Counted<'_>) -> bool,
) {
    for template in context.templates() {
        for one in counted(context, template)
            .iter()
            .filter(|one| speaks_of(one))
        {
            let message = format!("the template has {} {}", one.count, one.what);
            let finding = context.finding(rule, template.stack, one.place.id, message);
            context.report(finding.expected(format!("CloudFormation takes {}", one.most)));
        }
    }
}

/// Everything that is counted in a template; in that of the root, the resources of all stacks too.
fn counted<'c>(context: &Context<'c>, template: &Template<'c>) -> Vec<Counted<'c>> {
    let mut all = Vec::new();
    let mut add = |what: String, count, most, place| {
        all.push(Counted {
            what,
            count,
            most,
            place,
        });
    };
    let tree = template.tree;
    let beginning = template.beginning();
    add(
        "bytes".to_owned(),
        template.of.source.bytes,
        MOST_BYTES,
        beginning,
    );
    add(
        "dynamic references".to_owned(),
        dynamic(tree),
        MOST_DYNAMIC,
        beginning,
    );
    // What a macro makes of them is not known.
    if template.open {
        return all;
    }
    for (name, what, most) in SECTIONS {
        if let (Some(node), Some(key)) = (tree.get(&[name]), template.heading(name)) {
            add(what.to_owned(), entries(node).count(), most, key);
        }
    }
    for (name, entry) in template.section("Mappings") {
        let keys = entries(&entry.value).count();
        add(
            format!("keys in the map `{name}`"),
            keys,
            MOST_KEYS,
            &entry.key,
        );
        for second in entries(&entry.value) {
            let keys = entries(&second.value).count();
            let key = second.key.as_text().unwrap_or_default();
            let what = format!("keys in `{key}` of the map `{name}`");
            add(what, keys, MOST_KEYS, &second.key);
        }
    }
    if template.of.parent.is_none() && context.resolved.stacks().count() > 1 {
        let resources = context.resolved.all_resources().count();
        let what = "resources in all its stacks".to_owned();
        add(
            what,
            resources,
            MOST_NESTED,
            template.heading("Resources").unwrap_or(beginning),
        );
    }
    all
}

/// How many dynamic references stand in a node and all below it.
fn dynamic(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.matches("{{resolve:").count(),
        Value::Sequence(items) => items.iter().map(dynamic).sum(),
        Value::Mapping(_) => entries(node).map(|entry| dynamic(&entry.value)).sum(),
        Value::Function(function) => dynamic(&function.argument),
    }
}
