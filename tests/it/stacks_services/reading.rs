//! Reading the wired templates: resources, properties, and where a reference leads.

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Intrinsic, Node, emit_yaml};

pub(super) const ESS: &str = "EssServices";
pub(super) const BACKEND: &str = "BackendServices";

/// The resources of a type in a stack, by logical id.
pub(super) fn resources<'a>(
    assembly: &'a Assembly,
    stack: &str,
    of: &str,
) -> Vec<(&'a str, &'a Node)> {
    let template = assembly.template(stack).expect("the stack exists");
    let all = template.section("Resources");
    all.filter(|(_, node)| node.get(&["Type"]).and_then(Node::as_text) == Some(of))
        .collect()
}

pub(super) fn resource<'a>(assembly: &'a Assembly, stack: &str, id: &str) -> &'a Node {
    let template = assembly.template(stack).expect("the stack exists").node();
    template
        .get(&["Resources", id])
        .unwrap_or_else(|| panic!("{stack} has {id}"))
}

pub(super) fn property<'a>(resource: &'a Node, path: &[&str]) -> &'a Node {
    let whole: Vec<&str> = std::iter::once("Properties")
        .chain(path.iter().copied())
        .collect();
    resource
        .get(&whole)
        .unwrap_or_else(|| panic!("{path:?} in {resource:?}"))
}

/// The one container of a task definition.
pub(super) fn container<'a>(assembly: &'a Assembly, stack: &str, service: &str) -> &'a Node {
    let definition = resource(assembly, stack, &format!("{service}TaskDefinition"));
    let [container] = list(property(definition, &["ContainerDefinitions"])) else {
        panic!("one container");
    };
    container
}

pub(super) fn list(node: &Node) -> &[Node] {
    node.as_sequence().expect("a list")
}

pub(super) fn text(node: &Node) -> &str {
    node.as_text()
        .unwrap_or_else(|| panic!("a text, not {node:?}"))
}

/// One text or several.
pub(super) fn texts(node: &Node) -> Vec<&str> {
    match node.as_sequence() {
        Some(several) => several.iter().map(text).collect(),
        None => vec![text(node)],
    }
}

pub(super) fn function(name: Intrinsic, argument: &str) -> Node {
    Node::function(name, Node::text(argument))
}

/// The resource that a reference names, through the wiring: `KeysAndSecrets.DatabaseSecret`; an
/// attribute stands behind it.
pub(super) fn origin(assembly: &Assembly, stack: &str, reference: &Node) -> String {
    let named = text(&reference.as_function().expect("a reference").argument);
    let wiring = ["Resources", stack, "Properties", "Parameters", named];
    let Some(wired) = assembly.root().node().get(&wiring) else {
        return format!("{stack}.{named}");
    };
    let named = text(&wired.as_function().expect("a reference").argument);
    match named.split_once(".Outputs.") {
        Some((producer, output)) => {
            let template = assembly.template(producer).expect("the stack exists");
            let value = template.node().get(&["Outputs", output, "Value"]).unwrap();
            origin(assembly, producer, value)
        }
        None => format!("Root.{named}"),
    }
}

/// `Fn::If` on whether services run.
pub(super) fn while_on(on: Node, off: i64) -> Node {
    let argument = vec![Node::text("ServicesOn"), on, Node::integer(off)];
    Node::function(Intrinsic::If, Node::sequence(argument))
}

/// The statements of the one policy of a role.
pub(super) fn statements<'a>(assembly: &'a Assembly, stack: &str, role: &str) -> Vec<&'a Node> {
    let role = resource(assembly, stack, role);
    let Some(policies) = role.get(&["Properties", "Policies"]) else {
        return Vec::new();
    };
    let policies = list(policies).iter();
    let documents = policies.map(|policy| policy.get(&["PolicyDocument", "Statement"]).unwrap());
    documents.flat_map(list).collect()
}

/// What a role may do something on.
pub(super) fn reaches<'a>(statements: &[&'a Node], action: &str) -> Vec<&'a Node> {
    let mut found = Vec::new();
    for statement in statements {
        if texts(statement.get(&["Action"]).unwrap()).contains(&action) {
            let on = statement.get(&["Resource"]).unwrap();
            match on.as_sequence() {
                Some(several) => found.extend(several),
                None => found.push(on),
            }
        }
    }
    found
}

pub(super) fn yaml(assembly: &Assembly, stack: &str) -> String {
    let mut node = assembly.template(stack).unwrap().node().clone();
    emit_yaml(&mut node).text
}
