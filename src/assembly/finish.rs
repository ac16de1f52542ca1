//! From stacks under construction to an assembly.
//!
//! Every stack is lowered, then what they ask of one another is written down: outputs where a value
//! is made, parameters where it is used, and one nested stack per stack in its root.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::condition_key::condition_key;
use super::graph::Graph;
use super::lowering::{At, Lowered, Wiring, joined};
use super::names;
use super::nesting::{declaration, hold, ordered_imports};
use super::quota;
use super::references::{collect_names, resource_graph};
use super::rules::{CYCLE, PARAMETER};
use super::stack::Stack;
use super::template::{Assembly, Template, TemplateTree};
use super::tree::StackTree;
use crate::cfn::ResourceBody;
use crate::document::{Mapping, Node};
use crate::source::Finding;

/// Wires a tree of stacks, with all that are deployed before it, into an assembly.
///
/// # Errors
/// Every mistake of all stacks at once: names, duplicates, references to what does not exist,
/// conditional values used unconditionally, circles, quotas.
pub fn finish(tree: StackTree) -> Result<Assembly, Vec<Finding>> {
    let trees = tree.in_order();
    let mut wiring = Wiring::new(&trees);
    let stacks: Vec<&Stack> = wiring.stacks.values().copied().collect();
    let mut findings: Vec<Finding> = Vec::new();
    for stack in &stacks {
        findings.extend(stack.problems.iter().cloned());
    }
    let mut lowered: Vec<Lowered> = stacks
        .iter()
        .map(|stack| lower(&mut wiring, stack))
        .collect();
    export(&mut wiring, &stacks, &mut lowered);
    let mut holders = hold(&mut wiring, &stacks, &lowered);
    for (stack, lowered) in stacks.iter().zip(&lowered) {
        findings.extend(own_parameters(&wiring, stack));
        findings.extend(circles(&stack.name, &resource_graph(&lowered.resources)));
    }
    findings.append(&mut wiring.findings);
    findings.extend(circles("", &wiring.needs));
    let mut templates = IndexMap::new();
    for (stack, mut lowered) in stacks.iter().zip(lowered) {
        if let Some(holders) = holders.get_mut(&stack.name) {
            lowered.resources.entries.append(&mut holders.entries);
        }
        templates.insert(Arc::clone(&stack.name), template(&wiring, stack, lowered));
    }
    let assembly = assembled(&wiring, &trees, templates);
    findings.extend(assembly.iter().flat_map(quota::exceeded));
    match assembly {
        Some(assembly) if findings.is_empty() => Ok(assembly),
        Some(_) | None => Err(findings),
    }
}

/// The templates in their trees; none where two stacks have one name.
fn assembled(
    wiring: &Wiring<'_>,
    trees: &[&StackTree],
    mut templates: IndexMap<Arc<str>, Template>,
) -> Option<Assembly> {
    let mut finished = Vec::new();
    for tree in trees {
        let mut own = tree
            .stacks()
            .map(|stack| templates.swap_remove(&stack.name));
        let root = own.next()??;
        let inputs = wiring.inputs.get(tree.name()).into_iter().flatten();
        finished.push(TemplateTree {
            root,
            nested: own.collect::<Option<_>>()?,
            destination: tree.destination.clone(),
            inputs: inputs.map(|(_, (input, _))| input.clone()).collect(),
        });
    }
    let last = finished.pop()?;
    Some(Assembly {
        earlier: finished,
        last,
    })
}

