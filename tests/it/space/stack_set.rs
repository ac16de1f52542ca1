//! One template for many deployments: what differs from one to the next is in no template of a stack
//! set but the root's, as defaults of its parameters.

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Node, emit_yaml};

use super::axes::AXES;
use super::properties::assembly_of;
use super::{Point, covering, text, words};

/// The point as a stack set.
fn as_stack_set(point: &[usize]) -> Point {
    let mut point = point.to_vec();
    let number = AXES.iter().position(|axis| axis.name == "stack set");
    point[number.unwrap()] = 1;
    point
}

/// The lines of all templates, without the values that parameters have by default.
fn lines(assembly: &Assembly) -> Vec<String> {
    let templates = assembly.templates().map(|template| {
        let mut node = template.node().clone();
        let parameters = node.get_mut(&["Parameters"]).and_then(Node::as_mapping_mut);
        for entry in parameters.into_iter().flat_map(|all| &mut all.entries) {
            if let Some(declaration) = entry.value.as_mapping_mut() {
                declaration
                    .entries
                    .retain(|one| one.key.as_text() != Some("Default"));
            }
        }
        let text = emit_yaml(&mut node).text;
        let lines = text
            .lines()
            .map(|line| format!("{}: {line}", template.name()));
        lines.collect::<Vec<_>>()
    });
    templates.flatten().collect()
}

/// The same spec for a deployment in another account: another domain, other ids and ARNs.
fn elsewhere(spec: &str) -> String {
    let domain = spec.lines().find_map(|line| line.strip_prefix("domain: "));
    spec.replace(domain.unwrap(), "solid.example.net")
        .replace("123456789012", "210987654321")
        .replace("Z0123456789ABCDEFGHIJ", "Z9876543210ABCDEFGHIJ")
        .replace("subnet-0", "subnet-f")
        .replace("vpc-0", "vpc-f")
        .replace("pl-0", "pl-f")
}

#[test]
fn deployments_of_a_stack_set_differ_in_parameters_alone() {
    let mut compared = 0;
    for point in covering::points() {
        let here = text(&as_stack_set(&point));
        let there = elsewhere(&here);
        assert_ne!(here, there);
        let registries = |text: &str| text.contains(".dkr.ecr.");
        if registries(&here) {
            continue;
        }
        compared += 1;
        let (here, there) = (assembly_of(&here).unwrap(), assembly_of(&there).unwrap());
        let (here, there) = (lines(&here), lines(&there));
        assert_eq!(here.len(), there.len(), "{}", words(&point));
        for (one, other) in here.iter().zip(&there) {
            assert_eq!(one, other, "{}", words(&point));
        }
    }
    assert!(compared > 20, "{compared}");
}
