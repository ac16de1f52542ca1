//! From a stack under construction to the text of a template: every reference gets its local name.
//!
//! A reference to the stack's own things is written as it is; one to another stack's becomes a
//! parameter here, an output there and a line in the root. What is asked of the other stacks is
//! collected in [`Wiring`]; `finish` writes it down.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::Stack;
use super::condition_key::{ConditionKey, condition_key};
use super::graph::Graph;
use super::rules::{DUPLICATE, NAME_CLASH, UNKNOWN};
use super::template::Input;
use super::tree::StackTree;
use crate::document::{Entry, Function, Intrinsic, Mapping, Node, Origin, Value};
use crate::source::{Finding, Rule};

/// What a stack gives to others.
#[derive(Clone, Debug)]
pub(super) struct Export {
    /// The function that was used, in the producer's own terms.
    pub(super) value: Node,
    /// Whether the value is a list, which travels joined.
    pub(super) list: bool,
    /// The condition under which the value exists.
    pub(super) condition: Option<ConditionKey>,
}

/// What a stack takes from others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Import {
    /// The type of the parameter.
    pub(super) parameter_type: &'static str,
    /// What the root writes for it.
    pub(super) wiring: Node,
    /// The root's own declaration, where a root parameter is passed down.
    pub(super) passed_down: Option<Node>,
    /// The place of the producer among the stacks, the root first.
    pub(super) rank: usize,
    /// The place among the root's parameters, for those.
    pub(super) position: usize,
}

/// Where a node stands while it is lowered.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    /// The stack that holds it.
    pub(super) stack: &'a Stack,
    /// What of the stack holds it: `Subnet`, or `output X`.
    pub(super) owner: String,
    /// The conditions that hold there.
    pub(super) guards: Vec<ConditionKey>,
}

/// The lowered sections of one stack.
pub(super) struct Lowered {
    pub(super) rules: Mapping,
    pub(super) resources: Mapping,
    pub(super) outputs: Mapping,
    /// The stacks on whose resources a resource depends without using a value of them.
    pub(super) after: IndexSet<Arc<str>>,
}

