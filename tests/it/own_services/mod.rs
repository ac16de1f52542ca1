//! Services of the user's own, and what the spec adds to those of the profile: each option by
//! following references, and what none of them may touch.

mod apart;
mod containers;
mod volumes;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use crate::follow::{Resource, all};
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
