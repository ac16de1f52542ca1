//! Anchors and aliases: reported, and read as what they stand for, so that nothing else is said of
//! a value that is only written elsewhere.

use std::collections::BTreeMap;

use super::super::node::{Node, Value};
use super::Dialect;
use super::builder::{Builder, Step, too_deep};
use super::problem::{Problem, ProblemKind};
use crate::source::Span;

/// Values with names, by the parser's numbers.
#[derive(Default)]
pub(super) struct Anchors {
    values: BTreeMap<usize, Anchored>,
    /// How many nodes they have together.
    count: usize,
}

/// A value with a name.
struct Anchored {
    node: Node,
    count: usize,
    depth: usize,
}

/// Keeps a finished node under its anchor, if it has one. Copies take memory too: together they are
/// limited as a tree is.
pub(super) fn keep(anchor: usize, node: &Node, builder: &mut Builder<'_>) {
    if anchor == 0 {
        return;
    }
    let (count, depth) = extent(node);
    let anchors = &mut builder.anchors;
    if anchors.count + count <= builder.limits.nodes {
        let node = node.clone();
        anchors
            .values
            .insert(anchor, Anchored { node, count, depth });
        anchors.count += count;
    }
}

/// How many nodes there are, and how many levels.
fn extent(node: &Node) -> (usize, usize) {
    let below: Vec<(usize, usize)> = match &node.value {
        Value::Scalar(_) => return (1, 0),
        Value::Sequence(items) => items.iter().map(extent).collect(),
        Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            entries
                .flat_map(|entry| [&entry.key, &entry.value])
                .map(extent)
                .collect()
        }
        Value::Function(function) => vec![extent(&function.argument)],
    };
    let count = below.iter().map(|(count, _)| count).sum::<usize>();
    let depth = below.iter().map(|(_, depth)| *depth).max();
    (1 + count, 1 + depth.unwrap_or(0))
}

/// Reports `&name`.
pub(super) fn anchor(name: &str, span: Span, builder: &mut Builder<'_>) {
    let message = format!(
        "`&{name}` is an anchor; {} takes none",
        whose(builder.dialect)
    );
    let problem = Problem::new(ProblemKind::Anchor, span, message);
    builder.report(problem.suggest("leave it out, and write the value again where it is used"));
}

/// Reports `*name` and adds what it stands for: `id` is that of an anchor before it, if there is one
/// of that name.
pub(super) fn alias(id: Option<usize>, span: Span, builder: &mut Builder<'_>) -> Step {
    let written = builder.slice(span);
    let message = format!(
        "`{written}` is an alias; {} takes none",
        whose(builder.dialect)
    );
    let problem = Problem::new(ProblemKind::Alias, span, message);
    let anchored = id.and_then(|id| builder.anchors.values.get(&id));
    let Some(Anchored { node, count, depth }) = anchored else {
        builder.lose(problem.suggest("put a text that begins with `*` in quotes"));
        return put(Node::text(""), span, builder);
    };
    let (definition, count, depth) = (node.id, *count, *depth);
    let definition = builder.span(definition);
    let problem = problem.relate("the value that it stands for", definition);
    builder.report(problem.suggest("write the value out"));
    if builder.depth() + depth > builder.limits.depth {
        builder.lose(too_deep(builder.limits.depth, span));
        return Step::Stop;
    }
    if builder.overflows(count, span) {
        return Step::Stop;
    }
    let node = id
        .and_then(|id| builder.anchors.values.get(&id))
        .map(|anchored| anchored.node.clone());
    put(node.unwrap_or_else(|| Node::text("")), span, builder)
}

/// Adds a copy, all of which stands where its alias does.
fn put(mut node: Node, span: Span, builder: &mut Builder<'_>) -> Step {
    node.renumber(&mut |_| builder.place(span));
    builder.put(node);
    Step::On
}

/// Who takes neither.
pub(super) fn whose(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Template => "CloudFormation",
        Dialect::Plain => "this file",
    }
}