/// Everything that stacks ask of one another.
#[derive(Debug)]
pub(super) struct Wiring<'a> {
    /// All stacks by name, tree after tree, each root first.
    pub(super) stacks: IndexMap<Arc<str>, &'a Stack>,
    /// The root that holds each stack; a root holds itself.
    pub(super) roots: IndexMap<Arc<str>, &'a Stack>,
    /// What roots take of earlier ones, by root, then by name of the parameter.
    pub(super) inputs: BTreeMap<Arc<str>, BTreeMap<String, (Input, Node)>>,
    /// By producer, then by name of the output.
    pub(super) exports: BTreeMap<Arc<str>, BTreeMap<String, Export>>,
    /// Exports whose value was not lowered yet.
    pub(super) pending: Vec<(Arc<str>, String)>,
    /// By consumer, then by name of the parameter.
    pub(super) imports: BTreeMap<Arc<str>, BTreeMap<String, Import>>,
    /// Conditions that a stack uses, by stack: name and definition in that stack's terms.
    pub(super) conditions: BTreeMap<Arc<str>, BTreeMap<String, (ConditionKey, Node)>>,
    /// Which stack needs which.
    pub(super) needs: Graph,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Wiring<'a> {
    /// Nothing asked yet of these trees, which stand in the order of their deployment.
    pub(super) fn new(trees: &[&'a StackTree]) -> Self {
        let mut wiring = Self {
            stacks: IndexMap::new(),
            roots: IndexMap::new(),
            inputs: BTreeMap::new(),
            exports: BTreeMap::new(),
            pending: Vec::new(),
            imports: BTreeMap::new(),
            conditions: BTreeMap::new(),
            needs: Graph::default(),
            findings: Vec::new(),
        };
        for tree in trees {
            for stack in tree.stacks() {
                let name = &stack.name;
                wiring.roots.insert(Arc::clone(name), &tree.root);
                if wiring.stacks.insert(Arc::clone(name), stack).is_some() {
                    let message = format!("two stacks are named `{name}`");
                    let finding = Finding::new(DUPLICATE, message).in_stack(name.as_ref());
                    wiring.findings.push(finding);
                }
            }
        }
        wiring
    }

    /// The node in the terms of the stack that holds it.
    pub(super) fn lower(&mut self, at: &At<'a>, node: &Node) -> Node {
        match &node.value {
            Value::Scalar(_) => node.clone(),
            Value::Sequence(items) => {
                Node::sequence(items.iter().map(|item| self.lower(at, item)).collect())
            }
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter().map(|entry| Entry {
                    key: entry.key.clone(),
                    value: self.lower(at, &entry.value),
                });
                let entries = entries.collect();
                Node::mapping(Mapping { entries })
            }
            Value::Function(function) => match &function.origin {
                Some(origin) => self.reference(at, function, origin),
                None => self.function(at, function),
            },
        }
    }

    fn function(&mut self, at: &At<'a>, function: &Function) -> Node {
        let argument = match (&function.name, &function.argument.value) {
            (Intrinsic::If, Value::Sequence(items)) => self.choice(at, items),
            (Intrinsic::Sub, Value::Sequence(items)) => return self.text(at, items),
            (_, _) => self.lower(at, &function.argument),
        };
        Node::function(function.name.clone(), argument)
    }

    /// The arguments of `Fn::If`; the first branch stands under the condition.
    fn choice(&mut self, at: &At<'a>, items: &[Node]) -> Node {
        let [condition, then, otherwise] = items else {
            return Node::sequence(items.iter().map(|item| self.lower(at, item)).collect());
        };
        let mut inside = at.clone();
        inside.guards.extend(condition_key(condition));
        let name = self.condition_name(at, condition);
        Node::sequence(vec![
            name,
            self.lower(&inside, then),
            self.lower(at, otherwise),
        ])
    }

    /// `Fn::Sub` as a person writes it: names stand in the text, other values beside it.
    fn text(&mut self, at: &At<'a>, items: &[Node]) -> Node {
        let [
            Node {
                value: Value::Scalar(template),
                ..
            },
            Node {
                value: Value::Mapping(variables),
                ..
            },
        ] = items
        else {
            let items = items.iter().map(|item| self.lower(at, item)).collect();
            return Node::function(Intrinsic::Sub, Node::sequence(items));
        };
        let mut text = template.text.clone();
        let mut beside = Mapping::new();
        for (name, value) in variables.iter() {
            let value = self.lower(at, value);
            let inline = match value.as_function() {
                Some(named) if matches!(named.name, Intrinsic::Ref | Intrinsic::GetAtt) => {
                    named.argument.as_text().map(str::to_owned)
                }
                Some(_) | None => None,
            };
            let written = inline.unwrap_or_else(|| {
                let number = beside.entries.len() + 1;
                let name = if number == 1 {
                    "Value".to_owned()
                } else {
                    format!("Value{number}")
                };
                beside.set(&name, value);
                name
            });
            text = text.replace(&format!("${{{name}}}"), &format!("${{{written}}}"));
        }
        let text = Node::text(text);
        if beside.is_empty() {
            return Node::function(Intrinsic::Sub, text);
        }
        Node::function(
            Intrinsic::Sub,
            Node::sequence(vec![text, Node::mapping(beside)]),
        )
    }

    fn reference(&mut self, at: &At<'a>, function: &Function, origin: &Origin) -> Node {
        if function.name == Intrinsic::Condition {
            let name = self.condition_name(at, &Value::Function(function.clone()).into());
            return Node::function(Intrinsic::Condition, name);
        }
        let argument = function.argument.as_text().unwrap_or_default();
        let logical_id = argument
            .split_once('.')
            .map_or(argument, |(logical_id, _)| logical_id);
        let Some(&producer) = self.stacks.get(&origin.stack) else {
            let what = format!("`{logical_id}` of stack `{}`", origin.stack);
            return self.unknown(
                at,
                function,
                &what,
                "that stack is not part of the assembly",
            );
        };
        let known = producer.resources.contains_key(logical_id)
            || (function.name == Intrinsic::Ref
                && (producer.parameters.contains_key(logical_id)
                    || producer.lists.contains_key(logical_id)));
        if !known {
            let what = format!("`{logical_id}` of stack `{}`", origin.stack);
            return self.unknown(at, function, &what, "that stack has nothing of this name");
        }
        let condition = producer
            .resources
            .get(logical_id)
            .and_then(|body| body.attribute("Condition"))
            .and_then(condition_key);
        if self.in_another_tree(at.stack, &producer.name).is_some() {
            return self.input(at, function, origin, producer, condition);
        }
        if let Some(condition) = &condition {
            self.ask_condition(at, producer, logical_id, condition);
        }
        if producer.name == at.stack.name {
            return match producer.lists.get(logical_id) {
                Some(items) if function.name == Intrinsic::Ref => self.lower(at, items),
                Some(_) | None => plain(function),
            };
        }
        self.foreign(at, function, origin, producer, condition)
    }

    /// The root of the tree that a stack belongs to.
    pub(super) fn root_of(&self, stack: &Stack) -> &'a Stack {
        let root = self.roots.get(&stack.name);
        root.expect("invariant: every stack came in a tree with a root")
    }

    pub(super) fn clash(&mut self, stack: &Stack, name: &str) {
        let message = format!(
            "two values of stack `{}` would be named `{name}`",
            stack.name
        );
        let finding = Finding::new(NAME_CLASH, message)
            .in_stack(stack.name.as_ref())
            .of(name)
            .help("rename one of the resources or conditions");
        self.findings.push(finding);
    }

    fn unknown(&mut self, at: &At<'a>, function: &Function, what: &str, why: &str) -> Node {
        let message = format!("`{}` of stack `{}` uses {what}", at.owner, at.stack.name);
        self.report(at, UNKNOWN, message, why);
        plain(function)
    }

    pub(super) fn report(&mut self, at: &At<'a>, rule: &'static Rule, message: String, help: &str) {
        let finding = Finding::new(rule, message)
            .in_stack(at.stack.name.as_ref())
            .of(at.owner.as_str())
            .help(help);
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// The function as it stands in a template.
pub(super) fn plain(function: &Function) -> Node {
    Node::function(function.name.clone(), (*function.argument).clone())
}

/// A list as the one text that a nested stack's parameter takes.
pub(super) fn joined(list: Node) -> Node {
    if let Some(function) = list.as_function()
        && function.name == Intrinsic::Split
        && let Some([comma, text]) = function.argument.as_sequence()
        && comma.as_text() == Some(",")
    {
        return text.clone();
    }
    Node::function(Intrinsic::Join, Node::sequence(vec![Node::text(","), list]))
}
