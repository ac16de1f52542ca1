//! Services of the user's own, and what the spec adds to those of the profile: each option by
//! following references, and what none of them may touch.

mod apart;
mod containers;
mod jobs;
mod pools;
mod ports;
mod scaling;
mod volumes;

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use crate::follow::{Resource, Source, all, follow_property};
use crate::seed;

/// The assembly of a deployment with these services.
fn assembly(services: &str) -> Assembly {
    seed::assembly("own", &spec(services))
}

/// A spec with these services.
fn spec(services: &str) -> String {
    format!("name: own\nregion: eu-central-1\ndomain: pods.example.org\nservices:\n{services}")
}

/// A resource by stack and logical id.
fn resource<'a>(assembly: &'a Assembly, stack: &str, logical_id: &str) -> Resource<'a> {
    let mut found = all(assembly).into_iter();
    found
        .find(|found| found.stack == stack && found.logical_id == logical_id)
        .unwrap_or_else(|| panic!("{stack} has no {logical_id}"))
}

/// The only resource that a property comes from.
fn origin(assembly: &Assembly, resource: &Resource<'_>, path: &[&str]) -> (String, String) {
    let sources = follow_property(assembly, resource, path);
    let found: BTreeSet<_> = sources.iter().filter_map(Source::resource).collect();
    assert_eq!(found.len(), 1, "{path:?} of {resource:?}");
    found.first().cloned().expect("one")
}

/// Stack and logical id of a resource.
fn named(stack: &str, logical_id: &str) -> (String, String) {
    (stack.to_owned(), logical_id.to_owned())
}

/// The statements of a role's only policy.
fn statements<'a>(role: &Resource<'a>) -> &'a [Node] {
    let policies = role.property(&["Policies"]).and_then(Node::as_sequence);
    let [policy] = policies.expect("policies") else {
        panic!("one policy: {role:?}");
    };
    let statements = policy.get(&["PolicyDocument", "Statement"]);
    statements.and_then(Node::as_sequence).expect("statements")
}

/// The only container of a task definition.
fn container<'a>(definition: &Resource<'a>) -> &'a Node {
    let containers = definition.property(&["ContainerDefinitions"]);
    match containers.and_then(Node::as_sequence) {
        Some([only]) => only,
        Some(_) | None => panic!("one container: {definition:?}"),
    }
}

/// A node that holds what the YAML says.
fn yaml(text: &str) -> Node {
    use ess_cfn::document::{Dialect, Format, Limits, read};
    let read = read(text, Format::Yaml, Dialect::Plain, Limits::DEFAULT);
    read.node.expect("a node")
}
