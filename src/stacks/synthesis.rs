//! The whole deployment: every stack in its order, wired into an assembly.

use indexmap::IndexMap;

use super::database::database;
use super::dns::dns;
use super::keys_and_secrets::keys_and_secrets;
use super::load_balancers::load_balancers;
use super::network::network;
use super::parameters::declare;
use super::registry::registry;
use crate::architecture::{Architecture, OwnRegistry, RootParameter, StackName};
use crate::assembly::{Assembly, Stack, finish};
use crate::document::Node;
use crate::source::Finding;

/// A synthesised deployment.
#[derive(Clone, Debug)]
pub struct Synthesis {
    /// Its templates.
    pub assembly: Assembly,
    /// The value of each root parameter, in the order of the template; none where it has to be given.
    pub parameters: IndexMap<String, Option<String>>,
    /// What differs for the first deployment into an empty account: services are off, since there is
    /// no image yet, and nothing refuses to be deleted, since that would block a rollback.
    pub first: IndexMap<String, String>,
}

/// Compiles an architecture into templates.
///
/// # Errors
/// What CloudFormation's quotas do not allow of a large deployment.
pub fn synthesise(architecture: &Architecture) -> Result<Synthesis, Vec<Finding>> {
    let name = architecture.name();
    let mut root = stack(architecture, StackName::Root);
    let (parameters, declaration) = declare(architecture, &mut root);
    let mut nested = Vec::new();

    let mut at = stack(architecture, StackName::KeysAndSecrets);
    let keys = keys_and_secrets(architecture, &parameters, &mut at);
    nested.push(at);

    let mut at = stack(architecture, StackName::Network);
    let network = network(architecture, &parameters, &keys, &mut at);
    nested.push(at);

    if architecture.registry().own == OwnRegistry::Create {
        let mut at = stack(architecture, StackName::Registry);
        let _registry = registry(architecture, &keys, &mut at);
        nested.push(at);
    }

    let mut at = stack(architecture, StackName::Database);
    let _database = database(architecture, &parameters, &keys, &network, &mut at);
    nested.push(at);

    let mut at = stack(architecture, StackName::LoadBalancers);
    let load_balancers = load_balancers(architecture, &parameters, &network, &mut at);
    nested.push(at);

    let mut at = stack(architecture, StackName::Dns);
    dns(architecture, &parameters, &load_balancers, &mut at);
    nested.push(at);

    let values = declaration.finish(&mut root);
    for stack in &mut nested {
        tag(architecture, stack);
    }
    let _ = name;
    let assembly = finish(root, nested)?;
    let off = [
        RootParameter::StartServices,
        RootParameter::DeletionProtection,
    ];
    let first = off.map(|parameter| (parameter.name(), "false".to_owned()));
    Ok(Synthesis {
        assembly,
        parameters: values,
        first: first.into(),
    })
}

/// An empty stack with the description of its template.
fn stack(architecture: &Architecture, name: StackName) -> Stack {
    let description = format!("{}: {}", architecture.name(), name.description());
    Stack::new(name.logical_id(), description)
}

/// Tags of a nested stack reach everything in it that can be tagged.
fn tag(architecture: &Architecture, stack: &mut Stack) {
    let tags: Vec<Node> = architecture
        .tags()
        .iter()
        .map(|(key, value)| {
            let pairs = [("Key", key.to_string()), ("Value", value.to_string())];
            Node::mapping(
                pairs
                    .into_iter()
                    .map(|(key, text)| (key, Node::text(text)))
                    .collect(),
            )
        })
        .collect();
    if !tags.is_empty() {
        stack.nested(|body| body.set_property("Tags", Node::sequence(tags)));
    }
}