fn lower<'a>(wiring: &mut Wiring<'a>, stack: &'a Stack) -> Lowered {
    let mut after = IndexSet::new();
    let mut resources = Mapping::new();
    for (logical_id, body) in &stack.resources {
        resources.set(
            logical_id,
            resource(wiring, stack, logical_id, body, &mut after),
        );
    }
    let mut rules = Mapping::new();
    for (name, rule) in &stack.rules {
        let at = At {
            stack,
            owner: format!("rule {name}"),
            guards: Vec::new(),
        };
        rules.set(name, wiring.lower(&at, rule));
    }
    let mut outputs = Mapping::new();
    for (name, output) in &stack.outputs {
        let guard = output.get(&["Condition"]).and_then(condition_key);
        let guards = guard.into_iter().collect();
        let at = At {
            stack,
            owner: format!("output {name}"),
            guards,
        };
        let parts = output.as_mapping().into_iter().flat_map(Mapping::iter);
        outputs.set(name, with_condition(wiring, &at, parts));
    }
    Lowered {
        rules,
        resources,
        outputs,
        after,
    }
}

/// One resource in the terms of its stack.
fn resource<'a>(
    wiring: &mut Wiring<'a>,
    stack: &'a Stack,
    logical_id: &str,
    body: &ResourceBody,
    after: &mut IndexSet<Arc<str>>,
) -> Node {
    let guards = body
        .attribute("Condition")
        .and_then(condition_key)
        .into_iter()
        .collect();
    let at = At {
        stack,
        owner: logical_id.to_owned(),
        guards,
    };
    let parts = body.entries().filter(|(name, _)| *name != "DependsOn");
    let mut lowered = with_condition(wiring, &at, parts);
    let depends_on = body.attribute("DependsOn").and_then(Node::as_sequence);
    let Some(depends_on) = depends_on else {
        return lowered;
    };
    let mut used = IndexSet::new();
    collect_names(&lowered, &mut used);
    let mut names = Vec::new();
    for function in depends_on {
        let Some((function, origin)) = function
            .as_function()
            .and_then(|f| Some((f, f.origin.as_ref()?)))
        else {
            continue;
        };
        let name = function.argument.as_text().unwrap_or_default();
        if origin.stack == stack.name {
            // What the resource refers to comes before it anyway.
            if !used.contains(name) && !names.contains(&Node::text(name)) {
                names.push(Node::text(name));
            }
        } else if let Some(other) = wiring.in_another_tree(stack, &origin.stack) {
            // Its tree stands by then.
            wiring.is_later(&at, other);
        } else if origin.stack == wiring.root_of(stack).name {
            after.insert(Arc::from(name));
        } else {
            let reason = format!("`{logical_id}` depends on `{name}`");
            if stack.name == wiring.root_of(stack).name {
                names.push(Node::text(origin.stack.as_ref()));
            } else {
                wiring.needs.need(&stack.name, &origin.stack, reason);
                after.insert(Arc::clone(&origin.stack));
            }
        }
    }
    if !names.is_empty() {
        let list = match names.as_slice() {
            [one] => one.clone(),
            _ => Node::sequence(names),
        };
        let mut body = ResourceBody::from_node(lowered);
        body.set_attribute("DependsOn", list);
        lowered = body.into_node();
    }
    lowered
}

/// A resource or an output, whose `Condition` is the name of one.
fn with_condition<'a, 'n>(
    wiring: &mut Wiring<'a>,
    at: &At<'a>,
    parts: impl Iterator<Item = (&'n str, &'n Node)>,
) -> Node {
    let lowered = parts.map(|(key, value)| match key {
        "Condition" => (key, wiring.condition_name(at, value)),
        _ => (key, wiring.lower(at, value)),
    });
    Node::mapping(lowered.collect())
}

