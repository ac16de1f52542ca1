//! Which names of its template a finished resource refers to.

use indexmap::IndexSet;

use super::graph::Graph;
use crate::document::{Function, Intrinsic, Mapping, Node, Value};

/// Which resource of a template needs which.
pub(super) fn resource_graph(resources: &Mapping) -> Graph {
    let mut graph = Graph::default();
    for (logical_id, resource) in resources.iter() {
        let mut names = IndexSet::new();
        collect_names(resource, &mut names);
        let depends_on = resource.get(&["DependsOn"]).into_iter();
        let listed = depends_on.flat_map(|node| match node.as_sequence() {
            Some(items) => items.iter().filter_map(Node::as_text).collect(),
            None => node.as_text().into_iter().collect::<Vec<&str>>(),
        });
        for name in listed {
            graph.need(
                logical_id,
                name,
                format!("`{logical_id}` depends on `{name}`"),
            );
        }
        for name in names.iter().filter(|name| resources.get(name).is_some()) {
            graph.need(logical_id, name, format!("`{logical_id}` uses `{name}`"));
        }
    }
    graph
}

/// The logical ids that a lowered node refers to.
pub(super) fn collect_names<'n>(node: &'n Node, names: &mut IndexSet<&'n str>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Mapping(mapping) => mapping
            .iter()
            .for_each(|(_, value)| collect_names(value, names)),
        Value::Function(function) => names_of(function, names),
    }
}

fn names_of<'n>(function: &'n Function, names: &mut IndexSet<&'n str>) {
    let argument = &function.argument;
    if matches!(function.name, Intrinsic::Ref | Intrinsic::GetAtt) {
        if let Some(text) = argument.as_text() {
            names.insert(text.split('.').next().unwrap_or(text));
        }
        return;
    }
    if function.name == Intrinsic::Sub {
        let text = match argument.as_sequence() {
            Some(items) => items.first().and_then(Node::as_text),
            None => argument.as_text(),
        };
        for piece in text.unwrap_or_default().split("${").skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !name.starts_with('!') {
                names.insert(name.split('.').next().unwrap_or(name));
            }
        }
    }
    collect_names(argument, names);
}