/// Writes the outputs that other stacks asked for; each may ask for more.
fn export<'a>(wiring: &mut Wiring<'a>, stacks: &[&'a Stack], lowered: &mut [Lowered]) {
    let mut derived: BTreeMap<Arc<str>, BTreeMap<String, Node>> = BTreeMap::new();
    while let Some((producer, name)) = wiring.pending.pop() {
        let export = wiring
            .exports
            .get(&producer)
            .and_then(|exports| exports.get(&name))
            .cloned();
        let (Some(export), Some(stack)) = (export, wiring.stacks.get(&producer).copied()) else {
            continue;
        };
        let guards = export.condition.iter().cloned().collect();
        let at = At {
            stack,
            owner: format!("output {name}"),
            guards,
        };
        let value = wiring.lower(&at, &export.value);
        let value = if export.list { joined(value) } else { value };
        let mut output = Mapping::new();
        if let Some((stack, condition)) = &export.condition {
            let key = crate::cfn::Condition::new(stack, condition).node();
            output.set("Condition", wiring.condition_name(&at, &key));
        }
        output.set("Value", value);
        derived
            .entry(producer)
            .or_default()
            .insert(name, Node::mapping(output));
    }
    for (stack, lowered) in stacks.iter().zip(lowered) {
        for (name, output) in derived.remove(&stack.name).into_iter().flatten() {
            let same = lowered.outputs.get(&name).is_some();
            if same {
                wiring.clash(stack, &name)
            } else {
                lowered.outputs.set(&name, output)
            }
        }
    }
}

fn template(wiring: &Wiring<'_>, stack: &Stack, lowered: Lowered) -> Template {
    let mut parameters: Mapping = stack
        .parameters
        .iter()
        .map(|(name, node)| (name.as_str(), node.clone()))
        .collect();
    for (name, (_, declaration)) in wiring.inputs.get(&stack.name).into_iter().flatten() {
        parameters.set(name, declaration.clone());
    }
    for (name, import) in ordered_imports(wiring, stack) {
        parameters.set(&name, declaration(&import));
    }
    let conditions: Mapping = wiring
        .conditions
        .get(&stack.name)
        .into_iter()
        .flatten()
        .map(|(name, (_, definition))| (name.as_str(), definition.clone()))
        .collect();
    let mappings: Mapping = stack
        .mappings
        .iter()
        .map(|(name, node)| (name.as_str(), node.clone()))
        .collect();
    let sections = [
        ("Metadata", stack.metadata.clone()),
        ("Parameters", parameters),
        ("Rules", lowered.rules),
        ("Mappings", mappings),
        ("Conditions", conditions),
        ("Resources", lowered.resources),
        ("Outputs", lowered.outputs),
    ];
    let mut template = Mapping::new();
    template.set("AWSTemplateFormatVersion", Node::text("2010-09-09"));
    template.set("Description", Node::text(stack.description.as_str()));
    for (name, section) in sections {
        if !section.is_empty() {
            template.set(name, Node::mapping(section));
        }
    }
    Template {
        name: stack.name.to_string(),
        file_stem: names::file_stem(&stack.name),
        node: Node::mapping(template),
    }
}

/// Parameters of a nested stack that nobody sets.
fn own_parameters(wiring: &Wiring<'_>, stack: &Stack) -> Vec<Finding> {
    let root = wiring.root_of(stack);
    let unset = stack.parameters.iter().filter(|(_, declaration)| {
        stack.name != root.name && declaration.get(&["Default"]).is_none()
    });
    unset
        .map(|(name, _)| {
            let message = format!(
                "nobody sets parameter `{name}` of nested stack `{}`",
                stack.name
            );
            Finding::new(PARAMETER, message)
                .in_stack(stack.name.as_ref())
                .of(name)
                .help("declare it in the root stack and use its value here: it is passed down")
        })
        .collect()
}

fn circles(stack: &str, graph: &Graph) -> Vec<Finding> {
    let circles = graph.circles().into_iter();
    let finding = |circle: Vec<(String, String)>| {
        let path: Vec<&str> = circle.iter().map(|(name, _)| name.as_str()).collect();
        let first = path.first().copied().unwrap_or_default();
        let reasons: Vec<&str> = circle.iter().map(|(_, reason)| reason.as_str()).collect();
        let what = if stack.is_empty() {
            "stacks"
        } else {
            "resources"
        };
        let message = format!(
            "{what} need one another in a circle: {} -> {first} ({})",
            path.join(" -> "),
            reasons.join("; ")
        );
        let finding = Finding::new(CYCLE, message);
        if stack.is_empty() {
            finding
        } else {
            finding.in_stack(stack)
        }
    };
    circles.map(finding).collect()
}
